"""Foreign keys to a table of another package: one within the package's own folder, or at an https address."""

import posixpath
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from greffier.errors import NotSupported, PackageError
from greffier.package import DESCRIPTOR, Package, Resource, open_package
from greffier.package.schema import ForeignKey, Schema
from greffier.package.storage import inside
from greffier.validation.findings import Told, Unchecked
from greffier.validation.inspection import Table, alone
from greffier.validation.keys import leads
from greffier.validation.questions import Query


def keys_elsewhere(
    package: Package, schemas: Mapping[str, Schema], judge_one: Callable[[Table], Told], folder: Path
) -> Iterator[Query | Unchecked]:
    """The queries for such keys, whose tables `judge_one` loads; what cannot be followed is not checked.

    `folder` takes what is copied.
    """
    loaded: dict[tuple[str, str], Told | str] = {}
    for table, schema in schemas.items():
        for key in schema.keys_elsewhere:
            place = key.package, key.resource
            if place not in loaded:
                name = key.resource
                while name in schemas or any(isinstance(one, Told) and one.name == name for one in loaded.values()):
                    name += " elsewhere"
                loaded[place] = _loaded(package, key, name, judge_one, folder / f"elsewhere-{len(loaded)}")
            other = loaded[place]
            said = f"{table}: a foreign key to another package, {key.package}"
            if isinstance(other, str):
                yield Unchecked(f"{said}: {other}")
            elif other.loaded is None or not other.loaded.whole:
                yield Unchecked(f"{said}: its table {key.resource} cannot be read as it is described")
            elif lacking := [name for name in key.reference_fields if name not in other.loaded.schema.columns]:
                yield Unchecked(f"{said}: its table {key.resource} has no column {lacking[0]}")
            else:
                called = f"{key.resource} of {key.package}"
                yield leads(table, schema, key, other.name, other.loaded.schema, called)


def _loaded(
    package: Package, key: ForeignKey, name: str, judge_one: Callable[[Table], Told], copy: Path
) -> Told | str:
    """The table that a key points to, under a name of its own, or why it is not followed."""
    try:
        resource = _opened(package, key.package).resource(key.resource)
        return judge_one(alone(Resource({**resource.descriptor, "name": name}, resource.package), copy))
    except (PackageError, NotSupported) as error:
        return str(error)


def _opened(package: Package, where: str) -> Package:
    """The other package; PackageError where it is none, or lies outside of what may be read."""
    if where.startswith("https://"):
        return open_package(where)
    path = inside(where)
    if package.where.startswith("https://"):
        return open_package(urllib.parse.urljoin(package.where, urllib.parse.quote(path)))
    if package.root is None:
        raise NotSupported("a package in a zip leads to no other by a path")
    if not path.endswith(".json"):
        path = posixpath.join(path, DESCRIPTOR)
    package.open(path).close()
    return open_package(package.root / path)
