"""Kills at any moment, and two writers at once, by the hundred: nothing received is lost and the next command goes on.

GREFFIER_TRIALS=0.1 makes a tenth of the counts, which each test prints.
"""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import Command
from samples import TEXT, trials

from greffier.dataset import building, drafts

pytestmark = pytest.mark.slow
ARTICLES = {f"vire-{number}": TEXT.replace("Morel", f"Morel{'el' * number}") for number in range(4)}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A package of some articles, not yet built, under the name that all of these tests use."""
    folder = tmp_path / "affair"
    drafts.new(folder)
    for name, text in ARTICLES.items():
        drafts.add(folder, text.encode(), name, {"published_on": "2024-05-06"})
    return folder


def restore(before: Path, dataset: Path) -> None:
    shutil.rmtree(dataset)
    shutil.copytree(before, dataset)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "caen.txt"
    path.write_text("Le tribunal de Caen a relaxé Anna Petit.", encoding="utf-8")
    return path


def killed(command: Command, longest: float, chance: random.Random) -> bool:
    """Kills a command at a random moment; whether that was before its end."""
    time.sleep(chance.uniform(0, longest))
    command.kill()
    code, output = command.end()
    assert "Traceback" not in output, output
    return code == -signal.SIGKILL


def duration(start: Callable[[], Command]) -> float:
    begun = time.monotonic()
    code, output = start().end()
    assert code == 0, output
    return time.monotonic() - begun


@pytest.mark.parametrize("command", ["build", "add", "convert", "site"])
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path, dataset: Path, article: Path, command: str) -> None:
    chance = random.Random(command)
    if command == "site":
        building.build(dataset)
    before = tmp_path / "before"
    shutil.copytree(dataset, before)
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in ARTICLES.items():
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    made = {"build": dataset, "add": dataset, "convert": tmp_path / "made", "site": tmp_path / "page"}[command]
    arguments = {
        "build": ("build", dataset),
        "add": ("add", article, "--to", dataset),
        "convert": ("convert", *sorted(texts.iterdir()), "--to", made),
        "site": ("site", dataset, "--to", made),
    }[command]

    def start() -> Command:
        return Command(tmp_path / "written", *arguments)

    duration(start)  # the first starts the process that the others are forked from
    if command == "add":
        restore(before, dataset)
    elif command == "convert":
        shutil.rmtree(made)
    longest = duration(start)
    wanted = files(made)
    kept = files(before)
    count = hits = 0
    for _ in range(trials(100)):
        if command in ("build", "add"):
            restore(before, dataset)
        elif command == "convert":
            shutil.rmtree(made)
        count, hits = count + 1, hits + killed(start(), longest, chance)
        for path in kept:
            if path.startswith(("data/articles/", "data/curated/")):
                assert (dataset / path).read_bytes() == kept[path]
        if command == "site":
            assert (made / "index.html").exists() or (tmp_path / ".greffier-page").exists()
        code, output = start().end()
        assert code == 0 or code == 2 and "is there already" in output, output
        assert files(made) == wanted
        assert not list(tmp_path.glob("**/.greffier*"))
    print(f"{command}: {count} trials, {hits} killed before the end")


def test_two_writers_lose_nothing(tmp_path: Path, dataset: Path) -> None:
    refused = count = 0
    for number in range(trials(50)):
        path = tmp_path / f"x-{number}.txt"
        path.write_text(f"Le tribunal de Caen a relaxé Anna Petit le {number % 28 + 1} mai 2023.", encoding="utf-8")
        other = ("add", path, "--to", dataset) if number % 2 else ("build", dataset)
        first = "add", path, "--to", dataset, "--id", f"y-{number}"
        pair = [Command(tmp_path / "first", *first), Command(tmp_path / "second", *other)]
        ends = [command.end() for command in pair]
        for code, output in ends:
            assert "Traceback" not in output, output
            assert code == 0 or "in use by greffier" in output, output
            refused += code != 0
        count += 1
        if ends[0].code == 0:
            assert (dataset / f"data/articles/y-{number}.txt").read_bytes() == path.read_bytes()
            assert (dataset / f"data/articles/y-{number}.json").exists()
    assert building.build(dataset).report.valid
    print(f"{count} pairs of writers, {refused} commands were told to wait")


def test_two_conversions_of_like_names_keep_apart(tmp_path: Path, article: Path) -> None:
    for number in range(trials(25)):
        targets = [tmp_path / f"news-{number}", tmp_path / f"news-{number}-2020"]
        pair = [Command(target.with_suffix(".written"), "convert", article, "--to", target) for target in targets]
        for command, target in zip(pair, targets, strict=True):
            code, output = command.end()
            assert code == 0, output
            assert (target / "datapackage.json").exists()


def test_the_environment_sets_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "GREFFIER_TRIALS", "0.1")
    assert (trials(100), trials(3)) == (10, 1)
