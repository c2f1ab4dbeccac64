"""An actor as the text has it: a cluster of mentions while they are brought together, an entity once they are."""

from typing import NamedTuple

from greffier.extraction.mentions.mention import Mention
from greffier.extraction.syntax.tokens import TokenSpan


class Entity(NamedTuple):
    """The mentions of one actor, and what they say of it."""

    number: int  # its place among the entities
    actor_id: str
    kind: str
    gender: str
    plural: bool
    known: bool  # by a name, rather than by a description
    acts: bool  # whether the text names it as an actor, whatever the records speak of
    office: bool
    code: str
    place: TokenSpan | None  # the words that name its state
    role: TokenSpan | None
    mentions: tuple[Mention, ...]


class Cluster:
    """The mentions that were found to be of one actor so far, and what they say of it."""

    __slots__ = (
        "code", "descriptions", "gender", "kind", "known", "mentions", "number", "office", "place", "plural", "role",
        "roles", "seen",
    )  # fmt: skip

    def __init__(self, number: int, mention: Mention) -> None:
        self.number = number
        self.kind = mention.kind
        self.gender = mention.gender
        self.plural = mention.plural
        self.mentions: list[Mention] = []
        self.known = mention.category != "role"
        self.office = False
        self.code = ""
        self.place: TokenSpan | None = None
        self.role: TokenSpan | None = None
        self.roles: set[str] = set()
        self.descriptions: set[tuple[str, ...]] = set()  # the words of its descriptions, in lower case
        self.seen = -1  # where it was last met in the pass that goes on

    def entity(self, actor_id: str, acts: bool) -> Entity:
        """The entity that the cluster is, now that all its mentions are known."""
        return Entity(
            self.number, actor_id, self.kind, self.gender, self.plural, self.known, acts, self.office, self.code,
            self.place, self.role, tuple(self.mentions),
        )  # fmt: skip
