"""What the rules across rows ask of the tables: SQL made from the schemas, the same for both routes of the validation.

A query is SQL over the tables by their names, each with its typed columns and `_row`; it answers with the faulty rows:
`_row`, the cell, and what should stand there (or NULL).
`_texts` is the table of the articles whose texts the package holds: article_id, sha256, characters. `_blocks` has the
texts themselves, cut every `BLOCK` characters, each with as many more: article_id, block, text.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from greffier.package.schema import Schema

Schemas = Mapping[str, Schema]
#: Characters from one block of an article's text to the next.
BLOCK = 256


class Query(NamedTuple):
    """A question whose answer is the rows of `table` that break `rule`; `needs` names the tables it looks at.

    `through` are relations that it makes of them, by name, which several queries share.
    """

    rule: str
    table: str
    column: str
    message: str
    sql: str
    needs: frozenset[str]
    through: tuple[tuple[str, str], ...] = ()


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


#: Columns that are reckoned with: a table where they are of another type is of another kind.
WHOLE = frozenset({"start", "end", "characters"})


def has(schemas: Schemas, table: str, *columns: str) -> bool:
    if table not in schemas or not set(columns) <= set(schemas[table].columns):
        return False
    return all(schemas[table].field(column).type == "integer" for column in WHOLE.intersection(columns))


def having(schemas: Schemas, *columns: str) -> Iterator[str]:
    return (table for table in schemas if has(schemas, table, *columns))


def interval(schemas: Schemas) -> Iterator[Query]:
    for table in having(schemas, "start", "end"):
        sql = f'SELECT _row, "end", NULL FROM {quoted(table)} WHERE "start" >= "end"'
        yield Query("interval", table, "end", "the end must be after the start", sql, frozenset({table}))


def outside(schemas: Schemas) -> Iterator[Query]:
    if not has(schemas, "articles", "article_id", "characters"):
        return
    for table in having(schemas, "article_id", "start", "end"):
        sql = f"""SELECT t._row, t."end", a.characters FROM {quoted(table)} t JOIN articles a USING (article_id)
            WHERE t."end" > a.characters"""
        message = "the span ends after the article; its last character is"
        yield Query("outside", table, "end", message, sql, frozenset({table, "articles"}))


def words(schemas: Schemas) -> Iterator[Query]:
    for table in having(schemas, "article_id", "start", "end"):
        for field in schemas[table].fields:
            if field.traced == "place":
                cell = quoted(field.name)
                # a span that leaves its article is said to do so by another rule
                inside = "length(words) = span" if has(schemas, "articles", "article_id", "characters") else "true"
                # to find a place in a text costs as much as what stands before it: most are found in a short block
                sql = f"""SELECT _row, cell, words FROM (
                    SELECT t._row, t.{cell} AS cell, t."end" - t."start" AS span,
                        substring(b."text", t."start" % {BLOCK} + 1, t."end" - t."start") AS words
                    FROM {quoted(table)} t JOIN _blocks b USING (article_id)
                    WHERE t."start" // {BLOCK} = b.block AND t."start" < t."end" AND t."end" - t."start" <= {BLOCK}
                    UNION ALL {_long(table, cell)}
                ) WHERE CASE WHEN cell <> words THEN {inside} END"""
                message = "these are not the article's words at this place, which are"
                yield Query("words", table, field.name, message, sql, frozenset({table, "_texts"}))


def _long(table: str, cell: str) -> str:
    """The words of spans that are longer than a block, put together from several."""
    return f"""SELECT _row, any_value(cell), any_value(span), string_agg(words, '' ORDER BY part) FROM (
        SELECT t._row, t.cell, t.span, t.part,
            substring(b."text", t."start" % {BLOCK} + 1, least({BLOCK}, t.span - t.part * {BLOCK})) AS words
        FROM (
            SELECT t._row, t.{cell} AS cell, t.article_id, t."start", t."end" - t."start" AS span,
                unnest(range((least(t."end", x.characters) - t."start" - 1) // {BLOCK} + 1)) AS part
            FROM {quoted(table)} t JOIN _texts x USING (article_id)
            WHERE t."end" - t."start" > {BLOCK} AND t."start" < x.characters
        ) t JOIN _blocks b ON b.article_id = t.article_id AND b.block = t."start" // {BLOCK} + t.part
    ) GROUP BY _row"""


def place(schemas: Schemas) -> Iterator[Query]:
    forms = {
        "mentions": ("mention_id", """'.m' || "start" || '-' || "end\""""),
        "statements": ("statement_id", """'.s' || "start\""""),
        "decisions": ("decision_id", """'.d' || "start\""""),
    }
    for table, (column, form) in forms.items():
        if has(schemas, table, column, "article_id", "start", "end"):
            sql = f"SELECT _row, {column}, place FROM (SELECT *, article_id || {form} AS place FROM {table})"
            sql += f" WHERE {column} <> place"
            message = "the id does not say where the row stands; it should be"
            yield Query("place", table, column, message, sql, frozenset({table}))


