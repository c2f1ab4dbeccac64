"""Which decisions are one, reported by several articles: the same court, day and outcome, and a party in common."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

#: Who is in a case, as against who judges or pleads in many.
PARTIES = "('claimant', 'respondent', 'defendant', 'victim', 'concerned')"


def link(base: "duckdb.DuckDBPyConnection") -> None:
    """Makes the table `same_as`: decision_id, part, and the first decision, by article, that it is the same as.

    Needs `occurrences`. A decision whose court, whole day or parties are not known is linked to none, nor are two of
    one article, which tells them apart.
    """
    base.execute(f"""CREATE TABLE reported AS
        SELECT DISTINCT d.decision_id, d.article_id, d.part, c.final AS court, d.decided_on AS day, d.outcome,
            w.final AS party
        FROM decisions_found d JOIN kept k ON k.article_id = d.article_id AND k.place.p = d.part
        JOIN occurrences c ON c.article_id = d.article_id AND c.actor_id = d.court_id
        JOIN parties_found p ON p.part = d.part AND p.decision_id = d.decision_id AND p.role IN {PARTIES}
        JOIN occurrences w ON w.article_id = p.article_id AND w.actor_id = p.actor_id
        WHERE length(d.decided_on) = 10 AND NOT contains(c.final, '.') AND NOT contains(w.final, '.')""")
    # one article with two such decisions says that they are two: then neither is known by these words
    base.execute("""DELETE FROM reported WHERE (article_id, court, day, outcome, party) IN (
        SELECT (article_id, court, day, outcome, party) FROM reported GROUP BY ALL HAVING count(*) > 1)""")
    base.execute("""CREATE TABLE same_as AS
        SELECT decision_id, any_value(part) AS part, decision_id AS first FROM reported GROUP BY decision_id""")
    while True:  # a decision reported with two parties ties those that share one with it
        base.execute("""CREATE OR REPLACE TABLE nearer AS
            SELECT decision_id, any_value(part) AS part, min(least_first) AS first FROM (
                SELECT t.decision_id, t.part, min(s.first) OVER (PARTITION BY court, day, outcome, party) AS least_first
                FROM reported t JOIN same_as s USING (decision_id)
            ) GROUP BY decision_id""")
        moved = base.execute(
            "SELECT count(*) FROM nearer n JOIN same_as s USING (decision_id) WHERE n.first <> s.first"
        ).fetchone()
        base.execute("CREATE OR REPLACE TABLE same_as AS FROM nearer")
        if not moved or not moved[0]:
            break
    base.execute("DELETE FROM same_as WHERE first = decision_id")
