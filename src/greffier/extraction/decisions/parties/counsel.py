"""Who is defended by whom: "l'avocate de Paul", "son avocat, Me Martin"."""

from collections.abc import Iterator

from greffier.extraction.decisions.parties.article import Article, Claim, Held
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.parties.suits import list_end
from greffier.extraction.decisions.vocabulary import forms
from greffier.extraction.lexicon import CAPITAL, COMMA, verbs
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.tokens import TokenSpan

_NEAR = 60  # tokens: how far after a counsel "son avocat" can be of the same client
_SIDES = ("defendant", "claimant", "respondent")
_DEFENDED = (*_SIDES, "victim")
# the parts in an affair for which somebody pleads, whoever has them
_PARTS = frozenset(
    "défense plaignant plaignante plaignants plaignantes victime victimes prévenu prévenue prévenus accusé accusée "
    "accusés civile civiles requérant requérante requérants requérantes demandeur demandeurs famille familles".split()
)
_POSSESSIVES = ("son", "sa", "ses", "leur", "leurs", "deux")
_ACTS_FOR = ("représenter", "défendre", "assister")


def counsel_of(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """The lawyers at `k`, in the decisions in which their client has a part."""
    clients, phrase = _clients(article, k)
    lawyers = [*article.bench.actors(phrase), *_named_beside(article, phrase)]
    if not clients or _by_part(article, k):
        yield from ((n, Part(actor, "lawyer", phrase)) for n in _affair(article, k) for actor in lawyers)
    if not clients:
        return
    for n in article.close(k):
        parts = held[n]
        if article.is_earlier(n) and len(held) > 1:
            continue
        if any(c in parts and parts[c].role in _DEFENDED for c in clients):
            yield from ((n, Part(actor, "lawyer", phrase)) for actor in lawyers if actor not in clients)


def _named_beside(article: Article, phrase: TokenSpan) -> list[str]:
    """The lawyers whose names follow: "ses conseils, Mes Anna Weil et Paul Hus"."""
    text, k = article.text, phrase.last
    if k + 2 >= len(text.lows) or not text.bits[k] & COMMA or not text.bits[k + 1] & CAPITAL:
        return []
    limit = text.sentences[text.sentence(k)].last
    found = article.bench.actors(TokenSpan(k + 1, list_end(text, k + 1, limit)))
    return [actor for actor in found if article.bench.kind(actor) == "person"]


def _by_part(article: Article, k: int) -> bool:
    """Whether a client is told by the part in the affair alone: "l'avocat du plaignant", "l'avocate de la défense"."""
    lows = article.text.lows[k + 1 : k + 4]
    return lows[:1] in (["de"], ["du"], ["des"]) and any(low in _PARTS for low in lows[1:])


def _affair(article: Article, k: int) -> list[int]:
    """The one decision of the affair that the article tells of, where the lawyer at `k` is one by a part in it."""
    if not _by_part(article, k):
        return []
    near = [n for n in article.close(k) if not article.is_earlier(n)]
    return near if len(near) == 1 else []  # of two decisions the words do not say which


def _clients(article: Article, k: int) -> tuple[list[str], TokenSpan]:
    """Whom the lawyers at `k` act for, and the words that name these lawyers."""
    clients, phrase = _named_clients(article, k)
    text = article.text
    if clients or (text.lows[k - 1] if k else "") not in _POSSESSIVES:
        return clients, phrase
    for j in range(k - 1, max(-1, k - _NEAR), -1):
        if text.lows[j] in forms("counsel"):
            before, _ = _clients(article, j)
            if before:
                return before, phrase
    nearest = article.drafts[article.nearest(k)]
    return [part.actor for part in nearest.patients if part.role in _SIDES], phrase


def _named_clients(article: Article, k: int) -> tuple[list[str], TokenSpan]:
    """Whom "de X" or "qui défend X" after the lawyers at `k` names."""
    text = article.text
    phrase = article.phrase(k)
    limit = text.sentences[text.sentence(k)].last
    for j in range(k + 1, min(k + 4, limit)):
        if text.lows[j] in ("de", "d'", "du", "des") and j + 1 < limit:
            start = j if text.lows[j] in ("du", "des") else j + 1
            return article.bench.actors(TokenSpan(start, max(phrase_end(text, start, limit), start + 1))), phrase
        if text.lows[j] == "qui" and j + 2 < limit:
            acts = any(r.lemma in _ACTS_FOR and r.tense in ("pres", "imp") for r in verbs().get(text.lows[j + 1], ()))
            if acts:
                stop = phrase_end(text, j + 2, limit)
                return article.bench.actors(TokenSpan(j + 2, stop)), TokenSpan(phrase.first, stop)
    return [], phrase
