"""The tables that one article's records make, without any file: as rows, or as frames like those that `load` gives."""

from typing import TYPE_CHECKING

from greffier.dataset.rows import TABLES, Rows, arranged, rows
from greffier.model import Extraction
from greffier.package import cells, installed_package
from greffier.package.frames import pandas_frame
from greffier.package.records import schema_of
from greffier.package.schema import Schema

if TYPE_CHECKING:
    import pandas as pd


def records(extraction: Extraction) -> Rows:
    """The rows of each table, in the order in which a build writes them."""
    schemas = _schemas()
    return {
        name: [
            {field.name: cells.parse(field, cells.text(row[field.name])) for field in schemas[name].fields}
            for row in table
        ]
        for name, table in arranged(rows([extraction]), schemas).items()
    }


def frames(extraction: Extraction) -> "dict[str, pd.DataFrame]":
    """A frame for each table, with the types of its columns."""
    schemas = _schemas()
    return {
        name: pandas_frame((field, [row[field.name] for row in table]) for field in schemas[name].fields)
        for name, table in records(extraction).items()
    }


def _schemas() -> dict[str, Schema]:
    package = installed_package()
    return {name: schema_of(package.resource(name)) for name in TABLES}
