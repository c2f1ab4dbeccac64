"""What can go wrong for a user: one message that says what, where and what to do."""

import re
from typing import NamedTuple


class GreffierError(Exception):
    """Something a user can mend; `str(error)` is the whole message."""


class InputError(GreffierError):
    """An article, its metadata, or a curated file cannot be used."""


class PackageError(GreffierError):
    """A data package, its descriptor or its schemas cannot be read."""


class NotSupported(PackageError):
    """A part of the specification that greffier does not read; it says so instead of guessing."""


class CorrectionError(GreffierError):
    """A correction or an alias no longer fits the rows it was made for."""


class BusyError(GreffierError):
    """Another command is writing to the same dataset or folder."""


class MissingDependency(GreffierError):
    """A command or a backend needs a library that is not installed."""


#: Characters that a terminal or a log would act on: a name in a package must not begin a line of its own.
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
#: No message shows more of a cell than this.
LONGEST_CELL = 80


class Problem(NamedTuple):
    """One fault: where it stands, which rule it breaks, and what is wrong.

    `line` counts the lines of the file from 1; `column` is a column's name or a place in a descriptor;
    `row` is the row's primary key, its parts joined by ":"; `cell` is the text of the cell.
    """

    file: str
    line: int | None
    column: str | None
    rule: str
    message: str
    cell: str | None = None
    row: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return _UNSEEN.sub(lambda found: repr(found[0])[1:-1], f"{place} {self.words} [{self.rule}]")

    @property
    def words(self) -> str:
        """The message with the cell that it is about."""
        cell = "" if self.cell is None else repr(shortened(self.cell))
        return self.message if cell in self.message else f"{self.message} ({cell})"


def shortened(cell: str) -> str:
    """The cell, or its beginning and its length where it is long."""
    return cell if len(cell) <= LONGEST_CELL else f"{cell[:LONGEST_CELL]}… ({len(cell)} characters)"
