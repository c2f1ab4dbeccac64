"""The tables as pages: the rows as data for the browser, the columns as their schema describes them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from greffier.package import Package, Resource
from greffier.package.schema import Field, Schema, read_schema
from greffier.site.cards import Names
from greffier.site.store import raw_rows, table_schema
from greffier.site.words import Words

#: Without scripts a page shows so many rows, with scripts so many; the file has all.
FIRST = 50
MOST = 200_000
CHUNK = 1000

#: What the cells of a key lead to: the page of an actor or an article, or a row in its article.
KEYS = {"actors": "actor", "articles": "article", "statements": "row", "decisions": "row", "mentions": "row"}


#: The day on which a statement's article was published, as a column of its own.
DAY = read_schema({"fields": [{"name": "published_on", "type": "date", "title": "Published on"}]}, "the page").fields[0]

#: What people read comes first, what machines need last.
FIRST_COLUMNS = ("text", "name", "title", "outcome_text")
LATE_COLUMNS = ("speaker_text", "cue", "date_text", "announced_text")
LAST_COLUMNS = ("article_id", "start", "end", "rule", "sha256")


class Column(NamedTuple):
    """A column as it is shown: `place` is its cell in the row, `source` the cell whose value its link leads to.

    `refers` is the table whose ids it holds, where names are shown for them: of actors theirs, of decisions outcomes.
    `values` are those of a fixed list, and `list_of` the column whose words they have.
    """

    field: Field
    place: int
    link: str
    source: int
    refers: str = ""
    values: tuple[str, ...] = ()
    list_of: str = ""

    def word(self, cell: str, t: Words) -> str:
        """A cell as a word of a language, where its column, or what it names, has a fixed list of values."""
        return self.words(t).get(cell, cell)

    def words(self, t: Words) -> dict[str, str]:
        """The values that the column may have, and the word that is shown for each."""
        if self.field.type == "boolean":
            return {value: t.truth(value) for value in ("true", "false")}
        return {value: t.value(self.list_of, value) for value in self.values}


class TablePage(NamedTuple):
    """What the template of a table needs; `rows` are the first ones, in the order of the columns."""

    name: str
    path: str
    schema: Schema
    shown: list[Column]
    rows: list[list[str]]
    total: int

    def values(self, t: Words) -> str:
        """The words for fixed values, by the number of the column, as the browser's script reads them."""
        words = {number: column.words(t) for number, column in enumerate(self.shown)}
        return json.dumps({number: each for number, each in words.items() if each}, ensure_ascii=False)

    @property
    def columns(self) -> str:
        """The columns as the browser's script reads them."""
        return json.dumps([[c.field.name, _sort(c.field), c.link, c.source, bool(c.refers)] for c in self.shown])


def table_names(package: Package) -> list[str]:
    """The tables of the package that have a schema and one file."""
    return [each.name for each in package.resources if each.schema is not None and len(each.paths) == 1]


def table_page(
    resource: Resource, data: Path, names: Names, days: Mapping[str, str], outcomes: Mapping[str, str]
) -> TablePage:
    """The page of a table; its rows go into a script at `data`, in pieces that are small to read.

    `days` are those on which articles were published: a statement is shown with its own. `outcomes` are those of the
    decisions, shown in place of their ids.
    """
    schema = table_schema(resource)
    shown = _columns(schema, sorted(set(outcomes.values())))
    published = schema.columns.index("article_id") if resource.name == "statements" else None
    rows: Iterator[list[str]] = (list(row) for row in raw_rows(resource))
    if published is not None:
        rows = ([*row, days.get(row[published], "")] for row in rows)
        shown.insert(2, Column(DAY, len(schema.columns), "", 0))
    order = [column.place for column in shown]
    where = {place: number for number, place in enumerate(order)}
    shown = [column._replace(source=where[column.source]) for column in shown]
    arranged = ([row[place] for place in order] for row in rows)
    first: list[list[str]] = []
    total = 0
    with data.open("w", encoding="utf-8", newline="\n") as script:
        called = _called({column.refers for column in shown}, names, outcomes)
        calling = json.dumps(json.dumps(called, ensure_ascii=False))
        script.write(f"globalThis.greffierNames = JSON.parse({calling});\nglobalThis.greffierRows = [];\n")
        while chunk := list(islice(arranged, CHUNK)):
            if total < MOST:
                # a string in a string: browsers read JSON faster than they read scripts
                rows_as_text = json.dumps(json.dumps(chunk, ensure_ascii=False), ensure_ascii=False)
                script.write(f"greffierRows.push(...JSON.parse({rows_as_text}));\n")
            first += chunk[: FIRST - len(first)]
            total += len(chunk)
    plain = [
        [called.get(cell, cell) if column.refers else cell for column, cell in zip(shown, row, strict=True)]
        for row in first
    ]
    return TablePage(resource.name, resource.path, schema, shown, plain, total)


def _called(tables: set[str], names: Names, outcomes: Mapping[str, str]) -> dict[str, str]:
    """What is shown for the ids of these tables."""
    called = {key: name for key, (name, _) in names.known.items()} if "actors" in tables else {}
    return {**called, **outcomes} if "decisions" in tables else called


def _columns(schema: Schema, outcomes: Sequence[str]) -> list[Column]:
    """The columns in the order in which they are read; the first leads where the row's id does."""
    links, own = dict(_links(schema)), schema.primary_key[0] if len(schema.primary_key) == 1 else ""
    last = [name for name in schema.columns if name == own or name in LAST_COLUMNS]
    first = [name for name in FIRST_COLUMNS if name in schema.columns][:1]
    late = [name for name in LATE_COLUMNS if name in schema.columns]
    middle = [name for name in schema.columns if name not in (*first, *late, *last)]
    place = {name: number for number, name in enumerate(schema.columns)}
    found = []
    for name in (*first, *middle, *late, *last):
        source = own if name in first and own in links else name
        field, refers = schema.field(name), _refers(schema, name)
        values = outcomes if refers == "decisions" else [str(value) for value in field.categories]
        list_of = "outcome" if refers == "decisions" else name
        found.append(Column(field, place[name], links.get(source, ""), place[source], refers, tuple(values), list_of))
    return found


def _refers(schema: Schema, column: str) -> str:
    """The table whose ids a column holds, where something better to read is shown for them."""
    tables = [key.resource or schema.name for key in schema.foreign_keys if key.fields == (column,)]
    return next((table for table in tables if table in ("actors", "decisions")), "")


def _links(schema: Schema) -> Iterator[tuple[str, str]]:
    for key in schema.foreign_keys:
        if len(key.fields) == 1 and (key.resource or schema.name) in KEYS:
            yield key.fields[0], KEYS[key.resource or schema.name]
    if len(schema.primary_key) == 1 and schema.name in KEYS:
        yield schema.primary_key[0], KEYS[schema.name]


def _sort(field: Field) -> str:
    return "number" if field.type in {"integer", "number", "year"} else "text"
