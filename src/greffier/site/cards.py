"""A row as a card: its cells by their schema, each with the words that it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from greffier.package.schema import Field, Schema
from greffier.site.store import Row, Store

#: Cells that a card says elsewhere: in its heading, its quotation or its foot.
ELSEWHERE = frozenset({"article_id", "text", "start", "end", "rule", "outcome_text", "table"})


class Words(NamedTuple):
    """A span that a cell rests on."""

    start: int
    end: int
    text: str


class Cell(NamedTuple):
    """A cell with its column; `refers` is the table that a key points to, `name` what the row there is called."""

    field: Field
    value: str
    refers: str
    name: str
    label: str
    words: tuple[Words, ...]


class Party(NamedTuple):
    """An actor's part in a decision."""

    role: str
    actor_id: str
    name: str
    words: tuple[Words, ...]


class Card(NamedTuple):
    """A row ready to be shown; `number` is its place on the page, `spans` where its own words stand."""

    number: int
    table: str
    row_id: str
    row: Row
    cells: tuple[Cell, ...]
    spans: tuple[Words, ...]
    parties: tuple[Party, ...] = ()
    reasons: tuple[Row, ...] = ()
    mentions: tuple[Row, ...] = ()


#: The spans of evidence by table and row, then by field.
Evidence = Mapping[tuple[str, str], Mapping[str, Sequence[Words]]]


class Names:
    """What actors are called, and what sort they are of, by their ids."""

    def __init__(self, store: Store) -> None:
        self.known = {
            row["actor_id"]: (row["name"] or row["actor_id"], row["kind"])
            for row in store.each("SELECT actor_id, name, kind FROM actors")
        }

    def __getitem__(self, actor_id: str) -> str:
        return self.known.get(actor_id, (actor_id, ""))[0]

    def __contains__(self, actor_id: str) -> bool:
        return actor_id in self.known

    def kind(self, actor_id: str) -> str:
        """The sort of actor, '' where the id is unknown."""
        return self.known.get(actor_id, ("", ""))[1]


def place(row: Row) -> tuple[int, int]:
    """Where a row stands in its article."""
    return int(row["start"]), int(row["end"])


def evidence_of(rows: Iterable[Row]) -> Evidence:
    """The spans of evidence rows by table and row, then by field, in the order of the text."""
    found: defaultdict[tuple[str, str], defaultdict[str, list[Words]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row["table"], row["row_id"]][row["field"]].append(Words(*place(row), row["text"]))
    for fields in found.values():
        for spans in fields.values():
            spans.sort()
    return found


def cells(schema: Schema, row: Row, evidence: Mapping[str, Sequence[Words]], names: Names) -> tuple[Cell, ...]:
    """The cells of a row that hold something, in the order of the columns."""
    keys = {key.fields[0]: key.resource or schema.name for key in schema.foreign_keys if len(key.fields) == 1}
    hidden = {*ELSEWHERE, *schema.primary_key}
    return tuple(
        Cell(
            field,
            row[field.name],
            keys.get(field.name, ""),
            names[row[field.name]] if keys.get(field.name) == "actors" else row[field.name],
            str(field.categories.get(row[field.name], "")),
            tuple(evidence.get(field.name, ())),
        )
        for field in schema.fields
        if field.name not in hidden and row[field.name]
    )


def parties_of(rows: Iterable[Row], evidence: Evidence, names: Names) -> tuple[Party, ...]:
    """The parties of a decision in the order of the table."""
    found = []
    for row in rows:
        key = f"{row['decision_id']}:{row['actor_id']}:{row['role']}"
        words = evidence.get(("parties", key), {}).get("role", ())
        found.append(Party(row["role"], row["actor_id"], names[row["actor_id"]], tuple(words)))
    return tuple(found)
