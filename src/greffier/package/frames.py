"""Values by column as frames of pandas or polars, each column with the natural type of its field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from greffier.errors import MissingDependency
from greffier.package import cells
from greffier.package.constraints import constant
from greffier.package.schema import Field

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

#: The types whose values pandas keeps as Python's own objects.
OBJECTS = frozenset({"array", "geojson", "geopoint", "list", "object", "time"})
_PANDAS: dict[str, Any] = {"integer": "Int64", "year": "Int64", "boolean": "boolean"}
_EPOCH = datetime(1970, 1, 1)


def pandas_frame(columns: Iterable[tuple[Field, list[cells.Value]]]) -> pd.DataFrame:
    """A frame of fields with their values, each column with the type of its field."""
    try:
        import pandas as pd
    except ImportError:
        raise MissingDependency('loading needs pandas: pip install pandas, or use backend="records"') from None
    return pd.DataFrame({field.name: _series(field, values) for field, values in columns})


def known_values(field: Field) -> list[Any]:
    """The only values that a column may hold; empty where any may stand."""
    return [constant(field, value, "enum") for value in field.values if value is not None]


def _series(field: Field, values: list[Any]) -> pd.Series[Any]:
    import numpy as np
    import pandas as pd

    if field.values and field.type == "string":
        ordered = field.descriptor.get("categoriesOrdered") is True
        return pd.Series(values, dtype=pd.CategoricalDtype(known_values(field), ordered=ordered))
    if field.type in ("date", "datetime"):
        return _moments(values)
    if field.type == "yearmonth":
        months = [None if v is None else pd.Period(year=v.year, month=v.month, freq="M") for v in values]
        return pd.Series(pd.PeriodIndex(months, freq="M"))
    if field.type in ("integer", "year") and not _fit(values):
        return pd.Series(values, dtype="object")  # Python's integers have no end
    kind: str = _PANDAS.get(field.type, "object" if field.type in OBJECTS else "string")
    if field.type == "number":
        # a number that is none is a value here, and pandas would take it for a missing one
        kept = np.array([0.0 if value is None else value for value in values], dtype="float64")
        return pd.Series(pd.arrays.FloatingArray(kept, np.array([value is None for value in values], dtype="bool")))
    return pd.Series(values, dtype=kind)


def _fit(values: list[Any]) -> bool:
    return all(value is None or -(1 << 63) <= value < 1 << 63 for value in values)


def _moments(values: list[Any]) -> pd.Series[Any]:
    """Days to the second, moments as finely as they say, of any year; in UTC where any of them says its zone."""
    import numpy as np
    import pandas as pd

    zoned = any(getattr(value, "tzinfo", None) for value in values)
    fine = any(getattr(value, "microsecond", 0) for value in values)
    times = np.array([_naive(v) for v in values], dtype="datetime64[us]")
    shifts = np.array([_shift(v) for v in values], dtype="timedelta64[us]")
    series = pd.Series((times - shifts).astype(f"datetime64[{'us' if fine else 's'}]"))
    return series.dt.tz_localize("UTC") if zoned else series


def _naive(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _shift(value: Any) -> timedelta:
    """How far a moment's clock is ahead of UTC."""
    return (value.utcoffset() if isinstance(value, datetime) else None) or timedelta()


def polars_frame(columns: Iterable[tuple[Field, list[cells.Value]]]) -> pl.DataFrame:
    """A polars frame of fields with their values.

    A polars column has one type for all its rows: what is nested freely stays JSON, a month stays text.
    """
    try:
        import polars as pl
    except ImportError:
        raise MissingDependency("backend polars needs polars: pip install 'greffier[polars]'") from None
    return pl.DataFrame([_polars_series(field, values) for field, values in columns])


def _polars_series(field: Field, values: list[Any]) -> pl.Series:
    import polars as pl

    kinds: dict[str, Any] = {
        "integer": pl.Int64,
        "year": pl.Int64,
        "number": pl.Float64,
        "boolean": pl.Boolean,
        "date": pl.Date,
        "time": pl.Time,
    }
    kind = kinds.get(field.type, pl.String)
    if field.values and field.type == "string":
        kind = pl.Enum(known_values(field))
    elif field.type == "datetime":
        zone = "UTC" if any(getattr(value, "tzinfo", None) for value in values) else None
        micros = [None if v is None else (_naive(v) - _EPOCH - _shift(v)) // timedelta(microseconds=1) for v in values]
        return pl.Series(field.name, micros, dtype=pl.Int64).cast(pl.Datetime("us", zone))
    elif field.type == "geopoint":
        return pl.Series(field.name, [value and list(value) for value in values], dtype=pl.Array(pl.Float64, 2))
    elif field.type == "list":
        item = kinds.get(str(field.descriptor.get("itemType", "string")), pl.String)
        return pl.Series(field.name, values, dtype=pl.List(item))
    elif field.type in ("integer", "year") and not _fit(values):
        kind = pl.Object
    elif field.type in ("array", "geojson", "object", "yearmonth"):
        # polars has one type for all rows of a column: what is nested freely stays JSON
        values = [None if value is None else cells.text(value) for value in values]
    elif field.type == "time":
        values = [None if value is None else value.replace(tzinfo=None) for value in values]
    return pl.Series(field.name, values, dtype=kind)
