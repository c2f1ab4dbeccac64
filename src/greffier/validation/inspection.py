"""The outside of a package: its descriptor, its schemas and its files, before any row is read."""

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from greffier.errors import PackageError, Problem
from greffier.package import DESCRIPTOR, LONGEST_JSON, Package, Resource
from greffier.package.records import raw_rows
from greffier.package.schema import Schema
from greffier.validation.conformance import profile_problems

#: Bytes that are read at once.
CHUNK = 1 << 20
#: Properties by which frictionless goes to other files or addresses, or reads a file in ways of its own.
FOLLOWED = frozenset(
    {"profile", "profiles", "extrapaths", "basepath", "scheme", "compression", "innerpath", "control"}
    | {"detector", "checklist", "pipeline", "$ref"}
)
#: Properties that may be an object or, to frictionless, the place of one.
INLINE = frozenset({"dialect", "schema"})
ALGORITHMS = ("md5", "sha1", "sha256", "sha512")


class Table(NamedTuple):
    """A table of comma-separated or Parquet files: by the paths that the package gives them, and on the disk."""

    name: str
    schema: Schema | None
    paths: tuple[str, ...]
    files: tuple[Path, ...]
    descriptor: Mapping[str, Any]

    @property
    def parquet(self) -> bool:
        """Whether its files are Parquet."""
        return _kind(self.descriptor, self.paths) == "parquet"

    @property
    def bytes(self) -> int:
        return sum(file.stat().st_size for file in self.files)


class Inspection(NamedTuple):
    """What was found: the problems, the tables that can be read, and the descriptor with its schemas inline.

    `folder` is where the paths of that descriptor stand on the disk; `broken` names the tables that cannot be read.
    """

    problems: list[Problem]
    tables: list[Table]
    descriptor: dict[str, Any]
    folder: Path
    broken: set[str]


