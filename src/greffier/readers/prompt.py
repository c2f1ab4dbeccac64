"""What a model is asked: the guide, the form, and one piece of an article as data."""

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from greffier.model import Article, Span
from greffier.readers.form import answer_schema

#: The characters of a piece of text that a model reads at once, and of those that it shares with the next.
PIECE, SHARED = 12_000, 1_500
_END = re.compile(r"\n+|(?<=[.!?…»])\s+")


class Question(NamedTuple):
    """One call of a model: the piece of the article's text, what it is told, and what it is asked."""

    within: Span
    system: str
    prompt: str


@cache
def guide() -> str:
    """The definitions of what there is to find, and how to quote it."""
    return (files("greffier.readers") / "guide.md").read_text("utf-8").strip()


def questions(article: Article, with_schema: bool = True) -> list[Question]:
    """The calls that read an article: one, or one for each piece of a long one.

    `with_schema` says that the form is written out, for a model that takes no schema.
    """
    form = f"\n\n# The answer\n\nOne JSON object and nothing else, after this JSON Schema:\n\n{_form()}\n"
    system = guide() + form if with_schema else guide()
    return [Question(piece, system, _prompt(article, piece)) for piece in pieces(article.text)]


def pieces(text: str) -> list[Span]:
    """The pieces of a text: each ends with a sentence where it can, and shares its end with the next one.

    >>> pieces("Un. Deux. Trois.")
    [Span(start=0, end=16)]
    """
    found: list[Span] = []
    start = 0
    while len(text) - start > PIECE:
        # not before the part that is shared, so that each piece goes further than the one before
        ends = [end.end() for end in _END.finditer(text, start + PIECE - SHARED, start + PIECE)]
        end = ends[-1] if ends else start + PIECE
        found.append(Span(start, end))
        starts = [place.end() for place in _END.finditer(text, end - SHARED, end - SHARED // 2)]
        start = starts[0] if starts else end - SHARED
    return [*found, Span(start, len(text))]


def _prompt(article: Article, piece: Span) -> str:
    """The article's data, its text between two marks that no text can hold beforehand: they are its own hash."""
    text = article.text[piece.start : piece.end]
    mark = hashlib.sha256(text.encode()).hexdigest()[:16]
    day = f"{article.published_on:%A %d %B %Y} ({article.published_on})" if article.published_on else "not known"
    part = "" if len(text) == len(article.text) else "This is a piece of a longer article. "
    return (
        f"Day of the article: {day}. {part}Its text stands between the two lines that hold {mark}.\n\n"
        f"<article {mark}>\n{text}\n</article {mark}>\n"
    )


def _form() -> str:
    return json.dumps(answer_schema(), ensure_ascii=False)
