"""Tables that stand as Parquet, in one file or in many: read file by file, so that no more than one is in memory."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from greffier.errors import MissingDependency, PackageError
from greffier.package import Resource

if TYPE_CHECKING:
    import pyarrow as pa

#: Rows that are taken out of a file at once.
AT_ONCE = 10_000


def is_parquet(resource: Resource) -> bool:
    """Whether the files of a resource are Parquet."""
    kind = str(resource.descriptor.get("format", "")).lower()
    return kind == "parquet" or (not kind and bool(resource.paths) and resource.paths[0].endswith(".parquet"))


def files(resource: Resource, columns: Sequence[str] | None = None) -> "Iterator[tuple[str, pa.Table]]":
    """Each file of a resource with its table of Arrow; PackageError where it is none or lacks a column."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingDependency("Parquet needs pyarrow: pip install 'greffier[corpus]'") from None
    for path in resource.paths:
        try:
            with resource.package.open(path) as stream:
                file = pq.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
                missing = [name for name in columns or () if name not in file.schema_arrow.names]
                if missing:
                    raise PackageError(f"{path}: lacks the column {', '.join(map(repr, missing))}")
                yield path, file.read(columns=None if columns is None else list(columns))
        except (pa.ArrowException, OSError) as error:
            raise PackageError(f"{path}: no Parquet that can be read: {error}") from None


def names(resource: Resource) -> list[str]:
    """The columns of the first file."""
    return next(list(table.column_names) for _, table in files(resource, None))


def rows(resource: Resource, columns: Sequence[str]) -> Iterator[tuple[str, int, tuple[Any, ...]]]:
    """The rows of a resource: the file, the number of the row in it from 1, and the values of the columns."""
    for path, table in files(resource, columns):
        number = 0
        for batch in table.to_batches(AT_ONCE):
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield path, number, values
