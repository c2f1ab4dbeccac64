"""The decisions as cards: court, date, outcome, parties, subject, sanction and reasons, each with its words."""

from collections.abc import Iterator

from greffier.site.cards import Card, Names, Words, cells, evidence_of, parties_of, place
from greffier.site.store import Store

#: A page shows so many decisions.
A_PAGE = 60

NEWEST_FIRST = """
SELECT d.*, a.title, a.published_on FROM decisions d JOIN articles a USING (article_id)
ORDER BY d.decided_on DESC, a.published_on DESC, d.rowid LIMIT :most OFFSET :skip
"""


def decision_pages(store: Store, names: Names) -> Iterator[tuple[str, int, int, list[Card]]]:
    """The pages of decisions, at least one: file name, number from 1, how many pages there are, cards."""
    total = max(1, -(-store.count("decisions") // A_PAGE))
    for number in range(1, total + 1):
        name = "decisions.html" if number == 1 else f"decisions-{number}.html"
        yield name, number, total, decision_cards(store, names, A_PAGE, (number - 1) * A_PAGE)


def decision_cards(store: Store, names: Names, most: int, skip: int = 0) -> list[Card]:
    """So many decisions as cards, newest first, those without a day last."""
    found = []
    for number, row in enumerate(store.ask(NEWEST_FIRST, most=most, skip=skip)):
        key = row["decision_id"]
        # a party's row id begins with the decision's
        evidence = evidence_of(
            store.each(
                "SELECT * FROM evidence WHERE (\"table\" = 'decisions' AND row_id = :key) "
                "OR (\"table\" = 'parties' AND row_id > :key || ':' AND row_id < :key || ';')",
                key=key,
            )
        )
        own = evidence.get(("decisions", key), {})
        parties = store.each("SELECT * FROM parties WHERE decision_id = :key ORDER BY rowid", key=key)
        reasons = store.ask("SELECT * FROM statements WHERE decision_id = :key ORDER BY start", key=key)
        found.append(
            Card(
                number,
                "decisions",
                key,
                row,
                cells(store.schemas["decisions"], row, own, names),
                tuple(own.get("outcome", ())) or (Words(*place(row), row["outcome_text"]),),
                parties_of(parties, evidence, names),
                tuple(reasons),
            )
        )
    return found
