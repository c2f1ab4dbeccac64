"""The header of a table held against the columns of its schema."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from greffier.errors import shortened
from greffier.package.dialect import Dialect
from greffier.package.schema import WIDEST, Schema

#: What parts columns, beside the comma of CSV.
SEPARATORS = (";", "\t", "|", ",")


class Columns(NamedTuple):
    """Where each field of the schema stands in the file, how wide the file is, what is wrong with its header."""

    picks: Sequence[int | None]
    width: int
    fault: str | None = None


def columns_of(header: list[str], schema: Schema | None, dialect: Dialect) -> Columns:
    """Where a header has the columns of a schema."""
    if len(header) > WIDEST:
        return Columns([], 0, f"{len(header)} columns; a table may have {WIDEST}")
    if schema is None:
        return Columns(range(len(header)), len(header))
    wanted = list(schema.labels)
    if not dialect.case_sensitive:
        folded = {name.casefold(): name for name in wanted}
        header = [folded.get(name.casefold(), name) for name in header]
    if header == wanted:
        return Columns(range(len(header)), len(header))
    places = {name: number for number, name in reversed(list(enumerate(header)))}
    match = schema.descriptor.get("fieldsMatch", "exact")
    return Columns([places.get(name) for name in wanted], len(header), header_fault(header, wanted, match))


def header_fault(header: list[str], wanted: list[str], match: Any) -> str | None:
    """What is wrong with a header, by the schema's fieldsMatch; a list of one is how its profile writes it."""
    match = match[0] if isinstance(match, list) and match else match
    if header and header[0].lower().startswith("sep="):
        return f"{header[0]!r} is a note to Excel, and no header; remove the line"
    known, there = set(wanted), set(header)
    missing = [name for name in wanted if name not in there]
    extra = [name for name in header if name not in known]
    if len(there) < len(header):
        return f"names the column {next(name for name in header if header.count(name) > 1)!r} twice"
    if missing and match in ("exact", "equal", "subset"):
        return f"lacks the column {', '.join(map(repr, missing[:5]))}{parted(header) or _hint(extra)}"
    if extra and match in ("exact", "equal", "superset"):
        return f"has the column {', '.join(map(repr, extra[:5]))}, which the schema does not know"
    if match == "partial" and len(missing) == len(wanted):
        return "has no column of the schema"
    if match == "exact" and header != wanted:
        return f"has its columns in another order; the schema has {', '.join(wanted)}"
    return None


def parted(header: list[str]) -> str:
    """By what else the columns of a file of one column may be parted, and how to say so; '' where it has several."""
    marks = [mark for mark in SEPARATORS if len(header) == 1 and mark in header[0]]
    if not marks:
        return ""
    dialect = json.dumps({"delimiter": marks[0]})
    return f'; its columns look parted by {marks[0]!r}: describe that with "dialect": {dialect}'


def _hint(extra: list[str]) -> str:
    names = ", ".join(repr(shortened(name)) for name in extra[:5])
    return f"; has {names}, which the schema does not know" if extra else ""


def joined(rows: list[list[str]], between: str) -> list[str]:
    """The names that the rows of a header give together, column by column."""
    if len(rows) == 1:
        return rows[0]
    width = max(map(len, rows))
    filled = [row + [""] * (width - len(row)) for row in rows]
    return [between.join(part for part in parts if part) for parts in zip(*filled, strict=True)]
