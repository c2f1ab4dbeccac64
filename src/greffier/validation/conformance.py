"""What others say of a package: the official profiles of Data Package, and frictionless, its implementation."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from greffier.errors import MissingDependency, Problem

#: The longest message of another library that is shown.
LONGEST_MESSAGE = 200
#: Which of our rules an error of frictionless is about; one that is not here stands under `frictionless`.
RULE_OF_ERROR = {
    "blank-header": "header",
    "blank-label": "header",
    "blank-row": "blank-row",
    "byte-count": "size",
    "duplicate-label": "header",
    "encoding-error": "encoding",
    "extra-cell": "row-length",
    "extra-label": "header",
    "foreign-key": "foreign-key",
    "hash-count": "hash",
    "incorrect-label": "header",
    "missing-cell": "row-length",
    "missing-label": "header",
    "primary-key": "primary-key",
    "type-error": "type",
    "unique-error": "unique",
    "unmatched-header": "header",
}
RULE_OF_CONSTRAINT = {
    "enum": "values",
    "exclusiveMaximum": "range",
    "exclusiveMinimum": "range",
    "maxLength": "length",
    "maximum": "range",
    "minLength": "length",
    "minimum": "range",
    "pattern": "pattern",
    "required": "required",
    "unique": "unique",
}


def profile_problems(descriptor: Mapping[str, Any], kind: str, file: str) -> Iterator[Problem]:
    """Where a descriptor breaks the official profile of its version; `kind` is datapackage, tableschema …"""
    from jsonschema import Draft7Validator
    from jsonschema.exceptions import best_match

    version = re.search(r"/profiles/([0-9.]+)/", str(descriptor.get("$schema", "")))
    profile = _profile(version[1] if version else "1.0", kind)
    if profile is None:
        yield Problem(file, None, "$schema", "descriptor", f"no profile of version {version and version[1]} is known")
        return
    for error in Draft7Validator(profile).iter_errors(_as_profiled(descriptor)):
        leaf = best_match([error])
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in leaf.absolute_path)
        # of several ways in which it could be right, each is named
        faults = dict.fromkeys(way.message.replace(repr(way.instance), "this") for way in leaf.context or [leaf])
        yield Problem(file, None, place.lstrip(".") or None, "descriptor", _short(" or ".join(faults)))


def metadata_problems(descriptor: Mapping[str, Any], file: str, folder: Path) -> Iterator[Problem]:
    """What frictionless refuses in a descriptor, its schemas inline."""
    frictionless = _frictionless()
    try:
        frictionless.Package.from_descriptor(dict(descriptor), basepath=str(folder))
    except frictionless.FrictionlessException as error:
        for reason in error.reasons or [error.error]:
            yield Problem(file, None, None, "descriptor", _short(reason.note))


def table_problems(
    descriptor: Mapping[str, Any], folder: Path, lines: Mapping[str, list[int]], files: Mapping[str, str]
) -> Iterator[Problem]:
    """What frictionless refuses in the tables; `lines` gives the line of each row, the header first, by resource."""
    frictionless = _frictionless()
    try:
        package = frictionless.Package.from_descriptor(dict(descriptor), basepath=str(folder))
    except frictionless.FrictionlessException:
        return  # what is wrong with the descriptor is said already
    for task in package.validate(limit_errors=10_000).tasks:
        file, at = files.get(task.name, task.name), lines.get(task.name)
        for error in task.errors:
            number = getattr(error, "row_number", None)
            if number is not None and (at is None or number > len(at)):
                at_line = None
            else:
                at_line = at[number - 1] if at and number else None
            yield Problem(
                file,
                at_line,
                getattr(error, "field_name", None) or None,
                _rule(error),
                _short(error.note or error.message),
                getattr(error, "cell", None) or None,
            )


def cell_faults(
    field: Mapping[str, Any], missing_values: tuple[str, ...]
) -> Callable[[str], Iterator[tuple[str, str]]]:
    """What asks frictionless about a cell of one field: the rules that the cell breaks, with a message."""
    constraints = {k: v for k, v in field.get("constraints", {}).items() if k not in ("required", "unique")}
    descriptor = {**field, "constraints": constraints, "missingValues": list(missing_values)}
    reader = _frictionless().Field.from_descriptor(descriptor)

    def ask(cell: str) -> Iterator[tuple[str, str]]:
        for name, note in (reader.read_cell(cell)[1] or {}).items():
            yield RULE_OF_CONSTRAINT.get(name, name), _short(note)

    return ask


def _rule(error: Any) -> str:
    if error.type == "constraint-error":
        constraint = re.search(r'constraint "(\w+)"', error.note)
        return RULE_OF_CONSTRAINT.get(constraint[1] if constraint else "", "frictionless")
    return RULE_OF_ERROR.get(error.type, "frictionless")


def _short(note: str) -> str:
    words = " ".join(str(note).split())
    return words if len(words) <= LONGEST_MESSAGE else f"{words[:LONGEST_MESSAGE]}…"


@cache
def _profile(version: str, kind: str) -> dict[str, Any] | None:
    """A profile as dplib carries it; dplib itself would look for it on the web."""
    spec = find_spec("dplib")
    if spec is None or spec.origin is None:
        raise MissingDependency("validating needs dplib-py: pip install 'greffier[build]'")
    path = Path(spec.origin).with_name("profiles") / version / f"{kind}.json"
    profile: dict[str, Any] | None = json.loads(path.read_text("utf-8")) if path.is_file() else None
    return profile


def _as_profiled(value: Any) -> Any:
    """The descriptor as profile 2.0 has it, which contradicts the specification twice.

    It wants `fieldsMatch` to be a list and does not know the type `list`
    (github.com/frictionlessdata/datapackage/issues/965 and 1089).
    """
    if isinstance(value, list):
        return [_as_profiled(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    copy = {name: _as_profiled(item) for name, item in value.items()}
    if isinstance(copy.get("fieldsMatch"), str):
        copy["fieldsMatch"] = [copy["fieldsMatch"]]
    if copy.get("type") == "list" and "name" in copy:
        copy["type"] = "array"
    return copy


def _frictionless() -> Any:
    try:
        import frictionless
    except ImportError:
        raise MissingDependency("validating needs frictionless: pip install 'greffier[build]'") from None
    return frictionless
