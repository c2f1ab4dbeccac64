"""Small examples after the Data Package specification (version 2.0): what it calls valid and what it does not.

https://datapackage.org/standard/ has the text; each example names the part that it follows.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from greffier.package import open_package
from greffier.validation import judged

Files = Mapping[str, str | bytes]
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
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def packed(descriptor: dict[str, Any], *cells: str, encoding: str = "utf-8", **files: str | bytes) -> tuple[dict[str, Any], Files]:
    """A package of version 1 with one table of an id and a name, in a file that holds exactly these lines."""
    fields = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": fields}, **descriptor}
    path = resource["path"] if isinstance(resource["path"], str) else resource["path"][0]
    return {"resources": [resource]}, {path: "".join(cells).encode(encoding), **files}


GZ = gzip.compress(b"id,name\n1,a\n")
READ = {
    "a delimiter and nothing else": packed({"dialect": {"delimiter": ";"}}, "id;name\n1;a\n"),
    "a dialect by its path": packed({"dialect": "d.json"}, "id;name\n1;a\n", **{"d.json": '{"delimiter": ";"}'}),
    "tabs by the ending": packed({"path": "t.tsv"}, "id\tname\n1\ta\n"),
    "tabs by the format": packed({"path": "t.txt", "format": "tsv"}, "id\tname\n1\ta\n"),
    "an escape": packed({"dialect": {"escapeChar": "\\", "doubleQuote": False}}, 'id,name\n1,"a\\"b"\n'),
    "a null sequence": packed({"dialect": {"nullSequence": "\\N"}}, "id,name\n\\N,a\n"),
    "no quoting": packed({"dialect": {"escapeChar": "|", "quoteChar": "'"}}, 'id,name\n1,5" pipe\n2,"half\n'),
    "a space after the delimiter": packed({"dialect": {"skipInitialSpace": True}}, "id, name\n1, a\n"),
    "rows of comments": packed({"dialect": {"commentChar": "#"}}, '# "a\nid,name\n# b\n1,a\n'),
    "a row of comments by its number": packed({"dialect": {"commentRows": [1]}}, "about\nid,name\n1,a\n"),
    "a byte order mark and a comment": packed({"dialect": {"commentChar": "//"}}, "id,name\n// x\n1,a\n", encoding="utf-8-sig"),
    "UTF-16 where it is declared": packed({"encoding": "utf-16"}, "id,name\r\n1,a\r\n", encoding="utf-16"),
    "windows-1252 where it is declared": packed({"encoding": "windows-1252"}, "id,name\n1,é\n", encoding="cp1252"),
    "gzip": packed({"path": "t.csv.gz"}, **{"t.csv.gz": GZ}),
    "an example that is no string": packed({"schema": {"fields": [{"name": "id", "type": "boolean", "example": False}, {"name": "name"}]}}, "id,name\ntrue,a\n"),
    "two columns of one name": packed({"schema": {"fields": [{"name": "id"}, {"name": "id"}]}}, "id,id\n1,2\n"),
    "a url for a path": ({"resources": [{"name": "t", "url": "t.csv"}]}, {"t.csv": "a\n1\n"}),
    "a table in two files with a header each": packed({"path": ["a.csv", "b.csv"]}, "id,name\n1,a\n", **{"b.csv": "id,name\n2,b\n"}),
    "a table in two files with one header": packed({"path": ["a.csv", "b.csv"]}, "id,name\n1,a\n", **{"b.csv": "2,b\n"}),
    "a row of missing values": packed({"schema": {"fields": [{"name": "id", "type": "integer"}, {"name": "name"}], "missingValues": ["NA"]}}, "id,name\nNA,NA\n1,a\n"),
    "the profile of another community": ({"$schema": "https://example.org/p.json", "contributors": [{"givenName": "A"}], "resources": [{"name": "t", "path": "t.csv"}]}, {"t.csv": "a\n1\n"}),
}


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("name", READ)
def test_a_table_is_read_as_it_is_described(tmp_path: Path, name: str, exact: bool) -> None:
    report = judged(open_package(written(tmp_path, READ[name])), exact=exact)
    assert (report.problems, report.unchecked) == ((), ())
    assert report.tables["t"] >= 1


NUMBER: dict[str, Any] = {"type": "number"}
CELLS: dict[str, tuple[dict[str, Any], list[str], list[int]]] = {
    "numbers that are none": (NUMBER, ["nan", "-Inf", "INF", "1E5", "+5.", ".5", "+inf", "1e", "0x1"], [6, 7, 8]),
    "a required number": ({**NUMBER, "constraints": {"required": True}}, ["NaN", ""], [1]),
    "groups of digits": ({"type": "integer", "groupChar": " "}, ["100 000", "1.0"], [1]),
    "more than 64 bits": ({"type": "integer"}, ["9" * 30, "-" + "9" * 99, "9" * 5000, "1.0"], [2, 3]),
    "the same number twice": ({"type": "integer", "constraints": {"unique": True}}, ["9" * 30, "0" + "9" * 30, "8" * 30], [1]),
    "years": ({"type": "year"}, ["2020", "-0044", "12020", "20", "02020", "2020Z", "+2020"], [3, 4, 6]),
    "months": ({"type": "yearmonth"}, ["2020-01", "2020-13", "2020"], [1, 2]),
    "moments": ({"type": "datetime"}, ["2014-03-06T12:45:29", "2014-03-06 12:45:29", "2014-03-06T12:45:29-02:00", "2014-03-06T12:45:29-0200", "2014-03-06", "2014-03-06T24:00:00", "2014-02-30T00:00:00Z", "0001-01-01T00:00:00+13:59"], [1, 3, 4, 6]),
    "times": ({"type": "time", "constraints": {"maximum": "20:00:00"}}, ["19:00:00", "23:00:00", "7:00:00"], [1, 2]),
    "durations": ({"type": "duration", "constraints": {"minimum": "P1D"}}, ["P1Y2M", "PT1.5S", "1h", "P", "PT"], [1, 2, 3, 4]),
    "any date": ({"type": "date", "format": "any"}, ["31 Dec 2020", "2020/12/30", "12:30", "x"], [2, 3]),
    "base64": ({"type": "string", "format": "binary"}, ["aGVsbG8=", "@@@", "a"], [1, 2]),
    "addresses": ({"type": "string", "format": "uri"}, ["http://localhost:8080/x", "urn:isbn:1", "no uri", "//x", "http://é.fr/"], [2, 3]),
    "a pattern of XML Schema": ({"type": "string", "constraints": {"pattern": r"\p{Lu}\p{L}+"}}, ["Émile", "anna"], [1]),
    "names of XML": ({"type": "string", "constraints": {"pattern": r"\i\c*"}}, ["a-b", "1a"], [1]),
    "a pattern that looks ahead": ({"type": "string", "constraints": {"pattern": r"(?=.*[0-9]).+"}}, ["a1", "ab"], [1]),
    "points": ({"type": "geopoint"}, ['"90.5, 45.1"', '"181,0"', "x"], [1, 2]),
    "GeoJSON": ({"type": "geojson"}, ['"{""type"":""Point"",""coordinates"":[1,2]}"', '"{""type"":""Point""}"', "[]"], [1, 2]),
    "lists": ({"type": "list", "itemType": "integer"}, ['"1,2"', '"1,x"'], [1]),
    "an enum of dates": ({"type": "date", "constraints": {"enum": ["2020-01-01"]}}, ["2020-01-01", "2020-01-02"], [1]),
    "an enum of lists": ({"type": "array", "constraints": {"enum": [[1]]}}, ["[1]", "[2]"], [1]),
    "a maximum": ({"type": "integer", "constraints": {"maximum": 5}}, ["5", "6"], [1]),
}


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("name", CELLS)
def test_of_these_cells_just_those_are_wrong(tmp_path: Path, name: str, exact: bool) -> None:
    field, cells, wrong = CELLS[name]
    report = judged(open_package(written(tmp_path, table(field, *cells))), exact=exact)
    assert [(p.line, p.column) for p in report.problems] == [(row + 2, "x") for row in wrong]
    assert report.unchecked == ()


def test_a_pattern_that_goes_back_without_end_is_asked_in_bounded_time(tmp_path: Path) -> None:
    folder = written(tmp_path, table({"type": "string", "constraints": {"pattern": "(a+)+b"}}, "a" * 40, "aab"))
    assert [p.line for p in judged(open_package(folder)).problems] == [2]
    # a lookahead keeps it from the engine that never goes back
    slow = {"type": "string", "constraints": {"pattern": "(?=a)(?:a|a?)+b"}}
    report = judged(open_package(written(tmp_path, table(slow, "a" * 60))))
    assert report.problems or report.unchecked


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("name", VALID)
def test_what_the_specification_allows_is_valid(tmp_path: Path, name: str, exact: bool) -> None:
    assert judged(open_package(written(tmp_path, VALID[name])), exact=exact).problems == ()


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("name", INVALID)
def test_what_the_specification_forbids_is_named(tmp_path: Path, name: str, exact: bool) -> None:
    example, rule = INVALID[name]
    counts = judged(open_package(written(tmp_path, example)), exact=exact).counts
    assert rule in counts
    # the profile too has a word on some schemas
    assert set(counts) <= {rule, "descriptor"}


FIELD: dict[str, dict[str, Any]] = {
    "a type that is a list": {"type": []},
    "a minimum that is no integer": {"type": "integer", "constraints": {"minimum": "x"}},
    "a length that is none": {"type": "string", "constraints": {"minLength": "x"}},
    "true values that are no list": {"type": "boolean", "trueValues": 1},
    "an enum of lists for integers": {"type": "integer", "constraints": {"enum": [[1]]}},
    "half of a character in the name of a field": {"name": "x\ud800"},
    "half of a character in a pattern": {"type": "string", "constraints": {"pattern": "\ud800"}},
    "half of a character in an enum": {"type": "string", "constraints": {"enum": ["\ud800"]}},
    "half of a character in a true value": {"type": "boolean", "trueValues": ["\ud800"]},
    "a shape from elsewhere": {"type": "object", "constraints": {"jsonSchema": {"$ref": "http://127.0.0.1:9/x"}}},
}
FAULTY = {name: table(field) for name, field in FIELD.items()} | {
    "a dialect that is no object": described(dialect={"csv": "x"}),
    "an encoding of bytes to bytes": described(encoding="hex"),
    "UTF-16 without its mark": described(encoding="utf-16"),
    "half of a character in a path": described(path="\ud800.csv"),
    "half of a character in the name of a table": described(name="t\ud800", schema={"fields": [{"name": "a"}, {"name": "b"}]}),
    "half of a character in a missing value": table({"type": "string"}, "a", missingValues=["\ud800"]),
    "a unique key of no column": two("a,b\n1,1\n1,1\n", uniqueKeys=[[]]),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_descriptor_is_a_problem_and_no_traceback(tmp_path: Path, name: str) -> None:
    assert judged(open_package(written(tmp_path, FAULTY[name]))).problems


def test_half_of_a_character_in_a_schema_of_its_own_is_told_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"fields": [{"name": "a\ud800"}, {"name": "b"}]}))
    found = judged(open_package(written(tmp_path, described(schema="s.json")))).problems
    assert [(problem.file, problem.rule) for problem in found] == [("s.json", "descriptor")]
