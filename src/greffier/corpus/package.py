"""The package that is made of the partitions: published files, global tables, lists for the editor, descriptor."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greffier.corpus import columns
from greffier.corpus.gathering import rows
from greffier.corpus.store import Store
from greffier.dataset import drafts, writer
from greffier.dataset.rows import TABLES
from greffier.package import DESCRIPTOR, installed_package

if TYPE_CHECKING:
    import duckdb

#: Rows in a file of a table that is not published part by part.
ROWS = 100_000
MEDIATYPE = "application/vnd.apache.parquet"
_README = """# {name}

A data package that greffier made of an archive: what news articles say about court cases, each cell traced to its
words. The tables stand as Parquet in `data`, in parts; `greffier.load("statements", package="{name}")` gives one of
them, and any reader of Parquet does. `rejects` lists what was not converted and why, `duplicates` what repeats another
article, `undecided` the actors that may be one. `.greffier` holds finished work: as long as it is there, more articles
cost no more than themselves.
"""


class Draft:
    """A package while it is written: in a folder of its own until all is there."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.room = store.work / "next"
        shutil.rmtree(self.room, ignore_errors=True)
        self.counts: dict[str, int] = {}
        self.paths: dict[str, list[str]] = {name: [] for name in (*TABLES, *columns.OWN)}
        self.sizes: dict[str, int] = {}
        self.sums = {name: hashlib.sha256() for name in self.paths}

    def add(self, name: str, data: bytes, count: int) -> None:
        """One more file of a table."""
        self.counts[name] = self.counts.get(name, 0) + count
        self.sizes[name] = self.sizes.get(name, 0) + len(data)
        self.sums[name].update(data)
        path = f"data/{name}/part-{len(self.paths[name]):05}.parquet"
        self.paths[name].append(path)
        writer.fill(self.room, {path: data})

    def add_rows(self, name: str, found: Iterable[Mapping[str, Any]]) -> None:
        """Rows of a table, in as many files as they need; one where there are none."""
        rows, schema = iter(found), columns.arrow_schema(name)
        while (some := columns.long_table(islice(rows, ROWS), schema)).num_rows or not self.paths[name]:
            self.add(name, columns.parquet(some), some.num_rows)

    def publish(self, curated: Mapping[str, bytes]) -> dict[str, int]:
        """Puts the package into its place, the descriptor last; returns the number of rows of each table."""
        name = drafts.slug(self.store.target.absolute().name)
        files = {"README.md": _README.format(name=name).encode(), **curated}
        resources = [self._resource(table, files) for table in self.paths]
        if curated:
            resources += [_curated(path, data, files) for path, data in curated.items()]
        descriptor = {
            "$schema": installed_package().descriptor["$schema"],
            "name": name,
            "title": name,
            "version": "0.1.0",
            "resources": resources,
        }
        files[DESCRIPTOR] = writer.json_bytes(descriptor)
        writer.fill(self.room, files)
        _exchange(self.room, self.store.target, self.store.work / "old")
        return {table: self.counts.get(table, 0) for table in self.paths}

    def _resource(self, name: str, files: dict[str, bytes]) -> dict[str, Any]:
        schema = columns.schemas()[name]
        files[f"schemas/{name}.json"] = writer.json_bytes(schema.descriptor)
        return {
            "name": name,
            "type": "table",
            "title": schema.title,
            "path": self.paths[name] if len(self.paths[name]) > 1 else self.paths[name][0],
            "format": "parquet",
            "mediatype": MEDIATYPE,
            "bytes": self.sizes[name],
            "hash": f"sha256:{self.sums[name].hexdigest()}",
            "schema": f"schemas/{name}.json",
        }


def lists(base: "duckdb.DuckDBPyConnection") -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """The tables that are of no part, by name: actors, evidence of their cells, and what the editor should look at."""
    yield (
        "actors",
        _dicts(base, "actors", "SELECT actor_id, name, kind, role, country, whole, NULL FROM actors ORDER BY 1"),
    )
    yield "evidence", _dicts(base, "evidence", "FROM traces ORDER BY row_id, field, start")
    sql = """SELECT p.source, r.article_id, r.reason FROM (
            SELECT part, row, article_id, reason FROM rejects_found
            UNION ALL SELECT s.part, s.row, s.article_id, 'its id is that of ' || f.source || '; change one'
            FROM same_id s JOIN places f ON f.part = s.first_part AND f.row = s.first_row
        ) r JOIN places p USING (part, row) ORDER BY r.part, r.row"""
    yield "rejects", _dicts(base, "rejects", sql)
    sql = "SELECT source, article_id, first_id FROM same_text JOIN places USING (part, row) ORDER BY part, row"
    yield "duplicates", _dicts(base, "duplicates", sql)
    yield "undecided", _dicts(base, "undecided", "FROM undecided ORDER BY actor_id, other_id")


def _dicts(base: "duckdb.DuckDBPyConnection", name: str, sql: str) -> Iterator[dict[str, Any]]:
    names: Sequence[str] = columns.schemas()[name].columns
    return (dict(zip(names, row, strict=True)) for row in rows(base, sql))


def _curated(path: str, data: bytes, files: dict[str, bytes]) -> dict[str, Any]:
    """The resource of a curated table, as the installed package describes it."""
    resource = next(each for each in installed_package().resources if path in each.paths)
    schema = f"schemas/{resource.name}.json"
    files[schema] = resource.package.read(str(resource.descriptor["schema"]))
    digest = hashlib.sha256(data).hexdigest()
    return {**resource.descriptor, "schema": schema, "bytes": len(data), "hash": f"sha256:{digest}"}


def _exchange(room: Path, target: Path, old: Path) -> None:
    """Puts what is in the room into the target. No descriptor stands there until all else is in its place."""
    shutil.rmtree(old, ignore_errors=True)
    old.mkdir()
    for path in sorted(target.iterdir(), key=lambda path: path.name != DESCRIPTOR):
        if path.name in (DESCRIPTOR, "README.md", "data", "schemas"):
            os.replace(path, old / path.name)
    for path in sorted(room.iterdir(), key=lambda path: path.name == DESCRIPTOR):
        os.replace(path, target / path.name)
    shutil.rmtree(room)
    shutil.rmtree(old)
