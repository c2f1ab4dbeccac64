"""Tables in files that are beyond doubt, which the database reads as they stand."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from greffier.package.schema import Schema
from greffier.validation.database import literal, number
from greffier.validation.inspection import CHUNK, Table
from greffier.validation.loaded import SPACES, Loaded, Place, filled
from greffier.validation.questions import quoted
from greffier.validation.sqlcells import plain

if TYPE_CHECKING:
    import duckdb

#: The longest row that is loaded in one go, in bytes; one that is longer is read exactly, and has its own limit.
LONGEST_ROW = 2_000_000


class Look(NamedTuple):
    """What a look at the bytes of a file says: how many lines it has, and which SPACES are somewhere in it."""

    lines: int
    spaces: tuple[str, ...]


def load_plain(connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str) -> Loaded | None:
    """Loads a file that is beyond doubt: regular, UTF-8, its columns in order, no line without a row. Else None."""
    import duckdb

    file = table.plain_file
    dialect = table.resource.dialect
    if file is None or not dialect.regular or dialect.quote is None or not dialect.delimiter.isascii():
        return None
    if not _has_columns(file, schema, dialect.delimiter):
        return None
    look = _look(file, dialect.delimiter.encode(), dialect.quote.encode())
    if look is None:
        return None
    kinds = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in schema.columns)
    read = f"""read_csv({literal(str(file))}, columns = {{{kinds}}}, header = true, auto_detect = false,
        delim = {literal(dialect.delimiter)}, quote = {literal(dialect.quote)}, escape = {literal(dialect.quote)},
        strict_mode = true, max_line_size = {LONGEST_ROW})"""
    values, others = _columns(schema)
    cells = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in [*values.items(), *others.values()])
    try:
        connection.execute(f"CREATE TABLE {raw} AS SELECT {cells} FROM {read}")
    except duckdb.Error:
        return None  # the exact reader says what is wrong
    rows, filled_in, otherwise = _counts(connection, raw, values, {name: other for name, (other, _) in others.items()})
    kept = _kept(connection, raw, otherwise)
    # the rows with line ends in their cells, and how many
    broken: list[tuple[int, int]] = []
    if look.lines != rows + 1 and (texts := [quoted(name) for name in values if name not in kept]):
        breaks = " + ".join(f"coalesce(length({c}) - length(replace({c}, chr(10), '')), 0)" for c in texts)
        within = f"SELECT rowid, {breaks} AS breaks FROM {raw}"
        broken = connection.execute(f"SELECT * FROM ({within}) WHERE breaks > 0 ORDER BY 1").fetchall()
    blank = rows not in filled_in and _has_blanks(connection, raw, values)
    if look.lines != rows + 1 + sum(breaks for _, breaks in broken) or blank:
        connection.execute(f"DROP TABLE {raw}")
        return None
    spaces = tuple(space for space in look.spaces if broken or space != "\n")
    rows_broken, breaks_up_to = [row for row, _ in broken], list(accumulate(breaks for _, breaks in broken))
    places = partial(_lines, table.resource.paths[0], rows_broken, breaks_up_to)
    return Loaded(table, schema, raw, True, rows, places, spaces, kept)


def _columns(schema: Schema) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Each column, as values where it can be one; for those another column, of the cells that are written otherwise."""
    values, others = {}, {}
    known = set(schema.columns)
    for place, field in enumerate(schema.fields):
        cell = filled(field)
        written = plain(field, cell)
        values[field.name] = written[0] if written else cell
        if written:
            name = f"_other_{place}"
            while name in known:
                name += "_"
            others[field.name] = name, f"CASE WHEN {written[1]} THEN {cell} END"
    return values, others


def _counts(
    connection: "duckdb.DuckDBPyConnection", raw: str, columns: Iterable[str], others: dict[str, str]
) -> tuple[int, list[int], dict[str, tuple[str, int]]]:
    """How many rows there are, how many cells each column has, and how many are written otherwise, by one look."""
    counted = ", ".join(f"count({quoted(name)})" for name in [*columns, *others.values()])
    rows, *counts = connection.execute(f"SELECT count(*), {counted} FROM {raw}").fetchone() or (0,)
    filled_in, otherwise = counts[: len(counts) - len(others)], counts[len(counts) - len(others) :]
    pairs = zip(others.items(), otherwise, strict=True)
    return rows, filled_in, {name: (other, count) for (name, other), count in pairs}


def _kept(
    connection: "duckdb.DuckDBPyConnection", raw: str, otherwise: dict[str, tuple[str, int]]
) -> frozenset[str]:
    """The columns that stay values; one with a cell that is written otherwise becomes text again."""
    kept = set()
    for name, (other, count) in otherwise.items():
        if count == 0:
            kept.add(name)
            continue
        text = f"coalesce({quoted(other)}, CAST({quoted(name)} AS VARCHAR))"
        connection.execute(f"ALTER TABLE {raw} ALTER COLUMN {quoted(name)} SET DATA TYPE VARCHAR USING {text}")
    return frozenset(kept)


def _has_blanks(connection: "duckdb.DuckDBPyConnection", raw: str, columns: Iterable[str]) -> bool:
    """Whether a line is empty, or has only empty cells, which makes it no row.

    To be asked where every column has an empty cell.
    """
    empty = " AND ".join(f"{quoted(name)} IS NULL" for name in columns)
    return number(connection, f"SELECT count(*) FROM {raw} WHERE {empty}") > 0


def _lines(path: str, broken: list[int], breaks: list[int], wanted: Sequence[int]) -> dict[int, Place]:
    """Where rows stand: each has a line, and as many more as there are line ends in its cells."""
    before = {row: bisect_left(broken, row) for row in wanted}
    return {row: Place(path, row + 2 + (breaks[count - 1] if count else 0)) for row, count in before.items()}


def _has_columns(file: Path, schema: Schema, delimiter: str) -> bool:
    """Whether the first line names the schema's columns in their order, in the plainest way."""
    wanted = delimiter.join(schema.labels).encode()
    with file.open("rb") as stream:
        return stream.readline(CHUNK).removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") == wanted


def _look(file: Path, delimiter: bytes, quote: bytes) -> Look | None:
    """A look at a file; None where it has carriage returns, NUL, or a space between a delimiter and a mark."""
    # the database passes over spaces before a quotation mark, which are a part of the cell
    spaced = re.compile(rb"[\n" + re.escape(delimiter) + b"] +" + re.escape(quote))
    sought = {space: space.encode() for space in SPACES if space != "\r"}
    count, tail, spaces = 0, b"\n", set()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            # one byte is found much quicker than two
            spaced_too = quote in chunk and (b" " + quote in chunk or chunk[:1] == quote and tail[-1:] == b" ")
            if b"\r" in chunk or b"\0" in chunk or spaced_too and spaced.search(tail + chunk):
                return None
            found = {space for space, data in sought.items() if data[-1:] in chunk and data in tail[-2:] + chunk}
            spaces |= found
            sought = {space: data for space, data in sought.items() if space not in found}
            count += chunk.count(b"\n")
            tail = chunk[-64:]
    return Look(count + (not tail.endswith(b"\n")), tuple(space for space in SPACES if space in spaces))
