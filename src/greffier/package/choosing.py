"""A part of a table: the columns that are wanted, of the rows that a condition lets through."""

from collections.abc import Container, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from greffier.errors import GreffierError, MissingDependency, PackageError
from greffier.package import Resource, cells, parquet
from greffier.package.records import records, schema_of
from greffier.package.schema import Field

if TYPE_CHECKING:
    import pyarrow as pa

#: Columns with their values.
Columns = list[tuple[Field, list[cells.Value]]]
#: The types that Arrow has too.
KINDS = {"boolean": "bool_", "date": "date32", "integer": "int64", "number": "float64", "year": "int64"}
#: Rows of a CSV that are asked about at once.
AT_ONCE = 50_000


def chosen_columns(
    resource: Resource,
    columns: Sequence[str] | None = None,
    where: str | None = None,
    keep: Container[int] | None = None,
) -> Columns:
    """The wanted columns (by default all) of the rows for which the SQL condition `where` holds (by default all).

    `keep` holds the numbers, from 0, of the only rows that are looked at. Of Parquet no more than a file is in memory
    beside what is wanted, of CSV no more than some thousand rows. GreffierError where the condition cannot be
    understood, a column is none, or a value is none of those that its field allows.
    """
    schema = schema_of(resource)
    if isinstance(columns, str):
        raise GreffierError(f"columns must be a list of names: [{columns!r}]")
    fields = [schema.field(name) for name in (schema.columns if columns is None else columns)]
    names = [field.name for field in fields]
    values: list[list[cells.Value]] = [[] for _ in fields]
    begun = 0
    for piece in _pieces(resource, schema.columns if where else names):
        found, count = piece, len(piece)
        if keep is not None:
            found = piece.filter([number in keep for number in range(begun, begun + count)])
        begun += count
        for name, column in _where(found, names, where).items():
            field = fields[names.index(name)]
            odd = field.type not in (*KINDS, "datetime", "string")
            values[names.index(name)] += [cells.parse(field, v) for v in column] if odd else column
    for field, column in zip(fields, values, strict=True):
        strange = sorted({str(value) for value in column if value is not None} - set(map(str, field.values)))
        if field.values and strange:
            raise PackageError(
                f"{resource.name}.{field.name}: {strange[0]!r} is none of its values; see: greffier validate"
            )
    return list(zip(fields, values, strict=True))


def _pieces(resource: Resource, names: Sequence[str]) -> "Iterator[pa.Table]":
    """The rows, some at once, as tables of Arrow."""
    if parquet.is_parquet(resource):
        yield from (table for _, table in parquet.files(resource, list(dict.fromkeys(names))))
        return
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingDependency("columns= and where= need pyarrow: pip install 'greffier[corpus]'") from None
    kinds = {name: getattr(pa, kind)() for name, kind in KINDS.items()} | {"datetime": pa.timestamp("us")}
    fields = [field for field in schema_of(resource).fields if field.name in names]
    layout = pa.schema([(field.name, kinds.get(field.type, pa.string())) for field in fields])
    rows = records(resource)
    while held := list(islice(rows, AT_ONCE)):
        columns = [[_arrow(record[field.name], field.type in kinds) for record in held] for field in fields]
        yield pa.Table.from_arrays([pa.array(c, t) for c, t in zip(columns, layout.types, strict=True)], schema=layout)


def _arrow(value: cells.Value, native: bool) -> cells.Value:
    """A value as Arrow holds it: of the types that it has not, the text."""
    return value if native or value is None else cells.text(value)


def _where(table: "pa.Table", names: Sequence[str], where: str | None) -> dict[str, list[Any]]:
    """The columns of those rows for which the condition holds."""
    if where is None:
        return {name: table.column(name).to_pylist() for name in names}
    try:
        import duckdb
    except ImportError:
        raise MissingDependency("where= needs duckdb: pip install duckdb") from None
    wanted = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    with duckdb.connect(config={"enable_external_access": "false"}) as base:
        base.register("rows", table)
        try:
            found = base.execute(f"SELECT {wanted} FROM rows WHERE {where}").fetchall()
        except duckdb.Error as error:
            raise GreffierError(f"where={where!r}: {' '.join(str(error).split())[:300]}") from None
    return {name: [row[number] for row in found] for number, name in enumerate(names)}
