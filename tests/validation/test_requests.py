"""Nothing that a descriptor says makes a request: a real server on this machine counts them."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from greffier.dataset import building
from greffier.validation import validate


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The server's address, and then what it is asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_POST = do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=(0.02,))
        thread.start()
        paths.append(f"http://127.0.0.1:{http.server_port}/x")
        yield paths
        http.shutdown()
        thread.join()


def everything(address: str) -> dict[str, Any]:
    """Properties by which a library could go to an address."""
    nested = {"path": address, "profile": address, "$ref": address}
    return {
        "profile": address,
        "profiles": [address, nested],
        "extrapaths": [address],
        "basepath": address,
        "scheme": "http",
        "compression": nested,
        "control": nested,
        "dialect": address,
        "detector": address,
        "checklist": address,
        "pipeline": address,
        "image": address,
        "homepage": address,
    }


@pytest.mark.parametrize("name", [*everything(""), "all"])
@pytest.mark.parametrize("place", ["package", "resource"])
def test_a_property_of_a_descriptor_makes_no_request(tmp_path: Path, asked: list[str], place: str, name: str) -> None:
    address = asked.pop()
    known = everything(address)
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a", "type": "string"}]}}
    descriptor: dict[str, Any] = {"name": "p", "resources": [resource]}
    (descriptor if place == "package" else resource).update(known if name == "all" else {name: known[name]})
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    (tmp_path / "t.csv").write_text("a\nx\n")
    validate(tmp_path)
    assert asked == []


def test_nor_does_a_build(dataset: Path, asked: list[str]) -> None:
    address = asked.pop()
    descriptor = json.loads((dataset / "datapackage.json").read_text())
    descriptor.update(profile=address)
    descriptor["resources"][0].update(profile=address)
    (dataset / "datapackage.json").write_text(json.dumps(descriptor))
    building.build(dataset, check=True)
    assert asked == []
