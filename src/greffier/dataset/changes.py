"""What a build would change: row by row, for people."""

import io
import json
from typing import Any

from greffier.errors import PackageError, Problem
from greffier.package import DESCRIPTOR, Package, Resource
from greffier.package.dialect import Dialect
from greffier.package.reader import read_records
from greffier.package.records import Row, raw_rows, schema_of


def changes(package: Package, path: str, content: bytes) -> list[str]:
    """How the file at `path` differs from `content`, a line for each row or cell; nothing where it does not."""
    if package.exists(path) and package.read(path) == content:
        return []
    if path == DESCRIPTOR:
        return _descriptor_changes(package, json.loads(content))
    resource = next(resource for resource in package.resources if path in resource.paths)
    try:
        old = {_key(row, resource): row for row in raw_rows(resource)}
    except PackageError as error:
        return [f"{path}: would be made anew, for as it is it cannot be read: {error}"]
    new = {_key(row, resource): row for row in _new_rows(resource, path, content)}
    lines = [f"{path}:{row.line} - {key}" for key, row in old.items() if key not in new]
    lines += [f"{path}:{row.line} + {key}" for key, row in new.items() if key not in old]
    for key in old.keys() & new.keys():
        was, row = old[key], new[key]
        for column, text in row.cells.items():
            if was.cells[column] != text:
                lines.append(f"{path}:{was.line}:{column} {key}: {was.cells[column]!r} -> {text!r}")
    return sorted(lines, key=_place) or [f"{path}: the same rows, in another order or with other line ends"]


def _descriptor_changes(package: Package, new: Any) -> list[str]:
    pairs = zip(package.descriptor["resources"], new["resources"], strict=True)
    lines = [f"{DESCRIPTOR}: bytes and hash of {now.get('name')}" for was, now in pairs if was != now]
    return lines or [f"{DESCRIPTOR}: the same, laid out in another way"]


def _new_rows(resource: Resource, path: str, content: bytes) -> list[Row]:
    schema = schema_of(resource)
    rows = []
    for found in read_records(io.BytesIO(content), path, "utf-8", Dialect(), schema):
        assert not isinstance(found, Problem), found
        texts = (text or "" for text in found.cells)
        rows.append(Row(path, found.line, dict(zip(schema.columns, texts, strict=True))))
    return rows


def _key(row: Row, resource: Resource) -> str:
    return ":".join(row.cells[column] for column in schema_of(resource).primary_key)


def _place(line: str) -> tuple[int, str]:
    return int(line.split(" ")[0].split(":")[1]), line
