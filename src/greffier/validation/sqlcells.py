"""The rules on single cells over a table of text: compiled to SQL, or asked in Python of each distinct cell.

What SQL cannot say as Python does (a date in another format, a JSON object) is asked; both ways mean the same.
"""

import csv
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.package import cells, patterns
from greffier.package.constraints import EMPTY, Constraint, constraints, in_order
from greffier.package.schema import Field, Schema
from greffier.validation.database import beside, runs
from greffier.validation.loading import MOST, copy_in, literal
from greffier.validation.questions import quoted

if TYPE_CHECKING:
    import duckdb

_COMPARE = {"minimum": "<", "maximum": ">", "exclusiveMinimum": "<=", "exclusiveMaximum": ">="}
_KINDS = {"integer": "BIGINT", "year": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_YEAR = "-?(?:[1-9][0-9]{4,}|[0-9]{4})"
#: What cannot be seen at the ends of a cell: spaces, among them those that do not break, tabs and line ends.
SPACES = (" ", "\t", "\n", "\r", "\u00a0", "\u202f")
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


class Test(NamedTuple):
    """What is wrong with the cells for which `sql` is true."""

    column: str
    rule: str
    message: str
    sql: str


class Judgement:
    """The judging of one table's cells: yields faults, and knows afterwards how its columns are read."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", raw: str, schema: Schema, folder: Path) -> None:
        self.connection, self.raw, self.schema, self.folder = connection, raw, schema, folder
        self.columns: list[Column] = []
        #: Columns with cells that are not of their type.
        self.mistyped: set[str] = set()
        #: Cells that a pattern could not be asked of in its time.
        self.unasked: list[str] = []

    def faults(self, exact: bool = False) -> Iterator[Fault | More]:
        """The cells that break the rules of their own fields; `exact` asks each of them in Python."""
        compiled = {} if exact else {f.name: f for f in self.schema.fields if self._compiles(f)}
        asked = {field.name: constraints(field) for field in self.schema.fields}
        tests = [test for field in self.schema.fields for test in self._tests(field, asked[field.name], compiled)]
        yield from self._compiled(tests)
        for field in self.schema.fields:
            if field.name in compiled:
                self.columns.append(Column(field, value(field, field.name not in self.mistyped)))
            else:
                yield from self._asked(field, asked[field.name])

    def _compiles(self, field: Field) -> bool:
        if not is_compiled(field) or field.pattern is not None and not runs(field.pattern):
            return False
        if field.type not in ("integer", "year"):
            return True
        longest = self.connection.execute(f"SELECT max(length({quoted(field.name)})) FROM {self.raw}").fetchone()
        return (longest and longest[0] or 0) <= _FITS

    def _tests(self, field: Field, asked: Sequence[Constraint], compiled: dict[str, Field]) -> Iterator[Test]:
        cell = quoted(field.name)
        if field.required:
            yield Test(field.name, "required", EMPTY, f"{cell} IS NULL")
        if field.type in ("any", "string"):
            yield Test(field.name, "white-space", "begins or ends with white space", _stray_space(cell))
        if field.name not in compiled:
            return
        if field.pattern is not None:
            whole = literal(f"(?:{patterns.translated(field.pattern)})")
            message = f"does not match {field.pattern}"
            yield Test(field.name, "pattern", message, f"NOT regexp_full_match({cell}, {whole})")
        if wrong := _wrong(field):
            kind = field.format if field.type == "string" else field.type
            yield Test(field.name, "type", "no date; write it as YYYY-MM-DD" if kind == "date" else f"no {kind}", wrong)
        typed = value(field)
        for constraint in asked:
            sql = _sql(field, constraint, cell, typed)
            if sql:
                yield Test(field.name, constraint.rule, constraint.message, sql)

    def _compiled(self, tests: list[Test]) -> Iterator[Fault | More]:
        if not tests:
            return
        # one look at the table says which tests need a second one
        counts = self.connection.execute(
            f"SELECT {', '.join(f'count_if({test.sql})' for test in tests)} FROM {self.raw}"
        ).fetchone()
        for test, count in zip(tests, counts or (), strict=True):
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
        number, nothing = len(self.columns), secrets.token_hex(8)
        meanings, wrongs = f"meanings_{self.raw}_{number}", f"wrongs_{self.raw}_{number}"
        self.connection.execute(f"CREATE TABLE {meanings} (cell VARCHAR, meaning VARCHAR)")
        self.connection.execute(f"CREATE TABLE {wrongs} (cell VARCHAR, rule VARCHAR, message VARCHAR)")
        kept, refused = self.folder / f"{meanings}.csv", self.folder / f"{wrongs}.csv"
        fits, bad = True, 0
        with _writing(kept) as write, _writing(refused) as refuse:
            for cell in self._distinct(field):
                try:
                    found = cells.parse(field._replace(missing_values=()), cell)
                except ValueError as error:
                    refuse((cell, "type", str(error)))
                    bad += 1
                    self.mistyped.add(field.name)
                    continue
                for rule, message in self._broken(field, asked, found):
                    refuse((cell, rule, message))
                    bad += 1
                write((cell, canonical(found)))
                fits = fits and (not isinstance(found, int) or abs(found) < 1 << 63)
        copy_in(self.connection, meanings, kept, ("cell", "meaning"), nothing)
        if bad:
            copy_in(self.connection, wrongs, refused, ("cell", "rule", "message"), nothing)
        kept.unlink()
        refused.unlink()
        kind = _KINDS.get(field.type, "VARCHAR") if fits else "VARCHAR"
        self.columns.append(Column(field, f"TRY_CAST(m{number}.meaning AS {kind})", meanings))
        if bad:
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


@contextmanager
def _writing(file: Path) -> Iterator[Callable[[Sequence[str]], Any]]:
    """Writes rows to a CSV that the database will read."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        yield csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow


def is_compiled(field: Field) -> bool:
    """Whether a field's cells are read in SQL."""
    if field.type in ("any", "boolean", "year"):
        return True
    if field.type == "date":
        return field.format == "default"
    return field.type == "string" or cells.is_whole(field)


def value(field: Field, right: bool = False) -> str:
    """The cell as a value of its field's type, NULL where it is missing or of another type.

    `right` says that all cells of the column are of the type, which is quicker to read.
    """
    cell = quoted(field.name)
    if field.type == "boolean":
        true, false = (", ".join(map(constant, names)) for names in _boolean(field))
        return f"CASE WHEN {cell} IN ({true or 'NULL'}) THEN true WHEN {cell} IN ({false or 'NULL'}) THEN false END"
    if field.type == "integer":
        return f"CAST({cell} AS BIGINT)" if right else f"TRY_CAST({_formed(cell, cells.FORMS['integer'])} AS BIGINT)"
    if field.type == "year":
        return f"TRY_CAST(regexp_extract({_formed(cell, _form(field))}, '{_YEAR}') AS BIGINT)"
    if field.type == "number":
        return f"TRY_CAST({_formed(cell, cells.FORMS['number'])} AS DOUBLE)"
    if field.type == "date":
        # no calendar has a year 0
        formed = f"CASE WHEN regexp_full_match({cell}, '{_DAY}') AND {cell} >= '0001' THEN {cell} END"
        return f"TRY_CAST({formed} AS DATE)"
    return cell


def canonical(found: Any) -> str:
    """A value as text that is the same for the same value, in UTC where it says a zone."""
    found = in_order(found)
    if isinstance(found, datetime):
        try:
            return found.astimezone(UTC).isoformat()
        except OverflowError:
            return found.isoformat()
    return found.isoformat() if isinstance(found, date) else cells.text(found)


def constant(found: Any) -> str:
    """A constant as SQL writes it."""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, int):
        return str(found)
    if isinstance(found, float):
        return f"'{found!r}'::DOUBLE"
    return f"DATE '{found.isoformat()}'" if isinstance(found, date) else literal(str(found))


