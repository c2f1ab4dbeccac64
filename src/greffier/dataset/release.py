"""A release of a dataset: everything that must hold, then the same bytes every time: a zip, notes, checksums."""

import hashlib
import io
import re
import subprocess
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from greffier.dataset import building, rooms
from greffier.dataset.diff import as_markdown, diff, open_version
from greffier.dataset.drafts import ARTICLES
from greffier.dataset.status import status
from greffier.errors import InputError, PackageError
from greffier.package import DESCRIPTOR, Package, open_package
from greffier.package.records import raw_rows

#: Files that belong to a dataset though its descriptor does not list them.
_BESIDE = ("README.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSES/*")
#: Every file of the zip has this date.
_DATE = (1980, 1, 1, 0, 0, 0)
_HEADING = re.compile(r"^## +(\S+).*$", re.M)
More = Callable[[Path], None]


def release(root: Path, to: Path, since: str = "", more: More | None = None) -> list[str]:
    """Makes the files of a release in the new folder `to`; gives their names.

    `since` is the version that the notes compare with. `more` puts further files into the folder before the checksums
    are made. InputError names everything that does not hold; then nothing is made.
    """
    package = open_package(root)
    if package.root is None:
        raise PackageError(f"{root}: only a folder can be released; unpack it first")
    faults = list(_faults(package, root))
    before = open_version(since, root) if since else None
    if faults:
        raise InputError("\n".join([f"{root}: is not ready to be released", *faults]))
    version = str(package.descriptor["version"])
    name = f"{package.name}-{version}"
    with rooms.new_folder(to) as folder:
        (folder / f"{name}.zip").write_bytes(packed(package, root))
        (folder / "NOTES.md").write_text(notes(package, root, before), encoding="utf-8", newline="\n")
        if more is not None:
            more(folder)
        made = sorted(path.name for path in folder.iterdir())
        sums = [f"{hashlib.sha256((folder / each).read_bytes()).hexdigest()}  {each}\n" for each in made]
        (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")
    return [*made, "SHA256SUMS"]


def packed(package: Package, root: Path) -> bytes:
    """The package as a flat zip: descriptor, tables, schemas, and the texts that may be published."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(_paths(package, root)):
            entry = zipfile.ZipInfo(path, _DATE)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, package.read(path))
    return out.getvalue()


def notes(package: Package, root: Path, before: Package | None) -> str:
    """What comes with a release: its entry in the changelog, how much was reviewed and by whom, which rows changed."""
    version = str(package.descriptor["version"])
    found = status(package)
    lines = [f"# {package.descriptor.get('title') or package.name} {version}", "", _entry(root, version) or "", ""]
    lines += ["## Reviewed", "", "| table | rows | reviewed | corrected |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {name} | {f.rows} | {f.read} | {f.corrected} |" for name, f in found.tables.items()]
    if found.reviewers:
        who = ", ".join(f"{name} ({count} rows)" for name, count in found.reviewers.items())
        lines += ["", f"Reviewed by {who}."]
    if before is not None:
        lines += ["", f"## Rows since {before.descriptor.get('version', 'the version before')}", ""]
        lines += as_markdown(diff(before, package))
    return "\n".join(lines).rstrip() + "\n"


def _faults(package: Package, root: Path) -> Iterator[str]:
    """Everything that must hold before a release and does not."""
    version = package.descriptor.get("version")
    if not isinstance(version, str) or not version:
        yield f'{DESCRIPTOR}: has no "version", for example "0.1.0"'
    for file, stated in _versions(root).items():
        if stated != version:
            yield f"{file}: says version {stated or 'nothing'}, and {DESCRIPTOR} says {version}"
    if isinstance(version, str) and not (_entry(root, version) or "").strip():
        yield f"CHANGELOG.md: has no entry for this version; write one under the heading: ## {version}"
    dirty = _uncommitted(root)
    if dirty:
        yield f"git: {len(dirty)} file(s) are not committed: {', '.join(dirty[:5])}"
    made = building.build(root, check=True)
    if made.changes:
        yield f"tables: not what the articles give; run: greffier build {root}"
    yield from made.faults
    reviewed = [entry.get("reviewed") for entry in package.descriptor["resources"] if isinstance(entry, Mapping)]
    if not any(reviewed):
        yield f"{DESCRIPTOR}: does not say how many rows were reviewed; run: greffier build {root}"


def _versions(root: Path) -> dict[str, str]:
    """The versions that other files state, where they are there."""
    found = {}
    if (root / "pyproject.toml").is_file():
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
        found["pyproject.toml"] = str(project.get("version", ""))
    if (root / "CITATION.cff").is_file():
        stated = re.search(r"^version: *[\"']?([^\"'\s]+)", (root / "CITATION.cff").read_text(encoding="utf-8"), re.M)
        found["CITATION.cff"] = stated[1] if stated else ""
    if (root / "CHANGELOG.md").is_file():
        heading = _HEADING.search((root / "CHANGELOG.md").read_text(encoding="utf-8"))
        found["CHANGELOG.md"] = heading[1] if heading else ""
    return found


def _entry(root: Path, version: str) -> str | None:
    """What the changelog says of a version; None where it says nothing."""
    path = root / "CHANGELOG.md"
    parts = _HEADING.split(path.read_text(encoding="utf-8")) if path.is_file() else []
    entries = dict(zip(parts[1::2], parts[2::2], strict=True))
    return entries[version].strip() if version in entries else None


def _uncommitted(root: Path) -> list[str]:
    """What git sees that is not committed; nothing where the dataset is in no repository."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "status", "--porcelain", "--", "."], capture_output=True, text=True, check=False
        )
    except OSError:
        return []
    return [line[3:] for line in done.stdout.splitlines()] if done.returncode == 0 else []


def _paths(package: Package, root: Path) -> set[str]:
    schemas = [resource.descriptor.get("schema") for resource in package.resources]
    paths = {DESCRIPTOR, *(path for path in schemas if isinstance(path, str))}
    paths |= {path for resource in package.resources for path in resource.paths}
    paths |= {found.relative_to(root).as_posix() for each in _BESIDE for found in root.glob(each) if found.is_file()}
    for row in raw_rows(package.resource("articles")):
        stem = f"{ARTICLES}/{row.cells['article_id']}"
        paths.add(f"{stem}.json")
        if row.cells["publish_text"] == "true":
            paths.add(f"{stem}.txt")
    return {path for path in paths if "://" not in path}
