"""Real processes, a real Dask cluster, real kills."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import archives
import deadly
import pytest

from greffier.corpus import converting, engines, partitions
from greffier.corpus.converting import convert_archive
from greffier.corpus.engines import engine, run
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


def converting_rejects(package: Path) -> list[dict]:
    import greffier

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


@pytest.fixture
def cluster(tmp_path):
    """A Dask scheduler and two workers, each a process of its own, on loopback."""
    home = {**os.environ, "PYTHONPATH": str(Path(deadly.__file__).parent)}
    address = tmp_path / "scheduler.json"
    spec = ["--scheduler-file", str(address)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": home}
    python = [sys.executable, "-m"]
    scheduler = [*python, "distributed.cli.dask_scheduler", *spec, "--host", "127.0.0.1", "--no-dashboard"]
    worker = [*python, "distributed.cli.dask_worker", *spec, "--nworkers", "1", "--nthreads", "1", "--no-dashboard"]
    worker += ["--no-nanny", "--local-directory", str(tmp_path)]
    started = [subprocess.Popen(scheduler, **quiet), *(subprocess.Popen(worker, **quiet) for _ in range(2))]
    try:
        from distributed import Client

        with Client(scheduler_file=str(address), timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
            yield client.scheduler.address, started[1:]
    finally:
        for each in started:
            each.kill()
            each.wait()


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
