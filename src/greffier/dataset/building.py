"""The build of a dataset: its tables and descriptor from its articles and what people add."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from greffier.dataset import articles, rooms, spreadsheets, writer
from greffier.dataset.aliases import merge
from greffier.dataset.changes import changes
from greffier.dataset.corrections import correct
from greffier.dataset.curation import curated
from greffier.dataset.drafts import ARTICLES
from greffier.dataset.explaining import explained
from greffier.dataset.proposed import published
from greffier.dataset.rows import TABLES, arranged, rows
from greffier.errors import PackageError
from greffier.package import DESCRIPTOR, Package, installed_package, open_package, reviews
from greffier.package.records import schema_of
from greffier.package.schema import Schema
from greffier.package.storage import Overlaid
from greffier.validation.report import Report

#: The tables that people fill.
CURATED = ("aliases", "corrections", "reviews")


class Build(NamedTuple):
    """What a build makes of a dataset: its files by path, what they change, and what validation says of them.

    `faults` are the report's problems, each with its row and the curated lines that it may come from.
    """

    files: dict[str, bytes]
    changes: list[str]
    report: Report
    faults: list[str]


def build(dataset: str | Path, check: bool = False) -> Build:
    """Makes a dataset's tables and descriptor from its articles and curated files, and validates them.

    Files are written only where they are valid, and never with `check`.
    """
    root = open_package(dataset).root
    if root is None:
        raise PackageError(f"{dataset}: only a folder can be built; unpack it first")
    with rooms.one_writer(root, "build") as room:
        made = _made(open_package(dataset), root, room)
        if made.report.valid and made.changes and not check:
            writer.replace(room, made.files)
    return made._replace(report=made.report._replace(package=str(dataset)))


def _made(package: Package, root: Path, room: Path) -> Build:
    from greffier.validation import validate

    schemas, others = table_schemas(package), _files(package, root)
    files = {_own_path(package, name): content for name, content in tables(package, root, schemas).items()}
    laid_out = spreadsheets.as_published(package, CURATED)
    curated(package, "reviews")
    descriptor = with_figures(package, files | laid_out)
    files[DESCRIPTOR] = writer.measured(descriptor, root, files | laid_out)
    changed = [change for path, content in files.items() for change in changes(package, path, content)]
    changed += [f"{path}:1 the same rows, with commas and its columns in order" for path in laid_out]
    files |= laid_out
    # validation names the folder
    staged = room / "staged" / (root.resolve().name or "package")
    writer.stage(root, files, others, staged)
    report = validate(staged)
    lines = [curated(package, name) for name in ("aliases", "corrections")] if report.problems else [[], []]
    faults = [explained(problem, report.files.get(problem.file), *lines) for problem in report.problems]
    return Build(files, changed, report, faults)


def tables(package: Package, root: Path, schemas: Mapping[str, Schema]) -> dict[str, bytes]:
    """The bytes of each table that the articles and the curated files give."""
    aliases, corrections = curated(package, "aliases"), curated(package, "corrections")
    sources = articles.folder_sources(root / ARTICLES, schemas["articles"])
    read = published(package)
    found = rows(read(articles.read(source, schemas["articles"])) for source in sources)
    found = merge(arranged(found, schemas), aliases, schemas)
    by_id = {source.article_id: source for source in sources}
    found = correct(arranged(found, schemas), corrections, schemas, partial(_text, by_id, schemas["articles"]))
    return {name: writer.table_bytes(schemas[name], table) for name, table in arranged(found, schemas).items()}


def with_figures(package: Package, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The descriptor with `reviewed` at each table of rows that are reviewed: rows, how many reviewed or corrected.

    `files` are the tables as they will be. What the figures mean stands in the schema of the table of reviews.
    """
    if not any(resource.name == "reviews" for resource in package.resources):
        return dict(package.descriptor)
    after = replace(package, storage=Overlaid(package.storage, files))
    schemas = {name: schema_of(after.resource(name)) for name in reviews.TABLES}
    found = reviews.figures(reviews.standings(reviews.tables_of(after), schemas))
    resources = []
    for entry in package.descriptor["resources"]:
        figure = found.get(entry.get("name"))
        resources.append(entry if figure is None else {**entry, "reviewed": figure._asdict()})
    return {**package.descriptor, "resources": resources}


def _text(sources: Mapping[str, articles.Source], schema: Schema, article_id: str) -> str:
    """The text of an article, read again: that of few is asked for."""
    return articles.read(sources[article_id], schema).text


def table_schemas(package: Package) -> dict[str, Schema]:
    """The schemas of the tables; PackageError where their columns are not those that this greffier makes."""
    schemas = {name: schema_of(package.resource(name)) for name in TABLES}
    ours = installed_package()
    for name, schema in schemas.items():
        known = schema_of(ours.resource(name)).columns
        strange = sorted(set(schema.columns) ^ set(known))
        if strange:
            raise PackageError(
                f"{package.where}: table {name} and this greffier differ in the column(s) {', '.join(strange)}; if the "
                "package is from a newer one: pip install --upgrade greffier; else take the schema from: greffier new"
            )
    return schemas


def _files(package: Package, root: Path) -> set[str]:
    """The paths of the package's files; PackageError where one leads out of it."""
    paths = {path.relative_to(root).as_posix() for path in (root / ARTICLES).glob("*") if path.is_file()}
    for resource in package.resources:
        schema = resource.descriptor.get("schema")
        paths |= {*resource.paths, schema} if isinstance(schema, str) else {*resource.paths}
    paths = {path for path in paths if not path.startswith("https://")}
    for path in sorted(paths):
        if package.exists(path):
            # only opening finds a link that leads out
            package.open(path).close()
    return paths


def _own_path(package: Package, name: str) -> str:
    """Where a generated table is written; PackageError where that could be the place of something else."""
    path = package.resource(name).path
    users = [resource.name for resource in package.resources if path in resource.paths]
    if users != [name] or not path.endswith(".csv"):
        raise PackageError(f"{package.where}: the table {name} is generated and needs a .csv of its own, not {path}")
    return path
