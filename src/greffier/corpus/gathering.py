"""All partitions looked at as one: a database over their files, which spills to the disk, with what is kept of them.

What it says does not depend on how the records were cut or in which order they were read, but on their order alone.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.errors import MissingDependency

if TYPE_CHECKING:
    import duckdb

#: What the database may hold in memory.
MEMORY = "250MB"
#: Rows that are fetched at once.
AT_ONCE = 10_000


class Part(NamedTuple):
    """A finished partition: its number in the order of the records, its files, and where its records stand."""

    number: int
    folder: Path
    places: Path


@contextmanager
def gathered(parts: Sequence[Part], room: Path) -> "Iterator[duckdb.DuckDBPyConnection]":
    """The tables of the partitions, each with the number of its part, and `kept`: the articles that stay.

    Of articles with one id the first stays, and of those the first with its text. The others are in `same_id`, with the
    place of the one that has the id, and in `same_text`, with the id of the one that stays.
    """
    try:
        import duckdb
    except ImportError:
        raise MissingDependency("archives need duckdb: pip install 'greffier[corpus]'") from None
    with duckdb.connect(str(room / "gathered.duckdb")) as base:
        base.execute(f"SET memory_limit = '{MEMORY}'")
        base.execute(f"SET temp_directory = {text(str(room / 'spill'))}")
        base.execute("SET threads = 2")
        # it would draw its bar on the standard output, where Python is asked for a line or in a notebook
        base.execute("SET enable_progress_bar = false")
        base.execute("CREATE TABLE parts(part INTEGER, folder VARCHAR)")
        base.executemany("INSERT INTO parts VALUES (?, ?)", [(p.number, p.folder.name) for p in parts])
        for name in ("articles", "actors", "actor_evidence", "decisions", "parties", "rejects"):
            _view(base, name, parts)
        _keep(base)
        yield base


def rows(base: "duckdb.DuckDBPyConnection", sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a few at a time, on a cursor of their own."""
    with base.cursor() as cursor:
        cursor.execute(sql)
        while some := cursor.fetchmany(AT_ONCE):
            yield from some


def text(value: str) -> str:
    """A string as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def _view(base: "duckdb.DuckDBPyConnection", name: str, parts: Sequence[Part]) -> None:
    # one content may stand twice in the input: its files are read once
    folders = {part.folder.name: part.folder for part in parts}
    files = ", ".join(text(str(folder / f"{name}.parquet")) for folder in folders.values())
    base.execute(f"""CREATE VIEW {name}_found AS SELECT part, f.* EXCLUDE (filename) FROM (
        SELECT *, parse_path(filename)[-2] AS folder FROM read_parquet([{files}], filename = true)
    ) f JOIN parts USING (folder)""")


def _keep(base: "duckdb.DuckDBPyConnection") -> None:
    base.execute("CREATE TABLE met AS SELECT part, row, article_id, sha256 FROM articles_found")
    place = "struct_pack(p := part, r := row)"
    base.execute(f"""CREATE TABLE first_of_id AS
        SELECT article_id, min({place}) AS place, arg_min(sha256, {place}) AS sha256 FROM met GROUP BY article_id""")
    base.execute("""CREATE TABLE kept AS SELECT sha256, min(place) AS place, arg_min(article_id, place) AS article_id
        FROM first_of_id GROUP BY sha256""")
    base.execute("""CREATE TABLE same_text AS
        SELECT m.part, m.row, m.article_id, k.article_id AS first_id FROM met m JOIN kept k USING (sha256)
        WHERE (m.part, m.row) <> (k.place.p, k.place.r)
            AND m.sha256 = (SELECT sha256 FROM first_of_id f WHERE f.article_id = m.article_id)""")
    base.execute("""CREATE TABLE same_id AS
        SELECT m.part, m.row, m.article_id, f.place.p AS first_part, f.place.r AS first_row
        FROM met m JOIN first_of_id f USING (article_id) WHERE m.sha256 <> f.sha256""")
    base.execute("DROP TABLE met")
    base.execute("DROP TABLE first_of_id")
