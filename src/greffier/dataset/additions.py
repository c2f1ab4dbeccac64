"""Rows that an editor adds: words first, what they are second; ids, places and evidence are written here."""

from collections.abc import Iterable, Sequence

from greffier.dataset.drafts import slug
from greffier.dataset.edits import change, own_spans
from greffier.dataset.lines import (
    added,
    cell_lines,
    evidence_spans,
    form_of,
    grounding,
    groundings,
    mention_row,
    row_of,
)
from greffier.dataset.rows import SPLIT, Row
from greffier.dataset.workspace import Act, Line, Workspace
from greffier.errors import InputError
from greffier.model import Span

_OPENING, _CLOSING = '«“"„', '»”"'


def add_statement(space: Workspace, article: str, parts: Sequence[Span], reason: str, **given: str) -> Act:
    """A statement whose content is these words; how it is quoted is seen from the marks around them."""
    parts = sorted(parts)
    text = space.texts[article]
    row: Row = {
        "statement_id": f"{article}.s{parts[0].start}",
        "article_id": article,
        "mode": _mode(text, parts),
        "act": "say",
    }
    row |= {"text": SPLIT.join(text[a:b] for a, b in parts), "start": parts[0].start, "end": parts[-1].end, **given}
    return added(space, "statements", row, [grounding(space, article, "text", part) for part in parts], reason)


def add_decision(space: Workspace, article: str, words: Span, reason: str, **given: str) -> Act:
    """A decision that is in these words."""
    start, end = words
    row: Row = {"decision_id": f"{article}.d{start}", "article_id": article, "outcome": "other", **given}
    row |= {"outcome_text": space.texts[article][start:end], "start": start, "end": end}
    return added(space, "decisions", row, [grounding(space, article, "outcome", words)], reason)


def add_mention(space: Workspace, article: str, span: Span, actor: str, reason: str) -> Act:
    """These words mean this actor; a mention that there is on them is given to it."""
    row_of(space, "actors", actor)
    key = f"{article}.m{span.start}-{span.end}"
    if any(row["mention_id"] == key for row in space.rows["mentions"]):
        return change(space, "mentions", key, "actor_id", actor, (), reason)
    return added(space, "mentions", mention_row(space, article, span, actor), [], reason)


def add_actor(space: Workspace, article: str, span: Span, kind: str, reason: str) -> Act:
    """An actor that is called by these words; a mention that there is on them becomes its own."""
    name = space.texts[article][span.start : span.end]
    form = form_of(name, kind)
    row = {"actor_id": new_actor_id(space, name, kind, form, article), "name": name, "kind": kind}
    actor = added(space, "actors", row, [], reason)
    key = f"{article}.m{span.start}-{span.end}"
    old = next((row for row in space.rows["mentions"] if row["mention_id"] == key), None)
    if old is None:
        more = added(space, "mentions", mention_row(space, article, span, row["actor_id"], kind), [], reason)
        return actor._replace(add=(*actor.add, *more.add))
    _leaves_one(space, [old])
    remove, add = cell_lines(space, "mentions", key, old, "actor_id", row["actor_id"], [], reason, "")
    return actor._replace(remove=tuple(remove), add=(*actor.add, *add))


def add_party(
    space: Workspace, decision: str, actors: Iterable[str], role: str, spans: Sequence[Span], reason: str
) -> Act:
    """Actors that have a part in a decision; it rests on the words given, or on where each is named nearest to it."""
    ruling = row_of(space, "decisions", decision)
    lines: list[Line] = []
    for actor in actors:
        row: Row = {"decision_id": decision, "article_id": ruling["article_id"], "actor_id": actor, "role": role}
        found = list(spans) or own_spans(space, "decisions", ruling, "court_id", actor)
        grounds = groundings(space, ruling, "role", found)
        lines += added(space, "parties", row, grounds, reason).add
    if not lines:
        raise InputError("no actor is chosen")
    return Act("add", ("decisions", decision), (), tuple(lines))


def split(space: Workspace, mentions: Sequence[str], kind: str, reason: str) -> Act:
    """Makes an actor of its own of these mentions of another, with the statements that they are the speakers of."""
    rows = [row_of(space, "mentions", key) for key in mentions]
    if not rows or len({row["actor_id"] for row in rows}) != 1:
        raise InputError("tick mentions of one actor to split them off")
    _leaves_one(space, rows)
    best = max(rows, key=lambda row: (row["form"] == "name", len(str(row["text"])), -int(str(row["start"]))))
    article = str(best["article_id"])
    actor = new_actor_id(space, str(best["text"]), kind, str(best["form"]), article)
    act = added(space, "actors", {"actor_id": actor, "name": str(best["text"]), "kind": kind}, [], reason)
    remove, add = list(act.remove), list(act.add)
    for row in rows:
        more = cell_lines(space, "mentions", str(row["mention_id"]), row, "actor_id", actor, [], reason, "")
        remove, add = [*remove, *more[0]], [*add, *more[1]]
        for said in _spoken_at(space, row):
            more = cell_lines(space, "statements", str(said["statement_id"]), said, "speaker_id", actor, [], reason, "")
            remove, add = [*remove, *more[0]], [*add, *more[1]]
    return Act("split", ("actors", actor), tuple(remove), tuple(add))


def new_actor_id(space: Workspace, name: str, kind: str, form: str, article: str) -> str:
    """An id that no actor has; one known by a description, or a person by one word, is of its article only."""
    own = slug(name)
    alone = form != "name" or (kind == "person" and " " not in name)
    wanted = f"{article}.{own}" if alone else own
    known = {row["actor_id"] for row in (*space.rows["actors"], *space.extracted["actors"])}
    number, found = 2, wanted
    while found in known:
        found, number = f"{wanted}-{number}", number + 1
    return found


def _spoken_at(space: Workspace, mention: Row) -> list[Row]:
    """The statements whose speaker stands in these words."""
    found = []
    for row in space.rows["statements"]:
        places = evidence_spans(space, "statements", str(row["statement_id"]), "speaker_text")
        here = any(a <= int(str(mention["start"])) and int(str(mention["end"])) <= b for a, b in places)
        if here and row["speaker_id"] == mention["actor_id"] and row["article_id"] == mention["article_id"]:
            found.append(row)
    return found


def _mode(text: str, parts: Sequence[Span]) -> str:
    def quoted(span: Span) -> bool:
        before, after = text[: span.start].rstrip(), text[span.end :].lstrip()
        return before[-1:] in _OPENING and before != "" and after[:1] in _CLOSING and after != ""

    if all(quoted(span) for span in parts):
        return "direct"
    whole = "".join(text[a:b] for a, b in parts)
    return "mixed" if any(quoted(span) for span in parts) or any(mark in whole for mark in '«“"') else "indirect"


def _leaves_one(space: Workspace, rows: Sequence[Row]) -> None:
    actor = rows[0]["actor_id"]
    if sum(row["actor_id"] == actor for row in space.rows["mentions"]) <= len(rows):
        raise InputError(f"no mention of {actor!r} would be left; change its name instead")
