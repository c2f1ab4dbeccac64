import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.errors import PackageError
from greffier.package import cells, constraints
from greffier.package.schema import Field, read_schema


def field(kind: str, **more: object) -> Field:
    return read_schema({"fields": [{"name": "x", "type": kind, **more}]}, "here").fields[0]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("string", "007", "007"),
        ("string", "", None),
        ("integer", "-12", -12),
        ("number", "1.5e3", 1500.0),
        ("boolean", "true", True),
        ("boolean", "0", False),
        ("date", "2020-07-13", date(2020, 7, 13)),
        ("datetime", "2020-07-13T10:00:00", datetime(2020, 7, 13, 10)),
        ("yearmonth", "2020-07", (2020, 7)),
    ],
)
def test_a_cell_has_the_value_of_its_type(kind, text, value):
    assert cells.parse(field(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("integer", "5.7", "'5.7' is no integer"),
        ("integer", "1_000", "'1_000' is no integer"),
        ("integer", "٣", "'٣' is no integer"),
        ("integer", "9" * 5000, "an integer of more than 4000 digits"),
        ("number", "five", "'five' is no number"),
        ("boolean", "yes", "'yes' is neither true nor false"),
        ("date", "13/07/2020", "'13/07/2020' is no date; write it as YYYY-MM-DD"),
        ("date", "20200713", "'20200713' is no date; write it as YYYY-MM-DD"),
        ("date", "2020-02-31", "'2020-02-31' is a day that does not exist"),
        ("datetime", "noon", "'noon' is no moment; write it as YYYY-MM-DDThh:mm:ss, with Z or +hh:mm for its zone"),
    ],
)
def test_a_cell_of_another_type_is_named(kind, text, message):
    with pytest.raises(ValueError, match="^" + re.escape(message) + "$"):
        cells.parse(field(kind), text)


def test_the_formats_of_the_field_count():
    assert cells.parse(field("date", format="%d/%m/%Y"), "13/07/2020") == date(2020, 7, 13)
    assert cells.parse(field("boolean", trueValues=["oui"], falseValues=["non"]), "non") is False


@pytest.mark.parametrize(
    ("asked", "text", "fault"),
    [
        ({"required": True}, "", "must not be empty"),
        ({"enum": ["a", "b"]}, "c", "'c' is not one of a, b"),
        ({"pattern": "a|b"}, "xa", "'xa' does not match a|b"),
        ({"minLength": 3}, "ab", "'ab' is shorter than 3 characters"),
        ({"pattern": "a|b"}, "b", None),
    ],
)
def test_a_fault_is_told_in_words(asked, text, fault):
    assert constraints.fault(field("string", constraints=asked), text) == fault


@pytest.mark.parametrize(
    ("kind", "asked", "message"),
    [
        ("array", {"jsonSchema": {"type": 1}}, '"jsonSchema" cannot be used: 1 is not valid under any of the schemas'),
        ("array", {"jsonSchema": {"$ref": "https://x.org/y"}}, '"jsonSchema" cannot be used: Resource'),
        ("string", {"jsonSchema": {}}, '"jsonSchema" cannot be asked of the type string'),
        ("string", {"minimum": "a"}, '"minimum" cannot be asked of the type string'),
        ("integer", {"minLength": 1}, '"minLength" cannot be asked of the type integer'),
        ("integer", {"pattern": "a"}, '"pattern" cannot be asked of the type integer'),
        ("string", {"minLength": -1}, '"minLength": -1 is no length'),
        ("string", {"maxLength": True}, '"maxLength": True is no length'),
        ("string", {"maxLength": "1"}, "\"maxLength\": '1' is no length"),
        ("integer", {"minimum": "x"}, "\"minimum\": 'x' is no integer"),
        ("integer", {"maximum": True}, '"maximum": True is no integer'),
        ("boolean", {"enum": [1]}, '"enum": 1 is no boolean'),
        ("date", {"minimum": "2020"}, "\"minimum\": '2020' is no date"),
        ("date", {"minimum": 2020}, '"minimum": 2020 is no date'),
    ],
)
def test_what_cannot_be_asked_of_a_field_is_one_message(kind, asked, message):
    with pytest.raises(PackageError) as caught:
        constraints.constraints(field(kind, constraints=asked))
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "asked", "right", "wrong"),
    [
        ("number", {"exclusiveMinimum": 1, "exclusiveMaximum": 2}, ["1.5"], {"1": "not more than 1", "2": "not less than 2"}),
        ("date", {"minimum": "2020-01-02", "maximum": "2020-01-03"}, ["2020-01-02", "2020-01-03"], {"2020-01-01": "less than 2020-01-02", "2020-01-04": "more than 2020-01-03"}),
        ("datetime", {"minimum": "2020-01-01T01:00:00Z"}, ["2020-01-01T01:00:00", "2020-01-01T00:30:00-01:00"], {"2020-01-01T01:30:00+01:00": "less than"}),
        ("duration", {"maximum": "P1M"}, ["P30D", "PT1S"], {"P31D": "more than P1M"}),
        ("year", {"minimum": "1999"}, ["1999"], {"1998": "less than 1999"}),
        ("string", {"minLength": 2, "maxLength": 3}, ["éa", "abc"], {"a": "shorter than 2 characters", "abcd": "longer than 3 characters"}),
        ("list", {"minLength": 2}, ["a,b"], {"a": "shorter than 2 characters"}),
        ("array", {"maxLength": 1}, ["[1]"], {"[1, 2]": "longer than 1 characters"}),
        ("array", {"enum": [[1], [2]]}, ["[1]"], {"[3]": "not one of [1], [2]"}),
        ("integer", {"enum": ["1", 2]}, ["1", "02"], {"3": "not one of 1, 2"}),
        ("boolean", {"enum": [True]}, ["true", "1"], {"false": "not one of True"}),
        ("object", {"jsonSchema": {"required": ["a"]}}, ['{"a": 1}'], {"{}": "does not follow its jsonSchema"}),
        ("any", {"pattern": "a.", "minLength": 2}, ["ab"], {"b": "shorter than 2"}),
    ],
)
def test_what_is_asked_of_a_field(kind, asked, right, wrong):
    asked_of = field(kind, constraints=asked)
    assert {text: constraints.fault(asked_of, text) for text in right} == dict.fromkeys(right)
    assert [said in str(constraints.fault(asked_of, text)) for text, said in wrong.items()] == [True] * len(wrong)


def test_bounds_are_inclusive():
    bounded = field("integer", constraints={"minimum": 1, "maximum": 3})
    assert [constraints.fault(bounded, str(n)) for n in (0, 1, 3, 4)] == ["'0' is less than 1", None, None, "'4' is more than 3"]


@given(st.one_of(st.integers(), st.booleans(), st.dates(), st.none()))
def test_text_and_value_are_one_another(value):
    kind = {bool: "boolean", int: "integer", date: "date", type(None): "string"}[type(value)]
    if kind == "integer" and len(str(value)) > 100:
        return
    assert cells.parse(field(kind), cells.text(value)) == value
