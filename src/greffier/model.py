"""The records that the extraction gives: plain, immutable, every one with its place in the article.

Offsets are Unicode code points into `Article.text`, start inclusive, end exclusive.
What each enum value means stands in `schemas/`, as `categories`.
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from greffier.package.cells import Value


class Span(NamedTuple):
    """A stretch of the article's text: `text[start:end]`."""

    start: int
    end: int


class Evidence(NamedTuple):
    """A span that the cell `field` of a record rests on, beside those that the record names itself."""

    field: str
    start: int
    end: int


class Article(NamedTuple):
    """An article as received: its text and what is known of it."""

    article_id: str
    text: str
    published_on: date | None = None
    language: str = "fr"
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_on_basis: str | None = None
    rights: str | None = None
    publish_text: bool = True


class Mention(NamedTuple):
    """A place where an actor is named (`name`), described (`description`) or referred to (`pronoun`)."""

    start: int
    end: int
    form: str


class Actor(NamedTuple):
    """Somebody or something that acts; `evidence` holds the spans of `role`, `country` and `part_of`."""

    actor_id: str
    name: str
    kind: str
    role: str | None
    country: str | None
    part_of: str | None
    mentions: tuple[Mention, ...]
    evidence: tuple[Evidence, ...]


class Statement(NamedTuple):
    """Content attributed to a source; `evidence` holds the spans of `target_id` and `via_id`.

    `decision` is the start of the decision whose reasons it gives.
    """

    parts: tuple[Span, ...]
    mode: str
    act: str
    speaker_id: str | None
    speaker: Span | None
    cue: Span | None
    rule: str
    target_id: str | None = None
    via_id: str | None = None
    decision: int | None = None
    evidence: tuple[Evidence, ...] = ()


class Party(NamedTuple):
    """An actor's part in a decision, and the words that show it."""

    actor_id: str
    role: str
    start: int
    end: int


class Decision(NamedTuple):
    """An act that settles or moves a matter; its first mention is its place.

    `evidence` holds the spans of `court_id` and `instance`.
    """

    mentions: tuple[Span, ...]
    outcome: str
    rule: str
    instance: str | None = None
    court_id: str | None = None
    subject: Span | None = None
    sanction: Span | None = None
    decided_on: str | None = None
    date: Span | None = None
    announced_on: str | None = None
    announced: Span | None = None
    parties: tuple[Party, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Extraction(NamedTuple):
    """What one article says: actors, statements and decisions in the order of the text."""

    article: Article
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    decisions: tuple[Decision, ...]

    def records(self) -> "dict[str, list[dict[str, Value]]]":
        """The rows of each table that these records make, in the table's order, with the values of its columns.

        >>> import greffier
        >>> found = greffier.extract("« J'irai », a déclaré Jean Morel.", article_id="a")
        >>> found.records()["statements"][0]["text"]
        "J'irai"
        """
        from greffier.dataset.frames import records

        return records(self)

    def frames(self) -> "dict[str, pd.DataFrame]":
        """The same as DataFrames by the name of their table, each column typed as `load` types it.

        >>> import greffier
        >>> found = greffier.extract("« J'irai », a déclaré Jean Morel.", article_id="a")
        >>> found.frames()["statements"]["speaker_id"].tolist()
        ['jean-morel']
        """
        from greffier.dataset.frames import frames

        return frames(self)
