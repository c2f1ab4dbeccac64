"""The page as people meet it: in a real browser, from disk, by mouse, keyboard and screen reader."""

import csv
import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("playwright", reason="no browser tests: playwright is not installed (pip install 'greffier[test]')")
from playwright.sync_api import expect
from rivers import HOSTILE, VIRE, vire, write_package

from greffier.package import open_package
from greffier.site import build_site

VIEWS = [
    "index.html",
    "articles.html",
    "articles/vire.html",
    "articles/hostile.html",
    "articles/secret.html",
    "actors.html",
    "actors/rivages.html",
    "decisions.html",
    "network.html",
    "timeline.html",
    "tables/index.html",
    "tables/statements.html",
    "tables/actors.html",
    "dataset.html",
]
pytestmark = pytest.mark.browser
#: Each view in light or in dark, and, among the slow trials, in the other.
LOOKS = [("light", 1280), ("dark", 360)]
ACCESSIBLE = [
    pytest.param(view, *look, marks=[pytest.mark.slow] if (number + other) % 2 else [])
    for number, view in enumerate(VIEWS)
    for other, look in enumerate(LOOKS)
]
HELD = f"vire.s{VIRE.index('rien')}"
RULING = f"vire.d{VIRE.index('Le tribunal')}"
SPLIT = f"vire.s{VIRE.index('C')}"


