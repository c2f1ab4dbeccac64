"""What goes wrong around the page: a disk that takes nothing, a browser that closes, a kill, a second window."""

import csv
import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from affair import VIRE

pytest.importorskip("playwright", reason="no browser tests: playwright is not installed (pip install 'greffier[test]')")
from playwright.sync_api import expect

from greffier.dataset.workspace import read_workspace

SAID = f"statements/vire.s{VIRE.index('Rien')}"
COMMAND = [sys.executable, "-m", "greffier", "review", "--no-browser", "--as", "Ana Morel"]


@pytest.fixture
def folder(affair_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(affair_once, tmp_path / "affair"))


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    made.set_default_timeout(8000)
    yield made
    made.close()


@contextmanager
def running(folder: Path, ends: bool = True) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command as it runs, and the address that it prints."""
    process = subprocess.Popen([*COMMAND, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process, process.stdout.readline().split("open ")[1].strip()
    finally:
        process.send_signal(signal.SIGINT if ends else signal.SIGKILL)
        process.wait(60)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A disk that takes nothing; root, whom no permission stops, sees the folder as a mount of its own."""
    if os.geteuid() == 0:
        bound = subprocess.run(["mount", "--bind", folder, folder], check=False, capture_output=True)
        if bound.returncode:
            pytest.skip("nothing can be made read-only for root here: mount --bind is refused")
        subprocess.run(["mount", "-o", "remount,ro,bind", folder, folder], check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
        return
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(modes[path] & ~0o222)
    try:
        yield
    finally:
        for path in paths:
            path.chmod(modes[path])


def client(address: str) -> tuple[http.client.HTTPConnection, dict[str, str]]:
    """A connection to the page's server, and the headers of one that may post."""
    host, path = address.removeprefix("http://").split("/", 1)
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", "/" + path)
    answer = connection.getresponse()
    answer.read()
    cookie = answer.headers["set-cookie"].partition(";")[0]
    return connection, {"Content-Type": "application/json", "Origin": f"http://{host}", "Cookie": cookie}


def post(connection: http.client.HTTPConnection, headers: dict[str, str], wish: object) -> int:
    """The status of an act."""
    connection.request("POST", "/api/act", json.dumps(wish), headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def lines(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"data/curated/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def opened(page: Any, address: str = "") -> Any:
    if address:
        page.goto(address)
    page.get_by_role("link", name="Le tribunal tranche").click()
    expect(page.locator(".card.now")).to_have_count(1)
    return page


@pytest.mark.browser
def test_on_a_read_only_disk_an_act_waits_on_the_page_until_it_can_be_written(context, folder):
    before = files(folder)
    with read_only(folder):
        with running(folder) as (process, address):
            page = opened(context.new_page(), address)
            page.keyboard.press("a")
            expect(page.locator(".kept-acts .notice")).to_contain_text("Your act was not written")
            expect(page.locator(".kept-acts .notice")).to_contain_text("cannot be written")
            page.get_by_role("button", name="Try again").click()
            expect(page.locator(".kept-acts .notice")).to_have_count(1)
        assert process.returncode == 0
        assert "Traceback" not in process.stderr.read()
    assert files(folder) == before


@pytest.mark.browser
def test_what_could_not_be_written_is_written_once_the_disk_takes_it(context, folder, serve):
    served = serve(folder)
    page = opened(context.new_page(), served.address)
    curated = folder / "data" / "curated"
    with read_only(curated):
        page.keyboard.press("a")
        expect(page.locator(".kept-acts .notice")).to_contain_text("cannot be written")
        expect(page.locator(".card.read")).to_have_count(0)
    assert lines(folder, "reviews") == []
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".kept-acts .notice")).to_have_count(0)
    expect(page.locator(".card.read")).to_have_count(1)
    assert len(lines(folder, "reviews")) == 1


@pytest.mark.browser
def test_a_browser_that_closes_in_the_middle_loses_nothing_that_was_written(context, folder, serve):
    served = serve(folder)
    page = opened(context.new_page(), served.address)
    for _ in range(5):
        page.keyboard.press("a")
    page.close()
    # what was on its way is there as a whole, or not at all
    time.sleep(0.5)
    signed = {(line["table"], line["row_id"]) for line in lines(folder, "reviews")}
    assert len(signed) <= 5
    assert signed <= read_workspace(folder).standings.keys()
    # the same browser goes on where it was
    again = context.new_page()
    again.goto(f"http://{served.host}/")
    opened(again)
    expect(again.locator(".card.read")).to_have_count(len(signed))
    again.keyboard.press("a")
    expect(again.locator(".card.read")).to_have_count(len(signed) + 1)


@pytest.mark.browser
def test_a_server_that_is_gone_leaves_the_act_on_the_page(context, folder):
    with running(folder, ends=False) as (process, address):
        page = opened(context.new_page(), address)
        process.kill()
        process.wait(20)
        page.keyboard.press("a")
        expect(page.locator(".kept-acts .notice")).to_contain_text("Is greffier review still running?")
        expect(page.locator(".card.read")).to_have_count(0)
    assert lines(folder, "reviews") == []


@pytest.mark.browser
def test_two_windows_on_one_article(context, folder, serve):
    served = serve(folder)
    one = opened(context.new_page(), served.address)
    two = context.new_page()
    two.goto(f"http://{served.host}/")
    opened(two)
    one.locator(f'.card[data-key="{SAID}"] .line-of').click()
    one.locator('.card.now [data-column="act"] .value').click()
    one.get_by_label("act", exact=True).select_option("deny")
    one.keyboard.press("Control+Enter")
    expect(one.locator(f'.card[data-key="{SAID}"]')).to_contain_text("deny")
    # the other window shows the row as it was: its act is kept back, and the row shown as it is
    two.locator(f'.card[data-key="{SAID}"] .line-of').click()
    two.keyboard.press("a")
    expect(two.locator(".kept-acts .notice")).to_contain_text("no longer what was shown")
    expect(two.locator(f'.card[data-key="{SAID}"]')).to_contain_text("deny")
    assert lines(folder, "reviews") == []
    two.get_by_role("button", name="Do it on what stands now").click()
    expect(two.locator(f'.card[data-key="{SAID}"]')).to_have_class(re.compile("read"))
    # an act on another row brings the first window what the second has done
    one.keyboard.press("k")
    one.keyboard.press("a")
    expect(one.locator(".card.read")).to_have_count(2)
    assert len(lines(folder, "reviews")) == 2


@pytest.mark.browser
def test_two_commands_on_one_dataset(context, browser, folder, serve):
    first, second = serve(folder), serve(folder)
    one = opened(context.new_page(), first.address)
    other = browser.new_context(locale="en-GB")
    two = opened(other.new_page(), second.address)
    one.keyboard.press("a")
    expect(one.locator(".card.read")).to_have_count(1)
    two.keyboard.press("j")
    two.keyboard.press("a")
    expect(two.locator(".kept-acts .notice")).to_contain_text("changed by another window or program")
    expect(two.locator(".card.read")).to_have_count(1)
    two.get_by_role("button", name="Do it on what stands now").click()
    expect(two.locator(".card.read")).to_have_count(2)
    assert len(lines(folder, "reviews")) == 2
    other.close()


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_no_act_that_was_answered(folder):
    """Acts as fast as they are answered, and a kill at a moment that chance chooses, again and again."""
    chance = random.Random(7)
    units = [unit for unit in read_workspace(folder).standings if unit[0] != "articles"]
    answered: set[tuple[str, str]] = set()
    for _ in range(12):
        with running(folder, ends=False) as (process, address):
            connection, headers = client(address)
            timer = threading.Timer(chance.uniform(0.0, 1.0), process.kill)
            timer.start()
            try:
                while True:
                    unit = chance.choice(units)
                    kind = "disputed" if unit in answered and chance.random() < 0.5 else "accepted"
                    assert post(connection, headers, {"kind": kind, "rows": [unit], "note": "again"}) == 200
                    answered.add(unit)
            except (http.client.HTTPException, OSError):
                pass
            timer.join()
            process.wait(20)
        signed = {(line["table"], line["row_id"]) for line in lines(folder, "reviews")}
        assert answered <= signed
        # at most the one that was not answered any more
        assert len(signed - answered) <= 1
        answered = signed
    assert len(answered) > 5
    with running(folder) as (process, address):
        assert post(*client(address), {"kind": "accepted", "rows": [units[0]]}) == 200
    assert process.returncode == 0
    assert [path.name for path in folder.glob(".greffier*")] == []


def test_a_sitting_begins_with_what_a_killed_writer_left_in_place(folder):
    """The first act is done at once: nobody else has changed anything since."""
    units = [unit for unit in read_workspace(folder).standings if unit[0] != "articles"]
    path = folder / "data" / "curated" / "reviews.csv"
    before = path.read_bytes()
    with running(folder) as (_, address):
        assert post(*client(address), {"kind": "accepted", "rows": [units[0]]}) == 200
    after = path.read_bytes()
    path.write_bytes(before)
    code = (
        "import os, signal; from pathlib import Path; from greffier.dataset import rooms\n"
        "os.replace = lambda old, new: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"with rooms.one_writer(Path({str(folder)!r}), 'review') as room:\n"
        f"    rooms.write(room / 'new', {after!r})\n"
        "    rooms.move(room, {'new': 'data/curated/reviews.csv'})\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    with running(folder) as (_, address):
        assert post(*client(address), {"kind": "accepted", "rows": [units[1]]}) == 200
    assert {(line["table"], line["row_id"]) for line in lines(folder, "reviews")} == {units[0], units[1]}
