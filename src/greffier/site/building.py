"""The whole of the page, view by view."""

from pathlib import Path

from greffier.package import Package
from greffier.site.actors import actor_page
from greffier.site.articles import article_page, openings
from greffier.site.cards import Names
from greffier.site.dataset import json_ld, read_dataset, report
from greffier.site.decisions import decision_pages
from greffier.site.downloads import copy_package
from greffier.site.network import KINDS, network, relations
from greffier.site.overview import overview
from greffier.site.pages import Pages, fresh_folder, safe_name
from greffier.site.readers import readers_of
from greffier.site.reviewed import reviewed
from greffier.site.store import Store
from greffier.site.story import story
from greffier.site.tables import TablePage, table_names, table_page
from greffier.site.timeline import chart, timeline

#: Pictures are drawn twice: for a wide screen and for a narrow one.
WIDTHS = (920.0, 350.0)


def build(package: Package, target: Path) -> int:
    """Build the page of a package into a folder, all or nothing; gives the number of pages."""
    store = Store(package)
    names = Names(store)
    dataset = read_dataset(package)
    with fresh_folder(target.resolve()) as folder:
        common = {"names": names, "schemas": store.schemas, "readers": readers_of(package)}
        outcomes = {row["decision_id"]: row["outcome"] for row in store.each("SELECT * FROM decisions")}
        common |= {"reviewed": reviewed(store), "kinds": KINDS}
        pages = Pages(
            folder, dataset, {**common, "spoken": _spoken(store), "openings": openings(store), "outcomes": outcomes}
        )
        for article in store.each("SELECT * FROM articles ORDER BY rowid"):
            pages.write(
                "article.html",
                f"articles/{safe_name(article['article_id'])}.html",
                view=article_page(store, names, article),
            )
        for actor in store.each("SELECT * FROM actors ORDER BY rowid"):
            pages.write(
                "actor.html", f"actors/{safe_name(actor['actor_id'])}.html", view=actor_page(store, names, actor)
            )
        for path, number, total, cards in decision_pages(store, names):
            pages.write("decisions.html", path, cards=cards, number=number, total=total)
        tables = _tables(pages, store, names, outcomes)
        view, ties, dated = overview(store), relations(store), timeline(store)
        networks = [network(ties, names, width) for width in WIDTHS]
        about = json_ld(dataset, package, store)
        files = copy_package(package, store, folder, f"{safe_name(dataset.label)}.zip")
        pages.write("articles.html", "articles.html", view=view)
        pages.write("actors.html", "actors.html", view=view)
        pages.write("tables.html", "tables/index.html", tables=tables)
        pages.write("network.html", "network.html", relations=ties, networks=networks)
        pages.write("timeline.html", "timeline.html", timeline=dated, charts=[chart(dated, width) for width in WIDTHS])
        pages.write(
            "dataset.html",
            "dataset.html",
            view=view,
            files=files,
            json_ld=about,
            quality=report(package, "docs/quality.md"),
            changelog=report(package, "CHANGELOG.md"),
        )
        told = story(store, names)
        pages.write("index.html", "index.html", view=view, json_ld=about, networks=networks, story=told, files=files)
        pages.finish()
    return pages.written


def _spoken(store: Store) -> str:
    """The language of most articles."""
    rows = store.ask("SELECT language FROM articles GROUP BY language ORDER BY count(*) DESC, language LIMIT 1")
    return safe_name(rows[0]["language"]) if rows else "fr"


def _tables(pages: Pages, store: Store, names: Names, outcomes: dict[str, str]) -> list[TablePage]:
    """A page for each table of the package, whether greffier's or another."""
    package, done = store.package, []
    articles = store.each("SELECT article_id, published_on FROM articles")
    days = {article["article_id"]: article["published_on"] for article in articles}
    (pages.folder / "tables").mkdir()
    for name in table_names(package):
        data = f"tables/{safe_name(name)}.js"
        view = table_page(package.resource(name), pages.folder / data, names, days, outcomes)
        pages.write("table.html", f"tables/{safe_name(name)}.html", view=view, data=data)
        done.append(view)
    return done
