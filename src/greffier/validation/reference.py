"""What frictionless, the reference implementation, says of tables in formats that greffier does not read itself."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from greffier.errors import NotSupported, Problem
from greffier.package import Resource
from greffier.package.constraints import EMPTY
from greffier.validation.profiles import shortened

#: Which of our rules an error of frictionless is about; one that is not here is about the file.
RULE_OF_ERROR = {
    "blank-header": "header",
    "blank-label": "header",
    "blank-row": "blank-row",
    "duplicate-label": "header",
    "encoding-error": "encoding",
    "extra-cell": "row-length",
    "extra-label": "header",
    "foreign-key": "foreign-key",
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
#: All of a resource that frictionless is told: nothing that it would fetch, follow or import.
TOLD = ("format", "encoding")
_SHEETS = ("sheetName", "sheetNumber")


def reference_problems(resource: Resource, file: Path) -> Iterator[Problem]:
    """What frictionless refuses in a table, without its keys, which need other tables.

    NotSupported where frictionless cannot read the format, or is not there.
    """
    try:
        import frictionless
    except ImportError:
        raise NotSupported("its format is left to frictionless: pip install frictionless") from None
    described = {name: resource.descriptor[name] for name in TOLD if isinstance(resource.descriptor.get(name), str)}
    schema = resource.schema
    if schema is not None:
        described["schema"] = {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json"}
        described["schema"] |= {"fields": [dict(field.descriptor) for field in schema.fields]}
        described["schema"] |= {"missingValues": list(schema.missing_values), "primaryKey": list(schema.primary_key)}
    ending = resource.paths[0].rpartition(".")[2]
    copy = file if file.name.endswith(ending) else file.rename(file.with_name(f"{file.name}.{ending}"))
    try:
        told = frictionless.Resource.from_descriptor(
            {"name": "table", "path": copy.name, **described}, basepath=str(copy.parent)
        )
        report = told.validate(limit_errors=10_000)
    except Exception as error:  # whatever a reader of a foreign format raises is not the package's fault
        raise NotSupported(f"frictionless cannot read it: {shortened(error)}") from None
    for found in (each for task in report.tasks for each in task.errors):
        if found.type in ("source-error", "scheme-error", "format-error", "general-error", "error"):
            raise NotSupported(f"frictionless cannot read it: {shortened(found.note or found.message)}")
        rule, message = _rule(found), shortened(found.note or found.message)
        cell = getattr(found, "cell", None) or None
        if rule == "required":
            message, cell = EMPTY, None  # it writes an empty cell as the word None
        column = getattr(found, "field_name", None) or None
        yield Problem(resource.paths[0], getattr(found, "row_number", None), column, rule, message, cell)


def _rule(error: Any) -> str:
    if error.type == "constraint-error":
        constraint = re.search(r'constraint "(\w+)"', error.note)
        return RULE_OF_CONSTRAINT.get(constraint[1] if constraint else "", "type")
    return RULE_OF_ERROR.get(error.type, "file")
