"""An article as it is read: the layers of a text, each made once from those before it and never changed."""

from dataclasses import dataclass

from greffier.extraction.coreference.entities import Entities
from greffier.extraction.coreference.options import Choice, likeliest
from greffier.extraction.mentions.mention import NOTHING, Mentions
from greffier.extraction.statements.content import Draft
from greffier.extraction.syntax.text import Text
from greffier.model import Actor, Article, Decision, Statement


@dataclass(frozen=True, slots=True)
class Document:
    """The layers in the order in which they are made; `choice` says whom descriptions and pronouns stand for.

    `text` has tokens, quotations and sentences; `speech` what somebody says, by token; `mentions` what names or
    describes an actor; `known` the entities that these are of; then the records: `decisions`, `statements`, `actors`.
    """

    article: Article
    text: Text
    choice: Choice = likeliest
    speech: tuple[Draft, ...] = ()
    mentions: Mentions = NOTHING
    known: Entities | None = None
    decisions: tuple[Decision, ...] = ()
    statements: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()

    @property
    def entities(self) -> Entities:
        """The entities, for the stages after theirs."""
        assert self.known is not None, "entities are read before what is asked of them"
        return self.known
