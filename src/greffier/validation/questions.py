"""What the rules across rows ask of the tables: SQL made from the schemas, the same for both routes of the validation.

A query is SQL over the tables by their names, each with its typed columns and `_row`; it answers with the faulty rows:
`_row`, the cell, and what should stand there (or NULL).
`_texts` is the table of the articles' texts that the package holds: article_id, text, sha256, characters.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from greffier.package.schema import Schema

Schemas = Mapping[str, Schema]
#: Between the parts of a cell that rests on several spans.
BETWEEN = " […] "
#: Characters of a block of an article's text, and of the pieces that they are cut from.
BLOCK, PIECE = 256, 1024


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


def _with(schemas: Schemas, *columns: str) -> Iterator[str]:
    return (table for table in schemas if has(schemas, table, *columns))


def _key(schema: Schema, alias: str) -> str:
    """A row's key as evidence writes it: the parts of the primary key joined by colons."""
    return f"concat_ws(':', {', '.join(f'{alias}.{quoted(column)}' for column in schema.primary_key)})"


def interval(schemas: Schemas) -> Iterator[Query]:
    for table in _with(schemas, "start", "end"):
        sql = f'SELECT _row, "end", NULL FROM {quoted(table)} WHERE "start" >= "end"'
        yield Query("interval", table, "end", "the end must be after the start", sql, frozenset({table}))


def outside(schemas: Schemas) -> Iterator[Query]:
    if not has(schemas, "articles", "article_id", "characters"):
        return
    for table in _with(schemas, "article_id", "start", "end"):
        sql = f"""SELECT t._row, t."end", a.characters FROM {quoted(table)} t JOIN articles a USING (article_id)
            WHERE t."end" > a.characters"""
        message = "the span ends after the article; its last character is"
        yield Query("outside", table, "end", message, sql, frozenset({table, "articles"}))


def words(schemas: Schemas) -> Iterator[Query]:
    for table in _with(schemas, "article_id", "start", "end"):
        for field in schemas[table].fields:
            if field.traced == "place":
                cell = quoted(field.name)
                # a span that leaves its article is said to do so by another rule
                inside = " AND length(words) = span" if has(schemas, "articles", "article_id", "characters") else ""
                # to find a place in a text costs as much as what stands before it: most are found in a short block
                sql = f"""SELECT _row, cell, words FROM (
                    SELECT t._row, t.{cell} AS cell, t."end" - t."start" AS span,
                        substring(b."text", t."start" % {BLOCK} + 1, t."end" - t."start") AS words
                    FROM {quoted(table)} t JOIN blocks b USING (article_id)
                    WHERE t."start" // {BLOCK} = b.block AND t."start" < t."end" AND t."end" - t."start" <= {BLOCK}
                    UNION ALL
                    SELECT t._row, t.{cell}, t."end" - t."start",
                        substring(x."text", t."start" + 1, t."end" - t."start")
                    FROM {quoted(table)} t JOIN _texts x USING (article_id)
                    WHERE t."end" - t."start" > {BLOCK}
                ) WHERE cell <> words{inside}"""
                message = "these are not the article's words at this place, which are"
                needs = frozenset({table, "_texts"})
                yield Query("words", table, field.name, message, sql, needs, (_blocks(),))


def _blocks() -> tuple[str, str]:
    """The texts in pieces of two blocks; cut from longer ones, as a place is quicker found with less before it."""
    pieces = f"""SELECT article_id, piece, substring("text", piece * {PIECE} + 1, {PIECE + BLOCK}) AS "text"
        FROM (SELECT article_id, "text", unnest(range((characters - 1) // {PIECE} + 1)) AS piece FROM _texts)"""
    sql = f"""SELECT article_id, piece * {PIECE // BLOCK} + part AS block,
            substring("text", part * {BLOCK} + 1, {2 * BLOCK}) AS "text" FROM (
        SELECT *, unnest(range({PIECE // BLOCK})) AS part FROM ({pieces})) WHERE part * {BLOCK} < length("text")"""
    return "blocks", sql


def _traces(schemas: Schemas, table: str) -> tuple[str, str]:
    """The evidence for a table's rows, looked up once for several rules, each with its row as `target`.

    Also whether that or its cell is not there (`lost`), is of another article, or has other words (`apart`).
    """
    names = [name for name in schemas[table].columns if "'" not in name]
    empty = " ".join(f"WHEN '{name}' THEN t.{quoted(name)} IS NULL" for name in names)
    verbatim = [name for name in names if schemas[table].field(name).traced == "verbatim"]
    other = " ".join(f"WHEN '{name}' THEN t.{quoted(name)} <> e.\"text\"" for name in verbatim)
    elsewhere = "e.article_id <> t.article_id" if "article_id" in schemas[table].columns else "false"
    sql = f"""SELECT e._row, e.field, e."start", t._row AS target,
            t._row IS NULL OR CASE e.field {empty} ELSE e.field IS NOT NULL END AS lost,
            {elsewhere} AS elsewhere, {f"CASE e.field {other} END" if other else "false"} AS apart
        FROM evidence e LEFT JOIN {quoted(table)} t ON e.row_id = {_key(schemas[table], "t")}
        WHERE e."table" = '{table}'"""
    return f"traces of {table}", sql


