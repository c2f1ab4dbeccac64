"""Tables brought into a database that spills to the disk: as they stand where that is sure, else read exactly."""

import csv
import re
import secrets
from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from greffier.errors import Problem
from greffier.package.header import header_fault
from greffier.package.reader import Record
from greffier.package.schema import Schema
from greffier.package.tables import form
from greffier.validation.inspection import CHUNK, Table
from greffier.validation.questions import quoted

if TYPE_CHECKING:
    import duckdb

#: The longest row that is loaded in one go, in bytes; one that is longer is read exactly, and has its own limit.
LONGEST_ROW = 2_000_000
#: The longest row that is loaded of those that the exact reader has let through.
LONGEST_COPY = 50_000_000
#: Problems of one rule in one file that are told one by one; of the rest there is a count.
MOST = 1000
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
    """A table in the database: its cells as text in `raw`, whether all of it is there, and where its rows stand."""

    table: Table
    schema: Schema
    raw: str
    whole: bool
    places: Callable[[Sequence[int]], dict[int, Place]]


def load(
    connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str, found: Met, folder: Path
) -> Loaded:
    """Loads a table; the problems that its files have go to `found`."""
    if form(table.resource) == "parquet":
        return _load_parquet(connection, table, schema, raw, found)
    return _load_plain(connection, table, schema, raw) or load_exact(connection, table, schema, raw, found, folder)


def _load_plain(connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str) -> Loaded | None:
    """Loads a file that is beyond doubt: regular, UTF-8, its columns in order, no line without a row. Else None."""
    import duckdb

    file = table.plain_file
    dialect = table.resource.dialect
    if file is None or not dialect.regular or dialect.quote is None or not dialect.delimiter.isascii():
        return None
    if not _has_columns(file, schema, dialect.delimiter):
        return None
    breaks = _line_breaks(file, dialect.delimiter.encode(), dialect.quote.encode())
    if breaks is None:
        return None
    kinds = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in schema.columns)
    read = f"""read_csv({literal(str(file))}, columns = {{{kinds}}}, header = true, auto_detect = false,
        delim = {literal(dialect.delimiter)}, quote = {literal(dialect.quote)}, escape = {literal(dialect.quote)},
        strict_mode = true, max_line_size = {LONGEST_ROW})"""
    try:
        connection.execute(f"CREATE TABLE {raw} AS SELECT {_filled(schema)} FROM {read}")
    except duckdb.Error:
        return None  # the exact reader says what is wrong
    columns = [quoted(name) for name in schema.columns]
    # a line that is empty, or has only empty cells, is no row, whatever stands for a missing value
    blank = f"count_if(coalesce({', '.join(columns)}) IS NULL)"
    rows, blanks = connection.execute(f"SELECT count(*), {blank} FROM {raw}").fetchone() or (0, 0)
    within = 0
    if breaks != rows + 1:
        inner = " + ".join(f"coalesce(sum(length({c}) - length(replace({c}, chr(10), ''))), 0)" for c in columns)
        within = (connection.execute(f"SELECT {inner} FROM {raw}").fetchone() or (0,))[0]
    if blanks or breaks != rows + 1 + within:
        connection.execute(f"DROP TABLE {raw}")
        return None
    path = table.resource.paths[0]
    if within == 0:
        return Loaded(table, schema, raw, True, lambda wanted: {row: Place(path, row + 2) for row in wanted})
    return Loaded(table, schema, raw, True, lambda wanted: _found_again(table, wanted))


def load_exact(
    connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str, found: Met, folder: Path
) -> Loaded:
    """Loads the rows that the exact reader gives; the problems that it meets go to `found`."""
    copy, nothing = folder / f"{raw}.csv", secrets.token_hex(8)
    columns = ", ".join(f"{quoted(name)} VARCHAR" for name in schema.columns)
    connection.execute(f"CREATE TABLE {raw} ({columns})")
    whole, count = True, 0
    missing = [(frozenset(field.missing_values), nothing) for field in schema.fields]
    with copy.open("w", encoding="utf-8", newline="", errors="replace") as stream:
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for item in table.read():
            if isinstance(item, Record):
                pairs = zip(item.cells, missing, strict=True)
                writer.writerow([none if cell is None or cell in absent else cell for cell, (absent, none) in pairs])
                count += 1
            else:
                whole = whole and item.rule not in FATAL
                found.add(item)
    if count:
        copy_in(connection, raw, copy, schema.columns, nothing)
    copy.unlink()
    return Loaded(table, schema, raw, whole, lambda wanted: _found_again(table, wanted))


def _load_parquet(
    connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str, found: Met
) -> Loaded:
    """Loads the files of a table one after the other, up to one that is no Parquet or has other columns."""
    import duckdb

    columns = ", ".join(f"{quoted(name)} VARCHAR" for name in schema.columns)
    connection.execute(f"CREATE TABLE {raw} ({columns})")
    casts = ", ".join(f"CAST({quoted(name)} AS VARCHAR) AS {quoted(name)}" for name in schema.columns)
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
            connection.execute(f"INSERT INTO {raw} SELECT {_filled(schema)} FROM (SELECT {casts} FROM {read})")
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

    return Loaded(table, schema, raw, not found.problems, places)


def copy_in(
    connection: "duckdb.DuckDBPyConnection", name: str, file: Path, columns: Sequence[str], nothing: str
) -> None:
    """Adds the rows of a CSV that was written here, in which `nothing` stands for NULL, to a table."""
    kinds = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in columns)
    connection.execute(
        f"""INSERT INTO {name} SELECT * FROM read_csv({literal(str(file))}, columns = {{{kinds}}}, header = false,
        auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '{nothing}',
        max_line_size = {LONGEST_COPY}, parallel = false)"""
    )


def literal(value: str) -> str:
    """A string as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def _filled(schema: Schema) -> str:
    """The columns with NULL for missing values; the database has read empty cells as NULL."""
    columns = []
    for field in schema.fields:
        column = quoted(field.name)
        cell = column
        if field.missing_values != ("",):
            cell = f"coalesce({column}, '')"
            for missing in field.missing_values:
                cell = f"nullif({cell}, {literal(missing)})"
        columns.append(f"{cell} AS {column}")
    return ", ".join(columns)


def _has_columns(file: Path, schema: Schema, delimiter: str) -> bool:
    """Whether the first line names the schema's columns in their order, in the plainest way."""
    wanted = delimiter.join(schema.labels).encode()
    with file.open("rb") as stream:
        return stream.readline(CHUNK).removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") == wanted


def _line_breaks(file: Path, delimiter: bytes, quote: bytes) -> int | None:
    """How many lines a file has; None where it has carriage returns, NUL, or a space between a delimiter and a mark."""
    # the database passes over spaces before a quotation mark, which are a part of the cell
    spaced = re.compile(rb"[\n" + re.escape(delimiter) + b"] +" + re.escape(quote))
    count, tail = 0, b"\n"
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if b"\r" in chunk or b"\0" in chunk or b" " + quote in chunk and spaced.search(tail + chunk):
                return None
            count += chunk.count(b"\n")
            tail = chunk[-64:]
    return count + (not tail.endswith(b"\n"))


def _found_again(table: Table, wanted: Sequence[int]) -> dict[int, Place]:
    """Where rows stand, by reading the table once more, as far as the last of them."""
    sought, last, places = set(wanted), max(wanted), {}
    records = (item for item in table.read() if isinstance(item, Record))
    for row, record in enumerate(records):
        if row in sought:
            places[row] = Place(record.file, record.line, record.at)
        if row == last:
            break
    return places