class _Broken(Exception):
    """A resource that cannot be judged any further, and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def inspect(package: Package, folder: Path) -> Inspection:
    """Inspects a package; files that stand in no folder yet are copied to `folder`."""
    problems = list(profile_problems(package.descriptor, "datapackage", DESCRIPTOR))
    try:
        resources = package.resources
        local = package.root is not None and not any(_is_remote(path) for r in resources for path in r.paths)
    except PackageError as error:
        message = _said(error, package)
        problems += [] if problems else [Problem(DESCRIPTOR, None, "resources", "descriptor", message)]
        return Inspection(problems, [], {}, folder, set())
    root = package.root if local and package.root else folder
    found = Inspection(problems, [], dict(_unfollowed(package.descriptor), resources=[]), root, set())
    names: set[str] = set()
    for number, resource in enumerate(resources):
        place = f"resources[{number}]"
        if not resource.name:
            continue  # the profile has said so
        try:
            if resource.name in names:
                message = "another resource has this name"
                raise _Broken(Problem(DESCRIPTOR, None, f"{place}.name", "descriptor", message, resource.name))
            names.add(resource.name)
            schema = _schema(resource, place)
            files = [_file(resource, path, place, root) for path in resource.paths]
        except _Broken as error:
            problems.append(error.problem)
            found.broken.add(resource.name)
            continue
        entry = _unfollowed(resource.descriptor)
        if schema is not None:
            given = resource.descriptor["schema"]
            if isinstance(given, str):
                problems.extend(profile_problems(schema.descriptor, "tableschema", given))
            entry["schema"] = dict(schema.descriptor)
            match = entry["schema"].get("fieldsMatch")
            if isinstance(match, list) and match:
                # a list of one in the profile, a word in the specification and to frictionless
                entry["schema"]["fieldsMatch"] = match[0]
        if files and not local:
            paths = [file.relative_to(folder).as_posix() for file in files]
            entry["path"] = paths if len(paths) > 1 else paths[0]
        found.descriptor["resources"].append(entry)
        problems.extend(_change_problems(resource, files))
        if files and _kind(resource.descriptor, resource.paths) in ("csv", "tsv", "parquet"):
            found.tables.append(Table(resource.name, schema, resource.paths, tuple(files), resource.descriptor))
    problems.extend(_key_problems(resources, found))
    return found


def article_texts(package: Package, ids: Iterable[str]) -> Iterator[tuple[str, str, str] | Problem]:
    """The texts of those articles that the package holds: id, text and the SHA-256 of the text.

    They stand in a table `texts`, or each in a file of its own.
    """
    for resource in package.resources:
        if resource.name == "texts" and resource.schema and {"article_id", "text"} <= set(resource.schema.columns):
            try:
                for row in raw_rows(resource):
                    article_id, words = row.cells["article_id"], row.cells["text"]
                    yield article_id, words, hashlib.sha256(words.encode()).hexdigest()
            except PackageError as error:
                yield Problem(resource.paths[0], None, None, "file", _said(error, package))
            return
    for article_id in ids:
        path = f"data/articles/{article_id}.txt"
        try:
            if not package.exists(path):
                continue
            data = package.read(path)
            yield article_id, data.decode(), hashlib.sha256(data).hexdigest()
        except PackageError as error:
            yield Problem(path, None, None, "file", _said(error, package))
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            yield Problem(path, line, None, "encoding", f"byte 0x{data[error.start]:02x} is not utf-8")


def _schema(resource: Resource, place: str) -> Schema | None:
    entry = resource.descriptor.get("schema")
    try:
        if isinstance(entry, str):
            resource.package.open(entry, LONGEST_JSON).close()
    except PackageError as error:
        raise _Broken(Problem(DESCRIPTOR, None, f"{place}.schema", "file", _said(error, resource.package))) from None
    try:
        return resource.schema
    except PackageError as error:
        file, column = (entry, None) if isinstance(entry, str) else (DESCRIPTOR, f"{place}.schema")
        raise _Broken(
            Problem(file, None, column, "schema", _said(error, resource.package).removeprefix(f"{file}: "))
        ) from None


def _file(resource: Resource, path: str, place: str, root: Path) -> Path:
    """Where a file of the package stands on the disk; it is copied there from a zip or from the web."""
    try:
        with resource.package.open(path) as stream:
            if root == resource.package.root:
                return root / path
            copy = root / (_own_name(path) if _is_remote(path) else path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            with copy.open("wb") as target:
                shutil.copyfileobj(stream, target, CHUNK)
            return copy
    except PackageError as error:
        raise _Broken(Problem(DESCRIPTOR, None, f"{place}.path", "file", _said(error, resource.package))) from None


def _change_problems(resource: Resource, files: list[Path]) -> Iterator[Problem]:
    """Whether the files are still those that were described."""
    if not files:
        return
    described, size = resource.descriptor.get("bytes"), sum(file.stat().st_size for file in files)
    if isinstance(described, int) and described != size:
        yield Problem(resource.paths[0], None, None, "size", f"{size} bytes; the descriptor says {described}")
    given = resource.descriptor.get("hash")
    if not isinstance(given, str):
        return
    algorithm, _, digest = given.rpartition(":")
    if (algorithm or "md5") not in ALGORITHMS:
        message = f"the hash algorithm {algorithm!r} is none of {', '.join(ALGORITHMS)}"
        yield Problem(resource.paths[0], None, None, "hash", message)
        return
    hasher = hashlib.new(algorithm or "md5", usedforsecurity=False)
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                hasher.update(chunk)
    if hasher.hexdigest() != digest.lower():
        message = f"the file has the {algorithm or 'md5'} {hasher.hexdigest()}; the descriptor says {digest}"
        yield Problem(resource.paths[0], None, None, "hash", message)


def _key_problems(resources: tuple[Resource, ...], found: Inspection) -> Iterator[Problem]:
    """Foreign keys that point to a table, or a column, that the package has not."""
    schemas = {entry["name"]: entry.get("schema") for entry in found.descriptor["resources"]}
    for number, resource in enumerate(resources):
        schema = None if resource.name in {"", *found.broken} else resource.schema
        for key in schema.foreign_keys if schema else ():
            entry = resource.descriptor["schema"]
            file, column = (
                (entry, "foreignKeys")
                if isinstance(entry, str)
                else (DESCRIPTOR, f"resources[{number}].schema.foreignKeys")
            )
            other = schemas.get(key.resource or resource.name)
            if other is None and key.resource not in found.broken:
                yield Problem(
                    file, None, column, "descriptor", f"points to the table {key.resource!r}, which is not there"
                )
            elif other is not None:
                known = [field["name"] for field in other["fields"]]
                for name in (name for name in key.reference_fields if name not in known):
                    yield Problem(
                        file, None, column, "descriptor", f"points to {key.resource}.{name}, which is no column"
                    )


def _said(error: PackageError, package: Package) -> str:
    """The message without the package's own place, which the report names once."""
    return re.sub(rf"^{re.escape(package.where)}(?:/|: )", "", str(error))


def _unfollowed(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """A descriptor without what frictionless would follow to a file or an address; the profile has looked at it all."""
    kept = {name: value for name, value in descriptor.items() if name not in FOLLOWED}
    return {name: value for name, value in kept.items() if name not in INLINE or isinstance(value, Mapping)}


def _own_name(address: str) -> str:
    """A name on the disk for what stands at an address, which says of it no more than its kind."""
    kind = re.search(r"\.[a-z0-9]{1,8}\Z", address)
    return f"remote/{hashlib.sha256(address.encode()).hexdigest()[:32]}{kind[0] if kind else ''}"


def _is_remote(path: str) -> bool:
    return path.startswith("https://")


def _kind(descriptor: Mapping[str, Any], paths: tuple[str, ...]) -> str:
    """The format of a resource: csv, tsv and parquet are judged here, others are left to frictionless."""
    return str(descriptor.get("format", "")).lower() or paths[0].rpartition(".")[2].lower()
