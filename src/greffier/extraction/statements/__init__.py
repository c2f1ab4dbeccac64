"""Who said what: reported speech with its cue and the words for its speaker.

`find` gives drafts by token; who the words stand for is decided once the actors are known (see `extraction`).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greffier.extraction.coreference.entities import Entities
from greffier.extraction.lexicon import DETERMINER, PREPOSITION
from greffier.extraction.statements.according import comparisons, sources
from greffier.extraction.statements.content import Draft, Range, mode
from greffier.extraction.statements.inserted import inserted
from greffier.extraction.statements.quoted import colons, continued, fragments, run_on, signed
from greffier.extraction.statements.reported import GOVERNED, reports
from greffier.extraction.syntax.text import Text
from greffier.model import Span

__all__ = ["RULES", "Draft", "Range", "find", "mode"]


# Every rule by the name that the column `rule` gives; each tells in its docstring what it takes and what it leaves.
RULES: dict[str, Callable[..., object]] = {
    "inserted": inserted,
    "colon": colons,
    "signed": signed,
    **GOVERNED,
    "according": sources,
    "comparison": comparisons,
    "fragment": fragments,
    "continued": continued,
}


def find(text: Text) -> list[Draft]:
    """The statements of an article in the order of their contents; one for each place where a content begins."""
    found: list[Draft] = []
    begun: set[int] = set()  # where contents begin, and the tokens of cues: each is told of once
    cued: set[int] = set()

    def keep(drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            cue = range(*draft.cue) if draft.cue else range(0)
            if draft.parts[0][0] not in begun and cued.isdisjoint(cue):
                begun.add(draft.parts[0][0])
                cued.update(cue)
                found.append(draft)

    for rule in (inserted, colons, signed, reports, sources, comparisons):
        keep(rule(text))
    said = {k for draft in found for first, last in draft.parts for k in range(first, last)}
    keep(draft for draft in fragments(text) if draft.parts[0][0] not in said)
    found = [run_on(text, draft) for draft in found]
    spoken: set[int] = set()
    speakers: dict[int, Range | None] = {}
    for draft in sorted(found, key=lambda d: d.cue or d.parts[0]):
        for first, last in draft.parts:
            for number in range(text.sentence(first), text.sentence(last - 1) + 1):
                spoken.add(number)
                speakers[number] = draft.speaker
        if draft.cue:
            spoken.add(text.sentence(draft.cue[0]))
            speakers[text.sentence(draft.cue[0])] = draft.speaker
    keep(continued(text, spoken, speakers))
    return sorted(found, key=lambda d: (d.parts[0][0], d.parts[-1][1]))


def passed_on(text: Text, cast: "Entities", drafts: list[Draft]) -> Iterator[tuple[int, int]]:
    """The drafts that only say through which outlet another one is known, as (that one, the outlet's) numbers.

    "Selon l'agence X, la cour a confirmé que A" is what the court says, by way of the agency.
    """
    for number, outer in enumerate(drafts):
        reported = outer.rule == "inserted" and mode(text, outer.parts) != "direct"
        if not (outer.rule == "according" or reported) or not outer.speaker or len(outer.parts) > 1:
            continue
        first, last = outer.parts[0]
        named = next(cast.named(*outer.speaker), None)
        if named is None or cast.kind(named[0]) != "media":
            continue
        for inner in range(number + 1, min(number + 4, len(drafts))):
            other = drafts[inner]
            if other.speaker and other.cue and other.speaker[0] - first < 3 and first <= other.cue[0] < last:
                yield inner, number
                break


def is_ruling(draft: Draft, kind: str, told: bool) -> bool:
    """Whether the act itself is a ruling, no statement: "la cour confirme l'annulation de la peine".

    `kind` is the speaker's; `told` says that the verb stands in the telling of a decision.
    """
    if draft.rule == "fragment" and draft.act == "criticize" and kind == "court":
        return told  # "la cour condamne l'État pour « traitement indigne »"
    if draft.rule not in ("nominal", "request"):
        return False
    return draft.act == "order" and kind == "court" or draft.act in ("confirm", "deny") and (told or kind == "court")


def words_for(text: Text, speaker: Range) -> Span:
    """The span of the words for the speaker; of an inverted pronoun ("-t-elle") only the pronoun."""
    start, end = text.span(*speaker)
    word = text.words[speaker[0]]
    if word[0] == "-":
        start = end - len(word.rsplit("-", 1)[-1])
    return Span(start, end)


def outlet(text: Text, cast: "Entities", around: Range | None) -> tuple[str, Range] | None:
    """The outlet among tokens `around` that passed the words on ("à l'AFP", "sur France 2"), and its words."""
    if around is None:
        return None
    for who, first, last in cast.named(*around):
        before = first - 1
        while before > around[0] and text.bits[before] & DETERMINER and not text.bits[before] & PREPOSITION:
            before -= 1
        if cast.kind(who) == "media" and (text.lows[before] in _CHANNELS or before < around[0]):
            return who, (first, last)
    return None


_CHANNELS = frozenset(("à", "au", "aux", "sur", "dans", "par", "auprès", "de", "du", "chez", "selon", "l'", "agence"))
