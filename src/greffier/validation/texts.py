"""The articles' texts, brought beside the tables whose spans they are held against."""

import secrets
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from greffier.errors import Problem
from greffier.package import Package
from greffier.validation.database import beside
from greffier.validation.inspection import article_texts
from greffier.validation.questions import BLOCK

if TYPE_CHECKING:
    import duckdb

#: Characters of texts, and ids of articles, that are handed to the database at once.
CHARACTERS_AT_ONCE, IDS_AT_ONCE = 1 << 22, 500


def load_texts(connection: "duckdb.DuckDBPyConnection", package: Package, ids: Iterable[str]) -> Iterator[Problem]:
    """Makes the tables `_texts` and `_blocks` of those articles whose text the package holds."""
    connection.execute("CREATE TABLE _texts (article_id VARCHAR, sha256 VARCHAR, characters BIGINT)")
    connection.execute("CREATE TABLE _blocks (article_id VARCHAR, block BIGINT, text VARCHAR)")
    batch: list[tuple[str, str, str]] = []
    size = 0
    for item in article_texts(package, ids):
        if isinstance(item, Problem):
            yield item
            continue
        batch.append(item)
        size += len(item[1])
        if size > CHARACTERS_AT_ONCE:
            _insert(connection, batch)
            batch, size = [], 0
    if batch:
        _insert(connection, batch)


def _insert(connection: "duckdb.DuckDBPyConnection", texts: list[tuple[str, str, str]]) -> None:
    ids, words, digests = (list(column) for column in zip(*texts, strict=True))
    known = "SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[]), unnest($3::BIGINT[])"
    connection.execute(f"INSERT INTO _texts {known}", [ids, digests, list(map(len, words))])
    # to hand over one long text is much quicker than many short ones
    mark = secrets.token_hex(8)
    cut = [mark.join(text[at : at + 2 * BLOCK] for at in range(0, len(text), BLOCK)) for text in words]
    parts = "SELECT unnest($1::VARCHAR[]) AS id, string_split(unnest($2::VARCHAR[]), $3) AS parts"
    connection.execute(
        f"INSERT INTO _blocks SELECT id, generate_subscripts(parts, 1) - 1, unnest(parts) FROM ({parts})",
        [ids, cut, mark],
    )


def article_ids(connection: "duckdb.DuckDBPyConnection") -> Iterator[str]:
    """The ids of the table of articles, one after the other."""
    cursor = beside(connection).execute("SELECT article_id FROM articles WHERE article_id IS NOT NULL")
    return (str(row[0]) for rows in iter(lambda: cursor.fetchmany(IDS_AT_ONCE), []) for row in rows)
