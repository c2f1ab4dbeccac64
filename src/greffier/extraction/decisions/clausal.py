"""Rulings told by a clause that depends on a court: "a jugé que …", "…, a tranché le tribunal"."""

from greffier.extraction.decisions.courts import forms, opens_clause
from greffier.extraction.decisions.facts import asserted
from greffier.extraction.decisions.parts import doer
from greffier.extraction.decisions.telling import Reading, Telling
from greffier.extraction.lexicon import COLON, COMMA, SEMICOLON, STOP
from greffier.extraction.syntax.clauses import Group, inverted_subject, noun_phrase
from greffier.extraction.syntax.text import Text

_REACH = 60  # tokens: how far a clause is read for what it finds
_FINDINGS = (("guilty", "convicted", "acquitted"), ("void", "overturned", "upheld"), ("valid", "upheld", "overturned"))


def clause_ruling(reading: Reading, verb: Group) -> Telling | None:
    """A que-clause by which a court rules; what it holds says how, and one that only reasons joins a ruling told.

    Takes: La cour a jugé que l'arrêté du préfet était illégal.
    Leaves: Le maire a jugé que l'arrêté du préfet était illégal.
    Also: "La cour a jugé que l'État était responsable", "a décidé que le vote est nul".
    Nor: "le maire a décidé que", "la cour dira si".
    """
    text = reading.text
    if verb.passive or verb.tense in ("pp", "imp") and verb.first == verb.verb:
        return None
    k = verb.last
    begin, limit = text.sentences[text.sentence(verb.verb)]
    if verb.first > begin and text.bits[verb.first - 1] & COMMA and text.lows[verb.verb] in forms("ruling_verb"):
        return _inserted(reading, verb, max(begin, verb.first - _REACH), limit) if asserted(reading, verb) else None
    while k < min(limit, verb.last + 8) and text.lows[k] not in ("que", "qu'"):
        if text.bits[k] & (STOP | SEMICOLON | COLON):
            return None
        k += 1
    if k >= limit or text.lows[k] not in ("que", "qu'"):
        return None
    who = doer(text, verb)
    by = reading.rules.ruler(who) if who else None
    if by is None or by.kind not in ("court", "judge") or not asserted(reading, verb):
        return None
    end = k + 1
    while end < min(limit, k + _REACH) and not text.bits[end] & (STOP | SEMICOLON):
        end += 1
    ruled = None
    outcome, j = _finding(text, k + 1, end)
    if outcome in ("convicted", "acquitted"):
        ruled = noun_phrase(text, k + 1, next((m for m in range(k + 1, j) if opens_clause(text, m)), j))
        if ruled is None:
            outcome = ""
    if not outcome and text.lows[verb.verb] not in forms("ruling_verb"):
        return None
    plain = verb.form.lemma in ("juger", "conclure", "déclarer")
    firm = verb.form.lemma in forms("firm_clause") or outcome in ("overturned", "upheld") or bool(outcome and plain)
    first = who[0] if who and 0 < verb.first - who[0] < 40 else verb.first
    return Telling(
        outcome or "other",
        "clause-ruling",
        first,
        end,
        verb.verb,
        ruled,
        "defendant",
        who,
        None,
        None,
        None,
        verb.form.plural,
        firm,
        not outcome or not (plain or verb.form.lemma in forms("firm_clause")),
    )


def _inserted(reading: Reading, verb: Group, begin: int, limit: int) -> Telling | None:
    """A ruling told before the court: "Le texte est contraire à la Constitution, a jugé la cour"."""
    text = reading.text
    who = inverted_subject(text, verb.last, limit)
    by = reading.rules.ruler(who) if who else None
    if by is None or by.kind not in ("court", "judge"):
        return None
    outcome, at = _finding(text, begin, verb.first)
    ruled = None
    if outcome in ("convicted", "acquitted"):
        ruled = noun_phrase(text, begin, next((m for m in range(begin, at) if opens_clause(text, m)), at))
    return Telling(
        outcome or "other",
        "clause-ruling",
        begin,
        who[1] if who else verb.last,
        verb.verb,
        ruled,
        "defendant",
        who,
        None,
        None,
        None,
        verb.form.plural,
        bool(outcome),
        not outcome,
    )


def _finding(text: Text, first: int, last: int) -> tuple[str, int]:
    """What the words of a clause find (guilty, void, valid), turned round where it is negated, and where."""
    negated = False
    for j in range(first, last):
        low = text.lows[j]
        negated = negated or low in ("ne", "n'")
        for kind, outcome, otherwise in _FINDINGS:
            if low in forms(kind):
                return (otherwise if negated else outcome), j
    return "", last
