"""A table's file read exactly: each record with the line it begins on, each fault of the file as a problem.

Memory is bounded: no line and no cell longer than stated here is taken in.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple

from greffier.errors import Problem
from greffier.package.schema import Schema

#: Characters that a line, or a cell with its line breaks, may have.
LONGEST = 10_000_000
#: Columns that a table may have.
WIDEST = 10_000


class Record(NamedTuple):
    """A row by its line in the file; `cells` are in the order of the schema, None where a column is absent."""

    line: int
    cells: tuple[str | None, ...]


class Dialect(NamedTuple):
    """How the cells of a file are parted."""

    delimiter: str = ","
    quote: str = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_space: bool = False
    comment: str | None = None
    header: bool = True

    @property
    def plain(self) -> bool:
        """Whether it is the CSV that everybody writes."""
        return self == Dialect()


def dialect_of(descriptor: Mapping[str, Any], path: str) -> Dialect:
    """The dialect that a resource's descriptor gives; tabs for a .tsv file that says nothing else."""
    given: Any = descriptor.get("dialect") or {}
    given = {**given, **given.get("csv", {})} if isinstance(given, Mapping) else {}
    tabs = descriptor.get("format") == "tsv" or path.endswith(".tsv")
    return Dialect(
        delimiter=given.get("delimiter", "\t" if tabs else ","),
        quote=given.get("quoteChar", '"'),
        double_quote=given.get("doubleQuote", True) is not False,
        escape=given.get("escapeChar"),
        skip_space=given.get("skipInitialSpace") is True,
        comment=given.get("commentChar"),
        header=given.get("header", True) is not False,
    )


def read_records(
    stream: BinaryIO, file: str, encoding: str, dialect: Dialect, schema: Schema | None
) -> Iterator[Record | Problem]:
    """The records of a CSV file in the order of the schema's columns, and its faults as they are met."""
    try:
        lines = _Lines(stream, encoding)
        reader = _csv_reader(lines, dialect)
    except (LookupError, TypeError, ValueError) as error:
        yield Problem(file, None, None, "csv", f"the encoding or the dialect cannot be used: {error}")
        return
    columns = None if dialect.header else _columns(list(schema.columns) if schema else [], schema)
    ends: str | None = ""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Problem(file, line, None, "csv", _explained(str(error)))
            if "limit" in str(error):
                return
            continue
        except _TooLong:
            yield Problem(file, line, None, "csv", f"a line of more than {LONGEST} bytes; the rest is not read")
            return
        except UnicodeDecodeError as error:
            wrong = f"0x{error.object[error.start]:02x}"
            message = f"byte {wrong} is not {encoding}; the rest is not read"
            yield Problem(file, lines.number + 1, None, "encoding", message)
            return
        if dialect.comment and cells and cells[0].startswith(dialect.comment):
            continue
        if ends is not None and lines.end not in (ends or lines.end, ""):
            yield Problem(file, line, None, "line-ends", f"the line ends in {lines.end!r}, those before in {ends!r}")
            ends = None  # once is enough
        elif ends is not None:
            ends = lines.end or ends
        if columns is None:
            columns = _columns(cells, schema)
            if columns.fault:
                yield Problem(file, line, None, "header", columns.fault)
                return
        elif not any(cells):
            yield Problem(file, line, None, "blank-row", "a row without any cell that is filled")
        elif len(cells) != columns.width:
            message = f"{len(cells)} cells where the header has {columns.width} columns"
            yield Problem(file, line, None, "row-length", message)
        else:
            yield Record(line, tuple(None if pick is None else cells[pick] for pick in columns.picks))
    if columns is None:
        yield Problem(file, 1, None, "header", "the file is empty; its first line must name the columns")


class _Columns(NamedTuple):
    """Where each field of the schema stands in the file, how wide the file is, what is wrong with its header."""

    picks: Sequence[int | None]
    width: int
    fault: str | None


def _columns(header: list[str], schema: Schema | None) -> _Columns:
    if len(header) > WIDEST:
        return _Columns([], 0, f"{len(header)} columns; a table may have {WIDEST}")
    if schema is None:
        return _Columns(range(len(header)), len(header), None)
    wanted = list(schema.columns)
    picks = [header.index(name) if name in header else None for name in wanted]
    return _Columns(picks, len(header), header_fault(header, schema))


def header_fault(header: list[str], schema: Schema) -> str | None:
    """What is wrong with a header, by the schema's fieldsMatch; a list of one is how its profile writes it."""
    wanted = list(schema.columns)
    match = schema.descriptor.get("fieldsMatch", "exact")
    match = match[0] if isinstance(match, list) and match else match
    missing = [name for name in wanted if name not in header]
    extra = [name for name in header if name not in wanted]
    if len(set(header)) < len(header):
        return f"names the column {next(name for name in header if header.count(name) > 1)!r} twice"
    if missing and match in ("exact", "equal", "subset"):
        return f"lacks the column {', '.join(map(repr, missing))}"
    if extra and match in ("exact", "equal", "superset"):
        return f"has the column {', '.join(map(repr, extra[:5]))}, which the schema does not know"
    if match == "partial" and len(missing) == len(wanted):
        return "has no column of the schema"
    if match == "exact" and header != wanted:
        return f"has its columns in another order; the schema has {', '.join(wanted)}"
    return None


def _csv_reader(lines: "_Lines", dialect: Dialect) -> Any:
    csv.field_size_limit(LONGEST)
    return csv.reader(
        lines,
        strict=True,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        doublequote=dialect.double_quote,
        escapechar=dialect.escape,
        skipinitialspace=dialect.skip_space,
    )


def _explained(words: str) -> str:
    if "limit" in words:
        return f"a cell of more than {LONGEST} characters, or a quotation mark never closed; the rest is not read"
    if "unexpected end of data" in words:
        return "a quotation mark is opened in this row and never closed; the rest of the file stands in one cell"
    if "expected after" in words:
        return "text after a closing quotation mark; inside a cell a quotation mark is written twice"
    return words


class _TooLong(Exception):
    """A line that would not fit into the memory it may take."""


class _Lines:
    """The lines of a file with their ends, decoded one by one; a byte order mark at the top is no text."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        wide = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
        self.lines = _wide_lines(stream, encoding) if wide else _byte_lines(stream, encoding)
        self.number = 0
        self.end = ""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        if self.number == 0:
            line = line.removeprefix("\ufeff")
        self.number += 1
        self.end = "\r\n" if line.endswith("\r\n") else line[-1] if line.endswith(("\r", "\n")) else ""
        return line


def _byte_lines(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """Lines of an encoding in which a line feed is one byte: a byte that is wrong is found on its own line."""
    while data := stream.readline(LONGEST):
        if len(data) == LONGEST:
            raise _TooLong
        line = data.decode(encoding)
        if "\r" in line[:-2]:
            yield from _LINE.findall(line)
        else:
            yield line


def _wide_lines(stream: BinaryIO, encoding: str) -> Iterator[str]:
    text = io.TextIOWrapper(stream, encoding, newline="")
    while line := text.readline(LONGEST):
        if len(line) == LONGEST:
            raise _TooLong
        yield line


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
