"""A mention of a decision: one place in the text, with its parts by token."""

from collections.abc import Sequence
from typing import NamedTuple

from greffier.extraction.dates.day import Day
from greffier.extraction.decisions.bench import Bench
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan


class DecisionMention(NamedTuple):
    """A mention of a decision, from token `first` to `last` (exclusive), and what its words say."""

    outcome: str
    rule: str
    first: int
    last: int
    trigger: int  # the verb or the noun
    patient: TokenSpan | None = None  # whom or what it falls on, with the part that they have
    role: str = ""
    agent: TokenSpan | None = None  # who decides
    ruled_on: TokenSpan | None = None  # the request, act or decision that it settles
    sanction: TokenSpan | None = None
    subject: TokenSpan | None = None
    plural: bool = False
    firm: bool = True  # enough on its own; otherwise it only joins a decision mentioned elsewhere
    open: bool = False  # joins a decision of the same court whatever its outcome


class Scene(NamedTuple):
    """What a rule reads: the text, its days by their first token, who decides, and the mentions found before."""

    text: Text
    days: dict[int, Day]
    bench: Bench
    mentions: Sequence[DecisionMention]
