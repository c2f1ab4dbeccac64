"""Rows on their way from Python into a table of the database: a few as they are, many by a file."""

import csv
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from greffier.validation.database import literal
from greffier.validation.questions import quoted

if TYPE_CHECKING:
    import duckdb

    Row = Sequence[str | None]

#: How many rows and characters are handed over as they are, which is slower for each and needs no file.
FEW, SHORT = 500, 1 << 16
#: The longest row that is loaded of those that the exact reader has let through.
LONGEST = 50_000_000


class Filling:
    """The rows of a table to be made; between entering it and leaving it they are added, then they go into it."""

    def __init__(self, file: Path, columns: Sequence[str]) -> None:
        """`file` is where many of them wait."""
        self.file, self.columns = file, columns
        self.rows = 0
        self.few: list[Row] = []
        self.size = 0
        self.stream: IO[str] | None = None
        self.writer: Any = None
        # what stands for no cell in the file
        self.nothing = secrets.token_hex(8)

    def __enter__(self) -> None:
        """Nothing is opened before there are many."""

    def __exit__(self, *_: object) -> None:
        if self.stream:
            self.stream.close()

    def add(self, row: "Row") -> None:
        self.rows += 1
        self.size += sum(map(len, filter(None, row)))
        if not self.stream and len(self.few) < FEW and self.size < SHORT:
            self.few.append(row)
            return
        if not self.stream:
            self.stream = self.file.open("w", encoding="utf-8", newline="", errors="replace")
            self.writer = csv.writer(self.stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
            for one in self.few:
                self._write(one)
        self._write(row)

    def _write(self, row: "Row") -> None:
        self.writer.writerow([self.nothing if cell is None else cell for cell in row])

    def into(self, connection: "duckdb.DuckDBPyConnection", name: str) -> None:
        """Makes the table, of texts; its rows are in the order in which they were added."""
        if not self.stream:
            cells = [[_replaced(row[place]) for row in self.few] for place in range(len(self.columns))]
            lists = ", ".join(
                f"unnest(${place}::VARCHAR[]) AS {quoted(column)}" for place, column in enumerate(self.columns, 1)
            )
            connection.execute(f"CREATE TABLE {name} AS SELECT {lists}", cells)
            return
        kinds = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in self.columns)
        connection.execute(
            f"""CREATE TABLE {name} AS SELECT * FROM read_csv({literal(str(self.file))}, columns = {{{kinds}}},
            header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '{self.nothing}',
            max_line_size = {LONGEST}, parallel = false)"""
        )
        self.file.unlink()


def _replaced(cell: str | None) -> str | None:
    """A cell as the file would have it: half of a character is none."""
    return cell if cell is None else cell.encode("utf-8", "replace").decode("utf-8")
