"""The form in which a reader proposes rows: the columns of the tables, with quoted words in place of offsets.

It is made from the schemas of the tables. A reference to another row holds that row's name (an actor's name, the first
words of a decision) instead of its id; a cell that rests on words of its own has them beside it, as `<cell>_words`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from greffier.package import installed_package
from greffier.package.records import schema_of
from greffier.package.schema import Field, Schema

#: The tables of which rows are proposed; those of `PARTS` stand within their rows.
TABLES = ("actors", "statements", "decisions")
PARTS = {"actors": "mentions", "decisions": "parties"}
#: What is reckoned from the place of the words, or is not to be found in them.
_RECKONED = frozenset({"article_id", "start", "end", "rule", "mode", "wikidata", "same_as"})
#: Cells whose words have a column of their own.
_WORDS = {"decided_on": "date_text", "announced_on": "announced_text", "outcome": "outcome_text"}
#: Cells that hold the words of one piece after the other: a content that is split, each mention of a decision.
_LISTS = {"statements": "text", "decisions": "outcome_text"}
_QUOTED = "The words, copied from the article letter by letter."


class Cell(NamedTuple):
    """A cell of a proposed row: `quoted` where it holds words of the article, `many` where a list of them."""

    name: str
    title: str
    column: Field | None
    required: bool
    quoted: bool = False
    many: bool = False

    @property
    def values(self) -> tuple[Any, ...]:
        """The only values that it may hold; empty where it holds words or a name."""
        return self.column.values if self.column else ()


@cache
def cells_of(table: str) -> tuple[Cell, ...]:
    """The cells of a proposed row of a table.

    >>> [cell.name for cell in cells_of("parties")]
    ['actor', 'role', 'role_words']
    """
    schema = schema_of(installed_package().resource(table))
    owners = [key.fields[0] for key in schema.foreign_keys if key.resource in PARTS and table == PARTS[key.resource]]
    own = schema.primary_key if len(schema.primary_key) == 1 else ()
    found: list[Cell] = []
    for field in schema.fields:
        if field.name not in _RECKONED and field.name not in (*owners, *own):
            found += _cells(table, schema, field)
    if table == "mentions":
        found.append(Cell("in", "A longer passage, in which these words stand once.", None, False, quoted=True))
    return tuple(found)


def _cells(table: str, schema: Schema, field: Field) -> list[Cell]:
    """The cell of a column, and that of the words that it rests on."""
    names = {key.fields[0] for key in schema.foreign_keys}
    title = f"{field.description} {_meanings(field)}".strip()
    words = field.traced == "grounded" and field.name not in _WORDS
    if field.name in names:
        kind = "outcome_text of the decision, its first words" if field.name == "decision_id" else "name of the actor"
        cell = Cell(field.name.removesuffix("_id"), f"{title} Here the {kind}, as this answer has it.", None, False)
        # what has no evidence of its own in the tables needs none here
        found = [cell._replace(required=field.required)]
    else:
        quoted = field.traced in ("place", "verbatim") or field.name == "name"
        many = _LISTS.get(table) == field.name
        found = [Cell(field.name, title, field, field.required, quoted, many)]
    if words:
        title = f"The words that {found[0].name} rests on."
        found.append(Cell(f"{found[0].name}_words", title, None, field.required, quoted=True))
    return found


def line_schema() -> dict[str, Any]:
    """The JSON Schema of a line of proposals: what one reader found in one article.

    >>> sorted(line_schema()["required"])
    ['article_id', 'reader']
    """
    article = schema_of(installed_package().resource("articles"))
    properties = {
        "article_id": _string(article.field("article_id").description, article.field("article_id").pattern),
        "reader": _string("Who read it: the name of a tool or a model, lower-case words joined by hyphens.", READER),
        "model": _string("The model and its version, as its maker names it."),
        "read_on": _string("The day of the reading, ISO 8601.", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        "sha256": _string("SHA-256 of the text read, UTF-8. Of another text nothing is taken.", "^[0-9a-f]{64}$"),
        "answers": {
            "type": "array",
            "description": "In place of the rows: a model's answers as received, each with the piece of text it read.",
            "items": {
                "type": "object",
                "required": ["start", "end", "answer"],
                "properties": {
                    "start": {"type": "integer", "minimum": 0},
                    "end": {"type": "integer", "minimum": 0},
                    "answer": {"type": "string"},
                },
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Proposals of a reader for an article",
        "description": "A line of JSON Lines. All words are quoted from the article; what is not in it is refused.",
        "type": "object",
        "required": ["article_id", "reader"],
        "properties": {**properties, **answer_schema()["properties"]},
    }


#: How a reader's name is written: it stands as the rule of the rows that the reader found.
READER = "^[a-z0-9]+(?:-[a-z0-9]+)*$"


def answer_schema() -> dict[str, Any]:
    """The JSON Schema of the rows alone, which is what a model answers with."""
    return {
        "type": "object",
        "required": list(TABLES),
        "additionalProperties": False,
        "properties": {table: {"type": "array", "items": _row_schema(table)} for table in TABLES},
    }


def _row_schema(table: str) -> dict[str, Any]:
    cells = cells_of(table)
    properties = {cell.name: _cell_schema(cell) for cell in cells}
    part = PARTS.get(table)
    if part:
        properties[part] = {"type": "array", "items": _row_schema(part)}
    return {
        "type": "object",
        "description": schema_of(installed_package().resource(table)).description,
        "required": [cell.name for cell in cells if cell.required],
        "additionalProperties": False,
        "properties": properties,
    }


def _cell_schema(cell: Cell) -> dict[str, Any]:
    title = f"{cell.title} {_QUOTED}" if cell.quoted else cell.title
    if cell.many:
        return {"type": "array", "description": title, "items": {"type": "string"}, "minItems": 1}
    schema: dict[str, Any] = {"type": "string" if cell.required else ["string", "null"], "description": title}
    if cell.values:
        schema["enum"] = [*cell.values] if cell.required else [*cell.values, None]
    elif cell.column and cell.column.pattern:
        schema["pattern"] = cell.column.pattern
    return schema


def _meanings(field: Field) -> str:
    labels: Mapping[Any, str] = field.categories
    return "; ".join(f"{value}: {label}" for value, label in labels.items() if label)


def _string(description: str, pattern: str | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "description": description}
    return schema | {"pattern": pattern} if pattern else schema
