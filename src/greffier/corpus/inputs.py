"""The records of an archive, one after the other: where each stands, and its bytes. Nothing is understood here.

An address is a file or a folder, local or of any kind that fsspec knows (s3://, https://, memory:// …). A record
that cannot be had is a record too, of the form `fault`: what is lost has a place and a reason.
"""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, BinaryIO, NamedTuple

from greffier.dataset.drafts import slug
from greffier.errors import InputError, MissingDependency

#: Bytes of the longest article. News articles have a hundredth of it; what is longer is no article.
LONGEST = 2_000_000
#: Bytes that are read at once.
PIECE = 1 << 16
COMPRESSED = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2", ".xz": "lzma"}
LINES, PAGES = (".jsonl", ".ndjson"), (".html", ".htm")
KINDS = (*LINES, ".csv", ".parquet", ".txt", *PAGES, ".warc")


class Record(NamedTuple):
    """An article as it was met: `form` is "json", "text", "page", or "fault" with the reason as its data.

    `known` is what is known of it beside its bytes: `article_id`, `url`, `day` (of the crawl), `beside` (JSON).
    """

    where: str
    form: str
    data: bytes
    known: Mapping[str, str] = {}


class Inputs:
    """The records at some addresses, in the order of the addresses and of the names in folders.

    `bytes` is how much there is to read, `read` how much of it has been.
    """

    def __init__(self, addresses: Iterable[str]) -> None:
        self.addresses = tuple(addresses)
        self.read = 0
        self.files = [file for address in self.addresses for file in _files(address)]
        self.bytes = sum(file.size for file in self.files)

    def records(self) -> Iterator[Record]:
        """All records. A file that cannot be read, or breaks off, gives the fault as its last."""
        self.read = 0
        for file in self.files:
            begun = self.read
            try:
                yield from _records(file, self)
            except (OSError, EOFError, ValueError, zlib.error) as error:
                yield _fault(file.address, f"cannot be read any further: {_said(error)}")
            self.read = begun + file.size


class _File(NamedTuple):
    address: str
    fs: Any
    path: str
    size: int
    #: its path below the folder that was named, without suffix
    name: str

    @property
    def suffixes(self) -> tuple[str, str]:
        """Its kind, and how it is compressed."""
        path = PurePosixPath(self.path.lower())
        if path.suffix in COMPRESSED:
            return path.with_suffix("").suffix, path.suffix
        return path.suffix, ""


class _Counted(io.RawIOBase):
    """A file whose bytes are counted as they are read."""

    def __init__(self, stream: BinaryIO, inputs: Inputs) -> None:
        self.stream, self.inputs = stream, inputs

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        self.inputs.read += len(data)
        return len(data)


def _files(address: str) -> Iterator[_File]:
    fs, path = _file_system(address)
    try:
        info = fs.info(path)
        folder = info["type"] == "directory"
        found = fs.find(path, detail=True) if folder else {path: info}
    except OSError as error:
        raise InputError(f"{address}: cannot be read: {error.strerror or _said(error)}") from None
    files = []
    for each, about in sorted(found.items()):
        inner = each.removeprefix(path).lstrip("/") if folder else PurePosixPath(each).name
        if any(part.startswith(".") for part in PurePosixPath(inner).parts):
            continue
        name = inner[: len(inner) - len("".join(PurePosixPath(inner).suffixes))]
        shown = f"{address.rstrip('/')}/{inner}" if folder else address
        files.append(_File(shown, fs, each, int(about.get("size") or 0), name))
    if not folder and files[0].suffixes[0] not in KINDS:
        kinds = ", ".join(KINDS)
        raise InputError(f"{address}: is none of {kinds}, compressed ({', '.join(COMPRESSED)}) or not")
    texts = {file.path.removesuffix(".txt") for file in files if file.path.endswith(".txt")}
    # the metadata of a text stand beside it
    yield from (file for file in files if not (file.path.endswith(".json") and file.path[:-5] in texts))


def _file_system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingDependency("archives need fsspec: pip install 'greffier[corpus]'") from None
    try:
        fs, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise InputError(f"{address}: {error}") from None
    return fs, str(path)


def _records(file: _File, inputs: Inputs) -> Iterator[Record]:
    kind, compressed = file.suffixes
    if kind == ".parquet":
        yield from _parquet(file)
        return
    reader = {".csv": _csv, ".warc": _warc, ".txt": _text} | dict.fromkeys(LINES, _lines) | dict.fromkeys(PAGES, _page)
    if kind not in reader:
        yield _fault(file.address, f"is none of {', '.join(KINDS)}")
        return
    with file.fs.open(file.path, "rb") as raw:
        stream = io.BufferedReader(_Counted(raw, inputs), PIECE)
        if not (kind == ".warc" and compressed == ".gz"):  # whose members are records
            stream = _unpacked(stream, compressed)
        yield from reader[kind](file, stream)


