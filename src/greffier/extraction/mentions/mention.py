"""A mention: a stretch of tokens that names or describes an actor; and the layer of all mentions of an article."""

from typing import NamedTuple

from greffier.extraction.mentions.countries import Place
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.vocabulary import Entry


class Mention(NamedTuple):
    """A stretch of tokens that names or describes an actor: `first` to `last` (exclusive), without its article."""

    number: int  # its place among the mentions
    first: int
    last: int
    category: str  # name, person, body (a common noun), role (a person's or group's), state, word (unknown)
    kind: str  # of the actor; empty where it is unknown
    entry: Entry | None  # of the lexicon
    np: int  # where its noun phrase begins, article included
    np_last: int  # where its complements end
    head: int
    gender: str
    plural: bool
    definiteness: str  # definite, superlative, indefinite, partitive ("des"); empty without an article
    key: str  # what makes two mentions the same
    code: str  # of its state
    place: TokenSpan | None  # the tokens that name the state
    role: TokenSpan | None
    office: bool  # whether the role is a public office
    bare: bool  # without complement, adjectives aside
    quiet: bool  # inside a title of office
    name_of: int  # the number of the name that a description belongs to, or -1
    within: int  # the token of "au sein de" that says what it is a part of, or -1


class Mentions(NamedTuple):
    """What an article names and describes, in the order of the text."""

    found: tuple[Mention, ...]
    places: tuple[Place, ...]
    signed: frozenset[int]  # tokens of by-lines and credits


NOTHING = Mentions((), (), frozenset())
