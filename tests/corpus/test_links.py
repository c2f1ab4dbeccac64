import duckdb

import greffier
from greffier.corpus import links


def test_a_decision_told_twice_names_the_first_telling_and_others_none(told):
    found = {row["article_id"]: row["same_as"] for row in greffier.load("decisions", "records", told)}
    assert found == {
        "french": "again.d0",
        "again": None,
        "later": None,  # another day
        "other": None,  # another person
        "belgian": None,  # another court, and a namesake
        "vague": None,  # a court without its place
        "vaguer": None,
    }


def linked(told: list[tuple[str, str, str, str]]) -> dict[str, str]:
    """What is linked of decisions, each with its article, day and parties, all of one court and outcome."""
    with duckdb.connect() as base:
        base.execute("""CREATE TABLE decisions_found(part INTEGER, decision_id VARCHAR, article_id VARCHAR,
            court_id VARCHAR, decided_on VARCHAR, outcome VARCHAR)""")
        base.execute(
            "CREATE TABLE parties_found(part INTEGER, decision_id VARCHAR, article_id VARCHAR, actor_id VARCHAR, role VARCHAR)"
        )
        base.execute("CREATE TABLE occurrences(article_id VARCHAR, actor_id VARCHAR, final VARCHAR)")
        base.execute("CREATE TABLE kept(article_id VARCHAR, place STRUCT(p INTEGER, r INTEGER))")
        for number, (decision, article, day, parties) in enumerate(told):
            base.execute(
                "INSERT INTO decisions_found VALUES (0, ?, ?, 'court', ?, 'dismissed')", [decision, article, day]
            )
            if not any(article == other[1] for other in told[:number]):
                base.execute("INSERT INTO kept VALUES (?, {'p': 0, 'r': ?})", [article, number])
                base.execute("INSERT INTO occurrences VALUES (?, 'court', 'court')", [article])
            for party in parties.split():
                base.execute("INSERT INTO parties_found VALUES (0, ?, ?, ?, 'claimant')", [decision, article, party])
                seen = base.execute(
                    "FROM occurrences WHERE article_id = ? AND actor_id = ?", [article, party]
                ).fetchone()
                if seen is None:
                    base.execute("INSERT INTO occurrences VALUES (?, ?, ?)", [article, party, party])
        links.link(base)
        return dict(base.execute("SELECT decision_id, first FROM same_as ORDER BY ALL").fetchall())


def test_a_telling_with_two_parties_ties_those_that_share_one_with_it():
    told = [
        ("c.d0", "c", "2024-05-03", "ann"),
        ("b.d0", "b", "2024-05-03", "ann bob"),
        ("a.d0", "a", "2024-05-03", "bob"),
    ]
    assert linked(told) == {"b.d0": "a.d0", "c.d0": "a.d0"}


def test_two_decisions_of_one_article_are_two_and_a_day_must_be_whole():
    day = "2024-05-03"
    assert linked([("a.d0", "a", day, "ann"), ("a.d9", "a", day, "ann"), ("b.d0", "b", day, "ann")]) == {}
    assert linked([("a.d0", "a", "2024-05", "ann"), ("b.d0", "b", "2024-05", "ann")]) == {}
    assert linked([("a.d0", "a", day, "a.man"), ("b.d0", "b", day, "a.man")]) == {}
