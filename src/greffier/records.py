"""The rows of a resource, one after the other: as text with their lines, or typed by the schema."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from greffier import cells
from greffier.errors import PackageError
from greffier.package import Resource
from greffier.schema import Schema

#: The longest cell that is read, in characters.
LONGEST_CELL = 1 << 30


class Row(NamedTuple):
    """A row as it stands in its file: the file, the line it begins on, and the text of each cell by column."""

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
    columns = schema_of(resource).columns
    if not resource.paths:
        raise PackageError(f"{resource.package.where}: the resource {resource.name!r} has no file")
    for path in resource.paths:
        yield from _file_rows(resource, path, columns)


def records(resource: Resource) -> Iterator[dict[str, cells.Value]]:
    """The rows with the values that the schema gives them: text, int, float, bool, date, or None where empty."""
    fields = schema_of(resource).fields
    for path, line, row in raw_rows(resource):
        record = {}
        for field in fields:
            try:
                record[field.name] = cells.parse(field, row[field.name])
            except ValueError as error:
                raise PackageError(f"{path}:{line} {field.name}: {error}; see: greffier validate") from error
        yield record


def _file_rows(resource: Resource, path: str, columns: tuple[str, ...]) -> Iterator[Row]:
    encoding = str(resource.descriptor.get("encoding", "utf-8"))
    dialect = resource.descriptor.get("dialect", {})
    delimiter = dialect.get("delimiter", ",") if isinstance(dialect, dict) else ","
    # another library may have asked for longer ones still
    csv.field_size_limit(max(LONGEST_CELL, csv.field_size_limit()))
    with resource.package.open(path) as stream:
        line = 1
        try:
            text = io.TextIOWrapper(stream, "utf-8-sig" if encoding.lower() == "utf-8" else encoding, newline="")
            reader = csv.reader(text, strict=True, delimiter=delimiter)
            header = next(reader, [])
            if tuple(header) != columns:
                raise PackageError(f"{path}:1 the columns are {', '.join(header)}; the schema has {', '.join(columns)}")
            line = reader.line_num + 1
            for row in reader:
                if len(row) != len(columns):
                    raise PackageError(f"{path}:{line} has {len(row)} cells; the table has {len(columns)} columns")
                yield Row(path, line, dict(zip(columns, row, strict=True)))
                line = reader.line_num + 1
        except csv.Error as error:
            raise PackageError(f"{path}:{line} not CSV: {error}") from error
        except UnicodeDecodeError as error:
            wrong = f"0x{error.object[error.start]:02x}"
            raise PackageError(f"{path}: not {encoding}: byte {wrong} after line {line}") from error
        except (LookupError, TypeError) as error:
            raise PackageError(f"{path}: encoding or dialect cannot be used: {error}") from error
