"""Corrections: cells changed, rows added and dropped, by hand and with a reason."""

import json
from collections.abc import Iterable, Mapping

from greffier.dataset.curation import Curated
from greffier.dataset.rows import Row, Rows
from greffier.errors import CorrectionError
from greffier.package import cells
from greffier.package.schema import Schema

Schemas = Mapping[str, Schema]


def correct(rows: Rows, corrections: Iterable[Curated], schemas: Schemas) -> Rows:
    """The rows with cells changed, rows added and dropped; evidence goes with its row and with an emptied cell."""
    corrections = list(corrections)
    if not corrections:
        return rows
    tables = {name: _by_key(table, schemas[name]) for name, table in rows.items()}
    for correction in corrections:
        name, key = correction.cells["table"], correction.cells["row_id"]
        if correction.cells["field"] == "+":
            _add(tables[name], key, correction, schemas[name])
        elif key not in tables[name]:
            correction.stop(f"{name} has no row {key!r} any more; drop or renew the correction")
        elif correction.cells["field"] == "-":
            _drop(tables[name], key, correction, schemas[name])
        else:
            _change(tables[name][key], correction, schemas[name])
    for correction in corrections:
        if correction.cells["field"] == "-":
            _check_unused(tables, correction, schemas)
        else:
            _check_references(tables, correction, schemas)
    result: Rows = {name: list(table.values()) for name, table in tables.items()}
    result["evidence"] = [row for row in result["evidence"] if _rests(row, tables)]
    return result


def row_id(row: Row, schema: Schema) -> str:
    """A row's primary key, its parts joined by ':'."""
    return ":".join(cells.text(row[column]) for column in schema.primary_key)


def _by_key(table: Iterable[Row], schema: Schema) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in table:
        key = row_id(row, schema)
        if key in found:
            raise CorrectionError(f"{schema.name} has two rows {key!r}: none can be corrected by its key")
        found[key] = dict(row)
    return found


def _add(table: dict[str, Row], key: str, correction: Curated, schema: Schema) -> None:
    cell = correction.cells
    if key in table:
        correction.stop(f"{schema.name} has a row {key!r} already; drop or renew the correction")
    if cell["old"]:
        correction.stop("old must be empty where a row is added")
    try:
        given = json.loads(cell["new"])
    except ValueError as error:
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
    if row_id(row, schema) != key:
        correction.stop(f"row_id is {key!r}, and the key of the row in new is {row_id(row, schema)!r}")
    table[key] = row


def _drop(table: dict[str, Row], key: str, correction: Curated, schema: Schema) -> None:
    column, _, value = correction.cells["old"].partition("=")
    if column:
        _check_old(table[key], column, value, correction, schema)
    del table[key]


def _change(row: Row, correction: Curated, schema: Schema) -> None:
    cell = correction.cells
    column = cell["field"]
    if column in schema.primary_key:
        correction.stop(f"{column} is the row's key; drop the row with '-' and add the right one with '+'")
    _check_old(row, column, cell["old"], correction, schema)
    if cell["old"] == cell["new"]:
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
    fault = cells.fault(field, text)
    if fault:
        correction.stop(f"{column}: {fault}")
    return cells.parse(field, text)


def _check_references(tables: Mapping[str, Mapping[str, Row]], correction: Curated, schemas: Schemas) -> None:
    """CorrectionError where the corrected row refers to a row that is not there."""
    name, key, field = (correction.cells[column] for column in ("table", "row_id", "field"))
    row = tables[name].get(key, {})
    for reference in schemas[name].foreign_keys:
        column, other = reference.fields[0], reference.resource or name
        value = cells.text(row.get(column))
        if field in ("+", column) and value and value not in tables[other]:
            correction.stop(f"{column}: {other} has no row {value!r}")
    if name == "evidence" and field == "+" and not _rests(row, tables):
        correction.stop(f"{row['table']} {row['row_id']} has nothing in {row['field']!r} that could rest on evidence")


def _check_unused(tables: Mapping[str, Mapping[str, Row]], correction: Curated, schemas: Schemas) -> None:
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
