"""A table's columns, as its Table Schema says them: the only truth about columns, read once and by everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from greffier.errors import PackageError
from greffier.package.patterns import is_pattern

#: Columns that a table may have.
WIDEST = 10_000
#: What may stand in a list.
ITEMS = ("boolean", "date", "datetime", "integer", "number", "string", "time")
TYPES = frozenset(
    {"any", "array", "boolean", "date", "datetime", "duration", "geojson", "geopoint", "integer"}
    | {"list", "number", "object", "string", "time", "year", "yearmonth"}
)


class Field(NamedTuple):
    """One column: what it means and what its cells may hold.

    `traced` says how a cell is tied to the article's words. "place": it is `text[start:end]` of its own row;
    "verbatim": it is the text of its evidence; "grounded": it rests on evidence of any wording.
    """

    name: str
    type: str
    format: str
    title: str
    description: str
    required: bool
    unique: bool
    pattern: str | None
    enum: tuple[Any, ...]
    categories: dict[Any, str]
    minimum: Any
    maximum: Any
    traced: str | None
    example: Any
    constraints: Mapping[str, Any]
    missing_values: tuple[str, ...]
    descriptor: Mapping[str, Any]

    @property
    def values(self) -> tuple[Any, ...]:
        """The only values that a cell may hold; empty where any value of the type may stand."""
        return self.enum or tuple(self.categories)


class ForeignKey(NamedTuple):
    """Columns whose cells must stand in `reference_fields` of `resource` ("": the table itself).

    `package` is the address or path of the package that the resource is of, "" for that of the table.
    """

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]
    package: str = ""


@dataclass(frozen=True)
class Schema:
    """A table: its fields in the order of its columns, and its keys."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    keys_elsewhere: tuple[ForeignKey, ...]
    missing_values: tuple[str, ...]
    descriptor: Mapping[str, Any]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order, each of its own."""
        return tuple(field.name for field in self.fields)

    @property
    def labels(self) -> tuple[str, ...]:
        """What a file's header calls the columns; version 1 lets two of them have one name."""
        return tuple(field.descriptor["name"] for field in self.fields)

    def field(self, name: str) -> Field:
        """The field of that name; PackageError, with the names there are, if there is none."""
        found = self._by_name.get(name)
        if found is None:
            raise PackageError(f"table {self.name!r} has no column {name!r}; its columns are {', '.join(self.columns)}")
        return found

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}


def read_schema(descriptor: object, where: str) -> Schema:
    """The schema that a Table Schema descriptor (version 1 or 2) describes; `where` names it in messages."""
    table = _object(descriptor, where)
    missing = _missing_values(table, ("",), where)
    entries = _list(table, "fields", where)
    _expect(0 < len(entries) <= WIDEST, where, f'needs "fields", an object for each column, up to {WIDEST}')
    fields = _named_apart([_field(entry, missing, f"{where}: fields[{i}]") for i, entry in enumerate(entries)])
    names = [field.name for field in fields]
    keys = [_foreign_key(key, names, where) for key in _list(table, "foreignKeys", where)]
    if "/profiles/2." in str(table.get("$schema")):
        twice = next((field for field in fields if field.name != field.descriptor["name"]), None)
        _expect(twice is None, where, f"has two fields named {twice and twice.descriptor['name']!r}")
    return Schema(
        name=str(table.get("name", "")),
        title=str(table.get("title", "")),
        description=str(table.get("description", "")),
        fields=fields,
        primary_key=_names(table.get("primaryKey", []), names, f'{where}: "primaryKey"'),
        unique_keys=tuple(_unique(key, names, f'{where}: "uniqueKeys"') for key in _list(table, "uniqueKeys", where)),
        foreign_keys=tuple(key for key in keys if not key.package),
        keys_elsewhere=tuple(key for key in keys if key.package),
        missing_values=missing,
        descriptor=table,
    )


def _field(entry: object, missing: tuple[str, ...], where: str) -> Field:
    column = _object(entry, where)
    name, kind = column.get("name"), column.get("type", "any")
    if not isinstance(name, str) or not name:
        raise PackageError(f'{where}: needs a "name"')
    where = f"{where} ({name})"
    known = isinstance(kind, str) and kind in TYPES
    _expect(known, where, f"has the type {kind!r}; the types are {', '.join(sorted(TYPES))}")
    constraints = _object(column.get("constraints", {}), f'{where}: "constraints"')
    pattern = constraints.get("pattern")
    _expect(pattern is None or is_pattern(pattern), where, f'"pattern" is no regular expression: {pattern!r}')
    _options(column, where)
    return Field(
        name=name,
        type=kind,
        format=_format(column, kind, where),
        title=str(column.get("title", "")),
        description=str(column.get("description", "")),
        required=constraints.get("required") is True,
        unique=constraints.get("unique") is True,
        pattern=pattern,
        enum=tuple(_list(constraints, "enum", where)),
        categories=_categories(column, where),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        traced=column.get("traced"),
        example=column.get("example"),
        constraints=constraints,
        missing_values=_missing_values(column, missing, where),
        descriptor=column,
    )


