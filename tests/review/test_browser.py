"""The page as an editor meets it: in a real browser, each act down to the line on disk."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from affair import CAEN, VIRE

pytest.importorskip("playwright", reason="no browser tests: playwright is not installed (pip install 'greffier[test]')")
from playwright.sync_api import expect

from greffier.review.server import french

pytestmark = pytest.mark.browser
SAID = f"statements/vire.s{VIRE.index('Rien')}"
RULED = f"decisions/vire.d{VIRE.index('le tribunal')}"


@pytest.fixture
def page(browser: Any, served: Any) -> Iterator[Any]:
    """The page, opened by its one-time address; the test fails on any message of the console or script error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(8000)
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(f"error: {error}"))
    opened.on(
        "console",
        lambda m: None if "status of 4" in m.text or "status of 5" in m.text else problems.append(f"console: {m.text}"),
    )
    opened.on("request", lambda r: None if r.url.startswith(f"http://{served.host}/") else problems.append(r.url))
    opened.goto(served.address)
    expect(opened.locator(".articles li")).to_have_count(2)
    assert "token" not in opened.url
    opened.served = served
    yield opened
    context.close()
    assert problems == []


@pytest.fixture
def vire(page: Any) -> Any:
    page.get_by_role("link", name="Le tribunal tranche").click()
    expect(page.locator(".card.now")).to_have_count(1)
    return page


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
    raise AssertionError(f"{name}: {len(lines(page, name))} lines, not {count}: {page.locator('#said').text_content()}")


def settled(page: Any, name: str) -> list[dict[str, str]]:
    """The lines of a curated table, when no act waits to be written."""
    expect(page.locator("#main[aria-busy=true]")).to_have_count(0)
    return lines(page, name)


def card(page: Any, key: str) -> Any:
    return page.locator(f'.card[data-key="{key}"]')


def choose(page: Any, key: str) -> Any:
    if "now" not in (card(page, key).get_attribute("class") or ""):
        card(page, key).locator(".line-of").click()
    expect(card(page, key)).to_have_class(re.compile("now"))
    return card(page, key)


def select(page: Any, words: str, text: str = VIRE) -> None:
    """Selects words with the mouse, from their first letter to their last."""
    assert text.count(words) == 1, words
    places = page.evaluate(
        """([start, end]) => {
            const line = document.querySelector('.line').firstChild, range = new Range();
            const at = (n) => { range.setStart(line, n); range.setEnd(line, n + 1); return range.getBoundingClientRect(); };
            const first = at(start), last = at(end - 1);
            return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
        }""",
        [text.index(words), text.index(words) + len(words)],
    )
    page.mouse.move(places[0], places[1])
    page.mouse.down()
    page.mouse.move(places[2], places[3], steps=6)
    page.mouse.up()


def test_rows_are_accepted_one_key_each_and_the_article_last(vire):
    total = vire.locator(".card").count()
    for _ in range(total):
        vire.keyboard.press("a")
    reviews = until(vire, "reviews", total)
    assert {row["verdict"] for row in reviews} == {"accepted"}
    assert {row["reviewer"] for row in reviews} == {"Ana Morel"}
    expect(vire.get_by_text("All rows of this article are reviewed.").first).to_be_visible()
    assert [row["row_id"] for row in reviews if row["table"] == "articles"] == ["vire"]


def test_skipped_rows_come_last(vire):
    first = vire.locator(".card.now").get_attribute("data-key")
    vire.keyboard.press("Space")
    for _ in range(vire.locator(".card").count() - 1):
        vire.keyboard.press("a")
    expect(card(vire, first)).to_have_class(re.compile("now"))


def test_any_act_is_undone(vire):
    for _ in range(3):
        vire.keyboard.press("a")
    signed = {row["row_id"] for row in until(vire, "reviews", 3)}
    expect(vire.get_by_role("button", name="Done (3)")).to_be_visible()
    vire.get_by_role("button", name="Done (3)").click()
    vire.locator(".done li").nth(2).get_by_role("button", name="Undo").click()
    left = {row["row_id"] for row in until(vire, "reviews", 2)}
    assert left < signed
    vire.keyboard.press("Control+z")
    until(vire, "reviews", 1)


