"""What the rules on keys ask of the tables: SQL made from the schemas, as `questions` has it for the words."""

from collections.abc import Iterator

from greffier.package.schema import ForeignKey, Schema
from greffier.validation.questions import Query, Schemas, has, quoted


def unique(schemas: Schemas) -> Iterator[Query]:
    for table, schema in schemas.items():
        for field in schema.fields:
            if field.unique:
                message = "another row has the same value in this unique column"
                yield _twice("unique", table, (field.name,), message)


def primary_key(schemas: Schemas) -> Iterator[Query]:
    for table, schema in schemas.items():
        for column in schema.primary_key:
            if not schema.field(column).required:
                sql = f"SELECT _row, NULL, NULL FROM {quoted(table)} WHERE {quoted(column)} IS NULL"
                yield Query("primary-key", table, column, "a part of the primary key is empty", sql, frozenset({table}))
        # a unique column that is the whole key has its own rule
        if schema.primary_key and not any(schema.field(column).unique for column in schema.primary_key):
            message = f"another row has the same primary key ({', '.join(schema.primary_key)})"
            yield _twice("primary-key", table, schema.primary_key, message)


def unique_key(schemas: Schemas) -> Iterator[Query]:
    for table, schema in schemas.items():
        for key in schema.unique_keys:
            yield _twice("unique-key", table, key, f"another row has the same unique key ({', '.join(key)})")


def _twice(rule: str, table: str, key: tuple[str, ...], message: str) -> Query:
    """Rows whose key, wholly filled, stands in an earlier row."""
    columns = ", ".join(map(quoted, key))
    filled = " AND ".join(f"{quoted(column)} IS NOT NULL" for column in key)
    # a hash is quick to count, and leaves few rows to compare
    sql = f"""SELECT _row, concat_ws(':', {columns}), NULL FROM (
            SELECT _row, {columns}, row_number() OVER (PARTITION BY {columns} ORDER BY _row) AS copy
            FROM {quoted(table)} WHERE {filled} AND hash({columns}) IN (
                SELECT hash({columns}) FROM {quoted(table)} GROUP BY 1 HAVING count(*) > 1
            )
        ) WHERE copy > 1"""
    return Query(rule, table, key[0], message, sql, frozenset({table}))


def foreign_key(schemas: Schemas) -> Iterator[Query]:
    for table, schema in schemas.items():
        for key in schema.foreign_keys:
            other = key.resource or table
            if has(schemas, other, *key.reference_fields):  # else said by the rule on descriptors
                yield leads(table, schema, key, other, schemas[other], other)


def leads(table: str, schema: Schema, key: ForeignKey, other: str, known: Schema, called: str) -> Query:
    """Rows whose key stands in no row of the table `other`, which messages call `called`."""
    pairs = list(zip(key.fields, key.reference_fields, strict=True))
    same = " AND ".join(f"{_compared(known, there, 'r')} = {_compared(schema, here, 't')}" for here, there in pairs)
    filled = " OR ".join(f"t.{quoted(column)} IS NOT NULL" for column in key.fields)
    sql = f"""SELECT t._row, concat_ws(':', {", ".join(f"t.{quoted(column)}" for column in key.fields)}), NULL
        FROM {quoted(table)} t ANTI JOIN {quoted(other)} r ON {same} WHERE {filled}"""
    message = f"stands in no row of {called} ({', '.join(key.reference_fields)})"
    if len(pairs) > 1:
        message = f"{', '.join(key.fields)}: together they {message.replace('stands', 'stand')}"
    return Query("foreign-key", table, key.fields[0], message, sql, frozenset({table, other}))


def _compared(schema: Schema, column: str, alias: str) -> str:
    """A cell as it compares with one of any other column: keys may tie a number to a text."""
    cell = f"{alias}.{quoted(column)}"
    kind = schema.field(column).type
    if kind == "number":
        # a whole number as an integer is written
        return f"regexp_replace(CAST({cell} AS VARCHAR), '\\.0$', '')"
    return cell if kind in ("any", "string") else f"CAST({cell} AS VARCHAR)"
