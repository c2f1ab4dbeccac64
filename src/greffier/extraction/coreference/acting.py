"""Whether an institution, a state or an unknown name acts where it is, rather than being a place or a topic."""

from greffier.extraction.coreference.entity import Cluster
from greffier.extraction.lexicon import (
    CAPITAL,
    CLITIC,
    FINITE,
    INFINITIVE,
    NEGATION,
    PARTICIPLE,
    PREPOSITION,
    REPORTING,
    classed,
    verbs,
)
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.mentions.natures import natures
from greffier.extraction.syntax.text import Text

_AROUND = classed("around_building")  # a building
_JUSTICE_AFTER = frozenset(("par", "devant", "saisir", "que", "qu'", "saisi", "saisit", "contre"))
_SEATS = frozenset(("capital", "region"))  # places that stand for their government
_ACRONYM = 6  # letters: no longer word in capitals is read as an acronym


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


def names_actor(text: Text, one: Cluster) -> bool:
    """Whether the mentions of a cluster are enough for an actor, whatever the records speak of.

    Of descriptions only that of a court is enough, as in "le tribunal a tranché".
    """
    if not one.mentions:
        return False
    first = one.mentions[0]
    if not one.known:
        return first.kind == "court" and first.category == "body" and first.definiteness == "definite" and first.bare
    if first.category == "word" and one.kind == "group":
        return False  # "les Morvan": the family is mentioned by its members
    if first.category == "body" and any(mention.category in ("name", "word") for mention in one.mentions):
        return True  # "le comité des médicaments (CHMP)": what has a name beside its description
    return any(_as_actor(text, mention, first) for mention in one.mentions)


def _as_actor(text: Text, mention: Mention, first: Mention) -> bool:
    """Whether an entity that is first mentioned at `first` is an actor by this mention of it."""
    if mention.category == "person":
        return True
    if mention.category == "name":
        return _name_acts(text, mention, mention is first)
    if mention.category == "state":
        return _state_acts(text, mention)
    if mention.category == "body":
        return _body_acts(text, mention, first)
    return mention.category == "word" and mention is first and _word_acts(text, mention)


def _name_acts(text: Text, mention: Mention, first: bool) -> bool:
    """A name is an actor's, but the State without its country, and a platform on which something is, where they act."""
    platform = "social" in natures(mention.key)
    if platform or mention.key in ("état", "etat") and not mention.code:
        return (first or platform) and acts(text, mention, says=first and mention.kind == "public_body")
    return first


def _state_acts(text: Text, mention: Mention) -> bool:
    """Whether a state acts, or says something; a capital stands for one without an article: "Paris affirme"."""
    if mention.quiet or mention.definiteness != "definite" and not (mention.entry and mention.entry.kind in _SEATS):
        return False
    return mention.np > 0 and text.lows[mention.np - 1] == "par" or acts(text, mention, says=True)


def _body_acts(text: Text, mention: Mention, first: Mention) -> bool:
    """Whether a body is an actor by its first mention, or by one that says more of it than the same words again."""
    if mention.entry is None:
        return False
    more = mention.kind == "court" or mention.last - mention.first > len(mention.entry.lows)
    if mention is not first and (not more or words(text, mention) == words(text, first)):
        return False
    return is_actor(text, mention)


def _word_acts(text: Text, mention: Mention) -> bool:
    """Whether a capitalised name of unknown kind is the subject of a verb, rather than a title or a shout."""
    word = text.words[mention.first]
    quote = text.quote_at[mention.first]
    if quote >= 0 and text.quotations[quote][2:] == (mention.first, mention.last):
        return False
    shouted = word.isupper() and len(word) > _ACRONYM
    return len(word) > 1 and not shouted and acts(text, mention, says=mention.np < mention.first)
