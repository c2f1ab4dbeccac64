"""From a record to an article: columns under their own names, pages to text, each article checked."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from greffier.corpus.inputs import Record
from greffier.dataset import articles
from greffier.dataset.drafts import slug
from greffier.dataset.rows import Rows, article_rows
from greffier.errors import InputError, PackageError
from greffier.extraction.pipeline import extract
from greffier.model import Article
from greffier.package import parse_json
from greffier.package.schema import Schema

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*", re.DOTALL)


class Naming(NamedTuple):
    """How the columns of the input are called: pairs of ours and theirs; `others` says that more are passed over."""

    columns: tuple[tuple[str, str], ...] = ()
    others: bool = False


#: Columns that are called as ours are.
PLAIN = Naming()


class Reject(InputError):
    """An article that cannot be converted: `article_id`, where it is known."""

    def __init__(self, reason: str, article_id: str | None = None) -> None:
        super().__init__(reason)
        self.article_id = article_id


def article_of(record: Record, naming: Naming, schema: Schema) -> Article:
    """The article that a record holds; Reject says what makes it unusable."""
    if record.form == "fault":
        raise Reject(record.data.decode())
    entry: dict[str, Any] = {}
    try:
        entry = _READERS[record.form](record)
        entry = _named(entry, naming, schema)
        text = entry.pop("text", None)
        if "article_id" not in entry:
            entry["article_id"] = _made_id(entry, text)
        return articles.article(text, entry, schema, "")
    except (InputError, PackageError) as error:
        known = entry.get("article_id")
        raise Reject(str(error).removeprefix(": "), known if isinstance(known, str) else None) from None


def rows_of(article: Article) -> Rows:
    """The rows of an article, those of its actors still its own; Reject where the extraction cannot do it."""
    known = article._asdict()
    article_id = article.article_id
    try:
        return article_rows(extract(known.pop("text"), **known))
    except InputError as error:
        raise Reject(str(error).removeprefix(f"{article_id}: "), article_id) from None
    except (ArithmeticError, AssertionError, LookupError, MemoryError, RecursionError, TypeError, ValueError) as error:
        reason = f"the extraction fails on it ({type(error).__name__}: {error}); please report it"
        raise Reject(reason, article_id) from error


def _json(record: Record) -> dict[str, Any]:
    try:
        entry = parse_json(record.data, "")
    except (PackageError, ValueError) as error:
        # the record is a line, or a row: its place is known, and JSON would count from it
        raise InputError(re.sub(r"^:1:", "column ", str(error))) from None
    if not isinstance(entry, dict):
        raise InputError("must be a JSON object, with the names of the columns")
    return entry


def _text(record: Record) -> dict[str, Any]:
    entry = dict(record.known)
    beside = entry.pop("beside", "")
    if beside:
        given = _json(record._replace(data=beside.encode("utf-8", "surrogateescape")))
        if given.get("article_id", entry["article_id"]) != entry["article_id"]:
            raise InputError(f"the article_id {given['article_id']!r} of its metadata is not the file's name")
        entry = {**given, **entry}
    return {**entry, "text": articles.decoded(record.data, "")}


def _page(record: Record) -> dict[str, Any]:
    from greffier.corpus.pages import read_page

    return read_page(record.data, record.known)


_READERS = {"json": _json, "text": _text, "page": _page}


def _named(entry: Mapping[str, Any], naming: Naming, schema: Schema) -> dict[str, Any]:
    """The entry with our names; ids and days of other shapes made to ours."""
    ours = {"text", *schema.columns} - set(articles.RECKONED)
    result = {name: value for name, value in entry.items() if name in ours or not naming.others}
    theirs = dict(naming.columns)
    for column in theirs.values():
        result.pop(column, None)
    result |= {name: entry[column] for name, column in naming.columns if entry.get(column) is not None}
    if "article_id" in theirs and isinstance(result.get("article_id"), str | int):
        result["article_id"] = slug(str(result["article_id"]))
    day = result.get("published_on")
    if isinstance(day, str) and _MOMENT.fullmatch(day):
        result["published_on"] = day[:10]
    shown = result.get("publish_text")
    if shown in ("true", "false"):  # a cell of a CSV
        result["publish_text"] = shown == "true"
    return result


def _made_id(entry: Mapping[str, Any], text: object) -> str:
    """An id for an article that has none: where it was published, and a hash of its address or of its words."""
    url = entry.get("url")
    base = url if isinstance(url, str) else json.dumps(text, ensure_ascii=True)
    host = urlsplit(url).hostname if isinstance(url, str) else None
    return f"{slug(host or 'article')}-{hashlib.sha256(base.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}"
