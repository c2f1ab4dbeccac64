"""A data package, wherever it stands: its descriptor, its resources and their files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from greffier.errors import PackageError
from greffier.package.depth import DEEPEST, is_deeper
from greffier.package.dialect import Dialect, read_dialect
from greffier.package.schema import Schema, read_schema
from greffier.package.storage import LONGEST_MEMBER, LONGEST_READ, Archive, Folder, Storage, inside, read_all

DESCRIPTOR = "datapackage.json"
#: Bytes that a descriptor or a schema may have.
LONGEST_JSON = 1 << 24
#: The newest Data Package version whose descriptors are understood.
NEWEST = 2


@dataclass(frozen=True)
class Package:
    """A descriptor and the storage that its paths are read from; resources and schemas are read when asked for."""

    descriptor: Mapping[str, Any]
    storage: Storage

    @property
    def where(self) -> str:
        """The folder, zip or address, for messages."""
        return self.storage.where

    @property
    def root(self) -> Path | None:
        """The package's folder; None for a zip or an address."""
        return self.storage.root if isinstance(self.storage, Folder) else None

    @property
    def name(self) -> str:
        return str(self.descriptor.get("name", ""))

    @cached_property
    def resources(self) -> "tuple[Resource, ...]":
        """The resources in the order of the descriptor."""
        entries = self.descriptor.get("resources")
        if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
            raise PackageError(f'{self.where}: {DESCRIPTOR} needs "resources", a list with an object for each')
        return tuple(Resource(entry, self) for entry in entries)

    def resource(self, name: str) -> "Resource":
        """The resource of that name; PackageError, with the names there are, if there is none."""
        for resource in self.resources:
            if resource.name == name:
                return resource
        names = ", ".join(resource.name for resource in self.resources)
        raise PackageError(f"{self.where}: has no table {name!r}; its tables are {names}")

    def open(self, path: str, longest: int = LONGEST_MEMBER) -> BinaryIO:
        """The file at a path in the package, as a stream of bytes; PackageError where it is longer than `longest`."""
        if path.startswith("https://"):
            from greffier.package.remote import download

            return download(path, longest)
        return self.storage.open(inside(path), longest)

    def read(self, path: str, longest: int = LONGEST_READ) -> bytes:
        """The whole file at a path in the package; PackageError where it is longer than `longest`."""
        with self.open(path, longest) as stream:
            return read_all(stream, path, longest)

    def exists(self, path: str) -> bool:
        """Whether the package holds a file at that path."""
        return self.storage.exists(inside(path))

    def read_json(self, path: str) -> Any:
        """What the JSON file at a path in the package says."""
        return parse_json(self.read(path, LONGEST_JSON), path)


