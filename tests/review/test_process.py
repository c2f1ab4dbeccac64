"""The command as it runs: a port in use, an end by Ctrl+C, a kill at any moment."""

import csv
import http.client
import json
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from greffier.dataset.workspace import read_workspace

COMMAND = [sys.executable, "-m", "greffier", "review", "--no-browser", "--as", "Ana Morel"]


@pytest.fixture
def folder(affair_once, tmp_path) -> Path:
    return Path(shutil.copytree(affair_once, tmp_path / "affair"))


def started(folder: Path) -> tuple[subprocess.Popen[str], str, str]:
    """The process, its host and its cookie."""
    process = subprocess.Popen([*COMMAND, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    address = process.stdout.readline().split("open ")[1].strip()
    host, path = address.removeprefix("http://").split("/", 1)
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", "/" + path)
    answer = connection.getresponse()
    return process, host, answer.headers["set-cookie"].partition(";")[0]


def post(host: str, cookie: str, wish: object) -> int:
    connection = http.client.HTTPConnection(host, timeout=60)
    headers = {"Content-Type": "application/json", "Origin": f"http://{host}", "Cookie": cookie}
    connection.request("POST", "/api/act", json.dumps(wish), headers)
    return connection.getresponse().status


@pytest.mark.slow
def test_a_port_in_use_is_one_message(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run([*COMMAND, "--port", str(port), str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        f"greffier: port {port} cannot be used: Address already in use; choose another with --port, or none\n"
    )


@pytest.mark.slow
def test_what_was_done_is_on_disk_after_a_kill_and_the_tables_after_an_end(folder):
    process, host, cookie = started(folder)
    units = [unit for unit in read_workspace(folder).standings if unit[0] != "articles"]
    for unit in units[:6]:
        assert post(host, cookie, {"kind": "accepted", "rows": [unit]}) == 200
    process.kill()
    process.wait(20)
    with (folder / "data/curated/reviews.csv").open(encoding="utf-8", newline="") as file:
        assert {(row["table"], row["row_id"]) for row in csv.DictReader(file)} == set(units[:6])
    process, host, cookie = started(folder)
    assert post(host, cookie, {"kind": "accepted", "rows": [units[6]]}) == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert process.stderr.read() == ""
    # the tables were made before it ended
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert sum(entry.get("reviewed", {}).get("read", 0) for entry in descriptor["resources"]) == 7
    assert [path.name for path in folder.glob(".greffier*")] == []
