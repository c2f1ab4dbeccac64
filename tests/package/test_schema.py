"""Reading Table Schemas: what they say, and the one message of each that is broken."""

import json
from pathlib import Path

import pytest

from greffier.errors import PackageError
from greffier.package.schema import read_schema

V2 = "https://datapackage.org/profiles/2.0/tableschema.json"
SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.stem)
def test_every_schema_of_the_dataset_is_read_whole(path: Path) -> None:
    descriptor = json.loads(path.read_text("utf-8"))
    schema = read_schema(descriptor, path.name)
    assert schema.name == path.stem
    assert list(schema.columns) == [field["name"] for field in descriptor["fields"]]
    assert list(schema.primary_key) == descriptor["primaryKey"]
    assert all(field.title and field.description for field in schema.fields)


def test_a_field_says_what_its_cells_may_hold() -> None:
    entry = {
        "name": "kind",
        "type": "string",
        "categories": [{"value": "court", "label": "a court"}, "media"],
        "constraints": {"required": True, "unique": True, "pattern": "[a-z]+", "minimum": "a"},
        "missingValues": ["-"],
        "traced": "verbatim",
    }
    field = read_schema({"fields": [entry]}, "x").field("kind")
    assert field.categories == {"court": "a court", "media": ""}
    assert field.values == ("court", "media")
    assert (field.required, field.unique, field.pattern, field.minimum) == (True, True, "[a-z]+", "a")
    assert (field.missing_values, field.traced) == (("-",), "verbatim")


def test_keys_of_both_versions_are_understood() -> None:
    fields = [{"name": "a"}, {"name": "b"}]
    first = {"fields": fields, "primaryKey": "a", "foreignKeys": [{"fields": "b", "reference": {"fields": "a"}}]}
    second = {
        "fields": fields,
        "primaryKey": ["a"],
        "foreignKeys": [{"fields": ["b"], "reference": {"resource": "", "fields": ["a"]}}],
        "uniqueKeys": [["a", "b"]],
        "missingValues": [{"value": "", "label": "none"}, "NA"],
    }
    one, two = read_schema(first, "x"), read_schema(second, "x")
    assert one.primary_key == two.primary_key == ("a",)
    assert one.foreign_keys == two.foreign_keys
    assert two.unique_keys == (("a", "b"),)
    assert (one.missing_values, two.missing_values) == (("",), ("", "NA"))


@pytest.mark.parametrize(
    ("descriptor", "message"),
    [
        ([], "x.json: must be a JSON object"),
        ({}, 'x.json: needs "fields"'),
        ({"fields": {}}, 'x.json: "fields" must be a list'),
        ({"fields": [{}]}, 'fields[0]: needs a "name"'),
        ({"fields": [{"name": "a", "type": "text"}]}, "fields[0] (a): has the type 'text'; the types are any, array"),
        ({"$schema": V2, "fields": [{"name": "a"}, {"name": "a"}]}, "has two fields named 'a'"),
        ({"fields": [{"name": "a", "constraints": {"pattern": "("}}]}, "no regular expression: '('"),
        ({"fields": [{"name": "a", "constraints": {"enum": "b"}}]}, '"enum" must be a list'),
        ({"fields": [{"name": "a", "categories": [{}]}]}, '"categories" has no usable value'),
        ({"fields": [{"name": "a"}], "primaryKey": ["b"]}, "names the column 'b'"),
        ({"fields": [{"name": "a"}], "uniqueKeys": "garbage"}, '"uniqueKeys" must be a list'),
        ({"fields": [{"name": "a"}], "missingValues": [1]}, '"missingValues" must hold strings'),
        ({"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a"}]}, '"reference": must be a JSON object'),
        (
            {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"fields": ["a", "a"]}}]},
            "ties 1 column(s) to 2",
        ),
        ({"fields": []}, 'needs "fields", an object for each column'),
        ({"fields": [1]}, "fields[0]: must be a JSON object"),
        ({"fields": [{"name": ""}]}, 'fields[0]: needs a "name"'),
        ({"fields": [{"name": "a", "type": []}]}, "has the type []"),
        ({"fields": [{"name": "a", "constraints": []}]}, '"constraints": must be a JSON object'),
        ({"fields": [{"name": "a", "format": 1}]}, '"format" must be a string, not 1'),
        ({"fields": [{"name": "a", "type": "date", "format": "x"}]}, "the format 'x' is no pattern of strptime"),
        ({"fields": [{"name": "a", "type": "time", "format": "x"}]}, "the format 'x' is no pattern of strptime"),
        ({"fields": [{"name": "a", "type": "geopoint", "format": "x"}]}, "the format 'x' is none of default, array, object"),
        ({"fields": [{"name": "a", "trueValues": [1]}]}, '"trueValues" must hold strings'),
        ({"fields": [{"name": "a", "falseValues": 1}]}, '"falseValues" must be a list'),
        ({"fields": [{"name": "a", "decimalChar": 1}]}, '"decimalChar" must be a string'),
        ({"fields": [{"name": "a", "groupChar": None}]}, '"groupChar" must be a string'),
        ({"fields": [{"name": "a", "type": "list", "delimiter": 1}]}, '"delimiter" must be a string'),
        ({"fields": [{"name": "a", "type": "list", "itemType": "list"}]}, "\"itemType\" is 'list'; it may be "),
        ({"fields": [{"name": "a", "traced": True}]}, '"traced" must be a string'),
        ({"fields": [{"name": "a", "categories": [True]}]}, '"categories" has no usable value in True'),
        ({"fields": [{"name": "a"}], "primaryKey": 1}, '"primaryKey": must be a list of column names'),
        ({"fields": [{"name": "a"}], "primaryKey": [1]}, '"primaryKey": must be a list of column names'),
        ({"fields": [{"name": "a"}], "uniqueKeys": [[]]}, "has a key of no column"),
        ({"fields": [{"name": "a"}], "uniqueKeys": ["b"]}, "names the column 'b', which is no field of the table"),
        (
            {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"resource": 1, "fields": "a"}}]},
            '"resource" must be the name of a resource',
        ),
        (
            {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"package": 1, "fields": "a"}}]},
            '"package" must be the address or path of a package',
        ),
        (
            {"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"fields": "b"}}]},
            "names the column 'b'",
        ),
        ({"fields": [{"name": "a"}], "foreignKeys": [{"fields": [], "reference": {"fields": []}}]}, "ties 0 column(s) to 0"),
    ],
)
def test_a_broken_schema_gives_one_message(descriptor: object, message: str) -> None:
    with pytest.raises(PackageError) as caught:
        read_schema(descriptor, "x.json")
    assert message in str(caught.value)


