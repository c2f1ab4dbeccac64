"""The complements of a decision's verb or noun: sanction, what it was for, who decides, of, to, against whom."""

from typing import NamedTuple

from greffier.extraction.dates.day import Day
from greffier.extraction.decisions.outcomes import Outcome
from greffier.extraction.decisions.sanctions import (
    bound_to,
    changes_penalty,
    is_length,
    is_penalty,
    penalty_window,
    sanction_end,
)
from greffier.extraction.decisions.vocabulary import forms, opens_clause
from greffier.extraction.lexicon import (
    ADVERB,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    INFINITIVE,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBORDINATOR,
    TIME,
)
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_REACH = 80  # tokens: how far the words of one decision are followed
_WINDOW = 14  # tokens after a verb in which the words are found that it is joined with
_OF_WHOM = ("faveur", "bénéfice", "profit", "dossier", "encontre")
_OF = ("de", "d'", "du", "des")
_NO_ADJECTIVE = (
    PREPOSITION | DETERMINER | CAPITAL | NUMBER | COORDINATOR | RELATIVE | SUBORDINATOR | PARTICIPLE | FINITE
)
_TO = ("à", "au", "aux", *_OF)
_DATING = ("du", "de", "d'", "en", "à", "au", "entre", "depuis")  # before a day that belongs to a charge


class Complements(NamedTuple):
    """The parts of a clause after its verb, by token; `end` is where the clause ends."""

    end: int
    sanction: TokenSpan | None = None
    subject: TokenSpan | None = None
    agent: TokenSpan | None = None


def joined_words(text: Text, k: int, limit: int, row: Outcome) -> TokenSpan | None:
    """Where the words begin and end that a row asks for after token `k`; (-1, k) where it asks for none."""
    if not row.joined:
        return TokenSpan(-1, k)
    limit = min(k + _WINDOW, limit, len(text.lows))
    if row.firsts.isdisjoint(text.lows[k:limit]):
        return None
    for j in range(k, limit):
        for words in row.joined:
            if text.lows[j] == words[0] and tuple(text.lows[j : j + len(words)]) == words:
                return TokenSpan(j, j + len(words) - (words[-1] in ("de", "à", "aux", "au", "devant")))
        if text.bits[j] & (STOP | SEMICOLON) or (j > k and opens_clause(text, j)):
            return None
    return None


def complements(text: Text, k: int, limit: int, days: dict[int, Day], charge: bool = False) -> Complements:
    """The complements of the decision whose verb ends before token `k`; `charge` where "de" opens what it is for."""
    limit = min(limit, k + _REACH)
    found = Complements(k)
    j = end = k
    while j < limit and not _ends_clause(text, j, limit):
        if j in days:
            j = end = max(days[j].last, j + 1)
            continue
        more = _complement(text, j, limit, days, found, charge and j <= k + 2)
        if more:
            found, j, end = more, more.end, more.end
            continue
        j += 1
        if not text.bits[j - 1] & (COMMA | COORDINATOR):
            end = j
    return found._replace(end=end)


def _ends_clause(text: Text, j: int, limit: int) -> bool:
    """Whether the clause of a decision ends before token `j`."""
    bits, low = text.bits[j], text.lows[j]
    goes_on = low == "quand" or bits & STOP and low == "…"
    if bits & (STOP | SEMICOLON | RELATIVE | SUBORDINATOR) and not goes_on:
        return True
    if bits & COLON or opens_clause(text, j):
        return True
    if bits & COMMA and (_clause_follows(text, j + 1, limit) or changes_penalty(text, j, limit)):
        return True
    return bool(bits & (COMMA | COORDINATOR)) and participle_follows(text, j + 1, limit)


def _complement(
    text: Text, j: int, limit: int, days: dict[int, Day], found: Complements, charge: bool
) -> Complements | None:
    """`found` with the complement that begins at token `j`, or None where none does."""
    low = text.lows[j]
    if low == "par":
        if found.agent or j + 1 >= limit:
            return None
        if not (text.bits[j + 1] & (DETERMINER | CAPITAL | NUMBER) or text.words[j + 1][0].isdigit()):
            return None
        stop = phrase_end(text, j + 1, limit)
        return found._replace(agent=TokenSpan(j + 1, stop), end=stop)
    if low == "pour":
        stop = j if found.subject or is_length(text, j + 1, limit) else _subject_end(text, j + 1, limit, days)
        return found._replace(subject=TokenSpan(j + 1, stop), end=stop) if stop > j + 1 else None
    if low in _OF and charge and not found.subject:
        stop = _subject_end(text, j + 1, limit, days)
        return found._replace(subject=TokenSpan(j + 1, stop), end=max(stop, j + 1))
    if found.sanction or low not in _TO:
        return None
    start = _sanction_start(text, j, limit)
    if start < 0:
        return None
    stop = sanction_end(text, j + 1, limit, days)
    return found._replace(sanction=TokenSpan(start, stop), end=max(stop, j + 1))


def _sanction_start(text: Text, j: int, limit: int) -> int:
    """Where the sanction begins whose "à" or "de" is at `j`, or -1: a penalty, or what somebody has to do."""
    if is_penalty(text, j + 1, penalty_window(text, j + 1, limit)) and not bound_to(text, j + 1, limit):
        return j + 1
    to = j + 2 if j + 2 < limit and text.bits[j + 1] & CLITIC else j + 1  # "à lui verser"
    if text.lows[j] in ("à", "d'", "de") and to < limit and text.bits[to] & INFINITIVE:
        return next((m for m in range(j - 1, max(-1, j - 4), -1) if text.lows[m] in forms("duty")), j + 1)
    return -1


