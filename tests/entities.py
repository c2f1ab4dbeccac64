"""The entities of a made-up text, and the actors that they make where records speak of them."""

from collections.abc import Iterable

from greffier.extraction.coreference import rows, stage
from greffier.extraction.coreference.entities import Entities
from greffier.extraction.mentions import finding
from greffier.extraction.syntax.text import Text
from greffier.model import Actor, Span, Statement


def entities(text: Text) -> Entities:
    """Who is who in an article of that text, whose id is x."""
    return stage.find(text, finding.find(text), "x")


def actors(text: Text, speakers: Iterable[tuple[str, Span]] = ()) -> tuple[Actor, ...]:
    """The actors of the text, where each of `speakers` says something, with the words that stand for them."""
    said = [Statement((Span(0, 1),), "direct", "say", speaker, span, None, "inserted") for speaker, span in speakers]
    return rows.actors(text, entities(text), finding.find(text).places, said, ())
