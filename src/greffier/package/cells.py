"""A cell's text to its value and back, as the field of its schema says."""

import re
from datetime import date, datetime
from typing import Any

from greffier.package.schema import Field

Value = str | int | float | bool | date | datetime | None

_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|-?INF")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: The longest integer that is read: more digits than any real one has, few enough to be quick.
_DIGITS = 100


def parse(field: Field, text: str) -> Value:
    """The value that a cell's text stands for, None where it is a missing value; ValueError says what is wrong."""
    if text in field.missing_values:
        return None
    if field.type in ("integer", "year"):
        if not _INTEGER.fullmatch(text) or len(text) > _DIGITS:
            raise ValueError(f"{text[:_DIGITS]!r} is no integer")
        return int(text)
    if field.type == "number":
        if not _NUMBER.fullmatch(text):
            raise ValueError(f"{text!r} is no number")
        return float(text.replace("INF", "inf"))
    if field.type == "boolean":
        return _boolean(field, text)
    if field.type == "date":
        return _moment(field, text).date()
    if field.type == "datetime":
        return _moment(field, text)
    return text


def text(value: Value) -> str:
    """How a value stands in a table: nothing for None, lower-case booleans, ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def fault(field: Field, text: str) -> str | None:
    """What is wrong with a cell by its own field (type, required, pattern, enum, bounds); None where it is right."""
    try:
        value = parse(field, text)
    except ValueError as error:
        return str(error)
    if value is None:
        return "must not be empty" if field.required else None
    if field.values and value not in field.values:
        return f"{text!r} is not one of {', '.join(map(str, field.values))}"
    if field.pattern is not None and not re.fullmatch(f"(?:{field.pattern})", text):
        return f"{text!r} does not match {field.pattern}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        if field.minimum is not None and value < float(field.minimum):
            return f"{text} is less than {field.minimum}"
        if field.maximum is not None and value > float(field.maximum):
            return f"{text} is more than {field.maximum}"
    if len(text) < field.constraints.get("minLength", 0):
        return f"{text!r} is too short"
    return None


def day(text: str) -> date:
    """The day that an ISO 8601 date names; ValueError says what is wrong."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"{text!r} is no date; write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is a day that does not exist") from None


def _boolean(field: Field, text: str) -> bool:
    if text in field.descriptor.get("trueValues", ("true", "True", "TRUE", "1")):
        return True
    if text in field.descriptor.get("falseValues", ("false", "False", "FALSE", "0")):
        return False
    raise ValueError(f"{text!r} is neither true nor false")


def _moment(field: Field, text: str) -> datetime:
    layout: Any = field.descriptor.get("format", "default")
    if layout not in ("default", "any"):
        return datetime.strptime(text, str(layout))
    if field.type == "date":
        return datetime.combine(day(text), datetime.min.time())
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no moment of ISO 8601") from None
