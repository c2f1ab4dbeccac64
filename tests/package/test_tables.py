"""In which form the rows of a resource stand, by what is said of it and by the name of its file."""

from pathlib import Path
from typing import Any

import pytest

from greffier.errors import NotSupported
from greffier.package import Package
from greffier.package.storage import Folder
from greffier.package.tables import form, header, rows

SCHEMA = {"fields": [{"name": "a"}]}


def resource(folder: Path, **said: Any) -> Any:
    return Package({"resources": [{"name": "t", **said}]}, Folder(folder)).resources[0]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"path": "t.csv"}, "csv"),
        ({"path": "t.tsv"}, "csv"),
        ({"path": "T.CSV"}, "csv"),
        ({"path": "t.csv.gz"}, "csv"),
        ({"path": "t.psv.zip"}, "csv"),
        ({"path": "t.dat", "format": "csv"}, "csv"),
        ({"path": "t.dat"}, None),
        ({"path": "t.dat", "schema": SCHEMA}, "csv"),
        ({"path": "data", "schema": SCHEMA}, "csv"),
        ({"path": "v1.2/data", "schema": SCHEMA}, "csv"),
        ({"path": "csv"}, None),
        ({"path": "t.bin", "schema": SCHEMA}, "other"),
        ({"path": "t.bin", "format": "txt", "schema": SCHEMA}, "csv"),
        ({"path": "t.json"}, None),
        ({"path": "t.json", "type": "table"}, "json"),
        ({"path": "t.json", "profile": "tabular-data-resource"}, "json"),
        ({"path": "t.jsonl", "schema": SCHEMA}, "lines"),
        ({"path": "t.ndjson", "schema": SCHEMA}, "lines"),
        ({"path": "t.jsonlines", "schema": SCHEMA}, "lines"),
        ({"path": "t.parquet", "schema": SCHEMA}, "parquet"),
        ({"path": "t.xlsx"}, "other"),
        ({"path": "t", "format": "SQLite"}, "other"),
        ({"path": "t.zip", "innerpath": "in/t.csv"}, "csv"),
        ({"path": "t.md"}, None),
        ({"data": [{"a": 1}]}, "inline"),
        ({"data": {"rows": []}}, None),
        ({"data": {"rows": []}, "schema": SCHEMA}, "inline"),
    ],
)
def test_the_form_of_a_table(tmp_path: Path, said: dict[str, Any], found: str | None) -> None:
    assert form(resource(tmp_path, **said)) == found


@pytest.mark.parametrize(
    ("said", "content", "names", "cells"),
    [
        ({"path": "t.csv"}, b"a,b\n1,2\n", ["a", "b"], [("1", "2")]),
        ({"path": "t.csv", "dialect": {"header": False}}, b"1,2\n", ["", ""], [("1", "2")]),
        ({"path": "t.csv", "dialect": {"headerRows": [1, 2]}}, b"a,b\nc,d\n1,2\n", ["a c", "b d"], [("1", "2")]),
        ({"path": "t.csv", "dialect": {"headerRows": [2]}}, b"x,y\na,b\n1,2\n", ["a", "b"], [("1", "2")]),
        ({"path": "t.json", "type": "table"}, b'[{"a": 1, "b": 2}]', ["a", "b"], [("1", "2")]),
        ({"path": "t.json", "type": "table"}, b'[["a", null], [1, 2]]', ["a", ""], [("1", "2")]),
        ({"path": "t.json", "type": "table", "dialect": {"property": "r"}}, b'{"r": [{"a": 1}]}', ["a"], [("1",)]),
        ({"path": "t.jsonl", "type": "table"}, b'{"a": 1}\n{"a": 2}\n', ["a"], [("1",), ("2",)]),
        ({"data": [{"a": 1}]}, b"", ["a"], [("1",)]),
        ({"data": [{"a": 1, "b": 2}], "dialect": {"itemKeys": ["b"]}}, b"", ["b"], [("2",)]),
        ({"path": "t.json", "type": "table"}, b"{}", [], []),
    ],
)
def test_a_table_without_a_schema_names_its_columns_itself(
    tmp_path: Path, said: dict[str, Any], content: bytes, names: list[str], cells: list[tuple[str, ...]]
) -> None:
    if "path" in said:
        (tmp_path / said["path"]).write_bytes(content)
    found = resource(tmp_path, **said)
    assert header(found) == names
    assert [item.cells for item in rows(found) if hasattr(item, "cells")] == cells


def test_json_that_is_none_is_a_problem_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_bytes(b"{")
    (problem,) = rows(resource(tmp_path, path="t.json", type="table"))
    assert (problem.file, problem.line, problem.rule) == ("t.json", None, "json")
    assert "not JSON: " in problem.message


def test_rows_of_another_form_are_not_read(tmp_path: Path) -> None:
    for said, kind in (({"path": "t.xlsx"}, "xlsx"), ({"path": "t.x", "format": "ods"}, "ods")):
        with pytest.raises(NotSupported, match=f"tables of the format '{kind}'"):
            list(rows(resource(tmp_path, **said)))
