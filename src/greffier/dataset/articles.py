"""Articles as received: text files with their metadata beside them, or lines of JSON; each checked before use."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from greffier.errors import InputError, PackageError
from greffier.model import Article
from greffier.package import cells, constraints, parse_json
from greffier.package.schema import Field, Schema

#: What is reckoned from the text, so that nobody has to give it.
RECKONED = ("sha256", "characters")
_DEFAULTS = {"language": "fr", "publish_text": True}


class Source(NamedTuple):
    """Where an article stands: a text file, or the line of a .jsonl file that begins at byte `offset`."""

    article_id: str
    path: Path
    line: int = 0
    offset: int = 0

    @property
    def where(self) -> str:
        return f"{self.path}:{self.line}" if self.line else str(self.path)


def sources(paths: Iterable[Path], schema: Schema) -> list[Source]:
    """The articles in the files, by id; InputError if two have the same one. No text is kept in memory."""
    known: dict[str, Source] = {}
    for path in paths:
        if path.suffix not in (".txt", ".jsonl"):
            raise InputError(f"{path}: neither .txt nor .jsonl; give articles as one of these")
        for source in _lines(path) if path.suffix == ".jsonl" else [Source(path.stem, path)]:
            _check(schema.field("article_id"), source.article_id, source.where)
            other = known.setdefault(source.article_id, source)
            if other is not source:
                raise InputError(f"{source.where}: its id {source.article_id!r} is that of {other.where}; change one")
    return [known[article_id] for article_id in sorted(known)]


def folder_sources(folder: Path, schema: Schema) -> list[Source]:
    """The articles in a package's folder of articles, where each text must have its metadata beside it."""
    texts = sorted(folder.glob("*.txt"))
    for lone in sorted({path.stem for path in folder.glob("*.json")} - {path.stem for path in texts}):
        raise InputError(f"{folder / lone}.json: there is no {lone}.txt that it tells of; add it or remove the file")
    if not texts:
        raise InputError(f"{folder}: no articles; put one there with: greffier add ARTICLE.txt --published-on DATE")
    for path in texts:
        if not path.with_suffix(".json").is_file():
            raise InputError(f"{path}: has no metadata; put them into {path.stem}.json, or use: greffier add {path}")
    return sources(texts, schema)


def read(source: Source, schema: Schema) -> Article:
    """The article at a source; InputError says what makes it unusable."""
    if source.line:
        with source.path.open("rb") as stream:
            stream.seek(source.offset)
            entry = _entry(stream.readline(), source.where, in_line=True)
        return article(entry.pop("text", None), entry, schema, source.where)
    text = decoded(_bytes(source.path), source.where)
    beside = source.path.with_suffix(".json")
    entry = {"article_id": source.article_id}
    if beside.is_file():
        entry = _entry(_bytes(beside), str(beside))
        if entry.get("article_id", source.article_id) != source.article_id:
            raise InputError(f"{beside}: the article_id {entry['article_id']!r} is not the file's name")
        # the name of the file is the id, whether or not it is said again
        entry["article_id"] = source.article_id
        check_metadata(entry, schema, str(beside))
    return article(text, entry, schema, source.where)


def article(text: object, metadata: Mapping[str, Any], schema: Schema, where: str) -> Article:
    """The article with this text and these metadata; InputError says what is wrong with them."""
    if not isinstance(text, str):
        raise InputError(f'{where}: has no "text", a string')
    check_text(text, where)
    known = check_metadata(metadata, schema, where)
    known["published_on"] = date.fromisoformat(known["published_on"]) if known.get("published_on") else None
    return Article(text=text, **known)


def check_text(text: str, where: str) -> None:
    """InputError where a text cannot be an article's: empty, or with characters that no file can hold."""
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(f"{where}: is empty; an article needs words")
    if "\0" in text:
        raise InputError(f"{where}: has a NUL at character {text.index(chr(0))}; remove it")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        raise InputError(f"{where}: has half a surrogate pair, U+{code:04X}, at character {error.start}") from None


def check_metadata(metadata: Mapping[str, Any], schema: Schema, where: str) -> dict[str, Any]:
    """The metadata, defaults filled in; InputError where one is unknown, of a wrong type or missing."""
    fields = {field.name: field for field in schema.fields if field.name not in RECKONED}
    for name in metadata:
        if name not in fields:
            raise InputError(f"{where}: has {name!r}, which is none of {', '.join(fields)}")
    known = {name: value for name, value in metadata.items() if value is not None}
    known = {**_DEFAULTS, **known}
    for name, field in fields.items():
        value = known.get(name)
        if value is not None and not isinstance(value, bool if field.type == "boolean" else str):
            kind = "true or false" if field.type == "boolean" else "a string"
            raise InputError(f"{where}: {name} must be {kind}, and it is {json.dumps(value)[:40]}")
        if value is not None or field.required:
            _check(field, cells.text(value), where)
    return known


def decoded(data: bytes, where: str) -> str:
    """The text of a file as it is, line ends and all; InputError names the byte that is no UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}: not UTF-8: byte {error.start} is 0x{data[error.start]:02x}; "
            "save it as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8, if it is French from Windows)"
        ) from None


def _lines(path: Path) -> Iterator[Source]:
    offset = 0
    with _open(path) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                article_id = _entry(line, f"{path}:{number}", in_line=True).get("article_id")
                if not isinstance(article_id, str):
                    raise InputError(f'{path}:{number}: has no "article_id", a string')
                yield Source(article_id, path, number, offset)
            offset += len(line)


def _entry(data: bytes, where: str, in_line: bool = False) -> dict[str, Any]:
    try:
        entry = parse_json(data, where)
    except (PackageError, ValueError) as error:
        message = str(error) if isinstance(error, PackageError) else f"{where}: not JSON: {error}"
        # in a file of lines the line is known, and JSON counts from it
        raise InputError(message.replace(f"{where}:1:", f"{where}:") if in_line else message) from None
    if not isinstance(entry, dict):
        raise InputError(f"{where}: must be a JSON object, with the names of the metadata")
    return entry


def _check(field: Field, text: str, where: str) -> None:
    fault = constraints.fault(field, text)
    if fault is None and "\0" in text:
        fault = "has a NUL"
    try:
        text.encode()
    except UnicodeEncodeError:
        fault = "has half a surrogate pair"
    if fault:
        raise InputError(f"{where}: {field.name}: {fault}")


def _bytes(path: Path) -> bytes:
    with _open(path) as stream:
        return stream.read()


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
