"""Small tables: read row by row, judged by pandera for the rules and by frictionless for a second opinion."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.errors import Problem
from greffier.package import Package
from greffier.package.reader import Record, dialect_of, read_records
from greffier.validation.checks import connect, faults_of, frame_schema, load_texts, numbered, store, typed
from greffier.validation.conformance import table_problems
from greffier.validation.inspection import Inspection, Table
from greffier.validation.rules import queries

if TYPE_CHECKING:
    import pandas as pd

#: Faults of a file after which its rows say nothing about other tables.
FATAL = frozenset({"csv", "encoding", "header"})
#: Faults of a row after which its cells mean nothing.
MISSHAPEN = frozenset({"blank-row", "row-length"})
#: Rules that say the same of a row that repeats another.
SAME = {"unique": "primary-key"}
#: The dialect of a table that gives none.
PLAIN = {"delimiter": ",", "quoteChar": '"', "lineTerminator": "\r\n", "skipInitialSpace": False, "headerRows": [1]}


class Sheet(NamedTuple):
    """A table as it was read: its rows with their files and lines, and the lines of all rows, right or wrong."""

    table: Table
    rows: list[tuple[str | None, ...]]
    places: list[tuple[str, int]]
    lines: list[int]
    problems: list[Problem]

    @property
    def whole(self) -> bool:
        return not any(problem.rule in FATAL for problem in self.problems)

    def problem(self, row: int, column: str, rule: str, message: str) -> Problem:
        """A problem of a cell, with its place in the file."""
        schema = self.table.schema
        assert schema is not None
        pairs = zip(schema.fields, self.rows[row], strict=True)
        cells = {field.name: None if cell in field.missing_values else cell for field, cell in pairs}
        key = ":".join(cells[name] or "" for name in schema.primary_key) or None
        return Problem(*self.places[row], column, rule, message, cells.get(column), key)


def judge(package: Package, inspection: Inspection, counts: dict[str, int]) -> Iterator[Problem]:
    """What is wrong with the rows of an inspected package; fills `counts` with the number of rows by table."""
    sheets = [read(table) for table in inspection.tables]
    counts.update({sheet.table.name: len(sheet.rows) for sheet in sheets})
    found: list[Problem] = []
    for problem in _own(package, sheets, inspection.broken):
        found.append(problem)
        yield problem
    known = {(problem.file, problem.line, SAME.get(problem.rule, problem.rule)) for problem in found}
    misshapen = {(problem.file, problem.line) for problem in found if problem.rule in MISSHAPEN}
    readable = {sheet.table.name for sheet in sheets if sheet.whole}
    files = {table.name: table.paths[0] for table in inspection.tables}
    lines = {sheet.table.name: sheet.lines for sheet in sheets}
    entries = [
        _for_frictionless(entry, readable) if entry["name"] in readable else entry
        for entry in inspection.descriptor["resources"]
        if entry["name"] in readable or entry["name"] not in files
    ]
    descriptor = {**inspection.descriptor, "resources": entries}
    for problem in table_problems(descriptor, inspection.folder, lines, files):
        place = problem.file, problem.line
        if (*place, SAME.get(problem.rule, problem.rule)) not in known and place not in misshapen:
            yield problem


def read(table: Table) -> Sheet:
    """The rows of a table, all its files one after the other."""
    sheet = Sheet(table, [], [], [], [])
    dialect = dialect_of(table.descriptor, table.paths[0])
    encoding = str(table.descriptor.get("encoding") or "utf-8")
    for path, file in zip(table.paths, table.files, strict=True):
        with file.open("rb") as stream:
            sheet.lines.extend([1] if dialect.header and not sheet.lines else [])
            for item in read_records(stream, path, encoding, dialect, table.schema):
                if isinstance(item, Record):
                    sheet.rows.append(item.cells)
                    sheet.places.append((path, item.line))
                    sheet.lines.append(item.line)
                else:
                    sheet.problems.append(item)
                    if item.rule in MISSHAPEN and item.line:
                        sheet.lines.append(item.line)
    return sheet


def _for_frictionless(entry: dict[str, Any], readable: set[str]) -> dict[str, Any]:
    """A resource without what is judged already (its size, its hash, keys to tables that are not there).

    What the descriptor leaves open is said, or frictionless would guess it from the rows.
    """
    schema = dict(entry.get("schema", {}))
    keys = [k for k in schema.pop("foreignKeys", []) if (k["reference"].get("resource") or entry["name"]) in readable]
    kept = {name: value for name, value in entry.items() if name not in ("bytes", "hash", "schema", "dialect")}
    if schema:
        kept["schema"] = {**schema, "foreignKeys": keys} if keys else schema
    dialect = entry.get("dialect")
    given = dialect if isinstance(dialect, dict) else {}
    return {"encoding": "utf-8", **kept, "dialect": {**PLAIN, **given}}


def _own(package: Package, sheets: Sequence[Sheet], broken: set[str]) -> Iterator[Problem]:
    """The problems that the project's own rules find."""
    connection = connect()
    tables = {sheet.table.name: (sheet, sheet.table.schema) for sheet in sheets if sheet.table.schema is not None}
    frames: dict[str, pd.DataFrame] = {}
    mistyped: dict[str, set[tuple[int, str]]] = {}
    for sheet in sheets:
        yield from sheet.problems
    for name, (sheet, schema) in tables.items():
        frames[name], faults = typed(schema, sheet.rows)
        mistyped[name] = {(fault.row, fault.column) for fault in faults}
        store(connection, name, numbered(frames[name]))
        yield from (sheet.problem(*fault) for fault in faults)
    ids = frames["articles"].get("article_id") if "articles" in frames else None
    yield from load_texts(connection, package, [] if ids is None else [str(each) for each in ids.dropna()])
    lost = broken | {sheet.table.name for sheet in sheets if not sheet.whole}
    asked = [
        query for query in queries({name: schema for name, (_, schema) in tables.items()}) if not query.needs & lost
    ]
    for name, (sheet, schema) in tables.items():
        ours = [query for query in asked if query.table == name]
        for fault in faults_of(frames[name], frame_schema(schema, ours, connection, known=True), ours, connection):
            # a cell that is not of its type is empty in the frame, and said to be wrong already
            if (fault.row, fault.column) not in mistyped[name]:
                yield sheet.problem(*fault)
