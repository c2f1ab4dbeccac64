"""The form of proposals follows the schemas, and its JSON Schema says what the reader takes."""

import json
from pathlib import Path

import jsonschema
import pytest

from greffier.package import installed_package
from greffier.package.records import schema_of
from greffier.readers.form import PARTS, TABLES, answer_schema, cells_of, line_schema

ANSWERS = Path(__file__).parent / "answers"


def test_every_column_is_proposed_or_reckoned() -> None:
    reckoned = {"start", "end", "rule", "mode", "article_id", "wikidata", "mention_id", "statement_id", "actor_id", "same_as"}
    for table in (*TABLES, *PARTS.values()):
        cells = {cell.name for cell in cells_of(table)}
        for column in schema_of(installed_package().resource(table)).columns:
            assert column in cells or column.removesuffix("_id") in cells or column in reckoned | {"decision_id"}


def test_values_are_those_of_the_tables() -> None:
    properties = answer_schema()["properties"]["statements"]["items"]["properties"]
    acts = schema_of(installed_package().resource("statements")).field("act")
    assert tuple(properties["act"]["enum"]) == acts.values
    for value, label in acts.categories.items():
        assert f"{value}: {label}" in properties["act"]["description"]


@pytest.mark.parametrize("name", ["right.json", "vire.json"])
def test_the_schema_accepts_what_is_right(name: str) -> None:
    answer = json.loads((ANSWERS / name).read_text("utf-8"))
    jsonschema.validate(answer, answer_schema(), jsonschema.Draft202012Validator)
    jsonschema.validate({"article_id": "a", "reader": "b", **answer}, line_schema(), jsonschema.Draft202012Validator)


def test_the_schema_refuses_what_is_not() -> None:
    validator = jsonschema.Draft202012Validator(line_schema())
    row = {"act": "shout", "text": ["oui"]}
    assert not validator.is_valid({"article_id": "a", "reader": "b", "statements": [row]})
    assert not validator.is_valid({"article_id": "a", "reader": "b", "statements": [{"act": "say", "text": []}]})
    assert not validator.is_valid({"article_id": "a", "reader": "Not A Name"})
    assert not validator.is_valid({"reader": "b"})
