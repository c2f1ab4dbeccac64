"""What an editor changes: a cell with the words it rests on, or the words of a whole row."""

import json
from collections.abc import Sequence

from greffier.dataset.corrections import PLACES, row_id
from greffier.dataset.groundings import Grounding, grounding_cell
from greffier.dataset.lines import (
    added,
    bare,
    cell_lines,
    correction,
    corrections_of,
    evidence_spans,
    grounding,
    groundings,
    mention_row,
    row_of,
    words_at,
)
from greffier.dataset.rows import SPLIT, Row
from greffier.dataset.workspace import Act, Line, Workspace
from greffier.errors import InputError
from greffier.model import Span
from greffier.package import cells, constraints


def change(
    space: Workspace,
    table: str,
    key: str,
    column: str,
    value: str,
    spans: Sequence[Span] = (),
    reason: str = "",
    source: str = "",
    article: str = "",
) -> Act:
    """Gives a cell another value, and the words that it rests on.

    A cell in the article's words takes its value from them. A link takes the nearest words that name the actor, where
    none are given. The value that was found takes the correction back.
    """
    row = row_of(space, table, key)
    field = space.schemas[table].field(column)
    spans = sorted(spans)
    if spans and field.traced in ("verbatim", "place"):
        value = SPLIT.join(each.words for each in groundings(space, row, column, spans, article))
    if fault := constraints.fault(field, value):
        raise InputError(f"{field.title}: {fault}")
    place, placed = PLACES.get(table, ("", ""))
    if table == "mentions" and column == "text" or column == place:
        return _replaced(space, table, key, row, placed, spans, reason, source)
    if value and field.traced == "grounded" and not spans:
        spans = own_spans(space, table, row, column, value)
    if value and field.traced == "verbatim" and not spans:
        raise InputError(f"{field.title}: these are the article's words; select them in the text")
    remove, add = cell_lines(
        space, table, key, row, column, value, groundings(space, row, column, spans, article), reason, source
    )
    if table == "statements" and column in ("speaker_id", "speaker_text"):
        more = _speaker_mentions(space, row, column, value, spans, reason)
        remove, add = [*remove, *more[0]], [*add, *more[1]]
    if not remove and not add:
        raise InputError(f"{field.title}: is {value!r} already")
    return Act("change", (table, key), tuple(remove), tuple(add))


def _replaced(
    space: Workspace, table: str, key: str, row: Row, placed: str, spans: Sequence[Span], reason: str, source: str
) -> Act:
    """Other words for a whole row: where they begin elsewhere, the row goes and the right one comes."""
    if not spans:
        raise InputError("select the words in the text")
    article = str(row["article_id"])
    words = [words_at(space, row, span) for span in spans]
    column = PLACES.get(table, ("text", ""))[0]
    plus = space.line("corrections", table, key, "+") is not None
    new = row | {"start": spans[0].start, "end": spans[-1].end, column: SPLIT.join(words)}
    if table == "mentions":
        new["mention_id"] = f"{article}.m{spans[0].start}-{spans[-1].end}"
    elif spans[0].start != row["start"]:
        new[space.schemas[table].primary_key[0]] = f"{article}.{table[0]}{spans[0].start}"
    grounds = [grounding(space, article, placed, span) for span in spans] if placed else []
    same = row_id(new, space.schemas[table]) == key
    if same and not plus:
        lines = cell_lines(space, table, key, row, column, SPLIT.join(words), grounds, reason, source)
        return Act("change", (table, key), tuple(lines[0]), tuple(lines[1]))
    kept = [
        Grounding(str(e["field"]), str(e["article_id"]), int(str(e["start"])), int(str(e["end"])), str(e["text"]))
        for e in space.rows["evidence"]
        if (e["table"], e["row_id"]) == (table, key) and e["field"] != placed
    ]
    new = {name: cell for name, cell in new.items() if name != "rule"}
    remove = corrections_of(space, table, key)
    old = f"{column}={cells.text(row[column])}" if not space.line("corrections", table, key, column) else ""
    add = [] if plus else [correction(table, key, "-", old, "", "", reason, source)]
    act = Act("change", (table, row_id(new, space.schemas[table])), tuple(remove), tuple(add))
    if table == "decisions" and not same:
        act = _with_parts(space, key, str(new["decision_id"]), act, reason)
    whole = json.dumps({c: v for c, v in new.items() if v is not None}, ensure_ascii=False)
    line = correction(table, act.row[1], "+", "", whole, grounding_cell([*kept, *grounds]), reason, source)
    return act._replace(add=(*act.add, line))


