"""Gold: articles and sentences with what careful readers found in them, read and checked."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from greffier.errors import InputError
from greffier.model import Span

Record = TypeVar("Record")


class GoldActor(NamedTuple):
    """An actor of an article."""

    key: str
    name: str
    kind: str
    country: str | None
    mentions: list[Span]


class GoldStatement(NamedTuple):
    """A statement of an article."""

    mode: str
    speaker: str | None
    content: list[Span]


class GoldDecision(NamedTuple):
    """A decision of an article; the judges are among its parties."""

    outcome: str
    instance: str | None
    court: str | None
    decided_on: str | None
    parties: set[tuple[str, str]]
    evidence: list[Span]


class GoldArticle(NamedTuple):
    """An article and all that it says."""

    name: str
    text: str
    published_on: date | None
    language: str
    actors: list[GoldActor]
    statements: list[GoldStatement]
    decisions: list[GoldDecision]


class GoldQuote(NamedTuple):
    """A statement of a single sentence: its source by the words that stand for it; `head` None where it has none."""

    mode: str
    content: list[Span]
    cue: Span | None
    speaker: Span | None
    head: Span | None
    others: list[Span]


class GoldSentence(NamedTuple):
    """A sentence and its statements; the `optional` ones are doubtful and count neither way."""

    name: str
    text: str
    statements: list[GoldQuote]
    optional: list[GoldQuote]


class Gold(NamedTuple):
    """All that was asked for."""

    articles: list[GoldArticle]
    sentences: list[GoldSentence]


def read_gold(paths: Iterable[Path]) -> Gold:
    """The gold of article .json files, folders of them, and .jsonl files of sentences; InputError if it is none."""
    articles: dict[str, GoldArticle] = {}
    sentences: dict[str, GoldSentence] = {}
    for path in paths:
        if path.suffix == ".jsonl":
            for number, line in enumerate(_text(path).split("\n"), 1):
                if line.strip():
                    _keep(sentences, _parsed(line, f"{path}:{number}", _sentence), f"{path}:{number}")
        elif path.suffix == ".json":
            _keep(articles, _parsed(_text(path), str(path), _article), str(path))
        elif path.is_dir():
            files = sorted(path.glob("*.json"))
            if not files:
                raise InputError(f"{path}: no gold in it; a folder holds one .json file for each article")
            for file in files:
                _keep(articles, _parsed(_text(file), str(file), _article), str(file))
        else:
            raise InputError(f"{path}: no gold; give articles as .json, folders of them, or sentences as .jsonl")
    return Gold(list(articles.values()), list(sentences.values()))


def _keep(known: dict[str, Any], record: GoldArticle | GoldSentence, where: str) -> None:
    if record.name in known:
        raise InputError(f"{where}: {record.name!r} is there twice; give each article and sentence once")
    known[record.name] = record


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}") from None


def _parsed(text: str, where: str, made: Callable[[Any], Record]) -> Record:
    try:
        return made(json.loads(text))
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON: {error}") from None
    except KeyError as error:
        raise InputError(f"{where}: no gold: {error} is missing") from None
    except (TypeError, AttributeError, ValueError, RecursionError) as error:
        raise InputError(f"{where}: no gold: {error}") from None


def _article(entry: Any) -> GoldArticle:
    text = _string(entry["text"])
    day = entry["published_on"]
    return GoldArticle(
        _string(entry["article"]),
        text,
        date.fromisoformat(day) if day else None,
        _string(entry.get("language", "fr")),
        [
            GoldActor(a["id"], a["name"], a["kind"], a["country"] or None, _spans(text, a["mentions"]))
            for a in entry["actors"]
        ],
        [GoldStatement(s["mode"], s["speaker"], _spans(text, s["content"])) for s in entry["statements"]],
        [_decision(text, decision) for decision in entry["decisions"]],
    )


def _decision(text: str, entry: Any) -> GoldDecision:
    parties = {(party["actor"], party["role"]) for party in entry["parties"]}
    return GoldDecision(
        entry["outcome"],
        entry["instance"],
        entry["court"],
        entry["decided_on"],
        parties | {(judge, "judge") for judge in entry["judges"]},
        _spans(text, entry["evidence"]),
    )


def _sentence(entry: Any) -> GoldSentence:
    text = _string(entry["text"])
    statements, optional = entry["statements"], entry.get("optional") or []
    return GoldSentence(
        _string(entry["id"]), text, [_quote(text, s) for s in statements], [_quote(text, s) for s in optional]
    )


def _quote(text: str, entry: Any) -> GoldQuote:
    def span(name: str) -> Span | None:
        return _span(text, entry[name]) if entry.get(name) else None

    others = [_span(text, other) for other in entry.get("speaker_alts") or []]
    content = _spans(text, entry["content"])
    return GoldQuote(entry.get("mode", ""), content, span("cue"), span("speaker"), span("speaker_head"), others)


def _spans(text: str, entries: Any) -> list[Span]:
    if not entries:
        raise ValueError("a row has no span")
    return [_span(text, entry) for entry in entries]


def _span(text: str, entry: Any) -> Span:
    start, end = entry
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"[{start}, {end}] is no span of the {len(text)} characters")
    return Span(start, end)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:40]} is no string")
    return value
