"""What a field's constraints ask of its values, said once: for validation, for loading and for frames."""

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time
from functools import partial
from typing import Any, NamedTuple

from greffier.errors import MissingDependency, PackageError
from greffier.package import cells, patterns
from greffier.package.moments import Duration
from greffier.package.schema import Field

EMPTY = "must not be empty"
#: Types whose values stand in an order, and types whose values have a length.
ORDERED = frozenset({"date", "datetime", "duration", "integer", "number", "time", "year", "yearmonth"})
LONG = frozenset({"any", "array", "list", "object", "string"})
#: What a value must be to its limit, and what is said where it is not.
COMPARISONS: Mapping[str, tuple[Callable[[Any, Any], bool], str]] = {
    "minimum": (operator.ge, "less than"),
    "maximum": (operator.le, "more than"),
    "exclusiveMinimum": (operator.gt, "not more than"),
    "exclusiveMaximum": (operator.lt, "not less than"),
}
LENGTHS: Mapping[str, tuple[Callable[[Any, Any], bool], str]] = {
    "minLength": (operator.ge, "shorter"),
    "maxLength": (operator.le, "longer"),
}
#: The values that JSON may give for a type, beside text that is read as a cell.
_NATIVE: Mapping[str, type | tuple[type, ...]] = {
    "array": list,
    "boolean": bool,
    "geojson": dict,
    "geopoint": (list, dict),
    "integer": int,
    "list": list,
    "number": (int, float),
    "object": dict,
    "year": int,
}


class Constraint(NamedTuple):
    """What a value that is there must be: the rule, the words where it is not, and the test."""

    name: str
    rule: str
    message: str
    limit: Any
    holds: Callable[[Any], bool]


def constraints(field: Field) -> list[Constraint]:
    """A field's constraints; PackageError where one cannot be asked of its type, or has no value of it."""
    if not field.constraints and not field.values:
        return []
    found = list(_limits(field))
    if field.values:
        known = [constant(field, value, "enum") for value in field.values if value is not None]
        message = f"not one of {', '.join(map(str, field.values))}"
        found.append(Constraint("enum", "values", message, known, _among(known)))
    if field.pattern is not None:
        _apply(field, "pattern", frozenset({"any", "string"}))
        message = f"does not match {field.pattern}"
        found.append(Constraint("pattern", "pattern", message, field.pattern, partial(patterns.matches, field.pattern)))
    shape = field.constraints.get("jsonSchema")
    if shape is not None:
        _apply(field, "jsonSchema", frozenset({"array", "object"}))
        found.append(Constraint("jsonSchema", "json-schema", "does not follow its jsonSchema", shape, _shaped(shape)))
    return found


def faults(field: Field, text: str | None, asked: list[Constraint]) -> Iterator[tuple[str, str]]:
    """The rules that a cell breaks, each with a message."""
    try:
        value = cells.parse(field, text)
    except ValueError as error:
        yield "type", str(error)
        return
    if value is None:
        if field.required:
            yield "required", EMPTY
        return
    for constraint in asked:
        if not constraint.holds(value):
            yield constraint.rule, constraint.message


def fault(field: Field, text: str) -> str | None:
    """What is wrong with a cell by its own field; None where it is right.

    >>> from greffier.package.schema import read_schema
    >>> year = read_schema({"fields": [{"name": "founded", "type": "year", "constraints": {"minimum": 1000}}]}, "towns")
    >>> fault(year.field("founded"), "0044")
    "'0044' is less than 1000"
    """
    for rule, message in faults(field, text, constraints(field)):
        if rule in ("type", "required"):
            return message
        return f"{text!r} {message}" if message.startswith("does ") else f"{text!r} is {message}"
    return None


def constant(field: Field, value: Any, name: str) -> Any:
    """A constraint's value as a value of its field: a descriptor may write a number or a date as text."""
    kind = field.type
    if isinstance(value, str):
        if kind in ("any", "string"):
            return value
        try:
            return cells.parse(field._replace(missing_values=()), value)
        except ValueError as error:
            raise PackageError(f'"{name}": {error}') from None
    if kind == "any" or isinstance(value, _NATIVE.get(kind, ())) and isinstance(value, bool) is (kind == "boolean"):
        return value
    raise PackageError(f'"{name}": {value!r} is no {kind}')


def _limits(field: Field) -> Iterator[Constraint]:
    for name, (holds, message) in COMPARISONS.items():
        if name in field.constraints:
            _apply(field, name, ORDERED)
            given = field.constraints[name]
            limit = constant(field, given, name)
            yield Constraint(name, "range", f"{message} {given}", limit, _compared(holds, limit))
    for name, (holds, message) in LENGTHS.items():
        if name in field.constraints:
            _apply(field, name, LONG)
            length = field.constraints[name]
            if not isinstance(length, int) or isinstance(length, bool) or length < 0:
                raise PackageError(f'"{name}": {length!r} is no length')
            yield Constraint(name, "length", f"{message} than {length} characters", length, _long(holds, length))


def _apply(field: Field, name: str, kinds: frozenset[str]) -> None:
    if field.type not in kinds:
        raise PackageError(f'"{name}" cannot be asked of the type {field.type}')


def _among(known: list[Any]) -> Callable[[Any], bool]:
    try:
        return frozenset(known).__contains__
    except TypeError:
        return known.__contains__  # lists and objects


def _compared(holds: Callable[[Any, Any], bool], limit: Any) -> Callable[[Any], bool]:
    bound = in_order(limit)
    return lambda value: bool(holds(in_order(value), bound))


def _long(holds: Callable[[Any, Any], bool], limit: int) -> Callable[[Any], bool]:
    return lambda value: holds(len(value), limit)


def in_order(value: Any) -> Any:
    """The value as it compares with others of its type: moments without a zone stand as in UTC."""
    if isinstance(value, Duration):
        return value.length
    if isinstance(value, datetime | time) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


def _shaped(shape: Any) -> Callable[[Any], bool]:
    """Whether a value follows a JSON Schema, which may refer to nothing outside of itself."""
    try:
        import jsonschema_rs
    except ImportError:
        raise MissingDependency("a jsonSchema needs jsonschema-rs: pip install 'greffier[build]'") from None

    def refuse(address: str) -> None:
        raise PackageError(f'"jsonSchema" refers to {address}, which is not in it')

    try:
        validator = jsonschema_rs.Draft202012Validator(shape, retriever=refuse)
    except (jsonschema_rs.ValidationError, ValueError) as error:
        raise PackageError(f'"jsonSchema" cannot be used: {str(error).splitlines()[0]}') from None
    return lambda value: bool(validator.is_valid(value))
