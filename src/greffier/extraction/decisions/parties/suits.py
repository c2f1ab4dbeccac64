"""Who is at law with whom, apart from the decision: "un procès intenté par X", "X a demandé à la cour"."""

from collections.abc import Iterator

from greffier.extraction.decisions.courts import decider
from greffier.extraction.decisions.parties.article import Article, Claim, Held
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.patients import object_of
from greffier.extraction.decisions.vocabulary import forms, head, opens_clause
from greffier.extraction.lexicon import CAPITAL, COMMA, COORDINATOR, DETERMINER, PARTICIPLE, STOP, verbs
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import group

_NEAR = 8  # tokens between the noun of a suit and its participle
_LIST = 30  # tokens of a list of those who sue
_COURTS = ("court", "judge")
_NO_PARTY = ("court", "media")
_PENAL = ("convicted", "acquitted", "charged", "adjourned", "referred", "discontinued")


def brought(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Both sides of a suit: "le procès intenté contre X par Y", "les poursuites engagées contre X"."""
    text = article.text
    limit = text.sentences[text.sentence(k)][1]
    made = next((j for j in range(k + 1, min(k + _NEAR, limit)) if _is_brought(text, j)), -1)
    n = article.told_at(k)
    if made < 0 or n is None:
        return
    by, against = led(text, made + 1, limit, ("par",)), led(text, made + 1, limit, ("contre", "encontre"))
    penal = article.drafts[n].outcome in _PENAL or text.lows[k] in ("plainte", "poursuites")
    yield from _parties(article, n, by, asker(text, by))
    yield from _parties(article, n, against, "defendant" if penal else "respondent")


def carried(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who carried the matter to court: "l'affaire a été portée devant le tribunal par X"."""
    text = article.text
    limit = text.sentences[text.sentence(k)][1]
    n = article.told_at(k)
    if n is None or text.lows[k + 1 : k + 2] != ["devant"] or not text.bits[k] & PARTICIPLE:
        return
    court = decider(text, TokenSpan(k + 2, phrase_end(text, k + 2, limit))) if k + 2 < limit else None
    by = led(text, k + 1, limit, ("par",))
    if court and court.kind in _COURTS:
        yield from _parties(article, n, by, asker(text, by))


def asked(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who asks a court, or the other side for money: "X a demandé au juge", "X, qui réclamait 3 000 euros à Y"."""
    text = article.text
    verb = group(text, k)
    n = article.told_at(k)
    if verb is None or n is None or verb.passive or verb.negated or verb.tense in ("inf", "pp", "prp"):
        return
    limit = text.sentences[text.sentence(k)][1]
    to = _addressee(text, verb.last, limit)
    found = decider(text, to) if to else None
    court = bool(found and found.kind in _COURTS)
    money = any(text.lows[j] in forms("money") for j in range(verb.last, to[0] if to else k))
    if not to or not (court or money):
        return
    who = subject(text, verb)
    yield from _parties(article, n, who, asker(text, who))
    if money and not court:
        yield from _parties(article, n, to, "respondent")
    elif court:
        against = led(text, to[1], limit, ("contre", "encontre"))
        yield from _parties(article, n, against, "defendant" if article.drafts[n].outcome in _PENAL else "respondent")


def forced(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Whom a request is to force: "a déposé une demande afin de contraindre la ville à payer"."""
    text = article.text
    first, limit = text.sentences[text.sentence(k)]
    n = article.told_at(k)
    asks = any(text.lows[j] in forms("request") for j in range(first, k))
    if n is None or not asks or text.lows[k - 1] not in ("de", "pour", "à"):
        return
    yield from _parties(article, n, object_of(text, k + 1, limit), "respondent")


def _is_brought(text: Text, j: int) -> bool:
    return bool(text.bits[j] & PARTICIPLE) and any(r.lemma in forms("lodge") for r in verbs().get(text.lows[j], ()))


def led(text: Text, k: int, limit: int, words: tuple[str, ...]) -> TokenSpan | None:
    """The phrase that one of the words leads to from `k` on, before the next verb: "par X et Y", "à l'encontre de"."""
    for j in range(k, limit - 1):
        low = text.lows[j]
        if opens_clause(text, j) or text.bits[j] & STOP:
            return None
        if low in words:
            start = j if low in ("au", "aux") else j + 1
            if low == "encontre" and text.lows[start] not in ("du", "des"):
                start += 1
            named = start < limit and (low != "à" or text.bits[start] & (DETERMINER | CAPITAL))
            return TokenSpan(start, list_end(text, start, limit)) if named else None
    return None


def list_end(text: Text, start: int, limit: int) -> int:
    """Where the list of names or phrases that begins at `start` ends: with what its "et" joins, else its first."""
    end = phrase_end(text, start, limit)
    if end + 1 < limit and text.bits[end] & COORDINATOR and text.bits[end + 1] & CAPITAL:
        return phrase_end(text, end + 1, limit)  # "Mes Anna Weil et Paul Hus ont annoncé"
    joined = next((j for j in range(end, min(start + _LIST, limit - 1)) if text.bits[j] & COORDINATOR), -1)
    if joined < 0 or not text.bits[end] & COMMA or not text.bits[joined + 1] & (DETERMINER | CAPITAL):
        return end
    members = (j + 1 for j in range(end, joined) if text.bits[j] & COMMA)
    listed = all(text.bits[j] & (DETERMINER | CAPITAL) for j in members)
    plain = not any(opens_clause(text, j) or text.bits[j] & STOP for j in range(end, joined))
    return phrase_end(text, joined + 1, limit) if listed and plain else end


def _addressee(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The phrase that "à" leads to behind a verb, before what is asked: "a demandé lundi au juge de"."""
    for j in range(k, min(k + 2 * _NEAR, limit - 1)):
        if text.lows[j] in ("de", "d'", "que", "qu'") and j == k or text.bits[j] & STOP or opens_clause(text, j):
            return None
        if text.lows[j] in ("à", "au", "aux"):
            start = j + 1 if text.lows[j] == "à" else j
            if not text.bits[start] & (DETERMINER | CAPITAL):
                return None
            return TokenSpan(start, phrase_end(text, start, limit))
    return None


def asker(text: Text, who: TokenSpan | None) -> str:
    """The part of who goes to court: the prosecution has its own."""
    found = decider(text, who) if who else None
    noun = text.lows[min(head(text, *who), len(text.lows) - 1)] if who else ""
    prosecutes = noun in forms("prosecution") or found is not None and found.kind == "prosecution"
    return "prosecutor" if prosecutes else "claimant"


def _parties(article: Article, n: int, phrase: TokenSpan | None, role: str) -> Iterator[Claim]:
    actors = article.bench.actors(phrase, False) if phrase else []
    for actor in actors:
        if phrase and article.bench.kind(actor) not in _NO_PARTY:
            yield n, Part(actor, role, phrase)
