"""The rows of a resource, one after the other: as text with their lines, or typed by the schema."""

from collections.abc import Iterator
from typing import NamedTuple

from greffier.errors import PackageError
from greffier.package import Resource, cells
from greffier.package.reader import Record
from greffier.package.schema import Field, Schema, read_schema
from greffier.package.tables import form, header, rows

#: Faults of a file that leave no doubt about its rows; validation reports them, reading does not mind.
HARMLESS = ("line-ends", "blank-row")


class Row(NamedTuple):
    """A row as it stands in its file: the file, the line it begins on, and the text of each cell by column.

    A cell without a value, as JSON has them, is the first of its column's missing values.
    """

    path: str
    line: int | None
    cells: dict[str, str]


def schema_of(resource: Resource) -> Schema:
    """The resource's schema; PackageError where it has none."""
    if resource.schema is None:
        raise PackageError(f'{resource.package.where}: the resource {resource.name!r} has no "schema", it is no table')
    return resource.schema


def fields_of(resource: Resource) -> tuple[Field, ...]:
    """The fields of the schema; of a table without one, text under the names of its own header."""
    if resource.schema is not None:
        return resource.schema.fields
    names = [{"name": name or f"column{number}"} for number, name in enumerate(header(resource), 1)]
    return read_schema({"fields": names}, resource.name).fields


def read(resource: Resource) -> Iterator[Record]:
    """The records of a table; PackageError names the line of one that cannot be read."""
    if form(resource) is None:
        raise PackageError(f"{resource.package.where}: the resource {resource.name!r} is no table")
    for found in rows(resource):
        if isinstance(found, Record):
            yield found
        elif found.rule not in HARMLESS:
            raise PackageError(f"{found}; see: greffier validate")


def raw_rows(resource: Resource) -> Iterator[Row]:
    """The rows as text; PackageError names the line of one that cannot be read."""
    schema = schema_of(resource)
    absent = tuple(next(iter(field.missing_values), "") for field in schema.fields)
    for found in read(resource):
        texts = (none if text is None else text for text, none in zip(found.cells, absent, strict=True))
        yield Row(found.file, found.line, dict(zip(schema.columns, texts, strict=True)))


def records(resource: Resource) -> Iterator[dict[str, cells.Value]]:
    """The rows with the values that the schema gives them; None where a cell is empty."""
    fields = fields_of(resource)
    for found in read(resource):
        record = {}
        for field, text in zip(fields, found.cells, strict=True):
            try:
                record[field.name] = cells.parse(field, text)
            except ValueError as error:
                raise PackageError(f"{found.place(field.name)} {error}; see: greffier validate") from error
        yield record
