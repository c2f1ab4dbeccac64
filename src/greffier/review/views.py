"""What the page shows, as plain values for JSON: rows with their words, how they stand, and what was said of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from greffier.dataset.beside import Beside
from greffier.dataset.workspace import Line, Workspace
from greffier.package import cells, reviews
from greffier.package.reviews import Cells, Standing, Unit
from greffier.package.schema import Schema
from greffier.readers.agreement import ORDER
from greffier.review.index import Index

#: What a card says elsewhere, or never: places and the article are written by the tool.
_HIDDEN = frozenset({"article_id", "start", "end", "rule"})
_TABLES = ("articles", "actors", "mentions", "statements", "decisions", "parties")


def overview(index: Index, version: int, reviewer: str, actors: bool = True) -> dict[str, Any]:
    """The articles by what is open in them; what does not fit; the actors of all, where they are wanted."""
    space = index.space
    listed: list[dict[str, Any]] = []
    for row in index.rows["articles"]:
        units = index.units[row["article_id"]]
        figure = reviews.figure(index.standings[unit] for unit in units if unit in index.standings)
        counts = {"rows": figure.rows, "read": figure.read, "corrected": figure.corrected}
        listed.append({**{name: row[name] for name in ("article_id", "title", "published_on", "publisher")}, **counts})
    listed.sort(key=lambda entry: (entry["read"] - entry["rows"], entry["article_id"]))
    total = reviews.figure(index.standings.values())
    found = {
        "name": str(space.package.descriptor.get("title") or space.package.name),
        "version": version,
        "reviewer": reviewer,
        "articles": listed,
        "total": {"rows": total.rows, "read": total.read, "corrected": total.corrected},
        "misfits": [_misfit(space, misfit.line.cells, misfit.why) for misfit in space.misfits],
    }
    return found | ({"actors": [_named(row) for row in index.rows["actors"]]} if actors else {})


def earlier(space: Workspace, own: Iterable[Line]) -> list[dict[str, Any]]:
    """The corrections and aliases that stand from before this sitting, whose `own` lines are left out."""
    mine = {(line.table, *(line.cells[column] for column in space.schemas[line.table].primary_key)) for line in own}
    found = []
    for name in ("corrections", "aliases"):
        for line in space.lines[name]:
            key = [line.cells[column] for column in space.schemas[name].primary_key]
            if (name, *key) not in mine:
                found.append({"file": name, "key": key, **line.cells})
    return found


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


def article(index: Index, article_id: str, others: Iterable[Beside] = (), compared: bool = False) -> dict[str, Any]:
    """An article's text and its rows as cards, in the order of the text; the article itself comes last.

    Rows of other readers stand at the card for the same words; those for which there is none are `proposed`. Where they
    are `compared`, rows on which readers agree come first, then those of one reader, then those that are contradicted.
    """
    space = index.space
    units = [unit for unit in index.units[article_id] if unit in index.unit_rows]
    cards = [_card(index, article_id, unit) for unit in units]
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
    return {"article_id": article_id, "text": space.texts[article_id], "cards": cards, "proposed": proposed}


def judged(index: Index, before: Index, view: Mapping[str, Any]) -> dict[str, Any]:
    """The view of an article after other verdicts on some of its rows; no row has changed since `before`."""
    cards = []
    for card in view["cards"]:
        unit = (card["table"], card["row_id"])
        standing = index.standings[unit]
        cards.append(card if standing is before.standings[unit] else card | _standing(standing))
    return {**view, "cards": cards}


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """What differs in an article's view: its cards that are others, and the order of all where it is another one."""
    known = {(card["table"], card["row_id"]): card for card in old["cards"]}
    cards = [card for card in new["cards"] if known.get((card["table"], card["row_id"])) != card]
    found = {"article_id": new["article_id"], "version": new["version"], "proposals": new["proposals"], "cards": cards}
    order = [f"{card['table']}/{card['row_id']}" for card in new["cards"]]
    if order != [f"{card['table']}/{card['row_id']}" for card in old["cards"]]:
        found["order"] = order
    if new["proposed"] != old["proposed"]:
        found["proposed"] = new["proposed"]
    return found


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


def _card(index: Index, article_id: str, unit: Unit) -> dict[str, Any]:
    table, key = unit
    row, standing = index.unit_rows[unit], index.standings[unit]
    card: dict[str, Any] = {"table": table, "row_id": key, "sha256": standing.sha256, "corrected": standing.corrected}
    card |= {"cells": dict(row), "rule": row.get("rule", ""), **_standing(standing)}
    card["readers"], card["agreement"] = [], ""
    card["lines"] = [dict(line) for line in index.lines.get(unit, ())]
    card["spans"] = _spans(index.evidence.get(unit, ()), article_id)
    if table == "decisions":
        card["parties"] = [_party(index, party) for party in index.parties.get(key, ())]
    if table == "actors":
        own = index.mentions.get(key, ())
        card["mentions"] = [_mention(index, mention) for mention in own if mention["article_id"] == article_id]
        elsewhere = [mention for mention in own if mention["article_id"] != article_id]
        card["elsewhere"] = [_context(index.space, mention) for mention in elsewhere][:20]
        card["merged"] = [dict(line) for line in index.aliases.get(key, ())]
        starts = [mention["start"] for mention in card["mentions"]]
        card["at"] = min(starts, default=0)
    else:
        card["at"] = int(row.get("start") or 0)
    return card


def _standing(standing: Standing) -> dict[str, Any]:
    """How a row stands, and what was said of it."""
    every = [{**review._asdict(), "current": True} for review in standing.current]
    every += [{**review._asdict(), "current": False} for review in standing.older]
    return {"state": standing.state, "reviews": every}


def _party(index: Index, row: Cells) -> dict[str, Any]:
    key = reviews.row_id(row, index.space.schemas["parties"])
    spans = _spans(index.evidence.get(("parties", key), ()), row["article_id"])
    return {
        "row_id": key,
        **row,
        "spans": spans,
        "lines": [dict(line) for line in index.lines.get(("parties", key), ())],
    }


def _mention(index: Index, row: Cells) -> dict[str, Any]:
    place = {"start": int(row["start"]), "end": int(row["end"])}
    return {**row, **place, "lines": [dict(line) for line in index.lines.get(("mentions", row["mention_id"]), ())]}


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
