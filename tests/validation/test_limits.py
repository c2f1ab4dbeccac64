"""Numbers of thousands of digits, JSON in a thousand levels, a schema of 40,000 fields: one message, in bounded time."""

import cProfile
import json
import pstats
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import greffier
from greffier.cli import main
from greffier.errors import GreffierError, PackageError
from greffier.package.depth import DEEPEST
from greffier.package.schema import WIDEST
from greffier.validation import judging, validate

DIGITS = "9" * 5000


def nested(levels: int) -> str:
    return '[{"a": ' * (levels // 2) + "1" + "}]" * (levels // 2)


#: Where a value may stand: in the descriptor, in a schema beside it, in a row, in a cell.
PLACES: dict[str, Callable[[str], dict[str, str]]] = {
    "descriptor": lambda value: {"datapackage.json": package(f'"note": {value}')},
    "bytes": lambda value: {"datapackage.json": package(f'"bytes": {value}')},
    "minimum": lambda value: {"schema.json": schema(f'"minimum": {value}')},
    "enum": lambda value: {"schema.json": schema(f'"enum": [{value}]')},
    "inline": lambda value: {"datapackage.json": package(f'"data": [{{"a": {value}}}]', "")},
    "row": lambda value: {"datapackage.json": package("", '"path": "t.json"'), "t.json": f'[{{"a": {value}}}]'},
    "line": lambda value: {"datapackage.json": package("", '"path": "t.jsonl"'), "t.jsonl": f'{{"a": {value}}}\n'},
    "cell": lambda value: {"t.csv": 'a\n"' + f"[{value}]".replace('"', '""') + '"\n', "schema.json": schema("", "array")},
}


def package(more: str, path: str = '"path": "t.csv"') -> str:
    parts = ", ".join(filter(None, ['"name": "t"', path, '"schema": "schema.json"', more]))
    return f'{{"name": "p", "resources": [{{{parts}}}]}}'


def schema(constraints: str, kind: str = "integer") -> str:
    return f'{{"fields": [{{"name": "a", "type": "{kind}", "constraints": {{{constraints}}}}}]}}'


def written(folder: Path, files: dict[str, str]) -> Path:
    usual = {"datapackage.json": package(""), "schema.json": schema(""), "t.csv": "a\n1\n"}
    for name, content in (usual | files).items():
        (folder / name).write_text(content)
    return folder


@pytest.mark.parametrize("levels", [0, DEEPEST + 56, 900, 100_000], ids=["digits", "256", "900", "100000"])
@pytest.mark.parametrize("place", PLACES)
def test_digits_and_depth_are_one_message(tmp_path: Path, place: str, levels: int) -> None:
    folder = written(tmp_path, PLACES[place](nested(levels) if levels else DIGITS))
    told = CliRunner().invoke(main, ["validate", str(folder)])
    assert told.exit_code in (1, 2), told.output
    assert told.exception is None or isinstance(told.exception, SystemExit)
    words = "nested too deeply" if levels else "digits" if place != "cell" else "no JSON that can be read"
    first = told.output.splitlines()[0]
    assert words in first or (place == "cell" and levels == 100_000), first
    assert len(first) < 500
    # loading reads no constraint, and no JSON in a cell before it is asked for
    if place in ("descriptor", "bytes", "inline", "row", "line"):
        with pytest.raises(GreffierError) as caught:
            greffier.load("t", "records", folder)
        assert "\n" not in str(caught.value)


def test_what_is_as_deep_as_it_may_be_is_read(tmp_path: Path) -> None:
    folder = written(tmp_path, PLACES["enum"](nested(DEEPEST - 6)))
    assert {problem.rule for problem in validate(folder).problems} <= {"schema"}
    folder = written(tmp_path, PLACES["cell"](nested(DEEPEST - 2)) | {"datapackage.json": package("")})
    assert validate(folder).problems == ()


def wide(folder: Path, width: int, cell: str) -> Path:
    names = [f"c{number}" for number in range(width)]
    fields = [{"name": name, "type": ("integer", "string", "number")[number % 3]} for number, name in enumerate(names)]
    table = "\n".join([",".join(names), ",".join(["1"] * width), ",".join([cell] * width), ""])
    folder.mkdir()
    return written(folder, {"schema.json": json.dumps({"fields": fields}), "t.csv": table})


def test_more_columns_than_a_table_may_have_are_one_message(tmp_path: Path) -> None:
    folder = wide(tmp_path / "p", 40_000, "2")
    (problem,) = validate(folder).problems
    assert (problem.file, problem.rule) == ("schema.json", "schema")
    assert f"up to {WIDEST}" in problem.message
    for backend in ("records", "pandas", "polars"):
        with pytest.raises(PackageError, match=f"an object for each column, up to {WIDEST}"):
            greffier.load("t", backend, folder)


@pytest.mark.slow
def test_the_work_grows_with_the_columns_alone(tmp_path: Path) -> None:
    """Four times the columns take about four times the steps, not sixteen; counted, not timed."""
    steps = []
    for width in (200, 800):
        folder = wide(tmp_path / str(width), width, "x")
        profile = cProfile.Profile()
        report = profile.runcall(validate, folder)
        # a word in each column of numbers
        assert report.counts == {"type": len([number for number in range(width) if number % 3 != 1])}
        steps.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
    assert steps[1] < 5 * steps[0]


def test_a_table_that_is_too_wide_for_the_memory_is_said_not_to_be_checked(tmp_path: Path) -> None:
    folder = wide(tmp_path / "p", judging.WIDEST + 1, "2")
    report = validate(folder)
    assert (report.problems, report.unchecked) == ((), ("t: its 2501 columns are more than are held at once (2500)",))
    assert len(greffier.load("t", "records", folder)) == 2
    # the next package is judged as ever
    assert validate(wide(tmp_path / "next", 6, "x")).counts == {"type": 4}
