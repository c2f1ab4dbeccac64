"""An editor's hour: three articles with wrong and missed rows of every kind, from `greffier new` to a zip to publish.

A hand does what a person does: it presses keys, points, drags over words, and is counted. How long that takes a person
is reckoned by the keystroke-level model (Card, Moran and Newell 1980): .28 s a key, 1.1 s to point, .2 s for a button,
.4 s from keys to mouse, and 1.35 s of thought before each act. Reading the articles comes on top.
"""

import csv
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="no browser tests: playwright is not installed (pip install 'greffier[test]')")
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXTS = Path(__file__).parent / "trial"
DAYS = {"incendie": "2024-03-13", "riviere": "2024-09-21", "journaliste": "2024-10-08"}
#: Under ten minutes of acts.
MINUTES = 10


class Hand:
    """A person's hand on keys and mouse; it does nothing that a person could not, and nothing that is right already."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.commands = self.acts = self.keys = self.clicks = self.drags = self.fixes = 0

    @property
    def seconds(self) -> float:
        """What all this takes a person."""
        return self.keys * 0.28 + self.clicks * 1.7 + self.drags * 2.8 + (self.acts + self.commands) * 1.35

    def key(self, name: str) -> None:
        self.keys += 1
        self.page.keyboard.press(name)

    def type(self, words: str) -> None:
        self.keys += len(words)
        self.page.keyboard.type(words)

    def click(self, place: Any) -> None:
        self.clicks += 1
        place.click()

    def option(self, place: Any, value: str) -> None:
        self.clicks += 1
        self.keys += 1
        place.select_option(value)

    def drag(self, words: str) -> None:
        """Selects words of the text, from their first letter to their last."""
        self.drags += 1
        x, y, to_x, to_y = self.page.evaluate(
            """(words) => {
              const line = [...document.querySelectorAll(".line")].find((each) => each.textContent.includes(words));
              line.scrollIntoView({ block: "center", behavior: "instant" });
              const text = line.firstChild, at = text.data.indexOf(words), range = new Range();
              const box = (n) => { range.setStart(text, n); range.setEnd(text, n + 1); return range.getBoundingClientRect(); };
              const first = box(at), last = box(at + words.length - 1);
              return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
            }""",
            words,
        )
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(to_x, to_y, steps=6)
        self.page.mouse.up()

    def save(self) -> None:
        """The end of an act: nothing is asked any more, and no refusal is said."""
        self.key("Control+Enter")
        self.acts += 1
        self.fixes += 1
        expect(self.page.locator(".form")).to_have_count(0)
        assert "bad" not in (self.page.locator("#said").get_attribute("class") or "")

    def accept(self) -> None:
        self.key("a")
        self.acts += 1

    # what a person mends, each where it is not right already

    def cell(self, column: str) -> Any:
        return self.page.locator(f'.card.now [data-column="{column}"] .value')

    def words(self, column: str, words: str) -> None:
        if self.cell(column).text_content() != words:
            self.click(self.cell(column))
            self.drag(words)
            self.save()

    def typed(self, column: str, value: str) -> None:
        if self.cell(column).text_content() != value:
            self.click(self.cell(column))
            self.type(value)
            self.save()

    def choice(self, column: str, value: str) -> None:
        if self.cell(column).text_content() != value.replace("_", " "):
            self.click(self.cell(column))
            self.option(self.page.locator(".card.now").get_by_label(column, exact=True), value)
            self.save()

    def link(self, column: str, name: str, typed: str) -> None:
        if self.cell(column).text_content() != name:
            self.key("l")
            self.type(typed)
            self.save()

    def merge(self, typed: str) -> None:
        self.key("m")
        self.type(typed)
        self.save()

    def split(self, words: str, kind: str) -> None:
        mention = self.page.locator(".card.now .mentions li", has_text=words)
        if mention.count():
            self.click(mention.locator("input"))
            self.click(self.page.get_by_role("button", name="Split off the 1 ticked"))
            self.option(self.page.locator(".form").get_by_label("kind"), kind)
            self.save()

    def drop(self) -> None:
        self.key("x")
        self.save()

    def no_party(self, *names: str) -> None:
        for name in names:
            button = self.page.get_by_role("button", name=f"Drop this party: {name}")
            if button.count():
                self.click(button.first)
                self.save()

    def parties(self, role: str, **typed: str) -> None:
        known = self.page.locator(".card.now .parts li")
        names = {name.replace("_", " "): words for name, words in typed.items()}
        lacking = [
            words for name, words in names.items() if not known.filter(has_text=name).filter(has_text=role).count()
        ]
        if lacking:
            self.click(self.page.get_by_role("button", name="+ Add a party"))
            for words in lacking:
                self.type(words)
                self.key("Enter")
            self.option(self.page.get_by_label("role", exact=True), role)
            self.save()

    def add(self, words: str, what: str = "", who: str = "", **choices: str) -> None:
        """Words first, then what they are."""
        if self.page.locator(".card", has_text=words).count():
            return
        self.drag(words)
        self.key("n")
        if what:
            self.option(self.page.get_by_label("What are these words?").last, what)
        if who:
            self.click(self.page.locator(".asked").get_by_label("Type a name"))
            self.type(who)
        for label, value in choices.items():
            self.option(self.page.locator(".asked").get_by_label(label, exact=True), value)
        self.save()


Fix = Callable[[Hand], None]
#: What a person who has read the articles mends, by the row at which it is seen.
MENDED: dict[str, list[Fix]] = {
    # two actors that are one
    "actors/riviere.pecheur-de-58-ans": [lambda h: h.merge("lahourc")],
    "actors/riviere.avocate": [lambda h: h.merge("béguin")],
    "actors/journaliste.patron-de-cortex": [lambda h: h.merge("sandoz")],
    "actors/journaliste.homme-d-affaires-de-47-ans": [lambda h: h.merge("sandoz")],
    "actors/journaliste.plaignante": [lambda h: h.merge("inès")],
    "actors/journaliste.chambre-de-l-instruction": [lambda h: h.merge("lyon")],
    # one actor that is two, and a name that is cut off
    "actors/martine-gaubert": [lambda h: h.split("papeterie", "company")],
    "actors/gaubert": [lambda h: h.words("name", "papeterie Gaubert")],
    "actors/force": [lambda h: h.words("name", "Force logistique")],
    "actors/riviere": [lambda h: h.words("name", "Rivière vive")],
    "actors/alto-habitat": [lambda h: h.choice("kind", "company")],
    # a spurious actor that nothing refers to
    "actors/journaliste.tribunal": [lambda h: h.drop()],
    # wrong parties and missed ones
    "decisions/incendie.d87": [
        lambda h: h.parties("victim", Karim_Haddad="karim", Sylvie_Noiret="noiret"),
        lambda h: h.parties("judge", Hélène_Astruc="astruc"),
        lambda h: h.no_party("procureur"),
    ],
    "decisions/incendie.d567": [
        lambda h: h.no_party("procureur", "Claire Dunand", "Olivier Brandt"),
        lambda h: h.link("court_id", "tribunal correctionnel de Roubaix", "roubaix"),
    ],
    "decisions/riviere.d1737": [lambda h: h.parties("defendant", papeterie_Gaubert="papeterie")],
    "decisions/journaliste.d510": [lambda h: h.no_party("Inès Marchetti")],
    # wrong days and missed ones
    "decisions/incendie.d1808": [
        lambda h: h.words("date_text", "mardi 12 mars"),
        lambda h: h.typed("decided_on", "2024-03-12"),
    ],
    "decisions/riviere.d1839": [
        lambda h: h.words("subject", "cette peine"),
        lambda h: h.words("date_text", "l'année suivante"),
        lambda h: h.typed("decided_on", "2018"),
    ],
    # a decision that is told twice
    "decisions/journaliste.d20": [lambda h: h.drop()],
    # wrong speakers, and words that go too far
    "statements/incendie.s1131": [lambda h: h.link("speaker_id", "tribunal correctionnel de Roubaix", "roubaix")],
    "statements/riviere.s1185": [lambda h: h.link("speaker_id", "Martine Gaubert", "martine")],
    "statements/journaliste.s1260": [
        lambda h: h.link("speaker_id", "Luc Berthier", "berthier"),
        lambda h: h.words("text", "les faits"),
    ],
    "statements/journaliste.s1363": [lambda h: h.words("text", "avoir commandé la filature")],
    "statements/journaliste.s1614": [lambda h: h.words("text", "ces factures sont « le chaînon qui manquait »")],
    # missed: quotations, an actor, decisions
    "articles/incendie": [
        lambda h: h.add(
            "Les parties civiles recevront au total 310 000 euros", "decisions", "roubaix", outcome="granted"
        ),
        lambda h: h.add("inspection du travail", "actors", kind="public_body"),
        lambda h: h.add("des portes bloquées par des palettes", "", "inspection", act="report"),
    ],
    "articles/riviere": [
        lambda h: h.add("après avis favorable du conseil compétent", "", "préfecture"),
        lambda h: h.add("une solution avant la fin du mois", "", "etchev", act="ask"),
    ],
    "articles/journaliste": [
        lambda h: h.add("Cortex avait été mise à l'amende", "decisions", "commission", outcome="convicted"),
        lambda h: h.add("une décision importante", "", "syndicat"),
    ],
}


@pytest.fixture
def hand(browser: Any) -> Iterator[Hand]:
    """A hand on a page of its own; the test fails on any error of the page's script."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(10_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield Hand(page)
    context.close()
    assert problems == []


