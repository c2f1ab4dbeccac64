"""The official profiles of Data Package, mended where they contradict the specification that they stand for."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.errors import MissingDependency, Problem
from greffier.package import moments

if TYPE_CHECKING:
    from jsonschema_rs import Draft7Validator, ValidationError

#: The longest message of another library that is shown.
LONGEST_MESSAGE = 200
_OFFICIAL = re.compile(r"(?:datapackage\.org|frictionlessdata\.io)/.*?/?profiles/([0-9.]+)/")


def profile_problems(descriptor: Mapping[str, Any], kind: str, file: str) -> Iterator[Problem]:
    """Where a descriptor breaks the official profile of its version; `kind` is datapackage or tableschema.

    A descriptor without a profile is of version 1.0; one with the profile of its own community extends version 2.0.
    """
    given = str(descriptor.get("$schema", ""))
    official = _OFFICIAL.search(given)
    version = official[1] if official else "2.0" if given else "1.0"
    profile = _profile(version, kind)
    if profile is None:
        yield Problem(file, None, "$schema", "descriptor", f"no profile of version {version} is known")
        return
    if no_text := half_a_character(descriptor, file):
        yield no_text
        return
    for error in _faults(profile.whole, descriptor):
        for place, message in _leaves(error):
            yield Problem(file, None, place or None, "descriptor", shortened(message))
    for at, field in _described(descriptor, kind):
        # a type that is none is said by who reads the schema
        one = profile.fields.get(str(field.get("type", "any")))
        for error in _faults(one, field) if one else ():
            for place, message in _leaves(error):
                yield Problem(file, None, f"{at}.{place}".rstrip("."), "descriptor", shortened(message))
    if isinstance(created := descriptor.get("created"), str):
        try:
            moments.moment(created.upper())
        except ValueError as error:
            yield Problem(file, None, "created", "descriptor", str(error))


def half_a_character(descriptor: Mapping[str, Any], file: str) -> Problem | None:
    """The problem of JSON that cannot be written as text: nothing that asks of its names or values can be asked."""
    try:
        json.dumps(descriptor, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        words = "holds half of a character (a lone surrogate), which no text has"
        return Problem(file, None, None, "descriptor", words)
    return None


def shortened(note: object) -> str:
    """A message of another library on one line, and no longer than it need be."""
    words = " ".join(str(note).split())
    return words if len(words) <= LONGEST_MESSAGE else f"{words[:LONGEST_MESSAGE]}…"


def _faults(profile: "Draft7Validator", descriptor: Mapping[str, Any]) -> "list[ValidationError]":
    return list(profile.iter_errors(dict(descriptor)))


def _leaves(error: "ValidationError") -> Iterator[tuple[str, str]]:
    """What is wrong, by its place: of several ways in which a value could be right, the nearest to what was meant."""
    kind: Any = error.kind
    ways: list[list[Any]] = getattr(kind, "context", [])
    place = _place(error.instance_path)
    lacking = dict.fromkeys(str(f.kind.property) for way in ways for f in way if f.kind.name == "required")
    if type(kind).__name__.endswith("MultipleValid"):
        yield place, "has two of those of which it may have one: path, data"
    elif not ways:
        whole = json.dumps(error.instance, separators=(",", ":"), ensure_ascii=False)
        yield place, error.message.replace(whole, "this") if len(error.message) > LONGEST_MESSAGE else error.message
    elif lacking:
        if len(lacking) > 1:
            lacking.pop("url", None)  # a name of the past, which nobody need learn
        yield place, f"needs {' or '.join(map(repr, lacking))}"
    elif all(any(map(_is_of_type, way)) for way in ways):
        kinds = dict.fromkeys(name for way in ways for fault in way if _is_of_type(fault) for name in fault.kind.types)
        yield place, f"{shortened(json.dumps(error.instance))} is no {' or '.join(kinds)}"
    else:
        # a way that is wrong at the very type is not the one that was meant
        for fault in min(ways, key=lambda way: (any(map(_is_of_type, way)), len(way))):
            yield from _leaves(fault)


def _is_of_type(error: "ValidationError") -> bool:
    """Whether a way is wrong at the type of the value itself."""
    return bool(error.kind.name == "type") and isinstance(error.schema_path[-2], int)


def _place(path: Iterable[int | str]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


class Profile(NamedTuple):
    """A profile without the fields of its schemas, and what each type of field must be."""

    whole: "Draft7Validator"
    fields: "dict[str, Draft7Validator]"


@cache
def _profile(version: str, kind: str) -> Profile | None:
    """A profile as dplib carries it, mended; dplib itself would look for it on the web."""
    try:
        from jsonschema_rs import Draft7Validator
    except ImportError:
        raise MissingDependency("validating needs jsonschema-rs: pip install 'greffier[build]'") from None
    spec = find_spec("dplib")
    if spec is None or spec.origin is None:
        raise MissingDependency("validating needs dplib-py: pip install 'greffier[build]'")
    path = Path(spec.origin).with_name("profiles") / version / f"{kind}.json"
    if not path.is_file():
        return None
    whole: dict[str, Any] = json.loads(path.read_text("utf-8"))
    resource = _at(whole, ("properties", "resources", "items"))
    schema = whole if kind == "tableschema" else _at(resource, ("properties", "schema"))
    items = _at(schema, ("properties", "fields", "items"))
    ways = items.pop("oneOf", None) or items.pop("anyOf", [])
    fields = {kind: way for way in ways for kind in _at(way, ("properties", "type")).get("enum", ["any"])}
    for mend, _ in MENDED:
        mend(resource, schema, fields)
    compiled = partial(Draft7Validator, validate_formats=False)
    return Profile(compiled(whole), {name: compiled(field) for name, field in fields.items()})


def _described(descriptor: Mapping[str, Any], kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields that a descriptor describes, each with its place."""
    schemas = [("fields", descriptor)]
    if kind == "datapackage":
        entries = descriptor.get("resources")
        resources = enumerate(entries if isinstance(entries, list) else [])
        found = ((n, each.get("schema")) for n, each in resources if isinstance(each, dict))
        schemas = [(f"resources[{n}].schema.fields", schema) for n, schema in found if isinstance(schema, dict)]
    for place, schema in schemas:
        fields = schema.get("fields")
        for number, field in enumerate(fields if isinstance(fields, list) else []):
            if isinstance(field, dict):
                yield f"{place}[{number}]", field


