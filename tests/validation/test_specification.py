"""Small examples after the Data Package specification (version 2.0): what it calls valid and what it does not.

https://datapackage.org/standard/ has the text; each example names the part that it follows.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from greffier.validation import validate

Files = dict[str, str]
PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE = "https://datapackage.org/profiles/2.0/tableschema.json"


def table(field: dict[str, Any], *cells: str, **schema: Any) -> tuple[dict[str, Any], Files]:
    """A package of one table with one column beside an id."""
    fields = [{"name": "id", "type": "integer"}, {"name": "x", **field}]
    resource = {"name": "t", "path": "t.csv", "schema": {"$schema": TABLE, "fields": fields, **schema}}
    rows = "".join(f"{number},{cell}\n" for number, cell in enumerate(cells))
    return {"$schema": PACKAGE, "name": "p", "resources": [resource]}, {"t.csv": f"id,x\n{rows}"}


def two(cells: str, **schema: Any) -> tuple[dict[str, Any], Files]:
    """A package of one table with the columns a and b."""
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
    resource = {"name": "t", "path": "t.csv", "schema": {"$schema": TABLE, "fields": fields, **schema}}
    return {"$schema": PACKAGE, "resources": [resource]}, {"t.csv": cells}


def described(**properties: Any) -> tuple[dict[str, Any], Files]:
    """A package of one table, with more said of its resource."""
    resource = {"name": "t", "path": "t.csv", **properties}
    return {"$schema": PACKAGE, "resources": [resource]}, {"t.csv": "a,b\n1,2\n"}


SELF = {"fields": ["b"], "reference": {"fields": ["a"]}}
LABELS = [{"value": "s", "label": "small"}, {"value": "l", "label": "large"}]
SHA256 = "sha256:" + hashlib.sha256(b"a,b\n1,2\n").hexdigest()

VALID = {
    "package: resources with path": described(),
    "package: inline data": ({"$schema": PACKAGE, "resources": [{"name": "t", "data": [{"a": 1}]}]}, {}),
    "package: properties of one's own": described(my_note="kept"),
    "resource: bytes and hash": described(bytes=8, hash=SHA256),
    "resource: a hash in md5 needs no name": described(hash=hashlib.md5(b"a,b\n1,2\n").hexdigest()),
    "dialect: delimiter": (
        {"$schema": PACKAGE, "resources": [{"name": "t", "path": "t.csv", "dialect": {"delimiter": ";"}}]},
        {"t.csv": "a;b\n1;2\n"},
    ),
    "schema: string": table({"type": "string"}, "x", "", "é"),
    "schema: a field may have no type": table({}, "x", "1"),
    "schema: integer": table({"type": "integer"}, "1", "-2", "+3", ""),
    "schema: integer with words around": table({"type": "integer", "bareNumber": False}, "95%", "€95"),
    "schema: number": table({"type": "number"}, "1", "1.5", "-1e3", "NaN", "INF", "-INF"),
    "schema: number with its marks": table({"type": "number", "decimalChar": ",", "groupChar": "."}, '"1.234,5"'),
    "schema: boolean": table({"type": "boolean"}, "true", "True", "0", "FALSE"),
    "schema: boolean in other words": table({"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}, "oui"),
    "schema: date": table({"type": "date"}, "2024-02-29"),
    "schema: date in another format": table({"type": "date", "format": "%d/%m/%Y"}, "29/02/2024"),
    "schema: time, datetime": table({"type": "datetime"}, "2024-02-29T12:00:00Z"),
    "schema: year": table({"type": "year"}, "2024"),
    "schema: yearmonth": table({"type": "yearmonth"}, "2024-02"),
    "schema: duration": table({"type": "duration"}, "P1Y2M"),
    "schema: geopoint": table({"type": "geopoint"}, '"90.5, 45.1"'),
    "schema: object": table({"type": "object"}, '"{""a"": 1}"'),
    "schema: email": table({"type": "string", "format": "email"}, "a@example.org"),
    "schema: a missing value": table({"type": "integer"}, "-", "1", missingValues=["-"]),
    "schema: a missing value with a label": table(
        {"type": "integer"}, "-99", "1", missingValues=[{"value": "-99", "label": "not asked"}]
    ),
    "schema: missing values of a field": table({"type": "integer", "missingValues": ["NA"]}, "NA"),
    "schema: categories": table({"type": "string", "categories": LABELS}, "s", "l", ""),
    "schema: unique, with empty cells": table({"type": "string", "constraints": {"unique": True}}, "a", "", ""),
    "schema: pattern": table({"type": "string", "constraints": {"pattern": "[a-z]{2}|X"}}, "ab", "X"),
    "schema: exclusive bounds": table({"type": "integer", "constraints": {"exclusiveMinimum": 0}}, "1"),
    "schema: primary key": two("a,b\n1,1\n1,2\n", primaryKey=["a", "b"]),
    "schema: unique keys pass over empty cells": two("a,b\n1,\n1,\n", uniqueKeys=[["a", "b"]]),
    "schema: foreign key to itself": two("a,b\n1,\n2,1\n", foreignKeys=[SELF]),
    "schema: fieldsMatch equal": two("b,a\n1,2\n", fieldsMatch=["equal"]),
    "schema: fieldsMatch subset": two("a,b,c\n1,2,3\n", fieldsMatch=["subset"]),
    "schema: fieldsMatch superset": two("a\n1\n", fieldsMatch=["superset"]),
    "schema: fieldsMatch partial": two("a,c\n1,3\n", fieldsMatch=["partial"]),
}
INVALID = {
    "package: no resources": (({"$schema": PACKAGE, "name": "p"}, {}), "descriptor"),
    "package: a contributor's roles in one word": (
        ({**described()[0], "contributors": [{"title": "A", "roles": "author"}]}, described()[1]),
        "descriptor",
    ),
    "resource: no name": (({"$schema": PACKAGE, "resources": [{"path": "t.csv"}]}, {"t.csv": "a\n1\n"}), "descriptor"),
    "resource: neither path nor data": (({"$schema": PACKAGE, "resources": [{"name": "t"}]}, {}), "descriptor"),
    "resource: two of one name": (
        ({**described()[0], "resources": described()[0]["resources"] * 2}, described()[1]),
        "descriptor",
    ),
    "resource: a path that is not there": ((described()[0], {}), "file"),
    "resource: bytes": (described(bytes=9), "size"),
    "resource: hash": (described(hash="sha256:" + "0" * 64), "hash"),
    "schema: an unknown type": (table({"type": "text"}, "a"), "schema"),
    "schema: integer": (table({"type": "integer"}, "1.0"), "type"),
    "schema: number": (table({"type": "number"}, "1 000"), "type"),
    "schema: boolean": (table({"type": "boolean"}, "yes"), "type"),
    "schema: date": (table({"type": "date"}, "2023-02-29"), "type"),
    "schema: date in another format": (table({"type": "date", "format": "%d/%m/%Y"}, "2024-02-29"), "type"),
    "schema: datetime": (table({"type": "datetime"}, "yesterday"), "type"),
    "schema: yearmonth": (table({"type": "yearmonth"}, "2024-13"), "type"),
    "schema: geopoint": (table({"type": "geopoint"}, '"190, 95"'), "type"),
    "schema: object": (table({"type": "object"}, "[1]"), "type"),
    "schema: email": (table({"type": "string", "format": "email"}, "nobody"), "type"),
    "schema: required": (table({"type": "string", "constraints": {"required": True}}, ""), "required"),
    "schema: a value outside the categories": (table({"type": "string", "categories": LABELS}, "m"), "values"),
    "schema: enum": (table({"type": "integer", "constraints": {"enum": [1, 2]}}, "3"), "values"),
    "schema: pattern holds for the whole": (
        table({"type": "string", "constraints": {"pattern": "[a-z]{2}|X"}}, "Xab"),
        "pattern",
    ),
    "schema: unique": (table({"type": "string", "constraints": {"unique": True}}, "a", "a"), "unique"),
    "schema: minimum": (table({"type": "integer", "constraints": {"minimum": 1}}, "0"), "range"),
    "schema: exclusive bounds": (table({"type": "integer", "constraints": {"exclusiveMinimum": 0}}, "0"), "range"),
    "schema: minLength": (table({"type": "string", "constraints": {"minLength": 2}}, "a"), "length"),
    "schema: primary key twice": (two("a,b\n1,1\n1,1\n", primaryKey=["a", "b"]), "primary-key"),
    "schema: primary key with an empty part": (two("a,b\n1,\n", primaryKey=["a", "b"]), "primary-key"),
    "schema: primary key of no column": (two("a,b\n1,1\n", primaryKey=["c"]), "schema"),
    "schema: unique keys": (two("a,b\n1,1\n1,1\n", uniqueKeys=[["a", "b"]]), "unique-key"),
    "schema: foreign key to itself": (two("a,b\n1,\n2,3\n", foreignKeys=[SELF]), "foreign-key"),
    "schema: fieldsMatch exact, by default": (two("b,a\n1,2\n"), "header"),
    "schema: fieldsMatch equal": (two("b,c\n1,2\n", fieldsMatch=["equal"]), "header"),
    "schema: fieldsMatch subset": (two("a,c\n1,2\n", fieldsMatch=["subset"]), "header"),
    "schema: fieldsMatch superset": (two("a,c\n1,2\n", fieldsMatch=["superset"]), "header"),
    "schema: fieldsMatch partial": (two("c,d\n1,2\n", fieldsMatch=["partial"]), "header"),
}


def written(folder: Path, example: tuple[dict[str, Any], Files]) -> Path:
    descriptor, files = example
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("columnar", [False, True])
@pytest.mark.parametrize("name", VALID)
def test_what_the_specification_allows_is_valid(tmp_path: Path, name: str, columnar: bool) -> None:
    assert validate(written(tmp_path, VALID[name]), columnar=columnar).problems == ()


@pytest.mark.parametrize("columnar", [False, True])
@pytest.mark.parametrize("name", INVALID)
def test_what_the_specification_forbids_is_named(tmp_path: Path, name: str, columnar: bool) -> None:
    example, rule = INVALID[name]
    counts = validate(written(tmp_path, example), columnar=columnar).counts
    assert rule in counts
    # the profile too has a word on some schemas
    assert set(counts) <= {rule, "descriptor"}
