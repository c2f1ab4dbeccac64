"""Who may speak to the server and what it does then, over real connections."""

import csv
import json
import shutil
import time
from pathlib import Path

import pytest
from affair import VIRE

SAID = f"vire.s{VIRE.index('Rien')}"
READ = {"kind": "accepted", "rows": [["articles", "caen"]]}


@pytest.fixture
def page(served):
    return served.open()


@pytest.fixture(scope="module")
def wall(refusing):
    return refusing.open()


def lines(page, name: str) -> list[dict[str, str]]:
    with (page.root / f"data/curated/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_token_is_worth_one_cookie_and_a_clean_address(served):
    assert served.ask("GET", "/")[0] == 403
    status, headers, _ = served.ask("GET", f"/open?token={served.token}")
    assert status == 303
    assert headers["location"] == "/"
    assert "httponly" in headers["set-cookie"].lower()
    assert "samesite=strict" in headers["set-cookie"].lower()
    assert served.token not in headers["set-cookie"]
    assert served.ask("GET", f"/open?token={served.token}")[0] == 403
    assert served.ask("GET", "/open?token=" + "x" * 43)[0] == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example:{port}", "localhost:{port}", "127.0.0.1", "127.0.0.1:{port}.evil.example", "[::1]:{port}", ""],
)
@pytest.mark.parametrize("path", ["/", "/api/overview", "/open?token={token}"])
def test_a_name_that_was_made_to_point_here_is_refused(wall, host, path):
    port = wall.host.rpartition(":")[2]
    asked = wall.ask("GET", path.format(token=wall.token), host=host.format(port=port))
    assert asked[0] in (400, 421)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": None},
        {"origin": "https://127.0.0.1"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"content_type": "text/plain"},
        {"content_type": "application/x-www-form-urlencoded"},
        {"cookie": None},
        {"cookie": "greffier=guess"},
        {"content_length": "99999999"},
        {"host": "evil.example"},
    ],
)
def test_a_page_from_elsewhere_writes_nothing(wall, headers):
    assert wall.ask("POST", "/api/act", READ, **headers)[0] in (400, 403, 413, 415, 421)
    assert lines(wall, "reviews") == []


def test_a_page_from_elsewhere_reads_nothing(wall):
    assert wall.ask("GET", "/api/overview", origin="http://evil.example")[0] == 403
    assert wall.ask("GET", "/api/overview", sec_fetch_site="cross-site")[0] == 403
    assert wall.ask("GET", "/api/overview", sec_fetch_site="same-origin")[0] == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_reading_changes_nothing(wall, method):
    status = wall.ask(method, "/api/act")[0]
    assert status in (405, 415)
    assert lines(wall, "reviews") == []


def test_every_answer_forbids_what_the_page_does_not_need(wall):
    for path in ("/", "/static/app.js", "/api/overview", "/api/articles/none", "/nothing"):
        _, headers, _ = wall.ask("GET", path)
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path", ["/static/..%2fdesk.py", "/static/../desk.py", "/static//etc/passwd", "/api/articles/..%2f..%2fx"]
)
def test_no_other_file_is_given(wall, path):
    assert wall.ask("GET", path)[0] in (404, 422)


def test_an_act_is_a_line_and_is_undone(page):
    status, _, text = page.ask("POST", "/api/act", READ)
    assert status == 200
    (line,) = lines(page, "reviews")
    assert (line["row_id"], line["reviewer"], line["reviewed_on"]) == ("caen", "Ana Morel", "2026-11-25")
    assert page.ask("POST", "/api/undo", json.loads(text))[0] == 200
    assert lines(page, "reviews") == []
    assert page.ask("POST", "/api/undo", json.loads(text))[0] == 422


def test_an_act_is_answered_with_what_it_changes_on_the_page(page):
    shown = json.loads(page.ask("GET", "/api/articles/vire")[2])
    accept = {"kind": "accepted", "rows": [["statements", SAID]]}
    answer = json.loads(page.ask("POST", "/api/act", accept | {"showing": {"article": "vire", "version": 1}})[2])
    (card,) = answer["page"]["cards"]
    assert (card["row_id"], card["state"], card["reviews"][0]["reviewer"]) == (SAID, "read", "Ana Morel")
    assert "order" not in answer["page"]
    assert "actors" not in answer["over"]
    assert answer["over"]["total"]["read"] == 1
    drop = {"kind": "drop", "table": "statements", "row_id": SAID, "reason": "r"}
    answer = json.loads(
        page.ask("POST", "/api/act", drop | {"showing": {"article": "vire", "version": answer["page"]["version"]}})[2]
    )
    # that nothing is missing was said of other rows
    assert [card["table"] for card in answer["page"]["cards"]] == ["articles"]
    assert f"statements/{SAID}" not in answer["page"]["order"]
    assert len(answer["page"]["order"]) == len(shown["cards"]) - 1
    assert len(answer["over"]["actors"]) > 3