def test_what_is_shown_is_accepted_at_once_after_its_count_and_undone_as_one(vire):
    vire.get_by_label("Show", exact=True).select_option("statements")
    vire.get_by_role("button", name="Accept the 3 open rows shown").click()
    expect(vire.get_by_text("You say that you have read these 3 rows")).to_be_visible()
    assert lines(vire, "reviews") == []
    vire.keyboard.press("Enter")
    assert {row["table"] for row in until(vire, "reviews", 3)} == {"statements"}
    vire.keyboard.press("Control+z")
    until(vire, "reviews", 0)


def test_a_choice_is_changed_and_given_back(vire):
    choose(vire, SAID).locator('[data-column="act"] .value').click()
    vire.get_by_label("act", exact=True).select_option("deny")
    vire.keyboard.press("Control+Enter")
    (line,) = until(vire, "corrections", 1)
    assert (line["field"], line["old"], line["new"], line["reason"]) == ("act", "claim", "deny", "The article says so.")
    expect(card(vire, SAID).locator('[data-column="act"] .before')).to_contain_text("claim")
    card(vire, SAID).get_by_role("button", name="Go back to it").click()
    until(vire, "corrections", 0)


def test_keys_pressed_while_a_form_is_saved_wait_and_it_is_saved_once(vire):
    held: list[Any] = []
    vire.route("**/api/act", lambda route: held.append(route))
    choose(vire, SAID)
    keys = vire.eval_on_selector_all(".card", "cards => cards.map(card => card.dataset.key)")
    after = keys[keys.index(SAID) + 1]
    card(vire, SAID).locator("[data-column=act] .value").click()
    vire.get_by_label("act", exact=True).select_option("deny")
    for key in ("Control+Enter", "Control+Enter", "j"):
        vire.keyboard.press(key)
    expect(vire.locator("#main[aria-busy=true]")).to_have_count(1)
    assert len(held) == 1
    expect(card(vire, SAID)).to_have_class(re.compile("now"))
    held[0].continue_()
    assert [line["new"] for line in until(vire, "corrections", 1)] == ["deny"]
    expect(card(vire, after)).to_have_class(re.compile("now"))
    assert len(held) == 1


def test_what_was_refused_can_be_said_otherwise_in_the_same_form(vire):
    choose(vire, SAID)
    card(vire, SAID).locator("[data-column=cue] .value").click()
    box = vire.get_by_label("Select the words in the text, or quote them here")
    box.fill("words that the article has not")
    box.press("Enter")
    expect(vire.locator("#said.bad")).to_have_count(1)
    expect(box).to_be_focused()
    box.fill("affirme son président")
    box.press("Enter")
    assert [line["field"] for line in until(vire, "corrections", 1)] == ["cue"]


def test_a_speaker_is_found_by_typing_and_its_mention_goes_along(vire):
    choose(vire, SAID)
    vire.keyboard.press("l")
    vire.keyboard.type("rivag")
    vire.keyboard.press("Control+Enter")
    found = settled(vire, "corrections")
    assert ("statements", "speaker_id", "rivages") in {(row["table"], row["field"], row["new"]) for row in found}


def test_words_are_armed_selected_and_saved_with_enter(vire):
    choose(vire, SAID).locator('[data-column="speaker_text"] .value').click()
    select(vire, "L'association Rivages")
    expect(vire.locator(".taken")).to_have_text("« L'association Rivages »")
    vire.keyboard.press("Enter")
    found = {row["field"]: row for row in settled(vire, "corrections")}
    at = VIRE.index("L'association")
    assert found["speaker_text"]["new"] == "L'association Rivages"
    assert found["speaker_text"]["evidence"] == f"speaker_text=vire:{at}-{at + 21} L'association Rivages"


def test_words_are_quoted_without_a_mouse(vire):
    choose(vire, SAID).locator('[data-column="cue"] .value').click()
    vire.keyboard.type("affirme son président")
    vire.keyboard.press("Control+Enter")
    (line,) = until(vire, "corrections", 1)
    assert line["new"] == "affirme son président"
    choose(vire, SAID).locator('[data-column="cue"] .value').click()
    vire.keyboard.type("nulle part")
    vire.keyboard.press("Control+Enter")
    expect(vire.locator("#said")).to_contain_text("does not stand in the article")
    assert lines(vire, "corrections") == [line]


