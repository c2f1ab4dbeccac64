"""Spreadsheets, which frictionless reads: what it finds has greffier's rules and places."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import greffier
from greffier.validation.report import Report

FIELDS = [
    {"name": "id", "type": "integer", "constraints": {"required": True}},
    {"name": "town", "type": "string", "constraints": {"minLength": 3, "pattern": "[A-Z].*"}},
    {"name": "size", "type": "string", "constraints": {"enum": ["small", "large"]}},
    {"name": "area", "type": "number", "constraints": {"minimum": 0}},
]
GOOD = [["id", "town", "size", "area"], [1, "Caen", "large", 25.7], [2, "Vire", "small", 137]]


def judge(folder: Path, rows: list[list[Any]], **schema: Any) -> Report:
    """The report on a package of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "towns.xlsx")
    resource = {"name": "towns", "path": "towns.xlsx", "schema": {"fields": FIELDS, **schema}}
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    (folder / "datapackage.json").write_text(json.dumps({"$schema": profile, "resources": [resource]}))
    return greffier.validate(folder)


def test_a_sheet_that_is_right_is_valid_and_checked(tmp_path: Path) -> None:
    report = judge(tmp_path, GOOD)
    assert (report.problems, report.unchecked) == ((), ())


@pytest.mark.parametrize(
    ("row", "column", "rule", "cell"),
    [
        (["x", "Eu-sur-Mer", "small", 1], "id", "type", "x"),
        ([None, "Falaise", "small", 1], "id", "required", None),
        ([3, "Eu", "small", 1], "town", "length", "Eu"),
        ([3, "caen", "small", 1], "town", "pattern", "caen"),
        ([3, "Falaise", "huge", 1], "size", "values", "huge"),
        ([3, "Falaise", "small", -1], "area", "range", "-1"),
        ([1, "Falaise", "small", 1], None, "primary-key", None),
    ],
)
def test_a_fault_in_a_sheet_is_at_its_row_by_the_rule_it_breaks(
    tmp_path: Path, row: list[Any], column: str | None, rule: str, cell: str | None
) -> None:
    report = judge(tmp_path, [*GOOD, row], primaryKey=["id"])
    found = [(p.file, p.line, p.column, p.rule, p.cell) for p in report.problems]
    assert ("towns.xlsx", 4, column, rule, cell) in found


def test_another_header_is_said(tmp_path: Path) -> None:
    report = judge(tmp_path, [["id", "name", "size", "area"], *GOOD[1:]])
    assert {(p.rule, p.line) for p in report.problems} == {("header", None)}


def test_what_is_no_sheet_is_not_checked_and_says_so(tmp_path: Path) -> None:
    judge(tmp_path, GOOD)
    (tmp_path / "towns.xlsx").write_bytes(b"no sheet")
    report = greffier.validate(tmp_path)
    assert report.unchecked[0].startswith("towns: frictionless cannot read it: ")


def test_without_frictionless_a_sheet_is_not_checked_and_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "frictionless", None)
    report = judge(tmp_path, GOOD)
    assert report.unchecked == ("towns: its format is left to frictionless: pip install frictionless",)
