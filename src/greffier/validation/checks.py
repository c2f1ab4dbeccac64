"""The rules on tables as pandera schemas, compiled from the Table Schemas: for the validation and for any pipeline."""

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.errors import MissingDependency, PackageError, Problem, shortened
from greffier.package import Package, cells, installed_package, open_package
from greffier.package.schema import Field, Schema
from greffier.validation.inspection import article_texts
from greffier.validation.questions import Query, quoted
from greffier.validation.rules import queries

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pandera.pandas as pa

#: The pandas type of each plain type; every other is text.
DTYPES = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}


EMPTY = "must not be empty"
TEXTS_AT_ONCE = 500
#: What a value must be to its limit, and what is said where it is not.
COMPARISONS: Mapping[str, tuple[Callable[[Any, Any], bool], str]] = {
    "minimum": (operator.ge, "less than"),
    "maximum": (operator.le, "more than"),
    "exclusiveMinimum": (operator.gt, "not more than"),
    "exclusiveMaximum": (operator.lt, "not less than"),
}


class Fault(NamedTuple):
    """A cell that breaks a rule of its own field; `row` counts from 0."""

    row: int
    column: str
    rule: str
    message: str


def schemas(
    table: str, tables: "Mapping[str, pd.DataFrame] | None" = None, package: str | Path | None = None
) -> "pa.DataFrameSchema":
    """The pandera schema of a table, for frames such as `load` gives.

    With other `tables` it also holds the rules that look across them. MissingDependency where pandera or DuckDB are
    not installed, PackageError where there is no such table.

    >>> import greffier
    >>> frame = greffier.load("statements")
    >>> len(greffier.schemas("statements").validate(frame)) == len(frame)
    True
    """
    source = installed_package() if package is None else open_package(package)
    source.resource(table)
    known = {resource.name: resource.schema for resource in source.resources if resource.schema is not None}
    if table not in known:
        raise PackageError(f"{source.where}: the resource {table!r} has no schema, it is no table")
    others = {name: frame for name, frame in (tables or {}).items() if name != table}
    asked = [query for query in queries(known) if query.table == table and query.needs <= {table, *others}]
    connection = connect()
    for name, frame in others.items():
        connection.register(name, numbered(frame))
    return frame_schema(known[table], asked, connection)


def frame_schema(
    schema: Schema, asked: Sequence[Query], connection: "duckdb.DuckDBPyConnection", known: bool = False
) -> "pa.DataFrameSchema":
    """A table's fields and its queries as one pandera schema.

    The connection knows the other tables, and where `known` says so the very frame that will be validated.
    """
    pandera = _pandera()
    compiled: pa.DataFrameSchema = pandera.DataFrameSchema(
        {field.name: _column(field) for field in schema.fields},
        checks=[pandera.Check(_holds(query, connection, known), error=said(query), ignore_na=False) for query in asked],
        strict=True,
        name=schema.name or None,
    )
    return compiled


def faults_of(
    frame: "pd.DataFrame", schema: "pa.DataFrameSchema", asked: Sequence[Query], connection: "duckdb.DuckDBPyConnection"
) -> Iterator[Fault]:
    """What a schema of `frame_schema` finds wrong with a typed frame."""
    pandera = _pandera()
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        queries_by_words = {said(query): query for query in asked}
        for error in errors.schema_errors:
            words = error.check.error if isinstance(error.check, pandera.Check) else str(error.check)
            if words in queries_by_words:
                yield from answers(queries_by_words[words], connection)
            elif words == "not_nullable":
                yield from (Fault(row, error.schema.name, "required", EMPTY) for row in error.failure_cases["index"])
            elif error.reason_code == pandera.errors.SchemaErrorReason.DATAFRAME_CHECK and ": " in words:
                rule, _, message = words.partition(": ")
                yield from (Fault(row, error.schema.name, rule, message) for row in error.failure_cases["index"])
            else:
                raise RuntimeError(words) from error


def answers(query: Query, connection: "duckdb.DuckDBPyConnection", stored: bool = False) -> Iterator[Fault]:
    """The faults that a query finds in the tables that the connection knows.

    `stored` keeps what queries share, which is worth it where the tables are long and stay as they are.
    """
    for name, sql in query.through:
        connection.execute(f"CREATE {'TABLE' if stored else 'VIEW'} IF NOT EXISTS {quoted(name)} AS {sql}")
    for row, _, instead in connection.execute(query.sql).fetchall():
        message = query.message if instead is None else f"{query.message} {shortened(str(instead))!r}"
        yield Fault(row, query.column, query.rule, message)


def load_texts(connection: "duckdb.DuckDBPyConnection", package: Package, ids: Iterable[str]) -> Iterator[Problem]:
    """Makes the table `_texts` of those articles whose text the package holds."""
    import pandas as pd

    connection.execute("CREATE TABLE _texts (article_id VARCHAR, text VARCHAR, sha256 VARCHAR, characters BIGINT)")
    read = article_texts(package, ids)
    while batch := list(islice(read, TEXTS_AT_ONCE)):
        yield from (item for item in batch if isinstance(item, Problem))
        texts = [(*item, len(item[1])) for item in batch if not isinstance(item, Problem)]
        frame = pd.DataFrame(texts, columns=["article_id", "text", "sha256", "characters"], dtype="object")
        connection.register("_batch", frame)
        connection.execute("INSERT INTO _texts SELECT article_id, text, sha256, characters FROM _batch")


def said(query: Query) -> str:
    """How a failed query is named in pandera's failure cases."""
    return f"{query.rule}: {query.column} {query.message}"


