"""Which rows a person has read: said on every page, and beside every row."""

from typing import NamedTuple

from greffier.package.records import raw_rows, schema_of
from greffier.package.reviews import TABLES, UNITS, standings, tables_of
from greffier.site.store import Store


class Reviewed(NamedTuple):
    """How many rows there are and how many of them a person read; `states` says it of single rows, where any was."""

    rows: int
    read: int
    states: dict[tuple[str, str], str]

    def of(self, table: str, row_id: str) -> str:
        """`read`, or what else is known of a row's review; `open` where nobody looked at it."""
        return self.states.get((table, row_id), "open")


def reviewed(store: Store) -> Reviewed:
    """What the package's reviews say; without any, nothing was read."""
    package, total = store.package, sum(store.count(name) for name in UNITS)
    reviews = [resource for resource in package.resources if resource.name == "reviews"]
    if not any(True for resource in reviews for _ in raw_rows(resource)):
        return Reviewed(total, 0, {})
    found = standings(tables_of(package), {name: schema_of(package.resource(name)) for name in TABLES})
    states = {unit: standing.state for unit, standing in found.items()}
    return Reviewed(total, sum(state == "read" for state in states.values()), states)
