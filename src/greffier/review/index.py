"""The rows of a dataset as the views look for them, made anew only where rows change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from greffier.dataset.status import units_by_article
from greffier.dataset.workspace import Workspace, tables_of
from greffier.package import reviews
from greffier.package.reviews import Cells, Standing, Unit


class Index(NamedTuple):
    """The rows of a dataset by what asks for them; `rows` is the same object for as long as no row changes."""

    space: Workspace
    rows: Mapping[str, list[Cells]]
    standings: Mapping[Unit, Standing]
    units: Mapping[str, list[Unit]]
    unit_rows: Mapping[Unit, Cells]
    evidence: Mapping[Unit, list[Cells]]
    lines: Mapping[Unit, list[Cells]]
    mentions: Mapping[str, list[Cells]]
    parties: Mapping[str, list[Cells]]
    aliases: Mapping[str, list[Cells]]


def indexed(space: Workspace, known: Index | None = None) -> Index:
    """The index of a workspace; `known`, that of the one before, gives what has not changed since."""
    if known is not None and known.rows is space.cells:
        return known._replace(space=space, standings=space.standings)
    tables = tables_of(space)
    schemas = space.schemas
    return Index(
        space,
        space.cells,
        space.standings,
        units_by_article(tables),
        {(name, reviews.row_id(row, schemas[name])): row for name in reviews.UNITS for row in tables[name]},
        _by(tables["evidence"], "table", "row_id"),
        _by(tables["corrections"], "table", "row_id"),
        _by_one(tables["mentions"], "actor_id"),
        _by_one(tables["parties"], "decision_id"),
        _by_one(tables["aliases"], "actor_id"),
    )


def _by(rows: Iterable[Cells], first: str, second: str) -> Mapping[Unit, list[Cells]]:
    found: defaultdict[Unit, list[Cells]] = defaultdict(list)
    for row in rows:
        found[row[first], row[second]].append(row)
    return found


def _by_one(rows: Iterable[Cells], column: str) -> Mapping[str, list[Cells]]:
    found: defaultdict[str, list[Cells]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
