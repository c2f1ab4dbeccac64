"""The parties that the mentions of a decision name: whom it falls on, who judged, asked, was ordered, paid, harmed."""

from collections.abc import Iterator

from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.draft import Draft
from greffier.extraction.decisions.mention import DecisionMention
from greffier.extraction.decisions.parties.article import Claim
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.parties.suits import led
from greffier.extraction.decisions.vocabulary import forms, is_form, is_participle
from greffier.extraction.lexicon import CAPITAL, COMMA, DETERMINER, STOP, verbs
from greffier.extraction.rules import active
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import group

_TRIED = ("convicted", "acquitted", "charged", "referred", "adjourned", "discontinued", "ordered")
_REVIEWED = ("upheld", "overturned", "partly_granted", "dismissed", "ordered")
_LONG = 24  # tokens of a phrase with what it governs
_INSTITUTIONS = ("court", "public_body", "media")  # these are not concerned by somebody else's request


def parts(text: Text, bench: Bench, n: int, one: Draft) -> Iterator[Claim]:
    """The parts that the mentions of draft `n` show."""
    parts = [*one.patients, *one.judges]
    parts += [p for p in one.asked if p.role != "concerned" or bench.kind(p.actor) not in _INSTITUTIONS]
    for mention in one.mentions:
        if active("party-addressed"):
            parts += _addressed(text, bench, one, mention)
        if active("party-imposed"):
            parts += _imposed(text, bench, one, mention)
        accused = _accusation(text, one, mention)
        for span in (mention.subject, accused):
            if span and active("party-victim"):
                parts += [part for part in _harmed(text, bench, span) if part.actor not in one.falls_on()]
        if mention.sanction and active("party-paid"):
            parts += _paid(text, bench, mention.sanction)
    return ((n, part) for part in parts)


def _accusation(text: Text, one: Draft, mention: DecisionMention) -> TokenSpan | None:
    """What the one it falls on is said to have done: "Paul Roy, accusé d'avoir violé Anna Weil, est acquitté"."""
    if mention.role != "defendant" or one.outcome not in _TRIED:
        return None
    first, limit = text.sentences[text.sentence(mention.trigger)]
    for k in range(first, limit - 3):
        if (is_participle(text, k, "suspects") or text.lows[k] in forms("doer")) and text.lows[k + 1] in (
            "d'",
            "de",
            "du",
        ):
            end = k + 1
            while end < limit and not text.bits[end] & (COMMA | STOP):
                end += 1
            return TokenSpan(k, end)
    return None


def _imposed(text: Text, bench: Bench, one: Draft, mention: DecisionMention) -> list[Part]:
    """Both sides of a sanction that is appealed: "l'amende infligée à X par l'Autorité", whose maker is no court."""
    if one.outcome not in _REVIEWED or not mention.ruled_on:
        return []
    first, limit = mention.ruled_on.first, text.sentences[text.sentence(mention.trigger)].last
    k = next((j for j in range(first, min(first + _LONG, limit)) if is_form(text, j, *forms("imposes"))), -1)
    if k < 0:
        return []
    on = led(text, k + 1, limit, ("à", "au", "aux", "contre"))
    by = led(text, k + 1, limit, ("par",))
    verb = group(text, k)
    if by is None and verb and not verb.passive and verb.tense != "pp":
        by = subject(text, verb)
    makers = [a for a in bench.actors(by) if bench.kind(a) != "court"] if by else []
    found = [Part(actor, "respondent", by) for actor in makers if by]
    if on:
        found += [Part(actor, "claimant" if makers else "defendant", on) for actor in bench.actors(on)]
    return found


def _addressed(text: Text, bench: Bench, one: Draft, mention: DecisionMention) -> list[Part]:
    """To whom a court orders, forbids or grants: "a ordonné à la ville de …", "à la demande du parquet"."""
    verb = verbs().get(text.lows[mention.trigger], ())
    if one.outcome not in ("ordered", "granted") or not any(r.lemma in forms("addressed") for r in verb):
        return []
    role = "respondent" if one.outcome == "ordered" else "claimant"
    for k in range(mention.trigger + 1, min(mention.trigger + 6, mention.last)):
        if text.lows[k] in ("à", "au", "aux") and k + 1 < mention.last:
            start = k + 1 if text.lows[k] == "à" else k
            if not text.bits[start] & (DETERMINER | CAPITAL) or text.lows[start + 1 : start + 2] == ["encontre"]:
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
    if low in forms("offence") or low in forms("doer"):
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
