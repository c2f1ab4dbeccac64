"""What is a fact, and what is only asked for, feared, possible, denied or expected."""

from greffier.extraction.decisions.vocabulary import forms, is_form, opens_clause
from greffier.extraction.lexicon import (
    ADVERB,
    AVOIR,
    COLON,
    COMMA,
    ETRE,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBORDINATOR,
    TIME,
    verbs,
)
from greffier.extraction.syntax.clauses import clause_start
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group

_FAR = 60  # tokens before a verb in which "si" may be found
_UNDERGOING = ("voir", "faire")  # "s'est vu infliger", "s'est fait condamner"
_BACK = 8  # tokens before a word that may say that it is only asked for
_UNREAL = ("fut", "cond", "subj")
_NOT_FACTUAL = (*_UNREAL, "inf")
_PURPOSES = ("pour", "afin", "sans", "soit", "condition", "cas")  # before "que": what follows is no fact


def restricts(text: Text, verb: Group) -> bool:
    """Whether "ne" denies nothing: "n'a été condamné que", "avant que la cour ne rejette"."""
    end = min(verb.last + 4, len(text.words))
    if any(text.lows[j] in ("que", "qu'") for j in range(verb.last, end)):
        return True
    denied = any(text.lows[j] in ("pas", "plus", "jamais", "rien") for j in range(verb.first, end))
    return not denied and _factive_subjunctive(text, verb)


def _factive_subjunctive(text: Text, verb: Group) -> bool:
    """Whether "avant que", "bien que" or "le fait que" opens the clause of a verb: a fact in the subjunctive."""
    first = text.sentences[text.sentence(verb.verb)].first
    _, opener = clause_start(text, verb.first)
    return opener > first and text.lows[opener] in ("que", "qu'") and text.lows[opener - 1] in ("avant", "bien", "fait")


def asserted(text: Text, verb: Group) -> bool:
    """Whether a verb states a fact.

    Takes: "a condamné", "vient d'être condamné", "après avoir été relaxé", "décide de suspendre".
    Leaves: "pourrait condamner", "demande que le texte soit annulé", "si la cour rejette", "sera jugé".
    """
    if verb.tense in _UNREAL:
        return verb.tense == "subj" and _factive_subjunctive(text, verb)
    first, last = text.sentences[text.sentence(verb.verb)]
    if text.words[last - 1] == "?" or (text.quote_at[verb.verb] >= 0 and _closes_with_question(text, verb.verb)):
        return False
    if verb.tense == "inf":
        return _infinitive_fact(text, verb, first)
    begin, opener = clause_start(text, verb.first)
    embedded = _embedded(text, opener, first)
    if embedded is not None:
        return embedded
    if any(_is_if(text, j) for j in range(max(first, begin - 1, verb.first - _FAR), verb.first)):
        return False
    return not _supposed(text, verb.first, first)


def _supposed(text: Text, k: int, floor: int) -> bool:
    """Whether "si" or a comparison opens the clause of the verb at `k`: "s'il condamne", "comme un juge relaxe"."""
    for j in range(k - 1, max(floor, k - _BACK) - 1, -1):
        if opens_clause(text, j) or text.bits[j] & (STOP | COMMA | SEMICOLON | COLON):
            return False
        if _is_if(text, j) or text.lows[j] == "comme" and text.lows[j + 1] in ("un", "une", "des"):
            return True
    return False


def _closes_with_question(text: Text, k: int) -> bool:
    quotation = text.quotations[text.quote_at[k]]
    return text.words[quotation.last - 1] == "?"


def _embedded(text: Text, opener: int, first: int) -> bool | None:
    """Whether the clause that the conjunction at `opener` opens is a fact; None where it does not say."""
    if opener < 0 or not text.bits[opener] & (SUBORDINATOR | RELATIVE):
        return None
    low = text.lows[opener]
    if low == "si":
        return None if opener and text.lows[opener - 1] == "même" else False
    if low not in ("que", "qu'") or opener <= first:
        return None
    before = text.lows[opener - 1]
    if before == "ce":
        # "jusqu'à ce que" looks ahead, "ce que la cour a refusé" does not
        return text.lows[opener - 2 : opener - 1] != ["à"]
    return False if before in _PURPOSES or _asks(text, opener, first) else None


def _is_if(text: Text, k: int) -> bool:
    low, after = text.lows[k], text.lows[k + 1]
    if k and text.lows[k - 1] == "même":
        return False  # "même si Paul a été condamné": it is so all the same
    return low == "si" and after != "bien" or low == "s'" and after in ("il", "ils")


def _asks(text: Text, k: int, floor: int) -> bool:
    """Whether the verb that comes before token `k` only asks, fears or denies."""
    for j in range(k - 1, max(floor, k - 6) - 1, -1):
        if any(reading.lemma in forms("asked") for reading in verbs().get(text.lows[j], ())):
            return True
        if opens_clause(text, j):
            return False
    return False


