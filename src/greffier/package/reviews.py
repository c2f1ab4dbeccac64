"""Which rows were reviewed, and by whom: what was signed, and whether the row is still what was signed.

What is reviewed is a unit: an actor with its mentions, a statement, a decision with its parties, each with the words it
rests on; and an article as a whole, in which nothing is missing.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from greffier.package import Package, Resource
from greffier.package.records import raw_rows, schema_of
from greffier.package.schema import Schema

#: The tables whose rows are reviewed, each with what is reviewed together with them.
UNITS = ("articles", "actors", "statements", "decisions")
TABLES = (*UNITS, "mentions", "parties", "evidence")
#: What says how a row was found, or what other articles tell, not what it says.
_UNREAD = frozenset({"rule", "same_as"})

_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode

Cells = Mapping[str, str]
Tables = Mapping[str, Sequence[Cells]]
Unit = tuple[str, str]


class Review(NamedTuple):
    """Somebody's verdict on a unit: the line of reviews.csv, as text."""

    table: str
    row_id: str
    sha256: str
    verdict: str
    reviewer: str
    reviewed_on: str
    note: str = ""


class Standing(NamedTuple):
    """How a unit stands: `current` are the verdicts on what it is now, `older` those on what it was.

    `corrected`: a curated line changed it, or something that is reviewed with it.
    """

    sha256: str
    current: tuple[Review, ...] = ()
    older: tuple[Review, ...] = ()
    corrected: bool = False

    @property
    def state(self) -> str:
        """`read` (accepted by a reviewer), `disputed`, `changed` (reviewed before it changed) or `open`."""
        verdicts = {review.verdict for review in self.current}
        if "disputed" in verdicts:
            return "disputed"
        if "accepted" in verdicts:
            return "read"
        return "changed" if self.older else "open"


class Figure(NamedTuple):
    """How many rows of a table there are, how many of them a reviewer accepted, and how many were corrected."""

    rows: int
    read: int
    corrected: int

    @property
    def open(self) -> int:
        """How many are still to be reviewed."""
        return self.rows - self.read


def tables_of(package: Package) -> dict[str, list[Cells]]:
    """The rows, as text, of the tables that are read, and those of people."""
    known = {resource.name: resource for resource in package.resources}
    names = (*TABLES, "reviews", "corrections", "aliases")
    return {name: [row.cells for row in raw_rows(known[name])] if name in known else [] for name in names}


def row_id(row: Cells, schema: Schema) -> str:
    """A row's primary key as text, its parts joined by ':'."""
    return ":".join(row[column] for column in schema.primary_key)


def unit_of(table: str, row: Cells, key: str) -> Unit:
    """The unit with which a row is read."""
    if table == "mentions":
        return "actors", row["actor_id"]
    if table == "parties":
        return "decisions", row["decision_id"]
    if table == "evidence":
        named = row["row_id"]
        return ("decisions", named.split(":")[0]) if row["table"] == "parties" else (row["table"], named)
    return table, key


def digests(tables: Tables, schemas: Mapping[str, Schema]) -> dict[Unit, str]:
    """The SHA-256 of each unit: of its filled cells, its words and the texts they stand in.

    An empty column, another order of rows or another name of the rule that found it changes nothing.
    """
    texts = {row["article_id"]: row["sha256"] for row in tables["articles"]}
    parts: dict[Unit, list[object]] = defaultdict(list)
    for name in TABLES:
        for row in tables[name]:
            key = row_id(row, schemas[name])
            said = {column: cell for column, cell in row.items() if cell and column not in _UNREAD}
            source = texts.get(row.get("article_id", ""), "")
            parts[unit_of(name, row, key)].append([name, key, said, source])
            if name in ("mentions", "statements", "decisions"):
                # that nothing is missing was said of these rows
                parts["articles", row["article_id"]].append(["holds", key])
    units = [(name, row_id(row, schemas[name])) for name in UNITS for row in tables[name]]
    return {unit: _sha256(parts[unit]) for unit in units}


def standings(
    tables: Tables, schemas: Mapping[str, Schema], known: Mapping[Unit, str] | None = None
) -> dict[Unit, Standing]:
    """How each unit stands, in the order of the tables; `known` are its digests, where they are known already."""
    verdicts: dict[Unit, list[Review]] = defaultdict(list)
    for row in tables["reviews"]:
        verdicts[row["table"], row["row_id"]].append(Review(**row))
    touched = corrected(tables, schemas)
    every = digests(tables, schemas) if known is None else known
    return {unit: standing(digest, verdicts[unit], unit in touched) for unit, digest in every.items()}


def standing(sha256: str, verdicts: Iterable[Review], corrected: bool) -> Standing:
    """How a unit stands by its verdicts: those on what it is now, and those on what it was."""
    every = tuple(verdicts)
    current = tuple(review for review in every if review.sha256 == sha256)
    return Standing(sha256, current, tuple(review for review in every if review.sha256 != sha256), corrected)


def corrected(tables: Tables, schemas: Mapping[str, Schema]) -> set[Unit]:
    """The units that a person changed, added or merged."""
    owners = {
        (name, row_id(row, schemas[name])): unit_of(name, row, row_id(row, schemas[name]))
        for name in ("mentions", "parties", "evidence")
        for row in tables[name]
    }
    lines = [(row["table"], row["row_id"]) for row in tables["corrections"]]
    return {owners.get(line, line) for line in lines} | {("actors", row["actor_id"]) for row in tables["aliases"]}


def figures(found: Mapping[Unit, Standing]) -> dict[str, Figure]:
    """For each table of units how many rows were reviewed and corrected."""
    return {name: figure(standing for (table, _), standing in found.items() if table == name) for name in UNITS}


def figure(found: Iterable[Standing]) -> Figure:
    """How many of these units were reviewed and corrected."""
    counts = Counter((standing.state == "read", standing.corrected) for standing in found)
    read, touched = counts[True, False] + counts[True, True], counts[True, True] + counts[False, True]
    return Figure(counts.total(), read, touched)


def read_rows(package: Package, table: str) -> set[int]:
    """Which rows of a table, counted from 0, a reviewer accepted as they are."""
    tables = tables_of(package)
    schemas = {name: schema_of(package.resource(name)) for name in TABLES}
    read = {unit for unit, standing in standings(tables, schemas).items() if standing.state == "read"}
    keys = ((row, row_id(row, schemas[table])) for row in tables[table])
    return {number for number, (row, key) in enumerate(keys) if unit_of(table, row, key) in read}


def has_reviews(resource: Resource) -> bool:
    """Whether the rows of a table are read, in a package that says which."""
    return resource.name in TABLES and any(other.name == "reviews" for other in resource.package.resources)


def _sha256(parts: Iterable[object]) -> str:
    lines = sorted(map(_encoded, parts))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
