"""Whether an institution, a state or an unknown name acts where it is, rather than being a place or a topic."""

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
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.syntax.text import Text

_AROUND = frozenset("dans vers hors sortie entrée parvis marches salle enceinte".split())  # a building
_JUSTICE_AFTER = frozenset(("par", "devant", "saisir", "que", "qu'", "saisi", "saisit", "contre"))


def words(text: Text, mention: Mention) -> str:
    """The mention's tokens in lower case with a blank between."""
    return " ".join(text.lows[mention.first : mention.last])


def governed(text: Text, mention: Mention) -> bool:
    """Whether a preposition comes before the mention: "devant le tribunal", "du maire"."""
    if text.lows[mention.np] in ("du", "des", "au", "aux"):
        return True
    return bool(mention.np and text.bits[mention.np - 1] & PREPOSITION)


def acts(text: Text, mention: Mention, says: bool = False) -> bool:
    """Whether the mention is the plain subject of a verb; with `says`, of a verb of saying."""
    k = mention.last
    if governed(text, mention):
        return False
    while k < len(text.lows) and k - mention.last < 4 and text.bits[k] & (NEGATION | CLITIC):
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


def is_actor(text: Text, mention: Mention) -> bool:
    """Whether an institution is an actor wherever it is named."""
    assert mention.entry
    if mention.quiet or mention.definiteness == "superlative":
        return False
    capital = bool(text.bits[mention.head] & CAPITAL)
    use = mention.entry.use
    longer = mention.last - mention.first > len(mention.entry.lows)
    if use == "seat":
        return acts(text, mention)
    if use == "named":
        return capital and mention.last - mention.first > 1
    if use == "justice":
        return bool(mention.code) or is_judiciary(text, mention)
    if mention.kind not in ("court", "public_body"):
        return capital and longer and mention.kind != "group"
    if use == "description":
        if mention.kind == "court" and (
            mention.code or "tribunal" in words(text, mention) or " cour " in words(text, mention)
        ):
            return True
        return mention.within >= 0 or capital and longer
    if mention.definiteness == "indefinite":
        return bool(mention.code)
    before = text.lows[mention.np - 1] if mention.np else ""
    if mention.kind == "court" and not longer and before in _AROUND:
        return False
    return mention.definiteness in ("definite", "partitive") or longer


def is_judiciary(text: Text, mention: Mention) -> bool:
    """Whether "la justice" is the judiciary here: it acts, decides, is seized or blamed."""
    k = mention.head
    if mention.quiet or k < 1 or text.lows[k - 1] != "la":
        return False
    before = text.lows[k - 2] if k > 1 else ""
    if before in ("de", "en", "à"):
        return False
    after = text.bits[mention.last] if mention.last < len(text.bits) else 0
    governed = k > 1 and text.bits[k - 2] & (FINITE | INFINITIVE)
    return bool(after & (FINITE | NEGATION) or governed) or before in _JUSTICE_AFTER


def without_demonym(text: Text, mention: Mention, key: str) -> str:
    """The key without the adjective of a state: the "ministère marocain de l'Air" is the "ministère de l'Air"."""
    if (
        mention.category != "body"
        or not mention.place
        or mention.place.first != mention.head + 1
        or mention.last - mention.first < 3
    ):
        return ""
    drop = mention.place.first - mention.first
    words = key.split(" ")
    return " ".join(words[:drop] + words[drop + 1 :])
