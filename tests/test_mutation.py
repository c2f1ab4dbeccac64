"""The run that changes the code and asks the tests, on a repository of one function and one test."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mutmut", reason="pip install 'greffier[mutation]'")

pytestmark = pytest.mark.slow

SCRIPTS = Path(__file__).parents[1] / "scripts"
CODE = "def larger(a, b):\n    if a > b:\n        return a\n    return b\n\n\ndef unasked(a):\n    return a + 1\n"
TEST = "from greffier.package.sizes import larger, unasked\n\n\ndef test_larger():\n    assert larger(2, 1) == 2\n    unasked(0)\n"
ASK = """
import sys
from pathlib import Path
from mutating.asking import mapped, seen
from mutating.changes import Change

root, path = Path(sys.argv[1]), Path("src/greffier/package/sizes.py")
code = (root / path).read_text()
known = mapped(root, ["package"])
changes = [("a > b", "a < b"), ("a + 1", "a + 2"), ("a + 1", "a +")]
print([seen(number, Change(path, code, code.replace(*change)), known, root) for number, change in enumerate(changes, 1)])
assert (root / path).read_text() == code
"""


def test_a_seed_draws_the_same_changes_and_each_is_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from mutating import SRC
    from mutating.changes import changes

    def drawn(seed: int) -> list[object]:
        return list(changes([SRC / "errors.py", SRC / "package/single.py"], 5, random.Random(seed)))

    assert drawn(1) == drawn(1) != drawn(2)
    for change in drawn(1):
        compile(change.after, str(change.path), "exec")
        assert change.before != change.after
        assert change.line in change.lines
        assert change.diff


def test_what_a_test_looks_at_is_seen_and_what_it_only_runs_is_not(tmp_path: Path) -> None:
    root = tmp_path / "main"
    files = {"src/greffier/package/sizes.py": CODE, "tests/package/test_sizes.py": TEST}
    files |= {"src/greffier/__init__.py": "", "src/greffier/package/__init__.py": ""}
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)
    command = [sys.executable, "-c", ASK, str(root)]
    done = subprocess.run(command, cwd=SCRIPTS, capture_output=True, text=True, check=False)
    assert done.stdout == "[True, False, True]\n", done.stderr
