"""Large tables: loaded into a database that spills to the disk, and judged column by column in bounded memory.

The cells' rules are compiled to SQL from the same schemas, the rules across rows are the very same queries (`rules`).
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from greffier.errors import Problem
from greffier.package import Package
from greffier.package.reader import Record, dialect_of, header_fault, read_records
from greffier.package.schema import Schema
from greffier.validation import sqlcells
from greffier.validation.checks import Fault, answers, connect, load_texts
from greffier.validation.conformance import table_problems
from greffier.validation.inspection import CHUNK, Inspection, Table
from greffier.validation.questions import quoted
from greffier.validation.rowwise import FATAL
from greffier.validation.rules import queries

if TYPE_CHECKING:
    import duckdb

#: What the database may hold in memory; beyond, it uses the disk.
MEMORY = "400MB"
#: Problems that are looked up in their table at once.
AT_ONCE = 5_000
#: The longest row that is loaded in one go, in bytes; one that is longer is read exactly, and has its own limit.
LONGEST_ROW = 2_000_000
#: The longest row that is loaded of those that the exact reader has let through.
LONGEST_COPY = 50_000_000


class Loaded(NamedTuple):
    """A table in the database: its cells as text in `raw`, typed in a view of its name.

    `lines` gives the file and line of each of some rows.
    """

    table: Table
    schema: Schema
    raw: str
    whole: bool
    lines: Callable[[list[int]], dict[int, tuple[str, int]]]


def judge(package: Package, inspection: Inspection, counts: dict[str, int], folder: Path) -> Iterator[Problem]:
    """What is wrong with the rows of an inspected package; fills `counts` with the number of rows by table."""
    connection = connect()
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"SET temp_directory = {_text(str(folder / 'spill'))}")
    tables: dict[str, Loaded] = {}
    for number, table in enumerate(inspection.tables):
        if table.schema is None and table.parquet:
            continue
        if table.schema is None:
            yield from (item for item in _read(table) if isinstance(item, Problem))
            continue
        found: list[Problem] = []
        tables[table.name] = loaded = _load(connection, table, table.schema, f"raw_{number}", folder, found)
        yield from found
        counts[table.name] = _count(connection, f"SELECT count(*) FROM {loaded.raw}")
    mistyped: dict[str, set[tuple[int, str]]] = {}
    for name, loaded in tables.items():
        mistyped[name] = set()
        faults = sqlcells.faults(connection, loaded.raw, loaded.schema)
        yield from _problems(connection, loaded, _noting(faults, mistyped[name]))
        _view(connection, loaded, mistyped[name])
    yield from _texts(connection, package, tables)
    lost = inspection.broken | {name for name, loaded in tables.items() if not loaded.whole}
    for query in queries({name: loaded.schema for name, loaded in tables.items()}):
        if not query.needs & lost:
            wrong = mistyped[query.table]
            faults = (
                fault for fault in answers(query, connection, stored=True) if (fault.row, fault.column) not in wrong
            )
            yield from _problems(connection, tables[query.table], faults)
    yield from _others(inspection)


def _load(
    connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str, folder: Path, found: list[Problem]
) -> Loaded:
    """Loads a table as it stands where it is plain and whole; otherwise what the exact reader makes of it."""
    if table.parquet:
        return _load_parquet(connection, table, schema, raw, found)
    return _load_plain(connection, table, schema, raw) or _load_exact(connection, table, schema, raw, folder, found)


def _view(connection: "duckdb.DuckDBPyConnection", loaded: Loaded, mistyped: set[tuple[int, str]]) -> None:
    """Makes the view of a table in which cells have the types of their fields."""
    wrong = {column for _, column in mistyped}
    fields = loaded.schema.fields
    cells = ", ".join(f"{sqlcells.value(f, right=f.name not in wrong)} AS {quoted(f.name)}" for f in fields)
    connection.execute(f"CREATE VIEW {quoted(loaded.table.name)} AS SELECT rowid AS _row, {cells} FROM {loaded.raw}")


def _load_plain(connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str) -> Loaded | None:
    """Loads a file that is beyond doubt: plain, UTF-8, its columns in order, no line without a row. Else None."""
    import duckdb

    encoding = str(table.descriptor.get("encoding") or "utf-8").lower().replace("_", "-")
    if not dialect_of(table.descriptor, table.paths[0]).plain or encoding not in ("utf-8", "utf8"):
        return None
    if len(table.files) != 1 or not _has_columns(table.files[0], schema):
        return None
    breaks = _line_breaks(table.files[0])
    if breaks is None:
        return None
    kinds = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in schema.columns)
    read = f"""read_csv({_text(str(table.files[0]))}, columns = {{{kinds}}}, header = true, auto_detect = false,
        delim = ',', quote = '"', escape = '"', strict_mode = true, max_line_size = {LONGEST_ROW})"""
    try:
        connection.execute(f"CREATE TABLE {raw} AS SELECT {_cells(schema)} FROM {read}")
    except duckdb.Error:
        return None  # the exact reader says what is wrong
    columns = [quoted(name) for name in schema.columns]
    inner = " + ".join(f"coalesce(sum(length({c}) - length(replace({c}, chr(10), ''))), 0)" for c in columns)
    sql = f"SELECT count(*), {inner}, count_if(coalesce({', '.join(columns)}) IS NULL) FROM {raw}"
    rows, within, blank = connection.execute(sql).fetchone() or (0, 0, 0)
    if blank or breaks != rows + 1 + within:
        connection.execute(f"DROP TABLE {raw}")
        return None
    path = table.paths[0]
    if within == 0:
        return Loaded(table, schema, raw, True, lambda wanted: {row: (path, row + 2) for row in wanted})
    return Loaded(table, schema, raw, True, lambda wanted: _lines_of(table, set(wanted)))


def _load_parquet(
    connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str, found: list[Problem]
) -> Loaded:
    """Loads the files of a table one after the other, up to one that is no Parquet or has other columns."""
    import duckdb

    columns = ", ".join(f"{quoted(name)} VARCHAR" for name in schema.columns)
    connection.execute(f"CREATE TABLE {raw} ({columns})")
    casts = ", ".join(f"CAST({quoted(name)} AS VARCHAR) AS {quoted(name)}" for name in schema.columns)
    ends: list[int] = []
    for path, file in zip(table.paths, table.files, strict=True):
        read = f"read_parquet({_text(str(file))})"
        try:
            names = [row[0] for row in connection.execute(f"DESCRIBE FROM {read}").fetchall()]
            fault = header_fault(names, schema)
            if fault:
                found.append(Problem(path, None, None, "header", fault))
                break
            connection.execute(f"INSERT INTO {raw} SELECT {_cells(schema)} FROM (SELECT {casts} FROM {read})")
        except duckdb.Error as error:
            found.append(Problem(path, None, None, "file", f"no Parquet that can be read: {str(error)[:200]}"))
            break
        ends.append(_count(connection, f"SELECT count(*) FROM {raw}"))

    def lines(wanted: list[int]) -> dict[int, tuple[str, int]]:
        places = {}
        for row in wanted:
            number = bisect_right(ends, row)
            places[row] = table.paths[number], row - (ends[number - 1] if number else 0) + 1
        return places

    return Loaded(table, schema, raw, not found, lines)


def _load_exact(
    connection: "duckdb.DuckDBPyConnection", table: Table, schema: Schema, raw: str, folder: Path, found: list[Problem]
) -> Loaded:
    """Loads the rows that the exact reader gives; the problems that it meets go to `found`."""
    copy = folder / f"{raw}.csv"
    with copy.open("w", encoding="utf-8", newline="", errors="surrogatepass") as stream:
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for item in _read(table):
            if isinstance(item, Record):
                writer.writerow(["" if cell is None else cell for cell in item.cells])
            else:
                found.append(item)
    columns = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in schema.columns)
    read = f"""read_csv({_text(str(copy))}, columns = {{{columns}}}, header = false, auto_detect = false,
        delim = ',', quote = '"', escape = '"', max_line_size = {LONGEST_COPY}, parallel = false)"""
    connection.execute(f"CREATE TABLE {raw} AS SELECT {_cells(schema)} FROM {read}")
    copy.unlink()
    whole = not any(problem.rule in FATAL for problem in found)
    return Loaded(table, schema, raw, whole, lambda wanted: _lines_of(table, set(wanted)))


def _cells(schema: Schema) -> str:
    return ", ".join(map(sqlcells.filled, schema.fields))


def _has_columns(file: Path, schema: Schema) -> bool:
    """Whether the first line names the schema's columns in their order, in the plainest way."""
    with file.open("rb") as stream:
        return stream.readline(CHUNK).removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") == ",".join(schema.columns).encode()


