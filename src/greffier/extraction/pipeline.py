"""An article in, its actors, statements and decisions out: the whole story on one screen.

A stage takes the document and returns it with one layer more. Which entities become rows is decided last, from all of
them; what is asked of the entities on the way changes nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from greffier.extraction import arguments, composing
from greffier.extraction.coreference import rows
from greffier.extraction.coreference import stage as referring
from greffier.extraction.coreference.options import Choice, likeliest
from greffier.extraction.decisions import stage as deciding
from greffier.extraction.document import Document
from greffier.extraction.guard import guarded
from greffier.extraction.mentions import finding as naming
from greffier.extraction.statements import attribution, finding
from greffier.extraction.syntax.text import Text
from greffier.model import Article, Extraction


def extract(
    text: str, *, article_id: str, published_on: date | str | None = None, language: str = "fr", **metadata: Any
) -> Extraction:
    """The actors, statements and decisions in `text`, with spans into it (code points, end exclusive).

    `published_on` is a date, a datetime or an ISO 8601 string; weekdays in the text are reckoned from it. `metadata`
    are further fields of `Article`. The same arguments give the same records; no file is read but the lexicons.
    Raises InputError, one sentence, where an argument cannot be used.

    >>> import greffier
    >>> text = "Lundi, le tribunal de Vire a débouté Jean Morel. « C'est injuste », a-t-il dit."
    >>> found = greffier.extract(text, article_id="vire", published_on="2024-05-06")
    >>> decision, statement = found.decisions[0], found.statements[0]
    >>> decision.outcome, decision.decided_on, statement.speaker_id
    ('dismissed', '2024-05-06', 'jean-morel')
    >>> start, end = statement.parts[0]
    >>> text[start:end]
    "C'est injuste"
    """
    article = arguments.article(text, article_id, published_on, language, metadata)
    return read(article) if composing.is_composed(text) else composing.led_back(article, read)


def read(article: Article, choice: Choice = likeliest) -> Extraction:
    """What a composed article says; `choice` says whom its descriptions and pronouns stand for."""
    document = Document(article, Text(article.text), choice)
    for stage in STAGES:
        document = stage(document)
    return guarded(Extraction(article, document.actors, document.statements, document.decisions))


def speech(document: Document) -> Document:
    """What somebody says, by its construction; who that is, is not known yet."""
    return replace(document, speech=tuple(finding.find(document.text)))


def mentions(document: Document) -> Document:
    """What names or describes somebody or something that can act, and the places."""
    return replace(document, mentions=naming.find(document.text))


def entities(document: Document) -> Document:
    """Which mentions are of one actor; who speaks is likelier to be taken up by a description or a pronoun."""
    speakers = frozenset(k for draft in document.speech if draft.speaker for k in range(*draft.speaker))
    article_id = document.article.article_id
    found = referring.find(document.text, document.mentions, article_id, speakers, document.choice)
    return replace(document, known=found)


def decisions(document: Document) -> Document:
    """What is decided, by which court, when, and for or against whom."""
    found = deciding.find(document.text, document.entities, document.article.published_on)
    return replace(document, decisions=tuple(found))


def statements(document: Document) -> Document:
    """The speech with its actors, without what only mentions a decision."""
    found = attribution.attributed(document.text, document.entities, document.speech, document.decisions)
    return replace(document, statements=tuple(found))


def actors(document: Document) -> Document:
    """The entities that become rows: those that the text names as actors, and those that a record speaks of."""
    places, records = document.mentions.places, (document.statements, document.decisions)
    return replace(document, actors=rows.actors(document.text, document.entities, places, *records))


STAGES: tuple[Callable[[Document], Document], ...] = (speech, mentions, entities, decisions, statements, actors)
