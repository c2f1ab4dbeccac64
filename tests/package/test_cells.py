import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_bounds_are_inclusive():
    bounded = field("integer", constraints={"minimum": 1, "maximum": 3})
    assert [constraints.fault(bounded, str(n)) for n in (0, 1, 3, 4)] == ["'0' is less than 1", None, None, "'4' is more than 3"]


@given(st.one_of(st.integers(), st.booleans(), st.dates(), st.none()))
def test_text_and_value_are_one_another(value):
    kind = {bool: "boolean", int: "integer", date: "date", type(None): "string"}[type(value)]
    if kind == "integer" and len(str(value)) > 100:
        return
    assert cells.parse(field(kind), cells.text(value)) == value
