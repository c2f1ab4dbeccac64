"""What the page shows, as plain values for JSON: rows with their words, how they stand, and what was said of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from greffier.dataset.beside import Beside
from greffier.dataset.status import units_by_article
from greffier.dataset.workspace import Workspace, standings, tables_of
from greffier.package import cells, reviews
from greffier.package.reviews import Cells, Standing, Unit
from greffier.package.schema import Schema
from greffier.readers.agreement import ORDER

#: What a card says elsewhere, or never: places and the article are written by the tool.
_HIDDEN = frozenset({"article_id", "start", "end", "rule"})
_TABLES = ("articles", "actors", "mentions", "statements", "decisions", "parties")


class _Index(NamedTuple):
    """The rows of a dataset as the views look for them."""

    tables: Mapping[str, list[Cells]]
    standings: Mapping[Unit, Standing]
    evidence: Mapping[Unit, list[Cells]]
    lines: Mapping[Unit, list[Cells]]
    mentions: Mapping[str, list[Cells]]
    parties: Mapping[str, list[Cells]]
    aliases: Mapping[str, list[Cells]]


def overview(space: Workspace, version: int, reviewer: str, done: Iterable[Any], trouble: str) -> dict[str, Any]:
    """The articles by what is open in them; the actors of all; what was done; what does not fit."""
    index = _index(space)
    by_article = units_by_article(index.tables)
    listed: list[dict[str, Any]] = []
    for row in index.tables["articles"]:
        units = by_article[row["article_id"]]
        figure = reviews.figure(index.standings[unit] for unit in units if unit in index.standings)
        counts = {"rows": figure.rows, "read": figure.read, "corrected": figure.corrected}
        listed.append({**{name: row[name] for name in ("article_id", "title", "published_on", "publisher")}, **counts})
    listed.sort(key=lambda entry: (entry["read"] - entry["rows"], entry["article_id"]))
    total = reviews.figure(index.standings.values())
    return {
        "name": str(space.package.descriptor.get("title") or space.package.name),
        "version": version,
        "reviewer": reviewer,
        "articles": listed,
        "total": {"rows": total.rows, "read": total.read, "corrected": total.corrected},
        "actors": [_named(row) for row in index.tables["actors"]],
        "done": [{"number": d.number, "kind": d.act.kind, "label": d.label, "undone": d.undone} for d in done][::-1],
        "misfits": [_misfit(space, misfit.line.cells, misfit.why) for misfit in space.misfits],
        "trouble": trouble,
    }


def readers(space: Workspace, article_id: str, others: Iterable[Beside], names: list[str]) -> dict[str, Any]:
    """Who has read an article, and how many of its statements and decisions are in which state of agreement."""
    states: dict[Unit, str] = {}
    counts = dict.fromkeys(ORDER, 0)
    for other in others:
        if other.table == "actors":
            continue
        if other.unit is None:
            counts["alone"] += 1
        elif states.get(other.unit) != "contradicted":
            states[other.unit] = other.state
    for name in ("statements", "decisions"):
        for row in space.rows[name]:
            if row["article_id"] == article_id:
                counts[states.get((name, str(row[space.schemas[name].primary_key[0]])), "alone")] += 1
    return {"readers": names, "agreement": counts}


def article(
    space: Workspace, article_id: str, version: int, others: Iterable[Beside] = (), compared: bool = False
) -> dict[str, Any]:
    """An article's text and its rows as cards, in the order of the text; the article itself comes last.

    Rows of other readers stand at the card for the same words; those for which there is none are `proposed`. Where they
    are `compared`, rows on which readers agree come first, then those of one reader, then those that are contradicted.
    """
    index = _index(space)
    units = units_by_article(index.tables)[article_id]
    rows = {
        (name, reviews.row_id(row, space.schemas[name])): row for name in reviews.UNITS for row in index.tables[name]
    }
    cards = [_card(space, index, article_id, unit, rows[unit]) for unit in units if unit in rows]
    # who is meant is settled first: a merged actor changes the rows of its statements
    order = {"actors": 0, "decisions": 1, "statements": 1, "articles": 2}
    by_unit = {(card["table"], card["row_id"]): card for card in cards}
    proposed = []
    for other in others:
        if other.unit in by_unit:
            by_unit[other.unit]["readers"].append(_reader(space, other))
        elif other.unit is None:
            proposed.append(_reader(space, other))
    # no reader says that nothing is missing
    for card in (card for card in cards if compared and card["table"] != "articles"):
        card["agreement"] = max((other["state"] for other in card["readers"]), key=ORDER.index, default="alone")
    cards.sort(key=lambda card: (order[card["table"]], _rank(card), card["at"], card["row_id"]))
    texts = {"text": space.texts[article_id], "cards": cards, "proposed": proposed}
    return {"article_id": article_id, "version": version, **texts}


def _rank(card: Mapping[str, Any]) -> int:
    """When a card is read, by how far readers agree on it."""
    return ORDER.index(card["agreement"]) if card["agreement"] else 0


def _reader(space: Workspace, other: Beside) -> dict[str, Any]:
    """A row of another reader: its cells, and those in which it differs from the card's."""
    row = {name: cells.text(value) for name, value in other.row.items()}
    key = reviews.row_id(row, space.schemas[other.table])
    return {
        "reader": other.reader,
        "state": other.state,
        "table": other.table,
        "row_id": key,
        "cells": row,
        "differs": other.differs,
    }


