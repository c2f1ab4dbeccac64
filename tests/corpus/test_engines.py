"""Real processes, a real Dask cluster, real kills."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import archives
import deadly
import pytest

import greffier
from greffier.corpus import converting, engines, partitions
from greffier.corpus.converting import convert_archive
from greffier.corpus.engines import engine, run
from greffier.corpus.store import Store
from greffier.errors import InputError

ENTRIES = [archives.entry(number) for number in range(120)]
#: What a new process is told first: the same cut as here.
SETUP = "from greffier.corpus import partitions; partitions.MEAN = 8; from greffier.corpus.converting import *\n"


@pytest.fixture(autouse=True)
def _small_partitions(monkeypatch):
    monkeypatch.setattr(partitions, "MEAN", 8)


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> tuple[str, dict[str, bytes]]:
    """An archive, and the package that one process makes of it."""
    folder = tmp_path_factory.mktemp("alone")
    path = archives.write(folder / "a.jsonl", ENTRIES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "MEAN", 8)
        convert_archive([path], folder / "package")
    return path, archives.snapshot(folder / "package")


@pytest.mark.slow
def test_no_more_tasks_are_taken_than_keep_the_workers_busy():
    taken: list[int] = []

    def tasks():
        for number in range(20):
            taken.append(number)
            yield number

    with engine(1) as one:
        results = run(one, deadly.slowly, tasks())
        assert next(results) == (0, 0)
        assert len(taken) <= 3
        assert sorted(number for number, _ in results) == list(range(1, 20))


def test_an_error_of_a_task_is_its_result():
    with engine(1) as one:
        ((number, result),) = run(one, int, ["x"])
    assert number == 0
    assert isinstance(result, ValueError)


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(engines, "PATIENCE", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(InputError, match=f"{address}: no Dask scheduler answers there"), engine(1, address):
        pass


@pytest.mark.slow
def test_a_task_whose_worker_dies_is_tried_again(tmp_path):
    with engine(2) as pool:
        marks = [str(tmp_path / "a"), str(tmp_path / "b")]
        assert sorted(result for _, result in run(pool, deadly.once, marks)) == marks


@pytest.mark.slow
def test_a_pool_gives_the_same_bytes(alone, tmp_path):
    path, expected = alone
    convert_archive([path], tmp_path / "package", workers=2)
    assert archives.snapshot(tmp_path / "package") == expected


@pytest.mark.slow
def test_the_article_that_takes_workers_down_is_found_and_the_rest_converted(tmp_path, monkeypatch):
    entries = [*ENTRIES[:20], archives.entry(500, title="MORTEL"), *ENTRIES[20:40]]
    path = archives.write(tmp_path / "a.jsonl", entries)
    monkeypatch.setattr(converting, "convert", deadly.convert)
    made = convert_archive([path], tmp_path / "package", workers=2)
    assert made.counts["articles"] == 40
    (reject,) = converting_rejects(tmp_path / "package")
    assert reject["source"] == f"{path}:21"
    assert "takes the process that reads it down" in reject["reason"]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory of a process is limited as Linux does it")
def test_the_article_that_wants_more_memory_than_a_worker_may_have_is_found(tmp_path, monkeypatch):
    path = archives.write(tmp_path / "a.jsonl", [*ENTRIES[:9], archives.entry(500, title="GLOUTON"), *ENTRIES[9:20]])
    monkeypatch.setattr(converting, "convert", deadly.limited)
    made = convert_archive([path], tmp_path / "package", workers=2)
    assert made.counts["articles"] == 20
    (reject,) = converting_rejects(tmp_path / "package")
    assert reject["source"] == f"{path}:10"
    assert "needs more memory than there is" in reject["reason"]


def converting_rejects(package: Path) -> list[dict]:
    return greffier.load("rejects", "records", package)


def process(code: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", SETUP + code], start_new_session=True)


@pytest.mark.slow
def test_a_run_killed_at_five_moments_goes_on_to_the_same_bytes(alone, tmp_path):
    path, expected = alone
    package = tmp_path / "package"
    code = f"if __name__ == '__main__': convert_archive([{path!r}], Path({str(package)!r}), workers=2)"
    parts = package / ".greffier" / "parts"
    killed = 0
    for wanted in (0, 1, 4, 9, 13):
        started = process(code)
        while started.poll() is None and len(list(parts.glob("*"))) < wanted:
            time.sleep(0.01)
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
            killed += 1
        started.wait()
        assert not (package / "datapackage.json").exists(), "nothing half-written is taken for done"
    assert killed == 5
    done = len(list(parts.glob("*")))
    outcome = convert_archive([path], package)
    assert done >= 4
    assert 0 < outcome.found < 120
    assert archives.snapshot(package) == expected


@contextmanager
def dask(folder: Path, *options: str, workers: int = 2, sources: Path | None = None, **settings: str):
    """A Dask scheduler and workers, each a process of its own, on loopback: its address, and the workers.

    `options` are the workers'; they take greffier from the folder `sources`, if one is given.
    """
    home = os.pathsep.join(str(path) for path in (sources, Path(deadly.__file__).parent) if path)
    spec = ["--scheduler-file", str(folder / "scheduler.json")]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    python = [sys.executable, "-m"]
    scheduler = [*python, "distributed.cli.dask_scheduler", *spec, "--host", "127.0.0.1", "--no-dashboard"]
    worker = [*python, "distributed.cli.dask_worker", *spec, "--nworkers", "1", "--nthreads", "1", "--no-dashboard"]
    worker += ["--local-directory", str(folder), *options]
    here = {**os.environ, "PYTHONPATH": str(Path(deadly.__file__).parent), **settings}
    started = [subprocess.Popen(scheduler, env=here, **quiet)]
    started += (subprocess.Popen(worker, env={**here, "PYTHONPATH": home}, **quiet) for _ in range(workers))
    try:
        from distributed import Client

        with Client(scheduler_file=spec[1], timeout=120) as client:
            client.wait_for_workers(workers, timeout=120)
            yield client.scheduler.address, started[1:]
    finally:
        for each in started:
            each.kill()
            each.wait()


@pytest.fixture
def cluster(tmp_path):
    with dask(tmp_path, "--no-nanny") as started:
        yield started


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_in_the_middle_gives_the_same_bytes(alone, cluster, tmp_path):
    path, expected = alone
    address, workers = cluster
    package = tmp_path / "package"
    code = (
        f"if __name__ == '__main__': print(convert_archive([{path!r}], Path({str(package)!r}), scheduler={address!r}))"
    )
    started = process(code)
    parts = package / ".greffier" / "parts"
    while started.poll() is None and len(list(parts.glob("*"))) < 3:
        time.sleep(0.01)
    assert started.poll() is None, "it is in the middle"
    os.kill(workers[0].pid, signal.SIGKILL)
    assert started.wait(timeout=300) == 0
    assert workers[0].wait() == -signal.SIGKILL
    assert archives.snapshot(package) == expected


@pytest.mark.slow
def test_a_worker_of_dask_that_dies_for_want_of_memory_costs_one_article(tmp_path, monkeypatch):
    """Its nanny kills it at the limit and starts another."""
    path = archives.write(tmp_path / "a.jsonl", [*ENTRIES[:3], archives.entry(500, title="GLOUTON")])
    monkeypatch.setattr(converting, "convert", deadly.hungry)
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with dask(tmp_path, "--memory-limit", "500MB", workers=1, **once) as (address, _):
        made = convert_archive([path], tmp_path / "package", scheduler=address)
    assert made.counts["articles"] == 3
    (reject,) = converting_rejects(tmp_path / "package")
    assert reject["source"] == f"{path}:4"


def other_greffier(folder: Path) -> Path:
    """The folder of a greffier that differs from this one in a word of its lexicon."""
    home = Path(greffier.__file__).parent
    shutil.copytree(home, folder / "greffier", ignore=shutil.ignore_patterns("__pycache__"))
    names = folder / "greffier" / "extraction" / "lexicon" / "fr" / "first_names.csv"
    names.write_text(names.read_text(encoding="utf-8") + "zoelie,f\n", encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("other", [other_greffier, lambda folder: (folder / "greffier.py").touch() or folder])
def test_a_worker_with_another_greffier_or_none_is_refused(tmp_path, other):
    path = archives.write(tmp_path / "a.jsonl", ENTRIES[:20])
    (tmp_path / "other").mkdir()
    with dask(tmp_path, "--no-nanny", workers=1, sources=other(tmp_path / "other")) as (address, _):
        command = [sys.executable, "-m", "greffier", "convert", path, "--to", str(tmp_path / "package")]
        command += ["--format", "parquet", "--scheduler", address]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 2, done.stderr
    assert engines.SAME in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "package" / "datapackage.json").exists()


@pytest.mark.slow
def test_a_cluster_that_loses_all_its_workers_says_so_and_the_work_is_kept(alone, tmp_path, monkeypatch):
    path, expected = alone
    parts = tmp_path / "package" / ".greffier" / "parts"
    put = Store.put
    with dask(tmp_path, "--no-nanny", workers=1) as (address, (worker,)):

        def last(store, key, tables):
            put(store, key, tables)
            worker.kill()

        monkeypatch.setattr(Store, "put", last)
        monkeypatch.setattr(engines, "PATIENCE", 3)
        with pytest.raises(InputError, match="the cluster has lost all its workers"):
            convert_archive([path], tmp_path / "package", scheduler=address)
    monkeypatch.undo()
    monkeypatch.setattr(partitions, "MEAN", 8)
    assert len(list(parts.iterdir())) >= 1
    outcome = convert_archive([path], tmp_path / "package")
    assert outcome.found > 0
    assert archives.snapshot(tmp_path / "package") == expected
