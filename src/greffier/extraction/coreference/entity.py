"""An actor in the making."""

from greffier.extraction.mentions.mention import Mention
from greffier.extraction.syntax.tokens import TokenSpan


class Entity:
    """One actor in the making: its mentions, and what they say of it."""

    __slots__ = (
        "active",
        "code",
        "descriptions",
        "gender",
        "kind",
        "known",
        "mentions",
        "number",
        "office",
        "part_of",
        "place",
        "plural",
        "role",
        "roles",
        "seen",
    )  # fmt: skip

    def __init__(self, number: int, mention: Mention) -> None:
        self.number = number
        self.kind = mention.kind
        self.gender = mention.gender
        self.plural = mention.plural
        self.mentions: list[Mention] = []
        self.active = False  # whether it is an actor without being asked for
        self.known = mention.category != "role"  # by a name, rather than by a description
        self.office = False
        self.code = ""
        self.place: TokenSpan | None = None
        self.role: TokenSpan | None = None
        self.roles: set[str] = set()
        self.descriptions: set[tuple[str, ...]] = set()  # the words of its descriptions, in lower case
        self.part_of: tuple[int, int, int] | None = None  # another's number, and the words that tell it
        self.seen = -1  # where it was last met in the pass that goes on
