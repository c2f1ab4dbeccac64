"""Files of a dataset as bytes: tables, the descriptor with sizes and hashes; and how they come to their places."""

import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from greffier.dataset import rooms
from greffier.package import DESCRIPTOR, cells
from greffier.package.schema import Schema

_SPECIAL = re.compile('[",\r\n]')


def table_bytes(schema: Schema, rows: Iterable[Mapping[str, cells.Value]]) -> bytes:
    """A whole table as CSV: UTF-8, LF, the columns of the schema."""
    return b"".join(table_lines(schema, rows))


def table_lines(schema: Schema, rows: Iterable[Mapping[str, cells.Value]]) -> Iterator[bytes]:
    """The header and the rows of a table, each with its line end."""
    yield header(schema)
    for row in rows:
        yield row_bytes(schema, row)


def header(schema: Schema) -> bytes:
    """The first line of a table."""
    return _line(schema.columns)


def row_bytes(schema: Schema, row: Mapping[str, cells.Value]) -> bytes:
    """A row with its line end."""
    return _line([cells.text(row[column]) for column in schema.columns])


def json_bytes(value: object) -> bytes:
    """JSON as it stands in a package: two blanks of indentation, letters as they are."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def refreshed(descriptor: Mapping[str, Any], sizes: Mapping[str, tuple[int, str]]) -> bytes:
    """The descriptor with `bytes` and `hash` of the resources whose paths stand in `sizes`, else as it was."""
    resources = []
    for entry in descriptor["resources"]:
        size = sizes.get(entry["path"]) if isinstance(entry.get("path"), str) else None
        resources.append(entry if size is None else {**entry, "bytes": size[0], "hash": size[1]})
    return json_bytes({**descriptor, "resources": resources})


def measure(stream: BinaryIO) -> tuple[int, str]:
    """Number of bytes and hash of a file, as a descriptor states them."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
    return size, f"sha256:{digest.hexdigest()}"


def measured(descriptor: Mapping[str, Any], folder: Path, files: Mapping[str, bytes]) -> bytes:
    """The descriptor with `bytes` and `hash` of its files as they are in the folder, or, if there, in `files`."""
    sizes = {}
    for entry in descriptor["resources"]:
        path = entry.get("path")
        if not isinstance(path, str) or path.startswith("https://"):
            continue
        with io.BytesIO(files[path]) if path in files else (folder / path).open("rb") as stream:
            sizes[path] = measure(stream)
    return refreshed(descriptor, sizes)


def replace(room: Path, files: Mapping[str, bytes]) -> None:
    """Puts files into the dataset whose waiting room this is, all or none of them; the descriptor comes last."""
    order = sorted(files, key=lambda path: Path(path).name == DESCRIPTOR)
    for number, path in enumerate(order):
        rooms.write(room / f"new-{number}", files[path])
    rooms.move(room, {f"new-{number}": path for number, path in enumerate(order)})


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files into a folder that nobody uses yet."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def stage(root: Path, files: Mapping[str, bytes], others: Iterable[str], staged: Path) -> None:
    """A folder as `root` would be with the files replaced: new bytes, and second names for the others that stay."""
    fill(staged, files)
    for path in sorted(set(others) - set(files)):
        (staged / path).parent.mkdir(parents=True, exist_ok=True)
        rooms.link(root / path, staged / path)


class TableFiles:
    """The tables of a new package, each row written as soon as it is known.

    Evidence is sorted by table first, so that of each table waits in a file of its own until the end.
    """

    def __init__(self, folder: Path, schemas: Mapping[str, Schema]) -> None:
        self.folder, self.schemas = folder, schemas
        self.counts = dict.fromkeys(schemas, 0)
        self.parts: dict[str, BinaryIO] = {}
        self.streams: dict[str, BinaryIO] = {}
        for name, schema in schemas.items():
            self.streams[name] = (folder / f"{name}.csv").open("wb")
            self.streams[name].write(header(schema))

    def add(self, tables: Mapping[str, Iterable[Mapping[str, cells.Value]]]) -> None:
        for name, rows in tables.items():
            for row in rows:
                stream = self._part(str(row["table"])) if name == "evidence" else self.streams[name]
                stream.write(row_bytes(self.schemas[name], row))
                self.counts[name] += 1

    def close(self) -> None:
        for table, part in sorted(self.parts.items()):
            part.seek(0)
            shutil.copyfileobj(part, self.streams["evidence"])
            part.close()
            (self.folder / f"evidence.{table}").unlink()
        for stream in self.streams.values():
            stream.close()

    def _part(self, table: str) -> BinaryIO:
        if table not in self.parts:
            self.parts[table] = (self.folder / f"evidence.{table}").open("w+b")
        return self.parts[table]


def _line(row: Sequence[str]) -> bytes:
    # not the csv module, which quotes differently from one version of Python to the next
    quoted = ['"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell for cell in row]
    return ((",".join(quoted) if quoted != [""] else '""') + "\n").encode()
