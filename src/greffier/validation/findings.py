"""What the judging of a package finds, and where it stands in the files."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from greffier.errors import Problem
from greffier.validation.judgement import Fault, More
from greffier.validation.loaded import Loaded
from greffier.validation.questions import quoted

if TYPE_CHECKING:
    import duckdb

#: Problems that are looked up in their table at once.
AT_ONCE = 5_000


class Surplus(NamedTuple):
    """How many more problems of a rule there are in a file than are told."""

    file: str
    rule: str
    number: int


class Unchecked(NamedTuple):
    """What could not be checked, and why."""

    words: str


Finding = Problem | Surplus | Unchecked


class Told(NamedTuple):
    """What was found in one table; it has no `rows` where it cannot be read, and is not `loaded` without a schema."""

    name: str
    findings: list[Finding]
    rows: int | None = None
    loaded: Loaded | None = None
    mistyped: Collection[str] = ()


def problems(
    connection: "duckdb.DuckDBPyConnection", loaded: Loaded, faults: Iterable[Fault | More]
) -> Iterator[Problem | Surplus]:
    """The faults with their places in the file."""
    faults = iter(faults)
    schema = loaded.schema
    columns = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in schema.columns)
    while batch := list(islice(faults, AT_ONCE)):
        told = [fault for fault in batch if isinstance(fault, Fault)]
        rows = sorted({fault.row for fault in told})
        places = loaded.places(rows) if rows else {}
        found = connection.execute(
            f"SELECT rowid, {columns} FROM {loaded.raw} WHERE rowid IN (SELECT unnest($1))", [rows]
        )
        cells = {row: dict(zip(schema.columns, texts, strict=True)) for row, *texts in found.fetchall()}
        for row, column, rule, message in told:
            place = places[row]
            key = ":".join(cells[row][name] or "" for name in schema.primary_key) or None
            where = f"{place.at}.{column}" if place.at else column
            yield Problem(place.file, place.line, where, rule, message, cells[row].get(column), key)
        for more in (fault for fault in batch if isinstance(fault, More)):
            yield Surplus(loaded.table.resource.paths[0] if loaded.table.files else loaded.table.name, *more)
