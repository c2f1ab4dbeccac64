"""How a content is quoted: what of it stands in quotation marks."""

import re
from collections.abc import Sequence

from greffier.model import Span

_CLOSING = {"«": "»", "“": "”", "„": "”", '"': '"'}
_MARK = re.compile(r"[«»“”„\"]|\n")
_WORD = re.compile(r"\w+")


def quoted(text: str) -> list[Span]:
    """What stands within quotation marks, marks left out; a quotation that nothing closes ends with its line.

    >>> [text[start:end] for text in ["Il dit « non » et “oui”."] for start, end in quoted(text)]
    [' non ', 'oui']
    """
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text):
        if opened is not None and mark[0] in (opened[1], "\n") and not _opens(text, mark.start()):
            found.append(Span(opened[0], mark.start()))
            opened = None
        elif mark[0] in _CLOSING and (opened is None or mark[0] == opened[1]):
            opened = mark.end(), _CLOSING[mark[0]]
    return found


def _opens(text: str, place: int) -> bool:
    """Whether a mark that is the same at both ends can only be the first of a pair: blank before, words after."""
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return text[place] == '"' and not before.strip() and bool(after.strip())


def mode(text: str, quotations: Sequence[Span], parts: Sequence[Span]) -> str:
    """`direct` where every word of a content stands in quotation marks, `indirect` where none does, else `mixed`."""
    words = [part.start + word.start() for part in parts for word in _WORD.finditer(text[slice(*part)])]
    inside = sum(any(start <= word < end for start, end in quotations) for word in words)
    return "indirect" if not inside else "direct" if inside == len(words) else "mixed"