def _with_parts(space: Workspace, old: str, new: str, act: Act, reason: str) -> Act:
    """The parties of a decision, and the statements that give its reasons, follow it to its new place."""
    remove, add = list(act.remove), list(act.add)
    for row in space.rows["parties"]:
        if row["decision_id"] == old:
            key = row_id(row, space.schemas["parties"])
            remove += corrections_of(space, "parties", key)
            grounds = [
                Grounding("role", str(e["article_id"]), int(str(e["start"])), int(str(e["end"])), str(e["text"]))
                for e in space.rows["evidence"]
                if (e["table"], e["row_id"]) == ("parties", key)
            ]
            moved = json.dumps(row | {"decision_id": new}, ensure_ascii=False)
            own = row_id(row | {"decision_id": new}, space.schemas["parties"])
            add.append(correction("parties", own, "+", "", moved, grounding_cell(grounds), reason))
    for row in space.rows["statements"]:
        if row["decision_id"] == old:
            key = str(row["statement_id"])
            # the old decision is gone when this is applied, and with it what pointed to it
            more = cell_lines(space, "statements", key, row | {"decision_id": None}, "decision_id", new, [], reason, "")
            remove, add = [*remove, *more[0]], [*add, *more[1]]
    return act._replace(remove=tuple(remove), add=tuple(add))


def _speaker_mentions(
    space: Workspace, row: Row, column: str, value: str, spans: Sequence[Span], reason: str
) -> tuple[list[Line], list[Line]]:
    """A speaker and the words that stand for it: the mention on these words is the speaker's."""
    actor = value if column == "speaker_id" else str(row["speaker_id"] or "")
    places = (
        list(spans)
        if column == "speaker_text"
        else evidence_spans(space, "statements", str(row["statement_id"]), "speaker_text")
    )
    if not actor or (column == "speaker_text" and not value):
        return [], []
    article = str(row["article_id"])
    mentions = [each for each in space.rows["mentions"] if each["article_id"] == article]
    inside = [
        each for each in mentions if any(a <= int(str(each["start"])) and int(str(each["end"])) <= b for a, b in places)
    ]
    if any(each["actor_id"] == actor for each in inside):
        return [], []
    if len(inside) == 1 and sum(each["actor_id"] == inside[0]["actor_id"] for each in space.rows["mentions"]) > 1:
        key = str(inside[0]["mention_id"])
        return cell_lines(space, "mentions", key, inside[0], "actor_id", actor, [], reason, "")
    if places and not inside:
        line = added(
            space, "mentions", mention_row(space, article, bare(space.texts[article], places[0]), actor), [], reason
        )
        return [], list(line.add)
    if any(each["actor_id"] == actor for each in mentions):
        return [], []
    raise InputError(f"the article does not mention {actor!r}; select the words that stand for the speaker first")


def own_spans(space: Workspace, table: str, row: Row, column: str, value: str) -> list[Span]:
    """The words that a link rests on where none were selected: the nearest that name the actor in the row's article."""
    links = {key.fields[0] for key in space.schemas[table].foreign_keys if (key.resource or table) == "actors"}
    label = space.schemas[table].field(column).title
    if column not in links:
        # the words of a day are its own, and another word for the same outcome rests on the same words
        beside = {"decided_on": "date_text", "announced_on": "announced_text"}.get(column, column)
        key = row_id(row, space.schemas[table])
        if (spans := evidence_spans(space, table, key, beside)) and (beside != column or column == "outcome"):
            return spans
        raise InputError(f"{label}: select the words that say so")
    near = int(str(row.get("start") or 0))
    named = [
        Span(int(str(each["start"])), int(str(each["end"])))
        for each in space.rows["mentions"]
        if each["actor_id"] == value and row.get("article_id", each["article_id"]) == each["article_id"]
    ]
    if not named or table == "actors":
        raise InputError(f"{label}: select the words that say so; the article does not name {value!r} beside them")
    return [min(named, key=lambda span: abs(span.start - near))]
