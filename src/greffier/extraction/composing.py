"""Texts that are not in composed form: read as if they were, with every span led back to the text as it is."""

import unicodedata
from collections.abc import Callable
from typing import Any

from greffier.model import Actor, Article, Extraction

#: The byte order mark that some programs put before a text.
MARK = "\ufeff"
#: Marks on one letter that are put in order; more are another piece, as in Unicode's stream-safe format (UAX #15).
MARKS = 30


def is_composed(text: str) -> bool:
    """Whether a text is in Unicode's form NFC, without a byte order mark."""
    return not text.startswith(MARK) and unicodedata.is_normalized("NFC", text)


def led_back(article: Article, read: Callable[[Article], Extraction]) -> Extraction:
    """The extraction of a text that is not NFC, or begins with a byte order mark.

    It is read composed and without the mark, and every span is led back to the text as it is.
    """
    composed: list[str] = []
    offsets: list[int] = []
    string = article.text
    start = len(MARK) if string.startswith(MARK) else 0
    for k in range(start + 1, len(string) + 1):
        if k == len(string) or not unicodedata.combining(string[k]) or k - start > MARKS:
            piece = unicodedata.normalize("NFC", string[start:k])
            composed.append(piece)
            offsets.extend(start if not n else k for n in range(len(piece)))
            start = k
    offsets.append(len(string))
    return _moved(read(article._replace(text="".join(composed))), article, offsets)


def _moved(found: Extraction, article: Article, offsets: list[int]) -> Extraction:
    """`found` with every span moved by the table `offsets`, and every role in the letters of the text as it is."""

    def move(value: Any) -> Any:
        if isinstance(value, Article):
            return article
        if isinstance(value, tuple):
            if not hasattr(value, "_fields"):
                return tuple(move(item) for item in value)
            moved = {
                name: offsets[item]
                if name in ("start", "end") or name == "decision" and item is not None
                else move(item)
                for name, item in zip(value._fields, value, strict=True)
            }
            return type(value)(**moved)
        return value

    result: Extraction = move(found)
    return result._replace(actors=tuple(_in_words(article.text, actor) for actor in result.actors))


def _in_words(text: str, actor: Actor) -> Actor:
    """The actor with its role as the text writes it."""
    for field, start, end in actor.evidence:
        if field == "role" and unicodedata.normalize("NFC", text[start:end]) == actor.role:
            return actor._replace(role=text[start:end])
    return actor
