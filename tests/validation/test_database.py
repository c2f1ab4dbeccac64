"""The database that small packages share: none sees another's tables, and one that broke is replaced."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from greffier.validation import database, validate
from greffier.validation.database import beside, runs

PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"


def table(folder: Path, cells: str) -> Path:
    folder.mkdir()
    (folder / "t.csv").write_text(f"id,x\n{cells}")
    fields = [{"name": "id", "type": "integer"}, {"name": "x", "type": "integer"}]
    schema = {"fields": fields, "primaryKey": ["id"], "foreignKeys": [{"fields": ["x"], "reference": {"fields": ["id"]}}]}
    (folder / "datapackage.json").write_text(json.dumps({"$schema": PACKAGE, "resources": [{"name": "t", "path": "t.csv", "schema": schema}]}))
    return folder


def test_packages_judged_at_the_same_time_do_not_meet(tmp_path: Path) -> None:
    folders = [table(tmp_path / f"p{number}", f"{number},{number}\n{number + 100},{number + 1}\n") for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(validate, folders))
    found = [[(problem.rule, problem.line, problem.cell) for problem in report.problems] for report in reports]
    assert found == [[("foreign-key", 3, str(number + 1))] for number in range(12)]


def test_nothing_is_left_of_a_package_that_was_judged_or_was_stopped(tmp_path: Path) -> None:
    folder = table(tmp_path / "p", "1,5\n" * 30)
    assert not validate(folder, limit=2).complete
    assert not validate(folder).valid
    with database.database(tmp_path, []) as connection:
        names = connection.execute("SELECT DISTINCT database_name FROM duckdb_tables()").fetchall()
        assert names == []
        connection.execute("CREATE TABLE here AS SELECT 1 AS x")
        assert beside(connection).execute("SELECT x FROM here").fetchall() == [(1,)]


def test_a_database_that_broke_is_replaced(tmp_path: Path) -> None:
    folder = table(tmp_path / "p", "1,1\n")
    assert validate(folder).valid
    database._shared(os.getpid())[0].close()
    assert validate(folder).valid


@pytest.mark.parametrize(("pattern", "can"), [("[a-z]+", True), (r"\p{Lu}\i", True), ("(?=a)b", False), ("(", False)])
def test_patterns_that_go_back_are_not_the_databases(pattern: str, can: bool) -> None:
    assert runs(pattern) == can