def test_version_1_lets_two_columns_have_one_name() -> None:
    schema = read_schema({"fields": [{"name": "a"}, {"name": "a.2"}, {"name": "a"}]}, "x")
    assert schema.labels == ("a", "a.2", "a")
    assert len(set(schema.columns)) == 3


def test_a_schema_holds_what_was_said_and_defaults_for_the_rest() -> None:
    said = {"name": "t", "title": "T", "description": "D", "missingValues": ["-"]}
    fields = [
        {"name": "a", "title": "A", "description": "of a", "example": 0, "format": "fmt:email", "type": "string"},
        {"name": "b", "constraints": {"required": False, "unique": "yes", "maximum": 3}},
    ]
    elsewhere = {"fields": "a", "reference": {"package": "https://x.org", "resource": "r", "fields": "z"}}
    here = {"fields": "a", "reference": {"resource": "other", "fields": "z"}}
    schema = read_schema({**said, "fields": fields, "foreignKeys": [elsewhere, here]}, "x")
    assert (schema.name, schema.title, schema.description, schema.missing_values) == ("t", "T", "D", ("-",))
    assert [(key.resource, key.package) for key in schema.foreign_keys] == [("other", "")]
    assert [(key.reference_fields, key.package) for key in schema.keys_elsewhere] == [(("z",), "https://x.org")]
    one, other = schema.fields
    assert (one.title, one.description, one.example, one.format) == ("A", "of a", 0, "email")
    assert (other.type, other.format, other.title, other.required, other.unique) == ("any", "default", "", False, False)
    assert (other.maximum, other.missing_values, other.traced, other.example) == (3, ("-",), None, None)


def test_what_a_schema_does_not_say_is_empty() -> None:
    schema = read_schema({"fields": [{"name": "a"}]}, "x")
    assert (schema.name, schema.title, schema.description, schema.missing_values) == ("", "", "", ("",))
    assert (schema.primary_key, schema.unique_keys, schema.foreign_keys, schema.keys_elsewhere) == ((), (), (), ())


def test_names_that_stand_twice_are_told_apart_and_none_is_taken() -> None:
    names = ["a", "a", "a.2", "a", "b"]
    assert read_schema({"fields": [{"name": name} for name in names]}, "x").columns == ("a", "a.3", "a.2", "a.4", "b")


def test_a_wrong_column_lists_the_right_ones() -> None:
    schema = read_schema({"name": "t", "fields": [{"name": "a"}, {"name": "b"}]}, "x")
    with pytest.raises(PackageError, match="no column 'c'; its columns are a, b"):
        schema.field("c")
