"""How long the editor's page takes for each key on a long article, beside the same page on a short one.

    python benchmarks/review.py [WORDS...]

Makes an article of about so many words (by default 350 and 50,000), opens it in the system's Chromium as an editor
does, and presses J, K and A thirty times each. `key` is the time from the key to the next picture on the screen, which
is what a person waits for; `settled` the time until the act's answer is on the page, too, and `server` the part of it
that the server took to write the line and to say what it changes. `work` is what the page's main thread took of the
processor, all that follows the key included, whatever else the machine does. The first line is a blank page,
on which a key does nothing.
"""

import socket
import statistics
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Page, sync_playwright

from greffier.dataset import drafts
from greffier.review.desk import Desk
from greffier.review.server import ADDRESS, application
from greffier.review.wishes import Wish

CHROMIUM = "/usr/bin/chromium"
SIZES = (350, 50_000)
PRESSES = 30
FIRST = ("Anna", "Paul", "Claire", "Luc", "Inès", "Karim", "Maud", "Hugo", "Nadia", "Yves", "Sonia", "Marc")
LAST = ("Morel", "Lescot", "Haddad", "Perrin", "Brandt", "Astruc", "Villard", "Delmas", "Noiret", "Sandoz", "Béguin")
CITIES = ("Roubaix", "Pau", "Lyon", "Dax", "Caen", "Vire", "Nantes", "Rennes", "Dijon", "Reims")
#: The paragraphs of a case; about 60 words.
CASE = (
    "Le tribunal correctionnel de {city} a condamné, mardi {day} mars, {first} {last} à {n} mois de prison. "
    "« Le dossier numéro {n} est accablant », a déclaré la présidente, {other} {last2}. "
    "Selon {third} {last3}, l'avocat des parties civiles, « la peine numéro {n} est juste ».",
    "{first} {last} a annoncé qu'il ferait appel. « Je n'ai rien fait à {city} », a-t-il assuré à la sortie. "
    "{third} {last3} accuse la défense d'avoir retardé le procès numéro {n}.",
)
#: What the page does between a key and the next picture, and until nothing is on its way.
WATCH = """() => {
  window.pressed = [];
  addEventListener("keydown", (event) => {
    const begun = event.timeStamp;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.pressed.push(performance.now() - begun);
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }, true);
}"""


def article(words: int) -> str:
    """A text of about so many words, of one case after the other, each with names of its own."""
    made, count, number = [], 0, 0
    while count < words:
        values = {"n": number + 2, "day": number % 28 + 1, "city": CITIES[number % len(CITIES)]}
        for key, step in (("first", 1), ("other", 5), ("third", 7)):
            values[key] = FIRST[number * step % len(FIRST)]
        for key, step in (("last", 1), ("last2", 3), ("last3", 5)):
            values[key] = LAST[(number // len(FIRST) + number * step) % len(LAST)]
        for paragraph in CASE:
            made.append(paragraph.format_map(values))
            count += len(made[-1].split())
        number += 1
    return "\n\n".join(made) + "\n"


class TimedDesk(Desk):
    """A desk that knows how long its acts took, in milliseconds."""

    times: list[float]

    def act(self, wish: Wish) -> dict[str, Any]:
        begun = time.perf_counter()
        done = super().act(wish)
        self.times.append((time.perf_counter() - begun) * 1000)
        return done


def served(folder: Path) -> tuple[uvicorn.Server, TimedDesk, str]:
    """A running server of a dataset, its desk, and the address to open."""
    desk = TimedDesk(folder, "Ana Morel", today=lambda: date(2026, 11, 25))
    desk.times = []
    listening = socket.socket()
    listening.bind((ADDRESS, 0))
    host = f"{ADDRESS}:{listening.getsockname()[1]}"
    # the tables are not made again meanwhile
    _, guard = application(desk, host, quiet=3600)
    server = uvicorn.Server(uvicorn.Config(guard, log_level="warning", access_log=False))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return server, desk, f"http://{host}/open?token={guard.token}"


def pressed(page: Page, key: str, times: list[float]) -> tuple[list[float], list[float]]:
    """For each press the milliseconds to the next picture, and to what the answer has changed on the page."""
    shown, settled = [], []
    for _ in range(PRESSES):
        page.evaluate("window.pressed.length = 0")
        before, begun = len(times), time.perf_counter()
        page.keyboard.press(key)
        while not page.evaluate("window.pressed.length"):
            pass
        shown.append(page.evaluate("window.pressed[0]"))
        while key == "a" and len(times) == before:
            pass
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        settled.append((time.perf_counter() - begun) * 1000)
        page.wait_for_timeout(60)
    return shown, settled


def work(page: Page, key: str) -> float:
    """The milliseconds of the processor that the page's main thread takes for a press, all that follows included."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def taken() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")

    begun = taken()
    for _ in range(PRESSES):
        page.keyboard.press(key)
        page.wait_for_timeout(500)
    return (taken() - begun) / PRESSES


def measured(page: Page, words: int) -> dict[str, Any]:
    """The figures of an article."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "long"
        drafts.new(folder)
        text = article(words)
        drafts.add(folder, text.encode(), "long", {"published_on": "2024-03-30"})
        server, desk, address = served(folder)
        page.goto(address)
        begun = time.perf_counter()
        page.goto(f"{address.partition('/open')[0]}/#/long")
        page.locator(".card.now").wait_for()
        opened = time.perf_counter() - begun
        page.evaluate(WATCH)
        found: dict[str, Any] = {"words": len(text.split()), "rows": page.locator(".card").count(), "opened": opened}
        for key in ("j", "k", "a"):
            found[key] = (*pressed(page, key, desk.times), desk.times[:], work(page, key))
        server.should_exit = True
    return found


def main() -> None:
    """Measures each size and prints a table."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
        page.goto("about:blank")
        page.evaluate(WATCH)
        blank = pressed(page, "j", [])[0]
        print("| words | rows | opened, s | key | picture, median ms | 95 of 100 | settled, median | server | work |")
        print("| ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |")
        print(f"| 0 | 0 | | J | {statistics.median(blank):.0f} | {_high(blank):.0f} | | | |")
        for size in sizes:
            found = measured(page, size)
            for key in ("j", "k", "a"):
                shown, settled, server, worked = found[key]
                print(
                    f"| {found['words']:,} | {found['rows']:,} | {found['opened']:.2f} | {key.upper()} "
                    f"| {statistics.median(shown):.0f} | {_high(shown):.0f} | {statistics.median(settled):.0f} "
                    f"| {statistics.median(server or [0]):.0f} | {worked:.0f} |",
                    flush=True,
                )
        browser.close()


def _high(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
