"""Whom a pronoun refers to: by gender, number, its place in the sentence and nearness."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from greffier.extraction.coreference.acting import governed
from greffier.extraction.coreference.entity import Entity
from greffier.extraction.coreference.options import Option
from greffier.extraction.lexicon import FINITE, INVERTED, NEGATION
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.syntax.text import Text

_FAR = 40  # mentions that a pronoun looks back over
_SENTENCES = 5
_LONGEST_BRACKET = 80  # tokens between two brackets


class Pronoun(NamedTuple):
    """A pronoun at token `at`: its gender and number, and whether it means the last one named ("ce dernier")."""

    at: int
    gender: str
    plural: bool
    latter: bool


class Pronouns:
    """The options of every pronoun of an article."""

    def __init__(
        self,
        text: Text,
        mentions: Sequence[Mention],
        actors: Sequence[int],
        entities: Sequence[Entity],
        spoken: frozenset[int],
        signed: frozenset[int],
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.actors = actors
        self.entities = entities
        self.spoken = spoken
        self.signed = signed
        self._at = [mention.first for mention in mentions]
        self._leaders: dict[int, int] = {}

    def options(self, pronoun: Pronoun, speaker: Entity | None) -> list[Option]:
        """Whom a pronoun can stand for, and last nobody; `speaker` is who spoke last, close before."""
        found: list[Option] = []
        seen: set[int] = set()
        for index in self._before(pronoun):
            mention = self.mentions[index]
            entity = self.entities[self.actors[index]]
            if entity.number not in seen and self._can_be(pronoun, entity, mention):
                features = tuple(self._features(pronoun, entity, index, len(found)))
                if entity is speaker:
                    features += ("spoke last",)
                found.append(Option(entity, features))
            seen.add(entity.number)
        if speaker and speaker.number not in seen and speaker.plural == pronoun.plural:
            if not pronoun.gender or speaker.gender in (pronoun.gender, "e", ""):
                found.append(Option(speaker, ("spoke last", "spoke last, by a pronoun")))
        found.append(Option(None, ("nobody", f"nobody of {min(len(found), 2)}")))
        return found

    def _before(self, pronoun: Pronoun) -> Iterator[int]:
        """The mentions of actors before the pronoun, the nearest first."""
        text = self.text
        here = text.sentence(pronoun.at)
        place = bisect_left(self._at, pronoun.at)
        for index in range(place - 1, max(-1, place - 1 - _FAR), -1):
            mention = self.mentions[index]
            if here - text.sentence(mention.first) > _SENTENCES:
                return
            if self.actors[index] >= 0 and mention.first not in self.signed:
                yield index

    def _can_be(self, pronoun: Pronoun, entity: Entity, mention: Mention) -> bool:
        if not entity.kind or entity.plural != pronoun.plural or mention.category == "state" and not entity.acts:
            return False
        said = entity.gender if entity.gender in ("m", "f") else mention.gender
        if said in ("m", "f") and pronoun.gender and said != pronoun.gender:
            return False
        quote = self.text.quote_at[pronoun.at]
        return self.text.quote_at[mention.first] in (-1, quote)

    def _features(self, pronoun: Pronoun, entity: Entity, index: int, rank: int) -> Iterator[str]:
        """What speaks for the entity at the mention of that index."""
        text = self.text
        mention = self.mentions[index]
        away = text.sentence(pronoun.at) - text.sentence(mention.first)
        opens = pronoun.at - text.sentences[text.sentence(pronoun.at)].first <= 2
        inverted = bool(text.bits[pronoun.at] & INVERTED)
        yield f"away {away}"
        yield f"rank {min(rank, 3)}"
        if pronoun.latter:
            yield f"latter, rank {min(rank, 2)}"
            return
        free = not governed(self.text, mention)
        yield f"{'free' if free else 'governed'}, {'same sentence' if not away else 'before'}"
        person = entity.kind in ("person", "group")
        yield f"{entity.kind}{', inverted' if inverted else ''}"
        if entity.gender not in ("m", "f"):
            yield "gender unknown, person" if person else "gender unknown, body"
        if mention.definiteness == "indefinite" and not entity.known:
            yield "indefinite"
        if not entity.known:
            yield "described"
        leading = index == self._leading(text.sentence(mention.first))
        if leading:
            yield f"leads{', opens' if opens else ''}, {'same sentence' if not away else 'before'}"
        if self._subject(mention):
            yield f"subject, {'same sentence' if not away else 'before'}{', inverted' if inverted else ''}"
        if mention.first in self.spoken:
            yield f"spoke, {'same sentence' if not away else 'before'}"
        if self._bracketed(mention.first):
            yield "in brackets"
        yield f"mentioned {min(len(entity.mentions), 4)}"
        if not entity.acts and entity.known:
            yield "no actor"

    def _subject(self, mention: Mention) -> bool:
        """Whether a finite verb follows the mention and no preposition governs it."""
        k = mention.np_last
        bits = self.text.bits
        if k < len(bits) and bits[k] & NEGATION:
            k += 1
        return not governed(self.text, mention) and k < len(bits) and bool(bits[k] & FINITE)

    def _bracketed(self, k: int) -> bool:
        """Whether token `k` is in brackets."""
        floor = max(self.text.sentences[self.text.sentence(k)].first, k - _LONGEST_BRACKET)
        for j in range(k - 1, floor - 1, -1):
            if self.text.words[j] in "()[]":
                return self.text.words[j] in "(["
        return False

    def _leading(self, sentence: int) -> int:
        """The index of the first mention of a sentence that no preposition governs, or -1."""
        if sentence not in self._leaders:
            first, last = self.text.sentences[sentence]
            begin, end = bisect_left(self._at, first), bisect_left(self._at, last)
            some = ((i, self.mentions[i]) for i in range(begin, end))
            free = (i for i, mention in some if not governed(self.text, mention) and not self._bracketed(mention.first))
            self._leaders[sentence] = next(free, -1)
        return self._leaders[sentence]
