"""The entities of an article: which mentions are one actor, and whom a phrase or a pronoun refers to."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from greffier.extraction.coreference.answers import Answer, Answers
from greffier.extraction.coreference.entity import Entity
from greffier.extraction.mentions.mention import Mention


@dataclass(frozen=True, slots=True)
class Entities:
    """The layer of entities: `of` has each by its number, `numbers` by its id; asking changes nothing.

    `mentions` are those of the article, each with what the others say of it; `actors` has the number of the entity of
    each, or -1; `firsts` where they begin.
    """

    mentions: tuple[Mention, ...]
    firsts: tuple[int, ...]
    actors: tuple[int, ...]
    of: tuple[Entity, ...]
    numbers: Mapping[str, int]
    answers: Answers

    def named(self, first: int, last: int) -> Iterator[tuple[str, int, int]]:
        """The actors named among tokens `first` to `last` (exclusive): id and tokens, in the order of the text."""
        for mention in self.mentions[bisect_left(self.firsts, first) :]:
            if mention.first >= last:
                return
            number = self.actors[mention.number]
            if number >= 0 and mention.category != "role" and mention.last <= last and self.of[number].known:
                yield self.of[number].actor_id, mention.first, mention.last

    def who(self, first: int, last: int, definite: bool = True, likely: str | None = None) -> str | None:
        """The id of the actor that the tokens `first` to `last` (exclusive) stand for.

        A name, a description or a pronoun; None where it is indefinite or cannot be known. With `definite` false,
        "trois élus" and "un homme" are answered too. A pronoun refers to the actor `likely` where it agrees with it.
        """
        answer = self.answer(first, last, definite, self.one(likely) if likely else None)
        return answer.entity.actor_id if answer and answer.entity.kind else None

    def answer(self, first: int, last: int, definite: bool, likely: Entity | None) -> Answer | None:
        """The entity that the tokens stand for, and the mention that they are."""
        return self.answers.find(first, last, definite, likely)

    def one(self, actor_id: str) -> Entity:
        """The entity of that id."""
        return self.of[self.numbers[actor_id]]

    def kind(self, actor_id: str) -> str:
        """The kind of an actor that `who` gave."""
        return self.one(actor_id).kind
