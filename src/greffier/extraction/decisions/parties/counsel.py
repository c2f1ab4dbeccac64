"""Who is defended by whom: "l'avocate de Paul", "son avocat, Me Martin", "Me Martin a plaidé pour Paul"."""

from collections.abc import Iterator

from greffier.extraction.decisions.parties.article import Article, Claim, Held
from greffier.extraction.decisions.parties.claimants import Part
from greffier.extraction.decisions.parties.suits import list_end
from greffier.extraction.decisions.vocabulary import forms
from greffier.extraction.lexicon import CAPITAL, COMMA, DETERMINER, NUMBER, PARTICIPLE, STOP
from greffier.extraction.syntax.names import OF
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.subjects import antecedent, subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, finite_group, group

_NEAR = 60  # tokens: how far after a counsel "son avocat" can be of the same client
_SIDES = ("defendant", "claimant", "respondent")
_DEFENDED = (*_SIDES, "victim")
_POSSESSIVES = ("son", "sa", "ses", "leur", "leurs")
_FURTHER = 4  # tokens between a verb of counsel and the words for their client: "a plaidé mardi matin pour"
_NOT_YET = ("inf", "pp", "prp", "cond")


def counsel_of(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """The lawyers at `k`, in the decisions in which their client has a part."""
    clients, phrase = _clients(article, k)
    named = _named_beside(article, phrase)
    lawyers = named if _is_one_of(article.text, phrase.first) else [*article.bench.actors(phrase), *named]
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


def _is_one_of(text: Text, k: int) -> bool:
    """Whether what begins at `k` are several of whom one is meant: "l'un de ses conseils"."""
    return k > 1 and text.lows[k - 1] in OF and text.lows[k - 2] in ("un", "une")


def _named_beside(article: Article, phrase: TokenSpan) -> list[str]:
    """The lawyers whose names are beside: "ses conseils, Mes Anna Weil et Paul Hus", "Me Anna Weil, l'un d'eux"."""
    text, k = article.text, phrase.last
    if _is_one_of(text, phrase.first):
        comma = phrase.first - (4 if text.lows[phrase.first - 3] == "l'" else 3)
        first = comma
        while first > 0 and text.bits[first - 1] & CAPITAL:
            first -= 1
        if comma > 0 and text.bits[comma] & COMMA and first < comma:
            return [a for a in article.bench.actors(TokenSpan(first, comma)) if article.bench.kind(a) == "person"]
    if k + 2 >= len(text.lows) or not text.bits[k] & COMMA or not text.bits[k + 1] & CAPITAL:
        return []
    limit = text.sentences[text.sentence(k)].last
    found = article.bench.actors(TokenSpan(k + 1, list_end(text, k + 1, limit)))
    return [actor for actor in found if article.bench.kind(actor) == "person"]


def _by_part(article: Article, k: int) -> bool:
    """Whether a client is named by the part in the affair alone: "l'avocat du plaignant", "l'avocate de la défense"."""
    lows = article.text.lows[k + 1 : k + 4]
    return lows[:1] in (["de"], ["du"], ["des"]) and any(low in forms("part") for low in lows[1:])


def _affair(article: Article, k: int) -> list[int]:
    """The one decision of the affair, where the lawyer at `k` is one by a part in it."""
    if not _by_part(article, k):
        return []
    near = [n for n in article.close(k) if not article.is_earlier(n)]
    return near if len(near) == 1 else []  # of two decisions the words do not say which


def _clients(article: Article, k: int) -> tuple[list[str], TokenSpan]:
    """Whom the lawyers at `k` act for, and the words that name these lawyers."""
    clients, phrase = _named_clients(article, k)
    text = article.text
    counted = bool(k > 1 and text.bits[k - 1] & NUMBER)  # "ses trois avocats"
    if clients or (text.lows[k - 1 - counted] if k else "") not in _POSSESSIVES:
        return clients, phrase
    for j in range(k - 1, max(-1, k - _NEAR), -1):
        if text.lows[j] in forms("counsel"):
            before, _ = _clients(article, j)
            if before:
                return before, phrase
    nearest = article.drafts[article.nearest(k)]
    return [part.actor for part in nearest.patients if part.role in _SIDES], phrase


def _named_clients(article: Article, k: int) -> tuple[list[str], TokenSpan]:
    """Whom "de X", "qui défend X" or "a défendu X" after the lawyers at `k` names."""
    text = article.text
    phrase = article.phrase(k)
    limit = text.sentences[text.sentence(k)].last
    for j in range(k + 1, min(k + 4, limit)):
        if text.lows[j] in ("de", "d'", "du", "des") and j + 1 < limit:
            start = j if text.lows[j] in ("du", "des") else j + 1
            return article.bench.actors(TokenSpan(start, max(phrase_end(text, start, limit), start + 1))), phrase
    client = _client_after(text, phrase.last, limit) or _client_after(text, k + 1, limit)
    if client:
        return article.bench.actors(client), TokenSpan(phrase.first, client.last)
    return [], phrase


def _client_after(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The client whom the verb names that begins at `k`, in a clause of its own too: ", qui avait plaidé pour Paul"."""
    while k < limit and (text.bits[k] & COMMA or text.lows[k] == "qui"):
        k += 1
    verb = finite_group(text, k) if k < limit else None
    return client_of(text, verb, limit) if verb and verb.first <= k else None


def client_of(text: Text, verb: Group, limit: int) -> TokenSpan | None:
    """The words for the client of a verb group of counsel: "défend X", "plaide pour X", "assure la défense de X"."""
    if verb.passive or verb.negated or verb.tense in _NOT_YET:
        return None
    lemma, k = verb.form.lemma, verb.last
    if lemma in forms("acts_for"):
        return _words(text, k, limit)
    if lemma in forms("takes_on"):
        charge = text.lows[k : k + 2] == ["la", "défense"] and text.lows[k + 2 : k + 3]
        return _words(text, k + 3 - (charge[0] in ("du", "des")), limit) if charge and charge[0] in OF else None
    far = next((j for j in range(k, min(k + _FURTHER, limit)) if text.lows[j] == "pour" or text.bits[j] & STOP), limit)
    pleads = lemma in forms("pleads") and far < limit and text.lows[far] == "pour"
    return _words(text, far + 1, limit) if pleads else None


def _words(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The list of names or descriptions that begins at `k`."""
    named = k < limit and text.bits[k] & (DETERMINER | CAPITAL)
    return TokenSpan(k, list_end(text, k, limit)) if named else None


def pleading(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who pleads for a party, whatever they are called: "Anna Weil a assuré la défense de Paul Roy"."""
    text = article.text
    verb = group(text, k)
    client = client_of(text, verb, text.sentences[text.sentence(k)].last) if verb else None
    who = subject(text, verb) if verb and client else None
    if client and who:
        lawyers = [actor for actor in article.bench.actors(who) if article.bench.kind(actor) == "person"]
        yield from _lawyers(article, held, lawyers, article.bench.actors(client), who)


def defended(article: Article, held: Held, k: int) -> Iterator[Claim]:
    """Who pleads for whom: "Paul Roy, défendu par Me Anna Weil"; in the decisions in which the client has a part."""
    text = article.text
    limit = text.sentences[text.sentence(k)].last
    if text.lows[k + 1 : k + 2] != ["par"] or not text.bits[k] & PARTICIPLE:
        return
    client = antecedent(text, k)
    clients = article.bench.actors(client) if client else []
    counsel = TokenSpan(k + 2, list_end(text, k + 2, limit))
    lawyers = [actor for actor in article.bench.actors(counsel) if article.bench.kind(actor) == "person"]
    yield from _lawyers(article, held, lawyers, clients, counsel)


def _lawyers(article: Article, held: Held, lawyers: list[str], clients: list[str], words: TokenSpan) -> Iterator[Claim]:
    """The lawyers, named by `words`, in the decisions in which a client has a part."""
    for n in article.close(words.first):
        if not article.is_earlier(n) and any(c in held[n] and held[n][c].role in _DEFENDED for c in clients):
            yield from ((n, Part(actor, "lawyer", words)) for actor in lawyers if actor not in clients)
