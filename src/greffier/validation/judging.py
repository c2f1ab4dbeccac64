"""The rows of an inspected package: loaded, judged cell by cell, then across rows and tables, in bounded memory."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from greffier.errors import NotSupported, PackageError, Problem, shortened
from greffier.package import Package
from greffier.package.reader import Record
from greffier.package.tables import form
from greffier.validation.database import SMALL, beside, database, is_tiny
from greffier.validation.inspection import Inspection, said
from greffier.validation.loading import MOST, Loaded, Met, load, load_exact
from greffier.validation.questions import Query, quoted
from greffier.validation.reference import reference_problems
from greffier.validation.rules import queries
from greffier.validation.sqlcells import Fault, Judgement, More
from greffier.validation.texts import article_ids, load_texts

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


def judge(
    package: Package, inspection: Inspection, counts: dict[str, int], folder: Path, exact: bool = False
) -> Iterator[Finding]:
    """What is wrong with the rows of a package; fills `counts` with the number of rows by table.

    `exact` reads every file, and asks every cell, in Python: slower, and to the same end.
    """
    if not inspection.tables and not inspection.others:
        return
    with database(folder, inspection.tables) as connection:
        yield from _judged(connection, package, inspection, counts, folder, exact)
    for resource, file in inspection.others:
        try:
            yield from reference_problems(resource, file)
        except NotSupported as error:
            yield Unchecked(f"{resource.name}: {error}")


def _judged(
    connection: "duckdb.DuckDBPyConnection",
    package: Package,
    inspection: Inspection,
    counts: dict[str, int],
    folder: Path,
    exact: bool,
) -> Iterator[Finding]:
    """What is wrong with the tables: each by itself, then across them."""
    tables: dict[str, Loaded] = {}
    judged: dict[str, Judgement] = {}
    for number, table in enumerate(inspection.tables):
        found = Met()
        try:
            if table.schema is None:
                counts[table.name] = yield from _counted(table.read())
                continue
            loader = load_exact if exact and form(table.resource) != "parquet" else load
            loaded = loader(connection, table, table.schema, f"raw_{number}", found, folder)
        except NotSupported as error:
            yield Unchecked(f"{table.name}: {error}")
            inspection.broken.add(table.name)
            continue
        except PackageError as error:
            yield Problem(table.resource.paths[0], None, None, "file", said(error, package))
            inspection.broken.add(table.name)
            continue
        yield from found.problems
        for (path, rule), count in found.counts.items():
            if count > MOST:
                yield Surplus(path, rule, count - MOST)
        tables[table.name] = loaded
        counts[table.name] = _count(connection, loaded.raw)
        judged[table.name] = judgement = Judgement(connection, loaded.raw, table.schema, folder)
        yield from _problems(connection, loaded, judgement.faults(exact))
        yield from (Unchecked(f"{table.name}: {words}") for words in judgement.unasked)
        _view(connection, table.name, loaded.raw, judgement, table.bytes <= SMALL)
    spoken = "articles" in tables and "article_id" in tables["articles"].schema.columns
    yield from load_texts(connection, package, article_ids(connection) if spoken else ())
    yield from _across(connection, inspection, tables, judged, counts)


def answers(
    query: Query, connection: "duckdb.DuckDBPyConnection", made: set[str] | None = None
) -> Iterator[Fault | More]:
    """The faults that a query finds in the tables that the connection knows; it is asked nothing else meanwhile.

    Where the tables stay as they are, what queries share is made once: `made` says what of it is there.
    """
    stored = made is not None
    _share(query, connection, made)
    connection.execute(query.sql)
    told = 0
    while rows := connection.fetchmany(AT_ONCE):
        for row, _, instead in rows[: max(0, MOST - told)] if stored else rows:
            message = query.message if instead is None else f"{query.message} {shortened(str(instead))!r}"
            yield Fault(row, query.column, query.rule, message)
        told += len(rows)
    if stored and told > MOST:
        yield More(query.rule, told - MOST)


def _share(query: Query, connection: "duckdb.DuckDBPyConnection", made: set[str] | None) -> None:
    """Makes what the query has in common with others."""
    for name, sql in query.through:
        if made is None:
            connection.execute(f"CREATE VIEW IF NOT EXISTS {quoted(name)} AS {sql}")
        elif name not in made:
            connection.execute(f"CREATE TABLE {quoted(name)} AS {sql}")
            made.add(name)


def _finding(asked: Sequence[Query], connection: "duckdb.DuckDBPyConnection", made: set[str]) -> Sequence[Query]:
    """Those of the queries that find anything in small tables, asked all at once: to plan them takes longest there."""
    import duckdb

    parts = [f"SELECT {number} FROM ({query.sql})" for number, query in enumerate(asked)]
    try:
        for query in asked:
            _share(query, connection, made)
        found = connection.execute(f"SELECT DISTINCT * FROM ({' UNION ALL '.join(parts)})").fetchall()
    except duckdb.Error:
        return asked  # one after the other, each with its own fault
    return [asked[number] for (number,) in sorted(found)]


def _across(
    connection: "duckdb.DuckDBPyConnection",
    inspection: Inspection,
    tables: dict[str, Loaded],
    judged: dict[str, Judgement],
    counts: dict[str, int],
) -> Iterator[Finding]:
    """What the rules across rows and tables find; of a table that is not whole nothing is asked."""
    import duckdb

    lost = inspection.broken | {name for name, loaded in tables.items() if not loaded.whole}
    asking = beside(connection, inspection.tables)
    made: set[str] = set()
    rules = queries({name: loaded.schema for name, loaded in tables.items()})
    asked: Sequence[Query] = [query for query in rules if not query.needs & lost and counts[query.table]]
    if asked and is_tiny(inspection.tables):
        asked = _finding(asked, asking, made)
    for query in asked:
        loaded, mistyped = tables[query.table], judged[query.table].mistyped
        try:
            faults = answers(query, asking, made)
            # a cell that is not of its type is NULL to the query, and said to be wrong already
            if query.column in mistyped:
                faults = _typed(connection, loaded, faults)
            yield from _problems(connection, loaded, faults)
        except duckdb.Error as error:
            yield Unchecked(f"{query.table}: the rule {query.rule} on {query.column}: {str(error).splitlines()[0]}")


def _typed(
    connection: "duckdb.DuckDBPyConnection", loaded: Loaded, faults: Iterable[Fault | More]
) -> Iterator[Fault | More]:
    """The faults without those of cells that are not of their type."""
    for fault in faults:
        if isinstance(fault, Fault):
            column = quoted(fault.column)
            tables = f"{loaded.raw} r, {quoted(loaded.table.name)} v"
            sql = f"SELECT r.{column} IS NOT NULL AND v.{column} IS NULL FROM {tables}"
            answer = connection.execute(f"{sql} WHERE r.rowid = {fault.row} AND v._row = {fault.row}").fetchone()
            if answer and answer[0]:
                continue
        yield fault


def _view(
    connection: "duckdb.DuckDBPyConnection", name: str, raw: str, judgement: Judgement, stored: bool
) -> None:
    """Makes the view of a table in which cells have the types of their fields; a small one is kept as a table."""
    cells = [f"{column.sql} AS {quoted(column.field.name)}" for column in judgement.columns]
    joins = [
        f"LEFT JOIN {column.meanings} m{number} ON t.{quoted(column.field.name)} = m{number}.cell"
        for number, column in enumerate(judgement.columns)
        if column.meanings
    ]
    kind = "TABLE" if stored else "VIEW"
    view = f"CREATE {kind} {quoted(name)} AS SELECT t.rowid AS _row, {', '.join(cells)} FROM {raw} t {' '.join(joins)}"
    connection.execute(view)


def _problems(
    connection: "duckdb.DuckDBPyConnection", loaded: Loaded, faults: Iterable[Fault | More]
) -> Iterator[Problem | Surplus]:
    """The faults with their places in the file."""
    faults = iter(faults)
    schema = loaded.schema
    columns = ", ".join(map(quoted, schema.columns))
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


def _counted(read: Iterator[Record | Problem]) -> Generator[Problem, None, int]:
    """The problems of a table without a schema; returns the number of its rows."""
    count = 0
    for item in read:
        if isinstance(item, Problem):
            yield item
        else:
            count += 1
    return count


def _count(connection: "duckdb.DuckDBPyConnection", table: str) -> int:
    answer = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(answer[0]) if answer else 0
