"""Proposals as received: lines of JSON in a dataset's data/proposals, read one by one and never edited."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from greffier.errors import InputError
from greffier.readers.proposals import Proposal, proposal

#: Where a package keeps its proposals.
PROPOSALS = "data/proposals"


class Received(NamedTuple):
    """The proposals of some files, in their order, and a sentence on each line that holds none."""

    proposals: tuple[Proposal, ...]
    problems: tuple[str, ...]


def read(paths: Iterable[Path]) -> Received:
    """The proposals in .jsonl files; a line that holds none is told of, the others are kept.

    Of several lines of one reader for one article the last counts. InputError where a file cannot be read.
    """
    found: dict[tuple[str, str], Proposal] = {}
    problems: list[str] = []
    for path in paths:
        for where, line in _lines(path):
            try:
                made = proposal(_json(line, where), where)
            except InputError as error:
                problems.append(str(error))
                continue
            found.pop((made.article_id, made.reader), None)
            found[made.article_id, made.reader] = made
    return Received(tuple(found.values()), tuple(problems))


def files(root: Path) -> list[Path]:
    """A dataset's files of proposals, by name."""
    return sorted((root / PROPOSALS).glob("*.jsonl"))


def file_name(article_id: str, reader: str) -> str:
    """Where the proposals of a reader for an article are kept, in a dataset's folder."""
    return f"{PROPOSALS}/{article_id}.{reader}.jsonl"


def line(entry: dict[str, Any]) -> bytes:
    """A line of proposals as it is kept."""
    return (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with path.open("rb") as stream:
            for number, content in enumerate(stream, 1):
                if content.strip():
                    yield f"{path}:{number}", content
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None


def _json(content: bytes, where: str) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: not UTF-8: byte {error.start} is 0x{content[error.start]:02x}") from None
    except RecursionError:
        raise InputError(f"{where}: not JSON that can be read: nested too deeply") from None
    except ValueError as error:
        raise InputError(f"{where}: not JSON: {error}; a line is one object: greffier proposals --schema") from None
