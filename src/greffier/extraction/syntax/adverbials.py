"""Adverbials: what may come between a verb and its auxiliary, or between a verb and what it governs."""

from collections.abc import Iterator
from functools import cache

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    DETERMINER,
    FINITE,
    GERUND,
    INFINITIVE,
    MARK,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TONIC,
    table,
)
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import split

_SIGNS = COMMA | STOP | COLON | SEMICOLON | BRACKET | MARK
_PHRASE_ENDS = _SIGNS | SUBORDINATOR | RELATIVE | FINITE | GERUND | INFINITIVE
_LEADS = frozenset("à au aux dans sur devant lors auprès chez par en après avant pendant depuis sous via".split())
_LONGEST_PHRASE, _LONGEST_ASIDE, _FAR = 12, 30, 45


@cache
def _locutions() -> dict[str, list[tuple[str, ...]]]:
    """The adverbials of several words by their first, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for row in sorted(table("adverbials"), key=lambda row: -len(row["form"])):
        words = tuple(split(row["form"]))
        out.setdefault(words[0], []).append(words)
    return out


@cache
def _by_last() -> dict[str, list[tuple[str, ...]]]:
    """The same by their last word."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for words in (words for known in _locutions().values() for words in known):
        out.setdefault(words[-1], []).append(words)
    return out


def locution_start(text: Text, k: int) -> int:
    """Where the adverbial of several words begins whose last word is `k`, or `k + 1` where none ends there."""
    for words in _by_last().get(text.lows[k], ()):
        first = k + 1 - len(words)
        if first >= 0 and tuple(text.lows[first : k + 1]) == words:
            return first
    return k + 1


def adverbial_end(text: Text, k: int, limit: int) -> int:
    """Where the adverb, adverbial or day ends that begins at `k`, or `k` where none does."""
    for words in _locutions().get(text.lows[k], ()) if k < limit else ():
        if tuple(text.lows[k : k + len(words)]) == words:
            return k + len(words)
    j = k
    while j < min(limit, k + 6) and _dated(text, j, k, limit):
        j += 1
    if j == k and j < limit and text.bits[j] & (ADVERB | TONIC) and not text.bits[j] & (DETERMINER | SUBJECT):
        j += 1
    return j


def _dated(text: Text, j: int, k: int, limit: int) -> bool:
    """Whether token `j` belongs to a day that begins at `k`: "le mercredi 15 janvier 2020"."""
    ahead = text.bits[j + 1] if j + 1 < limit else 0
    if text.bits[j] & TIME or text.words[j][0].isdigit() and (ahead & TIME or j > k):
        return True
    if not text.bits[j] & DETERMINER or text.lows[j] == "la" or not ahead:
        return False
    return bool(ahead & TIME) or text.words[j + 1][0].isdigit()


def places_after(text: Text, k: int, limit: int) -> Iterator[int]:
    """The places where what a verb governs may begin, the verb ending before `k`: at once, or after adverbials.

    "a annoncé | jeudi | , dans un communiqué, | avoir signé": a day, a phrase of place or of the one addressed, an
    aside between commas.
    """
    j = k
    yield j
    while j < limit and j - k < _FAR:
        after = adverbial_end(text, j, limit)
        if after == j:
            after = _phrase_end(text, j, limit)
        if after == j:
            after = _aside_end(text, j, limit)
        if after == j:
            return
        j = after
        yield j


def _phrase_end(text: Text, k: int, limit: int) -> int:
    """Where the short phrase ends that a preposition of place, time or address opens at `k`, or `k`."""
    if text.lows[k] not in _LEADS:
        return k
    j = k + 1
    while j < limit and j - k < _LONGEST_PHRASE:
        bits = text.bits[j]
        nominal = bool(text.bits[j - 1] & (DETERMINER | PREPOSITION) and bits & (FINITE | INFINITIVE))
        if bits & _PHRASE_ENDS and not bits & (DETERMINER | CAPITAL | PREPOSITION) and not nominal:
            break
        own = bits & DETERMINER and not bits & PREPOSITION
        if own and j > k + 1 and not text.bits[j - 1] & PREPOSITION or text.lows[j] in ("ne", "n'"):
            break
        if bits & CLITIC and not bits & DETERMINER:
            break
        j += 1
    return j if j > k + 1 else k


def _aside_end(text: Text, k: int, limit: int) -> int:
    """Where the aside between two commas or brackets ends that begins at `k`, or `k`."""
    if not text.bits[k] & (COMMA | BRACKET):
        return k
    for j in range(k + 1, min(k + _LONGEST_ASIDE, limit)):
        bits = text.bits[j]
        if bits & (COMMA | BRACKET):
            return j + 1
        if bits & (STOP | COLON | SEMICOLON | MARK):
            return k
    return k
