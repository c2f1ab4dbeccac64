"""Rows as Parquet: the columns and types that the tables' schemas say, compressed, the same bytes for the same rows."""

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from greffier.dataset.rows import TABLES
from greffier.errors import MissingDependency
from greffier.package import installed_package, parse_json
from greffier.package.records import schema_of
from greffier.package.schema import Schema, read_schema

if TYPE_CHECKING:
    import pyarrow as pa

#: Tables that only a corpus has: texts of the articles, and what the editor should look at.
OWN = ("texts", "rejects", "duplicates", "undecided")
#: Rows that are Python objects at once.
AT_ONCE = 5_000


@cache
def schemas() -> dict[str, Schema]:
    """The schemas of the tables of a corpus."""
    package = installed_package()
    found = {name: schema_of(package.resource(name)) for name in TABLES}
    return found | {name: own_schema(name) for name in OWN}


def own_schema(name: str) -> Schema:
    """The schema of a table that only a corpus has."""
    from importlib.resources import files

    return read_schema(parse_json((files("greffier.corpus") / "schemas" / f"{name}.json").read_bytes(), name), name)


def arrow_schema(name: str, more: Mapping[str, str] | None = None) -> "pa.Schema":
    """The columns of a table, and `more` columns by their types as Table Schema names them."""
    pa = arrow()
    kinds = {"integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}
    fields = [(field.name, field.type) for field in schemas()[name].fields] + list((more or {}).items())
    return pa.schema([pa.field(column, kinds.get(kind, pa.string())) for column, kind in fields])


def table(rows: Sequence[Mapping[str, Any]], schema: "pa.Schema") -> "pa.Table":
    """The rows as a table of Arrow."""
    found: pa.Table = arrow().Table.from_pylist(rows, schema=schema)
    return found


def long_table(rows: Iterable[Mapping[str, Any]], schema: "pa.Schema") -> "pa.Table":
    """The same of many rows, of which a part at a time are Python objects."""
    left, pieces = iter(rows), [schema.empty_table()]
    while some := list(islice(left, AT_ONCE)):
        pieces.append(table(some, schema))
    return arrow().concat_tables(pieces).combine_chunks()


def parquet(table: "pa.Table") -> bytes:
    """The table as the bytes of a Parquet file."""
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", write_statistics=False, store_schema=False)
    return sink.getvalue()


def read(data: bytes) -> "pa.Table":
    """The table that the bytes of a Parquet file hold."""
    import pyarrow.parquet as pq

    # one thread: other work stands beside this one; read_table would load the whole of pandas and of datasets
    return pq.ParquetFile(io.BytesIO(data)).read(use_threads=False)


def arrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingDependency("Parquet needs pyarrow: pip install 'greffier[corpus]'") from None
    return pa
