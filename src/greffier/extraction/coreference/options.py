"""Whom words can stand for: the candidates of a description or a pronoun, each with the features that speak for it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from greffier.extraction.coreference.entity import Cluster, Entity
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.weights import weigh


class Option(NamedTuple):
    """A candidate, or None for somebody who was not mentioned before, and what speaks for or against it."""

    entity: Cluster | Entity | None
    features: tuple[str, ...]


#: Takes the task (a table of weights), the tokens that ask (first, last exclusive) and the options; gives the one
#: that is meant.
Choice = Callable[[str, TokenSpan, Sequence[Option]], Option]


def likeliest(task: str, tokens: TokenSpan, options: Sequence[Option]) -> Option:
    """The option whose features weigh most; of two alike the first."""
    return max(options, key=lambda option: weigh(task, option.features))
