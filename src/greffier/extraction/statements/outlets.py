"""The outlet that passed words on: "a confié à l'AFP", "selon l'AFP, la cour a dit que A"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from greffier.extraction.lexicon import DETERMINER, PREPOSITION
from greffier.extraction.statements.content import Draft, mode
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

if TYPE_CHECKING:
    from greffier.extraction.coreference.entities import Entities


def outlet(text: Text, entities: "Entities", around: TokenSpan | None) -> tuple[str, TokenSpan] | None:
    """The outlet among tokens `around` that passed the words on ("à l'AFP", "sur France 2"), and its words."""
    if around is None:
        return None
    for who, first, last in entities.named(*around):
        before = first - 1
        while before > around.first and text.bits[before] & DETERMINER and not text.bits[before] & PREPOSITION:
            before -= 1
        if entities.kind(who) == "media" and (text.lows[before] in _CHANNELS or before < around.first):
            return who, TokenSpan(first, last)
    return None


_CHANNELS = frozenset(("à", "au", "aux", "sur", "dans", "par", "auprès", "de", "du", "chez", "selon", "l'", "agence"))


def passed_on(text: Text, entities: "Entities", drafts: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """The drafts that only say through which outlet another one is known, as (that one, the outlet's) numbers.

    "Selon l'agence X, la cour a confirmé que A" is what the court says, by way of the agency.
    """
    for number, outer in enumerate(drafts):
        reported = outer.rule == "inserted" and mode(text, outer.parts) != "direct"
        if not (outer.rule == "according" or reported) or not outer.speaker or len(outer.parts) > 1:
            continue
        first, last = outer.parts[0]
        named = next(entities.named(*outer.speaker), None)
        if named is None or entities.kind(named[0]) != "media":
            continue
        for inner in range(number + 1, min(number + 4, len(drafts))):
            other = drafts[inner]
            if other.speaker and other.cue and other.speaker.first - first < 3 and first <= other.cue.first < last:
                yield inner, number
                break
