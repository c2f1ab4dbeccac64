"""On the editor's page other readers stand beside the rows, and what they alone have waits for a person."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from affair import VIRE

from greffier.dataset.workspace import read_workspace

SAID = f"vire.s{VIRE.index('Rien')}"
ALONE = "L'association Rivages a salué la décision"
PROPOSAL = {
    "article_id": "vire",
    "reader": "model-a",
    "actors": [{"name": "Paul Roux", "kind": "person"}, {"name": "association Rivages", "kind": "organization"}],
    "statements": [
        {"act": "deny", "speaker": "association Rivages", "cue": "affirme", "text": ["Rien ne change"]},
        {"act": "claim", "speaker": "Paul Roux", "text": [ALONE]},
        {"act": "say", "text": ["tout est inventé"]},
    ],
}


@pytest.fixture
def read(served: Any) -> Iterator[Any]:
    folder = Path(served.root) / "data" / "proposals"
    folder.mkdir()
    (folder / "vire.model-a.jsonl").write_text(json.dumps(PROPOSAL) + "\n", "utf-8")
    return served


def test_readers_stand_at_their_rows_and_alone_ones_are_proposed(read: Any) -> None:
    status, _, body = read.open().ask("GET", "/api/articles/vire")
    assert status == 200, body
    view = json.loads(body)
    card = next(card for card in view["cards"] if card["row_id"] == SAID)
    assert [(other["reader"], other["state"]) for other in card["readers"]] == [("model-a", "contradicted")]
    assert card["readers"][0]["differs"]["act"] == "deny"
    assert [(other["row_id"], other["state"]) for other in view["proposed"]] == [
        (f"vire.s{VIRE.index(ALONE)}", "alone")
    ]


def test_rows_come_by_agreement_and_the_list_counts_it(read: Any) -> None:
    entry = {**PROPOSAL, "reader": "model-b", "statements": [{"act": "say", "text": ["je ferai appel"]}]}
    (Path(read.root) / "data/proposals/vire.model-b.jsonl").write_text(json.dumps(entry) + "\n", "utf-8")
    view = json.loads(read.open().ask("GET", "/api/articles/vire")[2])
    said = [card["agreement"] for card in view["cards"] if card["table"] in ("statements", "decisions")]
    assert said == sorted(said, key=("agreed", "alone", "contradicted").index)
    assert {card["agreement"] for card in view["cards"] if card["row_id"] == SAID} == {"contradicted"}
    assert [card["agreement"] for card in view["cards"] if card["table"] == "articles"] == [""]
    articles = {each["article_id"]: each for each in json.loads(read.ask("GET", "/api/overview")[2])["articles"]}
    assert articles["vire"]["readers"] == ["rules", "model-a", "model-b"]
    counted = {state: said.count(state) for state in ("agreed", "alone", "contradicted")}
    counted["alone"] += len(view["proposed"])
    assert articles["vire"]["agreement"] == counted
    assert "readers" not in articles["caen"]


def test_a_row_of_a_file_of_proposals_that_has_changed_is_not_taken_unseen(read: Any) -> None:
    view = json.loads(read.open().ask("GET", "/api/articles/vire")[2])
    wish = {"kind": "take", "row_id": SAID, "reader": "model-a", "proposals": view["proposals"], "seen": {}}
    path = Path(read.root) / "data/proposals/vire.model-a.jsonl"
    path.write_text(path.read_text("utf-8").replace('"deny"', '"confirm"'), "utf-8")
    status, _, body = read.ask("POST", "/api/act", wish)
    assert status == 409
    assert "the files of proposals have changed" in json.loads(body)["why"]
    assert read.desk.space.lines["corrections"] == ()
    view = json.loads(read.ask("GET", "/api/articles/vire")[2])
    card = next(card for card in view["cards"] if card["row_id"] == SAID)
    assert card["readers"][0]["differs"]["act"] == "confirm"
    status, _, body = read.ask("POST", "/api/act", wish | {"proposals": view["proposals"]})
    assert status == 200, body
    assert "confirm" in {line.cells["new"] for line in read.desk.space.lines["corrections"]}


@pytest.mark.browser
def test_a_person_takes_over_what_a_reader_says(read: Any, browser: Any) -> None:
    from playwright.sync_api import expect

    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(read.address)
    expect(page.locator(".agreement")).to_contain_text("Readers: rules, model-a")
    expect(page.locator(".agreement")).to_contain_text("1 contradicted")
    page.get_by_role("link", name="Le tribunal tranche").click()
    proposed = page.locator(".card.proposed")
    expect(proposed).to_have_count(1)
    expect(proposed).to_contain_text("model-a")
    card = page.locator(f'.card[data-key="statements/{SAID}"]')
    expect(card.locator(".found")).to_have_text("rules, model-a: contradicted")
    expect(page.get_by_role("heading", name="readers contradict each other")).to_be_visible()
    card.locator(".line-of").click()
    expect(card.locator(".readers")).to_contain_text("model-a says otherwise")
    card.get_by_role("button", name="Take this over").click()
    expect(card.locator(".readers")).to_contain_text("model-a says the same")
    proposed.get_by_role("button", name="Accept this row").click()
    expect(page.locator(".card.proposed")).to_have_count(0)
    expect(page.locator(f'.card[data-key="statements/vire.s{VIRE.index(ALONE)}"]')).to_have_count(1)
    context.close()
    assert problems == []
    rows = {row["statement_id"]: row for row in read_workspace(Path(read.root)).rows["statements"]}
    assert rows[SAID]["act"] == "deny"
    assert rows[f"vire.s{VIRE.index(ALONE)}"]["speaker_id"] == "paul-roux"
