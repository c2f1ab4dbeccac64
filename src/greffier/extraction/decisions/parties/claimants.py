"""Who asked a court, and against whom: by the words of the request, of a complaint, of bringing the matter to court."""

from collections.abc import Iterator
from typing import NamedTuple

from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.mention import DecisionMention
from greffier.extraction.decisions.parties.pronouns import POSSESSIVES, antecedents
from greffier.extraction.decisions.subjects import subject_of
from greffier.extraction.decisions.vocabulary import forms, head, headed
from greffier.extraction.lexicon import CAPITAL, DETERMINER, INFINITIVE
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_REVIEWED = ("overturned", "upheld", "ordered", "other", "granted")
_OF = ("de", "d'", "du", "des")
_NEAR = 7  # tokens after the noun of a request in which "de X" says who makes it


class Part(NamedTuple):
    """The part that an actor has in a decision, and the words that show it."""

    actor: str
    role: str
    words: TokenSpan


def requesters(text: Text, bench: Bench, mention: DecisionMention, before: tuple[str, ...] = ()) -> list[Part]:
    """Who asked for what a decision settles, against whom, and who made what is attacked.

    Takes: "la demande de l'association", "le recours formé par la ville contre l'État", "l'arrêté du préfet".
    Leaves: "la demande de libération", "le recours de juin".
    """
    span = subject_of(text, mention)
    if span is None:
        return []
    governed = list(_phrases(text, span, mention))
    found = [Part(actor, role, phrase) for phrase, role in governed for actor in bench.actors(phrase, False)]
    if text.lows[span.first] in POSSESSIVES:
        maker, words = _maker(text, span, mention), TokenSpan(span.first, span.first + 1)
        owners = antecedents(text, bench, span.first, mention.agent, before)
        found += [Part(actor, maker, words) for actor in owners]
    return found


def _maker(text: Text, span: TokenSpan, mention: DecisionMention) -> str:
    """The part of who made a request, act or earlier decision: "le recours de X", "l'arrêté de X", "la peine de X"."""
    if headed(text, span, ("request",)):
        return "claimant"
    if mention.outcome in _REVIEWED and headed(text, span, ("dismissal",)):
        return "claimant"  # "le licenciement de Paul est annulé"
    return "defendant" if headed(text, span, ("personal",)) or mention.outcome == "adjourned" else "respondent"


def _phrases(text: Text, span: TokenSpan, mention: DecisionMention) -> Iterator[tuple[TokenSpan, str]]:
    """The phrases inside a request, act or decision that stand for somebody, each with the part that it shows."""
    noun = head(text, *span)
    request = headed(text, span, ("request",))
    maker = _maker(text, span, mention)
    made = False
    asks = False  # an infinitive says what is asked: who asks comes before it
    last = span.last
    k = noun + 1
    while k < last:
        asks = asks or bool(text.bits[k] & INFINITIVE and not text.bits[k] & DETERMINER)
        near = k - noun < _NEAR and not asks and not made
        found = _phrase_at(text, k, last, near)
        if found is None:
            k += 1
            continue
        phrase, link = found
        if link == "de" and not near:
            if request and k > noun + 1 and text.bits[phrase.first] & (DETERMINER | CAPITAL):
                yield phrase, "concerned"
            k += 1
            continue
        role = {
            "de": maker,
            "par": "claimant" if request else "respondent",
            "contre": "respondent" if request else "defendant",
        }[link]
        made = made or role == maker
        yield phrase, role
        k = max(phrase.last, k + 1)


def _phrase_at(text: Text, k: int, last: int, near: bool) -> tuple[TokenSpan, str] | None:
    """The phrase that "de", "par" or "contre" at `k` opens, and which of them it is."""
    low = text.lows[k]
    if k + 1 >= last and low not in ("du", "des"):
        return None
    if low in _OF and text.lows[k - 1] == "encontre":
        start = k if low in ("du", "des") else k + 1
        return TokenSpan(start, phrase_end(text, start, last)), "contre"
    if low in _OF:
        start = k if low in ("du", "des") else k + 1
        if near and text.bits[min(k + 1, len(text.bits) - 1)] & INFINITIVE:
            return None
        stop = min(phrase_end(text, start, last), last) if near else phrase_end(text, start, last)
        return TokenSpan(start, max(stop, start + 1)), "de"
    if low == "par" and text.lows[k - 1] in forms("made_by") and text.bits[k + 1] & (DETERMINER | CAPITAL):
        return TokenSpan(k + 1, phrase_end(text, k + 1, last)), "par"
    return (TokenSpan(k + 1, phrase_end(text, k + 1, last)), "contre") if low == "contre" else None