def participle_follows(text: Text, k: int, limit: int) -> bool:
    """Whether another participle goes on with the clause: "et placé en détention", ", puis écroué"."""
    for j in range(k, min(k + 3, limit)):
        if text.bits[j] & PARTICIPLE:
            return True
        if not text.bits[j] & (ADVERB | COORDINATOR):
            return False
    return False


def _clause_follows(text: Text, k: int, limit: int) -> bool:
    """Whether a finite verb follows close by, before another comma: what is here is another clause."""
    for j in range(k, min(k + 25, limit)):
        if text.bits[j] & (COMMA | STOP | SEMICOLON):
            return False
        if opens_clause(text, j):
            return True
    return False


def _subject_end(text: Text, k: int, limit: int, days: dict[int, Day]) -> int:
    """Where what a decision was for ends: at a clause, "par", a penalty or a day that is on its own."""
    j = k
    while j < limit:
        number = text.quote_at[j]
        if number >= 0:
            j = min(text.quotations[number].close + 1, limit)
            continue
        if j in days and j > k and text.lows[j - 1] not in _DATING:
            j -= text.lows[j - 1] in ("le", "ce")
            break
        if _ends_subject(text, k, j, limit):
            break
        j += 1
    while j > k and text.bits[j - 1] & (COMMA | COORDINATOR | PREPOSITION | DETERMINER) and text.quote_at[j - 1] < 0:
        j -= 1
    return j


def _ends_subject(text: Text, k: int, j: int, limit: int) -> bool:
    """Whether what a decision was for, named since `k`, ends before token `j`."""
    bits, low = text.bits[j], text.lows[j]
    if bits & (STOP | SEMICOLON | COLON | RELATIVE | SUBORDINATOR) and low != "que":
        return True
    if opens_clause(text, j) or low == "par" and j > k + 1:
        return True
    if bits & COMMA and (_clause_follows(text, j + 1, limit) or not _listed(text, j + 1, limit)):
        return True
    if low in ("à", "aux"):
        return any(text.lows[m] in forms("penal") for m in range(j + 1, penalty_window(text, j + 1, limit)))
    joins = bits & COORDINATOR and j + 1 < limit
    return bool(joins) and (text.lows[j + 1] == "à" or participle_follows(text, j + 1, limit))


def _listed(text: Text, k: int, limit: int) -> bool:
    """Whether what follows a comma goes on with a list of charges rather than with somebody else's part."""
    for j in range(k, min(k + 12, limit)):
        if text.bits[j] & (STOP | SEMICOLON):
            return False
        if text.bits[j] & COORDINATOR or text.lows[j] in ("ainsi", "que", "pour"):
            return True
        if text.bits[j] & COMMA:
            return j > k + 1
    return False


def of_whom(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The complement "de X" at `k`, after "en appel" or a day: the tokens of X, with its determiner."""
    for _ in range(5):
        if k + 1 < limit and text.lows[k] == "en" and text.lows[k + 1] in ("appel", "cassation"):
            k += 2
        elif k < limit and (text.bits[k] & (TIME | COMMA) or text.lows[k] == "ce" or _is_adjective(text, k, limit)):
            k += 1
    if k < limit and text.lows[k] in ("de", "d'") and k + 1 < limit:
        return TokenSpan(k + 1, phrase_end(text, k + 1, limit))
    if k + 1 < limit and text.lows[k] in ("du", "des"):
        return TokenSpan(k, phrase_end(text, k, limit))
    return None


def _is_adjective(text: Text, k: int, limit: int) -> bool:
    """Whether a plain word comes between a noun and its complement: "la condamnation pénale de Paul"."""
    return k + 1 < limit and text.lows[k + 1] in _OF and not text.bits[k] & _NO_ADJECTIVE and text.lows[k].isalpha()


def to_whom(text: Text, k: int, limit: int, words: tuple[str, ...] = ("à", "au", "aux")) -> TokenSpan | None:
    """The complement "à X" at `k` or close after it."""
    for j in range(k, min(k + 4, limit)):
        if text.lows[j] in words and j + 1 < limit:
            start = j + 1 if text.lows[j] in ("à", "pour") else j
            return TokenSpan(start, phrase_end(text, start, limit))
        if text.bits[j] & (COMMA | STOP):
            break
    return None


def against_whom(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The complement "contre X" close after `k`; "en faveur de X" and "dans le dossier de X" too."""
    for j in range(k, min(k + 8, limit)):
        if text.lows[j] in _OF_WHOM and text.lows[j + 1 : j + 2] in (["de"], ["d'"], ["du"], ["des"]):
            start = j + 1 if text.lows[j + 1] in ("du", "des") else j + 2
            return TokenSpan(start, phrase_end(text, start, limit)) if start < limit else None
        if text.lows[j] in ("contre", "à") and j + 1 < limit and text.bits[j + 1] & (DETERMINER | CAPITAL):
            return TokenSpan(j + 1, phrase_end(text, j + 1, limit))
        if text.bits[j] & (COMMA | STOP):
            break
    return None


def last_complement(text: Text, phrase: TokenSpan) -> TokenSpan:
    """The last complement "de X" of a phrase about a decision: "le procès de Paul", or the phrase itself."""
    for k in range(phrase.last - 2, phrase.first, -1):
        if text.lows[k] in _OF and text.bits[k + 1] & (DETERMINER | CAPITAL):
            return TokenSpan(k + 1 if text.lows[k] in ("de", "d'") else k, phrase.last)
    return phrase
