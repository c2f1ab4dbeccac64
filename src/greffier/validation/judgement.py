"""The judging of one table's cells: in SQL where that means the same, else in Python, asked of each distinct cell."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.package import cells
from greffier.package.constraints import Constraint, constraints, in_order
from greffier.package.schema import Field
from greffier.validation.database import beside, runs
from greffier.validation.filling import Filling
from greffier.validation.loaded import MOST, Loaded
from greffier.validation.questions import quoted
from greffier.validation.sqlcells import Test, is_compiled, tests, value

if TYPE_CHECKING:
    import duckdb

_KINDS = {"integer": "BIGINT", "year": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
#: Expressions of one look at a table: to plan one of very many takes the square of their number.
AT_ONCE = 250
#: The longest integer that surely fits into 64 bits.
_FITS = 18


class Fault(NamedTuple):
    """A cell that breaks a rule of its own field; `row` counts from 0."""

    row: int
    column: str
    rule: str
    message: str


class More(NamedTuple):
    """How many faults of a kind there are beyond those that are told."""

    rule: str
    number: int


class Column(NamedTuple):
    """A column and what gives its typed cells: SQL over the text, or a table of what each distinct text stands for."""

    field: Field
    sql: str
    meanings: str | None = None


class Judgement:
    """The judging of one table's cells: yields faults, and knows afterwards how its columns are read."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", loaded: Loaded, folder: Path) -> None:
        self.connection, self.folder = connection, folder
        self.raw, self.schema, self.spaces, self.kept = loaded.raw, loaded.schema, loaded.spaces, loaded.kept
        self.columns: list[Column] = []
        #: Columns with cells that are not of their type.
        self.mistyped: set[str] = set()
        #: Cells that a pattern could not be asked of in its time.
        self.unasked: list[str] = []

    def faults(self, exact: bool = False) -> Iterator[Fault | More]:
        """The cells that break the rules of their own fields; `exact` asks each of them in Python."""
        compiled = set() if exact else self._compiles()
        asked = {field.name: constraints(field) for field in self.schema.fields}
        yield from self._compiled(
            [
                test
                for name in self.schema.columns
                for test in tests(
                    self.schema.field(name), asked[name], self.spaces, name in compiled, name in self.kept
                )
            ]
        )
        for field in self.schema.fields:
            if field.name in self.kept:
                self.columns.append(Column(field, quoted(field.name)))
            elif field.name in compiled:
                self.columns.append(Column(field, value(field, field.name not in self.mistyped)))
            else:
                yield from self._asked(field, asked[field.name])

    def _compiles(self) -> set[str]:
        """The fields whose cells are asked in SQL."""
        fields = [each for each in self.schema.fields if is_compiled(each) and (not each.pattern or runs(each.pattern))]
        digits = [each.name for each in fields if each.type in ("integer", "year") and each.name not in self.kept]
        longest = self._looked([f"max(length({quoted(name)}))" for name in digits])
        too_long = {name for name, length in zip(digits, longest, strict=True) if (length or 0) > _FITS}
        return {each.name for each in fields} - too_long

    def _looked(self, asked: Sequence[str]) -> Iterator[Any]:
        """What the table gives for each expression: of one look for all, unless there are very many."""
        for some in (asked[first : first + AT_ONCE] for first in range(0, len(asked), AT_ONCE)):
            yield from self.connection.execute(f"SELECT {', '.join(some)} FROM {self.raw}").fetchone() or ()

    def _compiled(self, asked: list[Test]) -> Iterator[Fault | More]:
        # one look at the table says which tests need a second one
        counts = list(self._looked([test.counted for test in asked]))
        for test, count in zip(asked, counts, strict=True):
            if count:
                if test.rule == "type":
                    self.mistyped.add(test.column)
                sql = f"SELECT rowid FROM {self.raw} WHERE {test.sql} ORDER BY rowid LIMIT {MOST}"
                for (row,) in self.connection.execute(sql).fetchall():
                    yield Fault(row, test.column, test.rule, test.message)
                if count > MOST:
                    yield More(test.rule, count - MOST)

    def _asked(self, field: Field, asked: list[Constraint]) -> Iterator[Fault | More]:
        """Asks each distinct cell of a column, and keeps what it stands for."""
        number = len(self.columns)
        meanings, wrongs = f"meanings_{self.raw}_{number}", f"wrongs_{self.raw}_{number}"
        kept = Filling(self.folder / f"{meanings}.csv", ("cell", "meaning"))
        refused = Filling(self.folder / f"{wrongs}.csv", ("cell", "rule", "message"))
        fits = True
        with kept, refused:
            for cell in self._distinct(field):
                try:
                    found = cells.parse(field._replace(missing_values=()), cell)
                except ValueError as error:
                    refused.add((cell, "type", str(error)))
                    self.mistyped.add(field.name)
                    continue
                for rule, message in self._broken(field, asked, found):
                    refused.add((cell, rule, message))
                kept.add((cell, canonical(found)))
                fits = fits and (not isinstance(found, int) or abs(found) < 1 << 63)
        kept.into(self.connection, meanings)
        kind = _KINDS.get(field.type, "VARCHAR") if fits else "VARCHAR"
        self.columns.append(Column(field, f"TRY_CAST(m{number}.meaning AS {kind})", meanings))
        if refused.rows:
            refused.into(self.connection, wrongs)
            yield from self._refused(field, wrongs)

    def _broken(self, field: Field, asked: list[Constraint], found: Any) -> Iterator[tuple[str, str]]:
        for constraint in asked:
            try:
                if not constraint.holds(found):
                    yield constraint.rule, constraint.message
            except TimeoutError:
                self.unasked.append(f"the pattern of {field.name} takes too long on {found[:40]!r}")

    def _distinct(self, field: Field) -> Iterator[str]:
        cell = quoted(field.name)
        cursor = beside(self.connection).execute(f"SELECT DISTINCT {cell} FROM {self.raw} WHERE {cell} IS NOT NULL")
        yield from (row[0] for row in chain.from_iterable(iter(lambda: cursor.fetchmany(1000), [])))

    def _refused(self, field: Field, wrongs: str) -> Iterator[Fault | More]:
        joined = f"FROM {self.raw} t JOIN {wrongs} w ON t.{quoted(field.name)} = w.cell"
        counts = self.connection.execute(f"SELECT w.rule, count(*) {joined} GROUP BY 1 ORDER BY 1").fetchall()
        for rule, count in counts:
            sql = f"SELECT t.rowid, w.message {joined} WHERE w.rule = '{rule}' ORDER BY 1 LIMIT {MOST}"
            for row, message in self.connection.execute(sql).fetchall():
                yield Fault(row, field.name, rule, message)
            if count > MOST:
                yield More(rule, count - MOST)


def canonical(found: Any) -> str:
    """A value as text that is the same for the same value, in UTC where it says a zone."""
    found = in_order(found)
    if isinstance(found, datetime):
        try:
            return found.astimezone(UTC).isoformat()
        except OverflowError:
            return found.isoformat()
    return found.isoformat() if isinstance(found, date) else cells.text(found)
