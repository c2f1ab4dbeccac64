"""What can be taken home: the package's files as they are, the whole as a zip, and the exports that lie beside it."""

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from greffier.package import DESCRIPTOR, Package
from greffier.site.pages import safe_name
from greffier.site.store import TABLES, Store, raw_rows

#: Files that belong to a dataset though its descriptor does not list them.
BESIDE = ("README.md", "CHANGELOG.md", "LICENSE", "CITATION.cff", "docs/quality.md")

#: How a cell begins that a spreadsheet takes for a formula, also where a quotation does, verbatim.
FORMULA = re.compile("[=+@\t\r-]")

#: Every file of the zip has this date, so that the same package gives the same bytes.
DATE = (1980, 1, 1, 0, 0, 0)
PIECE = 1 << 20


class Download(NamedTuple):
    """A file of the site that can be taken home."""

    name: str
    path: str
    size: int


def copy_package(package: Package, store: Store, site: Path, zip_name: str) -> list[Download]:
    """Lay the package's files under `package/` and pack them into one zip; texts that may not be published stay out."""
    copied = []
    (site / "downloads").mkdir(parents=True, exist_ok=True)
    archive = site / "downloads" / zip_name
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path in sorted(_files(package, store)):
            target, entry = site / "package" / path, _entry(path)
            with package.open(path) as source:
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as file, packed.open(entry, "w") as member:
                    size = _pour(source, file, member)
            if not path.startswith("data/articles/"):
                copied.append(Download(path, f"package/{path}", size))
    guarded = _guarded(store, site / "downloads" / f"{zip_name.removesuffix('.zip')}-spreadsheets.zip")
    zips = [Download(path.name, f"downloads/{path.name}", path.stat().st_size) for path in (archive, guarded)]
    return [*zips, *_copy_exports(package, site), *copied]


def _guarded(store: Store, archive: Path) -> Path:
    """The tables for spreadsheets: a cell that one would take for a formula has an apostrophe before it."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name in TABLES:
            resource = store.package.resource(name)
            # with the mark by which a spreadsheet knows UTF-8
            with (
                packed.open(_entry(f"{name}.csv"), "w") as member,
                io.TextIOWrapper(member, encoding="utf-8-sig", newline="") as file,
            ):
                lines = csv.writer(file, lineterminator="\n")
                lines.writerow(store.schemas[name].columns)
                for row in raw_rows(resource):
                    lines.writerow([f"'{cell}" if FORMULA.match(cell) else cell for cell in row])
    return archive


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, DATE)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry


def _files(package: Package, store: Store) -> set[str]:
    """The paths of the package's own files: descriptor, resources, schemas, and the texts that may be published."""
    schemas = (resource.descriptor.get("schema") for resource in package.resources)
    listed = [*(path for resource in package.resources for path in resource.paths), *schemas]
    paths = {path for path in listed if isinstance(path, str) and "://" not in path}
    paths |= {DESCRIPTOR, *(path for path in BESIDE if package.exists(path))}
    for article in store.each("SELECT article_id, publish_text FROM articles"):
        key = article["article_id"]
        if key == safe_name(key):
            text, about = f"data/articles/{key}.txt", f"data/articles/{key}.json"
            if article["publish_text"] != "true":
                paths.discard(text)
            elif package.exists(text):
                paths.add(text)
            if package.exists(about):
                paths.add(about)
    return paths


def _copy_exports(package: Package, site: Path) -> Iterator[Download]:
    """The files that exports left in the package's folder `exports`, each as it is."""
    folder = package.root / "exports" if package.root else None
    if folder and folder.is_dir() and not folder.is_symlink():
        inside = os.path.join(os.path.realpath(folder), "")
        for source in sorted(folder.rglob("*")):
            # a link may lead to anybody's files
            if source.is_file() and os.path.realpath(source) == inside + source.relative_to(folder).as_posix():
                path = source.relative_to(folder).as_posix()
                target = site / "downloads" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
                yield Download(path, f"downloads/{path}", target.stat().st_size)


def _pour(source: IO[bytes], *targets: IO[bytes]) -> int:
    size = 0
    while piece := source.read(PIECE):
        for target in targets:
            target.write(piece)
        size += len(piece)
    return size
