"""Whom words stand for: the actor by its name, its description, gender, number and nearness."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from greffier.extraction.coreference.entity import Entity
from greffier.extraction.coreference.options import Choice
from greffier.extraction.coreference.pronouns import Pronoun, Pronouns
from greffier.extraction.lexicon import (
    BRACKET,
    COMMA,
    DETERMINER,
    FINITE,
    INVERTED,
    MARK,
    NUMBER,
    STOP,
    SUBJECT,
    TONIC,
    classed,
)
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.rules import active
from greffier.extraction.syntax.names import OF
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import vocabulary

_PRONOUNS = {
    "il": ("m", False), "lui": ("m", False), "elle": ("f", False), "ils": ("m", True), "elles": ("f", True),
    "eux": ("m", True), "lui-même": ("m", False), "elle-même": ("f", False), "eux-mêmes": ("m", True),
    "elles-mêmes": ("f", True), "celui-ci": ("m", False), "celle-ci": ("f", False), "ceux-ci": ("m", True),
    "celles-ci": ("f", True), "dernier": ("m", False), "dernière": ("f", False), "derniers": ("m", True),
    "dernières": ("f", True),
}  # fmt: skip
_OF_TWO = {"premier": 0, "première": 0, "second": 1, "seconde": 1}
# "à ses yeux", "à leur avis": the pronoun is in the possessive
_POSSESSORS = {"ses": ("", False), "son": ("", False), "leurs": ("", True), "leur": ("", True)}
# writings in which nobody but a court speaks
_DETERMINERS = frozenset("le la l' ce cet cette son sa".split())
_RULINGS = classed("ruling_writing")
_FAR = 40  # mentions that "l'arrêt" looks back over
_LONGEST = 24  # tokens of a description
_BEFORE_HEAD = frozenset(("maître", "monsieur", "selon", "pour", "par", "plus"))  # titles and adjectives aside


class Answer(NamedTuple):
    """Whom words stand for: the entity, and the mention that the words are; `form` is empty for a known mention."""

    entity: Entity
    first: int
    last: int
    form: str


class Answers:
    """The answers for one article; asking changes nothing.

    `actors` has the number of each mention's entity, or -1.
    """

    def __init__(
        self,
        text: Text,
        mentions: Sequence[Mention],
        actors: Sequence[int],
        entities: Sequence[Entity],
        pronouns: Pronouns,
        choice: Choice,
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.actors = actors
        self.entities = entities
        self.choice = choice
        self._pronouns = pronouns
        self._at = [mention.first for mention in mentions]

    def find(self, first: int, last: int, definite: bool, likely: Entity | None = None) -> Answer | None:
        """The entity that the tokens stand for, and the mention that they are."""
        text = self.text
        if not 0 <= first < last <= len(text.lows):
            return None
        if last - first == 1 and text.bits[first] & (INVERTED | SUBJECT | TONIC):
            return self._pronoun_at(first, likely)
        low = text.lows[last - 1]
        if last - first == 2 and low in ("yeux", "avis") and text.lows[first] in _POSSESSORS:
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
        if mention is None or self.actors[mention.number] < 0:
            court = self._court_of(first, last) if mention is None else None
            return Answer(court, first, last, "") if court else self._apposed(first, last)
        entity = self.entities[self.actors[mention.number]]
        if entity.known:
            noun = mention.category in ("role", "body") and mention.name_of < 0
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
            actors = self.actors[one.number], self.actors[other.number]
            if min(actors) >= 0 and between[:1] == ["et"] and len(between) <= 3:
                return self.entities[actors[which]]
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
            if beside and mention.category == "person" and self.actors[mention.number] >= 0:
                return Answer(self.entities[self.actors[mention.number]], mention.first, mention.np_last, "")
        return None

    def _pronoun_at(self, k: int, likely: Entity | None) -> Answer | None:
        """Whom the pronoun at `k` refers to; `likely` is who spoke just before."""
        text = self.text
        low = text.lows[k].rsplit("-", 1)[-1] if text.bits[k] & INVERTED else text.lows[k]
        wanted = _PRONOUNS.get(low) or _POSSESSORS.get(low)
        if wanted is None or not active("pronoun"):
            return None
        if low == "lui" and k + 1 < len(text.bits) and text.bits[k + 1] & FINITE:
            wanted = ("", False)  # "lui a donné raison": to him or to her
        found = self._pronoun(Pronoun(k, *wanted, text.lows[k].endswith("-ci")), likely)
        return Answer(found, k, k + 1, "pronoun") if found else None

    def _pronoun(self, pronoun: Pronoun, speaker: Entity | None) -> Entity | None:
        word = TokenSpan(pronoun.at, pronoun.at + 1)
        meant = self.choice("pronouns", word, self._pronouns.options(pronoun, speaker)).entity
        return self.entities[meant.number] if meant else None

    def _court_of(self, first: int, last: int) -> Entity | None:
        """The court whose ruling speaks: of "l'arrêt", "le jugement" the court that was mentioned last."""
        lows = self.text.lows
        if last - first > 3 or lows[first] not in _DETERMINERS or not active("ruling-of-court"):
            return None
        if lows[first + 1 : first + 2] and lows[first + 1] not in _RULINGS:
            return None
        place = bisect_left(self._at, first)
        for mention in reversed(self.mentions[max(0, place - _FAR) : place]):
            actor = self.actors[mention.number]
            if mention.kind == "court" and actor >= 0 and self.entities[actor].kind == "court":
                return self.entities[actor]
        return None

    def _head(self, first: int, last: int) -> Mention | None:
        """The mention that heads the phrase: the first, with but articles, adjectives and titles before it."""
        text = self.text
        k = bisect_left(self._at, first)
        if k and self.mentions[k - 1].np_last > first and self.mentions[k - 1].head >= first:
            k -= 1
        if k >= len(self.mentions) or self.mentions[k].first >= last:
            return None
        mention, words = self.mentions[k], vocabulary()
        for j in range(first, min(mention.first, first + 8)):
            low = text.lows[j]
            if low in words.documents:
                owned = text.lows[mention.np] in OF or text.lows[mention.np - 1] in OF
                return self._name(mention) if owned and mention.np - j <= 4 else None
            known = low in words.prenominals or low in words.titles or low in _BEFORE_HEAD
            if not (known or text.bits[j] & (DETERMINER | NUMBER | TONIC)):
                return None
        if mention.first - first > 8:
            return None
        return self._name(mention)

    def _name(self, mention: Mention) -> Mention:
        """The name that a description belongs to, else the mention itself."""
        return self.mentions[mention.name_of] if mention.name_of >= 0 else mention


def _one_of_many(lows: list[str]) -> bool:
    """Whether a phrase begins as one of many ("l'un des avocats", "certains de")."""
    if lows[0] in ("l'", "un", "une") and lows[1:] in (["un"], ["une"]):
        return True
    return lows[0] in ("un", "une", "certains", "certaines", "plusieurs") and lows[1:] in (["de"], ["des"], ["d'"])
