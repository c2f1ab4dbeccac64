"""The schemas themselves, linted: they are the only truth about the columns, so they have to be whole and agree."""

import json
import re
from collections import defaultdict

import pytest
from samples import ROOT

from greffier.dataset.rows import TABLES
from greffier.package import constraints, open_package
from greffier.package.records import schema_of
from greffier.package.schema import Field, Schema

SCHEMAS = {resource.name: schema_of(resource) for resource in open_package(ROOT).resources}
FIELDS = [
    pytest.param(schema, field, id=f"{name}.{field.name}")
    for name, schema in SCHEMAS.items()
    for field in schema.fields
]


def test_every_table_has_a_schema_and_every_schema_a_table():
    assert list(SCHEMAS) == [*TABLES, "aliases", "corrections", "reviews"]
    assert {path.stem for path in (ROOT / "schemas").iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_says_what_it_is(name):
    schema = SCHEMAS[name]
    assert schema.name == name
    assert schema.descriptor["$schema"] == "https://datapackage.org/profiles/2.0/tableschema.json"
    assert schema.title[0].isupper()
    assert schema.description.endswith(".")
    assert schema.missing_values == ("",)
    assert schema.descriptor.get("foreignKeys") != [], "the profile wants it absent where there is none"


@pytest.mark.parametrize(("schema", "field"), FIELDS)
def test_a_field_is_defined_whole(schema: Schema, field: Field):
    assert re.fullmatch("[a-z][a-z0-9_]*", field.name)
    assert field.title[0].isupper()
    assert field.description.endswith((".", ").")), field.description
    assert field.type in ("string", "integer", "boolean", "date")
    assert field.example is not None
    assert constraints.fault(field, str(field.example)) is None
    if field.pattern:
        assert field.pattern.startswith("^")
        assert field.pattern.endswith("$")
    # what does not understand categories understands enum
    assert set(field.categories) == set(field.enum)
    assert all(field.categories.values())


def test_a_column_means_the_same_in_every_table():
    kinds = defaultdict(set)
    for name, schema in SCHEMAS.items():
        for field in schema.fields:
            if name not in ("aliases", "corrections", "reviews") and field.name != "role":
                kinds[field.name].add((field.type, field.pattern, field.title if field.name.endswith("_id") else ""))
    assert {name: kind for name, kind in kinds.items() if len(kind) > 1} == {}


@pytest.mark.parametrize("name", SCHEMAS)
def test_keys_are_required_and_lead_somewhere(name):
    schema = SCHEMAS[name]
    assert schema.primary_key
    assert all(schema.field(column).required for column in schema.primary_key)
    for key in schema.foreign_keys:
        (column,), (other,) = key.fields, key.reference_fields
        target = SCHEMAS[key.resource or name]
        assert target.primary_key == (other,)
        assert schema.field(column).pattern == target.field(other).pattern


def test_an_id_of_another_table_is_a_foreign_key():
    keys = {schema.primary_key[0]: name for name, schema in SCHEMAS.items() if len(schema.primary_key) == 1}
    for name in TABLES:
        schema = SCHEMAS[name]
        referring = {key.fields[0] for key in schema.foreign_keys}
        for field in schema.fields:
            if field.name in keys and keys[field.name] != name:
                assert field.name in referring, f"{name}.{field.name}"


@pytest.mark.parametrize("path", sorted((ROOT / "schemas").iterdir()), ids=lambda path: path.name)
def test_a_schema_file_is_laid_out_like_the_others(path):
    text = path.read_text(encoding="utf-8")
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text
