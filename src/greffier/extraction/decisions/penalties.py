"""What stands after a ruling: the penalty or remedy, what it was for, who ruled, and where the clause ends."""

from typing import NamedTuple

from greffier.extraction.dates import Day
from greffier.extraction.decisions.courts import Tokens, forms, opens_clause
from greffier.extraction.lexicon import (
    ADVERB,
    CAPITAL,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    INFINITIVE,
    MARK,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBORDINATOR,
    TIME,
)
from greffier.extraction.syntax.clauses import phrase_end
from greffier.extraction.syntax.text import Text

_REACH = 80  # tokens: how far the words of one ruling are followed
_NEAR = 9  # tokens: how far after "à" the word may stand that makes it a penalty
_TO = ("à", "au", "aux", "d'", "de", "des", "du")


class Complements(NamedTuple):
    """The parts of a clause after its verb, by token; `end` is where the clause ends."""

    end: int
    sanction: Tokens | None
    subject: Tokens | None
    agent: Tokens | None


def is_penalty(text: Text, first: int, last: int) -> bool:
    """Whether a stretch names a penalty: money, a length of time in prison, a ban."""
    return any(
        text.lows[k] in forms("money") or text.lows[k] in forms("penalty") and not _named(text, k + 1)
        for k in range(first, last)
    )


def _named(text: Text, k: int) -> bool:
    """Whether a name follows at `k`, so that the prison before it is a building: "la prison de Dole"."""
    return k + 1 < len(text.words) and text.lows[k] in ("de", "d'", "du") and bool(text.bits[k + 1] & CAPITAL)


def complements(text: Text, k: int, limit: int, days: dict[int, Day], charge: bool = False) -> Complements:
    """The complements of the ruling whose verb ends before token `k`; `charge` where "de" opens what it is for."""
    sanction = subject = agent = None
    limit = min(limit, k + _REACH)
    j = k
    end = k
    while j < limit:
        bits = text.bits[j]
        low = text.lows[j]
        if bits & (STOP | SEMICOLON | RELATIVE | SUBORDINATOR) and not (low == "quand" or bits & STOP and low == "…"):
            break
        if bits & COLON or opens_clause(text, j):
            break
        if bits & COMMA and _new_clause(text, j + 1, limit):
            break
        if bits & (COMMA | COORDINATOR) and _participle_follows(text, j + 1, limit):
            break
        if j in days:
            j = end = max(days[j].last, j + 1)
            continue
        if low == "par" and agent is None and j + 1 < limit and text.bits[j + 1] & (DETERMINER | CAPITAL | NUMBER):
            stop = phrase_end(text, j + 1, limit)
            agent = (j + 1, stop)
            j = end = stop
            continue
        if low == "pour" and subject is None and not _lasting(text, j + 1, limit):
            stop = _subject_end(text, j + 1, limit, days)
            if stop > j + 1:
                subject = (j + 1, stop)
                j = end = stop
                continue
        if low in ("de", "d'", "des", "du") and charge and subject is None and j <= k + 2:
            stop = _subject_end(text, j + 1, limit, days)
            subject = (j + 1, stop)
            j = end = max(stop, j + 1)
            continue
        if (
            low in _TO
            and sanction is None
            and is_penalty(text, j + 1, _near(text, j + 1, limit))
            and not _bound(text, j + 1, limit)
        ):
            stop = sanction_end(text, j + 1, limit, days)
            sanction = (j + 1, stop)
            j = end = max(stop, j + 1)
            continue
        if low in ("à", "d'", "de") and sanction is None and j + 1 < limit and text.bits[j + 1] & INFINITIVE:
            stop = sanction_end(text, j + 1, limit, days)
            banned = next((m for m in range(j - 1, max(-1, j - 4), -1) if text.lows[m] in forms("duty")), j + 1)
            sanction = (banned, stop)
            j = end = max(stop, j + 1)
            continue
        j += 1
        if not bits & (COMMA | COORDINATOR):
            end = j
    return Complements(end, sanction, subject, agent)


def _participle_follows(text: Text, k: int, limit: int) -> bool:
    """Whether another participle goes on with the clause: "et placé en détention", ", puis écroué"."""
    for j in range(k, min(k + 3, limit)):
        if text.bits[j] & PARTICIPLE:
            return True
        if not text.bits[j] & (ADVERB | COORDINATOR):
            return False
    return False


def _bound(text: Text, k: int, limit: int) -> bool:
    """Whether somebody stands at `k` who is told to do something: "enjoint à la commune de verser 100 euros"."""
    if not text.bits[k] & DETERMINER or text.bits[k] & NUMBER or text.lows[k + 1 : k + 2][0] in forms("duty"):
        return False
    for j in range(k + 1, min(k + _NEAR, limit - 1)):
        if text.lows[j] in ("de", "d'") and text.bits[j + 1] & INFINITIVE:
            return not is_penalty(text, k, j)
    return False


def _near(text: Text, k: int, limit: int) -> int:
    """Where the words end that may show that a penalty begins at `k`."""
    j = k
    while j < min(limit, k + _NEAR):
        if (
            text.bits[j] & (COMMA | STOP | COLON | SEMICOLON)
            or text.lows[j] in ("pour", "par")
            or opens_clause(text, j)
        ):
            break
        j += 1
    return j