@dataclass(frozen=True)
class Resource:
    """A table, or another file, of a package."""

    descriptor: Mapping[str, Any]
    package: Package

    @property
    def name(self) -> str:
        return str(self.descriptor.get("name", ""))

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of its files: several where a table is split, none where the data stand inline."""
        # version 0 called the path of one file "url"
        path = self.descriptor.get("path", self.descriptor.get("url", []))
        paths = [path] if isinstance(path, str) else path
        if not isinstance(paths, list) or not all(isinstance(each, str) for each in paths):
            raise PackageError(f'{self.package.where}: "path" of the resource {self.name!r} must be a path')
        return tuple(paths)

    @property
    def path(self) -> str:
        """The path of its file; PackageError where it has none or several."""
        if len(self.paths) != 1:
            raise PackageError(f"{self.package.where}: the resource {self.name!r} has {len(self.paths)} paths, not one")
        return self.paths[0]

    @cached_property
    def schema(self) -> Schema | None:
        """Its Table Schema; None where it has none."""
        entry = self.descriptor.get("schema")
        if entry is None:
            return None
        if isinstance(entry, str):
            return read_schema(self.package.read_json(entry), entry)
        return read_schema(entry, f"{DESCRIPTOR}: schema of {self.name!r}")

    @cached_property
    def dialect(self) -> Dialect:
        """How its rows are written; NotSupported where that is not read."""
        entry = self.descriptor.get("dialect") or {}
        where = f"{DESCRIPTOR}: dialect of {self.name!r}"
        if isinstance(entry, str):
            where, entry = entry, self.package.read_json(entry)
        path = self.paths[0].lower() if self.paths else ""
        tabs = str(self.descriptor.get("format", "")).lower() == "tsv" or ".tsv" in path[-8:] or path.endswith(".tab")
        return read_dialect(entry, tabs, where)

    @property
    def encoding(self) -> str:
        """The encoding of its text; UTF-8 where it says none."""
        given = self.descriptor.get("encoding") or "utf-8"
        if not isinstance(given, str):
            raise PackageError(f'{self.package.where}: "encoding" of the resource {self.name!r} must be a string')
        return given


def open_package(source: str | Path) -> Package:
    """The package in a folder, at a datapackage.json, in a zip, or at an https address of one of these."""
    address = str(source)
    if "://" in address:
        return _open_address(address)
    path = Path(source)
    if path.is_dir():
        if not (path / DESCRIPTOR).is_file():
            raise PackageError(f"{path}: has no {DESCRIPTOR}; name the folder that holds it, or make one: greffier new")
        return _package(Folder(path), DESCRIPTOR)
    if not path.is_file():
        raise PackageError(f"{path}: no such file or folder")
    if path.suffix == ".json":
        return _package(Folder(path.parent), path.name)
    return _package(Archive(path, str(path)), DESCRIPTOR)


def package_in(storage: Storage) -> Package:
    """The package in a storage."""
    return _package(storage, DESCRIPTOR)


def installed_package() -> Package:
    """The dataset that comes with greffier: in the wheel beside this file, in a checkout at the repository's root."""
    home = Path(__file__).parents[1]
    shipped = home / "_package"
    return open_package(shipped if shipped.is_dir() else home.parents[1])


def parse_json(data: bytes, where: str) -> Any:
    """What the bytes of a JSON file say; PackageError with line and column where they are no JSON."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
        if data.count(b"[") + data.count(b"{") > DEEPEST and is_deeper(found):
            raise RecursionError
        return found
    except UnicodeDecodeError as error:
        raise PackageError(f"{where}: not UTF-8: byte {error.start} is 0x{data[error.start]:02x}") from error
    except json.JSONDecodeError as error:
        raise PackageError(f"{where}:{error.lineno}:{error.colno} not JSON: {error.msg}") from error
    except RecursionError as error:
        raise PackageError(f"{where}: not usable JSON: nested too deeply") from error
    except ValueError as error:  # an integer of more digits than are read
        raise PackageError(f"{where}: not JSON that can be read: an integer of too many digits") from error


def _open_address(address: str) -> Package:
    from greffier.package.remote import Web, download

    if address.endswith(".zip"):
        return _package(Archive(download(address), address), DESCRIPTOR)
    if not address.endswith(".json"):
        address = address.rstrip("/") + "/" + DESCRIPTOR
    base, _, name = address.rpartition("/")
    return _package(Web(base + "/"), name)


def _package(storage: Storage, name: str) -> Package:
    with storage.open(name, LONGEST_JSON) as stream:
        descriptor = parse_json(read_all(stream, name, LONGEST_JSON), name)
    if not isinstance(descriptor, Mapping):
        raise PackageError(f"{storage.where}: {name} must be a JSON object")
    profile = descriptor.get("$schema")
    version = profile.partition("/profiles/")[2].partition(".")[0] if isinstance(profile, str) else ""
    if version.isdigit() and int(version) > NEWEST:
        raise PackageError(
            f"{storage.where}: {name} is of Data Package version {version}, and this greffier reads up to {NEWEST}; "
            "install a newer one: pip install --upgrade greffier"
        )
    return Package(descriptor, storage)
