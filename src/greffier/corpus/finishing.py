"""The tables of a partition as they are published: without what was dropped, actors under their final ids. Pure."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.corpus import columns

if TYPE_CHECKING:
    import pyarrow as pa

#: The tables that are published part by part.
PUBLISHED = ("articles", "texts", "mentions", "statements", "decisions", "parties", "evidence")
_ACTORS = {
    "mentions": ("actor_id",),
    "statements": ("speaker_id", "target_id", "via_id"),
    "decisions": ("court_id",),
    "parties": ("actor_id",),
}


class Finish(NamedTuple):
    """What becomes of a partition.

    Its files; the records whose articles are dropped, and the ids of which nothing stays in it; the final ids of actors
    by article and id; the decisions that are the same as an earlier one.
    """

    tables: Mapping[str, bytes]
    rows: frozenset[int]
    dropped: frozenset[str]
    renamed: Mapping[tuple[str, str], str]
    same: Mapping[str, str]


def finish(task: Finish) -> dict[str, tuple[bytes, int]]:
    """The published Parquet files of a partition by table, and how many rows each has."""
    result = {}
    for name in PUBLISHED:
        found = columns.read(task.tables[name])
        if name == "articles" and task.rows:
            numbers = found.column("row").to_pylist()
            found = found.filter(columns.arrow().array([number not in task.rows for number in numbers]))
        elif task.dropped:
            ids = found.column("article_id").to_pylist()
            found = found.filter(columns.arrow().array([article_id not in task.dropped for article_id in ids]))
        if task.renamed:
            found = _renamed(found, name, task.renamed)
        if name == "decisions" and task.same:
            ids = found.column("decision_id").to_pylist()
            found = _with(found, "same_as", [task.same.get(decision_id) for decision_id in ids])
        found = found.select(columns.schemas()[name].columns)
        result[name] = columns.parquet(found), found.num_rows
    return result


def _renamed(found: "pa.Table", name: str, renamed: Mapping[tuple[str, str], str]) -> "pa.Table":
    articles = found.column("article_id").to_pylist() if name in (*_ACTORS, "evidence") else []
    for column in _ACTORS.get(name, ()):
        old = found.column(column).to_pylist()
        new = [renamed.get(pair, pair[1]) for pair in zip(articles, old, strict=True)]
        if new != old:
            found = _with(found, column, new)
    if name == "evidence":
        old = found.column("row_id").to_pylist()
        new = [
            _party(article, key, renamed) if table == "parties" else key
            for article, key, table in zip(articles, old, found.column("table").to_pylist(), strict=True)
        ]
        if new != old:
            found = _with(found, "row_id", new)
            return _once(found, ("table", "row_id", "field", "start"))
    return _once(found, found.schema.names) if name == "parties" else found


def _party(article: str, key: str, renamed: Mapping[tuple[str, str], str]) -> str:
    decision, actor, role = key.split(":")
    return f"{decision}:{renamed.get((article, actor), actor)}:{role}"


def _once(found: "pa.Table", key: Iterable[str]) -> "pa.Table":
    """The rows, one of each key: two names in one article can turn out to be of one actor."""
    seen: dict[tuple[Any, ...], int] = {}
    for number, values in enumerate(zip(*(found.column(name).to_pylist() for name in key), strict=True)):
        seen.setdefault(values, number)
    return found if len(seen) == found.num_rows else found.take(list(seen.values()))


def _with(found: "pa.Table", column: str, values: list[Any]) -> "pa.Table":
    place = found.schema.get_field_index(column)
    kind = found.schema.field(place)
    return found.set_column(place, kind, columns.arrow().array(values, kind.type))
