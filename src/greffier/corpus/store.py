"""The partitions that are done, on the disk: each a folder by its content, whole or not there at all."""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from greffier.dataset import locks
from greffier.errors import InputError
from greffier.package import DESCRIPTOR

#: The folder, in that of the package, in which the work is kept.
WORK = ".greffier"
_FULL = tuple(getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name))


class Store:
    """The finished partitions of a package that is made from an archive.

    A partition is known by a key: the hash of its records and of the rules that they were read with. Its folder
    appears in one step, with the hashes of its files; one whose files are not those is done again.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.work = target / WORK
        self.parts = self.work / "parts"

    def has(self, key: str) -> bool:
        """Whether the partition is done, and its files are what they were."""
        folder = self.folder(key)
        try:
            sums = json.loads((folder / "sums.json").read_bytes())
            return all(_sum((folder / name).read_bytes()) == digest for name, digest in sums.items())
        except (OSError, ValueError, AttributeError):
            return False

    def folder(self, key: str) -> Path:
        """Where the files of a partition are."""
        return self.parts / key

    def put(self, key: str, tables: Mapping[str, bytes]) -> None:
        """Keeps the files of a partition."""
        room, folder = self.work / f"new-{key}", self.folder(key)
        shutil.rmtree(room, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        room.mkdir(parents=True)
        files = {f"{name}.parquet": data for name, data in tables.items()}
        sums = json.dumps({name: _sum(data) for name, data in files.items()}).encode()
        for name, data in (*files.items(), ("sums.json", sums)):
            (room / name).write_bytes(data)
        self.parts.mkdir(exist_ok=True)
        os.replace(room, folder)

    def drop_others(self, keys: set[str]) -> None:
        """Removes what no longer belongs to the package, and what a kill left."""
        for folder in self.parts.iterdir():
            if folder.name not in keys:
                shutil.rmtree(folder, ignore_errors=True)
        for left in self.work.glob("new-*"):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def opened(target: Path) -> Iterator[Store]:
    """The store of the package in the folder `target`, which is new, empty, or such a package; one run at a time."""
    store = Store(target)
    if target.exists() and not target.is_dir():
        raise InputError(f"{target}: is a file; name a folder")
    if target.exists() and any(target.iterdir()) and not store.work.is_dir():
        made = " (a package made in another way)" if (target / DESCRIPTOR).exists() else ""
        raise InputError(f"{target}: holds something else{made}; name a new folder, or one that a run like this made")
    store.work.mkdir(parents=True, exist_ok=True)
    (store.work / "lock").touch()
    lock = locks.take(store.work / "lock")
    if lock is None:
        raise InputError(f"{target}: another run is writing it; wait until it is done")
    try:
        yield store
    finally:
        locks.give_back(lock)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Says as InputError that no more can be written in `target`, whoever finds it out: this process or DuckDB."""
    try:
        yield
    except Exception as error:
        if not _is_full(error):
            raise
        reason = str(error).splitlines()[0]
        raise InputError(
            f"{target}: no more can be written there ({reason}); make room and run the same again: what is done is kept"
        ) from None


def _is_full(error: Exception) -> bool:
    """Whether an error says that a disk, a quota or a file is full; DuckDB has words for it and no number."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    if type(error).__module__ not in ("duckdb", "_duckdb"):
        return False
    return any(os.strerror(number) in str(error) for number in _FULL) or "max_temp_directory_size" in str(error)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
