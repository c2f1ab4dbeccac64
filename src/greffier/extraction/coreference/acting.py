"""Whether an institution, a state or an unknown name acts where it stands, rather than being a place or a topic."""

from greffier.extraction.lexicon import (
    CAPITAL,
    CLITIC,
    FINITE,
    INFINITIVE,
    NEGATION,
    PARTICIPLE,
    PREPOSITION,
    REPORTING,
    verbs,
)
from greffier.extraction.mentions.units import Unit
from greffier.extraction.syntax.text import Text

_AROUND = frozenset("dans vers hors sortie entrée parvis marches salle enceinte".split())  # a building
_JUSTICE_AFTER = frozenset(("par", "devant", "saisir", "que", "qu'", "saisi", "saisit", "contre"))


def words(text: Text, unit: Unit) -> str:
    """The unit's tokens in lower case with a blank between."""
    return " ".join(text.lows[unit.first : unit.last])


def acts(text: Text, unit: Unit, says: bool = False) -> bool:
    """Whether the unit is the plain subject of a verb; with `says`, of a verb of saying."""
    k = unit.last
    if unit.np and text.bits[unit.np - 1] & PREPOSITION or text.lows[unit.np] in ("du", "des", "au", "aux"):
        return False
    while k < len(text.lows) and k - unit.last < 4 and text.bits[k] & (NEGATION | CLITIC):
        k += 1
    if k >= len(text.lows) or not text.bits[k] & FINITE or text.bits[k] & (CAPITAL | PREPOSITION):
        return False
    lemmas = {reading.lemma for reading in verbs().get(text.lows[k], ())}
    if lemmas & {"avoir", "être"}:
        after = text.bits[k + 1] if k + 1 < len(text.lows) else 0
        if "être" in lemmas:
            return bool(after & REPORTING)
        return bool(after & PARTICIPLE) if says else True
    return bool(text.bits[k] & REPORTING) if says else True


def stands(text: Text, unit: Unit) -> bool:
    """Whether an institution is an actor wherever it is named."""
    assert unit.entry
    if unit.quiet or unit.definite == "s":
        return False
    capital = bool(text.bits[unit.head] & CAPITAL)
    use = unit.entry.use
    longer = unit.last - unit.first > len(unit.entry.lows)
    if use == "seat":
        return acts(text, unit)
    if use == "named":
        return capital and unit.last - unit.first > 1
    if use == "justice":
        return bool(unit.code) or judges(text, unit)
    if unit.kind not in ("court", "public_body"):
        return capital and longer and unit.kind != "group"
    if use == "description":
        if unit.kind == "court" and (unit.code or "tribunal" in words(text, unit) or " cour " in words(text, unit)):
            return True
        return unit.within >= 0 or capital and longer
    if unit.definite == "i":
        return bool(unit.code)
    before = text.lows[unit.np - 1] if unit.np else ""
    if unit.kind == "court" and not longer and before in _AROUND:
        return False
    return unit.definite in ("d", "p") or longer


def judges(text: Text, unit: Unit) -> bool:
    """Whether "la justice" is the judiciary here: it acts, decides, is seized or blamed."""
    k = unit.head
    if unit.quiet or k < 1 or text.lows[k - 1] != "la":
        return False
    before = text.lows[k - 2] if k > 1 else ""
    if before in ("de", "en", "à"):
        return False
    after = text.bits[unit.last] if unit.last < len(text.bits) else 0
    governed = k > 1 and text.bits[k - 2] & (FINITE | INFINITIVE)
    return bool(after & (FINITE | NEGATION) or governed) or before in _JUSTICE_AFTER


def without_demonym(text: Text, unit: Unit, key: str) -> str:
    """The key without the adjective of a state: the "ministère marocain de l'Air" is the "ministère de l'Air"."""
    if unit.sort != "body" or not unit.place or unit.place[0] != unit.head + 1 or unit.last - unit.first < 3:
        return ""
    drop = unit.place[0] - unit.first
    words = key.split(" ")
    return " ".join(words[:drop] + words[drop + 1 :])