def _traced(schemas: Schemas, *kinds: str) -> Iterator[tuple[str, str]]:
    """The columns that are traced in one of these ways."""
    if "evidence" in schemas:
        for table, schema in schemas.items():
            if schema.primary_key:
                yield from ((table, field.name) for field in schema.fields if field.traced in kinds)


def grounded(schemas: Schemas) -> Iterator[Query]:
    for table, column in _traced(schemas, "verbatim", "grounded"):
        traces = _traces(schemas, table)
        sql = f"""SELECT t._row, t.{quoted(column)}, NULL FROM {quoted(table)} t ANTI JOIN (
            SELECT target FROM {quoted(traces[0])} WHERE field = '{column}'
        ) e ON e.target = t._row WHERE t.{quoted(column)} IS NOT NULL"""
        message = "no row of evidence says on which words the cell rests"
        yield Query("grounded", table, column, message, sql, frozenset({table, "evidence"}), (traces,))


def verbatim(schemas: Schemas) -> Iterator[Query]:
    for table, column in _traced(schemas, "verbatim"):
        traces = _traces(schemas, table)
        of_cell = f"{quoted(traces[0])} WHERE field = '{column}'"
        # a cell that is the words of each of its spans is right; only the others are put together
        sql = f"""SELECT t._row, t.{quoted(column)}, words FROM {quoted(table)} t JOIN (
                SELECT target, string_agg(e."text", '{BETWEEN}' ORDER BY e.article_id, e."start") AS words
                FROM {quoted(traces[0])} s JOIN evidence e ON e._row = s._row
                WHERE s.field = '{column}' AND target IN (SELECT target FROM {of_cell} AND apart) GROUP BY target
            ) ON target = t._row WHERE t.{quoted(column)} <> words"""
        message = "the cell is not the words of its evidence, which are"
        yield Query("verbatim", table, column, message, sql, frozenset({table, "evidence"}), (traces,))


def evidence(schemas: Schemas) -> Iterator[Query]:
    if "evidence" not in schemas:
        return
    for table, schema in schemas.items():
        if schema.primary_key:
            traces = _traces(schemas, table)
            sql = f"SELECT _row, NULL, NULL FROM {quoted(traces[0])} WHERE lost"
            message = f"there is no such row of {table}, or its cell is empty"
            yield Query("evidence", "evidence", "row_id", message, sql, frozenset({table, "evidence"}), (traces,))


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


def extent(schemas: Schemas) -> Iterator[Query]:
    if "evidence" not in schemas:
        return
    for table, field in (("statements", "text"), ("decisions", "outcome")):
        if has(schemas, table, "start", field) and schemas[table].primary_key:
            traces = _traces(schemas, table)
            sql = f"""SELECT t._row, t."start", e.first FROM {table} t JOIN (
                SELECT target, min("start") AS first FROM {quoted(traces[0])} WHERE field = '{field}' GROUP BY target
            ) e ON e.target = t._row WHERE t."start" <> e.first"""
            message = f"the row does not begin where its evidence for {field} does:"
            yield Query("extent", table, "start", message, sql, frozenset({table, "evidence"}), (traces,))


def one_article(schemas: Schemas) -> Iterator[Query]:
    for table in _with(schemas, "article_id"):
        for key in schemas[table].foreign_keys:
            if key.resource != "articles" and len(key.fields) == 1 and has(schemas, key.resource, "article_id"):
                column, other = key.fields[0], key.reference_fields[0]
                sql = f"""SELECT t._row, t.{quoted(column)}, r.article_id FROM {quoted(table)} t
                    JOIN {quoted(key.resource)} r ON t.{quoted(column)} = r.{quoted(other)}
                    WHERE t.article_id <> r.article_id"""
                message = f"the row of {key.resource} is of another article:"
                yield Query("one-article", table, column, message, sql, frozenset({table, key.resource}))
    if "evidence" in schemas:
        for table in _with(schemas, "article_id"):
            if table not in ("evidence", "articles") and schemas[table].primary_key:
                traces = _traces(schemas, table)
                sql = f"""SELECT s._row, NULL, t.article_id FROM {quoted(traces[0])} s
                    JOIN {quoted(table)} t ON s.target = t._row WHERE elsewhere"""
                message = f"the row of {table} is of another article:"
                needs = frozenset({table, "evidence"})
                yield Query("one-article", "evidence", "article_id", message, sql, needs, (traces,))


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
    for table in _with(schemas, "article_id"):
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
