"""The rules on single cells as SQL over a table of text, for the fields that SQL reads as Python does."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from greffier.package import cells, patterns
from greffier.package.constraints import EMPTY, Constraint
from greffier.package.schema import Field
from greffier.validation.database import literal
from greffier.validation.questions import quoted

_COMPARE = {"minimum": "<", "maximum": ">", "exclusiveMinimum": "<=", "exclusiveMaximum": ">="}
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_YEAR = "-?(?:[1-9][0-9]{4,}|[0-9]{4})"


class Test(NamedTuple):
    """What is wrong with the cells for which `sql` is true."""

    column: str
    rule: str
    message: str
    sql: str

    @property
    def counted(self) -> str:
        """How many cells it is; those that are empty have been counted already."""
        return f"count(*) - count({quoted(self.column)})" if self.rule == "required" else f"count_if({self.sql})"


def tests(
    field: Field, asked: Sequence[Constraint], spaces: Collection[str], compiled: bool, kept: bool
) -> Iterator[Test]:
    """What is asked of a field's cells in SQL: all of it where the field is `compiled`.

    `spaces` are those that may stand at an end of a cell; `kept` says that the cells are values of the type already.
    """
    cell = quoted(field.name)
    if field.required:
        yield Test(field.name, "required", EMPTY, f"{cell} IS NULL")
    if spaces and field.type in ("any", "string"):
        # each is a look at a few bytes
        stray = (f"{ends}({cell}, {literal(space)})" for space in spaces for ends in ("prefix", "suffix"))
        yield Test(field.name, "white-space", "begins or ends with white space", " OR ".join(stray))
    if not compiled:
        return
    if field.pattern is not None:
        whole = literal(f"(?:{patterns.translated(field.pattern)})")
        message = f"does not match {field.pattern}"
        yield Test(field.name, "pattern", message, f"NOT regexp_full_match({cell}, {whole})")
    if not kept and (wrong := _wrong(field)):
        kind = field.format if field.type == "string" else field.type
        yield Test(field.name, "type", "no date; write it as YYYY-MM-DD" if kind == "date" else f"no {kind}", wrong)
    typed = cell if kept else value(field)
    for constraint in asked:
        sql = _sql(field, constraint, cell, typed)
        if sql:
            yield Test(field.name, constraint.rule, constraint.message, sql)


def plain(field: Field, cell: str) -> tuple[str, str] | None:
    """A cell as a value, and whether it is written otherwise than the database writes that value.

    None where a value has no one way to be written, such as a number.
    """
    if field.type == "integer" and cells.is_whole(field):
        typed, other = f"TRY_CAST({cell} AS BIGINT)", ""
    elif field.type == "date" and field.format == "default":
        # it also knows days beyond the year 9999, and infinity
        typed, other = f"TRY_CAST({cell} AS DATE)", f"strlen({cell}) <> 10 OR "
    else:
        return None
    return typed, f"{other}CAST({typed} AS VARCHAR) IS DISTINCT FROM {cell}"


def is_compiled(field: Field) -> bool:
    """Whether a field's cells are read in SQL."""
    if field.type in ("any", "boolean", "year"):
        return True
    if field.type == "date":
        return field.format == "default"
    return field.type == "string" or cells.is_whole(field)


def value(field: Field, right: bool = False) -> str:
    """The cell as a value of its field's type, NULL where it is missing or of another type.

    `right` says that all cells of the column are of the type, which is quicker to read.
    """
    cell = quoted(field.name)
    if field.type == "boolean":
        true, false = (", ".join(map(constant, names)) for names in _boolean(field))
        return f"CASE WHEN {cell} IN ({true or 'NULL'}) THEN true WHEN {cell} IN ({false or 'NULL'}) THEN false END"
    if field.type == "integer":
        return f"CAST({cell} AS BIGINT)" if right else f"TRY_CAST({_formed(cell, cells.FORMS['integer'])} AS BIGINT)"
    if field.type == "year":
        return f"TRY_CAST(regexp_extract({_formed(cell, _form(field))}, '{_YEAR}') AS BIGINT)"
    if field.type == "number":
        return f"TRY_CAST({_formed(cell, cells.FORMS['number'])} AS DOUBLE)"
    if field.type == "date":
        # no calendar has a year 0
        formed = f"CASE WHEN regexp_full_match({cell}, '{_DAY}') AND {cell} >= '0001' THEN {cell} END"
        return f"TRY_CAST({formed} AS DATE)"
    return cell


def constant(found: Any) -> str:
    """A constant as SQL writes it."""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, int):
        return str(found)
    if isinstance(found, float):
        return f"'{found!r}'::DOUBLE"
    return f"DATE '{found.isoformat()}'" if isinstance(found, date) else literal(str(found))


def _formed(cell: str, form: str) -> str:
    return f"CASE WHEN regexp_full_match({cell}, {literal(form)}) THEN {cell} END"


def _form(field: Field) -> str:
    if field.type == "year":
        return rf"{_YEAR}(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
    return cells.FORMS[field.format if field.type == "string" else field.type]


def _wrong(field: Field) -> str | None:
    """Which cells are not of their type; None where any is."""
    cell = quoted(field.name)
    if field.type == "any" or field.type == "string" and not cells.is_whole(field):
        return None
    if field.type in ("boolean", "date"):
        return f"{cell} IS NOT NULL AND {value(field)} IS NULL"
    return f"NOT regexp_full_match({cell}, {literal(_form(field))})"


def _sql(field: Field, constraint: Constraint, cell: str, typed: str) -> str | None:
    if constraint.name in _COMPARE:
        nan = f" OR isnan({typed})" if field.type == "number" else ""
        return f"{typed} {_COMPARE[constraint.name]} {constant(constraint.limit)}{nan}"
    if constraint.name == "enum":
        return f"{typed} NOT IN ({', '.join(map(constant, constraint.limit)) or 'NULL'})"
    if constraint.name == "minLength" and constraint.limit <= 1 and "" in field.missing_values:
        return None  # a cell that is there has a character
    if constraint.rule == "length":
        return f"length({cell}) {'<' if constraint.name == 'minLength' else '>'} {constraint.limit}"
    return None


def _boolean(field: Field) -> tuple[Sequence[str], Sequence[str]]:
    return field.descriptor.get("trueValues", cells.TRUE), field.descriptor.get("falseValues", cells.FALSE)
