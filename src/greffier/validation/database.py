"""The database that tables are judged in: one for all small packages of a process, one of its own for a large one."""

import itertools
import os
import re
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from greffier.errors import MissingDependency
from greffier.package import patterns
from greffier.package.tables import form
from greffier.validation.inspection import Table
from greffier.validation.questions import quoted

if TYPE_CHECKING:
    import duckdb

Item = TypeVar("Item")
Done = TypeVar("Done")
#: What the database may hold in memory; beyond, it uses the disk.
MEMORY = "400MB"
#: Bytes of tables up to which one thread is quickest: to wake further ones costs more than they save.
SMALL = 5_000_000
#: How many questions are asked of larger ones at once.
AT_A_TIME = 2
#: Bytes of tables up to which the plainest plan is good enough.
TINY = 200_000

_NUMBERS = itertools.count(1)


def connect(asked_by: str = "this", threads: int = 1) -> "duckdb.DuckDBPyConnection":
    """An empty database in memory, by default of one thread."""
    try:
        import duckdb
    except ImportError:
        raise MissingDependency(f"{asked_by} needs duckdb: pip install 'greffier[build]'") from None
    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET enable_progress_bar = false")
    return connection


@contextmanager
def database(folder: Path, tables: Sequence[Table]) -> "Iterator[duckdb.DuckDBPyConnection]":
    """An empty database for these tables, gone afterwards; a large one spills to `folder`."""
    import duckdb

    if _unpacked(tables) > SMALL:
        with connect(threads=_threads([table.bytes for table in tables])) as connection:
            _bound(connection, folder)
            yield connection
        return
    name = f"package_{next(_NUMBERS)}"
    try:
        connection = _attached(name)
    except duckdb.Error:  # after a fault of its own it answers nobody any more
        _shared.cache_clear()
        connection = _attached(name)
    with connection:
        _hurry(connection, tables)
        try:
            yield connection
        finally:
            with suppress(duckdb.Error):
                connection.execute(f"USE memory; DETACH {name}")


def _threads(sizes: Sequence[int]) -> int:
    """How many threads the database has: to share one question among several costs it a third more of each."""
    cores = os.cpu_count() or 1
    if sum(sizes) <= SMALL:
        return 1
    return max(1, cores - 1) if sum(size > SMALL for size in sizes) > 1 else cores


def is_small(tables: Sequence[Table]) -> bool:
    """Whether one question after the other is quickest."""
    return sum(table.bytes for table in tables) <= SMALL


def each(work: Callable[[Item], Done], items: Iterable[Item], tables: Sequence[Table]) -> Generator[Done]:
    """What the work makes of each item, in their order; two at once where there are more than a few bytes to read."""
    if is_small(tables):
        yield from map(work, items)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield from pool.map(work, items)


def is_tiny(tables: Sequence[Table]) -> bool:
    """Whether to plan what is asked of the tables takes longer than to answer it."""
    return _unpacked(tables) <= TINY


def _unpacked(tables: Sequence[Table]) -> float:
    """How many bytes the tables are; any number where some are of Parquet, which says little in little space."""
    return sum(inf if form(table.resource) == "parquet" else table.bytes for table in tables)


def _attached(name: str) -> "duckdb.DuckDBPyConnection":
    connection = _shared(os.getpid())[0].cursor()
    connection.execute(f"ATTACH ':memory:' AS {name}; USE {name}")
    return connection


def beside(connection: "duckdb.DuckDBPyConnection", tables: Sequence[Table] = ()) -> "duckdb.DuckDBPyConnection":
    """A second connection to the same tables, for what is asked while the first still answers."""
    (name,) = connection.execute("SELECT current_database()").fetchone() or ("memory",)
    other = connection.cursor()
    other.execute(f"USE {quoted(name)}")
    _hurry(other, tables)
    return other


def _hurry(connection: "duckdb.DuckDBPyConnection", tables: Sequence[Table]) -> None:
    if tables and is_tiny(tables):
        connection.execute("PRAGMA disable_optimizer")


@lru_cache(maxsize=1000)
def runs(pattern: str) -> bool:
    """Whether the database, whose patterns never go back on their way, can run this one."""
    import duckdb

    try:
        whole = literal(f"(?:{patterns.translated(pattern)})")
        _shared(os.getpid())[0].execute(f"SELECT regexp_full_match('', {whole})")
    except (duckdb.Error, re.error):
        return False
    return True


@cache
def _shared(process: int) -> "tuple[duckdb.DuckDBPyConnection, tempfile.TemporaryDirectory[str]]":
    """The database that the small packages of a process share, as to start one takes longest; and where it spills."""
    connection, folder = connect(), tempfile.TemporaryDirectory(prefix="greffier-")
    _bound(connection, Path(folder.name))
    return connection, folder


def _bound(connection: "duckdb.DuckDBPyConnection", folder: Path) -> None:
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"SET temp_directory = {literal(str(folder / 'spill'))}")


def number(connection: "duckdb.DuckDBPyConnection", sql: str) -> int:
    """The number that a query gives."""
    answer = connection.execute(sql).fetchone()
    return int(answer[0]) if answer else 0


def literal(value: str) -> str:
    """A string as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
