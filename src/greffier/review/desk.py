"""The editor's desk: the dataset as it stands, what was done in this sitting, and what the page asks and wants done.

All that the page can do is here, as plain functions on plain values; the server only carries them.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from greffier.dataset import accepting, acts, additions, building, edits
from greffier.dataset.anchoring import anchored, found
from greffier.dataset.beside import beside
from greffier.dataset.workspace import Act, ChangedError, read_workspace, standings, written
from greffier.errors import GreffierError, InputError
from greffier.model import Article, Extraction, Span
from greffier.review import views
from greffier.review.others import Others

Wish = Mapping[str, Any]


class Done(NamedTuple):
    """An act of this sitting: what undoes it, by its number."""

    number: int
    act: Act
    label: str
    undone: bool = False


class Stale(GreffierError):
    """A row is no longer what the page showed when the editor acted."""


class Desk:
    """A dataset on which one person acts, from any number of windows, one act at a time."""

    def __init__(self, root: Path, reviewer: str, today: Callable[[], date] = date.today) -> None:
        self.root, self.reviewer, self.today = root, reviewer, today
        self.lock = threading.RLock()
        #: Held while files are written; what is asked meanwhile is answered.
        self.writing = threading.Lock()
        self.known: dict[Article, Extraction] = {}
        self.space = read_workspace(root, self.known)
        self.others = Others(root)
        self.agreement: tuple[tuple[int, str], dict[str, dict[str, Any]]] | None = None
        self.done: list[Done] = []
        self.version = 1
        #: What the last rebuilding of the tables said; "" where they are what the curated lines give.
        self.trouble = ""
        self.acted = 0.0

    @property
    def pending(self) -> bool:
        """Whether the tables are older than the curated files."""
        return self.acted > 0

    def overview(self) -> dict[str, Any]:
        """The articles by what is open in them, the actors, what was done, and what does not fit."""
        with self.lock:
            shown = views.overview(self.space, self.version, self.reviewer, self.done, self.trouble)
            readers = self._readers()
            return shown | {"articles": [each | readers.get(each["article_id"], {}) for each in shown["articles"]]}

    def article(self, article_id: str) -> dict[str, Any]:
        """An article's text and all its rows."""
        with self.lock:
            if article_id not in self.space.texts:
                raise InputError(f"there is no article {article_id!r}")
            proposed = self.others.now()
            others = beside(self.space, proposed.readings, article_id)
            shown = views.article(self.space, article_id, self.version, others, article_id in proposed.readings.rules)
            return shown | {"proposals": proposed.digest}

    def sign(self, name: str) -> None:
        """Who reads from now on."""
        if not name.strip() or len(name) > 200:
            raise InputError("say the name of the person who reads")
        self.reviewer = name.strip()

    def act(self, wish: Wish) -> dict[str, Any]:
        """Does what the page wants, on disk; gives the number by which it is undone, and what its rows are `now`.

        Stale or ChangedError where the page showed something else: nothing is written, and it may be asked again.
        """
        with self.writing, self.lock:
            self._fresh(wish)
            act = self._made(wish)
            self._write(act)
            self.done.append(Done(len(self.done) + 1, act, str(wish.get("label", act.kind))[:300]))
            now = standings(self.space)
            units = {name: tuple(str(name).split("/", 1)) for name in wish.get("seen") or {}}
            kept = {name: now[table, key].sha256 for name, (table, key) in units.items() if (table, key) in now}
            return {"number": len(self.done), "now": kept}

    def undo(self, number: int) -> None:
        """Takes back an act of this sitting, whichever it was."""
        with self.writing, self.lock:
            if not 1 <= number <= len(self.done) or self.done[number - 1].undone:
                raise InputError("there is no such act to undo")
            done = self.done[number - 1]
            self._write(done.act.undone)
            self.done[number - 1] = done._replace(undone=True)

    def reload(self) -> None:
        """Reads the dataset again."""
        with self.lock:
            self.space = read_workspace(self.root, self.known)
            self.others.forget()
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
        state = (self.version, proposed.digest)
        if self.agreement is None or self.agreement[0] != state:
            found = proposed.readings
            shown = {
                article: views.readers(
                    self.space, article, beside(self.space, found, article), list(found.by_reader(article))
                )
                for article in found.rules
            }
            self.agreement = (state, shown)
        return self.agreement[1]

    def _write(self, act: Act) -> None:
        try:
            self.space = written(self.space, act)
        except ChangedError:
            self.reload()
            raise
        self.version += 1
        self.acted = time.monotonic()

    def _fresh(self, wish: Wish) -> None:
        """Stale where a row that the wish is about is no longer what the page showed."""
        seen = wish.get("seen") or {}
        now = standings(self.space)
        for name, digest in seen.items():
            table, _, key = str(name).partition("/")
            standing = now.get((table, key))
            if standing is None or standing.sha256 != digest:
                raise Stale(f"{key} is no longer what was shown; look at it again")

    def _made(self, wish: Wish) -> Act:
        making = MAKERS.get(str(wish.get("kind")))
        if making is None:
            raise InputError(f"no act is called {wish.get('kind')!r}")
        try:
            return making(self, wish)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"the act is not complete: {error}") from error

    def _spans(self, wish: Wish) -> list[Span]:
        """The places of the words that were selected, or quoted."""
        article = str(wish.get("article", ""))
        text = self.space.texts.get(article, "")
        spans = [anchored(text, int(s["start"]), int(s["end"]), str(s["words"])) for s in wish.get("spans") or ()]
        if quoted := str(wish.get("quoted") or ""):
            spans.append(found(text, quoted))
        return spans


