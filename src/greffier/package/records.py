"""The rows of a resource, one after the other: as text with their lines, or typed by the schema."""

from collections.abc import Iterator
from typing import NamedTuple

from greffier.errors import PackageError, Problem
from greffier.package import Resource, cells, parquet
from greffier.package.reader import dialect_of, read_records
from greffier.package.schema import Schema

#: Faults of a file that leave no doubt about its rows; validation reports them, reading does not mind.
HARMLESS = ("line-ends", "blank-row")


class Row(NamedTuple):
    """A row as it stands in its file: the file, the line it begins on (in Parquet the row's number, from 1), and the
    text of each cell by column."""

    path: str
    line: int
    cells: dict[str, str]


def schema_of(resource: Resource) -> Schema:
    """The resource's schema; PackageError where it has none."""
    if resource.schema is None:
        raise PackageError(f'{resource.package.where}: the resource {resource.name!r} has no "schema", it is no table')
    return resource.schema


def raw_rows(resource: Resource) -> Iterator[Row]:
    """The rows as text; PackageError names the line of one that cannot be read."""
    schema = schema_of(resource)
    if not resource.paths:
        raise PackageError(f"{resource.package.where}: the resource {resource.name!r} has no file")
    if parquet.is_parquet(resource):
        for path, number, values in parquet.rows(resource, schema.columns):
            yield Row(path, number, dict(zip(schema.columns, map(cells.text, values), strict=True)))
        return
    absent = tuple(next(iter(field.missing_values), "") for field in schema.fields)
    encoding = str(resource.descriptor.get("encoding", "utf-8"))
    for path in resource.paths:
        with resource.package.open(path) as stream:
            for found in read_records(stream, path, encoding, dialect_of(resource.descriptor, path), schema):
                if not isinstance(found, Problem):
                    texts = (none if text is None else text for text, none in zip(found.cells, absent, strict=True))
                    yield Row(path, found.line, dict(zip(schema.columns, texts, strict=True)))
                elif found.rule not in HARMLESS:
                    raise PackageError(f"{found}; see: greffier validate")


def records(resource: Resource) -> Iterator[dict[str, cells.Value]]:
    """The rows with the values that the schema gives them: text, int, float, bool, date, or None where empty."""
    fields = schema_of(resource).fields
    for path, line, row in raw_rows(resource):
        record = {}
        for field in fields:
            try:
                record[field.name] = cells.parse(field, row[field.name])
            except ValueError as error:
                raise PackageError(f"{path}:{line}:{field.name} {error}; see: greffier validate") from error
        yield record
