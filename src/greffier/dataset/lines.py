"""Curated lines: what a changed cell, an added row or a new mention is in the table of corrections."""

import json
from collections.abc import Iterable, Mapping

from greffier.dataset.corrections import row_id
from greffier.dataset.groundings import Grounding, grounding_cell, parse_groundings
from greffier.dataset.rows import Row
from greffier.dataset.workspace import Act, Line, Workspace
from greffier.errors import InputError
from greffier.model import Span
from greffier.package import cells

#: Words before a name or a description that are no part of a mention.
_BEFORE = ("le ", "la ", "les ", "l'", "l’", "un ", "une ", "des ", "ce ", "cet ", "cette ", "ces ")
_PRONOUNS = frozenset(
    ("il", "elle", "ils", "elles", "lui", "leur", "eux", "celui-ci", "celle-ci", "ce dernier", "cette dernière")
)


def row_of(space: Workspace, table: str, key: str) -> Row:
    """A row by its key; InputError where there is none."""
    schema = space.schemas[table]
    for row in space.rows[table]:
        if row_id(row, schema) == key:
            return row
    raise InputError(f"{table} has no row {key!r}")


def corrections_of(space: Workspace, table: str, key: str) -> list[Line]:
    """The lines that correct a row."""
    return [
        Line("corrections", line.cells)
        for line in space.lines["corrections"]
        if (line.cells["table"], line.cells["row_id"]) == (table, key)
    ]


def correction(
    table: str, key: str, field: str, old: str, new: str, evidence: str, reason: str, source: str = ""
) -> Line:
    """A line of the table of corrections; InputError where it says no reason."""
    if not reason.strip():
        raise InputError("a correction needs a reason: say in a few words why it is right")
    line = {"table": table, "row_id": key, "field": field, "old": old, "new": new, "evidence": evidence}
    return Line("corrections", line | {"reason": reason.strip(), "source": source})


def added(space: Workspace, table: str, row: Mapping[str, cells.Value], grounds: list[Grounding], reason: str) -> Act:
    """The line that adds a row with the words it rests on."""
    schema = space.schemas[table]
    whole: Row = {column: row.get(column) for column in schema.columns}
    key = row_id(whole, schema)
    if any(row_id(other, schema) == key for other in space.rows[table]):
        raise InputError(f"{table}: there is a row {key!r} already; change that one")
    given = json.dumps({column: value for column, value in row.items() if value is not None}, ensure_ascii=False)
    line = correction(table, key, "+", "", given, grounding_cell(grounds), reason)
    return Act("add", (table, key), (), (line,))


def cell_lines(
    space: Workspace,
    table: str,
    key: str,
    row: Row,
    column: str,
    value: str,
    grounds: list[Grounding],
    reason: str,
    source: str,
) -> tuple[list[Line], list[Line]]:
    """The line for a cell: of a row that a person added its own line, else a new one, or none where nothing changes."""
    plus = space.line("corrections", table, key, "+")
    if plus is not None:
        given = json.loads(plus.cells["new"])
        given[column] = cells.parse(space.schemas[table].field(column), value)
        given = {name: cell for name, cell in given.items() if cell is not None}
        kept = [each for each in parse_groundings(plus.cells["evidence"]) if each.field != column]
        new = plus.cells | {"new": json.dumps(given, ensure_ascii=False), "evidence": grounding_cell([*kept, *grounds])}
        if new == plus.cells:
            return [], []
        return [Line("corrections", plus.cells)], [Line("corrections", new)]
    before = space.line("corrections", table, key, column)
    old = before.cells["old"] if before is not None else cells.text(row[column])
    remove = [Line("corrections", before.cells)] if before is not None else []
    if value == old and (before is not None or not _other_words(space, table, key, column, grounds)):
        return remove, []
    return remove, [correction(table, key, column, old, value, grounding_cell(grounds), reason, source)]


def _other_words(space: Workspace, table: str, key: str, column: str, grounds: list[Grounding]) -> bool:
    now = {
        (row["start"], row["end"])
        for row in space.rows["evidence"]
        if (row["table"], row["row_id"], row["field"]) == (table, key, column)
    }
    return bool(grounds) and {(each.start, each.end) for each in grounds} != now


def evidence_spans(space: Workspace, table: str, key: str, field: str) -> list[Span]:
    """The words that a cell rests on."""
    return [
        Span(int(str(row["start"])), int(str(row["end"])))
        for row in space.rows["evidence"]
        if (row["table"], row["row_id"], row["field"]) == (table, key, field)
    ]


def groundings(space: Workspace, row: Row, column: str, spans: Iterable[Span], article: str = "") -> list[Grounding]:
    """The spans as words that a cell rests on; an actor's row says of no article, so that it must be named."""
    article = str(row.get("article_id") or article)
    return [grounding(space, article, column, span) for span in spans]


def grounding(space: Workspace, article: str, field: str, span: Span) -> Grounding:
    """A span of an article as words that a cell rests on."""
    return Grounding(field, article, span.start, span.end, space.texts[article][span.start : span.end])


def words_at(space: Workspace, row: Row, span: Span) -> str:
    """The words of a span in the article of a row."""
    return space.texts[str(row["article_id"])][span.start : span.end]


def mention_row(space: Workspace, article: str, span: Span, actor: str, kind: str = "") -> Row:
    """A mention of an actor in these words."""
    words = space.texts[article][span.start : span.end]
    row: Row = {"mention_id": f"{article}.m{span.start}-{span.end}", "article_id": article, "actor_id": actor}
    kind = next((str(row["kind"]) for row in space.rows["actors"] if row["actor_id"] == actor), kind)
    return row | {"form": form_of(words, kind), "start": span.start, "end": span.end, "text": words}


def form_of(words: str, kind: str) -> str:
    """How words refer to somebody: by a name, a description or a pronoun. A person's name begins with a capital."""
    if words.lower() in _PRONOUNS:
        return "pronoun"
    named = words[:1].isupper() if kind == "person" else any(letter.isupper() for letter in words)
    return "name" if named else "description"


def bare(text: str, span: Span) -> Span:
    """The words without an article before them."""
    words = text[span.start : span.end].lower()
    before = next((len(each) for each in _BEFORE if words.startswith(each) and len(words) > len(each)), 0)
    return Span(span.start + before, span.end)
