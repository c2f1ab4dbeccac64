"""A table's files read exactly: each record with the line it begins on, each fault of the files as a problem.

Memory is bounded: no line and no cell longer than stated here is taken in.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any, BinaryIO, NamedTuple

from greffier.errors import Problem
from greffier.package.dialect import Dialect
from greffier.package.header import Columns, columns_of, joined, parted
from greffier.package.schema import Schema

#: Characters that a line, or a cell with its line breaks, may have.
LONGEST = 10_000_000
BLANK = "a row without any cell that is filled"


class Record(NamedTuple):
    """A row by its file and line; `cells` are in the order of the schema, None where there is no value.

    `at` is the row's place in JSON, which has no lines to name.
    """

    file: str
    line: int | None
    cells: tuple[str | None, ...]
    at: str = ""

    def place(self, column: str) -> str:
        """Where a cell stands, for messages."""
        parts = (self.file, self.line, f"{self.at}.{column}" if self.at else column)
        return ":".join(str(part) for part in parts if part is not None)


def read_records(
    stream: BinaryIO, file: str, encoding: str, dialect: Dialect, schema: Schema | None
) -> Iterator[Record | Problem]:
    """The records of one CSV file in the order of the schema's columns, and its faults as they are met."""
    yield from read_files([(file, lambda: stream)], encoding, dialect, schema)


def read_files(
    files: Sequence[tuple[str, Callable[[], BinaryIO]]], encoding: str, dialect: Dialect, schema: Schema | None
) -> Iterator[Record | Problem]:
    """The records of a table that is split into files; each may repeat the header, or not."""
    part: _Part | None = None
    for file, opened in files:
        with closing(opened()) as stream:
            part = _Part(file, encoding, dialect, schema, part)
            yield from part.read(stream)
        if part.columns is None or part.columns.fault:
            return


class _Part:
    """One file of a table, read from its first to its last row."""

    def __init__(
        self, file: str, encoding: str, dialect: Dialect, schema: Schema | None, before: "_Part | None"
    ) -> None:
        self.file, self.encoding, self.dialect, self.schema, self.before = file, encoding, dialect, schema, before
        self.columns: Columns | None = before.columns if before else None
        self.header: list[list[str]] = []
        self.ends: str | None = ""
        #: The rows that may be something else than rows of cells.
        self.passed = {*dialect.comment_rows, *dialect.header_rows}
        if not dialect.header_rows and schema is not None:
            self.columns = Columns(range(len(schema.columns)), len(schema.columns))

    def read(self, stream: BinaryIO) -> Iterator[Record | Problem]:
        try:
            lines = _Lines(stream, self.encoding, self.dialect.comment)
            rows = _csv_reader(lines, self.dialect)
        except (LookupError, TypeError, ValueError) as error:
            yield self._problem(None, "csv", f"the encoding or the dialect cannot be used: {error}")
            return
        number = 0
        while True:
            lines.between = True
            try:
                cells = next(rows)
            except StopIteration:
                break
            except csv.Error as error:
                yield self._problem(lines.began, "csv", _explained(str(error)))
                if "limit" in str(error):
                    return
                continue
            except (_Stopped, UnicodeError) as error:
                yield self._broken(error, lines)
                return
            number += 1
            if not cells and self.columns is not None and lines.end == self.ends and number not in self.passed:
                # the same as `_row` says, at a third of its cost: a file may have millions of empty lines
                yield self._problem(lines.began, "blank-row", BLANK)
                continue
            yield from self._line_ends(lines)
            yield from self._row(number, lines.began, cells)
            if self.columns is not None and self.columns.fault:
                return
        if self.columns is None:
            yield self._problem(1, "header", "the file is empty; its first line must name the columns")

    def _row(self, number: int, line: int, cells: list[str]) -> Iterator[Record | Problem]:
        dialect = self.dialect
        if number in dialect.comment_rows:
            return
        last = dialect.header_rows[-1] if dialect.header_rows else 0
        if number <= last and (self.before is None or cells in self.before.header):
            if number in dialect.header_rows:
                self.header.append(cells)
            if number == last:
                self.columns = columns_of(joined(self.header, dialect.header_join), self.schema, dialect)
                if self.columns.fault:
                    yield self._problem(line, "header", self.columns.fault)
            return
        if self.columns is None:  # without a header and without a schema
            self.columns = Columns(range(len(cells)), len(cells))
        if not any(cells):
            yield self._problem(line, "blank-row", BLANK)
        elif len(cells) != self.columns.width:
            hint = parted(self.header[-1]) if self.header else ""
            message = f"{len(cells)} cells where the header has {self.columns.width} columns{hint}"
            yield self._problem(line, "row-length", message)
        else:
            null = dialect.null
            picked = (None if pick is None else cells[pick] for pick in self.columns.picks)
            yield Record(self.file, line, tuple(picked if null is None else (c if c != null else None for c in picked)))

    def _line_ends(self, lines: "_Lines") -> Iterator[Problem]:
        if self.ends is None or lines.end in ("", self.ends):
            return
        if self.ends:
            message = f"the line ends in {lines.end!r}, those before in {self.ends!r}"
            yield self._problem(lines.began, "line-ends", message)
            self.ends = None  # once is enough
        else:
            self.ends = lines.end

    def _broken(self, error: Exception, lines: "_Lines") -> Problem:
        if isinstance(error, _Stopped):
            return self._problem(lines.number + 1, "csv", f"{error}; the rest is not read")
        if not isinstance(error, UnicodeDecodeError):
            return self._problem(lines.number + 1, "encoding", f"not {self.encoding}: {error}; the rest is not read")
        message = f"byte 0x{error.object[error.start]:02x} is not {self.encoding}; the rest is not read"
        return self._problem(lines.number + 1, "encoding", message + _guess(error))

    def _problem(self, line: int | None, rule: str, message: str) -> Problem:
        return Problem(self.file, line, None, rule, message)


