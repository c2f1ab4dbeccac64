"""What the rules on evidence ask of the tables: whether each cell has its words, and each word its cell."""

from collections.abc import Iterator

from greffier.package.schema import Schema
from greffier.validation.questions import Query, Schemas, has, having, quoted

#: Between the parts of a cell that rests on several spans.
BETWEEN = " […] "
#: Columns whose emptiness is told in one number.
BITS = 60


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
    for table in having(schemas, "article_id"):
        for key in schemas[table].foreign_keys:
            if key.resource != "articles" and len(key.fields) == 1 and has(schemas, key.resource, "article_id"):
                column, other = key.fields[0], key.reference_fields[0]
                sql = f"""SELECT t._row, t.{quoted(column)}, r.article_id FROM {quoted(table)} t
                    JOIN {quoted(key.resource)} r ON t.{quoted(column)} = r.{quoted(other)}
                    WHERE t.article_id <> r.article_id"""
                message = f"the row of {key.resource} is of another article:"
                yield Query("one-article", table, column, message, sql, frozenset({table, key.resource}))
    if "evidence" in schemas:
        for table in having(schemas, "article_id"):
            if table not in ("evidence", "articles") and schemas[table].primary_key:
                traces = _traces(schemas, table)
                sql = f"""SELECT s._row, NULL, t.article_id FROM {quoted(traces[0])} s
                    JOIN {quoted(table)} t ON s.target = t._row WHERE elsewhere"""
                message = f"the row of {table} is of another article:"
                needs = frozenset({table, "evidence"})
                yield Query("one-article", "evidence", "article_id", message, sql, needs, (traces,))


def _traced(schemas: Schemas, *kinds: str) -> Iterator[tuple[str, str]]:
    """The columns that are traced in one of these ways."""
    if "evidence" in schemas:
        for table, schema in schemas.items():
            if schema.primary_key:
                yield from ((table, field.name) for field in schema.fields if field.traced in kinds)


def _traces(schemas: Schemas, table: str) -> tuple[str, str]:
    """The evidence for a table's rows, looked up once for several rules, each with its row as `target`.

    Also whether that or its cell is not there (`lost`), is of another article, or has other words (`apart`).
    """
    schema = schemas[table]
    names = [name for name in schema.columns if "'" not in name]
    verbatim = [name for name in names if schema.field(name).traced == "verbatim"]
    other = " ".join(f"WHEN '{name}' THEN t.{quoted(name)} <> e.\"text\"" for name in verbatim)
    elsewhere = "e.article_id <> t.article_id" if "article_id" in schema.columns else "false"
    # the row that is looked up is kept short: which of its cells are empty is told in bits
    bits = {name: divmod(number, BITS) for number, name in enumerate(names)}
    empty = " ".join(f"WHEN '{name}' THEN t._empty_{word} & {1 << bit} > 0" for name, (word, bit) in bits.items())
    sums: dict[int, list[str]] = {}
    for name, (word, bit) in bits.items():
        sums.setdefault(word, []).append(f"CASE WHEN {quoted(name)} IS NULL THEN {1 << bit} ELSE 0 END")
    held = [f"{' + '.join(parts)} AS _empty_{word}" for word, parts in sums.items()]
    kept = dict.fromkeys([*schema.primary_key, *verbatim, *(["article_id"] if "article_id" in schema.columns else [])])
    sql = f"""SELECT e._row, e.field, e."start", t._row AS target,
            t._row IS NULL OR CASE e.field {empty} ELSE e.field IS NOT NULL END AS lost,
            {elsewhere} AS elsewhere, {f"CASE e.field {other} END" if other else "false"} AS apart
        FROM evidence e LEFT JOIN (
            SELECT _row, {', '.join([*map(quoted, kept), *held])} FROM {quoted(table)}
        ) t ON e.row_id = {_key(schema, "t")}
        WHERE e."table" = '{table}'"""
    return f"traces of {table}", sql


def _key(schema: Schema, alias: str) -> str:
    """A row's key as evidence writes it: the parts of the primary key joined by colons."""
    if len(schema.primary_key) == 1:
        return f"CAST({alias}.{quoted(schema.primary_key[0])} AS VARCHAR)"
    return f"concat_ws(':', {', '.join(f'{alias}.{quoted(column)}' for column in schema.primary_key)})"
