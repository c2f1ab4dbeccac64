"""Where readers agree: rows of several readers for the same words as one, with all values where a cell differs."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from greffier.model import Actor, Decision, Extraction, Span, Statement

#: What the rules are called among readers.
RULES = "rules"
#: Rows are of the same words where they share at least this part of what either covers; of decisions any part.
SAME = 0.5
#: The order in which a person reads: what readers agree on is read quickly, what they contradict each other in slowly.
ORDER = ("agreed", "alone", "contradicted")
TABLES = ("decisions", "statements", "actors")

Record = Actor | Statement | Decision


class Agreed(NamedTuple):
    """A row that some readers found: its table and id, where it begins, who found it, its cells, and where they differ.

    `row_id` and `cells` are those of the first reader; `differ` has all values of a cell, by reader, "" for none.
    """

    table: str
    row_id: str
    start: int
    readers: tuple[str, ...]
    cells: Mapping[str, str]
    differ: Mapping[str, Mapping[str, str]]

    @property
    def state(self) -> str:
        """`agreed`, `alone` (one reader only) or `contradicted` (two readers have two values for one cell)."""
        if len(self.readers) == 1:
            return "alone"
        filled = [{value for value in values.values() if value} for values in self.differ.values()]
        return "contradicted" if any(len(values) > 1 for values in filled) else "agreed"


def agreement(readings: Mapping[str, Extraction]) -> list[Agreed]:
    """The rows that the readers of one article found, each once, in the order in which a person reads them."""
    found = [row for table in TABLES for row in _rows(table, readings)]
    return sorted(found, key=lambda row: (ORDER.index(row.state), TABLES.index(row.table), row.start, row.row_id))


def matched(table: str, known: Sequence[Record], others: Sequence[Record]) -> dict[int, int]:
    """Which of the known rows each of the others is, by their numbers: those that share most first, each once."""
    if table == "actors":
        ids = {row_id(table, "", actor): number for number, actor in enumerate(known)}
        named = ((number, ids.get(row_id(table, "", actor))) for number, actor in enumerate(others))
        return {number: same for number, same in named if same is not None}
    places = [_spans(record) for record in known]
    at = sorted((spans[0].start, spans[-1].end, number) for number, spans in enumerate(places))
    longest = max((end - start for start, end, _ in at), default=0)
    shared = []
    for number, record in enumerate(others):
        spans = _spans(record)
        for start, end, other in at[bisect_left(at, (spans[0].start - longest,)) :]:
            if start >= spans[-1].end:
                break
            part = _common(places[other], spans) if end > spans[0].start else 0.0
            if part >= SAME or (part and table == "decisions"):
                shared.append((-part, other, number))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, other, number in sorted(shared):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return pairs


def row_id(table: str, article_id: str, record: Record) -> str:
    """The id of the row that a record gives."""
    if isinstance(record, Actor):
        return record.actor_id
    return f"{article_id}.{table[0]}{_spans(record)[0].start}"


def _rows(table: str, readings: Mapping[str, Extraction]) -> list[Agreed]:
    """The rows of a table: those of the first reader, then those that each further one adds."""
    first: list[Record] = []
    found: list[dict[str, dict[str, str]]] = []
    article = next(iter(readings.values())).article
    for reader, extraction in readings.items():
        records: Sequence[Record] = getattr(extraction, table)
        pairs = matched(table, first, records)
        for number, record in enumerate(records):
            cells = _cells(record, article.text)
            if number in pairs:
                found[pairs[number]][reader] = cells
            else:
                first.append(record)
                found.append({reader: cells})
    return [_agreed(table, article.article_id, record, by) for record, by in zip(first, found, strict=True)]


def _agreed(table: str, article_id: str, record: Record, by_reader: Mapping[str, Mapping[str, str]]) -> Agreed:
    cells = next(iter(by_reader.values()))
    differ = {
        name: {reader: values[name] for reader, values in by_reader.items()}
        for name in cells
        if len({values[name] for values in by_reader.values()}) > 1
    }
    return Agreed(table, row_id(table, article_id, record), _spans(record)[0].start, tuple(by_reader), cells, differ)


def _spans(record: Record) -> tuple[Span, ...]:
    """The places of the words that a row is known by."""
    match record:
        case Actor():
            return tuple(Span(mention.start, mention.end) for mention in record.mentions) or (Span(0, 0),)
        case Statement():
            return record.parts
        case Decision():
            return record.mentions


def _common(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of the characters of both rows that both have."""
    both = sum(max(min(a.end, b.end) - max(a.start, b.start), 0) for a in one for b in other)
    return both / (sum(end - start for start, end in (*one, *other)) - both)


def _cells(record: Record, text: str) -> dict[str, str]:
    """The cells that readers may differ in, as text, words as they stand in the article."""
    if isinstance(record, Actor):
        return {name: getattr(record, name) or "" for name in ("name", "kind", "role", "country", "part_of")}
    if isinstance(record, Statement):
        cells = {name: getattr(record, name) or "" for name in ("speaker_id", "target_id", "via_id", "mode", "act")}
        cells |= {"speaker_text": _words(record.speaker, text), "cue": _words(record.cue, text)}
        return cells | {"text": " […] ".join(_words(part, text) for part in record.parts)}
    names = ("court_id", "instance", "outcome", "decided_on", "announced_on")
    cells = {name: getattr(record, name) or "" for name in names}
    cells |= {"outcome_text": _words(record.mentions[0], text), "parties": "; ".join(_parties(record))}
    words = {"subject": record.subject, "sanction": record.sanction}
    words |= {"date_text": record.date, "announced_text": record.announced}
    return cells | {name: _words(span, text) for name, span in words.items()}


def _parties(record: Decision) -> list[str]:
    return sorted(f"{party.actor_id} {party.role}" for party in record.parties)


def _words(span: Span | None, text: str) -> str:
    return "" if span is None else text[slice(*span)]
