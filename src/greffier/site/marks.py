"""The words of an article cut where a mark begins or ends, so that marks may overlap and every piece is plain text."""

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in the text that belongs to a row.

    `layer` is `statement`, `decision`, `actor`, or `evidence` for words that only show when the row is open;
    `card` is the row's number on the page, `field` the cell that rests on the words.
    """

    start: int
    end: int
    layer: str
    card: int
    field: str
    anchor: str = ""


class Piece(NamedTuple):
    """A stretch of text under the same marks: `begins` are those that start here, `owner` the one that it opens.

    `entry` says that it is the first piece of its owner: the place where a keyboard stops.
    """

    start: int
    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]
    owner: Mark | None
    entry: bool


def pieces(text: str, begin: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """A text that begins at `begin` in pieces: joined they are the text again, and no mark begins or ends within one.

    A piece under several marks belongs to the shortest that has no piece yet, so that each can be reached.
    """
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.card, mark.field))
    cuts = sorted({begin, begin + len(text), *(m.start for m in ordered), *(m.end for m in ordered)})
    active: list[Mark] = []
    owned: set[int] = set()
    following = 0
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > start]
        first = following
        while following < len(ordered) and ordered[following].start == start:
            active.append(ordered[following])
            following += 1
        begins = tuple(ordered[first:following])
        owner = _owner(active, owned)
        entry = owner is not None and owner.card not in owned
        if owner:
            owned.add(owner.card)
        yield Piece(start, text[start - begin : end - begin], tuple(active), begins, owner, entry)


def paragraphs(flow: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces line by line; a piece that runs over the end of a line is cut there, empty lines are left out."""
    line: list[Piece] = []
    for piece in flow:
        start = piece.start
        for i, part in enumerate(piece.text.split("\n")):
            if i and line:
                yield line
                line = []
            if part:
                whole = start == piece.start
                begins = piece.begins if whole else ()
                line.append(piece._replace(start=start, text=part, begins=begins, entry=piece.entry and whole))
            start += len(part) + 1
    if line:
        yield line


def islands(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """What spans alone tell of a text: each stretch that they cover without a gap, with the place where it begins."""
    found: list[tuple[int, str]] = []
    for start, end, words in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if found and start <= found[-1][0] + len(found[-1][1]):
            begin, known = found[-1]
            overlap = begin + len(known) - start
            if overlap < end - start:
                found[-1] = (begin, known + words[overlap:])
        else:
            found.append((start, words))
    return found


def misplaced(text: str, marks: Iterable[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """The first place whose words are not those of the text, or None."""
    return next((mark for mark in marks if text[mark[0] : mark[1]] != mark[2]), None)


def _owner(active: Collection[Mark], owned: Collection[int]) -> Mark | None:
    candidates = [mark for mark in active if mark.layer != "evidence"]
    fresh = [mark for mark in candidates if mark.card not in owned]
    return min(fresh or candidates, key=lambda mark: (mark.end - mark.start, mark.card), default=None)
