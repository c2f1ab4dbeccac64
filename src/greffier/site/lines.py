"""The marked text as HTML: who speaks is told by a colour, a line under the words and a tag, never by colour alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from greffier.site.cards import Names
from greffier.site.marks import Mark, Piece
from greffier.site.pages import shown
from greffier.site.store import Row

#: There are so many colours and lines in the style sheet; with more speakers they come round again.
STYLES = 8

_SMALL_WORDS = frozenset({"à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "the"})


class Speaker(NamedTuple):
    """Somebody whose statements stand in an article: the style and the tag of the marks."""

    actor_id: str
    name: str
    style: int
    tag: str
    statements: int


class Look(NamedTuple):
    """How a card's marks are shown: the anchor that they lead to and, for a statement, its speaker."""

    anchor: str
    speaker: Speaker | None = None


def speakers_of(statements: Iterable[Row], names: Names) -> dict[str, Speaker]:
    """The speakers by id in the order in which they first speak; '' are those whom no row names."""
    found: dict[str, Speaker] = {}
    tags: set[str] = set()
    for row in statements:
        key = row["speaker_id"]
        known = found.get(key)
        if known:
            found[key] = known._replace(statements=known.statements + 1)
            continue
        tag = _unused(initials(names[key]) if key else "?", tags)
        tags.add(tag)
        style = (len(found) - ("" in found)) % STYLES if key else STYLES
        found[key] = Speaker(key, names[key] if key else "", style, tag, 1)
    return found


def initials(name: str) -> str:
    """Up to three letters that stand for a name: Amnesty International is AI."""
    words = [word for word in name.replace("'", " ").replace("’", " ").replace("-", " ").split() if word[0].isalnum()]
    chosen = [word for word in words if word.lower() not in _SMALL_WORDS] or words
    if len(chosen) == 1:
        return chosen[0][:2].upper()
    return "".join(word[0] for word in chosen[:3]).upper() or "?"


def line_html(line: Sequence[Piece], looks: Mapping[int, Look]) -> Markup:
    """A line of the text as HTML; `looks` says how the marks of each card are shown."""
    return Markup("".join(_piece_html(piece, looks) for piece in line))


def _piece_html(piece: Piece, looks: Mapping[int, Look]) -> str:
    words = str(escape(shown(piece.text)))
    if not piece.marks:
        return words
    for mark in piece.begins:
        if mark.anchor:
            words = f'<span id="{mark.anchor}">{words}</span>'
    attributes = f' id="c{piece.start}"' if piece.begins else ""
    behind = " ".join(dict.fromkeys(f"{m.card}.{escape(m.field)}" for m in piece.marks if m.layer == "evidence"))
    if behind:
        attributes += f' data-e="{behind}"'
    if not piece.owner:
        return f"<span{attributes}>{words}</span>"
    shortest: dict[str, Mark] = {}
    for mark in sorted(piece.marks, key=lambda mark: mark.end - mark.start):
        shortest.setdefault(mark.layer, mark)
    classes = ["m"]
    if "statement" in shortest:
        speaker = looks[shortest["statement"].card].speaker
        classes.append(f"st k{speaker.style if speaker else STYLES}")
        if speaker and shortest["statement"] in piece.begins:
            attributes += f' data-tag="{escape(speaker.tag)}"'
    if "decision" in shortest:
        classes.append("de db" if shortest["decision"] in piece.begins else "de")
    if "actor" in shortest:
        classes.append("ac")
    cards = " ".join(str(card) for card in dict.fromkeys(m.card for m in piece.marks if m.layer != "evidence"))
    attributes = f' class="{" ".join(classes)}" data-o="{piece.owner.card}" data-r="{cards}"{attributes}'
    if not piece.text.strip():
        # a link needs a name
        return f"<span{attributes}>{words}</span>"
    stop = "" if piece.entry else ' tabindex="-1"'
    return f'<a href="#{looks[piece.owner.card].anchor}"{attributes}{stop}>{words}</a>'


def _unused(tag: str, taken: set[str]) -> str:
    """The tag, with a number where another speaker has it."""
    number, unused = 1, tag
    while unused in taken:
        number += 1
        unused = f"{tag}{number}"
    return unused
