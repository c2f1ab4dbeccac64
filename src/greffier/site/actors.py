"""An actor as a page: who it is, and all it said, was accused of, decided or was party to, over all articles."""

from collections.abc import Iterator
from typing import NamedTuple

from greffier.site.cards import Cell, Names, cells, evidence_of
from greffier.site.store import Row, Store

#: A section shows so many rows; the table has the others.
MOST = 200

SAID = """
SELECT s.*, a.title, a.published_on FROM statements s JOIN articles a USING (article_id)
WHERE {} ORDER BY a.published_on, s.rowid
"""
DECIDED = """
SELECT d.*, a.title, a.published_on, {} AS role FROM decisions d JOIN articles a USING (article_id) {}
ORDER BY a.published_on, d.rowid
"""

#: The sections of the page: what is asked for each, with the table that holds the rest.
SECTIONS = {
    "said": ("statements", SAID.format("s.speaker_id = :key")),
    "accused": ("statements", SAID.format("s.target_id = :key AND s.act = 'accuse'")),
    "addressed": ("statements", SAID.format("s.target_id = :key AND s.act != 'accuse'")),
    "relayed": ("statements", SAID.format("s.via_id = :key")),
    "decided": ("decisions", DECIDED.format("''", "WHERE d.court_id = :key")),
    "party": ("decisions", DECIDED.format("p.role", "JOIN parties p USING (decision_id) WHERE p.actor_id = :key")),
}


class Section(NamedTuple):
    """Rows that concern an actor in one way; `total` counts also those that are not shown."""

    name: str
    table: str
    rows: list[Row]
    total: int


class ActorPage(NamedTuple):
    """What the template of an actor needs."""

    actor: Row
    cells: tuple[Cell, ...]
    parts: list[Row]
    forms: list[Row]
    articles: list[Row]
    sections: list[Section]


def actor_page(store: Store, names: Names, actor: Row) -> ActorPage:
    """The page of an actor, from its row."""
    key = actor["actor_id"]
    evidence = evidence_of(store.each("SELECT * FROM evidence WHERE row_id = :key AND \"table\" = 'actors'", key=key))
    return ActorPage(
        actor,
        cells(store.schemas["actors"], actor, evidence.get(("actors", key), {}), names),
        store.ask("SELECT * FROM actors WHERE part_of = :key ORDER BY rowid", key=key),
        store.ask(
            "SELECT text, form, count(*) AS n FROM mentions WHERE actor_id = :key AND form != 'pronoun' "
            "GROUP BY text ORDER BY n DESC, text LIMIT 12",
            key=key,
        ),
        store.ask(
            "SELECT a.article_id, a.title, a.published_on, count(*) AS n, min(m.start) AS start FROM mentions m "
            "JOIN articles a USING (article_id) WHERE m.actor_id = :key GROUP BY a.article_id "
            f"ORDER BY a.published_on, a.article_id LIMIT {MOST}",
            key=key,
        ),
        list(_sections(store, key)),
    )


def _sections(store: Store, key: str) -> Iterator[Section]:
    for name, (table, query) in SECTIONS.items():
        rows = store.ask(f"{query} LIMIT {MOST + 1}", key=key)
        if rows:
            more = len(rows) > MOST
            total = int(store.ask(f"SELECT count(*) AS n FROM ({query})", key=key)[0]["n"]) if more else len(rows)
            yield Section(name, table, rows[:MOST], total)
