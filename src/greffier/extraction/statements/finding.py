"""Who said what: every construction is asked for its statements, and each content counts once."""

from collections.abc import Iterable

from greffier.extraction.lexicon import DETERMINER, TONIC
from greffier.extraction.rules import Rule
from greffier.extraction.statements import (
    according,
    colon,
    comparison,
    continued,
    described,
    fragment,
    inserted,
    narrated,
    signed,
)
from greffier.extraction.statements.content import Draft
from greffier.extraction.statements.governed import reports
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan


def find(text: Text) -> list[Draft]:
    """The statements of an article in the order of their contents; one for each place where a content begins."""
    kept = _Kept()
    kept.keep(_of(inserted.RULE, text))
    kept.keep(_of(narrated.RULE, text))
    kept.keep(_of(colon.RULE, text))
    kept.keep(_of(signed.RULE, text))
    kept.keep(reports(text))
    kept.keep(draft for draft in _of(according.RULE, text) if not _repeats(text, draft, kept.drafts))
    kept.keep(_of(comparison.RULE, text))
    said = {k for draft in kept.drafts for first, last in draft.parts for k in range(first, last)}
    kept.keep(draft for draft in _of(fragment.RULE, text) if draft.parts[0].first not in said)
    said |= {k for draft in kept.drafts for first, last in draft.parts for k in range(first, last)}
    kept.keep(draft for draft in _of(described.RULE, text) if said.isdisjoint(range(*draft.parts[0])))
    led = continued.led_on(text, kept.drafts)
    own = frozenset(text.quote_at[first] for draft in led for first, _ in draft.parts)
    kept.drafts = [continued.run_on(text, draft, own) for draft in led]
    if continued.RULE.active:
        kept.keep(continued.continued(text, _speakers(text, kept.drafts)))
    return sorted(kept.drafts, key=lambda d: (d.parts[0].first, d.parts[-1].last))


def _of(rule: Rule, text: Text) -> Iterable[Draft]:
    found: Iterable[Draft] = rule.find(text) if rule.active else ()
    return found


def _repeats(text: Text, draft: Draft, others: list[Draft]) -> bool:
    """Whether "selon lui" only says again whose the content around it is: "a jugé que, selon lui, …"."""
    cue, speaker = draft.cue, draft.speaker
    if cue is None or speaker is None or not text.bits[speaker.first] & TONIC or text.bits[speaker.first] & DETERMINER:
        return False
    return any(first < cue.first < last for other in others for first, last in other.parts)


class _Kept:
    """The drafts so far: a place where a content begins and a word of a cue count once, for who comes first."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._begun: set[int] = set()
        self._cued: set[int] = set()

    def keep(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            cue = range(*draft.cue) if draft.cue else range(0)
            if draft.parts[0].first not in self._begun and self._cued.isdisjoint(cue):
                self._begun.add(draft.parts[0].first)
                self._cued.update(cue)
                self.drafts.append(draft)


def _speakers(text: Text, drafts: list[Draft]) -> dict[int, TokenSpan | None]:
    """The sentences that have a statement, by number, with the words for the last speaker of each."""
    out: dict[int, TokenSpan | None] = {}
    for draft in sorted(drafts, key=lambda d: d.cue or d.parts[0]):
        for first, last in (*draft.parts, *((draft.cue,) if draft.cue else ())):
            for number in range(text.sentence(first), text.sentence(last - 1) + 1):
                out[number] = draft.speaker
    return out


def is_ruling(draft: Draft, kind: str, in_decision: bool) -> bool:
    """Whether the act itself is a ruling, no statement: "la cour confirme l'annulation de la peine".

    `kind` is the speaker's; `in_decision` says that its verb is the trigger of a decision.
    """
    if draft.rule == "fragment" and draft.act == "criticize" and kind == "court":
        return in_decision  # "la cour condamne l'État pour « traitement indigne »"
    if draft.rule not in ("nominal", "request"):
        return False
    return (
        draft.act == "order"
        and kind == "court"
        or draft.act in ("confirm", "deny")
        and (in_decision or kind == "court")
    )
