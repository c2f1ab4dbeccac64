"""Tables in JSON: the data of a descriptor, a file of one list, or a file with an object or a list in each line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from greffier.errors import Problem
from greffier.package.depth import is_deeper
from greffier.package.dialect import Dialect
from greffier.package.header import Columns, columns_of, header_fault
from greffier.package.reader import Record
from greffier.package.schema import Field, Schema

#: The types whose cells JSON may write as other than a string.
_KINDS: dict[type, frozenset[str]] = {
    bool: frozenset({"any", "boolean"}),
    int: frozenset({"any", "integer", "number", "year"}),
    float: frozenset({"any", "number"}),
    list: frozenset({"any", "array", "geopoint", "list"}),
    dict: frozenset({"any", "geojson", "geopoint", "object"}),
}
#: A row, the line of its file, and its place in the data.
_Row = tuple[Any, int | None, str]


def read_json(data: Any, file: str, place: str, dialect: Dialect, schema: Schema | None) -> Iterator[Record | Problem]:
    """The records of a JSON table; `place` is where it stands in its file.

    It is a list of objects, or of lists of which the first names the columns.
    """
    data = within(data, dialect)
    if dialect.within is not None:
        place = f"{place}.{dialect.within}".lstrip(".")
    if not isinstance(data, list):
        yield Problem(file, None, place or None, "json", "no list of rows")
        return
    yield from _records(((row, None, f"{place}[{n}]") for n, row in enumerate(data)), file, dialect, schema)


def within(data: Any, dialect: Dialect) -> Any:
    """The part of a JSON file that holds the rows."""
    for name in dialect.within.split(".") if dialect.within else ():
        data = data.get(name) if isinstance(data, dict) else None
    return data


def read_lines(stream: BinaryIO, file: str, dialect: Dialect, schema: Schema | None) -> Iterator[Record | Problem]:
    """The records of a file with a row of JSON in each line."""
    bad: list[Problem] = []

    def rows() -> Iterator[_Row]:
        for number, line in enumerate(stream, 1):
            try:
                text = line.decode("utf-8-sig").strip()
                row = json.loads(text) if text else None
                if is_deeper(row):
                    raise RecursionError
            except RecursionError:
                bad.append(Problem(file, number, None, "json", "not usable JSON: nested too deeply"))
            except ValueError as error:
                bad.append(Problem(file, number, None, "json", f"not JSON: {error}"))
            else:
                if text:
                    yield row, number, ""

    yield from _records(rows(), file, dialect, schema)
    yield from bad


def _records(rows: Iterable[_Row], file: str, dialect: Dialect, schema: Schema | None) -> Iterator[Record | Problem]:
    columns: Columns | None = None
    names = list(dialect.keys)
    for number, (row, line, at) in enumerate(rows, 1):
        if isinstance(row, dict):
            names = names or list(row)
            yield from _from_object(row, number, Record(file, line, (), at), names, schema)
        elif not isinstance(row, list):
            yield Problem(file, line, at or None, "json", f"row {number} is neither an object nor a list")
        elif columns is None and dialect.header_rows:
            columns = columns_of([_text(cell) or "" for cell in row], schema, dialect)
            if columns.fault:
                yield Problem(file, line, at or None, "header", columns.fault)
                return
        elif columns is not None and len(row) != columns.width:
            message = f"{len(row)} cells where the header has {columns.width} columns"
            yield Problem(file, line, at or None, "row-length", message)
        else:
            picks = range(len(row)) if columns is None else columns.picks
            cells = [None if pick is None or pick >= len(row) else row[pick] for pick in picks]
            yield from _record(cells, number, Record(file, line, (), at), schema)


def _from_object(
    row: dict[str, Any], number: int, place: Record, names: list[str], schema: Schema | None
) -> Iterator[Record | Problem]:
    wanted = list(schema.labels) if schema else names
    if schema is not None:
        match = schema.descriptor.get("fieldsMatch", "equal")
        # the members of an object have no order, and one that is not there is a cell without a value
        match = "superset" if match in ("exact", "equal", ["equal"]) else match
        fault = header_fault(list(row), wanted, match)
        if fault:
            yield Problem(place.file, place.line, place.at or None, "header", f"row {number} {fault}")
            return
    yield from _record([row.get(name) for name in wanted], number, place, schema)


def _record(cells: list[Any], number: int, place: Record, schema: Schema | None) -> Iterator[Record | Problem]:
    texts: list[str | None] = []
    for cell, field in zip(cells, schema.fields if schema else [None] * len(cells), strict=False):
        if field is None or _fits(cell, field):
            texts.append(_text(cell))
            continue
        texts.append(None)
        column = f"{place.at}.{field.name}" if place.at else field.name
        message = f"row {number}: {'true or false' if isinstance(cell, bool) else type(cell).__name__} for {field.type}"
        yield Problem(place.file, place.line, column, "type", message, _text(cell))
    yield place._replace(cells=tuple(texts))


def _fits(cell: Any, field: Field) -> bool:
    return cell is None or isinstance(cell, str) or field.type in _KINDS[type(cell)]


def _text(cell: Any) -> str | None:
    """A value of JSON as a cell of text."""
    return cell if cell is None or isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
