"""Corrections: cells changed, rows added and dropped, by hand and with a reason."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from greffier.dataset.curation import Curated
from greffier.dataset.groundings import Grounding, parse_groundings
from greffier.dataset.rows import SPLIT, Row, Rows
from greffier.dataset.speakers import move_mentions
from greffier.errors import CorrectionError
from greffier.package import cells, constraints
from greffier.package.schema import Schema

Schemas = Mapping[str, Schema]
#: The text of an article by its id.
Texts = Callable[[str], str]
Tables = dict[str, dict[str, Row]]

#: What goes with its row: (the table, its column that names the row).
_GOES_WITH = {"decisions": ("parties", "decision_id"), "actors": ("mentions", "actor_id")}
#: The cell that is the place of its row, and the field of evidence that holds its spans.
PLACES = {"statements": ("text", "text"), "decisions": ("outcome_text", "outcome")}


class Misfit(NamedTuple):
    """A curated line that does not fit the rows, and why."""

    line: Curated
    why: str


def correct(rows: Rows, corrections: Iterable[Curated], schemas: Schemas, texts: Texts | None = None) -> Rows:
    """The rows with cells changed, rows added and dropped; evidence goes with its row and with an emptied cell.

    CorrectionError names every correction that does not fit.
    """
    result, misfits = corrected(rows, corrections, schemas, texts)
    if misfits:
        raise CorrectionError("\n".join(misfit.why for misfit in misfits))
    return result


def corrected(
    rows: Rows, corrections: Iterable[Curated], schemas: Schemas, texts: Texts | None = None
) -> tuple[Rows, list[Misfit]]:
    """The rows with those corrections that fit, and those that do not."""
    fitting = sorted(corrections, key=_turn)
    if not fitting:
        return rows, []
    tables = {name: _by_key(table, schemas[name]) for name, table in rows.items()}
    misfits = []
    for correction in fitting:
        try:
            _apply(tables, correction, schemas, texts)
        except CorrectionError as error:
            misfits.append(Misfit(correction, str(error)))
    move_mentions(tables, fitting)
    for correction in fitting:
        try:
            _check(tables, correction, schemas)
        except CorrectionError as error:
            misfits.append(Misfit(correction, str(error)))
    if misfits:
        # what misfits may have been half done: once more without it
        out = {misfit.line.where for misfit in misfits}
        rest, later = corrected(rows, [line for line in fitting if line.where not in out], schemas, texts)
        return rest, _once([*misfits, *later])
    result: Rows = {name: list(table.values()) for name, table in tables.items()}
    result["evidence"] = [row for row in result["evidence"] if _rests(row, tables)]
    return result, []


def row_id(row: Row, schema: Schema) -> str:
    """A row's primary key, its parts joined by ':'."""
    return ":".join(cells.text(row[column]) for column in schema.primary_key)


def added_row(correction: Curated, schema: Schema) -> Row:
    """The row that a line with '+' adds; CorrectionError where it is no row of the table."""
    cell = correction.cells
    if cell["old"]:
        correction.stop("old must be empty where a row is added")
    try:
        given = json.loads(cell["new"])
    except (ValueError, RecursionError) as error:
        correction.stop(f"new must be the row as a JSON object: {error}")
    if not isinstance(given, dict) or not all(isinstance(v, str | int | None) for v in given.values()):
        correction.stop("new must be the row as a JSON object of strings, numbers, true, false and null")
    if "rule" in schema.columns:
        given = {"rule": "curated", **given}
        if given["rule"] != "curated":
            correction.stop("the rule of a row added by hand is 'curated'")
    for column in given:
        if column not in schema.columns:
            correction.stop(f"{schema.name} has no column {column!r}; it has {', '.join(schema.columns)}")
    row = {column: _value(schema, column, cells.text(given.get(column)), correction) for column in schema.columns}
    if row_id(row, schema) != cell["row_id"]:
        correction.stop(f"row_id is {cell['row_id']!r}, and the key of the row in new is {row_id(row, schema)!r}")
    return row


def _turn(correction: Curated) -> tuple[int, bool]:
    """When a correction is applied: what is dropped first, then what is added, then cells; evidence after its rows."""
    turn = {"-": 0, "+": 1}.get(correction.cells["field"], 2)
    # parts before their wholes, so that a part that has its own line is still there
    whole = correction.cells["table"] in ("actors", "decisions")
    return (3 if correction.cells["table"] == "evidence" else turn), whole and turn == 0


def _once(misfits: Iterable[Misfit]) -> list[Misfit]:
    return list({misfit.line.where: misfit for misfit in reversed(list(misfits))}.values())[::-1]


def _apply(tables: Tables, correction: Curated, schemas: Schemas, texts: Texts | None) -> None:
    name, key, field = (correction.cells[column] for column in ("table", "row_id", "field"))
    schema = schemas[name]
    if field == "+":
        if key in tables[name]:
            correction.stop(f"{name} has a row {key!r} already; drop or renew the correction")
        tables[name][key] = added_row(correction, schema)
        _ground(tables, correction, texts)
    elif key not in tables[name]:
        correction.stop(f"{name} has no row {key!r} any more; drop or renew the correction")
    elif field == "-":
        _drop(tables, name, key, correction, schema)
    else:
        _change(tables[name][key], correction, schema)
        if schema.field(field).traced or correction.cells.get("evidence"):
            _ground(tables, correction, texts)


def _by_key(table: Iterable[Row], schema: Schema) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in table:
        key = row_id(row, schema)
        if key in found:
            raise CorrectionError(f"{schema.name} has two rows {key!r}: none can be corrected by its key")
        found[key] = dict(row)
    return found


