"""The rules on single cells, compiled from a schema to SQL over a table of text; `checks` says the same in pandera.

What SQL cannot say as Python does (a pattern with \\w, a date in another format) is asked of each distinct cell.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.package.schema import Field, Schema
from greffier.validation.checks import COMPARISONS, EMPTY, Fault, constant, is_plain, tests
from greffier.validation.conformance import cell_faults
from greffier.validation.questions import quoted

if TYPE_CHECKING:
    import duckdb

#: The patterns that mean the same to the database as to Python: no classes by letter, no dot, no looking around.
_SHARED = re.compile(r"(?:\\[^\w\s]|\(\?:|\[(?:\\[^\w\s]|[^\\\]])+\]|[^\\.(]|\((?!\?))*")
_COMPARE = {"minimum": "<", "maximum": ">", "exclusiveMinimum": "<=", "exclusiveMaximum": ">="}
_KINDS = {"integer": "BIGINT", "year": "BIGINT", "number": "DOUBLE", "date": "DATE"}
_FORMS = {
    "integer": "[+-]?[0-9]+",
    "year": "[+-]?[0-9]+",
    "number": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|-?INF",
    # no calendar has a year 0
    "date": "(?:[1-9]...|.[1-9]..|..[1-9].|...[1-9])-[0-9]{2}-[0-9]{2}".replace(".", "[0-9]"),
}


class Test(NamedTuple):
    """What is wrong with the cells for which `sql` is true."""

    column: str
    rule: str
    message: str
    sql: str


def faults(connection: "duckdb.DuckDBPyConnection", raw: str, schema: Schema) -> Iterator[Fault]:
    """The cells of a table of text that break the rules of their own fields."""
    tests = [test for field in schema.fields for test in _tests(connection, field)]
    if tests:
        # one look at the table says which tests need a second one
        counts = connection.execute(
            f"SELECT {', '.join(f'count_if({test.sql})' for test in tests)} FROM {raw}"
        ).fetchone()
        for test, count in zip(tests, counts or (), strict=True):
            if count:
                for (row,) in connection.execute(f"SELECT rowid FROM {raw} WHERE {test.sql} ORDER BY rowid").fetchall():
                    yield Fault(row, test.column, test.rule, test.message)
    for field in schema.fields:
        judge = _judge(connection, field)
        if judge:
            yield from _asked(connection, raw, field, judge)


def value(field: Field, right: bool = False) -> str:
    """The cell as a value of its field's type, NULL where it is missing or of another type.

    `right` says that all cells of the column are of the type, which is quicker to read.
    """
    cell = quoted(field.name)
    if not is_plain(field):
        return cell
    if field.type == "boolean":
        true, false = (", ".join(map(_literal, names)) for names in _boolean(field))
        return f"CASE WHEN {cell} IN ({true}) THEN true WHEN {cell} IN ({false}) THEN false END"
    if right and field.type == "integer":
        return f"CAST({cell} AS BIGINT)"
    if field.type in _KINDS:
        formed = f"CASE WHEN regexp_full_match({cell}, {_literal(_FORMS[field.type])}) THEN {cell} END"
        # Python's INF is the database's inf
        formed = f"replace({formed}, 'INF', 'inf')" if field.type == "number" else formed
        return f"TRY_CAST({formed} AS {_KINDS[field.type]})"
    return cell


def filled(field: Field) -> str:
    """The cell as it is loaded: NULL where it is a missing value, else its text."""
    column = quoted(field.name)
    if field.missing_values == ("",):
        return column
    # an empty cell is read as NULL, and is a value here
    cell = f"coalesce({column}, '')"
    for missing in field.missing_values:
        cell = f"nullif({cell}, {_literal(missing)})"
    return f"{cell} AS {column}"


def _tests(connection: "duckdb.DuckDBPyConnection", field: Field) -> Iterator[Test]:
    cell, typed = quoted(field.name), value(field)
    if field.required:
        yield Test(field.name, "required", EMPTY, f"{cell} IS NULL")
    if not is_plain(field):
        return
    if field.type not in ("any", "string"):
        yield Test(field.name, "type", f"no {field.type}", f"{cell} IS NOT NULL AND {typed} IS NULL")
    if field.values:
        values = ", ".join(_literal(constant(field, each)) for each in field.values)
        yield Test(
            field.name, "values", f"not one of {', '.join(map(str, field.values))}", f"{typed} NOT IN ({values})"
        )
    if _in_sql(connection, field):
        whole = _literal(f"(?:{field.pattern})")
        yield Test(field.name, "pattern", f"does not match {field.pattern}", f"NOT regexp_full_match({cell}, {whole})")
    for name, (_, message) in COMPARISONS.items():
        if name in field.constraints:
            limit = field.constraints[name]
            sql = f"{typed} {_COMPARE[name]} {_literal(constant(field, limit))}"
            yield Test(field.name, "range", f"{message} {limit}", sql)
    for name, sign, message in (("minLength", "<", "shorter"), ("maxLength", ">", "longer")):
        if name in field.constraints:
            limit = int(field.constraints[name])
            yield Test(field.name, "length", f"{message} than {limit} characters", f"length({cell}) {sign} {limit}")


def _judge(connection: "duckdb.DuckDBPyConnection", field: Field) -> Callable[[str], Iterator[tuple[str, str]]] | None:
    """What asks a cell in Python: of types left to frictionless, of patterns that SQL would take otherwise."""
    if not is_plain(field):
        return cell_faults(field.descriptor, field.missing_values)
    if field.pattern is None or _in_sql(connection, field):
        return None
    asked = [test for test in tests(field) if test[0] == "pattern"]
    return lambda cell: ((rule, message) for rule, message, holds in asked if not holds(cell))


def _asked(
    connection: "duckdb.DuckDBPyConnection", raw: str, field: Field, judge: Callable[[str], Iterator[tuple[str, str]]]
) -> Iterator[Fault]:
    cell = quoted(field.name)
    cursor = connection.cursor().execute(f"SELECT DISTINCT {cell} FROM {raw} WHERE {cell} IS NOT NULL")
    for (each,) in chain.from_iterable(iter(lambda: cursor.fetchmany(1000), [])):
        for rule, message in judge(each):
            rows = connection.execute(f"SELECT rowid FROM {raw} WHERE {cell} = $1 ORDER BY rowid", [each]).fetchall()
            yield from (Fault(row, field.name, rule, message) for (row,) in rows)


def _in_sql(connection: "duckdb.DuckDBPyConnection", field: Field) -> bool:
    import duckdb

    if field.pattern is None or field.type not in ("any", "string") or not _SHARED.fullmatch(field.pattern):
        return False
    try:
        connection.execute(f"SELECT regexp_full_match('', {_literal(f'(?:{field.pattern})')})")
    except duckdb.Error:
        return False
    return True


def _boolean(field: Field) -> tuple[list[str], list[str]]:
    options = field.descriptor
    return (
        options.get("trueValues", ["true", "True", "TRUE", "1"]),
        options.get("falseValues", ["false", "False", "FALSE", "0"]),
    )


def _literal(value: Any) -> str:
    """A constant as SQL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value!r}::DOUBLE"
    return "'" + str(value).replace("'", "''") + "'"
