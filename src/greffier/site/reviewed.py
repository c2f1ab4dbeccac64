"""Which rows were reviewed, and by whom: said on every page, and beside every row."""

from typing import NamedTuple

from greffier.package.records import raw_rows, schema_of
from greffier.package.reviews import TABLES, UNITS, Review, Standing, Unit, standings, tables_of
from greffier.site.store import Store


class Reviewed(NamedTuple):
    """How many rows there are and how many were reviewed; `found` says how each stands, where any was."""

    rows: int
    read: int
    found: dict[Unit, Standing]

    def of(self, table: str, row_id: str) -> str:
        """`read`, or what else is known of a row's review; `open` where nobody looked at it."""
        standing = self.found.get((table, row_id))
        return standing.state if standing else "open"

    def by(self, table: str, row_id: str) -> tuple[Review, ...]:
        """The reviews that give a row its state: those that accept it, or those that dispute it."""
        standing = self.found.get((table, row_id))
        verdict = "disputed" if standing and standing.state == "disputed" else "accepted"
        return tuple(review for review in standing.current if review.verdict == verdict) if standing else ()

    @property
    def who(self) -> list[str]:
        """The names of those who accepted rows, each once."""
        return sorted({review.reviewer for unit in self.found for review in self.by(*unit) if self.of(*unit) == "read"})


def reviewed(store: Store) -> Reviewed:
    """What the package's reviews say; without any, nothing was reviewed."""
    package, total = store.package, sum(store.count(name) for name in UNITS)
    reviews = [resource for resource in package.resources if resource.name == "reviews"]
    if not any(True for resource in reviews for _ in raw_rows(resource)):
        return Reviewed(total, 0, {})
    found = standings(tables_of(package), {name: schema_of(package.resource(name)) for name in TABLES})
    return Reviewed(total, sum(standing.state == "read" for standing in found.values()), found)
