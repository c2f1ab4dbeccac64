"""A proposed row that a person accepts: the curated lines that add it, or that change the row for its words."""

from datetime import date
from pathlib import Path

from greffier.dataset import acts, edits, proposed
from greffier.dataset.beside import RECKONED, place, standing, tables_of
from greffier.dataset.corrections import row_id
from greffier.dataset.groundings import Grounding
from greffier.dataset.lines import added, row_of
from greffier.dataset.proposed import Reading, Readings
from greffier.dataset.rows import Row, Rows
from greffier.dataset.workspace import Act, Line, Workspace, applied, read_workspace, written
from greffier.errors import InputError
from greffier.model import Span
from greffier.package import cells

#: Cells that name an actor, which has to be there before them.
_ACTORS = ("speaker_id", "target_id", "via_id", "court_id", "part_of")
#: The cell that is a row's words, and the field of the evidence that it rests on.
_WORDS = {"statements": ("text", "text"), "decisions": ("outcome_text", "outcome")}


def accept(dataset: Path, key: str, reader: str, person: str, day: date) -> list[str]:
    """Takes a row of a reader into the curated tables, signed by a person; returns the lines that it took.

    Where a row stands for the same words, its cells become the reader's, those that the reader has. InputError where
    the reader has no such row.
    """
    space = read_workspace(dataset)
    act = accepted(space, proposed.readings(dataset), key, reader, person, day)
    written(space, act)
    lines = [("-", line) for line in act.remove] + [("+", line) for line in act.add]
    return [f"{line.table}: {sign} {' '.join(list(line.cells.values())[:3])}" for sign, line in lines]


def accepted(space: Workspace, found: Readings, key: str, reader: str, person: str, day: date) -> Act:
    """The act by which a person accepts a row of a reader."""
    if not person.strip():
        raise InputError("a row is accepted by a person: give the name of the one who read it")
    reading = _reading(found, key, reader)
    model = f" ({reading.proposal.model})" if reading.proposal.model else ""
    reason = f"Proposed by {reader}{model}, accepted by {person.strip()}."
    taking = _Taking(space, tables_of(space, reading), reason)
    table = "statements" if key.rpartition(".")[2].startswith("s") else "decisions"
    row = next((row for row in taking.tables[table] if row_id(row, space.schemas[table]) == key), None)
    if row is None:
        raise InputError(f"{reader} has no row {key!r} that stands in the words; see: greffier proposals --rows")
    own = taking.take(table, row)
    taking.do(acts.verdict(taking.space, [(table, own)], person, day))
    return Act("accept", (table, own), tuple(taking.remove), tuple(taking.add))


def _reading(found: Readings, key: str, reader: str) -> Reading:
    article = key.rpartition(".")[0]
    for reading in found.others:
        if (reading.proposal.article_id, reading.proposal.reader) == (article, reader):
            return reading
    known = sorted({reading.proposal.reader for reading in found.others})
    raise InputError(f"{reader!r} has not read {article or key!r}; readers are {', '.join(known) or 'none'}")


class _Taking:
    """A workspace while rows of one reading are taken into it, and the lines that this takes."""

    def __init__(self, space: Workspace, tables: Rows, reason: str) -> None:
        self.space, self.tables, self.reason = space, tables, reason
        self.remove: list[Line] = []
        self.add: list[Line] = []

    def do(self, act: Act) -> None:
        """Applies an act; what it takes out of what was put in before is as if it had never been."""
        self.space = applied(self.space, act)
        for line in act.remove:
            (self.add.remove if line in self.add else self.remove.append)(line)
        self.add += act.add

    def take(self, table: str, row: Row) -> str:
        """Adds a row, or changes the one for its words; returns its id. The actors that it names come first."""
        schema = self.space.schemas[table]
        parties = [party for party in self.tables["parties"] if party["decision_id"] == row.get("decision_id")]
        parties = parties if table == "decisions" else []
        for actor in (*(row.get(column) for column in _ACTORS), *(party["actor_id"] for party in parties)):
            if actor is not None:
                self._actor(str(actor))
        if table == "statements" and not self._is_there("decisions", row["decision_id"]):
            row = row | {"decision_id": None}
        key = standing(schema, self.space.rows[table], row)
        if key is None:
            key = row_id(row, schema)
            given = {name: value for name, value in row.items() if name != "rule"}
            self.do(added(self.space, table, given, self._grounds(table, key), self.reason))
        else:
            key = self._changed(table, key, row)
        for party in parties:
            self._party(key, party)
        return key

    def _actor(self, actor: str) -> None:
        """Adds an actor that is not there, with its mentions at places where nobody is mentioned."""
        if self._is_there("actors", actor):
            return
        row = next(row for row in self.tables["actors"] if row["actor_id"] == actor)
        if row["part_of"] is not None:
            self._actor(str(row["part_of"]))
        self.do(added(self.space, "actors", row, self._grounds("actors", actor), self.reason))
        for mention in self.tables["mentions"]:
            if mention["actor_id"] == actor and not self._is_there("mentions", mention["mention_id"]):
                self.do(added(self.space, "mentions", mention, [], self.reason))

    def _party(self, decision: str, party: Row) -> None:
        """Adds a party that the decision has not."""
        row = party | {"decision_id": decision}
        key = row_id(row, self.space.schemas["parties"])
        if not self._is_there("parties", key):
            grounds = self._grounds("parties", row_id(party, self.space.schemas["parties"]))
            self.do(added(self.space, "parties", row, grounds, self.reason))

    def _changed(self, table: str, key: str, row: Row) -> str:
        """Gives a row the cells of another, its words first; returns its id, which is where they begin."""
        schema = self.space.schemas[table]
        own, (words, field) = row_id(row, schema), _WORDS[table]
        others = [name for name in schema.columns if name not in (*schema.primary_key, *RECKONED, words)]
        for column in (words, *others):
            value = row[column]
            if value is None or cells.text(value) == cells.text(row_of(self.space, table, key)[column]):
                continue
            named = field if column == words else column
            spans = [Span(each.start, each.end) for each in self._grounds(table, own) if each.field == named]
            act = edits.change(self.space, table, key, column, cells.text(value), spans, self.reason)
            self.do(act)
            key = act.row[1]
        return key

    def _grounds(self, table: str, key: str) -> list[Grounding]:
        """The words that a row of the reading rests on."""
        return [
            Grounding(str(row["field"]), str(row["article_id"]), *place(row), str(row["text"]))
            for row in self.tables["evidence"]
            if (row["table"], row["row_id"]) == (table, key)
        ]

    def _is_there(self, table: str, key: object) -> bool:
        return any(row_id(row, self.space.schemas[table]) == key for row in self.space.rows[table])
