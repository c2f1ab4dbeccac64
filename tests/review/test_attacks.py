"""Pages from elsewhere in a real browser that has the page's cookie: by another origin, and by a name made to point here."""

import csv
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="no browser tests: playwright is not installed (pip install 'greffier[test]')")
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
#: What a page from elsewhere tries: each gives the status of the answer, or the error that the browser makes of it.
TRIES = """async (there) => {
  const wish = JSON.stringify({ kind: "accepted", rows: [["articles", "caen"]] });
  const ask = async (path, more) => { try { return (await fetch(there + path, { credentials: "include", ...more })).status; } catch (error) { return error.name; } };
  return [
    await ask("/api/overview"),
    await ask("/api/act", { method: "POST", body: wish, headers: { "Content-Type": "application/json" } }),
    await ask("/api/act", { method: "POST", body: wish, headers: { "Content-Type": "text/plain" } }),
    await ask("/api/act", { method: "POST", body: wish, mode: "no-cors" }),
  ];
}"""


class Elsewhere(BaseHTTPRequestHandler):
    """A web server of somebody else."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title><p>Nothing to see.")

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def elsewhere() -> Iterator[int]:
    """The port of another server on this machine: its page is of the same site, and of another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def reviews(root: Path) -> list[dict[str, str]]:
    with (root / "data/curated/reviews.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_page_of_another_origin_reads_and_writes_nothing(browser, served, elsewhere, name):
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.address)
    expect(page.locator(".articles li")).to_have_count(2)
    page.goto(f"http://{name}:{elsewhere}/")
    reading, writing, simple, opaque = page.evaluate(TRIES, f"http://{served.host}")
    assert (reading, writing, simple) == ("TypeError", "TypeError", "TypeError")
    # an answer that the page may not see: that nothing was done is seen below
    assert opaque in (0, "TypeError")
    assert reviews(served.root) == []
    # nor may it be framed, or its script be run there
    page.evaluate(
        "(there) => { const frame = document.createElement('iframe'); frame.src = there; document.body.append(frame); }",
        f"http://{served.host}/",
    )
    page.wait_for_timeout(300)
    assert all("Articles" not in frame.content() for frame in page.frames[1:] if "chrome-error" not in frame.url)
    context.close()


def test_a_name_that_was_made_to_point_here_is_refused(browser, served):
    """The page of a rebound name is of the same origin as what it asks: only the Host header tells."""
    rebound = browser.browser_type.launch(
        executable_path=next(filter(None, map(shutil.which, CHROMIUMS))),
        args=["--no-sandbox", "--host-resolver-rules=MAP evil.example 127.0.0.1"],
    )
    page = rebound.new_page()
    address = f"http://evil.example:{served.host.rpartition(':')[2]}"
    for path in ("/", "/api/overview", f"/open?token={served.token}"):
        assert page.goto(address + path).status == 421
    assert page.evaluate(TRIES, address) == [421, 421, 421, 421]
    assert reviews(served.root) == []
    # the token was not spent on it
    assert served.open().ask("GET", "/api/overview")[0] == 200
    rebound.close()
