"""What a phrase or a pronoun stands for: the actor by its name, its description, gender, number and nearness.

Descriptions are resolved once, in the order of the text, so that what is asked later changes no earlier answer.
"""

from bisect import bisect_left
from typing import NamedTuple

from greffier.extraction.coreference.descriptions import Descriptions, fields
from greffier.extraction.coreference.entity import Entity
from greffier.extraction.coreference.names import NameClusters
from greffier.extraction.coreference.options import Choice, likeliest
from greffier.extraction.coreference.pronouns import Pronoun, Pronouns
from greffier.extraction.lexicon import (
    BRACKET,
    COMMA,
    DETERMINER,
    INVERTED,
    MARK,
    NUMBER,
    STOP,
    SUBJECT,
    TONIC,
)
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.mentions.vocabulary import vocabulary
from greffier.extraction.rules import active
from greffier.extraction.syntax.names import OF
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_PRONOUNS = {
    "il": ("m", False), "lui": ("m", False), "elle": ("f", False), "ils": ("m", True), "elles": ("f", True),
    "eux": ("m", True), "lui-même": ("m", False), "elle-même": ("f", False), "eux-mêmes": ("m", True),
    "elles-mêmes": ("f", True), "celui-ci": ("m", False), "celle-ci": ("f", False), "ceux-ci": ("m", True),
    "celles-ci": ("f", True), "dernier": ("m", False), "dernière": ("f", False), "derniers": ("m", True),
    "dernières": ("f", True),
}  # fmt: skip
_OF_TWO = {"premier": 0, "première": 0, "second": 1, "seconde": 1}
_POSSESSORS = {"ses": ("", False), "leurs": ("", True)}  # "à ses yeux": the pronoun is in the possessive
_BEFORE_HEAD = frozenset(("maître", "monsieur", "selon", "pour", "par", "plus"))  # titles and adjectives aside
_POSSESSIVE = frozenset("son sa ses leur leurs notre nos mon ma mes".split())
# writings in which nobody but a court speaks
_DETERMINERS = frozenset("le la l' ce cet cette son sa".split())
_RULINGS = frozenset("arrêt jugement ordonnance verdict sentence délibéré".split())
_FAR = 40  # mentions that "l'arrêt" looks back over
_LONGEST = 24  # tokens of a description
_SOON = 2  # sentences after an indefinite description in which its name is told
_ANYBODY = frozenset(("human", "accused", "victim"))  # fields that anybody can belong to


class Answer(NamedTuple):
    """Whom words stand for: the entity, and the mention that the words are; `form` is empty for a known mention."""

    entity: Entity
    first: int
    last: int
    form: str


