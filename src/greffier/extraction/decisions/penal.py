"""Rulings told by a penalty alone: in a heading, or under the verb of the one before."""

from greffier.extraction.decisions.courts import forms, opens_clause
from greffier.extraction.decisions.penalties import complements, is_penalty, sanction_end
from greffier.extraction.decisions.telling import Reading, Telling
from greffier.extraction.lexicon import (
    CAPITAL,
    COMMA,
    COORDINATOR,
    DETERMINER,
    INFINITIVE,
    NUMBER,
    PREPOSITION,
    SEMICOLON,
    STOP,
)
from greffier.extraction.syntax.clauses import phrase_end


def shared_penalty(reading: Reading, last: Telling) -> Telling | None:
    """Another penalty under the verb of the one before.

    Takes: Le maire de Vire a été condamné à deux ans de prison et son adjoint à un an de prison avec sursis.
    Leaves: Le maire de Vire a été condamné à deux ans de prison et à une amende de 1 000 euros.
    """
    text = reading.text
    if last.outcome != "convicted" or not last.sanction or last.sanction[1] < last.verb:
        return None
    k = last.sanction[1]
    limit = text.sentences[text.sentence(last.verb)][1]
    if k >= limit or not text.bits[k] & (COMMA | COORDINATOR):
        return None
    while k < limit and (text.bits[k] & (COMMA | COORDINATOR) or text.lows[k] in ("tandis", "que")):
        k += 1
    if (
        k >= limit
        or not text.bits[k] & (DETERMINER | CAPITAL | NUMBER)
        or text.bits[k] & PREPOSITION
        and text.lows[k] != "des"
    ):
        return None
    for j in range(k + 1, min(k + 14, limit)):
        if opens_clause(text, j) or text.bits[j] & (STOP | SEMICOLON):
            return None
        if (
            text.lows[j] in ("à", "d'", "de")
            and is_penalty(text, j + 1, min(j + 8, limit))
            and not any(text.lows[m] in forms("penalty") or text.lows[m] in forms("money") for m in range(k, j))
        ):
            if text.lows[j] != "à":
                return None
            stop = sanction_end(text, j + 1, limit, reading.days)
            ruled = (k, j)
            while ruled[1] > ruled[0] + 1 and text.bits[ruled[1] - 1] & COMMA:
                ruled = (k, ruled[1] - 1)
            return Telling(
                last.outcome,
                "shared-penalty",
                k,
                stop,
                last.verb,
                ruled,
                last.role,
                last.agent,
                None,
                (j + 1, stop),
                None,
                False,
            )
    return None


def penalty_heading(reading: Reading, first: int, last: int) -> Telling | None:
    """A heading that names a penalty and who got it.

    Takes: Fraude : deux ans de prison ferme pour le maire de Vire
    Leaves: Fraude : deux ans de prison ferme requis contre le maire de Vire
    """
    text = reading.text
    if last - first > 40 or not is_penalty(text, first, min(first + 9, last)):
        return None
    k = first
    while k < last and text.words[k] != ":" and k - first < 8:
        k += 1
    begin = k + 1 if k < last and text.words[k] == ":" else first
    if begin < last and text.lows[begin] == "la":
        begin += 1
    low = text.lows[begin] if begin < last else ""
    if not (begin < last and (text.bits[begin] & NUMBER or text.words[begin][0].isdigit() or low in forms("penalty"))):
        return None
    if any(
        opens_clause(text, j) or text.lows[j] in ("requis", "requise", "requises", "encourus", "demandés", "réclamés")
        for j in range(begin, last)
    ):
        return None
    for j in range(begin + 1, min(begin + 16, last)):
        if text.lows[j] == "pour" and is_penalty(text, begin, j) and j + 1 < last:
            reason = bool(text.bits[j + 1] & INFINITIVE)
            ruled = (j + 1, last if reason else phrase_end(text, j + 1, last))
            rest = complements(text, ruled[1], last, reading.days)
            return Telling(
                "convicted",
                "penalty-heading",
                begin,
                max(ruled[1], rest.end),
                begin,
                None if reason else ruled,
                "defendant",
                rest.agent,
                None,
                (begin, j),
                ruled if reason else rest.subject,
            )
    return None
