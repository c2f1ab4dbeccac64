"""Whether the tests see a change: in a copy of the repository, in a process of its own, by those that run its lines."""

import contextlib
import os
import pickle
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import coverage
import pytest

from mutating import ROOT, SRC
from mutating.changes import Change

#: Of the tests that run a line, those that took so many seconds together are put to its change.
SECONDS = 60.0


class Known(NamedTuple):
    """Of a run without a change: the tests, how long each took, and the numbers of those that run a line of a file."""

    tests: list[str]
    seconds: list[float]
    lines: dict[str, dict[int, set[int]]]


class Mapping:
    """Of a run of tests, which of them run a line; what a shared fixture runs is run by every test that has it."""

    def __init__(self, root: Path) -> None:
        self.coverage = coverage.Coverage(source=[str(root / SRC)], data_file=None)
        self.root = root
        self.seconds: dict[str, float] = defaultdict(float)
        self.fixtures: dict[str, list[str]] = {}
        self.failed: list[str] = []
        self.context = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.fixtures[item.nodeid] = [f"fixture {name}" for name in getattr(item, "fixturenames", ())]
        self._enter(item.nodeid)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[Any]:
        before = self.context
        if fixturedef.scope != "function":
            self._enter(f"fixture {fixturedef.argname}")
        try:
            return (yield)
        finally:
            self._enter(before)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.append(report.nodeid)

    def known(self) -> Known:
        tests = sorted(self.seconds, key=lambda test: (self.seconds[test], test))
        by_context = defaultdict(set)
        for number, test in enumerate(tests):
            for context in (test, *self.fixtures[test]):
                by_context[context].add(number)
        data = self.coverage.get_data()
        lines = {
            str(Path(name).relative_to(self.root)): {
                line: set().union(*(by_context[context] for context in contexts))
                for line, contexts in data.contexts_by_lineno(name).items()
            }
            for name in data.measured_files()
        }
        return Known(tests, [self.seconds[test] for test in tests], lines)

    def _enter(self, context: str) -> None:
        self.context = context
        self.coverage.switch_context(context)


class Chosen:
    """The tests that are run, in their order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.place = {test: number for number, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((i for i in items if i.nodeid in self.place), key=lambda item: self.place[item.nodeid])


def copied(to: Path) -> Path:
    """The repository's files, without what stands beside it."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)
    # some tests ask git for the files
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=to, check=True)
    return to


def tests_of(rooms: Iterable[str], root: Path) -> list[str]:
    """The files of tests of the rooms, and those that import from them."""
    wanted = set(rooms)
    return [
        str(path.relative_to(root))
        for path in sorted((root / "tests").rglob("test_*.py"))
        if path.relative_to(root / "tests").parts[0] in wanted
        or any(f"greffier.{room}" in path.read_text(encoding="utf-8") for room in wanted)
    ]


def forked(root: Path, log: Path, seconds: float, run: Any) -> int | None:
    """The exit code of `run` in a process of its own, whose group ends with it; none where it takes too long."""
    pid = os.fork()
    if not pid:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (round(seconds), round(seconds) + 5))
        with log.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        os.chdir(root)
        os.environ |= {"CI": "true", "PYTHONPATH": str(root / "src")}
        sys.path.insert(0, str(root / "src"))
        os._exit(run())
    # a machine that does other things gives a process less than all of its time
    until = time.monotonic() + 10 * seconds
    ended, status = 0, 0
    while not ended and time.monotonic() < until:
        time.sleep(0.02)
        ended, status = os.waitpid(pid, os.WNOHANG)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    if not ended:
        os.waitpid(pid, 0)
        return None
    code = os.waitstatus_to_exitcode(status)
    return None if code == -signal.SIGXCPU else code


def pytest_run(root: Path, files: Iterable[str], plugin: Any, *options: str) -> int:
    temporary = root.with_name("tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    return int(pytest.main([*files, *options, "-p", "no:cacheprovider", f"--basetemp={temporary}"], [plugin]))


def mapped(root: Path, rooms: Iterable[str]) -> Known:
    """What the tests run where nothing is changed; they must all pass."""
    answer, log, files = root.with_name("known"), root.with_name("log"), tests_of(rooms, root)

    def run() -> int:
        mapping = Mapping(root)
        mapping.coverage.start()
        code = pytest_run(root, files, mapping)
        mapping.coverage.stop()
        answer.write_bytes(pickle.dumps(mapping.known()))
        return code

    if forked(root, log, 3600, run) != 0:
        end = log.read_text(encoding="utf-8", errors="replace")[-3000:]
        raise click.ClickException(f"the tests fail where nothing is changed:\n{end}")
    known: Known = pickle.loads(answer.read_bytes())
    return known


def chosen(change: Change, known: Known) -> list[int]:
    """The tests for a change, fast ones first: those of its room that run its lines, others that do, the room's rest.

    What is kept for later is run by the first test alone, and looked at by others of its room.
    """
    lines = known.lines.get(str(change.path), {})
    ran = [lines[line] for line in change.lines if line in lines]
    if not ran:
        return []  # what nothing runs is seen by none
    # what only the import runs may be in the way of all that the file does
    found = set().union(*ran) or set().union(*lines.values())
    own = {number for number, test in enumerate(known.tests) if test.startswith(f"tests/{change.room}/")}
    ordered = [*sorted(found & own), *sorted(found - own), *sorted(own - found)]
    total = 0.0
    taken: list[int] = []
    for number in ordered:
        total += known.seconds[number]
        if taken and total > SECONDS:
            break
        taken.append(number)
    return taken


def seen(number: int, change: Change, known: Known, root: Path) -> bool:
    """Whether a test fails, or does not end, with the change; `number` is another for each."""
    numbers = chosen(change, known)
    tests = [known.tests[number] for number in numbers]
    files = list(dict.fromkeys(test.partition("::")[0] for test in tests))

    def run() -> int:
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        return pytest_run(root, files, Chosen(tests), "-x")

    if not tests:
        return False
    target = root / change.path
    before = target.stat()
    target.write_text(change.after, encoding="utf-8")
    # a time that no other has: what was compiled of the file is not taken for this one
    os.utime(target, (number, number))
    try:
        limit = 20 + 5 * sum(known.seconds[number] for number in numbers)
        return forked(root, root.with_name("log"), limit, run) not in {0, 5}
    finally:
        target.write_text(change.before, encoding="utf-8")
        os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
