"""What the rules across rows and tables find."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from greffier.errors import shortened
from greffier.validation.database import beside, each, is_small, is_tiny
from greffier.validation.findings import AT_ONCE, Finding, Told, Unchecked, problems
from greffier.validation.inspection import Table
from greffier.validation.judgement import Fault, More
from greffier.validation.loaded import MOST, Loaded
from greffier.validation.questions import Query, quoted

if TYPE_CHECKING:
    import duckdb


class Made(NamedTuple):
    """What queries share, made once for tables that stay as they are: the names of it, and who may make more."""

    names: set[str]
    lock: Lock


def across(
    connection: "duckdb.DuckDBPyConnection", tables: Sequence[Table], told: Mapping[str, Told], asked: Sequence[Query]
) -> Iterator[Finding]:
    """What these queries find in the tables that were judged each by itself."""
    made = Made(set(), Lock())
    asking = beside(connection, tables)
    if asked and is_tiny(tables):
        asked = _finding(asked, asking, made)

    # one after the other they share their connections; at once each needs its own
    alone = is_small(tables)
    items = ((query, *((connection, asking) if alone else (beside(connection), beside(connection)))) for query in asked)

    def answer(asked: "tuple[Query, duckdb.DuckDBPyConnection, duckdb.DuckDBPyConnection]") -> list[Finding]:
        query, places, own = asked
        return _answer(query, places, own, told[query.table], made)

    with closing(each(answer, items, tables)) as answered:
        yield from chain.from_iterable(answered)


def share(query: Query, connection: "duckdb.DuckDBPyConnection", made: Made | None = None) -> None:
    """Makes what the query has in common with others: tables where it is made once, else views."""
    if made is None:
        for name, sql in query.through:
            connection.execute(f"CREATE VIEW IF NOT EXISTS {quoted(name)} AS {sql}")
    elif query.through:
        with made.lock:
            for name, sql in query.through:
                if name not in made.names:
                    connection.execute(f"CREATE TABLE {quoted(name)} AS {sql}")
                    made.names.add(name)


def answers(
    query: Query, connection: "duckdb.DuckDBPyConnection", most: int | None = None
) -> Iterator[Fault | More]:
    """The faults that a query finds in the tables that the connection knows; beyond `most` how many more there are.

    The connection is asked nothing else meanwhile.
    """
    sql = query.sql
    if most is not None:
        # the first by their rows, on every machine the same
        sql = f"SELECT *, count(*) OVER () FROM ({sql}) ORDER BY 1 LIMIT {most}"
    connection.execute(sql)
    found = 0
    while rows := connection.fetchmany(AT_ONCE):
        for row, _, instead, *count in rows:
            message = query.message if instead is None else f"{query.message} {shortened(str(instead))!r}"
            yield Fault(row, query.column, query.rule, message)
            found = max([found, *count])
    if most is not None and found > most:
        yield More(query.rule, found - most)


def _finding(asked: Sequence[Query], connection: "duckdb.DuckDBPyConnection", made: Made) -> Sequence[Query]:
    """Those of the queries that find anything in small tables, asked all at once: to plan them takes longest there."""
    import duckdb

    parts = [f"SELECT {number} FROM ({query.sql})" for number, query in enumerate(asked)]
    try:
        for query in asked:
            share(query, connection, made)
        found = connection.execute(f"SELECT DISTINCT * FROM ({' UNION ALL '.join(parts)})").fetchall()
    except duckdb.Error:
        return asked  # one after the other, each with its own fault
    return [asked[number] for (number,) in sorted(found)]


def _answer(
    query: Query,
    connection: "duckdb.DuckDBPyConnection",
    asking: "duckdb.DuckDBPyConnection",
    told: Told,
    made: Made,
) -> list[Finding]:
    """The problems that one query finds in its table."""
    import duckdb

    assert told.loaded is not None
    try:
        share(query, asking, made)
        faults = answers(query, asking, MOST)
        # a cell that is not of its type is NULL to the query, and said to be wrong already
        if query.column in told.mistyped:
            faults = _typed(connection, told.loaded, faults)
        return list(problems(connection, told.loaded, faults))
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        return [Unchecked(f"{query.table}: the rule {query.rule} on {query.column}: {reason}")]


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
