"""The parties that the mentions of a decision name: whom it falls on, who judged, asked, was ordered, paid, harmed."""

from collections.abc import Iterator

from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.draft import Draft
from greffier.extraction.decisions.mention import DecisionMention
from greffier.extraction.decisions.parties.article import Claim
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.vocabulary import forms
from greffier.extraction.lexicon import CAPITAL, DETERMINER, verbs
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_INSTITUTIONS = ("court", "public_body", "media")  # these are not concerned by somebody else's request


def parts(text: Text, bench: Bench, n: int, one: Draft) -> Iterator[Claim]:
    """The parts that the mentions of draft `n` show."""
    parts = [*one.patients, *one.judges]
    parts += [p for p in one.asked if p.role != "concerned" or bench.kind(p.actor) not in _INSTITUTIONS]
    for mention in one.mentions:
        parts += _addressed(text, bench, one, mention)
        if mention.subject:
            parts += _harmed(text, bench, mention.subject)
        if mention.sanction:
            parts += _paid(text, bench, mention.sanction)
    return ((n, part) for part in parts)


def _addressed(text: Text, bench: Bench, one: Draft, mention: DecisionMention) -> list[Part]:
    """To whom a court orders, forbids or grants: "a ordonné à la ville de …", "à la demande du parquet"."""
    verb = verbs().get(text.lows[mention.trigger], ())
    if one.outcome not in ("ordered", "granted") or not any(r.lemma in forms("addressed") for r in verb):
        return []
    role = "respondent" if one.outcome == "ordered" else "claimant"
    for k in range(mention.trigger + 1, min(mention.trigger + 6, mention.last)):
        if text.lows[k] in ("à", "au", "aux") and k + 1 < mention.last:
            start = k + 1 if text.lows[k] == "à" else k
            if not text.bits[start] & (DETERMINER | CAPITAL):
                return []
            phrase = TokenSpan(start, phrase_end(text, start, mention.last))
            return [Part(actor, role, phrase) for actor in bench.actors(phrase, False)]
    return []


def _harmed(text: Text, bench: Bench, span: TokenSpan) -> Iterator[Part]:
    """Victims in what a decision was for: "le meurtre de Paul", "pour avoir giflé le maire"."""
    for k in range(span.first, span.last):
        start = _victim_start(text, k, span.last)
        if start < 0 or not text.bits[start] & (DETERMINER | CAPITAL) or text.lows[start] in ("un", "une"):
            continue
        phrase = TokenSpan(start, min(phrase_end(text, start, span.last), span.last))
        for actor in bench.actors(phrase):
            if bench.kind(actor) in ("person", "group"):
                yield Part(actor, "victim", phrase)


def _victim_start(text: Text, k: int, last: int) -> int:
    """Where the one is named whom the offence at `k` harmed, or -1."""
    low = text.lows[k]
    if low in forms("offence"):
        for j in range(k + 1, min(k + 5, last - 1)):
            if text.lows[j] in ("de", "d'", "du", "des", "sur", "contre", "envers"):
                return j if text.lows[j] in ("du", "des") else j + 1
        return -1
    harms = any(r.lemma in forms("harm") for r in verbs().get(low, ()))
    return k + 1 if harms and k + 1 < last else -1


def _paid(text: Text, bench: Bench, span: TokenSpan) -> list[Part]:
    """Who is to be paid: "verser 5 000 euros à la salariée"."""
    if text.lows[span.first] not in forms("civil"):
        return []
    for k in range(span.first + 1, span.last - 1):
        if text.lows[k] in ("à", "au", "aux") and text.bits[k + 1] & (DETERMINER | CAPITAL):
            start = k + 1 if text.lows[k] == "à" else k
            phrase = TokenSpan(start, phrase_end(text, start, span.last))
            return [Part(actor, "claimant", phrase) for actor in bench.actors(phrase, False)]
    return []
