"""Who prosecutes, and whom a demand of the prosecution is against."""

from collections.abc import Iterator

from greffier.extraction.decisions.parties.article import Article, Claim, Held
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.vocabulary import forms
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import group

_PENAL = ("convicted", "acquitted", "charged", "discontinued", "referred", "adjourned")


def prosecutor(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who prosecutes, where a demand is reported: "le parquet a requis", "les réquisitions du parquet"."""
    text = article.text
    phrase = article.phrase(k)
    actor = article.bench.entities.who(*phrase)
    if actor is None:
        return
    for n in article.close(k):
        one = article.drafts[n]
        if article.is_earlier(n) and len(held) > 1:
            continue
        served = text.lows[one.main.trigger] in forms("served")
        if one.outcome in _PENAL and not served or len(article.drafts) == 1:
            yield n, Part(actor, "prosecutor", phrase)


def demanding(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who demands a penalty by the verb at `k`, whatever the office is called: "le commissaire du roi a requis"."""
    text = article.text
    verb = group(text, k)
    if verb is None or verb.passive or verb.negated or verb.tense in ("inf", "pp", "prp"):
        return
    who = subject(text, verb)
    actor = article.bench.entities.who(*who) if who else None
    if who is None or actor is None or article.bench.kind(actor) not in ("person", "public_body"):
        return
    for n in article.close(k):
        if article.drafts[n].outcome in _PENAL and not article.is_earlier(n):
            yield n, Part(actor, "prosecutor", who)


def accused(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Whom a demand is against, where a decision on the trial names nobody: "vingt ans requis contre Paul"."""
    text = article.text
    limit = text.sentences[text.sentence(k)].last
    trials = [n for n in article.close(k) if _is_open(article, n)]
    to = next((j for j in range(k + 1, min(k + 12, limit - 1)) if text.lows[j] in ("contre", "pour")), -1)
    if not trials or to < 0:
        return
    phrase = TokenSpan(to + 1, phrase_end(text, to + 1, limit))
    for actor in article.bench.actors(phrase):
        yield from ((n, Part(actor, "defendant", phrase)) for n in trials)


def _is_open(article: Article, n: int) -> bool:
    """Whether a draft puts off a trial without naming whom it is against."""
    return article.drafts[n].outcome == "adjourned" and not article.drafts[n].patients
