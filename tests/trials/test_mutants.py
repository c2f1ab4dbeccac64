"""Packages with random damage, through validate and load: a report or one message, never anything else."""

import json
import random
import shutil
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from samples import ROOT, trials

import greffier
from greffier.errors import GreffierError
from greffier.validation import validate

pytestmark = pytest.mark.slow
VALUES: list[Any] = [None, [], {}, [[]], "", "x", "é\ud800", 1, -1, 1.5, 10**400, True, ["a", "a"], {"a": {}}, "(a|", "hex", "utf-16"]


def mutated(value: Any, chance: random.Random) -> Any:
    """JSON with one value somewhere in it changed, dropped or put under another name."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        name = chance.choice(sorted(value))
        kind = chance.random()
        if kind < 0.1:
            return {key: item for key, item in value.items() if key != name}
        if kind < 0.2:
            return {**value, chance.choice(["constraints", "type", "path", "schema", "dialect"]): value[name]}
        return {**value, name: mutated(value[name], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        number = chance.randrange(len(value))
        return [*value[:number], mutated(value[number], chance), *value[number + 1 :]]
    return chance.choice(VALUES)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes with some changed, dropped, doubled or cut off."""
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(data) + 1)
        more = chance.choice([b"", b"\0", b"\xff", b'"', b",", b"\r", b"\n\n", "é".encode(), data[place : place + 40] * 2])
        data = data[:place] + more + data[place + chance.randrange(0, 5) :]
    return data if chance.random() < 0.9 else data[: chance.randrange(len(data) + 1)]


def small(folder: Path) -> None:
    """The valid package of one table."""
    shutil.copytree(ROOT / "tests/packages/valid", folder)
    descriptor = json.loads((folder / "datapackage.json").read_text())
    descriptor["resources"] = [entry for entry in descriptor["resources"] if entry["name"] == "towns"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor))


def fault(ask: Callable[[Path], object], source: Path) -> str:
    """What is wrong with the way in which a call fails: nothing, where it does not, or with one message."""
    try:
        ask(source)
    except GreffierError as error:
        return "a message of two lines" if "\n" in str(error) else "refused"
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {str(error)[:80]} ({last.filename}:{last.lineno})"
    return ""


def test_damage_is_a_report_or_one_message(tmp_path: Path) -> None:
    chance = random.Random(2020)
    counts: Counter[str] = Counter()
    count = trials(10_000)
    small(tmp_path / "valid")
    for _ in range(count):
        folder = tmp_path / "p"
        shutil.copytree(tmp_path / "valid", folder)
        name = chance.choice(["datapackage.json", "datapackage.json", "schemas/towns.json", "data/towns.csv"])
        if name.endswith(".json") and chance.random() < 0.9:
            changed = mutated(json.loads((folder / name).read_text()), chance)
            # what is no number in Python's JSON must not come out of it either
            sys.set_int_max_str_digits(0)
            (folder / name).write_text(json.dumps(changed))
            sys.set_int_max_str_digits(4300)
        else:
            (folder / name).write_bytes(damaged((folder / name).read_bytes(), chance))
        source = folder
        if chance.random() < 0.2:
            source = tmp_path / "p.zip"
            with zipfile.ZipFile(source, "w", chance.choice([0, 8, 12, 14])) as archive:
                for path in sorted(folder.rglob("*")):
                    archive.write(path, path.relative_to(folder))
            source.write_bytes(damaged(source.read_bytes(), chance))
        for name, ask in (("validate", validate), ("load", partial(greffier.load, "towns", "records"))):
            said = fault(ask, source)
            counts[said or name] += 1
        shutil.rmtree(folder)
    print(f"{count} packages:", dict(counts))
    assert set(counts) <= {"validate", "load", "refused"}