def test_a_window_that_is_behind_is_given_all(page):
    page.ask("GET", "/api/articles/vire")
    showing = {"showing": {"article": "vire", "version": 1}}
    here = {"kind": "accepted", "rows": [["statements", SAID]], **showing}
    page.ask("POST", "/api/act", here)
    answer = json.loads(page.ask("POST", "/api/act", READ | showing)[2])
    assert answer["page"]["whole"] is True
    assert answer["page"] == json.loads(page.ask("GET", "/api/articles/vire")[2])
    assert {card["row_id"]: card["state"] for card in answer["page"]["cards"]}[SAID] == "read"
    # an act from another article that is about a row of this one
    both = {"kind": "accepted", "rows": [["actors", "jean-morel"]], "showing": {"article": "caen", "version": 0}}
    page.ask("POST", "/api/act", both)
    more = {"kind": "accepted", "rows": [["actors", "paul-roux"]]}
    showing = {"showing": {"article": "vire", "version": answer["page"]["version"]}}
    answer = json.loads(page.ask("POST", "/api/act", more | showing)[2])
    assert {card["row_id"] for card in answer["page"]["cards"]} == {"jean-morel", "paul-roux"}


def test_what_was_done_before_this_sitting_is_listed_and_taken_back(page, serve):
    change = {"kind": "change", "table": "statements", "row_id": SAID, "column": "act", "value": "say", "reason": "r"}
    assert page.ask("POST", "/api/act", change)[0] == 200
    assert json.loads(page.ask("GET", "/api/done")[2])["earlier"] == []
    later = serve(page.root).open()
    sitting = json.loads(later.ask("GET", "/api/done")[2])
    assert sitting["done"] == []
    (line,) = sitting["earlier"]
    assert (line["file"], line["key"], line["new"]) == ("corrections", ["statements", SAID, "act"], "say")
    assert later.ask("POST", "/api/act", {"kind": "restore", "file": line["file"], "key": line["key"]})[0] == 200
    assert lines(page, "corrections") == []
    # and that is undone as any act of this sitting
    assert later.ask("POST", "/api/undo", {})[0] == 200
    assert len(lines(page, "corrections")) == 1


def test_an_act_on_a_row_that_changed_is_kept_from_being_written(page):
    seen = {card["row_id"]: card["sha256"] for card in json.loads(page.ask("GET", "/api/articles/vire")[2])["cards"]}
    change = {"kind": "change", "table": "statements", "row_id": SAID, "column": "act", "value": "say", "reason": "r"}
    assert page.ask("POST", "/api/act", change)[0] == 200
    late = {"kind": "accepted", "rows": [["statements", SAID]], "seen": {f"statements/{SAID}": seen[SAID]}}
    status, _, text = page.ask("POST", "/api/act", late)
    assert status == 409
    assert "no longer what was shown" in text
    assert lines(page, "reviews") == []


def test_a_file_that_git_or_an_editor_changed_is_seen(page):
    path = page.root / "data/curated/corrections.csv"
    path.write_text(path.read_text() + f"statements,{SAID},act,claim,deny,,theirs,\n")
    assert page.ask("POST", "/api/act", READ)[0] == 409
    assert [line["reason"] for line in lines(page, "corrections")] == ["theirs"]
    cards = json.loads(page.ask("GET", "/api/articles/vire")[2])["cards"]
    assert next(card for card in cards if card["row_id"] == SAID)["cells"]["act"] == "deny"
    assert page.ask("POST", "/api/act", READ)[0] == 200


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({}, "no act is called None"),
        ({"kind": "accepted"}, "not complete"),
        ({"kind": "accepted", "rows": [["x"]]}, "not complete"),
        ({"kind": "change", "table": "statements", "row_id": "x", "column": "act", "reason": "r"}, "has no row"),
        ({"kind": "add", "table": "statements", "article": "vire", "reason": "r"}, "select the words"),
        (
            {
                "kind": "add",
                "table": "statements",
                "article": "vire",
                "reason": "r",
                "spans": [{"start": 0, "end": 5, "words": "Mardi"}],
            },
            "not the article's words",
        ),
        ({"kind": "restore", "file": "corrections", "key": "x"}, "a list is needed"),
    ],
)
def test_a_wish_that_cannot_be_is_answered_with_words(wall, wish, message):
    status, _, text = wall.ask("POST", "/api/act", wish)
    assert status == 422
    assert message in json.loads(text)["why"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"' + b"x" * 1000 + b'"'])
def test_what_is_no_wish_is_answered_too(wall, body):
    assert wall.ask("POST", "/api/act", body)[0] == 422


def test_a_disk_that_takes_nothing_is_said(page, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("greffier.dataset.writer.replace", full)
    status, _, text = page.ask("POST", "/api/act", READ)
    assert (status, json.loads(text)["why"]) == (507, "cannot be written: Read-only file system")
    monkeypatch.undo()
    assert page.ask("POST", "/api/act", READ)[0] == 200


def test_the_tables_follow(serve, affair_once, tmp_path):
    page = serve(Path(shutil.copytree(affair_once, tmp_path / "affair")), quiet=0.1).open()
    act = {"kind": "change", "table": "statements", "row_id": SAID, "column": "act", "value": "say", "reason": "r"}
    assert page.ask("POST", "/api/act", act)[0] == 200
    path = page.root / "data/statements.csv"
    for _ in range(900):
        if f"{SAID},vire" in path.read_text(encoding="utf-8"):
            break
        time.sleep(0.1)
    row = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(SAID))
    assert ",say," in row
    assert page.desk.trouble == ""
