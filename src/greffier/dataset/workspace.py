"""A dataset open for curation: what the articles say, what people said of it, and the rows that both give.

An act changes curated lines. It is applied in memory first, so that one that does not fit is refused with words; then
it is written, where the files are still those that were read.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from greffier.dataset import articles, building, rooms, writer
from greffier.dataset.aliases import merged_into, survivors
from greffier.dataset.corrections import Misfit, corrected
from greffier.dataset.curation import Curated, curated
from greffier.dataset.drafts import ARTICLES
from greffier.dataset.proposed import published
from greffier.dataset.rows import Rows, arranged, rows
from greffier.errors import CorrectionError, GreffierError, InputError, PackageError
from greffier.model import Article, Extraction
from greffier.package import Package, cells, constraints, open_package, reviews
from greffier.package.records import schema_of
from greffier.package.reviews import Cells, Review, Standing, Unit
from greffier.package.schema import Schema

CURATED = ("aliases", "corrections", "reviews")


class ChangedError(GreffierError):
    """The files are no longer those that were read: somebody else wrote them."""


class Line(NamedTuple):
    """A line of a curated table."""

    table: str
    cells: Mapping[str, str]


class Act(NamedTuple):
    """What a person does: the lines that it takes out and those that it puts in. `row` is what it is about."""

    kind: str
    row: Unit
    remove: tuple[Line, ...] = ()
    add: tuple[Line, ...] = ()

    @property
    def undone(self) -> "Act":
        """The act that takes this one back."""
        return Act("undo", self.row, self.add, self.remove)


class Workspace(NamedTuple):
    """A dataset as it was read: `hashes` are those of the files that it was read from, by path."""

    root: Path
    package: Package
    schemas: Mapping[str, Schema]
    texts: Mapping[str, str]
    extracted: Rows
    lines: Mapping[str, tuple[Curated, ...]]
    hashes: Mapping[str, str]
    rows: Rows
    misfits: tuple[Misfit, ...]
    #: The rows as text: the same mapping for as long as no row changes.
    cells: Mapping[str, list[Cells]] = {}
    #: How each row that is read stands.
    standings: Mapping[Unit, Standing] = {}

    def line(self, table: str, *key: str) -> Curated | None:
        """The curated line with that key."""
        return self.by_key(table, self.lines[table]).get(key)

    def by_key(self, table: str, lines: Iterable[Curated]) -> dict[tuple[str, ...], Curated]:
        """Curated lines of a table by their keys."""
        columns = self.schemas[table].primary_key
        return {tuple(line.cells[column] for column in columns): line for line in lines}


def read_workspace(root: Path, known: dict[Article, Extraction] | None = None) -> Workspace:
    """The dataset in a folder; `known` keeps what articles say, so that each is read by the extraction once."""
    package = open_package(root)
    if package.root is None:
        raise PackageError(f"{root}: only a folder can be curated; unpack it first")
    names = {resource.name for resource in package.resources}
    lacking = [name for name in CURATED if name not in names]
    if lacking:
        raise PackageError(
            f"{root}: has no table of {' and '.join(lacking)}; take the schema and its entry in datapackage.json from "
            "a package that `greffier new` makes"
        )
    schemas = building.table_schemas(package) | {name: schema_of(package.resource(name)) for name in CURATED}
    if "evidence" not in schemas["corrections"].columns:
        raise PackageError(
            f"{root}: its table of corrections has no column evidence; take the schema from: greffier new"
        )
    hashes = file_hashes(root, package)
    known = {} if known is None else known
    read = published(package)
    found = []
    for source in articles.folder_sources(root / ARTICLES, schemas["articles"]):
        article = articles.read(source, schemas["articles"])
        if article not in known:
            known[article] = read(article)
        found.append(known[article])
    texts = {extraction.article.article_id: extraction.article.text for extraction in found}
    lines = {name: tuple(curated(package, name)) for name in CURATED}
    extracted = arranged(rows(found), schemas)
    empty = Workspace(root, package, schemas, texts, extracted, lines, hashes, extracted, ())
    return _derived(empty, lines)


def applied(space: Workspace, act: Act) -> Workspace:
    """The workspace after an act; CorrectionError where a line does not fit, InputError where it comes too late."""
    lines = _changed(space, act)
    if all(line.table == "reviews" for line in (*act.remove, *act.add)):
        # what is said of rows changes none
        said = _numbered(space, {"reviews": lines["reviews"]})
        judged = {(line.cells["table"], line.cells["row_id"]) for line in (*act.remove, *act.add)}
        return space._replace(
            lines={**space.lines, **said}, standings=_restated(space.standings, judged, said["reviews"])
        )
    after = _derived(space, lines)
    before = {misfit.why for misfit in space.misfits}
    new = [misfit.why for misfit in after.misfits if misfit.why not in before]
    if new:
        raise CorrectionError("\n".join(why.removeprefix("this: ") for why in new))
    return after._replace(lines=_numbered(space, after.lines))


def joined(acts: Iterable[Act]) -> Act:
    """Acts that follow one another as one, about what the last is about: all of it is written, or none."""
    remove: list[Line] = []
    add: list[Line] = []
    for act in acts:
        for line in act.remove:
            # what an act before has put in needs no writing
            (add.remove if line in add else remove.append)(line)
        add += act.add
    return Act(act.kind, act.row, tuple(remove), tuple(add))


def loosened(space: Workspace, act: Act) -> Act:
    """The act, and that the lines which would not fit after it are taken out with it: they rest on what it takes."""
    known = {misfit.why for misfit in space.misfits}
    while True:
        after = _derived(space, _changed(space, act))
        new = [misfit.line for misfit in after.misfits if misfit.why not in known]
        if not new:
            return act
        taken = [Line("aliases" if "alias_id" in line.cells else "corrections", line.cells) for line in new]
        act = act._replace(remove=(*act.remove, *taken))


def written(space: Workspace, act: Act) -> Workspace:
    """The workspace after an act that is now on disk; ChangedError, and nothing written, where the files are others."""
    after = applied(space, act)
    touched = sorted({line.table for line in (*act.remove, *act.add)})
    files = {}
    for name in touched:
        schema = space.schemas[name]
        files[space.package.resource(name).path] = writer.table_bytes(
            schema, (line.cells for line in after.lines[name])
        )
    with rooms.one_writer(space.root, "review") as room:
        if file_hashes(space.root, space.package) != space.hashes:
            raise ChangedError(
                "the files of the dataset were changed by another window or program; nothing was written"
            )
        writer.replace(room, files)
        return after._replace(hashes=file_hashes(space.root, space.package))


def file_hashes(root: Path, package: Package) -> dict[str, str]:
    """The SHA-256 of the files that the rows are made from, by path."""
    paths = [root / package.resource(name).path for name in CURATED]
    paths += [path for path in sorted((root / ARTICLES).glob("*")) if path.suffix in (".txt", ".json")]
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def tables_of(space: Workspace) -> dict[str, list[Cells]]:
    """The rows and the curated lines as text."""
    return {**space.cells, **{name: [line.cells for line in space.lines[name]] for name in CURATED}}


def _changed(space: Workspace, act: Act) -> dict[str, list[Curated]]:
    """The curated lines after an act, each checked by its schema."""
    tables = {name: space.by_key(name, table) for name, table in space.lines.items()}
    for line in act.remove:
        key = tuple(line.cells[column] for column in space.schemas[line.table].primary_key)
        if key not in tables[line.table] or tables[line.table][key].cells != dict(line.cells):
            raise InputError("a line that this would take out of the curated tables has been changed since")
        del tables[line.table][key]
    for line in act.add:
        key = tuple(line.cells[column] for column in space.schemas[line.table].primary_key)
        if key in tables[line.table]:
            raise InputError(f"{line.table} {' '.join(key)}: a line for this is there already")
        for field in space.schemas[line.table].fields:
            if fault := constraints.fault(field, line.cells[field.name]):
                raise InputError(f"{field.name}: {fault}")
        tables[line.table][key] = Curated("this", dict(line.cells))
    return {name: list(table.values()) for name, table in tables.items()}


def _restated(
    before: Mapping[Unit, Standing], units: Iterable[Unit], lines: Iterable[Curated]
) -> Mapping[Unit, Standing]:
    """How the rows stand after other verdicts on some of them."""
    verdicts: dict[Unit, list[Review]] = {unit: [] for unit in units if unit in before}
    for line in lines:
        unit = (line.cells["table"], line.cells["row_id"])
        if unit in verdicts:
            verdicts[unit].append(Review(**line.cells))
    changed = {
        unit: reviews.standing(before[unit].sha256, said, before[unit].corrected) for unit, said in verdicts.items()
    }
    return {**before, **changed}


def _derived(space: Workspace, lines: Mapping[str, Iterable[Curated]]) -> Workspace:
    """The rows that what was extracted and these lines give, and the lines that do not fit."""
    final, unmerged = survivors(space.extracted, lines["aliases"])
    merged = arranged(merged_into(space.extracted, final, space.schemas), space.schemas)
    result, misfits = corrected(merged, lines["corrections"], space.schemas, space.texts.__getitem__)
    kept = {name: tuple(table) for name, table in lines.items()}
    made = arranged(result, space.schemas)
    texts: dict[str, list[Cells]] = {
        name: [{column: cells.text(row[column]) for column in space.schemas[name].columns} for row in made[name]]
        for name in reviews.TABLES
    }
    said = {name: [line.cells for line in kept[name]] for name in CURATED}
    found = reviews.standings({**texts, **said}, space.schemas)
    return space._replace(lines=kept, rows=made, misfits=(*unmerged, *misfits), cells=texts, standings=found)


def _numbered(space: Workspace, lines: Mapping[str, Iterable[Curated]]) -> dict[str, tuple[Curated, ...]]:
    """The lines in the order of their keys, each with the place that it will have in its file."""
    result = {}
    for name, table in lines.items():
        columns = space.schemas[name].primary_key
        ordered = sorted(table, key=lambda line: [line.cells[column] for column in columns])
        number, numbered = 2, []
        for line in ordered:
            numbered.append(Curated(f"{space.package.resource(name).path}:{number}", line.cells))
            number += 1 + sum(cell.count("\n") for cell in line.cells.values())
        result[name] = tuple(numbered)
    return result
