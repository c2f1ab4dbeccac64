"""Who is one over many articles: by name, kind and country, and by an acronym that only one body has.

Occurrences of an actor are brought together by their ids, which are slugs of names, so that the cost grows with the
data. What is not certain stays apart: of one name and kind with two countries, an occurrence without a country is the
actor of its article only. Each pair that was left apart is listed in `undecided`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from greffier.corpus.gathering import rows, text
from greffier.dataset.aliases import survivors
from greffier.dataset.curation import Curated
from greffier.errors import CorrectionError

if TYPE_CHECKING:
    import duckdb

#: How alike two names are (Jaro and Winkler's measure) that the editor is asked about, and how far the list looks on.
ALIKE, NEAR = 0.94, 3


def identify(base: "duckdb.DuckDBPyConnection", aliases: Iterable[Curated] = ()) -> None:
    """Makes the tables `occurrences`, `actors`, `traces` and `undecided`.

    Each actor of each kept article with its `final` id; one row for each of these; the evidence of its cells; and the
    pairs for the editor.
    """
    _occurrences(base)
    _acronyms(base)
    _clusters(base)
    _curate(base, list(aliases))
    _merge(base)
    _undecided(base)


def _occurrences(base: "duckdb.DuckDBPyConnection") -> None:
    """The actors of the kept articles."""
    base.execute("""CREATE TABLE occurrences AS
        SELECT part, a.article_id, actor_id, own_id, name, kind, role, country, part_of, shorts, key
        FROM actors_found a JOIN kept k ON k.article_id = a.article_id AND k.place.p = a.part""")


def _acronyms(base: "duckdb.DuckDBPyConnection") -> None:
    """Gives an acronym that stands alone the key of the one body that is called so in full elsewhere."""
    base.execute("""CREATE TABLE acronyms AS
        SELECT short, kind, count(*) AS readings, min(key) AS full_key FROM (
            SELECT DISTINCT unnest(string_split(shorts, ' ')) AS short, kind, key FROM occurrences
            WHERE shorts IS NOT NULL AND key IS NOT NULL
        ) WHERE short <> key GROUP BY short, kind""")
    base.execute("""UPDATE occurrences SET key = a.full_key FROM acronyms a
        WHERE a.short = occurrences.key AND a.kind = occurrences.kind AND a.readings = 1""")


def _clusters(base: "duckdb.DuckDBPyConnection") -> None:
    """Gives each occurrence its final id: that of its cluster, or its own where it fits none or several."""
    base.execute("""CREATE TABLE clusters AS
        SELECT key, kind, country, count(*) AS size, count(country) OVER (PARTITION BY key, kind) AS countries
        FROM occurrences WHERE key IS NOT NULL GROUP BY key, kind, country""")
    # an occurrence without a country is of the one country that its namesakes have
    base.execute("DELETE FROM clusters WHERE country IS NULL AND countries > 0")
    base.execute("""CREATE TABLE named AS
        SELECT *, row_number() OVER (PARTITION BY id ORDER BY key, kind) AS same FROM (
        SELECT *, CASE WHEN place = 1 THEN key ELSE key || '-' || concat_ws('-',
                CASE WHEN kind <> top_kind THEN replace(kind, '_', '-') END,
                CASE WHEN countries > 1 THEN lower(country) END
            ) END AS id FROM (
            SELECT *, first(kind) OVER best AS top_kind, row_number() OVER best AS place
            FROM clusters WINDOW best AS (PARTITION BY key ORDER BY size DESC, kind, country)
        ))""")
    base.execute("ALTER TABLE occurrences ADD COLUMN final VARCHAR")
    base.execute("""UPDATE occurrences SET final = n.id || CASE WHEN n.same > 1 THEN '-x' || n.same ELSE '' END
        FROM named n WHERE n.key = occurrences.key AND n.kind = occurrences.kind
            AND (n.countries < 2 OR n.country = occurrences.country)""")
    base.execute("UPDATE occurrences SET final = own_id WHERE final IS NULL")


def _curate(base: "duckdb.DuckDBPyConnection", aliases: list[Curated]) -> None:
    """Merges what people say is one; CorrectionError where an alias names no actor."""
    if not aliases:
        return
    named = sorted({alias.cells[column] for alias in aliases for column in ("alias_id", "actor_id")})
    wanted = ", ".join(map(text, named))
    known = rows(base, f"SELECT DISTINCT final FROM occurrences WHERE final IN ({wanted})")
    finals, misfits = survivors({"actors": [{"actor_id": row[0]} for row in known]}, aliases)
    if misfits:
        raise CorrectionError("\n".join(misfit.why for misfit in misfits))
    for alias, final in finals.items():
        base.execute("UPDATE occurrences SET final = $1 WHERE final = $2", [final, alias])


def _merge(base: "duckdb.DuckDBPyConnection") -> None:
    """One row for each actor: each cell is that of the first article, by id, that fills it."""
    cells = ", ".join(
        f"min_by({column}, rank) FILTER ({column} IS NOT NULL) AS {column},"
        f" min_by(rank, rank) FILTER ({column} IS NOT NULL) AS {column}_rank"
        for column in ("name", "kind", "role", "country", "whole")
    )
    base.execute(f"""CREATE TABLE actors AS
        SELECT final AS actor_id, count(*) AS occurrences, {cells} FROM (
            SELECT o.*, w.final AS whole, struct_pack(a := o.article_id, i := o.actor_id) AS rank FROM occurrences o
            LEFT JOIN occurrences w ON w.article_id = o.article_id AND w.actor_id = o.part_of AND w.final <> o.final
        ) GROUP BY final""")
    _cut_circles(base)
    base.execute("""CREATE TABLE traces AS
        SELECT 'actors' AS "table", o.final AS row_id, e.field, e.article_id, e.start, e."end", e.text
        FROM actor_evidence_found e
        JOIN occurrences o ON o.part = e.part AND o.article_id = e.article_id AND o.actor_id = e.row_id
        JOIN actors a ON a.actor_id = o.final
        WHERE struct_pack(a := o.article_id, i := o.actor_id) = CASE e.field WHEN 'role' THEN role_rank
            WHEN 'country' THEN country_rank WHEN 'part_of' THEN CASE WHEN whole IS NOT NULL THEN whole_rank END END""")


def _cut_circles(base: "duckdb.DuckDBPyConnection") -> None:
    """Nothing is a part of what is, further on, a part of it."""
    wholes = dict(rows(base, "SELECT actor_id, whole FROM actors WHERE whole IS NOT NULL ORDER BY actor_id"))
    for actor in wholes:
        seen, at = {actor}, wholes[actor]
        while at in wholes and wholes[at] is not None and at not in seen:
            seen.add(at)
            at = wholes[at]
        if at == actor:
            wholes[actor] = None
            base.execute("UPDATE actors SET whole = NULL WHERE actor_id = $1", [actor])


def _undecided(base: "duckdb.DuckDBPyConnection") -> None:
    """The pairs of actors that may be one: of one key, or with names that are nearly the same."""
    example = "min_by({0}, struct_pack(a := article_id, i := actor_id))"
    base.execute(f"""CREATE TABLE known AS SELECT final, any_value(key) AS key, any_value(kind) AS kind,
            any_value(country) AS country, count(*) AS size,
            {example.format("article_id")} AS article_id, {example.format("name")} AS name
        FROM occurrences WHERE key IS NOT NULL GROUP BY final""")
    base.execute(f"""CREATE TABLE undecided AS
        WITH leaders AS (
            SELECT key, final, kind, country, article_id, name FROM known
            QUALIFY row_number() OVER (PARTITION BY key ORDER BY final = key DESC, size DESC, final) = 1
        ), namesakes AS (
            SELECT o.final AS actor_id, l.final AS other_id, CASE WHEN o.kind <> l.kind
                THEN 'one name; kinds ' || o.kind || ' and ' || l.kind
                ELSE 'one name and kind; countries ' || coalesce(o.country, 'none') || ' and '
                    || coalesce(l.country, 'none')
                END AS reason,
                o.article_id AS told_in, o.name AS words, l.article_id AS other_told_in, l.name AS other_words
            FROM known o JOIN leaders l USING (key) WHERE o.final <> l.final
        ), shorts AS (
            SELECT k.final, f.final, 'an acronym of several: ' || k.name, k.article_id, k.name, f.article_id, f.name
            FROM acronyms a JOIN known k ON k.key = a.short AND k.kind = a.kind JOIN occurrences f
                ON f.kind = a.kind AND contains(' ' || f.shorts || ' ', ' ' || a.short || ' ') AND f.key <> k.key
            WHERE a.readings > 1
        ), blocks AS (
            SELECT *, regexp_extract(key, '[^-]+$') AS last FROM leaders WHERE kind = 'person' AND contains(key, '-')
        ), near AS (
            {" UNION ALL ".join(_next_but(n) for n in range(1, NEAR + 1))}
        )
        SELECT actor_id, other_id, min(reason) AS reason, min(told_in) AS told_in, min(words) AS words,
            min(other_told_in) AS other_told_in, min(other_words) AS other_words
        FROM (FROM namesakes UNION ALL FROM shorts UNION ALL FROM near) GROUP BY actor_id, other_id""")


def _next_but(n: int) -> str:
    """Persons beside those `n` places further on in the list of their surname, where the names are nearly the same."""
    ahead = ", ".join(
        f"lead({column}, {n}) OVER w AS next_{column}" for column in ("final", "key", "country", "article_id", "name")
    )
    return f"""SELECT final, next_final, 'names nearly the same', article_id, name, next_article_id, next_name
        FROM (SELECT *, {ahead} FROM blocks WINDOW w AS (PARTITION BY last ORDER BY key))
        WHERE jaro_winkler_similarity(key, next_key) >= {ALIKE}
            AND coalesce(country, '') IN ('', coalesce(next_country, country, ''))"""
