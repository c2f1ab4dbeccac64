"""Every way in which a table may be written, with random faults in it: both routes name them, and frictionless sees the same."""

import csv
import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import frictionless
import pytest
from test_specification import CELLS, TABLE, table, written

from greffier.package import open_package
from greffier.validation import judged

Rows = list[list[str]]
HEADER = ["id", "name", "n", "day"]
FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer", "constraints": {"required": True, "unique": True}},
    {"name": "name", "type": "string", "constraints": {"maxLength": 9}},
    {"name": "n", "type": "number", "constraints": {"minimum": 0}},
    {"name": "day", "type": "date"},
]
#: Cells that are wrong in each column.
WRONG = {"id": ["x", "1.5", "--1"], "name": ["much too long", "é" * 10], "n": ["many", "-1", "1,5"], "day": ["2024-13-01", "May", "2024-2-3"]}


def rows(chance: random.Random) -> tuple[Rows, set[tuple[int, str, str]]]:
    """Random rows, and which cells of them are wrong: row, column, cell."""
    made = [[str(number), f"n{number}", f"{number}.5", f"2024-02-{number + 1:02}"] for number in range(12)]
    wrong = {}
    for _ in range(chance.randrange(1, 5)):
        row, column = chance.randrange(len(made)), chance.randrange(len(HEADER))
        made[row][column] = chance.choice(WRONG[HEADER[column]])
        wrong[row, column] = made[row][column]
    return made, {(row, HEADER[column], cell) for (row, column), cell in wrong.items()}


def lines(made: Rows, header: bool = True, **form: Any) -> str:
    """The rows as a CSV."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n", **form).writerows([HEADER, *made] if header else made)
    return stream.getvalue()


def zipped(name: str, data: bytes) -> bytes:
    """A zip of one file, with what the Finder puts beside it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(name, data)
    return stream.getvalue()


class Kind(NamedTuple):
    """What a resource says of itself, its files, and where a row stands in them."""

    says: Mapping[str, Any]
    files: Callable[[Rows], Mapping[str, str | bytes]]
    place: Callable[[int, str], tuple[str, int | None, str]]


def plain(says: Mapping[str, Any], text: Callable[[Rows], str], before: int = 1, encoding: str = "utf-8") -> Kind:
    """A file of one line for each row, after as many lines as there are `before`."""
    path = str(says.get("path", "t.csv"))
    return Kind({"path": path, **says}, lambda made: {path: text(made).encode(encoding)}, lambda row, column: (path, row + before + 1, column))


def dialect(text: Callable[[Rows], str], before: int = 1, **says: Any) -> Kind:
    return plain({"dialect": says}, text, before)


def objects(made: Rows) -> list[dict[str, str]]:
    return [dict(zip(HEADER, row, strict=True)) for row in made]


def split(header: bool) -> Kind:
    def place(row: int, column: str) -> tuple[str, int | None, str]:
        return ("a.csv", row + 2, column) if row < 5 else ("b.csv", row - 5 + 1 + header, column)

    return Kind({"path": ["a.csv", "b.csv"]}, lambda made: {"a.csv": lines(made[:5]), "b.csv": lines(made[5:], header)}, place)


def commented(made: Rows) -> str:
    first, *rest = lines(made).splitlines(keepends=True)
    return "# about\n" + first + "".join(f"# {number}\n{row}" for number, row in enumerate(rest))


