"""Records to rows: what the articles say as the rows of each table, with ids and evidence, sorted."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from greffier.model import Actor, Article, Decision, Evidence, Extraction, Span, Statement
from greffier.package.cells import Value
from greffier.package.schema import Schema

Row = dict[str, Value]
Rows = dict[str, list[Row]]

TABLES = ("articles", "actors", "mentions", "statements", "decisions", "parties", "evidence")
#: Between the parts of a content that an inserted clause splits.
SPLIT = " […] "
_PLACE = re.compile(r"(.*)\.[msd]([0-9]+)(?:-([0-9]+))?(?::(.*))?")


def rows(extractions: Iterable[Extraction]) -> Rows:
    """The rows of all tables.

    An actor of several articles is one row: each cell is that of the first article, by id, that fills it.
    """
    tables: Rows = {name: [] for name in TABLES}
    actors: dict[Value, Row] = {}
    for extraction in sorted(extractions, key=lambda extraction: extraction.article.article_id):
        found = article_rows(extraction)
        found["evidence"] += merge_actors(actors, found.pop("actors"), found["evidence"])
        for name, more in found.items():
            tables[name] += more
    tables["actors"] = list(actors.values())
    return tables


def article_rows(extraction: Extraction) -> Rows:
    """The rows of one article; those of its actors are still to be merged with other articles' (`merge_actors`)."""
    article, actors, statements, decisions = extraction
    tables: Rows = {name: [] for name in TABLES}
    tables["articles"].append(article_row(article))
    evidence = tables["evidence"]
    for actor in actors:
        tables["actors"].append(_actor(actor))
        evidence += _evidence(article, "actors", actor.actor_id, actor.evidence)
        for start, end, form in actor.mentions:
            row: Row = {"mention_id": f"{article.article_id}.m{start}-{end}", "actor_id": actor.actor_id, "form": form}
            tables["mentions"].append(row | _place(article, Span(start, end)))
    for statement in statements:
        row = _statement(article, statement)
        tables["statements"].append(row)
        spans = [Evidence("text", *part) for part in statement.parts]
        spans += _named(speaker_text=statement.speaker, cue=statement.cue)
        evidence += _evidence(article, "statements", row["statement_id"], (*spans, *statement.evidence))
    for decision in decisions:
        row = _decision(article, decision)
        tables["decisions"].append(row)
        key = row["decision_id"]
        spans = [Evidence("outcome", *mention) for mention in decision.mentions]
        spans += _named(subject=decision.subject, sanction=decision.sanction)
        spans += _named(date_text=decision.date, announced_text=decision.announced)
        # the words of a day are what the day rests on
        spans += _named(decided_on=decision.date if decision.decided_on else None)
        spans += _named(announced_on=decision.announced if decision.announced_on else None)
        evidence += _evidence(article, "decisions", key, (*spans, *decision.evidence))
        for party in decision.parties:
            ids: Row = {"decision_id": key, "article_id": article.article_id, "actor_id": party.actor_id}
            tables["parties"].append(ids | {"role": party.role})
            span = Evidence("role", party.start, party.end)
            evidence += _evidence(article, "parties", f"{key}:{party.actor_id}:{party.role}", (span,))
    return tables


def merge_actors(known: dict[Value, Row], found: Iterable[Row], evidence: list[Row]) -> list[Row]:
    """Adds the actors of one more article to the known ones; returns the evidence of the cells that it fills.

    Takes all evidence of actors out of `evidence`.
    """
    spans = [row for row in evidence if row["table"] == "actors"]
    evidence[:] = [row for row in evidence if row["table"] != "actors"]
    filled = set()
    for actor in found:
        row = known.setdefault(actor["actor_id"], {})
        for column, value in actor.items():
            if row.get(column) is None:
                row[column] = value
                filled.add((actor["actor_id"], column))
    return [row for row in spans if (row["row_id"], row["field"]) in filled]


def arranged(tables: Mapping[str, Iterable[Row]], schemas: Mapping[str, Schema]) -> Rows:
    """The rows in the order of their primary keys, places as numbers; of rows with one key, equal ones count once.

    Evidence with one key but two ends is the longer span.
    """
    return {name: _arranged(found, schemas[name].primary_key, name == "evidence") for name, found in tables.items()}