def test_a_statement_is_added_from_words_in_two_parts(vire):
    select(vire, "a salué")
    vire.keyboard.press("n")
    vire.get_by_role("button", name="Add as one more part").click()
    select(vire, "la décision")
    vire.get_by_label("What are these words?").last.select_option("statements")
    vire.keyboard.press("Control+Enter")
    (line,) = until(vire, "corrections", 1)
    row = json.loads(line["new"])
    assert (row["text"], row["start"], row["mode"]) == ("a salué […] la décision", VIRE.index("a salué"), "indirect")
    expect(vire.locator(".card.now")).to_have_attribute("data-key", f"statements/{line['row_id']}")


def test_by_keys_alone_words_are_chosen_and_a_row_added(vire):
    choose(vire, "actors/paul-roux")
    vire.keyboard.press("t")
    expect(vire.locator(".text")).to_be_focused()
    vire.keyboard.press("ArrowRight")
    vire.keyboard.press("Shift+ArrowRight")
    chosen = vire.evaluate("getSelection().toString()")
    assert len(chosen.split()) == 2
    vire.keyboard.press("n")
    expect(vire.get_by_label("What are these words?").last).to_be_focused()
    vire.keyboard.type("a statement")  # a name among the words would make them an actor's
    vire.keyboard.press("Control+Enter")
    (line,) = until(vire, "corrections", 1)
    assert json.loads(line["new"])["text"] == chosen


def test_an_actor_is_added_then_merged_seen_side_by_side(vire):
    select(vire, "maire de Vire")
    vire.keyboard.press("n")
    vire.get_by_label("What are these words?").last.select_option("actors")
    vire.keyboard.press("Control+Enter")
    until(vire, "corrections", 2)
    expect(vire.locator(".card.now")).to_have_attribute("data-key", "actors/vire.maire-de-vire")
    vire.keyboard.press("m")
    vire.keyboard.type("roux")
    expect(vire.locator(".sides section")).to_have_count(2)
    expect(vire.locator(".sides .kept")).to_contain_text("Paul Roux")
    vire.keyboard.press("Control+Enter")
    (line,) = until(vire, "corrections", 1)
    assert json.loads(line["new"])["actor_id"] == "paul-roux"


def test_extracted_actors_are_merged_and_parted(vire):
    choose(vire, "actors/vire.president")
    vire.keyboard.press("m")
    vire.keyboard.type("roux")
    vire.keyboard.press("Control+Enter")
    (line,) = until(vire, "aliases", 1)
    assert (line["alias_id"], line["actor_id"], line["reason"]) == ("vire.president", "paul-roux", "One and the same.")
    choose(vire, "actors/paul-roux").get_by_role("button", name="Undo the merge").click()
    until(vire, "aliases", 0)


def test_ticked_mentions_are_split_off_with_what_they_say(vire):
    choose(vire, "actors/jean-morel").locator(".mentions input").nth(1).check()
    vire.get_by_role("button", name="Split off the 1 ticked").click()
    vire.keyboard.press("Control+Enter")
    found = until(vire, "corrections", 3)
    assert {(row["table"], row["field"]) for row in found} == {
        ("actors", "+"),
        ("mentions", "actor_id"),
        ("statements", "speaker_id"),
    }


def test_parties_are_added_with_ticks_and_dropped(vire):
    choose(vire, RULED).get_by_role("button", name="+ Add a party").click()
    for name in ("rivages", "petit"):
        vire.keyboard.type(name)
        vire.keyboard.press("Enter")
    vire.get_by_label("role", exact=True).select_option("lawyer")
    vire.keyboard.press("Control+Enter")
    assert {row["row_id"].split(":")[1] for row in until(vire, "corrections", 2)} == {"rivages", "anna-petit"}
    card(vire, RULED).get_by_role("button", name="Drop this party: Jean Morel").click()
    vire.keyboard.press("Control+Enter")
    assert {row["field"] for row in until(vire, "corrections", 3)} == {"+", "-"}


