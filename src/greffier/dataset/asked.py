"""The articles of a dataset that a model is asked about, and its answers as they are kept."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from greffier.dataset import articles, rooms, writer
from greffier.dataset.drafts import ARTICLES
from greffier.errors import InputError, PackageError
from greffier.model import Article
from greffier.package import open_package
from greffier.package.records import schema_of
from greffier.readers import store
from greffier.readers.answers import rows_in
from greffier.readers.asking import Reply, ask
from greffier.readers.prompt import Question, questions

if TYPE_CHECKING:
    from llm import Model


class Plan(NamedTuple):
    """What a model is to be asked of an article, and the answers to the rest that are there already."""

    article: Article
    questions: list[Question]
    answers: list[dict[str, Any]]


class Plans(NamedTuple):
    """The articles to ask about, those that were read already, and those that must not be sent."""

    ask: list[Plan]
    read: list[str]
    kept_back: list[str]


def plans(
    dataset: Path, reader: str, with_schema: bool, only: Collection[str] = (), unpublished: bool = False
) -> Plans:
    """What is left to ask a reader about a dataset's articles, all or the `only` ones.

    An article whose text may not be shown (publish_text) is kept back unless `unpublished`. InputError where an
    article is none of the dataset's.
    """
    package = open_package(dataset)
    if package.root is None:
        raise PackageError(f"{dataset}: answers are kept beside the articles, in a folder; unpack it first")
    schema = schema_of(package.resource("articles"))
    sources = {source.article_id: source for source in articles.folder_sources(package.root / ARTICLES, schema)}
    for name in sorted(set(only) - set(sources)):
        raise InputError(f"{dataset}: has no article {name!r}; its articles are {', '.join(sorted(sources)[:8])}")
    found = Plans([], [], [])
    for name in sorted(only or sources):
        article = articles.read(sources[name], schema)
        if not article.publish_text and not unpublished:
            found.kept_back.append(name)
            continue
        answers = _answers(package.root, article, reader)
        known = {(answer["start"], answer["end"]) for answer in answers}
        left = [question for question in questions(article, with_schema) if question.within not in known]
        if left:
            found.ask.append(Plan(article, left, answers))
        else:
            found.read.append(name)
    return found


def left_out(found: Plans, reader: str) -> Iterator[str]:
    """A line for each article that is not sent, with the reason."""
    yield from (f"{article}: {reader} has read it already" for article in found.read)
    for article in found.kept_back:
        yield f"{article}: not sent, for its text may not be shown; to send it all the same: --send-unpublished"


def as_sent(found: Plans) -> Iterator[str]:
    """What would be sent, word for word: what every call begins with once, then each question."""
    asked = [question for plan in found.ask for question in plan.questions]
    for number, question in enumerate(asked):
        if not number:
            yield question.system
        yield question.prompt
    size = sum(len(question.system) + len(question.prompt) for question in asked)
    yield f"{len(asked)} call(s) with {size} characters in all would be sent"


def propose(
    dataset: Path, found: Plans, model: "Model", source: Mapping[str, str], timeout: float
) -> Iterator[tuple[Plan, list[Reply]]]:
    """Asks the model about one article after the other; the answers to each are kept before the next is asked about.

    `source` says who answers: reader, model, read_on.
    """
    for plan in found.ask:
        replies = [ask(model, question, timeout) for question in plan.questions]
        if any(reply.answer is not None for reply in replies):
            keep(dataset, plan, source, replies)
        yield plan, replies


def faults(plan: Plan, replies: Sequence[Reply]) -> Iterator[str]:
    """A sentence on each answer that is missing, or not what was asked for."""
    for question, reply in zip(plan.questions, replies, strict=True):
        if reply.fault:
            start, end = question.within
            yield f"{plan.article.article_id}, characters {start} to {end}: {reply.fault}; asked {reply.tries} time(s)"


def keep(dataset: Path, plan: Plan, source: Mapping[str, str], replies: Sequence[Reply]) -> None:
    """Adds a line with the answers of a model, raw, to the dataset's proposals.

    The answers to other pieces of the same text that were there stay with it.
    """
    article = plan.article
    given = [
        {"start": question.within.start, "end": question.within.end, "answer": reply.answer}
        for question, reply in zip(plan.questions, replies, strict=True)
        if reply.answer is not None
    ]
    entry: dict[str, Any] = {
        "article_id": article.article_id,
        **source,
        "sha256": _sha256(article),
        "tokens": {
            "in": sum(reply.tokens_in or 0 for reply in replies),
            "out": sum(reply.tokens_out or 0 for reply in replies),
        },
        "answers": sorted([*plan.answers, *given], key=itemgetter("start")),
    }
    path = store.file_name(article.article_id, source["reader"])
    with rooms.one_writer(dataset, "propose") as room:
        before = (dataset / path).read_bytes() if (dataset / path).exists() else b""
        writer.replace(room, {path: before + store.line(entry)})


def _answers(root: Path, article: Article, reader: str) -> list[dict[str, Any]]:
    """The answers of a reader to questions about this very text that hold rows, as its last line has them."""
    path = root / store.file_name(article.article_id, reader)
    lines = path.read_bytes().splitlines() if path.exists() else []
    for line in reversed(lines):
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict) and entry.get("sha256") == _sha256(article):
            return [answer for answer in entry.get("answers", ()) if _holds_rows(answer)]
    return []


def _holds_rows(answer: Any) -> bool:
    match answer:
        case {"start": int(), "end": int(), "answer": str(words)}:
            return bool(rows_in(words)[0])
    return False


def _sha256(article: Article) -> str:
    return hashlib.sha256(article.text.encode()).hexdigest()