def dates(schemas: Schemas) -> Iterator[Query]:
    if not has(schemas, "decisions", "decided_on", "announced_on"):
        return
    later = "left({0}, least(length({0}), length({1}))) > left({1}, least(length({0}), length({1})))"
    sql = f"SELECT _row, decided_on, announced_on FROM decisions WHERE {later.format('decided_on', 'announced_on')}"
    message = "decided after the day on which it was made public,"
    yield Query("dates", "decisions", "decided_on", message, sql, frozenset({"decisions"}))
    if not has(schemas, "articles", "published_on"):
        return
    for column in ("decided_on", "announced_on"):
        sql = f"""SELECT d._row, d.{column}, a.day FROM decisions d JOIN (
                SELECT article_id, left(CAST(published_on AS VARCHAR), 10) AS day FROM articles
            ) a USING (article_id) WHERE {later.format(f"d.{column}", "a.day")}"""
        message = "later than the article that tells of it, which was published on"
        yield Query("dates", "decisions", column, message, sql, frozenset({"decisions", "articles"}))


def court(schemas: Schemas) -> Iterator[Query]:
    if has(schemas, "decisions", "court_id") and has(schemas, "actors", "actor_id", "kind"):
        sql = """SELECT d._row, d.court_id, a.kind FROM decisions d JOIN actors a ON a.actor_id = d.court_id
            WHERE CAST(a.kind AS VARCHAR) IN ('company', 'media')"""
        message = "what decides must be a court, an authority or people who judge; this actor's kind is"
        yield Query("court", "decisions", "court_id", message, sql, frozenset({"decisions", "actors"}))


def mentioned(schemas: Schemas) -> Iterator[Query]:
    if not has(schemas, "mentions", "actor_id", "article_id"):
        return
    if has(schemas, "actors", "actor_id"):
        sql = """SELECT a._row, a.actor_id, NULL FROM actors a ANTI JOIN mentions m ON m.actor_id = a.actor_id
            WHERE a.actor_id IS NOT NULL"""
        message = "no article mentions this actor"
        yield Query("mentioned", "actors", "actor_id", message, sql, frozenset({"actors", "mentions"}))
    for table in having(schemas, "article_id"):
        for key in schemas[table].foreign_keys:
            if key.resource == "actors" and len(key.fields) == 1 and table != "mentions":
                column = quoted(key.fields[0])
                sql = f"""SELECT t._row, t.{column}, NULL FROM {quoted(table)} t ANTI JOIN mentions m
                    ON m.actor_id = t.{column} AND m.article_id = t.article_id WHERE t.{column} IS NOT NULL"""
                message = "the row's article does not mention this actor"
                yield Query("mentioned", table, key.fields[0], message, sql, frozenset({table, "mentions"}))


def scope(schemas: Schemas) -> Iterator[Query]:
    if has(schemas, "mentions", "actor_id", "article_id"):
        sql = """SELECT _row, actor_id, article_id FROM mentions
            WHERE contains(actor_id, '.') AND split_part(actor_id, '.', 1) <> article_id"""
        message = "the actor is of one article only, and this mention is of another:"
        yield Query("scope", "mentions", "actor_id", message, sql, frozenset({"mentions"}))


def cycle(schemas: Schemas) -> Iterator[Query]:
    links = {"aliases": ("alias_id", "actor_id"), "actors": ("actor_id", "part_of")}
    for table, (column, other) in links.items():
        if has(schemas, table, column, other):
            sql = f"""WITH RECURSIVE way(first, reached) AS (
                SELECT {column}, {other} FROM {table} WHERE {other} IS NOT NULL
                UNION SELECT way.first, t.{other} FROM way JOIN {table} t ON t.{column} = way.reached
                WHERE t.{other} IS NOT NULL
            ) SELECT t._row, t.{other}, NULL FROM {table} t JOIN way
                ON way.first = t.{column} AND way.reached = t.{column}"""
            message = "followed from row to row it comes back to where it began"
            yield Query("cycle", table, other, message, sql, frozenset({table}))


def alias(schemas: Schemas) -> Iterator[Query]:
    if not (has(schemas, "aliases", "alias_id", "actor_id") and has(schemas, "actors", "actor_id")):
        return
    needs = frozenset({"aliases", "actors"})
    sql = "SELECT _row, alias_id, NULL FROM aliases WHERE alias_id IN (SELECT actor_id FROM actors)"
    yield Query("alias", "aliases", "alias_id", "merged into another, and still an actor of its own", sql, needs)
    sql = """SELECT _row, actor_id, NULL FROM aliases WHERE actor_id NOT IN (SELECT actor_id FROM actors
        WHERE actor_id IS NOT NULL) AND actor_id NOT IN (SELECT alias_id FROM aliases WHERE alias_id IS NOT NULL)"""
    yield Query("alias", "aliases", "actor_id", "merged into an actor that there is not", sql, needs)


def text(schemas: Schemas) -> Iterator[Query]:
    for column in ("sha256", "characters"):
        if has(schemas, "articles", "article_id", column):
            sql = f"""SELECT a._row, a.{column}, x.{column} FROM articles a JOIN _texts x USING (article_id)
                WHERE a.{column} <> x.{column}"""
            message = "not that of the article's text file, which is"
            yield Query("text", "articles", column, message, sql, frozenset({"articles", "_texts"}))
