"""The page without a mouse, for a screen reader, and for more than one reviewer."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from affair import VIRE

pytest.importorskip("playwright", reason="no browser tests: playwright is not installed (pip install 'greffier[test]')")
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SAID = f"statements/vire.s{VIRE.index('Rien')}"
RULED = f"decisions/vire.d{VIRE.index('le tribunal')}"


def lines(page: Any, name: str) -> list[dict[str, str]]:
    with (page.served.root / f"data/curated/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def until(page: Any, name: str, count: int) -> list[dict[str, str]]:
    """The lines of a curated table, once there are so many and the page has its answer."""
    for _ in range(160):
        if len(found := lines(page, name)) == count:
            expect(page.locator("#main[aria-busy=true]")).to_have_count(0)
            return found
        page.wait_for_timeout(50)
    raise AssertionError(f"{name}: {len(found)} lines, not {count}: {page.locator('#said').text_content()}")


@pytest.fixture
def keys(browser: Any, served: Any) -> Iterator[Any]:
    """The page for one who has no mouse: any click or movement of one would be a fault of the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.goto(served.address)
    page.served = served
    expect(page.locator(".articles li")).to_have_count(2)
    yield page
    context.close()


def tab_to(page: Any, place: str, back: bool = False) -> None:
    """Goes from one control to the next until the one that a selector means has the focus."""
    for _ in range(120):
        if page.evaluate("(place) => document.activeElement.matches(place)", place):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"no way by Tab to {place}")


def go_to(page: Any, key: str) -> None:
    """Makes a row the current one, row by row."""
    for step in ("k", "j"):
        for _ in range(30):
            if page.locator(".card.now").get_attribute("data-key") == key:
                return
            page.keyboard.press(step)
    raise AssertionError(f"no way by J and K to {key}")


