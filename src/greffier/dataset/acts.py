"""What an editor says of rows: read and right, none at all, one and the same; each as the curated lines it takes."""

import json
from collections.abc import Iterable
from datetime import date

from greffier.dataset.corrections import row_id
from greffier.dataset.lines import correction, corrections_of, row_of
from greffier.dataset.workspace import Act, Line, Workspace, loosened
from greffier.errors import InputError
from greffier.package import cells
from greffier.package.reviews import Unit

#: The columns of a row by which a dropped row is known again, where it has one of them.
_TELLING = ("text", "outcome_text", "name", "role")


def verdict(
    space: Workspace, units: Iterable[Unit], reviewer: str, day: date, says: str = "accepted", note: str = ""
) -> Act:
    """Somebody's verdict on rows as they are now; it replaces what the same person said of them before."""
    if not reviewer.strip():
        raise InputError("a verdict needs the name of the person who read the row")
    if says == "disputed" and not note.strip():
        raise InputError("a row is disputed with a note that says why")
    units = list(units)
    said = space.by_key("reviews", space.lines["reviews"])
    remove, add = [], []
    for table, key in units:
        if (table, key) not in space.standings:
            raise InputError(f"{table} has no row {key!r}")
        line = {"table": table, "row_id": key, "sha256": space.standings[table, key].sha256, "verdict": says}
        line |= {"reviewer": reviewer.strip(), "reviewed_on": day.isoformat(), "note": note.strip()}
        if before := said.get((table, key, line["reviewer"])):
            remove.append(Line("reviews", before.cells))
        add.append(Line("reviews", line))
    return Act(says, units[0] if len(units) == 1 else ("", ""), tuple(remove), tuple(add))


def drop(space: Workspace, table: str, key: str, reason: str, source: str = "") -> Act:
    """Takes a row out, with its parties or mentions; one that a person added is as if it had never been."""
    row = row_of(space, table, key)
    if table == "mentions" and sum(other["actor_id"] == row["actor_id"] for other in space.rows["mentions"]) == 1:
        raise InputError(
            f"this is the only mention of {row['actor_id']!r}; drop the actor, or give the mention another"
        )
    remove = corrections_of(space, table, key)
    added = any(line.cells["field"] == "+" for line in remove)
    # parts that a person added hang on lines of their own
    part, column = {"decisions": ("parties", "decision_id"), "actors": ("mentions", "actor_id")}.get(table, ("", ""))
    for other in space.rows.get(part, ()):
        if other[column] == key:
            remove += corrections_of(space, part, row_id(other, space.schemas[part]))
    if table == "decisions":
        remove += _reasons(space, key)
    if added:
        return Act("drop", (table, key), tuple(remove))
    old = ""
    for column in _TELLING:
        if column in row and column not in space.schemas[table].primary_key and row[column] is not None:
            old = f"{column}={cells.text(extracted_cell(space, table, key, column, row[column]))}"
            break
    line = correction(table, key, "-", old, "", "", reason, source)
    return Act("drop", (table, key), tuple(remove), (line,))


def merge(space: Workspace, alias: str, actor: str, reason: str, source: str = "") -> Act:
    """Makes one actor of two: the first goes into the second."""
    if alias == actor:
        raise InputError(f"{alias!r} cannot be merged into itself")
    one, _ = row_of(space, "actors", alias), row_of(space, "actors", actor)
    remove: list[Line] = []
    add: list[Line] = []
    plus = space.line("corrections", "actors", alias, "+")
    if plus is None:
        # what was said of the one is not said of the other
        remove += corrections_of(space, "actors", alias)
        line = {"alias_id": alias, "actor_id": actor, "reason": reason, "source": source}
        # those that were merged into the first follow it by their own lines
        add.append(Line("aliases", line))
        if space.line("corrections", "actors", actor, "+") is not None:
            raise InputError(f"{actor!r} was added by a person: merge it into {alias!r} instead")
    else:
        remove += corrections_of(space, "actors", alias)
    _move(space, str(one["actor_id"]), actor, plus is not None, reason, remove, add)
    return Act("merge", ("actors", alias), tuple(remove), tuple(add))


def restore(space: Workspace, table: str, *key: str) -> Act:
    """Takes a curated line back: the original cell or row, two actors for one, a row that is open again.

    Lines that rest on what it takes back go with it: those of a row that was added, a speaker that it gave.
    """
    line = space.line(table, *key)
    if line is None:
        raise InputError(f"{table} has no line {' '.join(key)!r}")
    about = (line.cells["table"], line.cells["row_id"]) if "table" in line.cells else ("actors", line.cells["alias_id"])
    return loosened(space, Act("restore", about, (Line(table, line.cells),)))


def extracted_cell(space: Workspace, table: str, key: str, column: str, now: cells.Value) -> cells.Value:
    """The cell as it is without a person's correction."""
    line = space.line("corrections", table, key, column)
    return now if line is None else line.cells["old"]


def _reasons(space: Workspace, decision: str) -> list[Line]:
    """The corrections by which statements came to give the reasons of a decision."""
    return [
        Line("corrections", line.cells)
        for line in space.lines["corrections"]
        if line.cells["field"] == "decision_id" and line.cells["new"] == decision
    ]


def _move(
    space: Workspace, alias: str, actor: str, by_hand: bool, reason: str, remove: list[Line], add: list[Line]
) -> None:
    """Lines that name the merged actor name the other; an actor added by hand has no alias to do it."""
    for line in space.lines["corrections"]:
        cell = line.cells
        keys = {key.fields[0] for key in space.schemas[cell["table"]].foreign_keys if key.resource in ("actors", "")}
        if cell["table"] == "actors" and cell["row_id"] == alias:
            continue
        if cell["field"] in keys and alias in (cell["new"], cell["old"]):
            remove.append(Line("corrections", cell))
            new = {c: actor if c in ("new", "old") and cell[c] == alias else cell[c] for c in cell}
            if new["new"] != new["old"]:
                add.append(Line("corrections", new))
        elif cell["field"] == "+" and f'"{alias}"' in cell["new"]:
            row = {c: actor if c in keys and v == alias else v for c, v in json.loads(cell["new"]).items()}
            key = row_id({c: row.get(c) for c in space.schemas[cell["table"]].columns}, space.schemas[cell["table"]])
            remove.append(Line("corrections", cell))
            add.append(Line("corrections", cell | {"row_id": key, "new": json.dumps(row, ensure_ascii=False)}))
    if by_hand:
        left = [row["mention_id"] for row in space.rows["mentions"] if row["actor_id"] == alias]
        by_line = {line.cells["row_id"] for line in remove}
        if any(key not in by_line for key in left):
            raise InputError(f"{alias!r} still has mentions that were found; give them to {actor!r} first")
