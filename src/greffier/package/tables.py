"""The rows of a resource in whatever form it has: CSV in one file or several, packed or not, JSON, or inline data."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from greffier.errors import NotSupported, PackageError, Problem
from greffier.package import DESCRIPTOR, Resource, cells, parquet, parse_json
from greffier.package.compression import compression_of, unpacked
from greffier.package.header import joined
from greffier.package.jsontables import read_json, read_lines, within
from greffier.package.reader import Record, read_files
from greffier.package.storage import LONGEST_READ, read_all

#: How the rows are written, by the format of the resource or the ending of its path.
_FORMS = {
    **dict.fromkeys(("csv", "tsv", "tab", "psv"), "csv"),
    **dict.fromkeys(("ndjson", "jsonl", "jsonlines"), "lines"),
    "json": "json",
    "parquet": "parquet",
}
#: Formats of tables that are not read here.
OTHER = frozenset(
    {"arrow", "db", "feather", "gsheets", "html", "ods", "sqlite", "xls", "xlsx", "yaml", "yml"}
)
_ENDINGS_OF_TEXT = frozenset({"", "txt", "dat", "text", "asc"})


def form(resource: Resource) -> str | None:
    """How the rows are written: csv, json, lines, parquet, inline, other; None where the resource is no table."""
    given = resource.descriptor
    tabular = (
        "schema" in given or given.get("type") == "table" or given.get("profile") == "tabular-data-resource"
    )
    if not resource.paths:
        return "inline" if tabular or isinstance(given.get("data"), list) else None
    kind, ending = str(given.get("format", "")).lower(), _ending(resource)
    found = _FORMS.get(kind) or _FORMS.get(ending)
    if found == "csv" or found and tabular:
        return found
    if {kind, ending} & OTHER:
        return "other"
    if not tabular:
        return None
    return "csv" if ending in _ENDINGS_OF_TEXT or kind in _ENDINGS_OF_TEXT - {""} else "other"


def rows(resource: Resource, opened: Callable[[str], BinaryIO] | None = None) -> Iterator[Record | Problem]:
    """The records of a table in the order of its schema's columns, and the faults of its files as they are met.

    `opened` gives the file at a path without its compression; by default it is the package's. NotSupported where the
    table has a form that is not read, PackageError where a file cannot be read at all.
    """
    kind = form(resource)
    opener = opened or (lambda path: unpacked_file(resource, path))
    if kind == "csv":
        files = [(path, (lambda path=path: opener(path))) for path in resource.paths]
        yield from read_files(files, resource.encoding, resource.dialect, resource.schema)
    elif kind == "inline":
        number = next(n for n, other in enumerate(resource.package.resources) if other is resource)
        place = f"resources[{number}].data"
        yield from read_json(resource.descriptor.get("data"), DESCRIPTOR, place, resource.dialect, resource.schema)
    elif kind == "parquet":
        columns = resource.schema.columns if resource.schema else parquet.names(resource)
        for path, number, values in parquet.rows(resource, columns):
            yield Record(path, number, tuple(None if value is None else cells.text(value) for value in values))
    elif kind in ("json", "lines"):
        for path in resource.paths:
            with opener(path) as stream:
                if kind == "lines":
                    yield from read_lines(stream, path, resource.dialect, resource.schema)
                    continue
                try:
                    data = parse_json(read_all(stream, path, LONGEST_READ), path)
                except PackageError as error:
                    yield Problem(path, None, None, "json", str(error).removeprefix(f"{path}: "))
                    continue
                yield from read_json(data, path, "", resource.dialect, resource.schema)
    else:
        raise NotSupported(f"tables of the format {resource.descriptor.get('format') or _ending(resource)!r}")


def header(resource: Resource) -> list[str]:
    """The names that a table without a schema gives its columns itself; empty ones where it gives none."""
    if form(resource) == "csv":
        wanted = max(resource.dialect.header_rows, default=0)
        bare = resource.dialect._replace(header_rows=())
        path = resource.paths[0]
        found = read_files([(path, lambda: unpacked_file(resource, path))], resource.encoding, bare, None)
        read = [list(map(str, record.cells)) for record in islice(found, wanted or 1) if isinstance(record, Record)]
        named = [row for number, row in enumerate(read, 1) if number in resource.dialect.header_rows]
        return joined(named, resource.dialect.header_join) if named else ["" for row in read[:1] for _ in row]
    if form(resource) == "parquet":
        return parquet.names(resource)
    first: Any = next(iter(_data(resource)), [])
    if isinstance(first, dict):
        return list(resource.dialect.keys or first)
    return [str(cell or "") for cell in first] if isinstance(first, list) else []


def _data(resource: Resource) -> list[Any]:
    """The first row of a table in JSON, or all of them."""
    if form(resource) == "lines":
        with unpacked_file(resource, resource.paths[0]) as stream:
            return [parse_json(stream.readline(), resource.paths[0])]
    data: Any = resource.descriptor.get("data")
    if resource.paths:
        with unpacked_file(resource, resource.paths[0]) as stream:
            data = parse_json(read_all(stream, resource.paths[0], LONGEST_READ), resource.paths[0])
    found = within(data, resource.dialect)
    return found if isinstance(found, list) else []


def unpacked_file(resource: Resource, path: str) -> BinaryIO:
    """The file at a path of a resource, without its compression."""
    stream = resource.package.open(path)
    member = resource.descriptor.get("innerpath")
    kind = compression_of(path, resource.descriptor.get("compression"))
    return unpacked(stream, kind, member if isinstance(member, str) else None, path)


def _ending(resource: Resource) -> str:
    """The ending of the path, or of what is packed in it."""
    member = resource.descriptor.get("innerpath")
    name = member if isinstance(member, str) else resource.paths[0]
    parts = name.rpartition("/")[2].lower().split(".")
    if len(parts) > 2 and parts[-1] in ("gz", "zip", "bz2", "xz", "zst"):
        parts.pop()
    return parts[-1] if len(parts) > 1 else ""
