"""Corrections from the command line: what is quoted is found in the article, and one act is written."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from greffier.dataset import acts, additions, edits
from greffier.dataset.anchoring import found
from greffier.dataset.lines import row_of
from greffier.dataset.workspace import Act, Workspace, applied, joined, read_workspace, written
from greffier.errors import InputError
from greffier.model import Span

#: The columns in the article's words, whose value is quoted rather than given.
QUOTED = {
    "statements": ("text", "speaker_text", "cue"),
    "decisions": ("outcome_text", "subject", "sanction", "date_text", "announced_text"),
    "actors": ("role",),
    "mentions": ("text",),
}


class Wish(NamedTuple):
    """What to correct: a row of a table, its new cells, and the words that they rest on where those are other ones."""

    table: str
    row_id: str
    cells: Mapping[str, str]
    words: str = ""
    article: str = ""
    reason: str = ""
    source: str = ""


def change(dataset: Path, wish: Wish) -> list[str]:
    """Changes cells of a row; gives the lines of the curated tables that were written."""
    if not wish.cells:
        raise InputError("nothing to change: give COLUMN=VALUE, or --drop, --merge-into or --add")
    space = before = read_workspace(dataset)
    made: list[Act] = []
    key = wish.row_id
    for column, value in wish.cells.items():
        row = row_of(space, wish.table, key)
        article = str(row.get("article_id") or wish.article or _only(space, wish.table, key))
        quoted = wish.words or (value if column in QUOTED.get(wish.table, ()) else "")
        spans = [_found(space, article, quoted)] if quoted else []
        act = edits.change(space, wish.table, key, column, value, spans, wish.reason, wish.source, article)
        space, key = applied(space, act), act.row[1]
        made.append(act)
    return _write(before, made)


def drop(dataset: Path, wish: Wish) -> list[str]:
    """Takes a row out."""
    space = read_workspace(dataset)
    return _write(space, [acts.drop(space, wish.table, wish.row_id, wish.reason, wish.source)])


def merge(dataset: Path, wish: Wish, actor: str) -> list[str]:
    """Makes one actor of two."""
    if wish.table != "actors":
        raise InputError(f"only actors are merged, not {wish.table}")
    space = read_workspace(dataset)
    return _write(space, [acts.merge(space, wish.row_id, actor, wish.reason, wish.source)])


def add(dataset: Path, wish: Wish) -> list[str]:
    """Adds a row to the article `wish.row_id`: first its words, then its other cells, each found where it is quoted."""
    space = before = read_workspace(dataset)
    article, cells = wish.row_id, dict(wish.cells)
    if article not in space.texts:
        raise InputError(f"there is no article {article!r}; there are {', '.join(sorted(space.texts)[:5])}")
    act = _first(space, wish.table, article, cells, wish)
    made = [act]
    space = applied(space, act)
    for column, value in cells.items():
        spans = [_found(space, article, value)] if column in QUOTED[wish.table] else []
        act = edits.change(space, wish.table, act.row[1], column, value, spans, wish.reason, wish.source, article)
        space = applied(space, act)
        made.append(act)
    return _write(before, made)


def _first(space: Workspace, table: str, article: str, cells: dict[str, str], wish: Wish) -> Act:
    """The act that adds the row with what it cannot be without, which is taken out of `cells`."""
    name = {"statements": "text", "decisions": "outcome_text", "mentions": "text", "actors": "name"}.get(table)
    if table == "parties":
        spans = [_found(space, article, wish.words)] if wish.words else []
        needed = {column: _needed(cells, column) for column in ("decision_id", "actor_id", "role")}
        return additions.add_party(
            space, needed["decision_id"], [needed["actor_id"]], needed["role"], spans, wish.reason
        )
    if name is None:
        raise InputError(f"no row is added to {table}; add to statements, decisions, parties, mentions or actors")
    span = _found(space, article, _needed(cells, name))
    if table == "statements":
        return additions.add_statement(space, article, [span], wish.reason)
    if table == "decisions":
        return additions.add_decision(space, article, span, wish.reason)
    if table == "mentions":
        return additions.add_mention(space, article, span, _needed(cells, "actor_id"), wish.reason)
    return additions.add_actor(space, article, span, _needed(cells, "kind"), wish.reason)


def _needed(cells: dict[str, str], column: str) -> str:
    if column not in cells:
        raise InputError(f"the row needs {column}=VALUE")
    return cells.pop(column)


def _found(space: Workspace, article: str, words: str) -> Span:
    if article not in space.texts:
        raise InputError(f"there is no article {article!r}")
    return found(space.texts[article], words)


def _only(space: Workspace, table: str, key: str) -> str:
    """The one article that mentions an actor; InputError where there are several to choose from."""
    names = sorted({str(row["article_id"]) for row in space.rows["mentions"] if row["actor_id"] == key})
    if len(names) != 1:
        raise InputError(f"{table} {key}: stands in {', '.join(names) or 'no article'}; say which with --article")
    return names[0]


def _write(space: Workspace, made: list[Act]) -> list[str]:
    """All acts as one, so that all of them are written or none."""
    act = joined(made)
    written(space, act)
    return [f"{line.table}: - {' '.join(_short(line.cells))}" for line in act.remove] + [
        f"{line.table}: + {' '.join(_short(line.cells))}" for line in act.add
    ]


def _short(cells: Mapping[str, str]) -> list[str]:
    return [value for name, value in cells.items() if value and name not in ("reason", "source", "evidence")]