def schemas_for(space: Workspace) -> dict[str, Any]:
    """The columns that the page shows and how each is changed."""
    return {name: [_column(space.schemas[name], column) for column in space.schemas[name].columns] for name in _TABLES}


def _column(schema: Schema, name: str) -> dict[str, Any]:
    field = schema.field(name)
    links = [key.resource or schema.name for key in schema.foreign_keys if key.fields == (name,)]
    how = "words" if field.traced in ("verbatim", "place") else "choice" if field.values else "text"
    return {
        "name": name,
        "title": field.title,
        "about": field.description,
        "required": field.required,
        "values": list(map(str, field.values)),
        "labels": {str(value): label for value, label in field.categories.items()},
        "traced": field.traced or "",
        "how": "link" if links and name != "article_id" else how,
        "links": links[0] if links else "",
        "hidden": name in _HIDDEN or name in schema.primary_key,
    }


def _index(space: Workspace) -> _Index:
    tables = tables_of(space)
    evidence: defaultdict[Unit, list[Cells]] = defaultdict(list)
    for row in tables["evidence"]:
        evidence[row["table"], row["row_id"]].append(row)
    lines: defaultdict[Unit, list[Cells]] = defaultdict(list)
    for row in tables["corrections"]:
        lines[row["table"], row["row_id"]].append(row)
    return _Index(
        tables,
        standings(space),
        evidence,
        lines,
        _by(tables["mentions"], "actor_id"),
        _by(tables["parties"], "decision_id"),
        _by(tables["aliases"], "actor_id"),
    )


def _by(rows: Iterable[Cells], column: str) -> Mapping[str, list[Cells]]:
    found: defaultdict[str, list[Cells]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def _card(space: Workspace, index: _Index, article_id: str, unit: Unit, row: Cells) -> dict[str, Any]:
    table, key = unit
    standing = index.standings[unit]
    card: dict[str, Any] = {"table": table, "row_id": key, "sha256": standing.sha256, "state": standing.state}
    card |= {"corrected": standing.corrected, "cells": dict(row), "rule": row.get("rule", "")}
    card["reviews"] = [
        {**review._asdict(), "current": review in standing.current} for review in (*standing.current, *standing.older)
    ]
    card["readers"], card["agreement"] = [], ""
    card["lines"] = [dict(line) for line in index.lines[unit]]
    card["spans"] = _spans(index.evidence[unit], article_id)
    if table == "decisions":
        card["parties"] = [_party(space, index, party) for party in index.parties[key]]
    if table == "actors":
        own = index.mentions[key]
        card["mentions"] = [_mention(index, mention) for mention in own if mention["article_id"] == article_id]
        card["elsewhere"] = [_context(space, mention) for mention in own if mention["article_id"] != article_id][:20]
        card["merged"] = [dict(line) for line in index.aliases[key]]
        starts = [mention["start"] for mention in card["mentions"]]
        card["at"] = min(starts, default=0)
    else:
        card["at"] = int(row.get("start") or 0)
    return card


def _party(space: Workspace, index: _Index, row: Cells) -> dict[str, Any]:
    key = reviews.row_id(row, space.schemas["parties"])
    spans = _spans(index.evidence["parties", key], row["article_id"])
    return {"row_id": key, **row, "spans": spans, "lines": [dict(line) for line in index.lines["parties", key]]}


def _mention(index: _Index, row: Cells) -> dict[str, Any]:
    place = {"start": int(row["start"]), "end": int(row["end"])}
    return {**row, **place, "lines": [dict(line) for line in index.lines["mentions", row["mention_id"]]]}


def _context(space: Workspace, row: Cells) -> dict[str, str]:
    """A mention in another article with the words around it."""
    text, start, end = space.texts[row["article_id"]], int(row["start"]), int(row["end"])
    before, after = text[max(start - 40, 0) : start], text[end : end + 40]
    return {"article_id": row["article_id"], "before": before, "words": text[start:end], "after": after}


def _spans(rows: Iterable[Cells], article_id: str) -> list[dict[str, Any]]:
    return [
        {"field": row["field"], "start": int(row["start"]), "end": int(row["end"])}
        for row in rows
        if row["article_id"] == article_id
    ]


def _named(row: Cells) -> dict[str, str]:
    return {name: row[name] for name in ("actor_id", "name", "kind", "role")}


def _misfit(space: Workspace, line: Cells, why: str) -> dict[str, Any]:
    file = "aliases" if "alias_id" in line else "corrections"
    return {"file": file, "key": [line[column] for column in space.schemas[file].primary_key], "why": why}
