"""The only module that writes files: tables as bytes, the descriptor's sizes and hashes, and all of it or nothing."""

import glob
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from greffier.package import DESCRIPTOR, cells
from greffier.package.schema import Schema

#: What the folders are called in which files wait until all of them are written.
WAITING = ".greffier-"
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


def replace(root: Path, files: Mapping[str, bytes]) -> None:
    """Puts the files into the folder, all or none of them; the descriptor comes last.

    They are written beside their places and renamed, so that a full disk or a kill while they are written
    changes nothing. Where a rename fails, those before it are taken back.
    """
    with waiting_room(root, "files") as room:
        for number, content in enumerate(files.values()):
            _write(room / f"new-{number}", content)
        paths = [root / path for path in files]
        order = sorted(range(len(paths)), key=lambda number: paths[number].name == DESCRIPTOR)
        for number in order:
            if paths[number].exists():
                _link(paths[number], room / f"old-{number}")
        done = []
        try:
            for number in order:
                paths[number].parent.mkdir(parents=True, exist_ok=True)
                done.append(number)
                os.replace(room / f"new-{number}", paths[number])
        except BaseException:
            for number in done:
                if (room / f"old-{number}").exists():
                    os.replace(room / f"old-{number}", paths[number])
                elif not (room / f"new-{number}").exists():
                    paths[number].unlink()
            raise


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
        _link(root / path, staged / path)


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


@contextmanager
def waiting_room(folder: Path, name: str) -> Iterator[Path]:
    """A folder for files that are not yet complete; gone afterwards, as is what a kill left of one of that name."""
    for left in folder.glob(f"{WAITING}{glob.escape(name)}-*"):
        shutil.rmtree(left, ignore_errors=True)
    room = Path(tempfile.mkdtemp(prefix=f"{WAITING}{name}-", dir=folder))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder to fill that becomes `target` in one step at the end; nothing is left where filling it fails.

    `target` may be there already if it is empty; OSError otherwise.
    """
    target = target.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(17, "is there already and not an empty folder; name a new one", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    with waiting_room(target.parent, target.name) as room:
        folder = room / target.name
        folder.mkdir()
        yield folder
        if not target.exists():
            os.replace(folder, target)
            return
        # somebody may stand in the empty folder: it stays, and is filled
        for path in sorted(folder.iterdir(), key=lambda path: path.name == DESCRIPTOR):
            os.replace(path, target / path.name)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        # a name must never come to disk before what it names
        os.fsync(stream.fileno())


def _link(source: Path, target: Path) -> None:
    """A second name for a file; a copy where the disk knows no such names."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _line(row: Sequence[str]) -> bytes:
    # not the csv module, which quotes differently from one version of Python to the next
    quoted = ['"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell for cell in row]
    return ((",".join(quoted) if quoted != [""] else '""') + "\n").encode()
