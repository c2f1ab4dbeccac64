import os
import shutil
import signal
import subprocess
import sys

import archives
import pytest

from greffier.corpus.converting import convert_archive
from greffier.corpus.store import Store, opened
from greffier.errors import InputError


def test_a_partition_is_done_when_its_files_are_what_they_were(tmp_path):
    with opened(tmp_path / "package") as store:
        store.put("k", {"articles": b"one", "texts": b"two"})
        assert store.has("k")
        assert not store.has("other")
        path = store.folder("k") / "texts.parquet"
        path.write_bytes(b"tw")
        assert not store.has("k")
        store.put("k", {"articles": b"one", "texts": b"two"})
        assert store.has("k")
        (store.folder("k") / "sums.json").write_text("[]")
        assert not store.has("k")


def test_one_run_writes_at_a_time(tmp_path):
    first, second = opened(tmp_path / "package"), opened(tmp_path / "package")
    with first, pytest.raises(InputError, match="another run is writing it"), second:
        pass
    with opened(tmp_path / "package") as store:
        assert isinstance(store, Store)


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="a limit for files needs POSIX")
@pytest.mark.parametrize("most", [300, pytest.param(12_000, marks=pytest.mark.slow)])
def test_where_no_room_is_left_the_run_says_so_and_goes_on_later(tmp_path, most):
    """The limit for files stands for a full disk: first the partition's own files do not fit, then the database."""
    import resource

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    path = archives.write(tmp_path / "a.jsonl", [archives.entry(number) for number in range(20)])
    package = tmp_path / "package"
    command = [sys.executable, "-m", "greffier", "convert", path, "--to", str(package), "--format", "parquet"]
    home = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*command, "--workers", "1"], preexec_fn=limited, env=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert f"{package}: no more can be written there" in done.stderr
    assert "make room and run the same again" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (package / "datapackage.json").exists()
    outcome = convert_archive([path], package)
    assert (outcome.converted, outcome.found) == ((20, 0) if most == 300 else (0, 20))
    assert outcome.counts["articles"] == 20


@pytest.fixture
def disk(tmp_path):
    """A disk in memory, and how to give it another size; skipped where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(*options: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False)

    if shutil.which("mount") is None or mount("-t", "tmpfs", "-o", "size=64k", "greffier").returncode:
        pytest.skip("no disk may be mounted here")
    try:
        yield folder, lambda size: mount("-o", f"remount,size={size}").check_returncode()
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "found"), [("16k", 0), ("200k", 20)])
def test_a_full_disk_is_said_and_what_was_done_on_it_is_found(tmp_path, disk, size, found):
    """First the partition's files do not fit on the disk, then the database."""
    folder, resize = disk
    resize(size)
    path = archives.write(tmp_path / "a.jsonl", [archives.entry(number) for number in range(20)])
    command = [sys.executable, "-m", "greffier", "convert", path, "--to", str(folder / "package")]
    done = subprocess.run([*command, "--format", "parquet", "--workers", "1"], capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    assert f"{folder / 'package'}: no more can be written there" in done.stderr
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "package" / "datapackage.json").exists()
    resize("50m")
    outcome = convert_archive([path], folder / "package")
    assert (outcome.found, outcome.counts["articles"]) == (found, 20)
