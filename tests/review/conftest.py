"""A real server of the page, in this process, for two short articles."""

import http.client
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from affair import two_articles

pytest.importorskip("starlette", reason="no tests of the page: pip install 'greffier[review]'")
import socket

import uvicorn

from greffier.review.desk import Desk
from greffier.review.server import ADDRESS, application


class Page:
    """A client that speaks to the server as a browser's page does, or as somebody else would."""

    def __init__(self, desk: Desk, host: str, token: str) -> None:
        self.desk, self.host, self.token = desk, host, token
        self.root = desk.root
        self.cookie = ""

    @property
    def address(self) -> str:
        return f"http://{self.host}/open?token={self.token}"

    def ask(self, method: str, path: str, body: Any = None, **headers: str | None) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer; a header that is None is left out."""
        connection = http.client.HTTPConnection(self.host, timeout=10)
        sent: dict[str, str | None] = {"host": self.host, "cookie": self.cookie or None}
        data = b""
        if method == "POST":
            data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
            sent |= {
                "content-type": "application/json",
                "origin": f"http://{self.host}",
                "content-length": str(len(data)),
            }
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data or None)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text

    def open(self) -> "Page":
        """Exchanges the token for the cookie."""
        status, headers, _ = self.ask("GET", f"/open?token={self.token}")
        assert (status, headers["location"]) == (303, "/")
        self.cookie = headers["set-cookie"].partition(";")[0]
        return self


def started(root: Path, quiet: float = 60) -> Iterator[Page]:
    """A server of a dataset, stopped at the end."""
    desk = Desk(root, "Ana Morel", today=lambda: date(2026, 11, 25))
    listening = socket.socket()
    listening.bind((ADDRESS, 0))
    host = f"{ADDRESS}:{listening.getsockname()[1]}"
    _, guard = application(desk, host, quiet=quiet)
    server = uvicorn.Server(uvicorn.Config(guard, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Page(desk, host, str(guard.token))
    # what is left to be built belongs to no test
    desk.acted = 0.0
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def affair_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_articles(tmp_path_factory.mktemp("once") / "affair")


@pytest.fixture
def served(affair_once: Path, tmp_path: Path) -> Iterator[Page]:
    """A server of a copy that a test may change."""
    yield from started(Path(shutil.copytree(affair_once, tmp_path / "affair")))


@pytest.fixture(scope="module")
def refusing(affair_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A server for what it refuses, so that nothing changes."""
    yield from started(Path(shutil.copytree(affair_once, tmp_path_factory.mktemp("refusing") / "affair")))


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Page]]:
    """Starts a server of a dataset of the test's own."""
    running = []

    def start(root: Path, quiet: float = 60) -> Page:
        running.append(started(root, quiet))
        return next(running[-1])

    yield start
    for each in running:
        next(each, None)
