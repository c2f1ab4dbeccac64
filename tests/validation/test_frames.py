"""Constraints on frames: what a field asks of its values holds as in the files."""

import json
from pathlib import Path
from typing import Any

import pandera.errors
import pytest

import greffier

#: A field, a cell that is right and one that is wrong.
ASKED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a day": ({"type": "date", "constraints": {"minimum": "2020-01-02"}}, "2020-01-02", "2020-01-01"),
    "a month": ({"type": "yearmonth", "constraints": {"maximum": "2020-02"}}, "2020-02", "2020-03"),
    "a year": ({"type": "year", "constraints": {"minimum": 1999}}, "1999", "1998"),
    "a duration": ({"type": "duration", "constraints": {"maximum": "P1M"}}, "P30D", "P31D"),
    "a number": ({"type": "number", "constraints": {"exclusiveMaximum": 1}}, "0.9", "1"),
    "a whole number": ({"type": "integer", "constraints": {"maximum": 3}}, "3", "4"),
    "a pattern": ({"type": "string", "constraints": {"pattern": "a+"}}, "aa", "ab"),
    "a length": ({"type": "string", "constraints": {"minLength": 2}}, "ab", "a"),
    "a list": ({"type": "list", "constraints": {"maxLength": 1}}, "a", '"a,b"'),
}


def package(folder: Path, field: dict[str, Any], *cells: str, **schema: Any) -> Path:
    folder.mkdir()
    entry = {"fields": [{"name": "id", "type": "integer"}, {"name": "x", **field}], **schema}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [{"name": "t", "path": "t.csv", "schema": entry}]}))
    (folder / "t.csv").write_text("id,x\n" + "".join(f"{number},{cell}\n" for number, cell in enumerate(cells)))
    return folder


@pytest.mark.parametrize("name", ASKED)
def test_a_frame_is_held_to_what_a_field_asks(tmp_path: Path, name: str) -> None:
    field, right, wrong = ASKED[name]
    folder = package(tmp_path / "p", field, right, "", wrong)
    frame, schema = greffier.load("t", package=folder), greffier.schemas("t", package=folder)
    assert len(schema.validate(frame.head(2))) == 2
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        schema.validate(frame, lazy=True)
    assert caught.value.failure_cases["index"].tolist() == [2]
    assert [problem.line for problem in greffier.validate(folder).problems] == [4]


def test_a_required_cell_and_a_key_are_held_in_a_frame_too(tmp_path: Path) -> None:
    field = {"type": "string", "constraints": {"required": True}}
    folder = package(tmp_path / "p", field, "a", "b", primaryKey=["id"])
    frame, schema = greffier.load("t", package=folder), greffier.schemas("t", package=folder)
    assert len(schema.validate(frame)) == 2
    for spoilt in (frame.assign(x=["a", None]), frame.assign(id=[1, 1]), frame.assign(other=1), frame[["id"]]):
        with pytest.raises((pandera.errors.SchemaError, pandera.errors.SchemaErrors)):
            schema.validate(spoilt, lazy=True)


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0", "\u202f"])
@pytest.mark.parametrize("kind", ["string", "any"])
def test_a_space_at_an_end_of_a_cell_is_found_whichever_it_is(tmp_path: Path, space: str, kind: str) -> None:
    folder = package(tmp_path / "p", {"type": kind}, f"{space}a", f"a{space}", f"a{space}a", "a")
    found = greffier.validate(folder).warnings
    assert [(problem.rule, problem.line) for problem in found] == [("white-space", 2), ("white-space", 3)]