def _arranged(found: Iterable[Row], key: Sequence[str], spans: bool) -> list[Row]:
    # of one column it is the value itself, of several a tuple
    identity: Callable[[Row], Any] = itemgetter(*key)
    ordered: dict[Any, Row] = {}
    extra: list[Row] = []
    for row in found:
        other = ordered.setdefault(identity(row), row)
        if other is row:
            continue
        if not spans:
            extra += [row] if row != other else []
        elif len(str(row["text"])) > len(str(other["text"])):
            ordered[identity(row)] = row
    place = _order if len(key) == 1 else order
    return sorted([*ordered.values(), *extra], key=lambda row: place(identity(row)))


def order(key: Iterable[Value]) -> tuple[tuple[str, int, int, str], ...]:
    """How a primary key is sorted: an id that is a place by its article and its numbers."""
    return tuple(map(_order, key))


@lru_cache(maxsize=10_000)  # the id of an article stands in all its rows
def _order(value: Value) -> tuple[str, int, int, str]:
    if isinstance(value, int):
        return "", value, 0, ""
    place = _PLACE.fullmatch(str(value))
    if place is None:
        return str(value), -1, -1, ""
    return place[1], int(place[2]), int(place[3] or -1), place[4] or ""


def article_row(article: Article) -> Row:
    """The row of an article itself."""
    row: Row = {name: value for name, value in article._asdict().items() if name != "text"}
    return row | {"sha256": hashlib.sha256(article.text.encode()).hexdigest(), "characters": len(article.text)}


def _actor(actor: Actor) -> Row:
    cells: Row = {"actor_id": actor.actor_id, "name": actor.name, "kind": actor.kind, "role": actor.role}
    return cells | {"country": actor.country, "part_of": actor.part_of, "wikidata": None}


def _statement(article: Article, statement: Statement) -> Row:
    parts = statement.parts
    decision = statement.decision
    place = Span(parts[0].start, parts[-1].end)
    cells: Row = {
        "statement_id": f"{article.article_id}.s{place.start}",
        "speaker_id": statement.speaker_id,
        "speaker_text": _words(article, statement.speaker),
        "target_id": statement.target_id,
        "via_id": statement.via_id,
        "decision_id": None if decision is None else f"{article.article_id}.d{decision}",
        "mode": statement.mode,
        "act": statement.act,
        "cue": _words(article, statement.cue),
        "rule": statement.rule,
    }
    return cells | _place(article, place) | {"text": SPLIT.join(article.text[start:end] for start, end in parts)}


def _decision(article: Article, decision: Decision) -> Row:
    place = decision.mentions[0]
    return {
        "decision_id": f"{article.article_id}.d{place.start}",
        "article_id": article.article_id,
        "court_id": decision.court_id,
        "instance": decision.instance,
        "outcome": decision.outcome,
        "outcome_text": _words(article, place),
        "subject": _words(article, decision.subject),
        "sanction": _words(article, decision.sanction),
        "decided_on": decision.decided_on,
        "date_text": _words(article, decision.date),
        "announced_on": decision.announced_on,
        "announced_text": _words(article, decision.announced),
        "start": place.start,
        "end": place.end,
        "same_as": None,
        "rule": decision.rule,
    }


def _evidence(article: Article, table: str, row_id: Value, spans: Iterable[Evidence]) -> Iterator[Row]:
    article_id, text = article.article_id, article.text
    for field, start, end in spans:
        yield {
            "table": table,
            "row_id": row_id,
            "field": field,
            "article_id": article_id,
            "start": start,
            "end": end,
            "text": text[start:end],
        }


def _named(**spans: Span | None) -> list[Evidence]:
    return [Evidence(field, *span) for field, span in spans.items() if span is not None]


def _place(article: Article, span: Span) -> Row:
    return {"article_id": article.article_id, "start": span.start, "end": span.end, "text": _words(article, span)}


def _words(article: Article, span: Span | None) -> str | None:
    return None if span is None else article.text[span.start : span.end]