def marked(page, row_id: str) -> list[str]:
    """The words that are marked for a row, in runs of pieces that follow each other."""
    return page.evaluate(
        """(id) => {
            const n = document.getElementById(id).dataset.n;
            const runs = [];
            let before = null;
            for (const mark of document.querySelectorAll(".text [data-r]")) {
                if (!mark.dataset.r.split(" ").includes(n)) continue;
                if (before && before.nextSibling === mark) runs.push(runs.pop() + mark.textContent);
                else runs.push(mark.textContent);
                before = mark;
            }
            return runs;
        }""",
        row_id,
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_quiet_and_fits_a_telephone(visit, view, language):
    page = visit(f"{language}/{view}", viewport={"width": 360, "height": 740})
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("typeof hacked") == "undefined"


@pytest.mark.parametrize(("view", "scheme", "width"), ACCESSIBLE)
def test_axe_finds_nothing(browser, page_of, view, scheme, width):
    if find_spec("axe_playwright_python") is None:
        pytest.skip("no accessibility test: axe-playwright-python is not installed (pip install 'greffier[test]')")
    from axe_playwright_python.sync_playwright import Axe

    # the policy would keep the tester's own script out
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{page_of.as_uri()}/fr/{view}")
    if view == "articles/vire.html":
        page.locator(".text a.st").first.click()
    found = Axe().run(page).response["violations"]
    context.close()
    assert [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("article", ["vire", "hostile"])
def test_marks_stand_on_the_words_of_their_rows(visit, package, article):
    page = visit(f"en/articles/{article}.html")
    with (package / "data" / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["article_id"] == article]
    assert rows
    for row in rows:
        assert " […] ".join(marked(page, row["statement_id"])) == row["text"]


def test_the_text_is_whole(visit):
    assert visit("en/articles/vire.html").locator(".text p").all_text_contents() == VIRE.split("\n\n")
    # HTML has no control characters: pictures of them stand in their place
    shown = HOSTILE.replace("\x0b", "␋").replace("\x01", "␁")
    assert visit("en/articles/hostile.html").locator(".text p").all_text_contents() == [shown]


def test_a_mark_opens_its_row_beside_the_text(visit):
    page = visit("en/articles/vire.html")
    page.get_by_text("rien n'est prouvé").first.click()
    drawer = page.locator("#drawer")
    assert drawer.is_visible()
    assert page.evaluate("location.hash") == f"#{HELD}"
    for words in ("Ana Morel", "holds", "a estimé", "que-clause", HELD):
        assert words in drawer.text_content()
    # the words behind the cells are lit and named
    assert page.locator('.ev[data-cell="Cue"]').text_content() == "a estimé"
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert page.evaluate("location.hash") == ""
    assert page.evaluate("document.activeElement.textContent") == "rien n'est prouvé"


def test_marks_that_overlap_can_all_be_reached(visit):
    page = visit("en/articles/vire.html")
    page.locator(".text a", has_text="Rivages").first.click()
    drawer = page.locator("#drawer")
    assert "organization" in drawer.text_content()
    drawer.get_by_role("button", name="tribunal de Vire").click()
    assert page.evaluate("location.hash") == f"#{RULING}"
    assert marked(page, RULING) == ["Le tribunal de Vire a débouté dimanche l'association Rivages"]


def test_the_keyboard_opens_reads_and_leaves_a_row(visit):
    page = visit("en/articles/vire.html")
    page.locator(".text a.st").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "inside"
    page.get_by_role("button", name="Row after").press("Enter")
    assert page.evaluate("location.hash") == f"#{HELD}"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('.text') !== null")


def test_a_link_to_a_row_shows_it(visit):
    page = visit(f"fr/articles/vire.html#{SPLIT}")
    drawer = page.locator("#drawer")
    drawer.wait_for()
    assert "C'est injuste […] et nous ferons appel" in drawer.text_content()
    assert page.locator(".text .open").all_text_contents() == ["C'est injuste", "et nous ferons appel"]


def test_from_a_row_back_to_the_words(visit):
    page = visit("en/articles/vire.html", viewport={"width": 1200, "height": 300})
    page.locator(f"[id='{HELD}']").get_by_role("link", name="Show in the text").click()
    expect(page.locator(".text .st[data-tag=AM]")).to_be_in_viewport()


def test_a_link_to_a_mention_shows_the_place(visit):
    start = VIRE.index("Boréal")
    page = visit(f"en/articles/vire.html#vire.m{start}-{start + 6}")
    page.locator("#drawer").wait_for()
    assert "Boréal" in page.locator("#drawer").text_content()


def test_layers_and_speakers_can_be_set_apart(visit):
    page = visit("en/articles/vire.html")
    painted = "getComputedStyle(document.querySelector('.text .st')).textDecorationLine"
    assert page.evaluate(painted) == "underline"
    page.get_by_label("statements").uncheck()
    assert page.evaluate(painted) == "none"
    page.get_by_role("button", name="Ana Morel").click()
    assert page.locator(".text .st:not(.dim)").all_text_contents() == ["rien n'est prouvé"]


def test_speakers_differ_by_more_than_colour(visit):
    page = visit("en/articles/vire.html")
    looks = page.evaluate(
        """[...document.querySelectorAll(".speakers .st")].map((each) => {
            const style = getComputedStyle(each);
            return style.textDecorationStyle + style.textDecorationThickness;
        })"""
    )
    assert len(looks) == 3 == len(set(looks))
    assert page.locator(".speakers .tag").all_text_contents() == ["RI", "AM", "BO"]


def test_the_rights_hide_the_text(visit):
    page = visit("en/articles/secret.html")
    assert page.locator(".text p[dir]").all_text_contents() == ["Le maire", "tout est prêt"]
    assert "do not allow" in page.locator(".notice").text_content()


def test_a_row_of_an_odd_id_has_its_page(visit):
    page = visit("en/actors.html")
    page.get_by_role("link", name="{{ 7 * 7 }}").click()
    page.wait_for_load_state()
    assert "{{ 7 * 7 }}" in page.locator("h1").text_content()
    assert "../../../escaped" in page.locator(".facts").text_content()


def test_an_actor_shows_all_that_concerns_it(visit):
    page = visit("en/actors/boreal.html")
    assert page.locator("section.list > h2").all_text_contents() == [
        "Statements made 1",
        "Accusations faced 1",
        "Articles that mention it 1",
    ]
    page.get_by_role("link", name="pollué la Vire").click()
    page.locator("#drawer").wait_for()
    assert page.locator(".text .open").all_text_contents() == ["pollué la Vire"]


def test_a_decision_is_a_card_with_its_words(visit):
    card = visit("fr/decisions.html").locator(".card")
    text = " ".join(card.text_content().split())
    for words in ("rejet", "5 mai 2024", "tribunal de Vire", "demandeur", "Rivages", "juge", "Ana Morel", "dimanche",
                  "Motifs", "rien n'est prouvé", RULING):  # fmt: skip
        assert words in text
    card.locator(".id").click()
    assert card.page.url.endswith(f"/fr/articles/vire.html#{RULING}")


def test_a_table_is_filtered_without_accents(visit):
    page = visit("en/tables/statements.html")
    rows = page.locator("#table tbody tr")
    assert rows.count() == 6
    page.get_by_label("Filter").fill("PRET tout")
    expect(rows).to_have_count(1)
    assert page.locator("#count").text_content() == "1 of 6 rows"
    page.get_by_label("Filter").fill("")
    page.locator("select[data-field=act]").select_option("judge")
    assert [rows.count(), page.locator("#count").text_content()] == [1, "1 of 6 rows"]


def test_a_table_is_sorted_by_number_and_word(visit):
    page = visit("en/tables/statements.html")
    start = page.locator("th[data-field=start]")
    for direction, order in (("ascending", sorted), ("descending", partial(sorted, reverse=True))):
        start.get_by_role("button").click()
        assert start.get_attribute("aria-sort") == direction
        column = [int(cell) for cell in page.locator("#table tbody td[data-label=Start]").all_text_contents()]
        assert column == order(column)
    page.locator("th[data-field=speaker_id] button").click()
    speakers = page.locator("#table tbody td:nth-child(2)").all_text_contents()
    assert "Boréal" in speakers
    known = [each for each in speakers if each]
    assert known == sorted(known, key=str.lower)
    assert speakers[: len(known)] == known


def test_a_table_leads_to_rows_and_is_led_to(visit):
    page = visit("en/tables/statements.html#q=honte%20injuste")
    expect(page.locator("#count")).to_have_text("0 of 6 rows")
    page = visit("en/tables/statements.html#q=injuste")
    page.get_by_role("link", name=SPLIT).click()
    page.locator("#drawer").wait_for()


@pytest.fixture(scope="module")
def long_table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with 10,000 statements."""
    folder = tmp_path_factory.mktemp("long")
    part = vire()
    (statement,) = part["statements"][:1]
    # the rows stand in an article that has no page, so that only the table has to be long
    part["statements"] = [
        {**statement, "statement_id": f"other.s{n}", "article_id": "other", "start": n, "text": f"propos né {n}"}
        for n in range(10_000)
    ]
    part["evidence"] = []
    build_site(open_package(write_package(folder / "package", part)), folder / "page")
    return folder / "page"


def test_a_long_table_draws_only_what_is_seen(visit, long_table):
    page = visit("en/tables/statements.html", root=long_table.as_uri())
    rows = page.locator("#table tbody tr:not(.pad)")
    assert page.locator("#count").text_content() == "10,000 rows"
    assert rows.count() < 100
    page.evaluate("document.querySelector('.grid').scrollTop = 1e9")
    page.get_by_text("propos né 9999").wait_for()
    assert page.locator("#table tbody tr").last.get_attribute("aria-rowindex") == "10001"
    assert rows.count() < 100
    page.get_by_label("Filter").fill("ne 999")
    expect(page.locator("#count")).to_have_text("19 of 10,000 rows")


def test_the_same_page_in_the_other_language(visit):
    page = visit("en/articles/vire.html")
    page.get_by_role("link", name="Français").click()
    page.wait_for_load_state()
    assert page.url.endswith("/fr/articles/vire.html")
    assert page.locator(".legend h2").text_content() == "Ce qui est marqué"
    page.locator(".text a.st").first.click()
    assert "Amorce" in page.locator("#drawer").text_content()


@pytest.mark.parametrize(("locale", "home"), [("fr-FR", "fr"), ("en-GB", "en"), ("de-DE", "en")])
def test_the_front_door_leads_to_the_language_and_the_row(visit, locale, home):
    page = visit("index.html", locale=locale)
    page.wait_for_url(f"**/{home}/index.html")
    page = visit(f"index.html#{HELD}", locale=locale)
    page.wait_for_url(f"**/{home}/articles/vire.html#{HELD}")


def test_the_network_says_the_same_as_its_table(visit):
    page = visit("en/network.html")
    table = {
        tuple(row.locator("th, td").all_text_contents()[:3]) for row in page.locator("tbody tr").all()
    }  # fmt: skip
    assert table == {
        ("Rivages", "accuses", "Boréal"),
        ("Dépêche", "quotes", "Boréal"),
        ("tribunal de Vire", "rules against", "Rivages"),
    }
    titles = page.locator("svg.network.wide .tie title").all_text_contents()
    assert {title.rpartition(" (")[0] for title in titles} == {" ".join(row) for row in table}
    names = page.locator("svg.network.wide text").all_text_contents()
    assert {" ".join(name.split()) for name in names} == {"Rivages", "Boréal", "Dépêche", "tribunal de Vire"}


def test_the_timeline_says_the_same_as_its_list(visit):
    page = visit("en/timeline.html")
    assert page.locator("svg.timeline.wide a circle").count() == 6
    assert page.locator("svg.timeline.wide a rect").count() == 1
    days = page.locator(".dated tbody time").all_text_contents()
    assert days == ["5 May 2024"] + 6 * ["6 May 2024"]
    assert page.locator(".dated tbody td:last-child a").count() == 7


def test_every_page_says_whether_a_person_read_it_and_where_to_report(visit):
    for path in ("index", "articles/vire", "actors/rivages", "decisions", "network", "timeline", "tables/statements"):
        made = visit(f"en/{path}.html").locator(".made")
        assert made.text_content().startswith("Not reviewed. Rules extracted these rows"), path
        assert made.get_by_role("link", name="Report an error").get_attribute("href") == "https://example.org/rivers"
    cards = visit("en/articles/vire.html").locator("section.rows .card")
    assert set(cards.locator(".review").all_text_contents()) == {"not reviewed"}
    assert cards.locator(".review").count() == cards.count()


def test_the_front_page_tells_its_story_from_the_rows(visit):
    page = visit("en/index.html")
    assert "tribunal de Vire" in page.locator(".ruling").first.text_content()
    assert page.locator(".ruling h3 a").first.get_attribute("href").startswith("articles/")
    assert page.locator(".voices li").count() >= 2


def test_on_a_phone_rows_are_cards_with_the_words_first(browser, page_of):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{page_of.as_uri()}/en/tables/statements.html")
    first = page.locator("#table tbody tr").first
    assert first.evaluate("row => getComputedStyle(row).display") == "block"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heights = page.locator("#table tbody tr").evaluate_all("rows => rows.map((row) => row.offsetHeight)")
    assert len(set(heights)) == 1
    assert first.locator("td").first.evaluate("cell => cell.getBoundingClientRect().width") > 300
    context.close()


def test_the_dataset_page_tells_how_to_use_it(visit):
    text = visit("en/dataset.html").locator("main").text_content()
    told = ["Ana Editor (2024). Rivers in court (1.2.3)", "Creative Commons Attribution 4.0", "rivers-1.2.3.zip"]
    for words in (*told, "data/statements.csv", "rivers.parquet", "0.91", "The river is clean", "inserted-clause"):
        assert words in text


def test_the_policy_keeps_scripts_out(browser, page_of):
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{page_of.as_uri()}/en/articles/vire.html")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            try { script.textContent = "hacked = 1"; } catch {}
            document.body.append(script);
            const image = new Image();
            image.src = "https://example.org/x.png";
            document.body.append(image);
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("typeof hacked") == "undefined"
    assert any("Content Security Policy" in each for each in refused)
    assert (
        page.evaluate("(() => { try { document.body.innerHTML = 'x'; } catch (e) { return e.name; } })()")
        == "TypeError"
    )
    context.close()


class Quiet(SimpleHTTPRequestHandler):
    """A web server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server(page_of: Path) -> Iterator[str]:
    """The page behind a web server of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(page_of))) as http:
        thread = Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def test_a_web_server_shows_the_same(visit, server):
    page = visit(f"fr/articles/vire.html#{HELD}", root=server)
    page.locator("#drawer").wait_for()
    page = visit("en/tables/statements.html", root=server)
    assert page.locator("#table tbody tr").count() == 6


def test_without_scripts_all_is_there_to_read(browser, page_of):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{page_of.as_uri()}/index.html")
    page.get_by_role("link", name="English").click()
    page.goto(f"{page_of.as_uri()}/en/articles/vire.html")
    page.locator(".text a.st").first.click()
    assert page.url.endswith(f"#vire.s{VIRE.index('pollué')}")
    assert page.locator(".card:target").text_content().count("Rivages") >= 1
    page.goto(f"{page_of.as_uri()}/en/tables/statements.html")
    assert page.locator("#table tbody tr").count() == 6
    context.close()


def test_it_prints(browser, page_of, tmp_path):
    context = browser.new_context()
    page = context.new_page()
    for view in ("articles/vire.html", "network.html", "tables/statements.html"):
        page.goto(f"{page_of.as_uri()}/fr/{view}")
        assert page.pdf(path=tmp_path / "page.pdf", format="A4").startswith(b"%PDF")
        page.emulate_media(media="print")
        assert not page.locator(".top nav").first.is_visible()
        page.emulate_media(media="screen")
    context.close()


def test_columns_are_the_schema_s(visit, package):
    page = visit("en/tables/decisions.html")
    schema = json.loads((package / "schemas" / "decisions.json").read_text(encoding="utf-8"))
    titles = page.locator("#table th").all_text_contents()
    assert sorted(titles) == sorted(field["title"] for field in schema["fields"])
    assert (titles[0], titles[-1]) == ("Words of the outcome", "Rule")
    page.get_by_text("What the columns mean").click()
    assert page.locator(".columns > dl > div > dd").count() == len(schema["fields"])
    for field, meaning in zip(schema["fields"], page.locator(".columns > dl > div > dd").all(), strict=True):
        assert meaning.is_visible()
        assert field["description"] in meaning.text_content()