def connect() -> "duckdb.DuckDBPyConnection":
    """An empty database."""
    try:
        import duckdb
    except ImportError:
        raise MissingDependency("this needs duckdb: pip install 'greffier[build]'") from None
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    return connection


def store(connection: "duckdb.DuckDBPyConnection", name: str, frame: "pd.DataFrame") -> None:
    """Makes a table of the frame: a hundred queries would each look through the frame itself to learn its types."""
    connection.register("_frame", frame)
    connection.execute(f"CREATE TABLE {quoted(name)} AS SELECT * FROM _frame")
    connection.unregister("_frame")


def numbered(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with its rows counted in `_row`, as queries want it."""
    return frame.assign(_row=range(len(frame)))


def typed(schema: Schema, rows: Sequence[Sequence[str | None]]) -> "tuple[pd.DataFrame, list[Fault]]":
    """The rows as a frame of the schema's types, and the cells not of their type, which the frame lacks."""
    import pandas as pd

    columns: dict[str, pd.Series[Any]] = {}
    faults: list[Fault] = []
    for number, field in enumerate(schema.fields):
        column = [row[number] for row in rows]
        values: dict[str | None, cells.Value] = {None: None}
        wrong: dict[str | None, str] = {}
        for text in set(column) - {None}:
            assert text is not None
            try:
                values[text] = _value(field, text)
            except ValueError as error:
                values[text], wrong[text] = None, str(error)
        faults += [Fault(row, field.name, "type", wrong[text]) for row, text in enumerate(column) if text in wrong]
        columns[field.name] = _series(field, [values[text] for text in column])
    return pd.DataFrame(columns), faults


def is_plain(field: Field) -> bool:
    """Whether a field's cells are read here; those of other types and formats are left to frictionless."""
    options = field.descriptor
    if field.type == "string":
        return str(options.get("format", "default")) in ("default", "any")
    if field.type == "date":
        return str(options.get("format", "default")) == "default"
    odd = {"bareNumber", "groupChar", "decimalChar"}
    return field.type in ("any", "boolean", "year") or (
        field.type in ("integer", "number") and odd.isdisjoint([*options])
    )


def constant(field: Field, value: Any) -> Any:
    """A constraint's value as a value of its field: a descriptor may write a number or a date as text."""
    return cells.parse(field, value) if isinstance(value, str) and field.type not in ("any", "string") else value


def _value(field: Field, text: str) -> cells.Value:
    if not is_plain(field):
        return None if text in field.missing_values else text
    value = cells.parse(field, text)
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        raise ValueError("a number of more than 64 bits")
    return value


def _series(field: Field, values: "list[cells.Value]") -> "pd.Series[Any]":
    import pandas as pd

    if not is_plain(field):
        return pd.Series(values, dtype="string")
    if field.type == "date":
        return pd.to_datetime(pd.Series(values, dtype="object")).dt.as_unit("s")
    return pd.Series(values, dtype=DTYPES.get(field.type, "string"))


def _column(field: Field) -> "pa.Column":
    pandera = _pandera()
    plain = is_plain(field)
    # frames may keep values as categories: what they are is checked, not how they are kept
    kind = (None if field.values else DTYPES.get(field.type, "string")) if plain else "string"
    checks = [
        pandera.Check(test, error=f"{rule}: {message}", element_wise=True) for rule, message, test in tests(field)
    ]
    column: pa.Column = pandera.Column(
        kind,
        checks=checks if plain else [],
        nullable=not field.required,
        coerce=kind is not None,
        title=field.title or None,
        description=field.description or None,
    )
    return column


def tests(field: Field) -> "Iterator[tuple[str, str, Callable[[Any], bool]]]":
    """The constraints on a filled cell: rule, message, and what must hold."""
    if field.values:
        yield "values", f"not one of {', '.join(map(str, field.values))}", frozenset(_all(field)).__contains__
    if field.pattern is not None and field.type in ("any", "string"):
        whole = re.compile(f"(?:{field.pattern})")
        yield "pattern", f"does not match {field.pattern}", lambda value: whole.fullmatch(value) is not None
    for name, (holds, message) in COMPARISONS.items():
        if name in field.constraints:
            limit = field.constraints[name]
            yield "range", f"{message} {limit}", partial(_compare, holds, *_all(field, [limit]))
    if "minLength" in field.constraints:
        shortest = field.constraints["minLength"]
        yield "length", f"shorter than {shortest} characters", lambda value: len(value) >= shortest
    if "maxLength" in field.constraints:
        longest = field.constraints["maxLength"]
        yield "length", f"longer than {longest} characters", lambda value: len(value) <= longest


def _all(field: Field, values: "Iterable[Any] | None" = None) -> "list[Any]":
    """Constants as the frame holds them."""
    import pandas as pd

    constants = [constant(field, value) for value in (field.values if values is None else values)]
    return [pd.Timestamp(value) if field.type == "date" else value for value in constants]


def _compare(holds: "Callable[[Any, Any], bool]", limit: Any, value: Any) -> bool:
    return bool(holds(value, limit))


def _holds(
    query: Query, connection: "duckdb.DuckDBPyConnection", known: bool
) -> "Callable[[pd.DataFrame], pd.Series[bool]]":
    """The query as a check: which rows of a frame it does not name."""

    def check(frame: "pd.DataFrame") -> "pd.Series[bool]":
        import pandas as pd

        if not known:
            connection.register(query.table, numbered(frame))
        faulty = {fault.row for fault in answers(query, connection)}
        return pd.Series([row not in faulty for row in range(len(frame))], index=frame.index, dtype=bool)

    return check


def _pandera() -> Any:
    try:
        import pandera.pandas as pa
    except ImportError:
        raise MissingDependency("this needs pandera: pip install 'greffier[build]'") from None
    return pa
