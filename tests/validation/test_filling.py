"""Rows on their way into the database: however many they are, the table has them as they were."""

from pathlib import Path

import pytest

from greffier.validation import filling
from greffier.validation.database import connect
from greffier.validation.filling import Filling

ROWS = [("é", None), ("", 'say "no",\r\n'), ("NULL", "\t x"), ("'", "🧑‍⚖️"), ("\ud800", "\0")]


@pytest.mark.parametrize("times", [0, 1, 400])
def test_a_few_rows_and_many_come_as_they_are(tmp_path: Path, times: int) -> None:
    rows = Filling(tmp_path / "rows.csv", ("a column", "b"))
    with rows:
        for row in ROWS * times:
            rows.add(row)
    assert (tmp_path / "rows.csv").exists() == (len(ROWS) * times > filling.FEW)
    with connect() as connection:
        rows.into(connection, "t")
        found = connection.execute('SELECT rowid, "a column", b FROM t ORDER BY 1').fetchall()
    replaced = [(cell and cell.replace("\ud800", "?"), other) for cell, other in ROWS]
    assert [tuple(row) for _, *row in found] == replaced * times
    assert rows.rows == len(found)
    assert list(tmp_path.iterdir()) == []


def test_long_rows_wait_in_the_file(tmp_path: Path) -> None:
    rows = Filling(tmp_path / "rows.csv", ("a",))
    with rows:
        rows.add(("x",))
        rows.add(("y" * filling.SHORT,))
    assert rows.few == [("x",)]
    with connect() as connection:
        rows.into(connection, "t")
        assert connection.execute("SELECT length(a) FROM t").fetchall() == [(1,), (filling.SHORT,)]