def test_every_act_is_done_by_keys_alone_down_to_the_csv(keys):
    tab_to(keys, ".articles a[href='#/vire']")
    keys.keyboard.press("Enter")
    expect(keys.locator(".card.now")).to_have_count(1)
    # a choice
    go_to(keys, SAID)
    tab_to(keys, "[data-column=act] .value")
    keys.keyboard.press("Enter")
    keys.keyboard.type("den")
    keys.keyboard.press("Control+Enter")
    assert [line["new"] for line in until(keys, "corrections", 1)] == ["deny"]
    # back to the original
    tab_to(keys, ".now .before button")
    keys.keyboard.press("Enter")
    until(keys, "corrections", 0)
    # words, quoted
    tab_to(keys, "[data-column=cue] .value")
    keys.keyboard.press("Enter")
    keys.keyboard.type("affirme son président")
    keys.keyboard.press("Enter")
    assert [line["field"] for line in until(keys, "corrections", 1)] == ["cue"]
    keys.keyboard.press("Control+z")
    until(keys, "corrections", 0)
    # a link, a verdict with a note, a verdict
    keys.keyboard.press("l")
    keys.keyboard.type("rivages")
    keys.keyboard.press("Control+Enter")
    expect(keys.locator(".card.now [data-column=speaker_id] .value")).to_contain_text("Rivages")
    count = len(lines(keys, "corrections"))
    tab_to(keys, ".now .buttons button:nth-of-type(4)")
    keys.keyboard.press("Enter")
    keys.keyboard.type("Whose president?")
    keys.keyboard.press("Control+Enter")
    assert [line["note"] for line in until(keys, "reviews", 1)] == ["Whose president?"]
    go_to(keys, "actors/paul-roux")
    keys.keyboard.press("a")
    until(keys, "reviews", 2)
    # a party, of two ticks, and one dropped
    go_to(keys, RULED)
    tab_to(keys, ".now .parts > button")
    keys.keyboard.press("Enter")
    for name in ("rivages", "roux"):
        keys.keyboard.type(name)
        keys.keyboard.press("Enter")
    tab_to(keys, "select[aria-label=role]")
    keys.keyboard.type("law")
    keys.keyboard.press("Control+Enter")
    until(keys, "corrections", count + 2)
    tab_to(keys, ".now .parts button[aria-label='Drop this party: Jean Morel']")
    keys.keyboard.press("Enter")
    keys.keyboard.press("Control+Enter")
    until(keys, "corrections", count + 3)
    # mentions split off, actors merged
    go_to(keys, "actors/jean-morel")
    tab_to(keys, ".now .mentions li:nth-child(2) input")
    keys.keyboard.press("Space")
    tab_to(keys, ".now .mentions > button")
    keys.keyboard.press("Enter")
    keys.keyboard.press("Control+Enter")
    until(keys, "corrections", count + 6)
    go_to(keys, "actors/vire.president")
    keys.keyboard.press("m")
    keys.keyboard.type("roux")
    keys.keyboard.press("Control+Enter")
    assert [line["actor_id"] for line in until(keys, "aliases", 1)] == ["paul-roux"]
    # words chosen in the text, and a row of them
    expect(keys.locator(".sides")).to_have_count(0)  # the answer is drawn after the file is written
    keys.keyboard.press("t")
    expect(keys.locator(".text")).to_be_focused()
    for press in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        keys.keyboard.press(press)
    chosen = keys.evaluate("getSelection().toString()")
    keys.keyboard.press("n")
    expect(keys.get_by_label("What are these words?").last).to_be_focused()
    keys.keyboard.press("Home")
    keys.keyboard.press("Control+Enter")
    added = until(keys, "corrections", count + 7)
    assert chosen in [json.loads(line["new"]).get("text") for line in added if line["field"] == "+"]
    expect(keys.get_by_label("What are these words?")).to_have_count(0)
    # a row dropped, one skipped, all that are open accepted at once, and that undone
    keys.keyboard.press("x")
    keys.keyboard.press("Control+Enter")
    until(keys, "corrections", count + 6)
    before = keys.locator(".card.now").get_attribute("data-key")
    tab_to(keys, ".now .line-of", back=True)
    keys.keyboard.press("Space")
    assert keys.locator(".card.now").get_attribute("data-key") != before
    open_rows = keys.locator(".card:not(.read)").count()
    signed = len(lines(keys, "reviews"))
    tab_to(keys, ".list-tools button:nth-of-type(2)", back=True)
    keys.keyboard.press("Enter")
    keys.keyboard.press("Enter")
    expect(keys.locator(".card:not(.read)")).to_have_count(0)
    assert signed <= len(lines(keys, "reviews")) <= signed + open_rows
    keys.keyboard.press("Control+z")
    until(keys, "reviews", signed)
    # any act of the sitting, by its list
    tab_to(keys, "#top button[aria-haspopup=dialog]", back=True)
    tab_to(keys, "#top .tools button:nth-child(2)", back=True)
    keys.keyboard.press("Enter")
    expect(keys.locator("dialog")).to_contain_text("disputed")
    tab_to(keys, "dialog li:last-child button")
    keys.keyboard.press("Escape")
    expect(keys.locator("dialog")).to_have_count(0)


VIEWS: dict[str, Callable[[Any], object]] = {
    "the list": lambda page: page.goto(page.url.partition("#")[0] + "#/"),
    "an actor": lambda page: choose(page, "actors/jean-morel"),
    "a decision": lambda page: choose(page, RULED),
    "a statement": lambda page: choose(page, SAID),
    "the whole": lambda page: choose(page, "articles/vire"),
    "words": lambda page: armed(page, SAID, "text"),
    "a choice": lambda page: armed(page, SAID, "act"),
    "a link": lambda page: armed(page, SAID, "speaker_id"),
    "a day": lambda page: armed(page, RULED, "decided_on"),
    "a text": lambda page: armed(page, "actors/paul-roux", "name"),
    "a row to add": lambda page: asked(page, SAID, "n"),
    "a row to drop": lambda page: asked(page, SAID, "x"),
    "actors to merge": lambda page: (asked(page, "actors/jean-morel", "m"), page.keyboard.type("roux")),
    "a dispute": lambda page: choose(page, SAID).locator(".buttons button").nth(3).click(),
    "a party": lambda page: choose(page, RULED).locator(".parts > button").click(),
    "mentions to split": lambda page: (
        choose(page, "actors/jean-morel").locator(".mentions input").first.check(),
        page.locator(".now .mentions > button").click(),
    ),
    "all at once": lambda page: page.locator(".list-tools button").nth(1).click(),
    "a filter": lambda page: page.locator(".list-tools select").select_option("decisions"),
    "what was done": lambda page: page.locator("#top .tools button").nth(1).click(),
    "the keys": lambda page: page.locator("#top .tools button").nth(2).click(),
    "the name": lambda page: page.locator("#top .tools button").nth(0).click(),
}