def _named_apart(fields: list[Field]) -> tuple[Field, ...]:
    """The fields with a number after a name that another field has."""
    counts: dict[str, int] = {}
    taken = {field.name for field in fields}
    apart = []
    for field in fields:
        counts[field.name] = count = counts.get(field.name, 0) + 1
        name = field.name
        while count > 1 and name in taken:
            name = f"{field.name}.{count}"
            count += 1
        taken.add(name)
        apart.append(field._replace(name=name))
    return tuple(apart)


def _format(column: Mapping[str, Any], kind: str, where: str) -> str:
    """The format; version 0 wrote "fmt:" before it. What is neither a word nor a pattern would refuse every cell."""
    form = column.get("format", "default")
    _expect(isinstance(form, str), where, f'"format" must be a string, not {form!r}')
    form = str(form).removeprefix("fmt:")
    if kind in ("date", "datetime", "time") and form not in ("default", "any"):
        _expect("%" in form, where, f"the format {form!r} is no pattern of strptime, such as %Y-%m-%d")
    if kind == "geopoint":
        forms = ("default", "array", "object")
        _expect(form in forms, where, f"the format {form!r} is none of {', '.join(forms)}")
    return form


def _options(column: Mapping[str, Any], where: str) -> None:
    """Properties of single types, where they are there."""
    for name in ("trueValues", "falseValues"):
        values = _list(column, name, where)
        _expect(all(isinstance(value, str) for value in values), where, f'"{name}" must hold strings')
    for name in ("decimalChar", "groupChar", "delimiter"):
        _expect(isinstance(column.get(name, ""), str), where, f'"{name}" must be a string')
    item = column.get("itemType", "string")
    _expect(item in ITEMS, where, f'"itemType" is {item!r}; it may be {", ".join(ITEMS)}')
    traced = column.get("traced")
    _expect(traced is None or isinstance(traced, str), where, '"traced" must be a string')


def _categories(column: Mapping[str, Any], where: str) -> dict[Any, str]:
    """Categories stand as plain values or as objects with a label."""
    categories = {}
    for entry in _list(column, "categories", where):
        value, label = (entry.get("value"), entry.get("label", "")) if isinstance(entry, Mapping) else (entry, "")
        usable = isinstance(value, str | int | float) and not isinstance(value, bool)
        _expect(usable, where, f'"categories" has no usable value in {entry!r}')
        categories[value] = str(label)
    return categories


def _missing_values(holder: Mapping[str, Any], default: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Missing values stand as plain strings or, in version 2, as objects with a label."""
    if "missingValues" not in holder:
        return default
    entries = _list(holder, "missingValues", where)
    values = [entry.get("value") if isinstance(entry, Mapping) else entry for entry in entries]
    strings = tuple(value for value in values if isinstance(value, str))
    _expect(len(strings) == len(values), where, '"missingValues" must hold strings')
    return strings


def _foreign_key(entry: object, names: Sequence[str], where: str) -> ForeignKey:
    where = f'{where}: "foreignKeys"'
    key = _object(entry, where)
    reference = _object(key.get("reference"), f'{where}: "reference"')
    resource = reference.get("resource", "")
    _expect(isinstance(resource, str), where, '"resource" must be the name of a resource')
    # a recipe of the standard: external foreign keys
    package = reference.get("package") or ""
    _expect(isinstance(package, str), where, '"package" must be the address or path of a package')
    fields = _names(key.get("fields"), names, where)
    # the columns of another table cannot be known here
    others = _names(reference.get("fields"), names if resource == package == "" else None, where)
    _expect(0 < len(fields) == len(others), where, f"ties {len(fields)} column(s) to {len(others)}")
    return ForeignKey(fields, resource, others, package)


def _unique(key: object, names: Sequence[str], where: str) -> tuple[str, ...]:
    columns = _names(key, names, where)
    _expect(len(columns) > 0, where, "has a key of no column")
    return columns


def _names(value: object, known: Sequence[str] | None, where: str) -> tuple[str, ...]:
    """Column names, given as one string or as a list of strings."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PackageError(f"{where}: must be a list of column names")
    for name in names:
        _expect(known is None or name in known, where, f"names the column {name!r}, which is no field of the table")
    return tuple(names)


def _object(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise PackageError(f"{where}: must be a JSON object")
    return value


def _list(holder: Mapping[str, Any], name: str, where: str) -> list[Any]:
    value = holder.get(name, [])
    if not isinstance(value, list):
        raise PackageError(f'{where}: "{name}" must be a list')
    return value


def _expect(right: bool, where: str, what: str) -> None:
    if not right:
        raise PackageError(f"{where}: {what}")
