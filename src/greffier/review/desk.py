"""The editor's desk: the dataset as it stands, what was done in this sitting, and what the page asks and wants done.

All that the page can do is here, as plain functions on plain values; the server only carries them.
"""

import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from greffier.dataset import building, rooms
from greffier.dataset.beside import beside
from greffier.dataset.workspace import Act, ChangedError, read_workspace, written
from greffier.errors import GreffierError, InputError
from greffier.model import Article, Extraction
from greffier.review import views
from greffier.review.index import Index, indexed
from greffier.review.others import Others
from greffier.review.wishes import Sitting, Stale, Wish, act_of


class Done(NamedTuple):
    """An act of this sitting: what undoes it, by its number."""

    number: int
    act: Act
    label: str
    undone: bool = False


class Shown(NamedTuple):
    """An article as a window has it: what it was made from, and its cards by their keys."""

    version: int
    made_from: Index
    proposals: str
    view: dict[str, Any]


class Desk:
    """A dataset on which one person acts, from any number of windows, one act at a time."""

    def __init__(self, root: Path, reviewer: str, today: Callable[[], date] = date.today) -> None:
        self.root, self.reviewer, self.today = root, reviewer, today
        self.lock = threading.RLock()
        #: Held while files are written; what is asked meanwhile is answered.
        self.writing = threading.Lock()
        self.known: dict[Article, Extraction] = {}
        rooms.settle(root, "review")
        self.space = read_workspace(root, self.known)
        self.index = indexed(self.space)
        self.others = Others(root)
        self.agreement: tuple[tuple[Index, str], dict[str, dict[str, Any]]] | None = None
        #: Each article as it was shown last, so that what an act changes in it is told alone.
        self.shown: dict[str, Shown] = {}
        self.done: list[Done] = []
        self.version = 1
        #: What the last rebuilding of the tables said; "" where they are what the curated lines give.
        self.trouble = ""
        self.acted = 0.0

    @property
    def pending(self) -> bool:
        """Whether the tables are older than the curated files."""
        return self.acted > 0

    def overview(self, actors: bool = True) -> dict[str, Any]:
        """The articles by what is open in them, the actors, how much was done, and what does not fit."""
        with self.lock:
            shown = views.overview(self.index, self.version, self.reviewer, actors)
            shown |= {"trouble": self.trouble, "done": sum(not done.undone for done in self.done)}
            readers = self._readers()
            return shown | {"articles": [each | readers.get(each["article_id"], {}) for each in shown["articles"]]}

    def sitting(self) -> dict[str, Any]:
        """What was done, the last first: in this sitting, and the curated lines that stand from before."""
        with self.lock:
            done = [{"number": d.number, "label": d.label, "undone": d.undone} for d in reversed(self.done)]
            own = [line for d in self.done if not d.undone for line in d.act.add]
            return {"done": done, "earlier": views.earlier(self.space, own)}

    def article(self, article_id: str) -> dict[str, Any]:
        """An article's text and all its rows."""
        with self.lock:
            if article_id not in self.space.texts:
                raise InputError(f"there is no article {article_id!r}")
            proposed = self.others.now()
            others = beside(self.space, proposed.readings, article_id)
            view = views.article(self.index, article_id, others, article_id in proposed.readings.rules)
            view |= {"proposals": proposed.digest, "version": self.version, "whole": True}
            self.shown[article_id] = Shown(self.version, self.index, proposed.digest, view)
            return view

    def sign(self, name: str) -> None:
        """Who reads from now on."""
        if not name.strip() or len(name) > 200:
            raise InputError("say the name of the person who reads")
        self.reviewer = name.strip()

    def act(self, wish: Wish) -> dict[str, Any]:
        """Does what the page wants, on disk; gives what it changes on the page, and what its rows are `now`.

        Stale or ChangedError where the page showed something else: nothing is written, and it may be asked again.
        """
        with self.writing, self.lock:
            self._fresh(wish)
            act = act_of(Sitting(self.space, self.reviewer, self.today(), self.others.now), wish)
            before = self._write(act)
            self.done.append(Done(len(self.done) + 1, act, str(wish.get("label", act.kind))[:300]))
            units = {name: tuple(str(name).split("/", 1)) for name in wish.get("seen") or {}}
            now = self.space.standings
            kept = {name: now[table, key].sha256 for name, (table, key) in units.items() if (table, key) in now}
            return {"number": len(self.done), "now": kept, **self._changes(wish, before)}

    def undo(self, wish: Wish) -> dict[str, Any]:
        """Takes back an act of this sitting, whichever it was: the last one where no number is given."""
        with self.writing, self.lock:
            last = next((done.number for done in reversed(self.done) if not done.undone), 0)
            number = int(wish.get("number") or last)
            if not 1 <= number <= len(self.done) or self.done[number - 1].undone:
                raise InputError("there is no such act to undo")
            done = self.done[number - 1]
            before = self._write(done.act.undone)
            self.done[number - 1] = done._replace(undone=True)
            return {"label": done.label, **self._changes(wish, before)}

    def reload(self) -> None:
        """Reads the dataset again."""
        with self.lock:
            self.space = read_workspace(self.root, self.known)
            self.index = indexed(self.space)
            self.others.forget()
            self.shown = {}
            self.version += 1
            self.acted = time.monotonic()

    def rebuild(self) -> None:
        """Makes the tables and the descriptor from what stands in the curated files, where that is valid."""
        try:
            with self.writing:
                self.acted = 0.0
                made = building.build(self.root)
            self.trouble = "" if made.report.valid else "\n".join(made.faults[:5])
        except (GreffierError, OSError) as error:
            self.trouble = str(error)

    def _readers(self) -> dict[str, dict[str, Any]]:
        """For each article that others have read: who, and how many rows they agree on; made once for a state."""
        proposed = self.others.now()
        if (
            self.agreement is None
            or self.agreement[0][0].rows is not self.index.rows
            or (self.agreement[0][1] != proposed.digest)
        ):
            found = proposed.readings
            shown = {
                article: views.readers(
                    self.space, article, beside(self.space, found, article), list(found.by_reader(article))
                )
                for article in found.rules
            }
            self.agreement = ((self.index, proposed.digest), shown)
        return self.agreement[1]

    def _write(self, act: Act) -> Index:
        """Writes an act; gives the rows as they were before."""
        before = self.index
        try:
            self.space = written(self.space, act)
        except ChangedError:
            self.reload()
            raise
        self.index = indexed(self.space, before)
        self.version += 1
        self.acted = time.monotonic()
        return before

    def _changes(self, wish: Wish, before: Index) -> dict[str, Any]:
        """What an act changes on the page that shows an article in some version: only that, where this is known."""
        showing = wish.get("showing") or {}
        article = str(showing.get("article", ""))
        if article not in self.space.texts:
            return {"over": self.overview()}
        had = self.shown.get(article)
        if had is None or had.version != showing.get("version"):
            return {"over": self.overview(), "page": self.article(article)}
        if had.made_from.rows is self.index.rows and had.proposals == self.others.now().digest:
            view = views.judged(self.index, had.made_from, had.view) | {"version": self.version}
            self.shown[article] = Shown(self.version, self.index, had.proposals, view)
        else:
            view = self.article(article)
        changes = views.difference(had.view, view)
        return {"over": self.overview(before.rows is not self.index.rows), "page": changes}

    def _fresh(self, wish: Wish) -> None:
        """Stale where a row that the wish is about is no longer what the page showed."""
        for name, digest in (wish.get("seen") or {}).items():
            table, _, key = str(name).partition("/")
            standing = self.space.standings.get((table, key))
            if standing is None or standing.sha256 != digest:
                raise Stale(f"{key} is no longer what was shown; look at it again")
