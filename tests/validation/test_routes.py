"""Both routes of the validation and frictionless, held against each other on packages with a random fault."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from test_validation import package

from greffier.package import open_package
from greffier.validation import database, judged

Rows = list[list[str]]
Mutation = Callable[[Rows, random.Random], None]


def put(column: str, *values: str) -> Mutation:
    """Writes one of the values into a random cell of the column."""

    def mutate(rows: Rows, chance: random.Random) -> None:
        chance.choice(rows[1:])[rows[0].index(column)] = chance.choice(values)

    return mutate


def change(column: str, edit: Callable[[str], str]) -> Mutation:
    """Edits a random cell of the column that is filled."""

    def mutate(rows: Rows, chance: random.Random) -> None:
        number = rows[0].index(column)
        row = chance.choice([row for row in rows[1:] if row[number]])
        row[number] = edit(row[number])

    return mutate


def repeat(rows: Rows, chance: random.Random) -> None:
    rows.append(list(chance.choice(rows[1:])))


def drop(rows: Rows, chance: random.Random) -> None:
    rows.remove(chance.choice(rows[1:]))


def swap_columns(rows: Rows, chance: random.Random) -> None:
    first, second = chance.sample(range(len(rows[0])), 2)
    for row in rows:
        row[first], row[second] = row[second], row[first]


def rename_column(rows: Rows, chance: random.Random) -> None:
    rows[0][chance.randrange(len(rows[0]))] += "_"


def drop_column(rows: Rows, chance: random.Random) -> None:
    number = chance.randrange(len(rows[0]))
    for row in rows:
        del row[number]


def extra_cell(rows: Rows, chance: random.Random) -> None:
    chance.choice(rows[1:]).append("x")


def missing_cell(rows: Rows, chance: random.Random) -> None:
    chance.choice(rows[1:]).pop()


def empty_row(rows: Rows, chance: random.Random) -> None:
    rows.insert(chance.randrange(1, len(rows) + 1), [""] * len(rows[0]))


#: Table and what is done to it; each is a fault, which some rule must name.
FAULTS: list[tuple[str, Mutation]] = [
    ("towns", put("founded", "x", "1.5", "0", "-3", "3000", "9" * 30)),
    ("towns", put("area", "much", "1,5", "--1")),
    ("towns", put("capital", "yes", "2", "tRUE")),
    ("towns", put("size", "Small", "huge", "small ")),
    ("towns", put("visited", "2023-02-29", "20/05/2024", "1999-12-31", "2024-5-2", "0000-01-01")),
    ("towns", put("country", "fr", "FRA", "EUR", "F")),
    ("towns", put("name", "Eu", "x" * 41)),
    ("towns", put("page", "caen", "//")),
    ("towns", put("twin", "Paris")),
    ("towns", put("country", "-", "")),
    ("towns", put("name", "")),
    ("towns", repeat),
    ("actors", repeat),
    ("actors", put("actor_id", "", "A", "a b")),
    ("actors", put("name", "")),
    ("actors", put("kind", "tribunal", "", "Court")),
    ("actors", put("country", "fr", "FRA")),
    ("actors", put("part_of", "nobody")),
    ("actors", put("wikidata", "312", "Q0", "q12")),
    ("actors", drop),
    ("articles", put("published_on", "2024", "2024-13-01")),
    ("articles", put("publish_text", "oui", "")),
    ("articles", put("characters", "0", "x", "7")),
    ("articles", put("sha256", "0" * 64, "x")),
    ("articles", put("url", "ftp://example.org")),
    ("articles", put("language", "fra", "")),
    ("articles", drop),
    ("mentions", put("start", "", "x", "-1", "1e1", "500")),
    ("mentions", put("end", "0", "", "10000")),
    ("mentions", put("form", "noun")),
    ("mentions", change("text", lambda text: text.upper() + ".")),
    ("mentions", change("text", lambda text: f"{text} ")),
    ("mentions", put("actor_id", "nobody")),
    ("mentions", repeat),
    ("statements", put("mode", "free", "")),
    ("statements", put("speaker_id", "nobody", "tribunal de vire")),
    ("statements", change("text", lambda text: text.replace("e", "é"))),
    ("statements", change("cue", lambda text: text + "s")),
    ("statements", put("decision_id", "vire.d1")),
    ("statements", put("start", "3")),
    ("statements", drop),
    ("decisions", put("outcome", "lost")),
    ("decisions", put("decided_on", "2024-05-32", "2024-06", "2025")),
    ("decisions", put("court_id", "nobody", "jean-morel2")),
    ("decisions", drop),
    ("parties", put("role", "loser")),
    ("parties", put("actor_id", "tribunal-de-vire2")),
    ("evidence", put("row_id", "nothing")),
    ("evidence", put("field", "nothing")),
    ("evidence", put("table", "nothing")),
    ("evidence", put("start", "-5", "101")),
    ("evidence", drop),
    ("evidence", repeat),
    ("mentions", swap_columns),
    ("actors", rename_column),
    ("decisions", drop_column),
    ("evidence", extra_cell),
    ("parties", missing_cell),
    ("statements", empty_row),
]
#: Table and what is done to it; the package is as valid as before.
CHANGES: list[tuple[str, Mutation]] = [
    ("towns", put("founded", "-", "+7")),
    ("towns", put("area", "1.", ".5", "-1E3", "NaN", "INF")),
    ("towns", put("capital", "TRUE", "0", "-")),
    ("towns", put("visited", "2024-02-29", "9999-12-31", "")),
    ("towns", put("page", "https://example.org/é?x=1", "-")),
    ("articles", put("title", 'Un titre "à part"\n, sur deux lignes', " ", "\u00a0", "-")),
    ("articles", put("publisher", "NA", "null", "0")),
    ("articles", put("published_on_basis", "=1+1", "é" * 1000)),
]


def changed(folder: Path, table: str, mutation: Mutation, seed: int) -> Path:
    """The package with one mutation of one table."""
    path = folder / open_package(folder).resource(table).path
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
    mutation(rows, random.Random(seed))
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    return folder


def named(folder: Path, exact: bool) -> set[tuple[str, int | None, str | None, str]]:
    return {(p.file, p.line, p.column, p.rule) for p in judged(open_package(folder), exact=exact).problems}


def frictionless_lines(folder: Path) -> set[tuple[str, int | None]]:
    """The file and line of what frictionless alone refuses; no cell of these tables has a line break."""
    import frictionless

    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    errors = [(task.place, error) for task in report.tasks for error in task.errors]
    return {(place, getattr(error, "row_number", None)) for place, error in errors}


def agree(folder: Path) -> set[str]:
    """Holds both routes and frictionless against each other; gives the files with faults."""
    small, large = named(folder, exact=True), named(folder, exact=False)
    assert small == large
    judged = {(file, line) for file, line, _, _ in small}
    # of a table whose header is wrong no row is judged, and no key to it
    unread = {file for file, _, _, rule in small if rule == "header"}
    theirs = {(file, line) for file, line in frictionless_lines(folder) if line is not None and file not in unread}
    assert unread or theirs <= judged
    return {file for file, _, _, _ in small}


#: The faults of a table that stands alone, and those that are tried together, one of each other table at a time.
OF_TOWNS = [number for number, (table, _) in enumerate(FAULTS) if table == "towns"]
TOGETHER = 3


@pytest.mark.parametrize("number", OF_TOWNS, ids=lambda n: f"{FAULTS[n][0]}-{n}")
def test_no_fault_of_a_table_is_missed_and_both_routes_agree(tmp_path: Path, number: int) -> None:
    assert agree(changed(package("valid", tmp_path, ("towns",)), *FAULTS[number], seed=number))


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in range(1, TOGETHER))])
def test_no_table_with_a_fault_is_missed_where_many_have_one(tmp_path: Path, turn: int) -> None:
    folder = package("valid", tmp_path)
    turns = {table: turn for table, _ in FAULTS if table != "towns"}
    for number, (table, mutation) in enumerate(FAULTS):
        if turns.get(table) == 0:
            changed(folder, table, mutation, seed=number)
        if table in turns:
            turns[table] -= 1
    # a row that is gone is missed by those that lead to it
    assert len(agree(folder)) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(FAULTS)), ids=lambda n: f"{FAULTS[n][0]}-{n}")
def test_no_fault_is_missed_and_both_routes_agree(tmp_path: Path, number: int) -> None:
    assert agree(changed(package("valid", tmp_path), *FAULTS[number], seed=number))


@pytest.mark.parametrize("table", ["towns", "articles"])
def test_what_is_valid_is_refused_by_neither_route(tmp_path: Path, table: str) -> None:
    folder = package("valid", tmp_path, (table,))
    for number, (name, mutation) in enumerate(CHANGES):
        if name == table:
            changed(folder, table, mutation, seed=number)
    assert named(folder, exact=False) == set()
    assert named(folder, exact=True) == set()


@pytest.mark.parametrize("turn", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in range(1, TOGETHER))])
def test_large_tables_are_judged_at_once_and_to_the_same_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    folder = package("valid", tmp_path)
    for number, (table, mutation) in enumerate(FAULTS):
        if table not in ("towns", "articles") and number % TOGETHER == turn:
            changed(folder, table, mutation, seed=number)
    one_by_one = judged(open_package(folder))
    assert len(one_by_one.problems) >= 6
    # every package is a large one
    monkeypatch.setattr(database, "SMALL", -1)
    monkeypatch.setattr(database, "TINY", -1)
    assert judged(open_package(folder)) == one_by_one


def test_there_are_enough_mutations() -> None:
    assert len(FAULTS) >= 40
