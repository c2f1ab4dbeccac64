"""The rows of other readers beside those of the dataset: which row each stands for, and where the two differ."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from greffier.dataset.aliases import renamed, survivors
from greffier.dataset.corrections import row_id
from greffier.dataset.proposed import Reading, Readings
from greffier.dataset.rows import Row, Rows, article_rows
from greffier.dataset.workspace import Workspace
from greffier.model import Span
from greffier.package import cells
from greffier.package.reviews import Unit
from greffier.package.schema import Schema
from greffier.readers.agreement import SAME

#: What follows from the words, or says how the row was found.
RECKONED = frozenset({"article_id", "start", "end", "rule"})


class Beside(NamedTuple):
    """A reader's row: the unit of the dataset that stands for the same words, None where there is none.

    `differs` has the reader's cells that are others than the dataset's, those that it fills.
    """

    reader: str
    table: str
    row: Row
    unit: Unit | None
    differs: dict[str, str]

    @property
    def state(self) -> str:
        """`agreed`, `alone` (no row of the dataset stands for the words) or `contradicted` (another value)."""
        return "alone" if self.unit is None else "contradicted" if self.differs else "agreed"


def beside(space: Workspace, found: Readings, article_id: str) -> list[Beside]:
    """The statements and decisions of the other readers of an article, and the actors that the dataset has too."""
    result = []
    here = _Here.of(space, article_id)
    for reading in found.others:
        if reading.proposal.article_id != article_id:
            continue
        tables = tables_of(space, reading)
        for name in ("decisions", "statements", "actors"):
            for row in tables[name]:
                made = _beside(here, reading.proposal.reader, name, row)
                # an actor comes with the first row that names it
                if made.unit is not None or name != "actors":
                    result.append(made)
    return result


def tables_of(space: Workspace, reading: Reading) -> Rows:
    """The rows of a reading, their actors those that people merged them into."""
    final, _ = survivors(space.extracted, space.lines["aliases"])
    return renamed(article_rows(reading.grounded.extraction), final, space.schemas)


def standing(schema: Schema, known: Iterable[Row], row: Row) -> str | None:
    """The id of the one of the known rows for the words of another: it begins there, or shares half of them."""
    table, own = schema.name, place(row)
    best: tuple[float, str] | None = None
    for other in known:
        if other["article_id"] == row["article_id"]:
            share = _common(place(other), own)
            if share >= SAME or (share and table == "decisions") or place(other).start == own.start:
                best = max(best or (0.0, ""), (share, row_id(other, schema)))
    return best[1] if best else None


def place(row: Row) -> Span:
    """Where a row stands."""
    return Span(int(str(row["start"])), int(str(row["end"])))


class _Here(NamedTuple):
    """The dataset's rows of one article, and all its actors, by their ids."""

    schemas: Mapping[str, Schema]
    rows: Mapping[str, Mapping[str, Row]]

    @classmethod
    def of(cls, space: Workspace, article_id: str) -> "_Here":
        """Those of an article, looked for once."""
        rows: dict[str, Mapping[str, Row]] = {
            name: {row_id(row, space.schemas[name]): row for row in space.rows[name] if row["article_id"] == article_id}
            for name in ("statements", "decisions")
        }
        rows["actors"] = {row_id(row, space.schemas["actors"]): row for row in space.rows["actors"]}
        return cls(space.schemas, rows)


def _beside(here: _Here, reader: str, table: str, row: Row) -> Beside:
    schema = here.schemas[table]
    key = standing(schema, here.rows[table].values(), row) if table != "actors" else str(row["actor_id"])
    known = here.rows[table].get(key or "")
    if key is None or known is None:
        return Beside(reader, table, row, None, {})
    names = [name for name in schema.columns if name not in RECKONED and name not in schema.primary_key]
    differs = {
        name: cells.text(row[name])
        for name in names
        if row.get(name) is not None and cells.text(row[name]) != cells.text(known[name])
    }
    if differs.get("decision_id", "") not in here.rows["decisions"]:
        # the reader's own decision, which is not there
        differs.pop("decision_id", None)
    return Beside(reader, table, row, (table, key), differs)


def _common(one: Span, other: Span) -> float:
    """The share of the characters that two places cover together that both cover."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (one.end - one.start + other.end - other.start - both) if both > 0 else 0.0
