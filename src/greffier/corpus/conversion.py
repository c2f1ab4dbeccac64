"""The unit of the work: some records in, their rows out. Pure: no file is read but the lexicons, none is written."""

import hashlib
import re
from collections.abc import Container, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import greffier
from greffier.corpus import columns
from greffier.corpus.inputs import Record
from greffier.corpus.reading import Naming, Reject, article_of, rows_of
from greffier.dataset.rows import Row, arranged, article_row
from greffier.errors import InputError
from greffier.model import Article

if TYPE_CHECKING:
    import pyarrow as pa

#: What the tables of a partition have beside the columns of their schemas. `row` is the record's number in it;
#: `own_id` is the actor's id should it turn out to be of its article only; `key` is the id by which it may meet others,
#: none for what is known by a description, and for namesakes in one article; `shorts` are acronyms it is called by.
MORE: Mapping[str, Mapping[str, str]] = {
    "articles": {"row": "integer"},
    "actors": {"article_id": "string", "own_id": "string", "key": "string", "shorts": "string"},
    "rejects": {"row": "integer"},
}
#: The tables of a partition; evidence of actors waits apart, for it stays only where the cell does.
PARTS = ("articles", "texts", "actors", "mentions", "statements", "decisions", "parties", "evidence", "rejects")
TRACES = "actor_evidence"
#: Articles whose rows are held as Python objects at once.
AT_ONCE = 128
#: What courts are called of which a country has many: without a place it is nobody's name.
_MANY = (
    "tribunal",
    "cour-d-appel",
    "cour-d-assises",
    "cour-administrative-d-appel",
    "chambre",
    "juge",
    "conseil-de-prud",
)


class Task(NamedTuple):
    """What a worker is given. `rules` is the fingerprint of the rules that it must read with."""

    records: tuple[Record, ...]
    naming: Naming
    rules: str


class OtherRules(InputError):
    """A worker that would read articles by other rules than the others."""


def convert(task: Task) -> dict[str, bytes]:
    """The Parquet files of a partition, by table; OtherRules where this process has another version of the rules."""
    if task.rules != fingerprint():
        raise OtherRules(
            f"a worker has other rules of extraction (greffier {greffier.__version__}) than the one who asks; "
            "install the same greffier everywhere"
        )
    layout = _layout()
    pieces: dict[str, list[Any]] = {name: [] for name in layout}
    met: set[str] = set()
    for first in range(0, len(task.records), AT_ONCE):
        found = _rows(task.records[first : first + AT_ONCE], first, task.naming, met)
        for name, rows in found.items():
            pieces[name].append(columns.table(rows, layout[name]))
    pa = columns.arrow()
    return {name: columns.parquet(pa.concat_tables(some).combine_chunks()) for name, some in pieces.items()}


@cache
def fingerprint() -> str:
    """The hash of all rules by which records become rows: the package's own source and tables."""
    home = Path(greffier.__file__).parent
    digest = hashlib.sha256()
    rooms = ("extraction", "corpus", "dataset", "package")
    files = [home / "model.py", *(path for room in rooms for path in (home / room).rglob("*"))]
    for path in sorted(files):
        if path.suffix in (".py", ".csv", ".json"):
            digest.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _rows(records: Sequence[Record], first: int, naming: Naming, met: set[str]) -> dict[str, list[Any]]:
    """The rows of some records. Of an article whose id was met before, only that of the table of articles."""
    tables: dict[str, list[Any]] = {name: [] for name in _layout()}
    schemas = columns.schemas()
    for number, record in enumerate(records, first):
        try:
            article = article_of(record, naming, schemas["articles"])
            if article.article_id in met:
                tables["articles"].append(article_row(article) | {"row": number})
                continue
            found = rows_of(article)
        except Reject as reject:
            why = {"source": None, "article_id": reject.article_id, "reason": str(reject)}
            tables["rejects"].append(why | {"row": number})
            continue
        met.add(article.article_id)
        for row in found["articles"]:
            tables["articles"].append(row | {"row": number})
        tables["texts"].append({"article_id": article.article_id, "text": article.text})
        tables["actors"] += _occurrences(article, found["actors"], found["mentions"])
        traces = [row for row in found["evidence"] if row["table"] == "actors"]
        others = [row for row in found["evidence"] if row["table"] != "actors"]
        tables[TRACES] += arranged({"evidence": traces}, schemas)["evidence"]
        rest = {name: found[name] for name in ("mentions", "statements", "decisions", "parties")}
        for name, rows in arranged({**rest, "evidence": others}, schemas).items():
            tables[name] += rows
    return tables


def _occurrences(article: Article, actors: Sequence[Row], mentions: Sequence[Row]) -> list[Row]:
    """The article's actors, each with what tells it from others of its name."""
    shorts: dict[Any, set[str]] = {}
    named = {mention["actor_id"] for mention in mentions if mention["form"] == "name"}
    for mention in mentions:
        words = str(mention["text"])
        if mention["form"] == "name" and words.isupper() and words.isalpha() and 2 <= len(words) <= 7:
            shorts.setdefault(mention["actor_id"], set()).add(words.lower())
    taken = {str(actor["actor_id"]) for actor in actors}
    numbered = {actor_id: actor_id.rpartition("-") for actor_id in taken}
    namesakes = {name for name, (base, _, number) in numbered.items() if number.isdecimal() and base in taken}
    namesakes |= {numbered[name][0] for name in namesakes}
    result = []
    for actor in sorted(actors, key=lambda actor: str(actor["actor_id"])):
        actor_id = str(actor["actor_id"])
        own = actor_id if "." in actor_id else f"{article.article_id}.{actor_id}"
        made, number = own, 1
        while made != actor_id and made in taken:
            number += 1
            made = f"{own}-{number}"
        taken.add(made)
        known = " ".join(sorted(shorts.get(actor_id, ())))
        key = None if actor_id in namesakes else _key(actor, named)
        more = {"article_id": article.article_id, "own_id": made, "key": key, "shorts": known or None}
        result.append(actor | more)
    return result


def _key(actor: Row, named: Container[Any]) -> str | None:
    """The id under which an actor may be met in other articles; None where its words do not say which one it is."""
    actor_id, name = str(actor["actor_id"]), str(actor["name"])
    own, _, key = actor_id.rpartition(".")
    if actor["kind"] == "court" and key.startswith(_MANY) and not _is_placed(name):
        return None
    if own:
        # "tribunal correctionnel de Lyon" is the name of one body, lower-case as it is
        return key if actor["kind"] in ("court", "public_body") and actor_id in named and _is_placed(name) else None
    return key


def _is_placed(name: str) -> bool:
    return any(word[:1].isupper() for word in re.split("[ '’-]", name)[1:])


@cache
def _layout() -> "dict[str, pa.Schema]":
    layout = {name: columns.arrow_schema(name, MORE.get(name)) for name in PARTS}
    return layout | {TRACES: columns.arrow_schema("evidence")}