def _formed(cell: str, form: str) -> str:
    return f"CASE WHEN regexp_full_match({cell}, {literal(form)}) THEN {cell} END"


def _form(field: Field) -> str:
    if field.type == "year":
        return rf"{_YEAR}(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
    return cells.FORMS[field.format if field.type == "string" else field.type]


def _wrong(field: Field) -> str | None:
    """Which cells are not of their type; None where any is."""
    cell = quoted(field.name)
    if field.type == "any" or field.type == "string" and not cells.is_whole(field):
        return None
    if field.type in ("boolean", "date"):
        return f"{cell} IS NOT NULL AND {value(field)} IS NULL"
    return f"NOT regexp_full_match({cell}, {literal(_form(field))})"


def _sql(field: Field, constraint: Constraint, cell: str, typed: str) -> str | None:
    if constraint.name in _COMPARE:
        nan = f" OR isnan({typed})" if field.type == "number" else ""
        return f"{typed} {_COMPARE[constraint.name]} {constant(constraint.limit)}{nan}"
    if constraint.name == "enum":
        return f"{typed} NOT IN ({', '.join(map(constant, constraint.limit)) or 'NULL'})"
    if constraint.rule == "length":
        return f"length({cell}) {'<' if constraint.name == 'minLength' else '>'} {constraint.limit}"
    return None


def _stray_space(cell: str) -> str:
    """Whether a text begins or ends with white space."""
    spaces = literal("".join(SPACES))
    return f"{cell} <> '' AND (contains({spaces}, {cell}[1]) OR contains({spaces}, {cell}[-1]))"


def _boolean(field: Field) -> tuple[Sequence[str], Sequence[str]]:
    return field.descriptor.get("trueValues", cells.TRUE), field.descriptor.get("falseValues", cells.FALSE)
