"""Tables brought into a database that spills to the disk: as they stand where that is sure, else read exactly."""

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from greffier.errors import Problem
from greffier.package.header import header_fault
from greffier.package.reader import Record
from greffier.package.schema import Schema
from greffier.package.tables import form
from greffier.validation.database import literal
from greffier.validation.filling import Filling
from greffier.validation.inspection import Table
from greffier.validation.loaded import FATAL, Loaded, Met, Place, filled, found_again
from greffier.validation.plain import load_plain
from greffier.validation.questions import quoted

if TYPE_CHECKING:
    import duckdb


def load(
    connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str, found: Met, folder: Path
) -> Loaded:
    """Loads a table; the problems that its files have go to `found`."""
    if form(table.resource) == "parquet":
        return _load_parquet(connection, table, schema, raw, found)
    return load_plain(connection, table, schema, raw) or load_exact(connection, table, schema, raw, found, folder)


def load_exact(
    connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str, found: Met, folder: Path
) -> Loaded:
    """Loads the rows that the exact reader gives; the problems that it meets go to `found`."""
    rows = Filling(folder / f"{raw}.csv", schema.columns)
    missing = [frozenset(field.missing_values) for field in schema.fields]
    whole = True
    with rows:
        for item in table.read():
            if isinstance(item, Record):
                rows.add([None if cell in absent else cell for cell, absent in zip(item.cells, missing, strict=True)])
            else:
                whole = whole and item.rule not in FATAL
                found.add(item)
    rows.into(connection, raw)
    return Loaded(table, schema, raw, whole, rows.rows, lambda wanted: found_again(table, wanted))


def _load_parquet(
    connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str, found: Met
) -> Loaded:
    """Loads the files of a table one after the other, up to one that is no Parquet or has other columns."""
    import duckdb

    columns = ", ".join(f"{quoted(name)} VARCHAR" for name in schema.columns)
    connection.execute(f"CREATE TABLE {raw} ({columns})")
    casts = ", ".join(f"CAST({quoted(name)} AS VARCHAR) AS {quoted(name)}" for name in schema.columns)
    cells = ", ".join(f"{filled(field)} AS {quoted(field.name)}" for field in schema.fields)
    match = schema.descriptor.get("fieldsMatch", "exact")
    ends: list[int] = []
    for path, file in table.files.items():
        read = f"read_parquet({literal(str(file))})"
        try:
            names = [row[0] for row in connection.execute(f"DESCRIBE FROM {read}").fetchall()]
            fault = header_fault(names, list(schema.labels), match)
            if fault:
                found.add(Problem(path, None, None, "header", fault))
                break
            connection.execute(f"INSERT INTO {raw} SELECT {cells} FROM (SELECT {casts} FROM {read})")
        except duckdb.Error as error:
            found.add(Problem(path, None, None, "file", f"no Parquet that can be read: {str(error)[:200]}"))
            break
        ends.append((connection.execute(f"SELECT count(*) FROM {raw}").fetchone() or (0,))[0])

    def places(wanted: Sequence[int]) -> dict[int, Place]:
        found = {}
        for row in wanted:
            number = bisect_right(ends, row)
            found[row] = Place(list(table.files)[number], row - (ends[number - 1] if number else 0) + 1)
        return found

    return Loaded(table, schema, raw, not found.problems, ends[-1] if ends else 0, places)