def _lasting(text: Text, k: int, limit: int) -> bool:
    """Whether "pour" is followed by a length of time or money."""
    return (
        k < limit
        and bool(text.bits[k] & NUMBER or text.words[k][0].isdigit())
        and any(text.lows[j] in forms("length") or text.lows[j] in forms("money") for j in range(k, min(k + 3, limit)))
    )


def _new_clause(text: Text, k: int, limit: int) -> bool:
    """Whether a finite verb follows close by, before another comma: what stands here is another clause."""
    for j in range(k, min(k + 25, limit)):
        if text.bits[j] & (COMMA | STOP | SEMICOLON):
            return False
        if opens_clause(text, j):
            return True
    return False


def sanction_end(text: Text, k: int, limit: int, days: dict[int, Day]) -> int:
    """Where the penalty that begins at `k` ends: it goes on over "et" and commas while penalties follow."""
    number = text.quote_at[k]
    j = k
    while j < limit:
        bits = text.bits[j]
        low = text.lows[j]
        if (
            text.quote_at[j] >= 0
            and text.quote_at[j] == number
            or text.quote_at[j] >= 0
            and j == text.quotations[text.quote_at[j]].open
        ):
            j = min(text.quotations[text.quote_at[j]].close + 1, limit)
            number = -1
            continue
        if (
            bits & (STOP | SEMICOLON | COLON | RELATIVE)
            and low != "dont"
            or low in ("pour", "par", "devant", "après", "lors", "dans", "au", "suite")
        ):
            break
        if j in days and days[j].rule != "year" and text.lows[j - 1] not in ("de", "d'", "à", "au", "du", "les"):
            break
        if opens_clause(text, j) or bits & SUBORDINATOR:
            break
        if low in ("à", "aux") and j > k and not text.bits[k] & INFINITIVE and _receives(text, k, j, limit):
            break
        if bits & (COMMA | COORDINATOR) and j > k:
            after = j + 1
            while after < limit and (
                text.bits[after] & COORDINATOR
                or text.lows[after] in ("à", "d'", "de", "ainsi", "que", "aussi", "assortis", "assortie")
            ):
                after += 1
            if text.lows[after : after + 1] == ["dont"]:
                j = after + 1
                continue
            if not is_penalty(text, after, min(_near(text, after, limit), after + 7)) or _person_between(text, after):
                break
            j = after
            continue
        j += 1
    while j > k + 1 and text.bits[j - 1] & (COMMA | COORDINATOR | PREPOSITION | TIME) and not text.bits[j - 1] & MARK:
        j -= 1
    return j


def _receives(text: Text, first: int, k: int, limit: int) -> bool:
    """Whether the "à" at `k` says who has to pay the sum told since `first`: "une amende de dix euros à la firme"."""
    if k + 1 >= limit or not (text.bits[k + 1] & (DETERMINER | CAPITAL) or text.lows[k] == "aux"):
        return False
    money = any(text.lows[j] in forms("money") for j in range(first, k))
    return money and not is_penalty(text, k + 1, _near(text, k + 1, limit))


def _person_between(text: Text, k: int) -> bool:
    """Whether what follows "et" is somebody else's penalty: "et Paul à trois ans"."""
    for j in range(k, min(k + 7, len(text.words))):
        low = text.lows[j]
        if low in ("à", "au", "aux") and j > k:
            return True
        if low in forms("penalty") or low in forms("money") or text.bits[j] & (COMMA | STOP):
            return False
    return False


def _subject_end(text: Text, k: int, limit: int, days: dict[int, Day]) -> int:
    """Where what a ruling was for ends: at a clause, "par", a penalty or a day that stands on its own."""
    j = k
    while j < limit:
        bits = text.bits[j]
        number = text.quote_at[j]
        if number >= 0:
            j = min(text.quotations[number].close + 1, limit)
            continue
        if bits & (STOP | SEMICOLON | COLON | RELATIVE | SUBORDINATOR) and text.lows[j] != "que":
            break
        if opens_clause(text, j):
            break
        if text.lows[j] == "par" and j > k + 1:
            break
        if j in days and j > k and text.lows[j - 1] not in ("du", "de", "d'", "en", "à", "au", "entre", "depuis"):
            if text.lows[j - 1] in ("le", "ce"):
                j -= 1
            break
        if bits & COMMA and (_new_clause(text, j + 1, limit) or not _listed(text, j + 1, limit)):
            break
        if text.lows[j] in ("à", "aux") and any(
            text.lows[m] in forms("penal") for m in range(j + 1, _near(text, j + 1, limit))
        ):
            break
        if (
            bits & COORDINATOR
            and j + 1 < limit
            and (text.lows[j + 1] == "à" or _participle_follows(text, j + 1, limit))
        ):
            break
        j += 1
    while j > k and text.bits[j - 1] & (COMMA | COORDINATOR | PREPOSITION | DETERMINER) and text.quote_at[j - 1] < 0:
        j -= 1
    return j


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
