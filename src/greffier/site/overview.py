"""What there is in all: how many rows of each sort, the articles, and the actors who say and face most."""

import json
from itertools import islice
from typing import NamedTuple

from greffier.package import Resource
from greffier.site.store import TABLES, Row, Store, raw_rows, table_schema

#: A list shows so many; the table has all.
MOST = 300

ACTORS = """
SELECT actor_id, name, kind, role, country,
    (SELECT count(*) FROM statements s WHERE s.speaker_id = a.actor_id) AS said,
    (SELECT count(*) FROM statements s WHERE s.target_id = a.actor_id AND s.act = 'accuse') AS accused,
    (SELECT count(*) FROM decisions d WHERE d.court_id = a.actor_id) AS decided,
    (SELECT count(DISTINCT p.decision_id) FROM parties p WHERE p.actor_id = a.actor_id) AS party
FROM actors a ORDER BY said + accused + decided + party DESC, a.rowid LIMIT :most
"""

ARTICLES = """
SELECT *,
    (SELECT count(*) FROM statements s WHERE s.article_id = a.article_id) AS said,
    (SELECT count(*) FROM decisions d WHERE d.article_id = a.article_id) AS decided,
    (SELECT count(DISTINCT m.actor_id) FROM mentions m WHERE m.article_id = a.article_id) AS acting
FROM articles a ORDER BY published_on DESC, rowid LIMIT :most
"""

RULES = """
SELECT rule, count(*) AS n FROM (SELECT rule FROM statements UNION ALL SELECT rule FROM decisions)
GROUP BY rule ORDER BY n DESC, rule
"""

RIGHTS = """
SELECT publisher, rights, publish_text, count(*) AS n FROM articles
GROUP BY publisher, rights, publish_text ORDER BY n DESC LIMIT 20
"""

#: The tables that people fill, in the order in which a build applies them.
CURATED = ("aliases", "corrections")


class Overview(NamedTuple):
    """What the front page and the lists show; `curated` holds what people changed, by table."""

    counts: dict[str, int]
    newest: list[Row]
    busiest: list[Row]
    rules: list[Row]
    rights: list[Row]
    curated: dict[str, list[Row]]


def overview(store: Store) -> Overview:
    """What there is in all."""
    return Overview(
        {table: store.count(table) for table in TABLES},
        store.ask(ARTICLES, most=MOST),
        store.ask(ACTORS, most=MOST),
        store.ask(RULES),
        store.ask(RIGHTS),
        {resource.name: _first(resource) for resource in store.package.resources if resource.name in CURATED},
    )


def _first(resource: Resource) -> list[Row]:
    columns = table_schema(resource).columns
    return [_readable(dict(zip(columns, row, strict=True))) for row in islice(raw_rows(resource), MOST)]


def _readable(row: Row) -> Row:
    """A correction that adds a row says it as columns with their values, no longer as JSON."""
    if row.get("field") != "+":
        return row
    try:
        added = json.loads(row["new"])
    except ValueError:
        return row
    return {**row, "new": ", ".join(f"{name}: {value}" for name, value in added.items() if value not in (None, ""))}
