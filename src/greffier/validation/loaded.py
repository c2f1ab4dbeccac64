"""A table that was brought into the database, where its rows stand, and what was met on the way."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from greffier.errors import Problem
from greffier.package.reader import Record
from greffier.package.schema import Field, Schema
from greffier.validation.database import literal
from greffier.validation.inspection import Table
from greffier.validation.questions import quoted

#: Problems of one rule in one file that are told one by one; of the rest there is a count.
MOST = 1000
#: What cannot be seen at the ends of a cell: spaces, among them those that do not break, tabs and line ends.
SPACES = (" ", "\t", "\n", "\r", "\u00a0", "\u202f")
#: Faults of a file after which its rows say nothing about other tables.
FATAL = frozenset({"csv", "encoding", "file", "header", "json"})


class Place(NamedTuple):
    """Where a row stands: its file and line, or its place in JSON."""

    file: str
    line: int | None
    at: str = ""


class Met:
    """The problems that a table's files have: the first of each rule, and how many there are of it in each file."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.counts: dict[tuple[str, str], int] = {}

    def add(self, problem: Problem) -> None:
        kind = problem.file, problem.rule
        self.counts[kind] = count = self.counts.get(kind, 0) + 1
        if count <= MOST:
            self.problems.append(problem)


class Loaded(NamedTuple):
    """A table in the database: its cells as text in `raw`, whether all of it is there, its rows and where they stand.

    `spaces` are those that may stand at an end of one of its cells; the columns of `kept` are values instead of text,
    where no text is lost by it.
    """

    table: Table
    schema: Schema
    raw: str
    whole: bool
    rows: int
    places: Callable[[Sequence[int]], dict[int, Place]]
    spaces: Sequence[str] = SPACES
    kept: frozenset[str] = frozenset()


def found_again(table: Table, wanted: Sequence[int]) -> dict[int, Place]:
    """Where rows stand, by reading the table once more, as far as the last of them."""
    sought, last, places = set(wanted), max(wanted), {}
    records = (item for item in table.read() if isinstance(item, Record))
    for row, record in enumerate(records):
        if row in sought:
            places[row] = Place(record.file, record.line, record.at)
        if row == last:
            break
    return places


def filled(field: Field) -> str:
    """A cell with NULL for missing values; the database has read empty cells as NULL."""
    cell = quoted(field.name)
    if field.missing_values == ("",):
        return cell
    cell = f"coalesce({cell}, '')"
    for missing in field.missing_values:
        cell = f"nullif({cell}, {literal(missing)})"
    return cell
