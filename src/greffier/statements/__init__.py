"""Who said what: reported speech with its cue and the words for its speaker.

`find` gives drafts by token; who the words stand for is decided once the actors are known (see `extraction`).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greffier.actors import Cast
from greffier.lexicon import DETERMINER, PREPOSITION
from greffier.statements.according import comparisons, sources
from greffier.statements.content import Draft, Range, mode
from greffier.statements.inserted import inserted
from greffier.statements.quoted import colons, continued, fragments, signed
from greffier.statements.reported import reports
from greffier.text import Text

__all__ = ["Draft", "Range", "find", "mode"]


def find(text: Text) -> list[Draft]:
    """The statements of an article in the order of their contents; one for each place where a content begins."""
    found: list[Draft] = []
    for rule in (inserted, colons, signed, reports, sources, comparisons, fragments):
        for draft in rule(text):
            if not _told_already(draft, found):
                found.append(draft)
    spoken: set[int] = set()
    speakers: dict[int, Range | None] = {}
    for draft in sorted(found, key=lambda d: (d.cue or d.parts[0])):
        for first, last in draft.parts:
            for number in range(text.sentence(first), text.sentence(last - 1) + 1):
                spoken.add(number)
                speakers[number] = draft.speaker
        if draft.cue:
            spoken.add(text.sentence(draft.cue[0]))
            speakers[text.sentence(draft.cue[0])] = draft.speaker
    found.extend(d for d in continued(text, spoken, speakers) if not _told_already(d, found))
    return sorted(found, key=lambda d: (d.parts[0][0], d.parts[-1][1]))


def _told_already(draft: Draft, found: list[Draft]) -> bool:
    """Whether a rule that goes before gave this content or this cue."""
    for other in found:
        if other.parts[0][0] == draft.parts[0][0]:
            return True
        if draft.cue and other.cue and other.cue[0] < draft.cue[1] and draft.cue[0] < other.cue[1]:
            return True
    return False


def outlet(text: Text, cast: "Cast", around: Range) -> tuple[str, Range] | None:
    """The outlet among tokens `around` that passed the words on ("à l'AFP", "sur France 2"), and its words."""
    for who, first, last in cast.named(*around):
        before = first - 1
        while before > around[0] and text.bits[before] & DETERMINER and not text.bits[before] & PREPOSITION:
            before -= 1
        if cast.kind(who) == "media" and text.lows[before] in _CHANNELS:
            return who, (first, last)
    return None


_CHANNELS = frozenset(("à", "au", "aux", "sur", "dans", "par", "auprès", "de", "du", "chez"))
