"""Who issued the act that a decision strikes, where another place of the article says so: "le décret de X"."""

from collections.abc import Iterator

from greffier.extraction.decisions.parties.article import Article, Claim, Held
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.vocabulary import forms, head
from greffier.extraction.lexicon import CAPITAL, COMMA, DETERMINER, STOP, verbs
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import group

_OUTCOMES = ("ordered", "overturned", "upheld", "other")
_NEAR = 5  # tokens between the noun of an act and "de X"
_OF = ("de", "d'", "du")
_MAKERS = ("person", "public_body", "company", "organization")


def makers(article: Article, held: Held) -> Iterator[Claim]:
    """The respondents of the decisions that strike an act whose maker only another sentence names."""
    known: dict[str, Part | None] = {}
    for n, one in enumerate(article.drafts):
        noun = _struck(article, n)
        if noun is None or one.outcome not in _OUTCOMES:
            continue
        if any(part.role in ("respondent", "defendant") for part in held[n].values()):
            continue
        if noun not in known:
            known[noun] = _maker(article, noun)
        part = known[noun]
        if part and part.actor not in one.deciders():
            yield n, part


def _struck(article: Article, n: int) -> str | None:
    """The noun of the act that a draft decides on, "décret", where it does."""
    phrase = article.drafts[n].main.ruled_on
    if phrase is None:
        return None
    k = head(article.text, *phrase)
    low = article.text.lows[k] if k < len(article.text.lows) else ""
    return low if low in forms("issued") else None


def _maker(article: Article, noun: str) -> Part | None:
    """Who issued the act of that noun, where every mention of such an act names the same one."""
    found: dict[str, Part] = {}
    for k, low in enumerate(article.text.lows):
        if low != noun:
            continue
        for words in (_owner(article, k), _signer(article, k)):
            actors = article.bench.actors(words) if words else []
            if words and actors and article.bench.kind(actors[0]) in _MAKERS:
                found.setdefault(actors[0], Part(actors[0], "respondent", words))
    return next(iter(found.values())) if len(found) == 1 else None


def _owner(article: Article, k: int) -> TokenSpan | None:
    """The phrase of "de X" close after the noun of an act."""
    text = article.text
    limit = text.sentences[text.sentence(k)].last
    for j in range(k + 1, min(k + _NEAR, limit - 1)):
        if text.bits[j] & (STOP | COMMA):
            return None
        if text.lows[j] in _OF:
            start = j if text.lows[j] == "du" else j + 1
            named = text.bits[start] & (DETERMINER | CAPITAL)
            return TokenSpan(start, phrase_end(text, start, limit)) if named else None
    return None


def _signer(article: Article, k: int) -> TokenSpan | None:
    """The subject of a verb of making whose object the noun is: "X a signé lundi un décret"."""
    text = article.text
    first = text.sentences[text.sentence(k)].first
    for j in range(k - 1, max(first, k - 2 * _NEAR), -1):
        if any(r.lemma in forms("issues") for r in verbs().get(text.lows[j], ())):
            verb = group(text, j)
            return subject(text, verb) if verb and not verb.passive and not verb.negated else None
        if text.bits[j] & (STOP | COMMA):
            return None
    return None