def _row(wish: Wish) -> tuple[str, str]:
    return str(wish["table"]), str(wish["row_id"])


def _verdict(desk: Desk, wish: Wish) -> Act:
    units = [(str(table), str(key)) for table, key in wish["rows"]]
    return acts.verdict(desk.space, units, desk.reviewer, desk.today(), str(wish["kind"]), str(wish.get("note", "")))


def _change(desk: Desk, wish: Wish) -> Act:
    spans = desk._spans(wish)
    value, why = str(wish.get("value") or ""), str(wish["reason"])
    return edits.change(
        desk.space, *_row(wish), str(wish["column"]), value, spans, why, article=str(wish.get("article", ""))
    )


def _add(desk: Desk, wish: Wish) -> Act:
    spans, article, why = desk._spans(wish), str(wish["article"]), str(wish["reason"])
    table = str(wish["table"])
    if table == "parties":
        names = [str(name) for name in wish["actors"]]
        return additions.add_party(desk.space, str(wish["decision"]), names, str(wish["role"]), spans, why)
    if not spans:
        raise InputError("select the words in the text first")
    if table == "statements":
        return additions.add_statement(desk.space, article, spans, why)
    if table == "decisions":
        return additions.add_decision(desk.space, article, spans[0], why)
    if table == "mentions":
        return additions.add_mention(desk.space, article, spans[0], str(wish["actor"]), why)
    return additions.add_actor(desk.space, article, spans[0], str(wish.get("actor_kind", "person")), why)


def _take(desk: Desk, wish: Wish) -> Act:
    key, reader = str(wish["row_id"]), str(wish["reader"])
    proposed = desk.others.now()
    if wish.get("proposals", proposed.digest) != proposed.digest:
        raise Stale(f"the files of proposals have changed; look again at {key}, as {reader} has it")
    return accepting.accepted(desk.space, proposed.readings, key, reader, desk.reviewer, desk.today())


MAKERS: dict[str, Callable[[Desk, Wish], Act]] = {
    "accepted": _verdict,
    "take": _take,
    "disputed": _verdict,
    "change": _change,
    "add": _add,
    "drop": lambda desk, wish: acts.drop(desk.space, *_row(wish), str(wish["reason"])),
    "merge": lambda desk, wish: acts.merge(desk.space, str(wish["row_id"]), str(wish["actor"]), str(wish["reason"])),
    "split": lambda desk, wish: additions.split(
        desk.space, [str(key) for key in _list(wish["mentions"])], str(wish["actor_kind"]), str(wish["reason"])
    ),
    "restore": lambda desk, wish: acts.restore(
        desk.space, str(wish["file"]), *[str(part) for part in _list(wish["key"])]
    ),
}


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError("a list is needed")
    return value
