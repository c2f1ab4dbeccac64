"""What the page may want done, each wish as the act that it asks for."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from greffier.dataset import accepting, acts, additions, edits
from greffier.dataset.anchoring import anchored, found
from greffier.dataset.lines import row_of
from greffier.dataset.workspace import Act, Workspace, applied, joined
from greffier.errors import GreffierError, InputError
from greffier.model import Span
from greffier.package import cells
from greffier.review.others import Proposed

Wish = Mapping[str, Any]


class Stale(GreffierError):
    """A row is no longer what the page showed when the editor acted."""


class Sitting(NamedTuple):
    """What an act is made on: the dataset, who acts and when, and what other readers propose."""

    space: Workspace
    reviewer: str
    today: date
    proposed: Callable[[], Proposed]


def act_of(sitting: Sitting, wish: Wish) -> Act:
    """The act that a wish asks for; InputError where it cannot be, Stale where its proposals are others by now."""
    making = MAKERS.get(str(wish.get("kind")))
    if making is None:
        raise InputError(f"no act is called {wish.get('kind')!r}")
    try:
        return making(sitting, wish)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"the act is not complete: {error}") from error


def _spans(space: Workspace, wish: Wish) -> list[Span]:
    """The places of the words that were selected, or quoted."""
    text = space.texts.get(str(wish.get("article", "")), "")
    spans = [anchored(text, int(s["start"]), int(s["end"]), str(s["words"])) for s in wish.get("spans") or ()]
    if quoted := str(wish.get("quoted") or ""):
        spans.append(found(text, quoted))
    return spans


def _row(wish: Wish) -> tuple[str, str]:
    return str(wish["table"]), str(wish["row_id"])


def _verdict(sitting: Sitting, wish: Wish) -> Act:
    units = [(str(table), str(key)) for table, key in wish["rows"]]
    says, note = str(wish["kind"]), str(wish.get("note", ""))
    return acts.verdict(sitting.space, units, sitting.reviewer, sitting.today, says, note)


def _change(sitting: Sitting, wish: Wish) -> Act:
    spans = _spans(sitting.space, wish)
    value, why = str(wish.get("value") or ""), str(wish["reason"])
    return edits.change(
        sitting.space, *_row(wish), str(wish["column"]), value, spans, why, article=str(wish.get("article", ""))
    )


def _add(sitting: Sitting, wish: Wish) -> Act:
    space, article, why = sitting.space, str(wish["article"]), str(wish["reason"])
    spans, table = _spans(space, wish), str(wish["table"])
    if table == "parties":
        names = [str(name) for name in wish["actors"]]
        return additions.add_party(space, str(wish["decision"]), names, str(wish["role"]), spans, why)
    if not spans:
        raise InputError("select the words in the text first")
    if table == "statements":
        return _filled(space, additions.add_statement(space, article, spans, why), wish, why)
    if table == "decisions":
        return _filled(space, additions.add_decision(space, article, spans[0], why), wish, why)
    if table == "mentions":
        return additions.add_mention(space, article, spans[0], str(wish["actor"]), why)
    return additions.add_actor(space, article, spans[0], str(wish.get("actor_kind", "person")), why)


def _filled(space: Workspace, act: Act, wish: Wish, why: str) -> Act:
    """The act that adds a row, and the cells of it that were chosen along with its words."""
    made = [act]
    for column, value in (wish.get("cells") or {}).items():
        space = applied(space, made[-1])
        if value and cells.text(row_of(space, *act.row)[str(column)]) != value:
            made.append(edits.change(space, *act.row, str(column), str(value), (), why, article=str(wish["article"])))
    return joined(made)._replace(kind="add")


def _take(sitting: Sitting, wish: Wish) -> Act:
    key, reader = str(wish["row_id"]), str(wish["reader"])
    proposed = sitting.proposed()
    if wish.get("proposals", proposed.digest) != proposed.digest:
        raise Stale(f"the files of proposals have changed; look again at {key}, as {reader} has it")
    return accepting.accepted(sitting.space, proposed.readings, key, reader, sitting.reviewer, sitting.today)


def _restore(sitting: Sitting, wish: Wish) -> Act:
    return acts.restore(sitting.space, str(wish["file"]), *[str(part) for part in _list(wish["key"])])


def _split(sitting: Sitting, wish: Wish) -> Act:
    keys = [str(key) for key in _list(wish["mentions"])]
    return additions.split(sitting.space, keys, str(wish["actor_kind"]), str(wish["reason"]))


MAKERS: dict[str, Callable[[Sitting, Wish], Act]] = {
    "accepted": _verdict,
    "take": _take,
    "disputed": _verdict,
    "change": _change,
    "add": _add,
    "drop": lambda sitting, wish: acts.drop(sitting.space, *_row(wish), str(wish["reason"])),
    "merge": lambda sitting, wish: acts.merge(
        sitting.space, str(wish["row_id"]), str(wish["actor"]), str(wish["reason"])
    ),
    "split": _split,
    "restore": _restore,
}


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError("a list is needed")
    return value
