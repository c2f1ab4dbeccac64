import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.dataset import writer
from greffier.package.reader import Dialect, read_records
from greffier.package.schema import read_schema

SCHEMA = read_schema({"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}]}, "here")
ONE = read_schema({"fields": [{"name": "a", "type": "string"}]}, "here")


def test_cells_are_quoted_only_where_they_must_be():
    table = [{"a": 'say "no", then', "b": 1}, {"a": "two\nlines", "b": None}]
    table += [{"a": "a\rb", "b": 3}, {"a": " é ", "b": 4}]
    assert writer.table_bytes(SCHEMA, table).decode() == ('a,b\n"say ""no"", then",1\n"two\nlines",\n"a\rb",3\n é ,4\n')


def test_an_empty_cell_alone_in_its_row_is_no_blank_line():
    assert writer.table_bytes(ONE, [{"a": None}]) == b'a\n""\n'


# any text that a file can hold
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_what_is_written_is_read_again(table):
    two = read_schema({"fields": [{"name": "a"}, {"name": "b"}]}, "here")
    table = [(a or "x", b) for a, b in table]
    content = writer.table_bytes(two, ({"a": a, "b": b} for a, b in table))
    found = list(read_records(io.BytesIO(content), "t.csv", "utf-8", Dialect(), two))
    assert [record.cells for record in found] == table


def test_the_descriptor_gets_sizes_and_hashes_and_nothing_else(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a\n")
    descriptor = {"title": "É", "resources": [{"name": "a", "bytes": 0, "path": "a.csv", "x": 1}, {"name": "b"}]}
    content = writer.measured(descriptor, tmp_path, {})
    assert content.decode() == (
        '{\n  "title": "É",\n  "resources": [\n    {\n      "name": "a",\n      "bytes": 2,\n      "path": "a.csv",\n'
        '      "x": 1,\n      "hash": "sha256:87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"\n'
        '    },\n    {\n      "name": "b"\n    }\n  ]\n}\n'
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("datapackage.json", "a.csv", "b.csv"):
        (tmp_path / name).write_text(f"old {name}")
    return tmp_path


NEW = {"datapackage.json": b"new", "a.csv": b"new", "b.csv": b"new", "sub/c.csv": b"new"}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_replaced_and_nothing_is_left_beside(folder):
    writer.replace(folder, NEW)
    assert snapshot(folder) == NEW


def test_the_descriptor_comes_last(folder, monkeypatch):
    order = []
    rename = os.replace
    monkeypatch.setattr(os, "replace", lambda old, new: (order.append(Path(new).name), rename(old, new)))
    writer.replace(folder, NEW)
    assert order[-1] == "datapackage.json"


@pytest.mark.parametrize("broken", range(1, 5))
def test_a_rename_that_fails_takes_back_those_before_it(folder, monkeypatch, broken):
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
        writer.replace(folder, NEW)
    assert snapshot(folder) == before


def test_a_full_disk_changes_nothing(folder, monkeypatch):
    before = snapshot(folder)

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        writer.replace(folder, NEW)
    assert snapshot(folder) == before


def test_a_kill_while_writing_changes_nothing_and_the_next_build_clears_what_it_left(folder):
    before = snapshot(folder)
    killed = (
        "import os, signal, sys; from pathlib import Path; from greffier.dataset import writer\n"
        "os.replace = lambda old, new: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"writer.replace(Path({str(folder)!r}), {NEW!r})"
    )
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == -9
    left = {path: content for path, content in snapshot(folder).items() if not path.startswith(writer.WAITING)}
    assert left == before
    assert list(folder.glob(f"{writer.WAITING}*"))
    writer.replace(folder, NEW)
    assert snapshot(folder) == NEW


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path):
    def half() -> None:
        with writer.new_folder(tmp_path / "made") as folder:
            (folder / "half").write_text("x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert list(tmp_path.iterdir()) == []
    with writer.new_folder(tmp_path / "made") as folder:
        (folder / "whole").write_text("x")
    assert snapshot(tmp_path) == {"made/whole": b"x"}


def test_a_new_folder_does_not_take_the_place_of_another(folder):
    before = snapshot(folder)
    with pytest.raises(FileExistsError, match="not an empty folder"), writer.new_folder(folder):
        pytest.fail("must not come here")
    assert snapshot(folder) == before


def test_an_empty_folder_is_filled_where_it_stands(tmp_path):
    target = tmp_path / "empty"
    target.mkdir()
    inode = target.stat().st_ino
    with writer.new_folder(target) as folder:
        (folder / "file").write_text("x")
    assert target.stat().st_ino == inode
    assert snapshot(tmp_path) == {"empty/file": b"x"}
