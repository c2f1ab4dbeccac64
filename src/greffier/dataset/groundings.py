"""The words that a corrected cell rests on, as one cell of corrections.csv: `field=article:start-end words; …`.

The words stand beside their place, so that a place is never taken for words that are no longer there; they say
themselves how long they are, so that any character may stand in them.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from greffier.errors import CorrectionError

_HEAD = re.compile(r"([a-z][a-z0-9_]*)=([a-z0-9]+(?:-[a-z0-9]+)*):([0-9]+)-([0-9]+) ")
_BETWEEN = "; "


class Grounding(NamedTuple):
    """A span that a cell rests on: `words` are the article's text from `start` to `end`."""

    field: str
    article_id: str
    start: int
    end: int
    words: str


def parse_groundings(cell: str) -> list[Grounding]:
    """The spans that a cell of the column `evidence` names; CorrectionError where it cannot be read.

    >>> parse_groundings("country=rivers:4-12 français")
    [Grounding(field='country', article_id='rivers', start=4, end=12, words='français')]
    """
    found, at = [], 0
    while at < len(cell):
        head = _HEAD.match(cell, at)
        if head is None:
            raise CorrectionError(f"evidence: {cell[at : at + 40]!r} is not written as field=article:start-end words")
        start, end = int(head[3]), int(head[4])
        words = cell[head.end() : head.end() + end - start]
        at = head.end() + len(words)
        if len(words) != end - start or cell[at : at + len(_BETWEEN)] not in ("", _BETWEEN):
            raise CorrectionError(f"evidence: {words[:40]!r} is not as long as {start}-{end} says")
        found.append(Grounding(head[1], head[2], start, end, words))
        at += len(_BETWEEN)
    return found


def grounding_cell(groundings: Iterable[Grounding]) -> str:
    """The cell that names these spans, in the order of their fields and places."""
    return _BETWEEN.join(
        f"{field}={article}:{start}-{end} {words}" for field, article, start, end, words in sorted(set(groundings))
    )
