"""The articles' texts, brought beside the tables whose spans they are held against."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from greffier.errors import Problem
from greffier.package import Package
from greffier.validation.database import beside
from greffier.validation.inspection import article_texts

if TYPE_CHECKING:
    import duckdb

TEXTS_AT_ONCE = 500


def load_texts(connection: "duckdb.DuckDBPyConnection", package: Package, ids: Iterable[str]) -> Iterator[Problem]:
    """Makes the table `_texts` of those articles whose text the package holds."""
    connection.execute("CREATE TABLE _texts (article_id VARCHAR, text VARCHAR, sha256 VARCHAR, characters BIGINT)")
    read = article_texts(package, ids)
    while batch := list(islice(read, TEXTS_AT_ONCE)):
        yield from (item for item in batch if isinstance(item, Problem))
        texts = [item for item in batch if not isinstance(item, Problem)]
        if texts:
            columns = [list(column) for column in zip(*texts, strict=True)]
            rows = "SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[]) AS words, unnest($3::VARCHAR[])"
            connection.execute(f"INSERT INTO _texts SELECT *, length(words) FROM ({rows})", columns)


def article_ids(connection: "duckdb.DuckDBPyConnection") -> Iterator[str]:
    """The ids of the table of articles, one after the other."""
    cursor = beside(connection).execute("SELECT article_id FROM articles WHERE article_id IS NOT NULL")
    return (str(row[0]) for rows in iter(lambda: cursor.fetchmany(TEXTS_AT_ONCE), []) for row in rows)
