"""Numbers of thousands of digits, JSON in a thousand levels, a schema of 40,000 fields: one message, in bounded time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import greffier
from greffier.cli import main
from greffier.errors import GreffierError
from greffier.package.depth import DEEPEST
from greffier.validation import validate

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
