"""The sanction of a decision: penalties and remedies, where their words begin and end."""

from greffier.extraction.dates.day import Day
from greffier.extraction.decisions.vocabulary import forms, is_form, opens_clause
from greffier.extraction.lexicon import (
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
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import is_people

_NEAR = 9  # tokens: how far after "à" the word may be found that makes it a penalty
_AFTER = ("pour", "par", "devant", "après", "lors", "dans", "au", "suite")  # no sanction goes on over these
_LINKS = ("à", "d'", "de", "ainsi", "que", "aussi")  # between two penalties, beside "assortie"


def is_penalty(text: Text, first: int, last: int) -> bool:
    """Whether a stretch names a penalty: money, a length of time in prison, a ban."""
    return any(
        text.lows[k] in forms("money") or text.lows[k] in forms("penalty") and not _building(text, k + 1)
        for k in range(first, last)
    )


def _building(text: Text, k: int) -> bool:
    """Whether a name follows at `k`, so that the prison before it is a building: "la prison de Dole"."""
    return k + 1 < len(text.words) and text.lows[k] in ("de", "d'", "du") and bool(text.bits[k + 1] & CAPITAL)


def penalty_window(text: Text, k: int, limit: int) -> int:
    """Where the words end that may show that a penalty begins at `k`."""
    j = k
    while j < min(limit, k + _NEAR):
        ends = text.bits[j] & (COMMA | STOP | COLON | SEMICOLON) or text.lows[j] in ("pour", "par")
        if ends or opens_clause(text, j):
            break
        j += 1
    return j


def is_length(text: Text, k: int, limit: int) -> bool:
    """Whether a length of time or money is at `k`: "pour six mois" is not what somebody was sentenced for."""
    if k >= limit or not (text.bits[k] & NUMBER or text.words[k][0].isdigit()):
        return False
    return any(text.lows[j] in forms("length") or text.lows[j] in forms("money") for j in range(k, min(k + 3, limit)))


def bound_to(text: Text, k: int, limit: int) -> bool:
    """Whether somebody is at `k` who is ordered to do something: "enjoint à la commune de verser 100 euros"."""
    if not text.bits[k] & DETERMINER or text.bits[k] & NUMBER or not forms("duty").isdisjoint(text.lows[k + 1 : k + 2]):
        return False
    for j in range(k + 1, min(k + _NEAR, limit - 1)):
        if text.lows[j] in ("de", "d'") and text.bits[j + 1] & INFINITIVE:
            return not is_penalty(text, k, j)
    return False


def sanction_end(text: Text, k: int, limit: int, days: dict[int, Day]) -> int:
    """Where the sanction that begins at `k` ends: it goes on over "et" and commas while penalties follow."""
    number = text.quote_at[k] if k < limit else -1
    j = k
    while j < limit:
        held = text.quote_at[j]
        if held >= 0 and (held == number or j == text.quotations[held].open):
            j = min(text.quotations[held].close + 1, limit)
            number = -1
            continue
        if _ends_sanction(text, k, j, limit, days):
            break
        if text.bits[j] & (COMMA | COORDINATOR) and j > k:
            after = _next_penalty(text, j, limit)
            if after < 0:
                break
            j = after
            continue
        j += 1
    while j > k + 1 and text.bits[j - 1] & (COMMA | COORDINATOR | PREPOSITION | TIME) and not text.bits[j - 1] & MARK:
        j -= 1
    return j


def changes_penalty(text: Text, comma: int, limit: int) -> bool:
    """Whether the penalty before a comma is said to be changed behind it: "…, (une) peine portée à cinq ans"."""
    if not text.bits[comma] & COMMA:
        return False
    k = comma + 2 if comma + 1 < limit and text.bits[comma + 1] & DETERMINER else comma + 1
    return k + 1 < limit and text.lows[k] in forms("sentence") and bool(text.bits[k + 1] & PARTICIPLE)


def _ends_sanction(text: Text, k: int, j: int, limit: int, days: dict[int, Day]) -> bool:
    """Whether the sanction since `k` ends before token `j`."""
    bits, low = text.bits[j], text.lows[j]
    if bits & CAPITAL and j > k + 1 and text.lows[j - 1] in forms("penalty"):
        return True  # "à dix ans de prison Paul Roy": whom it falls on
    if bits & (STOP | SEMICOLON | COLON | RELATIVE) and low != "dont" or low in _AFTER:
        return True
    if j in days and days[j].rule != "year" and text.lows[j - 1] not in ("de", "d'", "à", "au", "du", "les"):
        return True
    if opens_clause(text, j) or bits & SUBORDINATOR or changes_penalty(text, j, limit):
        return True
    return low in ("à", "aux") and j > k and not text.bits[k] & INFINITIVE and _receives(text, k, j, limit)


def _links(text: Text, k: int) -> bool:
    """Whether the word at `k` can come between two penalties."""
    return bool(text.bits[k] & COORDINATOR) or text.lows[k] in _LINKS or is_form(text, k, "assortir")


def _next_penalty(text: Text, k: int, limit: int) -> int:
    """Where the penalty goes on that the comma or "et" at `k` adds, or -1 where it adds none."""
    after = k + 1
    while after < limit and _links(text, after):
        after += 1
    if text.lows[after : after + 1] == ["dont"]:
        return after + 1
    near = min(penalty_window(text, after, limit), after + 7)
    return after if is_penalty(text, after, near) and not _somebody_else(text, after) else -1


def _receives(text: Text, first: int, k: int, limit: int) -> bool:
    """Whether the "à" at `k` says who has to pay the sum named since `first`: "une amende de dix euros à la firme"."""
    if k + 1 >= limit or not (text.bits[k + 1] & (DETERMINER | CAPITAL) or text.lows[k] == "aux"):
        return False
    money = any(text.lows[j] in forms("money") for j in range(first, k))
    bits = text.bits[k + 1]
    full_name = bits & CAPITAL and k + 2 < limit and text.bits[k + 2] & CAPITAL  # "deux ans de prison à Paul Roy"
    somebody = full_name or bits & DETERMINER and is_people(text, k + 2, limit)
    return bool(money or somebody) and not is_penalty(text, k + 1, penalty_window(text, k + 1, limit))


def _somebody_else(text: Text, k: int) -> bool:
    """Whether what follows "et" is somebody else's penalty: "et Paul à trois ans"."""
    for j in range(k, min(k + 7, len(text.words))):
        low = text.lows[j]
        if low in ("à", "au", "aux") and j > k:
            return True
        if low in forms("penalty") or low in forms("money") or text.bits[j] & (COMMA | STOP):
            return False
    return False


def raised_to(text: Text, k: int, limit: int) -> tuple[TokenSpan, TokenSpan] | None:
    """The new penalty and the sentence that it takes the place of: "a porté à quatre ans de prison la peine de X"."""
    begin = next(
        (j for j in range(k, min(limit - 1, k + 8)) if text.lows[j] == "à" and not text.bits[j + 1] & TIME), -1
    )
    if begin < 0:
        return None
    for j in range(begin + 1, min(limit - 1, begin + 12)):
        if text.bits[j] & COMMA:
            return None
        if text.bits[j] & DETERMINER and not text.bits[j] & PREPOSITION and text.lows[j + 1] in forms("sentence"):
            return TokenSpan(begin + 1, j), TokenSpan(j, phrase_end(text, j, limit))
    return None