def test_a_row_is_dropped_with_a_reason_that_is_remembered(vire):
    choose(vire, SAID)
    vire.keyboard.press("x")
    vire.get_by_label("Why?").last.select_option("")
    vire.get_by_label("Another reason").fill("Irony, no statement.")
    vire.keyboard.press("Control+Enter")
    (line,) = until(vire, "corrections", 1)
    assert (line["field"], line["reason"]) == ("-", "Irony, no statement.")
    expect(card(vire, SAID)).to_have_count(0)
    # on to what follows, which is the article as a whole; the row before can be dropped
    expect(vire.locator(".card.now")).to_have_attribute("data-key", "articles/vire")
    vire.keyboard.press("k")
    vire.keyboard.press("x")
    expect(vire.get_by_label("Why?").last.locator("option", has_text="Irony")).to_have_count(1)


def test_a_disputed_row_says_why(vire):
    choose(vire, SAID).get_by_role("button", name="Dispute").click()
    vire.keyboard.type("Whose president?")
    vire.keyboard.press("Control+Enter")
    (line,) = until(vire, "reviews", 1)
    assert (line["verdict"], line["note"]) == ("disputed", "Whose president?")
    expect(card(vire, SAID)).to_have_class("card statements disputed")
    expect(choose(vire, SAID)).to_contain_text("Ana Morel, 2026-11-25: disputed — Whose president?")


def test_a_click_in_the_text_opens_its_row_and_the_words_are_lit(vire):
    at = vire.evaluate(
        "(n) => { const r = new Range(), t = document.querySelector('.line').firstChild; r.setStart(t, n); r.setEnd(t, n + 1); const b = r.getBoundingClientRect(); return [b.left + 2, b.top + 5]; }",
        VIRE.index("Rien") + 2,
    )
    vire.mouse.click(*at)
    expect(card(vire, SAID)).to_have_class(re.compile("now"))
    lit = vire.evaluate("[...CSS.highlights.get('current')].map((range) => range.toString())")
    assert lit == ["Rien ne change"]
    assert vire.evaluate("document.querySelector('.text').textContent") == VIRE


def test_keys_are_dead_in_fields_and_when_switched_off(vire):
    choose(vire, SAID).locator('[data-column="cue"] .value').click()
    vire.keyboard.type("axnm")
    assert lines(vire, "reviews") == lines(vire, "corrections") == []
    vire.keyboard.press("Escape")
    vire.keyboard.press("?")
    vire.get_by_label("Keys on").uncheck()
    vire.get_by_role("button", name="Close").click()
    vire.keyboard.press("a")
    vire.keyboard.press("Backspace")
    vire.wait_for_timeout(200)
    assert lines(vire, "reviews") == []
    vire.get_by_role("button", name="Accept", exact=False).first.click()


def test_two_windows_never_write_over_each_other(vire):
    other = vire.context.new_page()
    other.goto(vire.url)
    choose(other, SAID).locator('[data-column="act"] .value').click()
    other.get_by_label("act", exact=True).select_option("deny")
    other.keyboard.press("Control+Enter")
    until(vire, "corrections", 1)
    # this window still shows the row as it was
    choose(vire, SAID)
    vire.keyboard.press("a")
    expect(vire.get_by_role("alert")).to_contain_text("no longer what was shown")
    assert lines(vire, "reviews") == []
    expect(card(vire, SAID)).to_contain_text("deny")
    vire.get_by_role("button", name="Do it on what stands now").click()
    until(vire, "reviews", 1)


def test_a_line_that_no_longer_fits_is_named_and_taken_out(browser, affair_once, serve, tmp_path):
    root = Path(shutil.copytree(affair_once, tmp_path / "affair"))
    path = root / "data/curated/corrections.csv"
    path.write_text(path.read_text() + "actors,rivages,kind,company,group,,r,\n")
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(serve(root).address)
    expect(page.locator(".notice")).to_contain_text("corrections.csv:2: rivages has now 'organization' in kind, not")
    page.get_by_role("button", name="Take this line out").click()
    expect(page.locator(".notice")).to_have_count(0)
    assert "rivages" not in path.read_text()
    context.close()


