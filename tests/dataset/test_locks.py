import subprocess
import sys
from pathlib import Path

import pytest

from greffier.dataset import locks

CODE = "import sys, time; from pathlib import Path; from greffier.dataset import locks; print(locks.take(Path(sys.argv[1])) is not None, flush=True); time.sleep(60)"


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_one_process_has_a_lock_until_it_is_gone(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "place"
    place.touch() if kind == "file" else place.mkdir()
    with subprocess.Popen([sys.executable, "-c", CODE, place], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        assert locks.take(place) is None
        other.kill()
    lock = locks.take(place)
    assert lock is not None
    assert locks.take(place) is None
    locks.give_back(lock)
    # what is given back twice is nobody else's file that has the number by now
    locks.give_back(lock)
    again = locks.take(place)
    assert again is not None
    locks.give_back(again)


def test_what_is_gone_has_no_lock(tmp_path: Path) -> None:
    assert locks.take(tmp_path / "gone") is None
