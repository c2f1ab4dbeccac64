"""The tables of a data package as frames whose columns have the types of their schema."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from greffier.errors import GreffierError, MissingDependency, PackageError
from greffier.package import Package, Resource, cells, installed_package, open_package
from greffier.package.records import raw_rows, records, schema_of
from greffier.package.schema import Field

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

BACKENDS = ("pandas", "polars", "records")


@overload
def load(name: str, backend: Literal["pandas"] = "pandas", package: str | Path | None = None) -> pd.DataFrame: ...
@overload
def load(name: str, backend: Literal["polars"], package: str | Path | None = None) -> pl.DataFrame: ...
@overload
def load(
    name: str, backend: Literal["records"], package: str | Path | None = None
) -> list[dict[str, cells.Value]]: ...
def load(name: str, backend: str = "pandas", package: str | Path | None = None) -> Any:
    """A table of the dataset: a pandas DataFrame, a polars one, or a list of dicts (`backend="records"`).

    Numbers are nullable integers, days are dates, enums are categories, an empty cell is missing.
    `package` is the folder, zip or https address of another data package.
    """
    if backend not in BACKENDS:
        raise GreffierError(f"no backend {backend!r}; the backends are {', '.join(BACKENDS)}")
    resource = _open(package).resource(name)
    if backend == "records":
        return list(records(resource))
    return (_pandas if backend == "pandas" else _polars)(resource)


def tables(package: str | Path | None = None) -> list[str]:
    """The names of the tables that `load` can give."""
    return [resource.name for resource in _open(package).resources if resource.schema is not None]


def describe(name: str, package: str | Path | None = None) -> str:
    """What a table holds, for reading: every column with its type, its meaning and its values."""
    schema = schema_of(_open(package).resource(name))
    lines = [f"{name}: {schema.title}", schema.description, f"Primary key: {', '.join(schema.primary_key) or 'none'}"]
    for field in schema.fields:
        kind = field.type if field.required else f"{field.type}, may be empty"
        lines += ["", f"{field.name} ({kind})", f"    {field.description}"]
        lines += [f"    {value}: {field.categories.get(value, '')}".rstrip(": ") for value in field.values]
        lines += [f"    Example: {field.example}"] if field.example is not None else []
    for key in schema.foreign_keys:
        lines += ["", f"{', '.join(key.fields)} -> {key.resource or name}: {', '.join(key.reference_fields)}"]
    return "\n".join(lines)


def _open(package: str | Path | None) -> Package:
    return installed_package() if package is None else open_package(package)


def _columns(resource: Resource) -> Iterator[tuple[Field, list[cells.Value]]]:
    """Each column with its values; PackageError names the line of a cell that has not its field's type."""
    rows = list(raw_rows(resource))
    for field in schema_of(resource).fields:
        column = [row.cells[field.name] for row in rows]
        values: dict[str, cells.Value] = {}
        for text in dict.fromkeys(column):
            try:
                values[text] = _value(field, text)
            except ValueError as error:
                row = rows[column.index(text)]
                raise PackageError(f"{row.path}:{row.line}:{field.name} {error}; see: greffier validate") from error
        yield field, [values[text] for text in column]


def _value(field: Field, text: str) -> cells.Value:
    value = cells.parse(field, text)
    if value is not None and field.values and value not in field.values:
        raise ValueError(f"{text!r} is not one of {', '.join(map(str, field.values))}")
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        raise ValueError(f"{text} does not fit in 64 bits")
    return value


def _pandas(resource: Resource) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError:
        raise MissingDependency('loading needs pandas: pip install pandas, or use backend="records"') from None
    frame: dict[str, pd.Series[Any]] = {}
    for field, values in _columns(resource):
        if field.values and field.type == "string":
            kind = pd.CategoricalDtype(list(field.values), ordered=field.descriptor.get("categoriesOrdered") is True)
            frame[field.name] = pd.Series(values, dtype=kind)
        elif field.type in ("date", "datetime"):
            frame[field.name] = _moments(values)
        else:
            frame[field.name] = pd.Series(values, dtype=_PANDAS.get(field.type, "string"))
    return pd.DataFrame(frame)


def _moments(values: list[Any]) -> pd.Series[Any]:
    """Days or moments to the second, of any year; in UTC where any of them says its zone."""
    import numpy as np
    import pandas as pd

    zoned = any(getattr(value, "tzinfo", None) for value in values)
    plain = [v.astimezone(UTC).replace(tzinfo=None) if getattr(v, "tzinfo", None) else v for v in values]
    series = pd.Series(np.array(plain, dtype="datetime64[s]"))
    return series.dt.tz_localize("UTC") if zoned else series


_PANDAS: dict[str, Any] = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}


def _polars(resource: Resource) -> pl.DataFrame:
    try:
        import polars as pl
    except ImportError:
        raise MissingDependency("backend polars needs polars: pip install 'greffier[polars]'") from None
    kinds: dict[str, Any] = {
        "integer": pl.Int64,
        "year": pl.Int64,
        "number": pl.Float64,
        "boolean": pl.Boolean,
        "date": pl.Date,
        "datetime": pl.Datetime("ms"),
    }
    frame = []
    for field, values in _columns(resource):
        kind = kinds.get(field.type, pl.String)
        if field.values and field.type == "string":
            kind = pl.Enum([str(value) for value in field.values])
        frame.append(pl.Series(field.name, values, dtype=kind))
    return pl.DataFrame(frame)