def _infinitive_fact(text: Text, verb: Group, floor: int) -> bool:
    """Whether an infinitive states a fact: after "venir de", "après", "pour avoir", "décider de"."""
    j = verb.first - 1
    if j < floor:
        return False
    low = text.lows[j]
    perfect = _perfect(text, verb)
    if low in ("après", "pour", "d'", "de") and perfect and not _asks(text, j, floor):
        return low != "d'" or not only_asked(text, j, floor)
    if low in ("de", "d'") and (taken_by(text, j, floor) or (j > floor and text.lows[j - 1] == "avant")):
        return True
    while j > floor and (
        text.bits[j] & (ADVERB | TIME) or text.lows[j] in ("de", "d'", "par", "à", "ce") or text.lows[j].isdigit()
    ):
        # "a décidé vendredi de suspendre"
        j -= 1
    return _governed(text, verb, j, perfect, floor)


def _perfect(text: Text, verb: Group) -> bool:
    """Whether an infinitive looks back: "avoir condamné", "avoir été condamné"."""
    compound = text.lows[verb.first] in ("avoir", "être") or text.lows[verb.verb - 1] in ("été", "avoir", "être")
    between = text.lows[verb.first : verb.verb]
    return "avoir" in between or (compound and "été" in between)


def _governed(text: Text, verb: Group, k: int, perfect: bool, floor: int) -> bool:
    """Whether the verb at `k` makes the infinitive that it governs a fact: "décide de", "doit purger"."""
    for reading in verbs().get(text.lows[k], ()):
        if reading.lemma == "devoir" and verb.form.lemma == "purger":
            return reading.tense in ("pres", "fut")
        if reading.lemma in forms("announces") and perfect and not _negative(text, k, floor):
            # "a annoncé avoir infligé une amende"
            return reading.tense not in _UNREAL
        if reading.lemma in forms("fact") and not _negative(text, k, floor):
            return reading.tense not in _NOT_FACTUAL
    return False


def taken_by(text: Text, k: int, floor: int) -> TokenSpan | None:
    """Who took the decision whose infinitive "de" at `k` opens: "la décision du tribunal de suspendre"."""
    for j in range(k - 2, max(floor, k - 14) - 1, -1):
        if opens_clause(text, j) or text.bits[j] & (STOP | COMMA | SEMICOLON):
            return None
        if text.lows[j] in forms("taken") and text.lows[j + 1] in ("de", "d'", "du", "des"):
            start = j + 1 if text.lows[j + 1] in ("du", "des") else j + 2
            return TokenSpan(start, k) if start < k else None
    return None


def _negative(text: Text, k: int, floor: int) -> bool:
    return any(text.lows[m] in ("n'", "ne") for m in range(max(floor, k - 4), k))


def only_asked(text: Text, k: int, floor: int) -> bool:
    """Whether a word close before `k` makes a noun something asked for, feared or possible."""
    for j in range(k - 1, max(floor, k - _BACK) - 1, -1):
        low = text.lows[j]
        if text.bits[j] & (STOP | SEMICOLON | COLON):
            return False
        if low in forms("asked_noun") or low in ("aucun", "aucune", "sans", "pas", "éviter"):
            return True
        if text.bits[j] & COMMA and k - j > 2:
            return False
        readings = verbs().get(low, ())
        if any(r.lemma in forms("asked") and (r.tense != "pp" or _has_auxiliary(text, j)) for r in readings):
            return True
        if opens_clause(text, j):
            return any(r.tense in ("fut", "cond") for r in readings)
    return False


def _has_auxiliary(text: Text, k: int) -> bool:
    return any(text.bits[j] & (ETRE | AVOIR) or text.lows[j] in ("ayant", "avoir") for j in range(max(0, k - 5), k))


def means_nobody(text: Text, phrase: TokenSpan) -> bool:
    """Whether a phrase means nobody in particular: "toute personne", "aucun"."""
    k = phrase.first
    if text.lows[k] in forms("generic") or text.lows[k] in ("celui", "celle") and text.lows[k + 1 : k + 2] == ["qui"]:
        return True
    return text.lows[k] == "les" and text.lows[k + 1 : k + 2] in (["personnes"], ["gens"])


def lies_ahead(text: Text, k: int, limit: int) -> bool:
    """Whether the first verb after a noun makes it possible or future: "la mise en examen serait"."""
    for j in range(k, min(k + 20, limit)):
        if text.bits[j] & (STOP | SEMICOLON):
            return False
        if opens_clause(text, j):
            return all(r.tense in ("fut", "cond") for r in verbs().get(text.lows[j], ()))
    return False


def seen_before(text: Text, verb: Group) -> Group | None:
    """The group of "s'est vu" before an infinitive, or None."""
    k = verb.first - 1
    if verb.tense != "inf" or k < 0 or not is_form(text, k, *_UNDERGOING):
        return None
    outer = group(text, k)
    real = outer and outer.reflexive and not outer.negated and outer.tense not in _UNREAL
    return outer if real else None
