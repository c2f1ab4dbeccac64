"""Rows that stand in JSON: objects, lists, lines, and what is none."""

import io
import json
from typing import Any

import pytest

from greffier.errors import Problem
from greffier.package.dialect import Dialect, read_dialect
from greffier.package.jsontables import read_json, read_lines
from greffier.package.reader import Record
from greffier.package.schema import Schema, read_schema

AB = {"fields": [{"name": "a"}, {"name": "b", "type": "integer"}]}
Row = tuple[Any, ...]


def told(items: Any) -> list[Row]:
    """The records as (line, place, cells), the faults as (line, column, rule, message)."""
    return [
        (item.line, item.at, item.cells)
        if isinstance(item, Record)
        else (item.line, item.column, item.rule, item.message)
        for item in items
    ]


def made(dialect: Any, schema: Any) -> tuple[Dialect, Schema | None]:
    return read_dialect(dialect, False, "here"), None if schema is None else read_schema(schema, "here")


@pytest.mark.parametrize(
    ("data", "dialect", "schema", "expected"),
    [
        ([{"a": "x", "b": 1}, {"b": 2}], {}, AB, [(None, "d[0]", ("x", "1")), (None, "d[1]", (None, "2"))]),
        ([{"b": 1, "a": "x"}], {}, AB, [(None, "d[0]", ("x", "1"))]),
        ([{"c": 1}], {}, AB, [(None, "d[0]", "header", "row 1 has the column 'c', which the schema does not know")]),
        ([{"c": 1}, {"a": "x"}], {}, AB | {"fieldsMatch": "partial"}, [
            (None, "d[0]", "header", "row 1 has no column of the schema"), (None, "d[1]", ("x", None)),
        ]),
        ([{"a": "x"}], {}, AB | {"fieldsMatch": "subset"}, [(None, "d[0]", "header", "row 1 lacks the column 'b'")]),
        ([{"x": True, "y": None}, {"y": [1, "é"], "z": 1}], {}, None, [
            (None, "d[0]", ("true", None)), (None, "d[1]", (None, '[1, "é"]')),
        ]),
        ([{"x": 1, "y": 2}], {"itemKeys": ["y"]}, None, [(None, "d[0]", ("2",))]),
        ([["b", "a"], [1, "x"]], {}, AB | {"fieldsMatch": "equal"}, [(None, "d[1]", ("x", "1"))]),
        ([["a", "b"], ["x"], ["x", 1]], {}, AB, [
            (None, "d[1]", "row-length", "1 cells where the header has 2 columns"), (None, "d[2]", ("x", "1")),
        ]),
        ([["c"], ["x"]], {}, AB, [
            (None, "d[0]", "header", "lacks the column 'a', 'b'; has 'c', which the schema does not know"),
        ]),
        ([["x", 1]], {"header": False}, AB, [(None, "d[0]", ("x", "1"))]),
        ([["x", 1, 2]], {"header": False}, None, [(None, "d[0]", ("x", "1", "2"))]),
        ([1, {"a": "x"}], {}, AB, [
            (None, "d[0]", "json", "row 1 is neither an object nor a list"), (None, "d[1]", ("x", None)),
        ]),
        ([{"a": 1.5, "b": True}], {}, AB | {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}]}, [
            (None, "d[0].a", "type", "row 1: float for string"),
            (None, "d[0].b", "type", "row 1: true or false for integer"),
            (None, "d[0]", (None, None)),
        ]),
        ({"rows": {"all": [{"a": "x"}]}}, {"property": "rows.all"}, AB, [(None, "d.rows.all[0]", ("x", None))]),
        ({"rows": [1]}, {"property": "other"}, AB, [(None, "d.other", "json", "no list of rows")]),
        ([], {"property": "rows"}, AB, [(None, "d.rows", "json", "no list of rows")]),
        ({}, {}, AB, [(None, "d", "json", "no list of rows")]),
        ([], {}, AB, []),
    ],
)  # fmt: skip
def test_rows_of_a_list(data: Any, dialect: Any, schema: Any, expected: list[Row]) -> None:
    assert told(read_json(data, "f.json", "d", *made(dialect, schema))) == expected


def test_the_whole_of_a_file_has_no_place() -> None:
    assert told(read_json(1, "f.json", "", *made({}, AB))) == [(None, None, "json", "no list of rows")]
    assert told(read_json({"r": [{}]}, "f.json", "", *made({"property": "r"}, AB))) == [(None, "r[0]", (None, None))]
    (record,) = read_json([{"a": "x"}], "f.json", "", *made({}, AB))
    assert isinstance(record, Record)
    assert record.place("b") == "f.json:[0].b"


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("boolean", [True, "true"], [1, 1.5, [], {}]),
        ("integer", [1, "1"], [True, 1.5, [1]]),
        ("number", [1, 1.5], [True, [1]]),
        ("year", [2020], [True, 2020.5]),
        ("array", [[1]], [1, {}]),
        ("list", [["a"]], [1, {}]),
        ("geopoint", [[1, 2], {"lon": 1, "lat": 2}], [1]),
        ("object", [{}], [[], 1]),
        ("geojson", [{}], [[]]),
        ("string", ["x", None], [1, True, [], {}]),
        ("any", [1, True, [], {}, 1.5], []),
    ],
)
def test_json_may_write_a_value_as_its_type(kind: str, right: list[Any], wrong: list[Any]) -> None:
    schema = {"fields": [{"name": "a", "type": kind}]}
    found = told(read_json([{"a": value} for value in (*right, *wrong)], "f.json", "", *made({}, schema)))
    assert [row[2] for row in found if len(row) == 4] == ["type"] * len(wrong)
    cells = [row[2] for row in found if len(row) == 3]
    texts = [value if value is None or isinstance(value, str) else json.dumps(value) for value in right]
    assert cells == [*((text,) for text in texts), *[(None,)] * len(wrong)]


def test_rows_in_lines_are_named_by_their_lines_and_faulty_lines_come_last() -> None:
    content = b'\xef\xbb\xbf{"a": "x"}\n\n{"a"\n["y", 2]\n{"a": "\xe9"}\n{"a": "z"}'
    found = told(read_lines(io.BytesIO(content), "f.jsonl", *made({"header": False}, AB)))
    assert found[:3] == [(1, "", ("x", None)), (4, "", ("y", "2")), (6, "", ("z", None))]
    assert [row[:3] for row in found[3:]] == [(3, None, "json"), (5, None, "json")]
    assert all(row[3].startswith("not JSON: ") for row in found[3:])
    ((line, column, rule, message),) = told(read_lines(io.BytesIO(b"[]\n1\n"), "f.jsonl", *made({}, None)))
    assert (line, column, rule, message) == (2, None, "json", "row 2 is neither an object nor a list")
    ((*where, _, said),) = [row for row in told(read_lines(io.BytesIO(b'{"b": true}'), "f", *made({}, AB))) if len(row) == 4]
    assert (where, said) == ([1, "b"], "row 1: true or false for integer")


def test_a_cell_that_does_not_fit_is_shown() -> None:
    problems = [item for item in read_json([{"b": [1]}], "f.json", "", *made({}, AB)) if isinstance(item, Problem)]
    assert [problem.cell for problem in problems] == ["[1]"]
