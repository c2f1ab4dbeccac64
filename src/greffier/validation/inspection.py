"""The outside of a package: its descriptor, its schemas and its files, before any row is read."""

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from greffier.errors import NotSupported, PackageError, Problem
from greffier.package import DESCRIPTOR, LONGEST_JSON, Package, Resource
from greffier.package.compression import compression_of, unpacked
from greffier.package.constraints import constraints
from greffier.package.reader import Record
from greffier.package.records import raw_rows
from greffier.package.schema import Schema
from greffier.package.tables import form, rows
from greffier.validation.profiles import half_a_character, profile_problems

#: Bytes that are read at once.
CHUNK = 1 << 20
ALGORITHMS = ("md5", "sha1", "sha256", "sha512")


class Table(NamedTuple):
    """A table whose rows can be read: its resource, its schema, and its files on the disk, without compression."""

    resource: Resource
    schema: Schema | None
    files: dict[str, Path]

    @property
    def name(self) -> str:
        return self.resource.name

    @property
    def bytes(self) -> int:
        return sum(file.stat().st_size for file in self.files.values())

    @property
    def plain_file(self) -> Path | None:
        """Its file, where it is one CSV in UTF-8."""
        encoding = self.resource.encoding.lower().replace("_", "-")
        if form(self.resource) != "csv" or len(self.files) != 1 or encoding not in ("utf-8", "utf8"):
            return None
        return next(iter(self.files.values()))

    def read(self) -> Iterator[Record | Problem]:
        """The records in the order of the schema's columns, and the faults of the files."""
        return rows(self.resource, lambda path: self.files[path].open("rb"))


class Inspection(NamedTuple):
    """What was found: the problems, what is not checked, the tables that can be read, and those that cannot.

    `others` are tables of formats that frictionless may read, each with its file on the disk.
    """

    problems: list[Problem]
    unchecked: list[str]
    tables: list[Table]
    broken: set[str]
    others: list[tuple[Resource, Path]]


class _Broken(Exception):
    """A resource that cannot be judged any further, and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def inspect(package: Package, folder: Path) -> Inspection:
    """Inspects a package; files that stand in no folder yet, or packed, are copied to `folder`."""
    found = Inspection(list(profile_problems(package.descriptor, "datapackage", DESCRIPTOR)), [], [], set(), [])
    try:
        resources = package.resources
    except PackageError as error:
        if not found.problems:
            found.problems.append(Problem(DESCRIPTOR, None, "resources", "descriptor", said(error, package)))
        return found
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
            _inspect(resource, place, folder / str(number), found)
        except NotSupported as error:
            found.unchecked.append(f"{resource.name}: {error}")
            found.broken.add(resource.name)
        except _Broken as error:
            if error.problem.rule != "descriptor" or error.problem not in found.problems:
                found.problems.append(error.problem)
            found.broken.add(resource.name)
    found.problems.extend(_key_problems(resources, found))
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
                yield Problem(resource.paths[0], None, None, "file", said(error, package))
            return
    for article_id in ids:
        path = f"data/articles/{article_id}.txt"
        try:
            data = package.read(path)
            yield article_id, data.decode(), hashlib.sha256(data).hexdigest()
        except PackageError as error:
            # most are there: it is quicker to ask only of those that could not be read
            if _may_be_there(package, path):
                yield Problem(path, None, None, "file", said(error, package))
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            yield Problem(path, line, None, "encoding", f"byte 0x{data[error.start]:02x} is not utf-8")


def _may_be_there(package: Package, path: str) -> bool:
    """Whether there is such a file; also where its path could lead out of the package."""
    try:
        return package.exists(path)
    except PackageError:
        return True


def said(error: PackageError, package: Package) -> str:
    """The message without the package's own place, which the report names once."""
    return re.sub(rf"^{re.escape(package.where)}(?:/|: )", "", str(error))


def _inspect(resource: Resource, place: str, copy: Path, found: Inspection) -> None:
    """One resource: its schema, its dialect and its files; it is added to the tables that can be read."""
    if no_text := half_a_character(resource.descriptor, DESCRIPTOR):
        raise _Broken(no_text)
    try:
        paths, kind = resource.paths, form(resource)
    except PackageError as error:
        column = f"{place}.path"
        raise _Broken(Problem(DESCRIPTOR, None, column, "descriptor", said(error, resource.package))) from None
    schema = _schema(resource, place, found)
    packed, files = {}, {}
    for number, path in enumerate(paths):
        if re.match(r"(?:http|ftps?|s3)://", path):
            raise NotSupported(f"{path}: of addresses only https ones are read")
        packed[path], files[path] = _file(resource, path, place, copy.with_name(f"{copy.name}-{number}"))
    found.problems.extend(_change_problems(resource, list(packed.values())))
    if kind == "other":
        found.others.append((resource, files[paths[0]]))
        return
    if kind is not None:
        try:
            _ = resource.dialect, resource.encoding
        except NotSupported:
            raise
        except PackageError as error:
            column = f"{place}.dialect" if "dialect" in resource.descriptor else f"{place}.encoding"
            raise _Broken(Problem(DESCRIPTOR, None, column, "descriptor", said(error, resource.package))) from None
        found.tables.append(Table(resource, schema, files))


