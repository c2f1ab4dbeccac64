"""The tables of a data package as frames whose columns have the types of their schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from greffier.errors import GreffierError, PackageError
from greffier.package import Package, Resource, cells, installed_package, open_package, parquet, reviews
from greffier.package.choosing import chosen_columns
from greffier.package.frames import known_values, pandas_frame, polars_frame
from greffier.package.moments import Duration
from greffier.package.records import fields_of, raw_rows, read, records, schema_of
from greffier.package.schema import Field
from greffier.package.single import is_table, table_package
from greffier.package.tables import form

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

BACKENDS = ("pandas", "polars", "records")
#: By which column a row of a table is called when another row refers to it.
NAMING = {"actors": "name", "articles": "title", "decisions": "outcome"}


@overload
def load(
    name: str,
    backend: Literal["pandas"] = "pandas",
    package: str | Path | None = None,
    *,
    reviewed: bool = False,
    columns: Sequence[str] | None = None,
    where: str | None = None,
) -> pd.DataFrame: ...
@overload
def load(
    name: str,
    backend: Literal["polars"],
    package: str | Path | None = None,
    *,
    reviewed: bool = False,
    columns: Sequence[str] | None = None,
    where: str | None = None,
) -> pl.DataFrame: ...
@overload
def load(
    name: str,
    backend: Literal["records"],
    package: str | Path | None = None,
    *,
    reviewed: bool = False,
    columns: Sequence[str] | None = None,
    where: str | None = None,
) -> list[dict[str, cells.Value]]: ...
def load(
    name: str,
    backend: str = "pandas",
    package: str | Path | None = None,
    *,
    reviewed: bool = False,
    columns: Sequence[str] | None = None,
    where: str | None = None,
) -> Any:
    """A table of the dataset: a pandas DataFrame, a polars one, or a list of dicts (`backend="records"`).

    Integers are nullable, days are dates, moments in UTC where any of them says its zone, enums of text are
    categories; lists, objects and points are Python's own, an empty cell is missing. A duration stays text, for a month
    has no fixed length; so does every column of a table without a schema, and in polars a month, an object, an array.
    `package` is the folder, zip or https address of another data package; a path such as "towns.csv" as the name is a
    table on its own, whose columns are text. With `reviewed` only the rows that a reviewer accepted as they are and
    that nobody disputes; the table `reviews` says who. `columns` names those wanted; `where` is a condition of SQL on
    the rows wanted (it needs duckdb and pyarrow), so that a part can be had of a table larger than memory.
    GreffierError, in one sentence, where there is no such table, column or backend, the condition cannot be understood,
    a cell has not the type of its column, or nothing says who read a table.

    >>> import greffier
    >>> decisions = greffier.load("decisions")
    >>> decisions[["outcome", "decided_on"]].to_dict("records")
    [{'outcome': 'dismissed', 'decided_on': '2020-07-12'}]
    >>> greffier.load("statements", columns=["act", "cue"], where="speaker_id = 'nso-group'").columns.tolist()
    ['act', 'cue']
    """
    if backend not in BACKENDS:
        raise GreffierError(f"no backend {backend!r}; the backends are {', '.join(BACKENDS)}")
    resource = _single(name) if package is None and is_table(name) else _open(package).resource(name)
    keep = _read_rows(resource) if reviewed else None
    if columns is not None or where is not None:
        chosen: Iterable[tuple[Field, list[cells.Value]]] = chosen_columns(resource, columns, where, keep)
    elif backend == "records":
        return [record for number, record in enumerate(records(resource)) if keep is None or number in keep]
    else:
        chosen = _columns(resource, keep)
    return {"pandas": pandas_frame, "polars": polars_frame, "records": _records}[backend](chosen)


def tables(package: str | Path | None = None) -> list[str]:
    """The names of the tables that `load` can give.

    >>> import greffier
    >>> greffier.tables()[:5]
    ['articles', 'actors', 'mentions', 'statements', 'decisions']
    """
    return [resource.name for resource in _open(package).resources if form(resource) not in (None, "other")]


def describe(name: str, package: str | Path | None = None) -> str:
    """What a table holds, for reading: every column with its type, its meaning and its values.

    >>> import greffier
    >>> print(greffier.describe("parties").splitlines()[0])
    parties: Parties
    """
    schema = schema_of(_open(package).resource(name))
    lines = [f"{name}: {schema.title}", schema.description, f"Primary key: {', '.join(schema.primary_key) or 'none'}"]
    for field in schema.fields:
        kind = field.type if field.required else f"{field.type}, may be empty"
        lines += ["", f"{field.name} ({kind})", f"    {field.description}"]
        lines += [f"    {value}: {field.categories.get(value, '')}".rstrip(": ") for value in field.values]
        lines += [f"    Example: {field.example}"] if field.example is not None else []
    lines += ["", "Foreign keys:"] if schema.foreign_keys else []
    for key in schema.foreign_keys:
        lines.append(f"    {', '.join(key.fields)} is {', '.join(key.reference_fields)} in {key.resource or name}")
    return "\n".join(lines)


def joined(name: str, package: str | Path | None = None) -> pd.DataFrame:
    """A table as `load` gives it, and beside each id what it names: a speaker's name, a decision's outcome.

    `speaker_id` is followed by `speaker`, `decision_id` by `decision`, `part_of` by `part_of_name`.

    >>> import greffier
    >>> statements = greffier.joined("statements")
    >>> statements.loc[0, ["speaker", "act", "target"]].tolist()
    ['Amnesty International', 'accuse', 'NSO Group']
    """
    opened = _open(package)
    resource = opened.resource(name)
    frame = pandas_frame(_columns(resource))
    for key in schema_of(resource).foreign_keys:
        naming = NAMING.get(key.resource or name)
        if naming is None or len(key.fields) != 1:
            continue
        (column,), (target,) = key.fields, key.reference_fields
        named = pandas_frame(_columns(opened.resource(key.resource or name))).set_index(target)[naming].astype("string")
        place = list(frame.columns).index(column) + 1
        beside = column.removesuffix("_id") if column.endswith("_id") else f"{column}_name"
        frame.insert(place, beside, frame[column].map(named).astype("string"))
    return frame


def text(article_id: str, package: str | Path | None = None) -> str:
    """An article's text, as its offsets count it: `text[start:end]` is what a row says.

    PackageError where the package has no such article, or not its text.

    >>> import greffier
    >>> row = greffier.load("statements").iloc[0]
    >>> greffier.text("nso-amnesty-2020")[row.start : row.end] == row.text
    True
    """
    opened = _open(package)
    known = [row.cells["article_id"] for row in raw_rows(opened.resource("articles"))]
    if article_id not in known:
        more = f" and {len(known) - 5} more" if len(known) > 5 else ""
        raise PackageError(f"{opened.where}: has no article {article_id!r}; it has {', '.join(known[:5])}{more}")
    path = f"data/articles/{article_id}.txt"
    if not opened.exists(path):
        raise PackageError(f"{opened.where}: does not hold the text of {article_id!r}; its rights may not allow it")
    return opened.read(path).decode()


def _open(package: str | Path | None) -> Package:
    return installed_package() if package is None else open_package(package)


def _single(path: str) -> Resource:
    """The table that stands in a file of its own."""
    return table_package(Path(path), None).resources[0]


def _read_rows(resource: Resource) -> set[int]:
    if not reviews.has_reviews(resource):
        raise GreffierError(f"{resource.package.where}: nothing says who read the rows of {resource.name!r}")
    return reviews.read_rows(resource.package, resource.name)


def _columns(resource: Resource, keep: set[int] | None = None) -> Iterator[tuple[Field, list[cells.Value]]]:
    """Each column with its values; PackageError names the line of a cell that has not its field's type."""
    if parquet.is_parquet(resource):
        # its cells have types of their own
        yield from chosen_columns(resource, keep=keep)
        return
    rows = [row for number, row in enumerate(read(resource)) if keep is None or number in keep]
    for number, field in enumerate(fields_of(resource)):
        column = [row.cells[number] for row in rows]
        known = known_values(field)
        values: dict[str | None, cells.Value] = {}
        for text_of_cell in dict.fromkeys(column):
            try:
                values[text_of_cell] = _value(field, text_of_cell, known)
            except ValueError as error:
                row = rows[column.index(text_of_cell)]
                raise PackageError(f"{row.place(field.name)} {error}; see: greffier validate") from error
        yield field, [values[text_of_cell] for text_of_cell in column]


def _value(field: Field, text: str | None, known: list[Any]) -> cells.Value:
    value = cells.parse(field, text)
    if value is not None and known and value not in known:
        raise ValueError(f"{text!r} is not one of {', '.join(map(str, field.values))}")
    return str(text) if isinstance(value, Duration) else value


def _records(columns: Iterable[tuple[Field, list[cells.Value]]]) -> list[dict[str, cells.Value]]:
    named = {field.name: values for field, values in columns}
    return [dict(zip(named, row, strict=True)) for row in zip(*named.values(), strict=True)]
