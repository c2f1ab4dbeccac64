"""A cell's text to its value and back, as the field of its schema says."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from greffier.package import moments, places
from greffier.package.moments import YearMonth
from greffier.package.schema import Field

Value = Any

#: The forms of types and string formats that one regular expression says whole, as Python and RE2 read it.
FORMS: Mapping[str, str] = {
    "integer": r"[+-]?[0-9]+",
    "number": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[nN][aA][nN]|-?[iI][nN][fF]",
    "binary": r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    "email": r"""[^\x00-\x20"(),:;<>@\[\\\]]+@[^\x00-\x2c/:;<=>?@\[\\\]]+(?:\.[^\x00-\x2c/:;<=>?@\[\\\].]+)+""",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}|[^\x00-\x{a0}])+",
    "uuid": r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
}
#: The longest integer that is read: more digits than any real one has, few enough to be quick.
DIGITS = 4000
TRUE, FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")
_COMPILED = {name: re.compile(form.replace(r"\x{a0}", r"\xa0")) for name, form in FORMS.items()}
#: What may stand around a number where `bareNumber` is false; a sign may stand on either side of it.
_DRESSED = re.compile(r"([+-]?)[^0-9+-]*?([+-]?\.?[0-9].*?)[^0-9]*")


def parse(field: Field, text: str | None) -> Value:
    """The value that a cell's text stands for, None where it is a missing value; ValueError says what is wrong.

    Integers may be of any length up to 4,000 digits; moments are aware of their zone where they say it; a duration is
    of months and seconds, a point (longitude, latitude) in degrees.
    """
    if text is None or text in field.missing_values:
        return None
    return _PARSERS[field.type](field, text)


def text(value: Value) -> str:
    """How a value stands in a table: nothing for None, lower-case booleans, ISO 8601, JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, YearMonth):
        return str(value)
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def is_whole(field: Field) -> bool:
    """Whether the form of a field's cells is one of FORMS, without marks of groups, decimals or words around."""
    options = field.descriptor
    if field.type == "string":
        return field.format in FORMS
    return field.type in ("integer", "number") and not options.keys() & {"bareNumber", "groupChar", "decimalChar"}


def _string(field: Field, text: str) -> str:
    form = _COMPILED.get(field.format)
    if form is not None and not form.fullmatch(text):
        raise ValueError(f"{text!r} is no {field.format}")
    return text


def _integer(field: Field, text: str) -> int:
    bare = _bare(field, text)
    if not _COMPILED["integer"].fullmatch(bare):
        raise ValueError(f"{text!r} is no integer")
    if len(bare) > DIGITS:
        raise ValueError(f"an integer of more than {DIGITS} digits")
    return int(bare)


def _number(field: Field, text: str) -> float:
    bare = _bare(field, text)
    mark = str(field.descriptor.get("decimalChar") or ".")
    if mark != ".":
        bare = "" if "." in bare else bare.replace(mark, ".", 1)
    if not _COMPILED["number"].fullmatch(bare):
        raise ValueError(f"{text!r} is no number")
    return float(bare)


def _bare(field: Field, text: str) -> str:
    """The number without marks of groups, and without words around where `bareNumber` is false."""
    group = field.descriptor.get("groupChar")
    if isinstance(group, str) and group:
        text = text.replace(group, "")
    if field.descriptor.get("bareNumber") is False and (found := _DRESSED.fullmatch(text)):
        return found[1] + found[2]
    return text


def _boolean(field: Field, text: str) -> bool:
    if text in field.descriptor.get("trueValues", TRUE):
        return True
    if text in field.descriptor.get("falseValues", FALSE):
        return False
    raise ValueError(f"{text!r} is neither true nor false")


def _json(kind: type) -> Callable[[Field, str], Any]:
    def parse_kind(field: Field, text: str) -> Any:
        value = places.parse_json(text)
        if not isinstance(value, kind):
            raise ValueError(f"no JSON {field.type}")
        return value

    return parse_kind


def _list(field: Field, text: str) -> list[Value]:
    kind = str(field.descriptor.get("itemType", "string"))
    item = field._replace(type=kind, format="default", descriptor={}, missing_values=())
    return [parse(item, part) for part in text.split(str(field.descriptor.get("delimiter") or ","))]


def _moment(field: Field, text: str) -> datetime:
    if field.format == "default":
        return moments.moment(text)
    return moments.parsable(text, field.type) if field.format == "any" else moments.by_pattern(text, field.format)


def _date(field: Field, text: str) -> date:
    return moments.day(text) if field.format == "default" else _moment(field, text).date()


def _time(field: Field, text: str) -> time:
    return moments.clock(text) if field.format == "default" else _moment(field, text).timetz()


_PARSERS: Mapping[str, Callable[[Field, str], Value]] = {
    "any": lambda _, text: text,
    "array": _json(list),
    "boolean": _boolean,
    "date": _date,
    "datetime": _moment,
    "duration": lambda _, text: moments.duration(text),
    "geojson": lambda field, text: places.geojson(text, field.format),
    "geopoint": lambda field, text: places.geopoint(text, field.format),
    "integer": _integer,
    "list": _list,
    "number": _number,
    "object": _json(dict),
    "string": _string,
    "time": _time,
    "year": lambda _, text: moments.year(text),
    "yearmonth": lambda _, text: moments.yearmonth(text),
}
