"""Commands in processes of their own that start in no time: each is forked from one that has loaded everything.

They are real processes, which can be killed at any moment; only the loading of the program was done before.
"""

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, NamedTuple

TESTS = Path(__file__).parent


class Done(NamedTuple):
    """How a command ended: its exit code (a negative one is the signal that killed it), and what it wrote."""

    code: int
    output: str


class Command:
    """A command of greffier's that runs; `kill` it, or wait for its `end`."""

    def __init__(self, to: Path, *arguments: object) -> None:
        """`to` is a file for what the command writes."""
        self.written = to
        self.process = _context().Process(target=_run, args=(list(map(str, arguments)), str(to)))
        self.process.start()

    def kill(self) -> None:
        self.process.kill()

    def end(self, within: float = 120) -> Done:
        self.process.join(within)
        assert self.process.exitcode is not None, "the command runs on"
        return Done(self.process.exitcode, self.written.read_text(encoding="utf-8") if self.written.exists() else "")


def warm() -> None:
    """Loads what the commands load, once."""
    for library in ("duckdb", "jinja2", "jsonschema_rs", "regex"):
        import_module(library)

    import greffier

    greffier.extract("Le tribunal de Vire a débouté Jean Morel. « C'est injuste », a dit M. Morel.", article_id="x")


def _run(arguments: list[str], to: str) -> None:
    assert "warmed" in sys.modules, "nothing was loaded before"
    from greffier.__main__ import main

    target = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(target, 1)
    os.dup2(target, 2)
    sys.argv = ["greffier", *arguments]
    main()


def _context() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["warmed"])
    with _path(TESTS):
        forkserver.ensure_running()
    return context


@contextlib.contextmanager
def _path(folder: Path) -> Iterator[None]:
    """The server finds the modules of the tests, which it loads before it forks, by the environment."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), before]))
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
