"""Who complained or brought the matter to court, apart from the decision: "a porté plainte", "saisie par"."""

from collections.abc import Iterator

from greffier.extraction.decisions.courts import decider
from greffier.extraction.decisions.parties.article import Article, Claim, Held
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.parties.suits import asker, list_end
from greffier.extraction.decisions.patients import object_of
from greffier.extraction.decisions.vocabulary import forms, opens_clause
from greffier.extraction.lexicon import CAPITAL, COMMA, DETERMINER, STOP, verbs
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.subjects import antecedent, subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import group

_CIVIL = ("dismissed", "granted", "partly_granted", "overturned", "upheld", "other")
_ASKED_FOR = (*_CIVIL, "ordered", "discontinued", "referred")
_NEAR = 60  # tokens: how far after a complaint the one it is against may be


def complainant(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who complained or went to court: "a porté plainte contre Paul", "à l'origine du recours"."""
    text, bench = article.text, article.bench
    who = _complains(text, k)
    if who is None:
        return
    against = _against(article, k)
    people = [a for a in bench.actors(who, False) if bench.kind(a) not in ("court", "media")]
    role = asker(text, who)
    known = [n for n in article.close(k) if any(a in held[n] for a in against)]
    for n in known or _open(article, held, k):
        yield from ((n, Part(actor, role, who)) for actor in people if actor not in against)
    if against and not known and article.drafts[article.nearest(k)].outcome in _CIVIL:
        n = article.nearest(k)
        yield from ((n, Part(a, "respondent", who)) for a in against if bench.kind(a) not in ("court", "media"))


def _open(article: Article, held: Held, k: int) -> list[int]:
    """The draft that a request at `k` can have led to: the nearest one, where nobody is known to have asked for it."""
    n = article.nearest(k)
    penal = article.drafts[n].outcome not in _ASKED_FOR
    known = any(part.role == "claimant" for part in held[n].values())
    plaint = article.text.lows[k].startswith("plainte")
    return [] if known or article.is_earlier(n) or penal and not plaint else [n]


def _complains(text: Text, k: int) -> TokenSpan | None:
    """Who makes the complaint at `k`: the subject of its verb, "la plainte de X", "déposée par X"."""
    first, limit = text.sentences[text.sentence(k)]
    if k + 2 < limit and text.lows[k] == "origine" and text.lows[k - 2 : k] == ["à", "l'"]:
        near = text.lows[k + 1 : min(k + 5, limit)]
        asks = any(low in forms("request") or low in ("procédure", "saisine") for low in near)
        return antecedent(text, k - 2) if asks else None
    for j in range(k - 1, max(first, k - 4) - 1, -1):
        if text.lows[k] in forms("request") and any(r.lemma in forms("lodge") for r in verbs().get(text.lows[j], ())):
            verb = group(text, j)
            factual = verb and not verb.negated and verb.tense in ("pres", "imp", "ps") and not verb.passive
            return subject(text, verb) if verb and factual else None
    for j in range(k + 1, min(k + 4, limit)):
        low = text.lows[j]
        if low == "du" or low in ("de", "d'") and j + 1 < limit and text.bits[j + 1] & (DETERMINER | CAPITAL):
            start = j if low == "du" else j + 1
            return TokenSpan(start, phrase_end(text, start, limit))
        if low == "par":
            return TokenSpan(j + 1, phrase_end(text, j + 1, limit))
    return None


def _against(article: Article, k: int) -> list[str]:
    """Whom the complaint at `k` is against."""
    text = article.text
    limit = text.sentences[text.sentence(k)].last
    for j in range(k + 1, min(k + _NEAR, limit)):
        if text.lows[j] == "contre" and j + 1 < limit:
            return article.bench.actors(TokenSpan(j + 1, phrase_end(text, j + 1, limit)))
        if opens_clause(text, j):
            return []
    return []


def seizer(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who brought the matter to court: "saisie par la Ligue", "la Ligue avait saisi le tribunal"."""
    text, bench = article.text, article.bench
    who = _seizes(text, k)
    other = decider(text, who) if who else None
    if who is None or (other and other.kind in ("court", "judge")):
        return
    sentence = text.sentence(k)
    here = [n for n in article.close(k) if text.sentence(article.triggers[n]) == sentence]
    for actor in bench.actors(who, False):
        if bench.kind(actor) not in ("court", "media"):
            yield (here[0] if here else article.nearest(k)), Part(actor, "claimant", who)


def civil_party(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who joins a trial with a claim of their own: "la Ligue, partie civile", "qui s'est constituée partie civile"."""
    text, bench = article.text, article.bench
    n = article.told_at(k)
    if text.lows[k + 1 : k + 2] != ["civile"] or n is None:
        return
    joins = next((j for j in range(k - 1, max(0, k - 4), -1) if _joins(text, j)), -1)
    verb = group(text, joins) if joins > 0 else None
    if verb:
        who = None if verb.negated or verb.tense in ("inf", "cond") else subject(text, verb)
    else:
        who = antecedent(text, k) if text.bits[k - 1] & COMMA else None
    if who:
        people = [actor for actor in bench.actors(who) if bench.kind(actor) != "court"]
        yield from ((n, Part(actor, "claimant", who)) for actor in people)


def _joins(text: Text, k: int) -> bool:
    return any(reading.lemma in ("constituer", "porter") for reading in verbs().get(text.lows[k], ()))


def suer(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who sued whom: "poursuivis en diffamation par la société", "la société a assigné Paul devant le tribunal"."""
    text, bench = article.text, article.bench
    limit = text.sentences[text.sentence(k)].last
    if not any(low in forms("in_court") for low in text.lows[k + 1 : min(k + _NEAR // 4, limit)]):
        return
    verb = group(text, k)
    by = next((j for j in range(k + 1, min(k + 8, limit - 1)) if text.lows[j] == "par"), -1)
    if verb and not verb.passive and verb.tense not in ("pp", "inf") and not verb.negated:
        who, against = subject(text, verb), object_of(text, verb.last, limit)
    elif by > 0:
        who, against = TokenSpan(by + 1, phrase_end(text, by + 1, limit)), None
    else:
        return
    n = article.nearest(k)
    if who is None or article.is_earlier(n):
        return
    role = asker(text, who)
    for actor in bench.actors(who, False):
        if bench.kind(actor) not in ("court", "media"):
            yield n, Part(actor, role, who)
    if against:
        yield from ((n, Part(actor, "respondent", against)) for actor in bench.actors(against, False))


def _seizes(text: Text, k: int) -> TokenSpan | None:
    """Who seizes by the verb at `k`: "par X" after a participle, or the subject where a court is the object."""
    limit = text.sentences[text.sentence(k)].last
    for j in range(k + 1, min(k + 10, limit - 1)):
        if text.lows[j] == "par":
            return TokenSpan(j + 1, list_end(text, j + 1, limit))
        if text.bits[j] & (STOP | COMMA) or opens_clause(text, j):
            break
    verb = group(text, k)
    if verb is None or verb.passive or verb.negated or verb.tense not in ("pres", "imp"):
        return None
    court = object_of(text, verb.last, limit)
    return subject(text, verb) if court and decider(text, court) else None