def choose(page: Any, key: str) -> Any:
    card = page.locator(f'.card[data-key="{key}"]')
    if "now" not in (card.get_attribute("class") or ""):
        card.locator(".line-of").click()
    return card


def armed(page: Any, key: str, column: str) -> None:
    choose(page, key).locator(f'[data-column="{column}"] .value').click()


def asked(page: Any, key: str, press: str) -> None:
    choose(page, key)
    page.keyboard.press(press)


@pytest.mark.slow
@pytest.mark.parametrize(("locale", "scheme", "width"), [("fr-FR", "dark", 390), ("en-GB", "light", 1280)])
def test_axe_finds_nothing_in_any_view(browser, served, locale, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    served.open()
    key = SAID.partition("/")[2]
    change = {"kind": "change", "table": "statements", "row_id": key, "column": "act", "value": "say", "reason": "r"}
    dispute = {"kind": "disputed", "rows": [["statements", key]], "note": "Whose president?"}
    for wish in (change, dispute, {"kind": "accepted", "rows": [["actors", "paul-roux"]]}):
        assert served.ask("POST", "/api/act", wish)[0] == 200
    # the policy would keep the tester's own script out
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale, bypass_csp=True
    )
    name, _, value = served.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": f"http://{served.host}"}])
    page = context.new_page()
    found = []
    for view, show in VIEWS.items():
        page.goto(f"http://{served.host}/#/vire")
        page.reload()
        expect(page.locator(".card.now")).to_have_count(1)
        show(page)
        page.wait_for_timeout(50)
        found += [(view, each["id"], each["nodes"][0]["html"][:160]) for each in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((view, "wider than the window", ""))
    context.close()
    assert found == []


def test_two_reviewers_who_disagree_are_both_shown_and_written(keys):
    keys.get_by_role("link", name="Le tribunal tranche").click()
    card = choose(keys, SAID)
    keys.keyboard.press("a")
    expect(card).to_have_class(re.compile("read"))
    keys.get_by_role("button", name="Ana Morel").click()
    keys.get_by_label("Your name").fill("Bo Lind")
    keys.get_by_role("button", name="Begin").click()
    choose(keys, SAID).get_by_role("button", name="Dispute").click()
    keys.get_by_label("What is wrong with it?").last.fill("Whose president?")
    keys.keyboard.press("Control+Enter")
    found = until(keys, "reviews", 2)
    assert [(line["reviewer"], line["verdict"]) for line in found] == [
        ("Ana Morel", "accepted"),
        ("Bo Lind", "disputed"),
    ]
    expect(card).to_have_class(re.compile("disputed"))
    expect(choose(keys, SAID).locator(".reviews")).to_contain_text("Ana Morel, 2026-11-25: accepted")
    expect(card.locator(".reviews")).to_contain_text("Bo Lind, 2026-11-25: disputed — Whose president?")
    # it counts as open until they agree
    expect(keys.locator("#top .progress")).to_contain_text("0 of")
    # the second agrees: both verdicts stay
    keys.keyboard.press("a")
    expect(card).to_have_class(re.compile("read"))
    expect(keys.locator("#top .progress")).to_contain_text("1 of")
    assert {line["verdict"] for line in until(keys, "reviews", 2)} == {"accepted"}
