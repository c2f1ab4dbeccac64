"""How much of a dataset was reviewed and by whom: by table and by article."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from greffier.errors import PackageError
from greffier.package import Package, reviews
from greffier.package.records import schema_of
from greffier.package.reviews import Figure, Standing, Unit


class Status(NamedTuple):
    """The figures of each table and of each article, and the reviews of rows that there are no more."""

    tables: dict[str, Figure]
    articles: dict[str, Figure]
    disputed: list[Unit]
    changed: list[Unit]
    gone: list[Unit]
    #: How many rows each reviewer accepted as they are.
    reviewers: dict[str, int]


def status(package: Package) -> Status:
    """How the rows of a package stand; PackageError where nothing says who reviewed them."""
    if not any(resource.name == "reviews" for resource in package.resources):
        raise PackageError(
            f"{package.where}: has no table of reviews; take its schema and its entry in datapackage.json from a "
            "package that `greffier new` makes"
        )
    tables = reviews.tables_of(package)
    schemas = {name: schema_of(package.resource(name)) for name in reviews.TABLES}
    found = reviews.standings(tables, schemas)
    by_article = {key: reviews.figure(found[unit] for unit in units) for key, units in units_by_article(tables).items()}
    return Status(
        reviews.figures(found),
        by_article,
        _in_state(found, "disputed"),
        _in_state(found, "changed"),
        sorted({(row["table"], row["row_id"]) for row in tables["reviews"]} - found.keys()),
        dict(sorted(Counter(name for standing in found.values() for name in _accepting(standing)).items())),
    )


def units_by_article(tables: reviews.Tables) -> dict[str, list[Unit]]:
    """The units of each article: itself, what it states and decides, and the actors that it mentions."""
    found: dict[str, dict[Unit, None]] = {
        row["article_id"]: {("articles", row["article_id"]): None} for row in tables["articles"]
    }
    known = {row["actor_id"] for row in tables["actors"]}
    for name, key in (("mentions", "actor_id"), ("statements", "statement_id"), ("decisions", "decision_id")):
        for row in tables[name]:
            unit = ("actors" if name == "mentions" else name, row[key])
            if row["article_id"] in found and (name != "mentions" or row[key] in known):
                found[row["article_id"]][unit] = None
    return {article: list(units) for article, units in found.items()}


def as_lines(found: Status) -> Iterator[str]:
    """The figures for a terminal."""
    width = max(len(name) for name in (*found.tables, *found.articles, "article"))
    for title, figures in (("table", found.tables), ("article", found.articles)):
        yield f"{title:<{width}}  rows  reviewed  open  corrected"
        for name, figure in figures.items():
            yield f"{name:<{width}}  {figure.rows:4}  {figure.read:8}  {figure.open:4}  {figure.corrected:9}"
        yield ""
    for units, what in (
        (found.disputed, "disputed"),
        (found.changed, "changed since it was reviewed"),
        (found.gone, "reviewed, and there no more"),
    ):
        for table, row_id in units:
            yield f"{table} {row_id}: {what}"
    figure = reviews.Figure(*map(sum, zip(*found.tables.values(), strict=True)))
    who = f" by {', '.join(found.reviewers)}" if figure.read else ""
    yield f"{figure.read} of {figure.rows} rows were reviewed{who}, {figure.open} are open"


def _in_state(found: dict[Unit, Standing], state: str) -> list[Unit]:
    return [unit for unit, standing in found.items() if standing.state == state]


def _accepting(standing: Standing) -> list[str]:
    """Who accepted a row that counts as reviewed."""
    return [review.reviewer for review in standing.current] if standing.state == "read" else []
