"""The rules on tables as pandera schemas, compiled from the Table Schemas, for any pipeline of frames."""

import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greffier.errors import MissingDependency, PackageError
from greffier.package import installed_package, open_package
from greffier.package.constraints import Constraint, constraints
from greffier.package.moments import YearMonth, duration
from greffier.package.schema import Field, Schema
from greffier.validation.across import answers, share
from greffier.validation.database import connect
from greffier.validation.judgement import Fault
from greffier.validation.questions import Query, quoted
from greffier.validation.rules import queries

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pandera.pandas as pa

#: The pandas type of each plain type; frames keep others as they like.
DTYPES = {
    "any": "string",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "integer": "Int64",
    "number": "Float64",
    "string": "string",
    "year": "Int64",
}


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
    connection = connect(asked_by="greffier.schemas")
    needed = frozenset[str]().union(*(query.needs for query in asked))
    for name, frame in ((name, frame) for name, frame in others.items() if name in needed):
        _store(connection, name, _numbered(frame))
    return _frame_schema(known[table], asked, connection)


def _frame_schema(
    schema: Schema, asked: Sequence[Query], connection: "duckdb.DuckDBPyConnection"
) -> "pa.DataFrameSchema":
    """A table's fields and its queries as one pandera schema; the connection knows the other tables."""
    pandera = _pandera()
    asking = _Asking(connection)
    compiled: pa.DataFrameSchema = pandera.DataFrameSchema(
        {field.name: _column(field) for field in schema.fields},
        checks=[pandera.Check(asking.check(query), error=_said(query), ignore_na=False) for query in asked],
        strict=True,
        name=schema.name or None,
    )
    return compiled


def _said(query: Query) -> str:
    """How a failed query is named in pandera's failure cases."""
    return f"{query.rule}: {query.column} {query.message}"


def _store(connection: "duckdb.DuckDBPyConnection", name: str, frame: "pd.DataFrame") -> None:
    """Makes a table of the frame: a hundred queries would each look through the frame itself to learn its types."""
    connection.register("_frame", frame)
    connection.execute(f"CREATE OR REPLACE TABLE {quoted(name)} AS SELECT * FROM _frame")
    connection.unregister("_frame")


def _numbered(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with its rows counted in `_row`, as queries want it."""
    return frame.assign(_row=range(len(frame)))


def _column(field: Field) -> "pa.Column":
    pandera = _pandera()
    # frames may keep values as categories: what they are is checked, not how they are kept
    kind = None if field.values else DTYPES.get(field.type)
    column: pa.Column = pandera.Column(
        kind,
        checks=[
            pandera.Check(_test(field, asked), error=f"{asked.rule}: {asked.message}", element_wise=True)
            for asked in constraints(field)
        ],
        nullable=not field.required,
        coerce=kind is not None,
        title=field.title or None,
        description=field.description or None,
    )
    return column


def _test(field: Field, asked: Constraint) -> "Callable[[Any], bool]":
    """The constraint on a value as a frame holds it."""
    native: dict[str, Callable[[Any], Any]] = {
        "date": lambda value: value.date(),
        "duration": duration,
        "yearmonth": lambda value: YearMonth(value.year, value.month),
    }
    read = native.get(field.type)
    return asked.holds if read is None else lambda value: asked.holds(read(value))


class _Asking:
    """Queries of one table as checks of frames; pandera hands the same frame to one after the other."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection") -> None:
        self.connection = connection
        self.frame: Callable[[], pd.DataFrame | None] = lambda: None
        #: Those that were asked of the frame; one that is asked again may have another before it in the same object.
        self.asked: set[Query] = set()

    def check(self, query: Query) -> "Callable[[pd.DataFrame], pd.Series[bool]]":
        """The query as a check: which rows of a frame it does not name."""

        def check(frame: "pd.DataFrame") -> "pd.Series[bool]":
            import pandas as pd

            if frame is not self.frame() or query in self.asked:
                _store(self.connection, query.table, _numbered(frame))
                self.frame, self.asked = weakref.ref(frame), set()
            self.asked.add(query)
            share(query, self.connection)
            faulty = {fault.row for fault in answers(query, self.connection) if isinstance(fault, Fault)}
            return pd.Series([row not in faulty for row in range(len(frame))], index=frame.index, dtype=bool)

        return check


def _pandera() -> Any:
    try:
        import pandera.pandas as pa
    except ImportError:
        raise MissingDependency("greffier.schemas needs pandera: pip install 'greffier[build]'") from None
    return pa