def _line_breaks(file: Path) -> int | None:
    """How many lines a file has; None where it has carriage returns, or a space between a comma and a mark."""
    count, last = 0, b"\n"
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            # the database passes over spaces before a quotation mark, which are a part of the cell
            if b"\r" in chunk or (b', "' in chunk and _SPACED.search(chunk)):
                return None
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


_SPACED = re.compile(rb'[,\n] +"(?!")')


def _read(table: Table) -> Iterator[Record | Problem]:
    dialect = dialect_of(table.descriptor, table.paths[0])
    encoding = str(table.descriptor.get("encoding") or "utf-8")
    for path, file in zip(table.paths, table.files, strict=True):
        with file.open("rb") as stream:
            yield from read_records(stream, path, encoding, dialect, table.schema)


def _lines_of(table: Table, wanted: set[int]) -> dict[int, tuple[str, int]]:
    """Where rows stand, by reading the table once more."""
    records = (item for item in _read(table) if isinstance(item, Record))
    return {row: (table.paths[0], record.line) for row, record in enumerate(records) if row in wanted}


def _problems(connection: "duckdb.DuckDBPyConnection", loaded: Loaded, faults: Iterable[Fault]) -> Iterator[Problem]:
    """The faults with their places in the file."""
    faults = iter(faults)
    schema = loaded.schema
    while batch := list(islice(faults, AT_ONCE)):
        rows = sorted({fault.row for fault in batch})
        places = loaded.lines(rows)
        columns = ", ".join(map(quoted, schema.columns))
        found = connection.execute(
            f"SELECT rowid, {columns} FROM {loaded.raw} WHERE rowid IN (SELECT unnest($1))", [rows]
        )
        cells = {row: dict(zip(schema.columns, texts, strict=True)) for row, *texts in found.fetchall()}
        for row, column, rule, message in batch:
            key = ":".join(cells[row][name] or "" for name in schema.primary_key) or None
            yield Problem(*places[row], column, rule, message, cells[row].get(column), key)


