"""The rows of a package, where every view can ask for its own: a database that lives as long as the build."""

import csv
import io
import sqlite3
from collections.abc import Iterator

from greffier.errors import PackageError
from greffier.package import Package, Resource
from greffier.package.schema import Schema

Row = dict[str, str]

#: The tables that the views are made from, each with the columns by which it is asked.
TABLES = {
    "articles": ("article_id",),
    "actors": ("actor_id", "part_of"),
    "mentions": ("article_id", "actor_id"),
    "statements": ("article_id", "speaker_id", "target_id", "via_id", "decision_id"),
    "decisions": ("decision_id", "article_id", "court_id"),
    "parties": ("article_id", "decision_id", "actor_id"),
    "evidence": ("article_id", "row_id"),
}


class Store:
    """The rows of the seven tables; `ask` gives them by SQL, an empty cell as ''."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.schemas: dict[str, Schema] = {}
        # an empty name is a temporary file that SQLite keeps in memory as long as it is small
        self.connection = sqlite3.connect("")
        self.connection.row_factory = _row
        for name, indexed in TABLES.items():
            self._fill(package.resource(name), indexed)

    def ask(self, query: str, **values: object) -> list[Row]:
        """The rows that a query gives, each a dictionary of its columns."""
        return list(self.connection.execute(query, values))

    def each(self, query: str, **values: object) -> Iterator[Row]:
        """The rows that a query gives, one at a time."""
        return iter(self.connection.execute(query, values))

    def count(self, table: str) -> int:
        """The number of rows of a table."""
        return int(self.ask(f"SELECT count(*) AS n FROM {table}")[0]["n"])

    def _fill(self, resource: Resource, indexed: tuple[str, ...]) -> None:
        schema = table_schema(resource)
        self.schemas[resource.name] = schema
        for column in {*indexed, *schema.primary_key}:
            schema.field(column)
        columns = ", ".join(_quoted(column) for column in schema.columns)
        places = ", ".join("?" * len(schema.columns))
        self.connection.execute(f"CREATE TABLE {resource.name} ({columns})")
        self.connection.executemany(f"INSERT INTO {resource.name} VALUES ({places})", typed_rows(resource))
        for column in indexed:
            self.connection.execute(
                f"CREATE INDEX {_quoted(f'{resource.name}_{column}')} ON {resource.name} ({_quoted(column)})"
            )


def table_schema(resource: Resource) -> Schema:
    """The schema of a table; PackageError where it has none."""
    if resource.schema is None:
        raise PackageError(f"{resource.path}: has no schema; give the resource {resource.name!r} one")
    return resource.schema


def raw_rows(resource: Resource) -> Iterator[list[str]]:
    """The cells of a table's rows as they stand in its file, in the order of its schema's columns."""
    schema = table_schema(resource)
    # a cell may hold a whole article
    csv.field_size_limit(2**31 - 1)
    with resource.package.open(resource.path) as stream:
        reader = csv.reader(io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""))
        try:
            header = next(reader, None)
            if header != list(schema.columns):
                raise PackageError(f"{resource.path}:1: the header is not {','.join(schema.columns)}")
            for row in reader:
                if len(row) != len(header):
                    where = f"{resource.path}:{reader.line_num}"
                    raise PackageError(f"{where}: {len(row)} cells where the header has {len(header)}")
                yield row
        except UnicodeDecodeError as error:
            raise PackageError(f"{resource.path}: not UTF-8 after line {reader.line_num}") from error
        except csv.Error as error:
            raise PackageError(f"{resource.path}:{reader.line_num}: not CSV: {error}") from error


def typed_rows(resource: Resource) -> Iterator[list[str | int]]:
    """The rows of a table with whole numbers as numbers, so that places sort and compare as such."""
    fields = table_schema(resource).fields
    whole = [i for i, field in enumerate(fields) if field.type == "integer"]
    for number, row in enumerate(raw_rows(resource), 2):
        typed: list[str | int] = [*row]
        for i in whole:
            if row[i]:
                try:
                    typed[i] = int(row[i])
                except ValueError:
                    raise PackageError(
                        f"{resource.path}: row {number}: {fields[i].name} is {row[i]!r}, no whole number; "
                        "greffier validate names every such cell"
                    ) from None
        yield typed


def _row(cursor: sqlite3.Cursor, values: tuple[str | int, ...]) -> dict[str, str | int]:
    return dict(zip((column[0] for column in cursor.description), values, strict=True))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
