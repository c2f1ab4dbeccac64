"""The rows of an inspected package: loaded, judged cell by cell, then across rows and tables, in bounded memory."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from greffier.errors import NotSupported, PackageError, Problem
from greffier.package import Package
from greffier.package.tables import form
from greffier.validation.across import across
from greffier.validation.database import SMALL, beside, database, each, is_small
from greffier.validation.elsewhere import keys_elsewhere
from greffier.validation.findings import Finding, Surplus, Told, Unchecked, problems
from greffier.validation.inspection import Inspection, Table, said
from greffier.validation.judgement import Judgement
from greffier.validation.loaded import MOST, Met
from greffier.validation.loading import load, load_exact
from greffier.validation.questions import quoted
from greffier.validation.reference import reference_problems
from greffier.validation.rules import queries
from greffier.validation.texts import article_ids, load_texts

if TYPE_CHECKING:
    import duckdb


#: Columns of a table that is judged: rows are held in bounded memory however many they are, columns all at once.
WIDEST = 2500


def judge(
    package: Package, inspection: Inspection, counts: dict[str, int], folder: Path, exact: bool = False
) -> Iterator[Finding]:
    """What is wrong with the rows of a package; fills `counts` with the number of rows by table.

    `exact` reads every file, and asks every cell, in Python: slower, and to the same end.
    """
    if not inspection.tables and not inspection.others:
        return
    with database(folder, inspection.tables) as connection:
        told: dict[str, Told] = {}
        for one in _by_themselves(connection, package, inspection, folder, exact):
            told[one.name] = one
            if one.rows is None:
                inspection.broken.add(one.name)
            else:
                counts[one.name] = one.rows
            yield from one.findings
        known = {table.name: told[table.name] for table in inspection.tables if told[table.name].loaded}
        loaded = {name: one.loaded for name, one in known.items() if one.loaded}
        lost = inspection.broken | {name for name, one in loaded.items() if not one.whole}
        rules = queries({name: one.schema for name, one in loaded.items()})
        numbers = count(len(inspection.tables))

        def judge_other(table: Table) -> Told:
            return _judge_table(connection, package, folder, exact, next(numbers), table)

        for found in keys_elsewhere(package, {name: one.schema for name, one in loaded.items()}, judge_other, folder):
            if isinstance(found, Unchecked):
                yield found
            else:
                rules.append(found)
        asked = [query for query in rules if not query.needs & lost and known[query.table].rows]
        yield from across(connection, inspection.tables, known, asked)
    for resource, file in inspection.others:
        try:
            yield from reference_problems(resource, file)
        except NotSupported as error:
            yield Unchecked(f"{resource.name}: {error}")


def _by_themselves(
    connection: "duckdb.DuckDBPyConnection", package: Package, inspection: Inspection, folder: Path, exact: bool
) -> Iterator[Told]:
    """What is wrong with each table by itself; the articles' texts are read while the others are judged."""

    def judge_one(asked: "tuple[int, Table, duckdb.DuckDBPyConnection]") -> Told:
        number, table, own = asked
        return _judge_table(own, package, folder, exact, number, table)

    numbered = sorted(enumerate(inspection.tables), key=lambda one: one[1].name != "articles")
    # one after the other they share the connection; at once each needs its own
    alone = is_small(inspection.tables)
    tables = ((number, table, connection if alone else beside(connection)) for number, table in numbered)
    with closing(each(judge_one, tables, inspection.tables)) as results:
        one = next(results, None)
        if one is None:
            return
        spoken = one.name == "articles" and one.loaded is not None and "article_id" in one.loaded.schema.columns
        read = load_texts(beside(connection), package, article_ids(connection) if spoken else ())
        yield one._replace(findings=[*one.findings, *read])
        yield from results


def _judge_table(
    connection: "duckdb.DuckDBPyConnection", package: Package, folder: Path, exact: bool, place: int, table: Table
) -> Told:
    """Loads a table and judges its cells; makes the view, or table, that the rules across rows are asked of."""
    found = Met()
    try:
        if table.schema is None:
            rows = _counted(table, found)
            return Told(table.name, _met(found), rows)
        if (width := len(table.schema.columns)) > WIDEST:
            raise NotSupported(f"its {width} columns are more than are held at once ({WIDEST})")
        loader = load_exact if exact and form(table.resource) != "parquet" else load
        loaded = loader(connection, table, table.schema, f"raw_{place}", found, folder)
    except NotSupported as error:
        return Told(table.name, [Unchecked(f"{table.name}: {error}")])
    except PackageError as error:
        problem = Problem(table.resource.paths[0], None, None, "file", said(error, package))
        return Told(table.name, [*_met(found), problem])
    findings = _met(found)
    judgement = Judgement(connection, loaded, folder)
    findings += problems(connection, loaded, judgement.faults(exact))
    findings += (Unchecked(f"{table.name}: {words}") for words in judgement.unasked)
    _view(connection, table.name, loaded.raw, judgement, table.bytes <= SMALL)
    return Told(table.name, findings, loaded.rows, loaded, judgement.mistyped)


def _view(
    connection: "duckdb.DuckDBPyConnection", name: str, raw: str, judgement: Judgement, stored: bool
) -> None:
    """Makes the view of a table in which cells have the types of their fields; a small one is kept as a table."""
    cells = [f"{column.sql} AS {quoted(column.field.name)}" for column in judgement.columns]
    joins = [
        f"LEFT JOIN {column.meanings} m{number} ON t.{quoted(column.field.name)} = m{number}.cell"
        for number, column in enumerate(judgement.columns)
        if column.meanings
    ]
    kind = "TABLE" if stored else "VIEW"
    view = f"CREATE {kind} {quoted(name)} AS SELECT t.rowid AS _row, {', '.join(cells)} FROM {raw} t {' '.join(joins)}"
    connection.execute(view)


def _counted(table: Table, found: Met) -> int:
    """The number of rows of a table without a schema; its problems go to `found`."""
    count = 0
    for item in table.read():
        if isinstance(item, Problem):
            found.add(item)
        else:
            count += 1
    return count


def _met(found: Met) -> list[Finding]:
    more = (Surplus(path, rule, count - MOST) for (path, rule), count in found.counts.items() if count > MOST)
    return [*found.problems, *more]
