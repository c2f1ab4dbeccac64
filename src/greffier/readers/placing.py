"""Which of the places of quoted words is meant: the only one, the one that its context fixes, or none."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from greffier.model import Span
from greffier.readers.wording import MOST_PLACES, Wording

#: The words of one row stand at most this many characters apart, a cue and its content no more than that. Of 512
#: statements in articles read by hand, no cue was further than 99 from its content, no part than 81 from the one
#: before, no words for a speaker than 421.
NEAR = 500
NEAR_CUE = 200
#: A place is the nearest one where no other is within this many characters of being so.
CLEAR = 10

Chain = tuple[Span, ...]
Item = TypeVar("Item")


class Unplaced(Exception):
    """Words that have no place, or too many; `str(error)` is the reason."""


def gap(span: Span, place: Iterable[Span]) -> int:
    """The number of characters between a span and the nearest of others; 0 where they touch."""
    return min(max(start - span.end, span.start - end, 0) for start, end in place)


def nearest(items: Sequence[Item], distance: Callable[[Item], int]) -> list[Item]:
    """The items that are nearest, or so nearly that they could be meant as well."""
    distances = [distance(item) for item in items]
    return [item for item, far in zip(items, distances, strict=True) if far <= min(distances) + CLEAR]


def closest(spans: Iterable[Span], place: Sequence[Span]) -> Span:
    """The first of the spans nearest to a place."""
    return min(spans, key=lambda span: (gap(span, place), span))


def chains(wording: Wording, parts: Sequence[str], within: Span | None = None) -> list[Chain]:
    """The places of the parts of one content: in order, each near the one before. Unplaced where there are none."""
    start, end = within or (0, None)
    found: list[Chain] = [()]
    for part in parts:
        places = wording.places(part, start, end)
        if not places:
            raise Unplaced("is not in the article")
        found = [
            (*chain, place)
            for chain in found
            for place in places
            if not chain or 0 <= place.start - chain[-1].end <= NEAR
        ]
        if not found:
            raise Unplaced("does not follow on the part before it")
        if len(found) > MOST_PLACES:
            raise Unplaced(f"stands at more than {MOST_PLACES} places")
    return found


def by_context(wording: Wording, candidates: list[Chain], anchors: Iterable[str], speech: bool = False) -> list[Chain]:
    """The candidates that anchors, words of the same row, stand nearest to: the first anchor that tells decides.

    In `speech` an anchor stands outside the content, and each beside the one before: a speaker beside its verb.
    """
    beside = {chain: chain for chain in candidates}
    for words in anchors:
        if len(candidates) < 2:
            break
        places: dict[Chain, Span] = {}
        for chain in candidates:
            found = _around(wording, words, beside[chain], chain if speech else ())
            if found:
                places[chain] = closest(found, beside[chain])
        if places:
            candidates = nearest(list(places), {c: gap(span, beside[c]) for c, span in places.items()}.__getitem__)
        if speech:
            beside |= {chain: (span,) for chain, span in places.items()}
    return candidates


def in_order(rows: Sequence[list[Chain]]) -> list[list[Chain]]:
    """The candidates of each row that stand between its neighbours, if the rows are in the order of the text."""
    fixed = [(number, found[0][0].start) for number, found in enumerate(rows) if len(found) == 1]
    result = list(rows)
    if any(one[1] > other[1] for one, other in pairwise(fixed)):
        return result
    numbers = [number for number, _ in fixed]
    for number, found in enumerate(rows):
        if len(found) > 1:
            k = bisect_left(numbers, number)
            low = fixed[k - 1][1] if k else 0
            high = fixed[k][1] if k < len(fixed) else found[-1][0].start
            result[number] = [chain for chain in found if low <= chain[0].start <= high]
    return result


def near(
    wording: Wording,
    words: str,
    place: Sequence[Span],
    apart: Sequence[Span] = (),
    beside: str | None = None,
    far: int = NEAR,
) -> Span:
    """The place of the words that is nearest to others; Unplaced where there is none, or no nearest one.

    They overlap nothing of `apart` and are no further than `far`. Of several that are as near, the one is meant that
    `beside` stands nearest to.
    """
    found = [span for span in _around(wording, words, place, apart) if gap(span, place) <= far]
    if not found:
        known = wording.places(words, most=1)
        raise Unplaced("does not stand near the words of its row" if known else "is not in the article")
    meant = nearest(found, lambda span: gap(span, place))
    if len(meant) > 1 and beside is not None:
        meant = [chain[0] for chain in by_context(wording, [(span,) for span in meant], [beside])]
    if len(meant) > 1:
        raise Unplaced(f"stands at {len(meant)} places near the words of its row, and nothing says at which")
    return meant[0]


def near_or_alone(wording: Wording, words: str, place: Sequence[Span]) -> Span:
    """The first of the places nearest to others, or the only place in the article; else Unplaced."""
    found = _around(wording, words, place)
    if found:
        return closest(found, place)
    return alone(wording, words)


def alone(wording: Wording, words: str, within: Span | None = None) -> Span:
    """The only place of the words; Unplaced where there is none, or several."""
    start, end = within or (0, None)
    known = wording.places(words, start, end)
    if not known:
        raise Unplaced("is not in the article" if within is None else "is not in the passage that is named for it")
    if len(known) > 1:
        raise Unplaced(f"stands at {_number(known)} places, and nothing says at which")
    return known[0]


def only(candidates: Sequence[Chain]) -> Chain:
    """The one candidate; Unplaced where there are several."""
    if len(candidates) != 1:
        raise Unplaced(f"stands at {_number(candidates)} places, and nothing of its row says at which")
    return candidates[0]


def _number(places: Sequence[object]) -> str:
    return str(len(places)) if len(places) <= MOST_PLACES else f"more than {MOST_PLACES}"


def _around(wording: Wording, words: str, place: Sequence[Span], apart: Sequence[Span] = ()) -> list[Span]:
    """The places of the words that are no further than NEAR from others."""
    found: dict[Span, None] = {}
    for start, end in place:
        for span in wording.places(words, max(start - NEAR, 0), end + NEAR):
            found[span] = None
    return [span for span in found if not any(span.start < end and start < span.end for start, end in apart)]
