"""What a reader proposes for an article: rows as their form wants them, and what of them could not be taken."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from greffier.errors import InputError, shortened
from greffier.model import Span
from greffier.package import constraints
from greffier.readers.answers import rows_in
from greffier.readers.form import PARTS, READER, TABLES, Cell, cells_of

#: No more rows of one table are taken from what a reader says of one article.
MOST_ROWS = 2000


class Refusal(NamedTuple):
    """A row, or a cell of one, that is not taken: its table, its number in it from 1, the cell, its words, and why."""

    table: str
    row: int
    cell: str
    words: str
    reason: str

    def __str__(self) -> str:
        place = " ".join(part for part in (self.table, str(self.row or ""), self.cell) if part)
        words = f" ({shortened(self.words)!r})" if self.words else ""
        return f"{place}: {self.reason}{words}" if place else f"{self.reason}{words}"


class Draft(NamedTuple):
    """A proposed row: its cells, those that are there, and the piece of the text that its reader saw."""

    table: str
    number: int
    cells: Mapping[str, Any]
    within: Span | None = None

    def refuse(self, cell: str, reason: str, words: object = "") -> Refusal:
        """Why the row, or a cell of it, is not taken."""
        return Refusal(self.table, self.number, cell, _shown(words), reason)


class Proposal(NamedTuple):
    """What one reader says of one article."""

    article_id: str
    reader: str
    model: str | None
    read_on: str | None
    sha256: str | None
    actors: tuple[Draft, ...]
    statements: tuple[Draft, ...]
    decisions: tuple[Draft, ...]
    refused: tuple[Refusal, ...]


def proposal(entry: object, where: str) -> Proposal:
    """The proposal that a line of JSON holds; InputError where it does not say of which article, or by whom."""
    if not isinstance(entry, Mapping):
        raise InputError(f"{where}: no proposal; a line is a JSON object, see: greffier proposals --schema")
    texts = {name: entry.get(name) for name in ("article_id", "reader", "model", "read_on", "sha256")}
    for name, value in texts.items():
        if value is not None and not isinstance(value, str):
            raise InputError(f"{where}: {name} must be a string, and it is {_shown(value)}")
    article_id, reader = texts["article_id"], texts["reader"]
    if not article_id:
        raise InputError(f'{where}: has no "article_id", the article that was read')
    if not reader or not re.fullmatch(READER, reader) or reader == "curated":
        raise InputError(f'{where}: needs a "reader", lower-case words joined by hyphens, not {_shown(reader)!r}')
    drafts: dict[str, list[Draft]] = {table: [] for table in TABLES}
    refused: list[Refusal] = []
    for tables, within in _tables(entry, refused):
        for table in TABLES:
            drafts[table] += _drafts(table, tables.get(table), within, len(drafts[table]), refused)
    known = {"article_id", "reader", "model", "read_on", "sha256", "answers", "prompt", "tokens", *TABLES}
    refused += [Refusal("", 0, "", str(name), "is no part of the form") for name in entry if name not in known]
    actors, statements, decisions = (tuple(drafts[table]) for table in TABLES)
    source = (texts["model"], texts["read_on"], texts["sha256"])
    return Proposal(article_id, reader, *source, actors, statements, decisions, tuple(refused))


def _tables(entry: Mapping[str, Any], refused: list[Refusal]) -> Iterable[tuple[Mapping[str, Any], Span | None]]:
    """The tables as they stand in the line, or in each answer of a model, with the piece of text that it read."""
    answers = entry.get("answers")
    if answers is None:
        return [(entry, None)]
    found: list[tuple[Mapping[str, Any], Span | None]] = []
    for number, answer in enumerate(answers if isinstance(answers, list) else [answers], 1):
        match answer:
            case {"start": int(start), "end": int(end), "answer": str(words)}:
                tables, fault = rows_in(words)
                found.append((tables, Span(start, end)))
                refused += [Refusal("answers", number, "", "", fault)] if fault else []
            case _:
                refused.append(Refusal("answers", number, "", _shown(answer), "is no answer with its start and end"))
    return found


def _drafts(table: str, rows: object, within: Span | None, before: int, refused: list[Refusal]) -> list[Draft]:
    if rows is None:
        return []
    if not isinstance(rows, list):
        refused.append(Refusal(table, 0, "", _shown(rows), "must be a list of rows"))
        return []
    left = max(MOST_ROWS - before, 0)
    if len(rows) > left:
        reason = f"has {before + len(rows)} rows; no more than the first {MOST_ROWS} are taken"
        refused.append(Refusal(table, 0, "", "", reason))
    drafts = []
    for number, row in enumerate(rows[:left], before + 1):
        cells_ = checked(table, number, row, refused)
        if cells_ is not None:
            drafts.append(Draft(table, number, cells_, within))
    return drafts


def checked(table: str, number: int, row: object, refused: list[Refusal]) -> dict[str, Any] | None:
    """The cells of a row that are as the form wants them; None where one that must be there is not."""
    if not isinstance(row, Mapping):
        refused.append(Refusal(table, number, "", _shown(row), "is no row: a row is a JSON object"))
        return None
    taken: dict[str, Any] = {}
    whole = True
    for cell in cells_of(table):
        value = row.get(cell.name)
        absent = value in (None, "", [])
        fault = _fault(cell, value) if not absent else "is missing" if cell.required else None
        if fault is None and not absent:
            taken[cell.name] = [value] if cell.many and isinstance(value, str) else value
        if fault and (cell.required or cell.name == "cue"):
            fault, whole = f"{fault}, and the row with it goes", False
        if fault:
            refused.append(Refusal(table, number, cell.name, "" if absent else _shown(value), fault))
    part = PARTS.get(table)
    strange = [str(name) for name in row if name != part and name not in {cell.name for cell in cells_of(table)}]
    if strange:
        refused.append(Refusal(table, number, "", ", ".join(strange), "has cells that are no part of the form"))
    if not whole:
        return None
    if part:
        taken[part] = _parts(part, number, row.get(part), refused)
    return taken


def _parts(part: str, number: int, rows: object, refused: list[Refusal]) -> list[dict[str, Any]]:
    """The rows within a row: the mentions of an actor, the parties of a decision."""
    if rows is not None and not isinstance(rows, list):
        refused.append(Refusal(part, number, "", _shown(rows), "must be a list of rows"))
        return []
    found = (checked(part, number, row, refused) for row in (rows or [])[:MOST_ROWS])
    return [row for row in found if row is not None]


def _fault(cell: Cell, value: object) -> str | None:
    """What is wrong with a cell; None where it can be taken."""
    if cell.many and isinstance(value, list):
        return None if value and all(isinstance(item, str) and item for item in value) else "must be a list of words"
    if not isinstance(value, str):
        return "must be a list of words" if cell.many else "must be words"
    if cell.column is None or cell.quoted:
        return None
    fault = constraints.fault(cell.column, value)
    if fault and cell.values:
        return f"is not one of {', '.join(map(str, cell.values))}"
    return f"does not match {cell.column.pattern}" if fault else None


def _shown(value: object) -> str:
    """A value for a message: no lone surrogate, no more than a line of it."""
    return str(value)[:400].encode("utf-8", "backslashreplace").decode()
