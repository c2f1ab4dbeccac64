"""Plain noun phrases between two tokens: where one is that no preposition governs, and where one ends.

Names and descriptions of actors are followed farther, with what the lexicon knows: see `noun_phrases`.
"""

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DETERMINER,
    FINITE,
    GERUND,
    MARK,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBORDINATOR,
    TIME,
    TONIC,
    classed,
)
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import is_finite
from greffier.extraction.syntax.vocabulary import is_people

_BREAK = COMMA | BRACKET | MARK | DASH | COORDINATOR
_PHRASE_END = COMMA | STOP | COLON | SEMICOLON | RELATIVE | DASH | TIME | SUBORDINATOR | BRACKET
_WITH_AU = classed("with_au")  # "au nom de", "au cours de"
_FAR = 150  # tokens: no phrase is followed farther


def noun_phrase(text: Text, begin: int, end: int) -> TokenSpan | None:
    """The first noun phrase between two tokens that no preposition governs: leading adverbials are passed over."""
    k = begin
    governed = False
    while k < end:
        number = text.quote_at[k]
        if number >= 0 and text.quotations[number].open == k and text.quotations[number].close < end:
            if not governed and k == begin:
                return TokenSpan(k, end)
            k = text.quotations[number].close + 1
        elif text.bits[k] & BRACKET and text.words[k] in "([":
            k = next((j for j in range(k + 1, min(k + 60, end)) if text.words[j] in ")]"), k) + 1
        else:
            passed = _passed(text, k, begin, end, governed)
            if passed is None:
                return TokenSpan(k, _trim(text, k, end))
            k, governed = passed
    return None


def _passed(text: Text, k: int, begin: int, end: int, governed: bool) -> tuple[int, bool] | None:
    """Where to look on after token `k`, and whether a preposition governs what is there.

    None where a phrase of its own opens at `k`.
    """
    bits = text.bits[k]
    if bits & _BREAK:
        return k + 1, False
    if bits & SUBORDINATOR and text.lows[k] in ("comme", "même"):
        return k + 1, True
    if bits & PREPOSITION and (governed or not _partitive(text, k)):
        return _after_governed(text, k, end), True
    if bits & DETERMINER and k + 1 < end and _dates(text, k + 1, end):
        # "le 3 mars dernier, le ministre": a date, then the subject
        return next((j for j in range(k, end) if text.bits[j] & COMMA), end), governed
    if bits & (DETERMINER | PREPOSITION) or not governed and _opens_bare(text, k, begin, end):
        return None
    if bits & (GERUND | PARTICIPLE) and not governed and not bits & CAPITAL or bits & GERUND and k == begin:
        return k + 1, True
    return k + 1, governed


def _dates(text: Text, k: int, end: int) -> bool:
    """Whether what follows an article is a day or a number of it: "le 3 mars", unlike "la 17e chambre"."""
    if text.bits[k] & TIME or text.words[k].isdigit():
        return True
    return text.words[k][0].isdigit() and k + 1 < end and bool(text.bits[k + 1] & TIME)


def _opens_bare(text: Text, k: int, begin: int, end: int) -> bool:
    """Whether a phrase without a determiner opens at `k`: "trois élus", "11 élus", "elle-même", "Paul Roy"."""
    bits = text.bits[k]
    if bits & (NUMBER | TONIC):
        return True
    if text.words[k][0].isdigit():  # not "2016," nor "12 mai"
        if k + 1 < end and not text.bits[k + 1] & (TIME | COMMA | PREPOSITION):
            return True
    # a day that opens the sentence has its capital from there
    return bool(bits & CAPITAL) and not (bits & (ADVERB | PARTICIPLE | GERUND) or bits & TIME and k == begin)


def _after_governed(text: Text, k: int, end: int) -> int:
    """The token after the preposition at `k`, the determiner and the noun or name that it governs."""
    k += 1
    if k < end and text.bits[k] & DETERMINER and not text.bits[k] & PREPOSITION:
        k += 1
    if k < end and not text.bits[k] & (COMMA | PREPOSITION):
        k += 1
        while k < end and text.bits[k] & CAPITAL and text.bits[k - 1] & CAPITAL:
            k += 1
    return k


def _partitive(text: Text, k: int) -> bool:
    """Whether "des", "d'" at `k` opens a noun phrase of its own: "des voisins", "d'autres", rather than "de les"."""
    if text.lows[k] == "des":
        return k == 0 or bool(text.bits[k - 1] & (COMMA | STOP | COORDINATOR | SUBORDINATOR))
    return text.lows[k : k + 2] == ["d'", "autres"]


def _trim(text: Text, first: int, end: int) -> int:
    """`end` without trailing commas, adverbs and coordinators."""
    while end > first + 1 and text.bits[end - 1] & (COMMA | COORDINATOR | DASH):
        end -= 1
    return end


def phrase_end(text: Text, k: int, limit: int) -> int:
    """Where the noun phrase that begins at `k` ends: at a comma, a clause or a preposition that opens an adverbial."""
    j = k + 1
    limit = min(limit, k + _FAR)
    while j < limit:
        bits = text.bits[j]
        if bits & TIME and j > k + 1 and text.lows[j - 2] == "du" and text.words[j - 1][0].isdigit():
            # "le décret du 3 mai sur la chasse"
            j += 2 if j + 1 < limit and text.words[j + 1].isdigit() else 1
        elif bits & _PHRASE_END or bits and _ends_phrase(text, j, limit):
            break
        else:
            j += 1
    while j > k + 1 and text.bits[j - 1] & (COORDINATOR | ADVERB):
        j -= 1
    return j


def _ends_phrase(text: Text, j: int, limit: int) -> bool:
    """Whether a noun phrase ends before the preposition, verb, mark or coordinator at `j`."""
    bits = text.bits[j]
    if bits & PREPOSITION and _opens_adverbial(text, j, limit):
        return True
    if bits & FINITE and is_finite(text, j):
        return True
    if bits & GERUND and not (bits & PREPOSITION or text.bits[j - 1] & DETERMINER):
        return True
    if bits & MARK and bits & CLOSING and text.quote_at[j] < 0:
        return True
    return bool(bits & COORDINATOR) and not _joins_nouns(text, j, limit)


def _opens_adverbial(text: Text, j: int, limit: int) -> bool:
    """Whether the preposition at `j` opens an adverbial or an addressee, rather than a complement of the noun."""
    low = text.lows[j]
    if low in ("aux", "au"):
        return is_people(text, j + 1, limit) or low == "au" and j + 1 < limit and text.lows[j + 1] in _WITH_AU
    if low in ("de", "du", "des", "d'"):
        return False
    return not (text.bits[j] & CAPITAL and text.lows[j - 1] in ("de", "d'", "du"))


def _joins_nouns(text: Text, j: int, limit: int) -> bool:
    """Whether the coordinator at `j` joins two nouns of one phrase: no verb follows that would have the second."""
    follows = text.bits[j + 1] if j + 1 < limit else 0
    return bool(follows & (DETERMINER | CAPITAL)) and not any(
        is_finite(text, m) for m in range(j + 1, min(j + 8, limit))
    )
