"""Answers of models as they come: JSON with words or Markdown around it, cut off, or no JSON at all."""

import json
import re
from collections.abc import Iterator
from typing import Any

from greffier.errors import shortened
from greffier.readers.form import TABLES

# models write line ends into their strings
_DECODER = json.JSONDecoder(strict=False)
_OBJECT = re.compile(rf'\{{\s*"(?:{"|".join(TABLES)})"\s*:')
_TABLE = re.compile(rf'"({"|".join(TABLES)})"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def rows_in(answer: str) -> tuple[dict[str, Any], str | None]:
    """The tables that an answer holds, and one sentence on what is wrong with it, None where nothing is.

    Of an answer that is cut off, or spoilt in one place, the whole rows before that are kept.

    >>> rows_in('Here it is: {"actors": [{"name": "Valdor"}, {"na')
    ({'actors': [{'name': 'Valdor'}]}, 'the answer breaks off: what is read of it is 1 row(s)')
    """
    found = _object(answer)
    if found is not None:
        return found, None
    salvaged: dict[str, Any] = {}
    for table, row in _whole_rows(answer):
        salvaged.setdefault(table, []).append(row)
    if salvaged:
        return salvaged, f"the answer breaks off: what is read of it is {sum(map(len, salvaged.values()))} row(s)"
    if not answer.strip():
        return {}, "the answer is empty"
    return {}, f"the answer holds no rows as JSON: {shortened(' '.join(answer[:400].split()))!r}"


def _object(answer: str) -> dict[str, Any] | None:
    """The JSON object that holds the tables, alone or with words around it."""
    starts = [0 if answer.lstrip().startswith("{") else None, *(found.start() for found in _first(answer))]
    for start in starts:
        if start is None:
            continue
        try:
            value, _ = _DECODER.raw_decode(answer[start:].lstrip())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and any(table in value for table in TABLES):
            return value
    return None


def _first(answer: str) -> list[re.Match[str]]:
    found = _OBJECT.search(answer)
    return [found] if found else []


def _whole_rows(answer: str) -> Iterator[tuple[str, Any]]:
    """The rows that can be read, one after the other, each with its table."""
    place = 0
    while found := _TABLE.search(answer, place):
        place = found.end()
        while True:
            space = _BETWEEN.match(answer, place)
            place = space.end() if space else place
            try:
                row, place = _DECODER.raw_decode(answer, place)
            except (ValueError, RecursionError):
                break
            yield found[1], row
