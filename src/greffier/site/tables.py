"""The tables as pages: the rows as data for the browser, the columns as their schema describes them."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from greffier.package import Package, Resource
from greffier.package.schema import Field, Schema
from greffier.site.store import raw_rows, table_schema

#: Without scripts a page shows so many rows, with scripts so many; the file has all.
FIRST = 50
MOST = 200_000
CHUNK = 1000

#: What the cells of a key lead to: the page of an actor or an article, or a row in its article.
KEYS = {"actors": "actor", "articles": "article", "statements": "row", "decisions": "row", "mentions": "row"}


class TablePage(NamedTuple):
    """What the template of a table needs; `links` says for each column what its cells lead to."""

    name: str
    path: str
    schema: Schema
    links: dict[str, str]
    rows: list[list[str]]
    total: int

    @property
    def columns(self) -> str:
        """The columns as the browser's script reads them."""
        return json.dumps([[field.name, _sort(field), self.links.get(field.name, "")] for field in self.schema.fields])


def table_names(package: Package) -> list[str]:
    """The tables of the package that have a schema and one file."""
    return [each.name for each in package.resources if each.schema is not None and len(each.paths) == 1]


def table_page(resource: Resource, data: Path) -> TablePage:
    """The page of a table; its rows go into a script at `data`, in pieces that are small to read."""
    schema = table_schema(resource)
    rows = raw_rows(resource)
    first: list[list[str]] = []
    total = 0
    with data.open("w", encoding="utf-8", newline="\n") as script:
        script.write("globalThis.greffierRows = [];\n")
        while chunk := list(islice(rows, CHUNK)):
            if total < MOST:
                # a string in a string: browsers read JSON faster than they read scripts
                rows_as_text = json.dumps(json.dumps(chunk, ensure_ascii=False), ensure_ascii=False)
                script.write(f"greffierRows.push(...JSON.parse({rows_as_text}));\n")
            first += chunk[: FIRST - len(first)]
            total += len(chunk)
    return TablePage(resource.name, resource.path, schema, dict(_links(schema)), first, total)


def _links(schema: Schema) -> Iterator[tuple[str, str]]:
    for key in schema.foreign_keys:
        if len(key.fields) == 1 and (key.resource or schema.name) in KEYS:
            yield key.fields[0], KEYS[key.resource or schema.name]
    if len(schema.primary_key) == 1 and schema.name in KEYS:
        yield schema.primary_key[0], KEYS[schema.name]


def _sort(field: Field) -> str:
    return "number" if field.type in {"integer", "number", "year"} else "text"