def _at(profile: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    for name in path:
        profile = profile.get(name, {})
    return profile


Part = dict[str, Any]


def _no_required(resource: Part, _: Part, __: Part) -> None:
    _at(resource, ("properties", "dialect")).pop("required", None)


def _dialect_by_path(resource: Part, _: Part, __: Part) -> None:
    _at(resource, ("properties", "dialect"))["type"] = ["string", "object"]


def _url_for_path(resource: Part, _: Part, __: Part) -> None:
    if "oneOf" in resource:
        other = {"anyOf": [{"required": ["path"]}, {"required": ["data"]}]}
        resource["oneOf"].append({"required": ["name", "url"], "not": other})


def _any_example(_: Part, __: Part, fields: Part) -> None:
    for field in fields.values():
        field.get("properties", {}).pop("example", None)


def _no_type(_: Part, __: Part, fields: Part) -> None:
    for field in fields.values():
        field["required"] = [name for name in field.get("required", ()) if name != "type"]


def _no_keys(_: Part, schema: Part, __: Part) -> None:
    _at(schema, ("properties", "foreignKeys")).pop("minItems", None)


def _fields_match(_: Part, schema: Part, __: Part) -> None:
    match = _at(schema, ("properties",)).get("fieldsMatch")
    if match is not None:
        words = match.get("items", {"type": "string"})
        schema["properties"]["fieldsMatch"] = {"anyOf": [words, {"type": "array", "items": words}]}


def _lists(_: Part, __: Part, fields: Part) -> None:
    if "array" in fields and "list" not in fields:
        fields["list"] = json.loads(json.dumps(fields["array"]))
        fields["list"]["properties"]["type"]["enum"] = ["list"]
        fields["list"]["properties"].pop("format", None)


#: What is mended in the profile of a resource, of a schema, of fields, each with what the specification says.
MENDED: tuple[tuple[Callable[[Part, Part, Part], None], str], ...] = (
    (_no_required, "every property of a dialect has a default (datapackage.org/standard/table-dialect)"),
    (_dialect_by_path, "a dialect may be a URL or path (datapackage.org/standard/data-resource)"),
    (_url_for_path, "a url without a path is its path (data-resource, backward compatibility)"),
    (_any_example, "an example is a value of its field (datapackage.org/standard/table-schema)"),
    (_no_type, "a field without a type is of the type any (table-schema)"),
    (_no_keys, "foreignKeys is an array, of any length (table-schema)"),
    (_fields_match, "fieldsMatch is a word (github.com/frictionlessdata/datapackage/issues/965)"),
    (_lists, "list is a type (github.com/frictionlessdata/datapackage/issues/1089)"),
)