def _drop(tables: Tables, name: str, key: str, correction: Curated, schema: Schema) -> None:
    """Takes out the row with its parts; a statement stays where the decision that it gave reasons for is none."""
    column, _, value = correction.cells["old"].partition("=")
    if column:
        _check_old(tables[name][key], column, value, correction, schema)
    del tables[name][key]
    part, owner = _GOES_WITH.get(name, ("", ""))
    for other in [other for other, row in tables.get(part, {}).items() if row[owner] == key]:
        del tables[part][other]
    if name == "decisions":
        for row in tables["statements"].values():
            if row["decision_id"] == key:
                row["decision_id"] = None


def _change(row: Row, correction: Curated, schema: Schema) -> None:
    cell = correction.cells
    column = cell["field"]
    if column in schema.primary_key:
        correction.stop(f"{column} is the row's key; drop the row with '-' and add the right one with '+'")
    _check_old(row, column, cell["old"], correction, schema)
    if cell["old"] == cell["new"] and not cell.get("evidence"):
        correction.stop("old and new are the same; drop the correction")
    row[column] = _value(schema, column, cell["new"], correction)


def _check_old(row: Row, column: str, old: str, correction: Curated, schema: Schema) -> None:
    if column not in schema.columns:
        correction.stop(f"{schema.name} has no column {column!r}; it has {', '.join(schema.columns)}")
    now = cells.text(row[column])
    if now != old:
        row_id = correction.cells["row_id"]
        correction.stop(f"{row_id} has now {now!r} in {column}, not {old!r}; drop or renew the correction")


def _value(schema: Schema, column: str, text: str, correction: Curated) -> cells.Value:
    field = schema.field(column)
    fault = constraints.fault(field, text)
    if fault:
        correction.stop(f"{column}: {fault}")
    return cells.parse(field, text)


def _ground(tables: Tables, correction: Curated, texts: Texts | None) -> None:
    """Sets the words that the corrected cells rest on. What a cell rested on before goes: it was for another value."""
    name, key, column = (correction.cells[part] for part in ("table", "row_id", "field"))
    try:
        spans = parse_groundings(correction.cells.get("evidence", ""))
    except CorrectionError as error:
        correction.stop(str(error))
    place, placed = PLACES.get(name, ("", ""))
    gone = {span.field for span in spans} | ({placed if column == place else column} - {"+"})
    evidence = tables["evidence"]
    for other in [k for k, row in evidence.items() if (row["table"], row["row_id"]) == (name, key)]:
        if evidence[other]["field"] in gone:
            del evidence[other]
    for span in spans:
        _check_words(span, correction, texts)
        row: Row = {"table": name, "row_id": key, "field": span.field, "article_id": span.article_id}
        evidence[f"{name}:{key}:{span.field}:{span.article_id}:{span.start}"] = {
            **row,
            "start": span.start,
            "end": span.end,
            "text": span.words,
        }
    if column == place:
        _replace(tables[name][key], [span for span in spans if span.field == placed], correction)


def _replace(row: Row, spans: list[Grounding], correction: Curated) -> None:
    """The row ends where its new words do; where they begin is its key."""
    if not spans:
        return
    whole = spans if correction.cells["table"] == "statements" else spans[:1]
    if whole[0].start != row["start"]:
        correction.stop("the words begin elsewhere, and the place is the row's key; drop the row and add the right one")
    if SPLIT.join(span.words for span in whole) != correction.cells["new"]:
        correction.stop("new is not the words in evidence")
    row["end"] = whole[-1].end


def _check_words(span: Grounding, correction: Curated, texts: Texts | None) -> None:
    if texts is not None:
        try:
            stands = texts(span.article_id)[span.start : span.end]
        except KeyError:
            correction.stop(f"evidence: there is no article {span.article_id!r}")
        if stands != span.words:
            where = f"{span.article_id}:{span.start}-{span.end}"
            correction.stop(f"evidence: at {where} stands {stands[:60]!r}, not {span.words[:60]!r}")


def _check(tables: Tables, correction: Curated, schemas: Schemas) -> None:
    if correction.cells["field"] == "-":
        _check_unused(tables, correction, schemas)
    else:
        _check_references(tables, correction, schemas)


def _check_references(tables: Tables, correction: Curated, schemas: Schemas) -> None:
    """CorrectionError where the corrected row refers to a row that is not there."""
    name, key, field = (correction.cells[column] for column in ("table", "row_id", "field"))
    row = tables[name].get(key, {})
    for reference in schemas[name].foreign_keys:
        column, other = reference.fields[0], reference.resource or name
        value = cells.text(row.get(column))
        if field in ("+", column) and value and value not in tables[other]:
            correction.stop(f"{column}: {other} has no row {value!r}")
    if name == "evidence" and field == "+" and row and not _rests(row, tables):
        correction.stop(f"{row['table']} {row['row_id']} has nothing in {row['field']!r} that could rest on evidence")


def _check_unused(tables: Tables, correction: Curated, schemas: Schemas) -> None:
    """CorrectionError where other rows still refer to the dropped one."""
    name, key = correction.cells["table"], correction.cells["row_id"]
    if key in tables[name]:
        return
    for other, table in tables.items():
        for reference in schemas[other].foreign_keys:
            users = [user for user, row in table.items() if cells.text(row[reference.fields[0]]) == key]
            if (reference.resource or other) == name and users:
                correction.stop(f"{other} {', '.join(users[:3])} still refer(s) to {key!r}; change or drop first")


def _rests(evidence: Row, tables: Mapping[str, Mapping[str, Row]]) -> bool:
    row = tables[str(evidence["table"])].get(str(evidence["row_id"]), {})
    return row.get(str(evidence["field"])) is not None