def _unpacked(stream: Any, compressed: str) -> Any:
    if compressed == ".gz":
        return gzip.GzipFile(fileobj=stream)
    if not compressed:
        return stream
    if compressed == ".xz":
        import lzma

        return lzma.LZMAFile(stream)
    import pyarrow as pa

    return pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), COMPRESSED[compressed])


def _lines(file: _File, stream: Any) -> Iterator[Record]:
    for number, line in enumerate(_bounded(stream), 1):
        where = f"{file.address}:{number}"
        if line is None:
            yield _fault(where, _too_long())
        elif line.strip():
            yield Record(where, "json", line)


def _bounded(stream: Any) -> Iterator[bytes | None]:
    """The lines of a stream; None for each that is too long, of which no more than that is in memory."""
    rest, skipping = b"", False
    while piece := stream.read(PIECE):
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield None if skipping or len(line) > LONGEST else line
            skipping = False
        if len(rest) > LONGEST:
            rest, skipping = b"", True
    if rest or skipping:
        yield None if skipping else rest


def _csv(file: _File, stream: Any) -> Iterator[Record]:
    csv.field_size_limit(LONGEST)
    lines = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    reader = csv.reader(lines, strict=True)
    try:
        header = next(reader, [])
        while True:
            where = f"{file.address}:{reader.line_num + 1}"
            cells = next(reader, None)
            if cells is None:
                return
            if len(cells) == len(header):
                entry = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
                yield Record(where, "json", json.dumps(entry, ensure_ascii=False).encode())
            elif cells:
                yield _fault(where, f"has {len(cells)} cells where the header has {len(header)}")
    except csv.Error as error:
        yield _fault(where, f"cannot be read any further: {error}")


def _parquet(file: _File) -> Iterator[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with file.fs.open(file.path, "rb") as stream:
            number = 0
            for batch in pq.ParquetFile(stream).iter_batches(batch_size=128):
                for entry in batch.to_pylist():
                    number += 1
                    known = {name: value for name, value in entry.items() if value is not None}
                    data = json.dumps(known, ensure_ascii=False, default=_plain).encode(errors="surrogatepass")
                    where = f"{file.address}:{number}"
                    yield Record(where, "json", data) if len(data) <= LONGEST else _fault(where, _too_long())
    except pa.ArrowException as error:
        yield _fault(file.address, f"cannot be read any further: {_said(error)}")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _text(file: _File, stream: Any) -> Iterator[Record]:
    known = {"article_id": file.name if "/" not in file.name else slug(file.name)}
    beside = file.path.removesuffix(".txt") + ".json"
    if file.path.endswith(".txt") and file.fs.exists(beside):
        known["beside"] = file.fs.cat_file(beside).decode("utf-8", "surrogateescape")
    yield _whole(Record(file.address, "text", stream.read(LONGEST + 1), known))


def _page(file: _File, stream: Any) -> Iterator[Record]:
    yield _whole(Record(file.address, "page", stream.read(LONGEST + 1), {"article_id": slug(file.name)}))


def _warc(file: _File, stream: Any) -> Iterator[Record]:
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingDependency("WARC files need warcio: pip install 'greffier[corpus]'") from None
    records = ArchiveIterator(stream)
    try:
        for number, record in enumerate(records, 1):
            headers = record.http_headers
            if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
                continue
            if "html" not in (headers.get_header("Content-Type") or "html").lower():
                continue
            about = record.rec_headers
            known = {"url": about.get_header("WARC-Target-URI"), "day": (about.get_header("WARC-Date") or "")[:10]}
            known = {name: value for name, value in known.items() if value}
            data = record.content_stream().read(LONGEST + 1)
            where = f"{file.address}:{number}"
            if len(data) <= LONGEST and getattr(record.raw_stream, "limit", 0) > 0:
                yield _fault(where, "breaks off in the middle, and the file with it")
                return
            yield _whole(Record(where, "page", data, known))
    except ArchiveLoadFailed as error:
        yield _fault(file.address, f"cannot be read any further: {_said(error)}")


def _whole(record: Record) -> Record:
    return record if len(record.data) <= LONGEST else _fault(record.where, _too_long())


def _too_long() -> str:
    return f"is longer than {LONGEST} bytes, which no news article is; cut it into its articles"


def _fault(where: str, reason: str) -> Record:
    return Record(where, "fault", reason.encode(errors="backslashreplace"))


def _said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