def alone(resource: Resource, folder: Path) -> Table:
    """One table, of a package of which nothing else is asked; PackageError or NotSupported where it cannot be read."""
    found = Inspection([], [], [], set(), [])
    try:
        _inspect(resource, "", folder, found)
    except _Broken as error:
        raise PackageError(str(error.problem.message)) from None
    if not found.tables:
        raise NotSupported(f"{resource.name} is in a format that keys are not followed into")
    return found.tables[0]


def _schema(resource: Resource, place: str, found: Inspection) -> Schema | None:
    """The schema, where it can be understood, its own profile's faults noted."""
    entry = resource.descriptor.get("schema")
    file, column = (entry, None) if isinstance(entry, str) else (DESCRIPTOR, f"{place}.schema")
    try:
        if isinstance(entry, str):
            resource.package.open(entry, LONGEST_JSON).close()
    except PackageError as error:
        raise _Broken(Problem(DESCRIPTOR, None, f"{place}.schema", "file", said(error, resource.package))) from None
    try:
        schema = resource.schema
        if schema is not None and (no_text := half_a_character(schema.descriptor, file)):
            raise _Broken(no_text)
        for field in schema.fields if schema else ():
            try:
                constraints(field)
            except PackageError as error:
                raise PackageError(f"{file}: field {field.name!r}: {error}") from None
    except PackageError as error:
        message = said(error, resource.package).removeprefix(f"{file}: ")
        raise _Broken(Problem(file, None, column, "schema", message)) from None
    if schema is not None and isinstance(entry, str):
        found.problems.extend(profile_problems(schema.descriptor, "tableschema", entry))
    return schema


def _file(resource: Resource, path: str, place: str, copy: Path) -> tuple[Path, Path]:
    """Where a file stands on the disk, as it is and unpacked; it is copied under a name of our own where it must be."""
    package = resource.package
    try:
        kind = compression_of(path, resource.descriptor.get("compression"))
        with package.open(path) as stream:
            if package.root is not None and not path.startswith("https://"):
                packed = package.root / path
            else:
                packed = _copied(stream, copy)
        if kind is None:
            return packed, packed
        member = resource.descriptor.get("innerpath")
        with packed.open("rb") as stream:
            plain = unpacked(stream, kind, member if isinstance(member, str) else None, path)
            return packed, _copied(plain, copy.with_name(f"{copy.name}-unpacked"))
    except NotSupported:
        raise
    except PackageError as error:
        raise _Broken(Problem(DESCRIPTOR, None, f"{place}.path", "file", said(error, package))) from None


def _copied(stream: BinaryIO, to: Path) -> Path:
    with to.open("wb") as target:
        shutil.copyfileobj(stream, target, CHUNK)
    return to


def _change_problems(resource: Resource, files: list[Path]) -> Iterator[Problem]:
    """Whether the files are still those that were described."""
    if not files:
        return
    problem = partial(Problem, resource.paths[0], None, None)
    described, size = resource.descriptor.get("bytes"), sum(file.stat().st_size for file in files)
    if isinstance(described, int) and described != size:
        yield problem("size", f"{size} bytes; the descriptor says {described}")
    given = resource.descriptor.get("hash")
    if not isinstance(given, str):
        return
    algorithm, _, digest = given.rpartition(":")
    if (algorithm or "md5") not in ALGORITHMS:
        yield problem("hash", f"the hash algorithm {algorithm!r} is none of {', '.join(ALGORITHMS)}")
        return
    hasher = hashlib.new(algorithm or "md5", usedforsecurity=False)
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                hasher.update(chunk)
    if hasher.hexdigest() != digest.lower():
        message = f"the file has the {algorithm or 'md5'} {hasher.hexdigest()}; the descriptor says {digest}"
        yield problem("hash", message)


def _key_problems(resources: tuple[Resource, ...], found: Inspection) -> Iterator[Problem]:
    """Foreign keys that point to a table, or a column, that the package has not."""
    known = {table.name: table.schema for table in found.tables}
    unread = found.broken | {resource.name for resource, _ in found.others}
    for number, resource in enumerate(resources):
        schema = known.get(resource.name)
        for key in schema.foreign_keys if schema else ():
            entry = resource.descriptor["schema"]
            file, column = (entry, "foreignKeys")
            if not isinstance(entry, str):
                file, column = DESCRIPTOR, f"resources[{number}].schema.foreignKeys"
            name = key.resource or resource.name
            if name in unread:
                continue
            if known.get(name) is None:
                message = f"points to the table {key.resource!r}, which is not there"
                yield Problem(file, None, column, "descriptor", message)
                continue
            for each in (each for each in key.reference_fields if each not in known[name].columns):  # type: ignore[union-attr]
                yield Problem(file, None, column, "descriptor", f"points to {key.resource}.{each}, which is no column")