def _csv_reader(lines: "_Lines", dialect: Dialect) -> Any:
    csv.field_size_limit(LONGEST)
    return csv.reader(
        lines,
        strict=True,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
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


def _guess(error: UnicodeDecodeError) -> str:
    """How the line would read in the encoding that most such files are of."""
    if error.encoding not in ("utf-8", "ascii"):
        return ""
    try:
        around = error.object[max(0, error.start - 20) : error.start + 20].decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return f"; as windows-1252 it would read {around.strip()!r}"


class _Stopped(Exception):
    """What cannot be read on, and why."""


class _Lines:
    """The lines of a file with their ends, decoded one by one; a byte order mark at the top is no text.

    Where `between` rows, a line that begins with the comment's mark is passed over.
    """

    def __init__(self, stream: BinaryIO, encoding: str, comment: str | None) -> None:
        io.TextIOWrapper(io.BytesIO(), encoding)  # LookupError for one of bytes to bytes, such as hex
        wide = codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))
        self.lines = _wide_lines(stream, encoding) if wide else _byte_lines(stream, encoding)
        self.comment = comment
        self.between = True
        self.number = self.began = 0
        self.end = ""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        if self.number == 0:
            line = line.removeprefix("\ufeff")
        self.number += 1
        if self.between:
            while self.comment is not None and line.startswith(self.comment):
                line = next(self.lines)
                self.number += 1
            self.began, self.between = self.number, False
        if "\0" in line:
            raise _Stopped("a NUL byte, which no text has; the file may be of another encoding, such as UTF-16")
        self.end = "\r\n" if line.endswith("\r\n") else line[-1] if line.endswith(("\r", "\n")) else ""
        return line


def _byte_lines(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """Lines of an encoding in which a line feed is one byte: a byte that is wrong is found on its own line."""
    while data := stream.readline(LONGEST):
        if len(data) == LONGEST:
            raise _Stopped(f"a line of more than {LONGEST} bytes")
        line = data.decode(encoding)
        if "\r" in line[:-2]:
            yield from _LINE.findall(line)
        else:
            yield line


def _wide_lines(stream: BinaryIO, encoding: str) -> Iterator[str]:
    text = io.TextIOWrapper(stream, encoding, newline="")
    while line := text.readline(LONGEST):
        if len(line) == LONGEST:
            raise _Stopped(f"a line of more than {LONGEST} characters")
        yield line


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