KINDS: dict[str, Kind] = {
    "csv": plain({}, lines),
    "tsv by its ending": plain({"path": "t.tsv"}, lambda made: lines(made, delimiter="\t")),
    "tsv by its format": plain({"path": "t.txt", "format": "tsv"}, lambda made: lines(made, delimiter="\t")),
    "delimiter alone": dialect(lambda made: lines(made, delimiter=";"), delimiter=";"),
    "header in the second row": dialect(lambda made: "about,,,\n" + lines(made), 2, headerRows=[2]),
    "header in two rows": dialect(lambda made: "i,na,,\nd,me,n,day\n" + lines(made, False), 2, headerRows=[1, 2], headerJoin=""),
    "comment by its row": dialect(lambda made: "about\n" + lines(made), 2, commentRows=[1]),
    "comments by their mark": Kind(
        {"path": "t.csv", "dialect": {"commentChar": "#"}}, lambda made: {"t.csv": commented(made)}, lambda row, column: ("t.csv", 2 * row + 4, column)
    ),
    "null sequence": dialect(lambda made: lines([[cell.replace("n1", "\\N") for cell in row] for row in made]), nullSequence="\\N"),
    "escape": dialect(lambda made: lines(made, escapechar="\\", doublequote=False), escapeChar="\\", doubleQuote=False),
    "space after the delimiter": dialect(lambda made: lines(made).replace(",", ", ").replace("1, 5", "1,5"), skipInitialSpace=True),
    "another mark": dialect(lambda made: lines(made, quotechar="'"), quoteChar="'"),
    "no mark that any cell has": dialect(lambda made: lines(made, delimiter="|", quoting=csv.QUOTE_NONE), delimiter="|", quoteChar="^"),
    "gzip": Kind({"path": "t.csv.gz"}, lambda made: {"t.csv.gz": gzip.compress(lines(made).encode())}, lambda row, column: ("t.csv.gz", row + 2, column)),
    "zip": Kind({"path": "t.csv.zip"}, lambda made: {"t.csv.zip": zipped("t.csv", lines(made).encode())}, lambda row, column: ("t.csv.zip", row + 2, column)),
    "split, a header in each": split(True),
    "split, a header in the first": split(False),
    "UTF-16": plain({"encoding": "utf-16"}, lines, 1, "utf-16"),
    "windows-1252": plain({"encoding": "windows-1252"}, lines, 1, "cp1252"),
    "a mark of the byte order": plain({}, lines, 1, "utf-8-sig"),
    "cells in marks": plain({}, lambda made: lines(made, quoting=csv.QUOTE_ALL)),
    "inline objects": Kind({"data": []}, lambda made: {}, lambda row, column: ("datapackage.json", None, f"resources[0].data[{row}].{column}")),
    "JSON": Kind({"path": "t.json"}, lambda made: {"t.json": json.dumps(objects(made))}, lambda row, column: ("t.json", None, f"[{row}].{column}")),
    "JSON lines": Kind({"path": "t.jsonl"}, lambda made: {"t.jsonl": "".join(f"{json.dumps(one)}\n" for one in objects(made))}, lambda row, column: ("t.jsonl", row + 1, column)),
}
#: Cells that frictionless takes, where the specification asks for YYYY-MM-DD.
TAKEN = {("day", "2024-2-3")}
#: What frictionless is known to read otherwise than it is described.
FRICTIONLESS = {
    "comments by their mark": "where the first line is a comment it takes the header for a row",
    "split, a header in the first": "it takes the first row of the second file for a header",
    "JSON": "it reads no JSON without frictionless[json]",
    "JSON lines": "it reads no JSON without frictionless[json]",
}
SEEDS = [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", KINDS)
def test_faults_are_named_where_they_stand_however_a_table_is_written(tmp_path: Path, name: str, seed: int) -> None:
    kind = KINDS[name]
    made, wrong = rows(random.Random(seed))
    resource = {"name": "t", "type": "table", **kind.says, "schema": {"$schema": TABLE, "fields": FIELDS}}
    if "data" in resource:
        resource["data"] = objects(made)
    folder = written(tmp_path, ({"resources": [resource]}, kind.files(made)))
    expected = {(*kind.place(row, column), cell) for row, column, cell in wrong}
    for exact in (False, True):
        report = judged(open_package(folder), exact=exact)
        assert {(p.file, p.line, p.column, p.cell) for p in report.problems} == expected
        assert (report.unchecked, report.tables) == ((), {"t": len(made)})
    if name not in FRICTIONLESS:
        assert theirs(folder) == {(column, cell) for _, column, cell in wrong} - TAKEN


def test_a_note_to_excel_in_the_first_line_is_no_header(tmp_path: Path) -> None:
    made, _ = rows(random.Random(1))
    resource = {"name": "t", "path": "t.csv", "dialect": {"delimiter": ";"}, "schema": {"$schema": TABLE, "fields": FIELDS}}
    folder = written(tmp_path, ({"resources": [resource]}, {"t.csv": "sep=;\n" + lines(made, delimiter=";")}))
    for exact in (False, True):
        (problem,) = judged(open_package(folder), exact=exact).problems
        assert (problem.rule, problem.line) == ("header", 1)
        assert "a note to Excel" in problem.message


def theirs(folder: Path) -> set[tuple[str | None, str | None]]:
    """The columns and cells that frictionless refuses; what is no cell stands as None."""
    try:
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
    except Exception:  # whatever it raises, it has not read the package
        return {(None, None)}
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return {(getattr(error, "field_name", None), getattr(error, "cell", None)) for error in errors}


#: Rows of which frictionless says otherwise than the specification, which CELLS has.
DIFFERENT: dict[str, list[int | None]] = {
    "numbers that are none": [6],  # +inf, which XML Schema has not
    "groups of digits": [0],  # groupChar, which version 2 lets an integer have
    "years": [1, 2, 5],  # before our era, of five digits, with a zone
    "moments": [1, 3],  # a space for the T, a zone without a colon
    "durations": [1, 2, 3, 4, None],  # it refuses the minimum, and the table with it
    "any date": [2],  # a time of day, which it takes for today's
    "base64": [1],  # @@@
    "a pattern of XML Schema": [1, None],  # it reads patterns as Python does
    "names of XML": [1, None],
}


@pytest.mark.parametrize("name", CELLS)
def test_frictionless_says_the_same_of_a_cell_but_where_it_is_known_to_be_wrong(tmp_path: Path, name: str) -> None:
    field, cells, wrong = CELLS[name]
    folder = written(tmp_path, table(field, *cells))
    try:
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
        assert not report.errors
        numbers = {getattr(error, "row_number", None) for task in report.tasks for error in task.errors}
        found = {number - 2 if number else None for number in numbers}
    except Exception:
        found = {None}
    assert sorted(found ^ set(wrong), key=str) == DIFFERENT.get(name, [])
