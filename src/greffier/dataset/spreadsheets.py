"""A curated table as people save it: with commas, or by a spreadsheet with its own separator and order of columns."""

import codecs
import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from greffier.dataset import writer
from greffier.errors import CorrectionError, Problem
from greffier.package import Package, Resource
from greffier.package.dialect import Dialect
from greffier.package.reader import read_records
from greffier.package.records import Row, schema_of

#: What parts the cells: a comma as it is published, a semicolon as French spreadsheets save it, a tab as they copy it.
SEPARATORS = (",", ";", "\t")


class Saved(NamedTuple):
    """A table as it was saved: its rows, and whether its file is laid out as its schema and descriptor say."""

    rows: list[Row]
    as_published: bool


def read_saved(resource: Resource) -> Saved:
    """The rows of a table whatever separator, byte order mark, line ends, blank lines and order of columns it has.

    CorrectionError names every line that cannot be read.
    """
    path, schema = resource.path, schema_of(resource)
    data = resource.package.read(path)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CorrectionError(f'{path}: is UTF-16, which nothing here reads; save it again as "CSV UTF-8"')
    head, _, rest = data.partition(b"\n")
    # the line by which some spreadsheets name the separator
    named = head.removeprefix(b"\xef\xbb\xbf").strip().lower().startswith(b"sep=")
    table = rest if named else data
    separator, columns = _header(table, schema.columns)
    # the columns may stand in any order, and those that may be empty may be missing
    loose = replace(schema, descriptor={**schema.descriptor, "fieldsMatch": "superset"})
    rows, faults, blank = [], [], False
    for found in read_records(io.BytesIO(table), path, "utf-8", Dialect(separator), loose):
        line = (found.line or 0) + named
        if not isinstance(found, Problem):
            texts = (text or "" for text in found.cells)
            rows.append(Row(path, line, dict(zip(schema.columns, texts, strict=True))))
        elif found.rule == "blank-row":
            blank = True
        elif found.rule == "encoding":
            faults.append(f'{path}:{line} {found.message}; save it again as "CSV UTF-8"')
        elif found.rule != "line-ends":
            faults.append(str(found._replace(line=line)))
    if faults:
        raise CorrectionError("\n".join(faults))
    return Saved(rows, separator == "," and columns == list(schema.columns) and not named and not blank)


def as_published(package: Package, names: Iterable[str]) -> dict[str, bytes]:
    """The bytes that those of the named tables should have whose file is laid out in another way, by path."""
    files = {}
    for resource in package.resources:
        if resource.name in names:
            saved = read_saved(resource)
            if not saved.as_published:
                files[resource.path] = writer.table_bytes(schema_of(resource), (row.cells for row in saved.rows))
    return files


def _header(table: bytes, wanted: tuple[str, ...]) -> tuple[str, list[str]]:
    """The separator by which the first line names most of the columns, and the columns as it names them."""
    line = next(iter(table.decode("utf-8-sig", "replace").splitlines()), "")
    headers = {separator: next(csv.reader([line], delimiter=separator), []) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: len(set(headers[separator]) & set(wanted)))
    return best, headers[best]