def test_acts_of_an_earlier_sitting_are_taken_back_each_alone(browser, affair_once, serve, tmp_path):
    root = Path(shutil.copytree(affair_once, tmp_path / "affair"))
    before = serve(root).open()
    key = SAID.partition("/")[2]
    change = {
        "kind": "change",
        "table": "statements",
        "row_id": key,
        "column": "act",
        "value": "say",
        "reason": "Once.",
    }
    drop = {
        "kind": "drop",
        "table": "parties",
        "row_id": f"{RULED.partition('/')[2]}:jean-morel:claimant",
        "reason": "r",
    }
    accept = {"kind": "accepted", "rows": [["statements", key], ["actors", "paul-roux"]]}
    assert [before.ask("POST", "/api/act", wish)[0] for wish in (change, drop, accept)][::2] == [200, 200]
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.served = serve(root)
    page.goto(page.served.address)
    page.get_by_role("link", name="Le tribunal tranche").click()
    page.get_by_role("button", name="Done (0)").click()
    page.locator("dialog li", has_text=f"{key}, act: claim → say").get_by_role("button", name="Take back").click()
    expect(card(page, SAID)).to_contain_text("claim")
    assert [line["row_id"] for line in lines(page, "corrections") if line["field"] == "act"] == []
    # and that is undone in turn
    expect(page.locator("#said")).to_contain_text("Undone")
    page.locator(".card.now .line-of").focus()
    page.keyboard.press("Control+z")
    expect(card(page, SAID)).to_contain_text("say")
    choose(page, "actors/paul-roux").get_by_role("button", name="Take back").click()
    assert [line["row_id"] for line in until(page, "reviews", 1)] == [key]
    expect(card(page, "actors/paul-roux")).to_have_class(re.compile("open"))
    context.close()


@pytest.mark.parametrize(
    ("width", "scheme", "locale"), [(390, "light", "fr-FR"), (1280, "dark", "en-GB"), (2000, "light", "en-GB")]
)
def test_axe_finds_nothing_and_nothing_overflows(browser, served, width, scheme, locale):
    from axe_playwright_python.sync_playwright import Axe

    # the policy would keep the tester's own script out
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale, bypass_csp=True
    )
    page = context.new_page()
    page.goto(served.address)
    page.locator(".articles a").last.click()
    expect(page.locator(".card.now")).to_have_count(1)
    found = []
    for act in ("j", "m", "Escape", "n", "Escape", "?"):
        page.keyboard.press(act)
        found += Axe().run(page).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found] == []


def test_the_page_speaks_french(browser, served):
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(served.address)
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    page.locator(".articles a").last.click()
    expect(page.get_by_role("button", name="Accepter").first).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "fr"
    context.close()


def test_every_word_of_the_page_is_there_in_french():
    static = Path(__file__).parents[2] / "src/greffier/review/static"
    table = set(re.findall(r'"((?:[^"\\]|\\.)+)": "', (static / "words.js").read_text(encoding="utf-8")))
    for path in static.glob("*.js"):
        if path.name != "words.js":
            said = set(re.findall(r'\bt\("([^"]+)"', path.read_text(encoding="utf-8")))
            assert said - table - french().keys() == set(), path.name
    assert CAEN


def test_without_painting_the_current_words_are_barred_and_everything_works(browser, served):
    """A browser that has no CSS highlights: bars under the current row's words, and the same acts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.add_init_script("delete CSS.highlights; delete window.Highlight")
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(served.address)
    page.get_by_role("link", name="Le tribunal tranche").click()
    assert page.evaluate("'highlights' in CSS") is False
    choose(page, SAID)
    bar, words = page.evaluate(
        """(n) => {
          const r = new Range(), t = document.querySelector('.line').firstChild;
          r.setStart(t, n); r.setEnd(t, n + 14);
          const w = r.getBoundingClientRect(), b = document.querySelector('.bar').getBoundingClientRect();
          return [[b.left, b.top, b.width], [w.left, w.bottom, w.width]];
        }""",
        VIRE.index("Rien"),
    )
    assert abs(bar[0] - words[0]) < 2
    assert abs(bar[1] - words[1]) < 6
    assert bar[2] > 10
    assert page.evaluate("[...document.querySelectorAll('.line')].map((line) => line.textContent).join('')") == VIRE
    page.keyboard.press("a")
    expect(card(page, SAID)).to_have_class(re.compile("read"))
    context.close()
    assert problems == []
