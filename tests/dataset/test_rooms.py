"""One writer at a time, all or nothing: with real processes that are really killed."""

import errno
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from greffier.dataset import rooms
from greffier.dataset.rooms import move, new_folder, one_writer
from greffier.errors import BusyError

NEW = {"a.csv": b"new", "b.csv": b"new", "sub/c.csv": b"new", "datapackage.json": b"new"}


def snapshot(folder: Path) -> dict[str, bytes]:
    """The files of a folder, and of no waiting room."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(rooms.WAITING)}


def put(root: Path, files: dict[str, bytes] = NEW) -> None:
    with one_writer(root, "test") as room:
        for number, content in enumerate(files.values()):
            rooms.write(room / f"new-{number}", content)
        move(room, {f"new-{number}": path for number, path in enumerate(files)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("datapackage.json", "a.csv", "b.csv"):
        (tmp_path / name).write_text(f"old {name}")
    return tmp_path


@contextmanager
def another(code: str):
    """Another process, which runs the code, says that it holds a room, and waits."""
    setup = f"import os, signal, sys, time; sys.path.insert(0, {str(Path(__file__).parent)!r}); from pathlib import Path\n"
    setup += "from greffier.dataset import rooms\n"
    command = [sys.executable, "-c", setup + code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def test_files_are_replaced_and_nothing_is_left_beside(folder):
    put(folder)
    assert snapshot(folder) == NEW
    assert not (folder / rooms.WAITING).exists()


@pytest.mark.parametrize("broken", range(1, 5))
def test_a_move_that_fails_takes_back_those_before_it(folder, monkeypatch, broken):
    before = snapshot(folder)
    calls = []
    rename = os.replace

    def fail(old, new):
        calls.append(new)
        if len(calls) == broken:
            raise OSError(errno.ENOSPC, "No space left on device", str(new))
        rename(old, new)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        put(folder)
    assert snapshot(folder) == before
    assert not (folder / rooms.WAITING).exists()


def test_a_full_disk_changes_nothing(folder, monkeypatch):
    before = snapshot(folder)

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        put(folder)
    assert snapshot(folder) == before


def killed_at(folder: Path, number: int) -> None:
    """Another process puts NEW into the folder and is killed at its move of that number."""
    code = (
        "import os, signal, sys; from pathlib import Path; from greffier.dataset import rooms\n"
        "rename, calls = os.replace, []\n"
        "def replace(old, new):\n"
        "    calls.append(new)\n"
        f"    os.kill(os.getpid(), signal.SIGKILL) if len(calls) == {number} else rename(old, new)\n"
        "os.replace = replace\n"
        f"files = {NEW!r}\n"
        f"with rooms.one_writer(Path({str(folder)!r}), 'test') as room:\n"
        "    for number, content in enumerate(files.values()): rooms.write(room / f'new-{number}', content)\n"
        "    rooms.move(room, {f'new-{number}': path for number, path in enumerate(files)})\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL


@pytest.mark.parametrize("number", [1, 3])
def test_the_next_writer_finishes_what_a_killed_one_began(folder, number):
    killed_at(folder, number)
    assert snapshot(folder) != NEW
    with one_writer(folder, "test") as room:
        assert snapshot(folder) == NEW
        assert [path.name for path in room.iterdir()] == ["holder.txt"]
    assert not (folder / rooms.WAITING).exists()


def test_what_somebody_changed_since_a_kill_stays(folder):
    killed_at(folder, 3)
    (folder / "b.csv").write_text("mine")
    (folder / "sub").mkdir(exist_ok=True)
    (folder / "sub" / "c.csv").write_text("mine too")
    with one_writer(folder, "test"):
        assert snapshot(folder) == {**NEW, "b.csv": b"mine", "sub/c.csv": b"mine too"}


def test_what_is_not_complete_when_it_is_killed_is_cleared(folder):
    before = snapshot(folder)
    code = (
        f"with rooms.one_writer(Path({str(folder)!r}), 'test') as room:\n"
        "    (room / 'half').write_text('x'); print('in', flush=True); time.sleep(60)\n"
    )
    with another(code) as process:
        assert (folder / rooms.WAITING / "half").exists()
    process.wait()
    assert (folder / rooms.WAITING / "half").exists()
    with one_writer(folder, "test") as room:
        assert not (room / "half").exists()
    assert snapshot(folder) == before


def test_a_second_writer_waits_a_little_and_then_says_who_writes(folder, monkeypatch):
    monkeypatch.setattr(rooms, "PATIENCE", 0.2)
    code = f"with rooms.one_writer(Path({str(folder)!r}), 'build'): print('in', flush=True); time.sleep(60)"
    with another(code) as process:
        with pytest.raises(BusyError) as caught, one_writer(folder, "add"):
            pytest.fail("two writers at once")
        assert str(caught.value) == (
            f"{folder}: in use by greffier build (process {process.pid}); try again when that is done"
        )
        assert (folder / rooms.WAITING / "holder.txt").exists()
    with one_writer(folder, "add"):
        pass


def test_a_second_writer_goes_on_when_the_first_is_done(folder):
    code = f"with rooms.one_writer(Path({str(folder)!r}), 'build'): print('in', flush=True); time.sleep(0.3)"
    begun = time.monotonic()
    with another(code), one_writer(folder, "add"):
        assert time.monotonic() - begun >= 0.3


def test_a_child_of_the_writer_does_not_keep_the_lock(folder, monkeypatch):
    code = (
        f"with rooms.one_writer(Path({str(folder)!r}), 'build'):\n"
        "    if os.fork() == 0: os.close(1); time.sleep(20); os._exit(0)\n"
        "    print('in', flush=True); time.sleep(60)\n"
    )
    with another(code) as process:
        pass
    process.wait()
    # the child lives on for longer than anybody waits
    monkeypatch.setattr(rooms, "PATIENCE", 5)
    with one_writer(folder, "add"):
        pass


def test_threads_take_turns(folder):
    from threading import Thread

    inside, most = [], []

    def work() -> None:
        with one_writer(folder, "test"):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path):
    def half() -> None:
        with new_folder(tmp_path / "made") as folder:
            (folder / "half").write_text("x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert list(tmp_path.iterdir()) == []
    with new_folder(tmp_path / "made") as folder:
        (folder / "whole").write_text("x")
    assert snapshot(tmp_path) == {"made/whole": b"x"}


def test_a_new_folder_does_not_take_the_place_of_another(folder):
    before = snapshot(folder)
    with pytest.raises(FileExistsError, match="not an empty folder"), new_folder(folder):
        pytest.fail("must not come here")
    assert snapshot(folder) == before


def test_nor_of_one_that_came_meanwhile(tmp_path):
    def late() -> None:
        with new_folder(tmp_path / "made") as folder:
            (folder / "x").write_text("x")
            (tmp_path / "made").mkdir()
            (tmp_path / "made" / "theirs").write_text("y")

    with pytest.raises(FileExistsError, match="not an empty folder"):
        late()
    assert snapshot(tmp_path) == {"made/theirs": b"y"}


def test_an_empty_folder_is_filled_where_it_stands(tmp_path):
    target = tmp_path / "empty"
    target.mkdir()
    inode = target.stat().st_ino
    with new_folder(target) as folder:
        (folder / "file").write_text("x")
        (folder / "sub").mkdir()
        (folder / "sub" / "file").write_text("y")
    assert target.stat().st_ino == inode
    assert snapshot(tmp_path) == {"empty/file": b"x", "empty/sub/file": b"y"}


def test_folders_of_like_names_have_rooms_of_their_own(tmp_path):
    with new_folder(tmp_path / "news-2020") as one:
        (one / "x").write_text("1")
        with new_folder(tmp_path / "news") as other:
            (other / "x").write_text("2")
    assert snapshot(tmp_path) == {"news-2020/x": b"1", "news/x": b"2"}


def test_a_folder_with_its_mark_is_replaced_as_a_whole(tmp_path):
    for content in ("1", "2"):
        with new_folder(tmp_path / "page", "mark") as folder:
            (folder / "mark").write_text(content)
            (folder / content).write_text(content)
    assert snapshot(tmp_path) == {"page/mark": b"2", "page/2": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["page"]


@pytest.mark.parametrize("moment", ["rename", "replace"])
def test_a_folder_that_is_being_replaced_is_never_lost(tmp_path, moment):
    with new_folder(tmp_path / "page", "mark") as folder:
        (folder / "mark").write_text("1")
    code = (
        "import os, signal; from pathlib import Path; from greffier.dataset import rooms\n"
        f"with rooms.new_folder(Path({str(tmp_path / 'page')!r}), 'mark') as folder:\n"
        "    (folder / 'mark').write_text('2')\n"
        "    rename, calls = os.rename, []\n"
        "    def kill(old, new):\n"
        "        calls.append(new)\n"
        # the first rename is that of the plan
        f"        os.kill(os.getpid(), signal.SIGKILL) if len(calls) == {2 if moment == 'rename' else 1} else rename(old, new)\n"
        f"    os.{moment} = kill\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    assert (tmp_path / "page").exists() == (moment == "rename")
    # whoever comes next, even to fail, puts it right
    with pytest.raises(RuntimeError), new_folder(tmp_path / "page", "mark"):
        raise RuntimeError
    assert snapshot(tmp_path) == {"page/mark": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["page"]


def test_a_mount_point_is_named_before_anything_is_lost(tmp_path):
    (tmp_path / "page").mkdir()
    code = (
        "import sys; from pathlib import Path; from greffier.dataset import rooms\n"
        "for content in '12':\n"
        "    with rooms.new_folder(Path(sys.argv[1]), 'mark') as folder: (folder / 'mark').write_text(content)\n"
        "    print((Path(sys.argv[1]) / 'mark').read_text())\n"
    )
    inside = 'mount -t tmpfs none "$1" && exec "$2" -c "$3" "$1"'
    command = ["unshare", "-rm", "sh", "-c", inside, "sh", str(tmp_path / "page"), sys.executable, code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "mount" in done.stderr and "Traceback" not in done.stderr:
        pytest.skip(f"nothing can be mounted here: {done.stderr}")
    # filled where it is empty, refused where it is not
    assert done.stdout == "1\n"
    assert "InputError" in done.stderr
    assert "page: is a mount point, which no folder can replace; name a folder in it" in done.stderr