class Resolution:
    """The answers for one article; asking changes nothing.

    `spoken` are the tokens of the words for speakers: who speaks is likelier to be taken up. `choice` says which of
    the options is meant; by default the one whose learned weights are highest.
    """

    def __init__(
        self,
        text: Text,
        clusters: NameClusters,
        spoken: frozenset[int] = frozenset(),
        choice: Choice = likeliest,
        signed: frozenset[int] = frozenset(),
    ) -> None:
        self.text = text
        self.mentions = clusters.mentions
        self.entities = clusters.entities
        self.choice = choice
        self._clusters = clusters
        self._at = [mention.first for mention in self.mentions]
        self._documents = vocabulary().documents
        self._fore = vocabulary().prenominals
        self._titles = vocabulary().titles
        self._descriptions = Descriptions(text, self.mentions, self.entities, spoken)
        self._pronouns = Pronouns(text, self.mentions, self.entities, spoken, signed)
        self._repeated: dict[str, Entity] = {}
        self._taken_up = self._named_beside()
        for index, mention in enumerate(self.mentions):
            if mention.actor < 0 and mention.category in ("role", "body"):
                if mention.name_of is None:
                    self._resolve(index, mention)
                elif mention.name_of.actor >= 0:
                    mention.actor = mention.name_of.actor
                    self.entities[mention.actor].roles.add(mention.key)
        self._name_titled()

    def _name_titled(self) -> None:
        """Give what the title alone describes to the only one who is named with that role: "L'ancien maire jugé"."""
        for mention in self.mentions[: bisect_left(self._at, self._descriptions.title)]:
            entity = self.entities[mention.actor] if mention.actor >= 0 else None
            if entity is None or entity.known or mention.category != "role" or mention.plural:
                continue
            if any(one.first >= self._descriptions.title for one in entity.mentions):
                continue
            named = [other for other in self.entities if other.known and mention.key in other.roles and other.mentions]
            if len(named) == 1 and {named[0].gender, mention.gender} != {"m", "f"}:
                entity.mentions.clear()
                mention.actor = named[0].number

    def _named_beside(self) -> dict[str, set[int]]:
        """The persons named beside a definite description, by its noun: "le jeune homme, Jan H."."""
        found: dict[str, set[int]] = {}
        for mention in self.mentions:
            name = mention.name_of
            if name and mention.definiteness == "definite" and mention.actor >= 0 and mention.first < name.first:
                if self.text.lows[mention.np] not in _POSSESSIVE:
                    found.setdefault(mention.key, set()).add(mention.actor)
        return found

    def _resolve(self, index: int, mention: Mention) -> None:
        """Say whom a description means: somebody named or described before, or one of its own."""
        if mention.category == "body" and (mention.entry is None or mention.entry.use in ("justice", "state")):
            return
        words = " ".join(self.text.lows[mention.first : mention.np_last])
        found = self._indefinite(mention, words) if mention.definiteness == "indefinite" else self._definite(index)
        if found is None:
            found = self._clusters.create(mention)
            found.known = False
            found.active = mention.kind == "court" and mention.definiteness == "definite" and mention.bare
            mention.last = mention.np_last
            found.roles.add(mention.key)
            found.role = TokenSpan(mention.first, mention.np_last) if mention.category == "role" else None
            self._repeated.setdefault(words, found)
        elif found.known and mention.kind == "court":
            self._clusters.join(mention, found)  # "le tribunal": the court by a shorter name
        else:
            mention.actor = found.number
            found.office = found.office or mention.office and found.kind == "person"
        found.descriptions.add(tuple(self.text.lows[mention.first : mention.np_last]))
        if not found.known and found.mentions[-1] is not mention:
            found.mentions.append(mention)
            found.roles.add(mention.key)

    def _definite(self, index: int) -> Entity | None:
        """Whom a definite description takes up, or None."""
        mention = self.mentions[index]
        words = TokenSpan(mention.first, mention.np_last)
        known = active("description")
        return self.choice("descriptions", words, self._descriptions.options(index)).entity if known else None

    def _indefinite(self, mention: Mention, words: str) -> Entity | None:
        """Whom an indefinite description means: the same words again, or in the title who is named in the text."""
        if words in self._repeated or mention.kind != "person" or mention.category != "role":
            return self._repeated.get(words)
        named = [
            entity
            for entity in self.entities
            if mention.key in entity.roles and entity.mentions and entity.mentions[0].first > mention.first
        ]
        if mention.first >= self._descriptions.title:
            named = [entity for entity in named if entity.number in self._taken_up.get(mention.key, ())]
        named = named or self._named_soon(mention)
        fits = [entity for entity in named if {entity.gender, mention.gender} != {"m", "f"}]
        return fits[0] if len(fits) == 1 else None

    def _named_soon(self, mention: Mention) -> list[Entity]:
        """Who is named close after under a wide noun of the field: "Un juge … Le magistrat, Jan Hus, …".

        Not "Un avocat … Le bâtonnier, Jan Hus, …": who has a post of his own in the field is somebody else.
        """
        own = fields(mention.key).keys() - _ANYBODY
        soon = []
        for key, numbers in self._taken_up.items():
            wide = {field for field, general in fields(key).items() if general}
            for number in numbers if own & wide else ():
                entity = self.entities[number]
                away = self.text.sentence(entity.mentions[0].first) - self.text.sentence(mention.first)
                if entity.mentions[0].first > mention.first and away <= _SOON:
                    soon.append(entity)
        return soon

    def find(self, first: int, last: int, definite: bool, likely: Entity | None = None) -> Answer | None:
        """The entity that the tokens stand for, and the mention that they are."""
        text = self.text
        if not 0 <= first < last <= len(text.lows):
            return None
        if last - first == 1 and text.bits[first] & (INVERTED | SUBJECT | TONIC):
            return self._pronoun_at(first, likely)
        low = text.lows[last - 1]
        if last - first == 2 and low == "yeux" and text.lows[first] in _POSSESSORS:
            return self._pronoun_at(first, likely)
        if last - first == 2 and low in _PRONOUNS and text.lows[first] in ("ce", "cette", "ces") and active("latter"):
            latter = self._pronoun(Pronoun(first, *_PRONOUNS[low], True), None)
            return Answer(latter, first, last, "pronoun") if latter else None
        if last - first == 2 and low in _OF_TWO and text.lows[first] in ("le", "la") and active("of-two"):
            one = self._of_two(first, _OF_TWO[low])
            return Answer(one, first, last, "pronoun") if one else None
        if _one_of_many(text.lows[first : first + 2]):
            return self._apposed(first, last)
        mention = self._head(first, last)
        if mention is None or mention.actor < 0:
            court = self._court_of(first, last) if mention is None else None
            return Answer(court, first, last, "") if court else self._apposed(first, last)
        entity = self.entities[mention.actor]
        if entity.known:
            noun = mention.category in ("role", "body") and mention.name_of is None
            described = noun and mention not in entity.mentions
            return Answer(entity, mention.first, mention.np_last, "description" if described else "")
        if definite and not any(u.definiteness in ("definite", "superlative") for u in entity.mentions):
            return None
        # the whole phrase is the description, without what a comma or a bracket sets off
        end = mention.np_last
        while end < last and end - mention.first < _LONGEST and not text.bits[end] & (COMMA | BRACKET | MARK | STOP):
            end += 1
        return Answer(entity, mention.first, end, "description")

    def _of_two(self, k: int, which: int) -> Entity | None:
        """The first or second of the two who were last named together before `k`: "Mes Paul Roy et Anne Weil"."""
        place = bisect_left(self._at, k)
        for index in range(place - 1, max(0, place - _FAR), -1):
            one, other = self.mentions[index - 1], self.mentions[index]
            between = self.text.lows[one.np_last : other.first]
            if one.actor >= 0 and other.actor >= 0 and between[:1] == ["et"] and len(between) <= 3:
                return self.entities[(one, other)[which].actor]
            if self.text.sentence(k) - self.text.sentence(other.first) > 3:
                return None
        return None

    def _apposed(self, first: int, last: int) -> Answer | None:
        """Who is named beside one of many: "l'un des avocats des victimes, Me Paul Roy"."""
        if not active("one-of-many"):
            return None
        for mention in self.mentions[bisect_left(self._at, first) :]:
            if mention.first >= last:
                return None
            beside = mention.np > first and self.text.bits[mention.np - 1] & COMMA
            if beside and mention.category == "person" and mention.actor >= 0:
                return Answer(self.entities[mention.actor], mention.first, mention.np_last, "")
        return None

    def _pronoun_at(self, k: int, likely: Entity | None) -> Answer | None:
        """Whom the pronoun at `k` stands for; `likely` is who spoke just before."""
        text = self.text
        low = text.lows[k].rsplit("-", 1)[-1] if text.bits[k] & INVERTED else text.lows[k]
        wanted = _PRONOUNS.get(low) or _POSSESSORS.get(low)
        if wanted is None or not active("pronoun"):
            return None
        found = self._pronoun(Pronoun(k, *wanted, text.lows[k].endswith("-ci")), likely)
        return Answer(found, k, k + 1, "pronoun") if found else None

    def _pronoun(self, pronoun: Pronoun, speaker: Entity | None) -> Entity | None:
        word = TokenSpan(pronoun.at, pronoun.at + 1)
        return self.choice("pronouns", word, self._pronouns.options(pronoun, speaker)).entity

    def _court_of(self, first: int, last: int) -> Entity | None:
        """The court whose ruling speaks: of "l'arrêt", "le jugement" the court that was told of last."""
        lows = self.text.lows
        if last - first > 3 or lows[first] not in _DETERMINERS or not active("ruling-of-court"):
            return None
        if lows[first + 1 : first + 2] and lows[first + 1] not in _RULINGS:
            return None
        place = bisect_left(self._at, first)
        for mention in reversed(self.mentions[max(0, place - _FAR) : place]):
            if mention.kind == "court" and mention.actor >= 0 and self.entities[mention.actor].kind == "court":
                return self.entities[mention.actor]
        return None

    def _head(self, first: int, last: int) -> Mention | None:
        """The mention that heads the phrase: the first, with but articles, adjectives and titles before it."""
        text = self.text
        k = bisect_left(self._at, first)
        if k and self.mentions[k - 1].np_last > first and self.mentions[k - 1].head >= first:
            k -= 1
        if k >= len(self.mentions) or self.mentions[k].first >= last:
            return None
        mention = self.mentions[k]
        for j in range(first, min(mention.first, first + 8)):
            low = text.lows[j]
            if low in self._documents:
                owned = text.lows[mention.np] in OF or text.lows[mention.np - 1] in OF
                return (mention.name_of or mention) if owned and mention.np - j <= 4 else None
            known = low in self._fore or low in self._titles or low in _BEFORE_HEAD
            if not (known or text.bits[j] & (DETERMINER | NUMBER | TONIC)):
                return None
        if mention.first - first > 8:
            return None
        return mention.name_of or mention


def _one_of_many(lows: list[str]) -> bool:
    """Whether a phrase begins as one of many ("l'un des avocats", "certains de")."""
    if lows[0] in ("l'", "un", "une") and lows[1:] in (["un"], ["une"]):
        return True
    return lows[0] in ("un", "une", "certains", "certaines", "plusieurs") and lows[1:] in (["de"], ["des"], ["d'"])