def command(hand: Hand, *words: str) -> str:
    """Types a command and gives what it says."""
    hand.commands += 1
    hand.keys += len(" ".join(("greffier", *map(lambda word: Path(word).name, words)))) + 1
    done = subprocess.run([sys.executable, "-m", "greffier", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def review(hand: Hand, article: str, plan: dict[str, list[Fix]]) -> None:
    """Goes through an article from its first row to the last, mends what is wrong and accepts what is right."""
    page = hand.page
    expect(page.locator(".card.now")).to_have_count(1)
    for _ in range(200):
        if not page.locator(".card.open, .card.changed").count():
            break
        key = page.locator(".card.now").get_attribute("data-key")
        if plan.get(key):
            plan[key].pop(0)(hand)
        else:
            hand.accept()
        # the next row is there at once; a line on its way is written
        page.wait_for_timeout(40)
    expect(page.get_by_text("All rows of this article are reviewed.").first).to_be_visible()
    expect(page.locator(".card.open, .card.changed")).to_have_count(0)
    assert page.url.endswith(f"#/{article}")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_from_three_articles_to_a_release_takes_under_ten_minutes_of_acts(hand, tmp_path):
    folder, out = tmp_path / "affair", tmp_path / "out"
    command(hand, "new", str(folder))
    for name, day in DAYS.items():
        text = shutil.copy(TEXTS / f"{name}.txt", tmp_path)
        command(hand, "add", str(text), "--to", str(folder), "--published-on", day)
    hand.commands += 1
    hand.keys += len("greffier review affair --as 'Ana Morel'") + 1
    process = subprocess.Popen(
        [sys.executable, "-m", "greffier", "review", str(folder), "--as", "Ana Morel", "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        hand.page.goto(process.stdout.readline().split("open ")[1].strip())
        plan = {key: list(fixes) for key, fixes in MENDED.items()}
        hand.click(hand.page.locator(".articles a").first)
        for number in range(len(DAYS)):
            expect(hand.page.locator(".card.now")).to_have_count(1)
            review(hand, hand.page.url.rpartition("/")[2], plan)
            if number < len(DAYS) - 1:
                hand.click(hand.page.get_by_role("link", name="Next article"))
                expect(hand.page.get_by_text("All rows of this article are reviewed.").first).to_be_hidden()
        hand.commands += 1
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert command(hand, "status", str(folder)).endswith("rows were reviewed by Ana Morel, 0 are open\n")
    command(hand, "release", str(folder), "--to", str(out))
    counts = {name: getattr(hand, name) for name in ("commands", "acts", "fixes", "keys", "clicks", "drags")}
    print(counts, f"{hand.seconds:.0f} s")
    assert hand.fixes > 25, "the trial wants rows of every kind to mend"
    assert hand.seconds < MINUTES * 60
    assert (hand.acts + hand.commands) * 3 < MINUTES * 60
    what_stands(folder)
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", str(out / "affair-0.1.0.zip"), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def what_stands(folder: Path) -> None:
    """What the articles say stands in the tables that were made."""
    said = {row["text"]: row for row in rows(folder, "statements")}
    assert said["Cent vingt salariés sont menacés de chômage technique"]["speaker_id"] == "martine-gaubert"
    assert said["les faits"]["speaker_id"] == "luc-berthier"
    assert said["avoir commandé la filature"]["speaker_id"] == "ines-marchetti"
    assert said["ces factures sont « le chaînon qui manquait »"]["speaker_id"] == "corinne-delmas"
    assert said["une décision importante"]["speaker_id"] == "syndicat-des-reporters"
    assert said["une solution avant la fin du mois"]["act"] == "ask"
    actors = {row["actor_id"]: row for row in rows(folder, "actors")}
    assert {row["name"] for row in actors.values()} >= {"papeterie Gaubert", "Force logistique", "Rivière vive"}
    assert not {"riviere.avocate", "journaliste.plaignante", "journaliste.tribunal"} & actors.keys()
    decided = {row["decision_id"]: row for row in rows(folder, "decisions")}
    assert "journaliste.d20" not in decided
    assert decided["incendie.d1808"]["decided_on"] == "2024-03-12"
    assert decided["riviere.d1839"]["decided_on"] == "2018"
    parties = {(row["decision_id"], actors[row["actor_id"]]["name"], row["role"]) for row in rows(folder, "parties")}
    assert ("incendie.d87", "Karim Haddad", "victim") in parties
    assert ("riviere.d1737", "papeterie Gaubert", "defendant") in parties
    assert not {each for each in parties if each[0] == "incendie.d567" and each[2] in ("lawyer", "prosecutor")}
    fined = next(row for row in decided.values() if row["outcome_text"].startswith("Cortex avait été mise"))
    assert actors[fined["court_id"]]["name"] == "Commission nationale de l'informatique"