def _noting(faults: Iterable[Fault], mistyped: set[tuple[int, str]]) -> Iterator[Fault]:
    """The faults, with the cells that are not of their type noted on the way."""
    for fault in faults:
        if fault.rule == "type":
            mistyped.add((fault.row, fault.column))
        yield fault


def _texts(connection: "duckdb.DuckDBPyConnection", package: Package, tables: dict[str, Loaded]) -> Iterator[Problem]:
    if "articles" not in tables or "article_id" not in tables["articles"].schema.columns:
        yield from load_texts(connection, package, [])
        return
    cursor = connection.cursor().execute("SELECT article_id FROM articles WHERE article_id IS NOT NULL")
    ids = (row[0] for row in iter(cursor.fetchone, None))
    yield from load_texts(connection, package, ids)


def _others(inspection: Inspection) -> Iterator[Problem]:
    """What frictionless says of tables that are no CSV, without their keys, which need the other tables."""
    read = {table.name for table in inspection.tables}
    others = []
    for entry in inspection.descriptor["resources"]:
        if entry["name"] not in read:
            schema = {name: value for name, value in entry.get("schema", {}).items() if name != "foreignKeys"}
            others.append({**entry, "schema": schema} if schema else entry)
    if others:
        files = {entry["name"]: str(entry.get("path", entry["name"])) for entry in others}
        yield from table_problems({**inspection.descriptor, "resources": others}, inspection.folder, {}, files)


def _count(connection: "duckdb.DuckDBPyConnection", sql: str) -> int:
    answer = connection.execute(sql).fetchone()
    return int(answer[0]) if answer else 0


def _text(value: str) -> str:
    """A string as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
