"""Where a stream of records is cut into partitions: by what the records are, never by how many workers there are.

A partition ends after a record whose own hash says so (content-defined cutting, as in rsync and backup programs), so
that a record more or less changes the partition it is in and, at most, the next: the others are found again.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from greffier.corpus.inputs import Record

#: Records that a partition has on average (at most twice as many), and the bytes after which it ends.
MEAN, HEAVIEST = 1024, 8_000_000


class Partition(NamedTuple):
    """Some records in a row, and the hash of what they are (of their bytes, not of where they stand)."""

    records: tuple[Record, ...]
    content: str


def cut(records: Iterable[Record]) -> Iterator[Partition]:
    """The records in partitions, in their order."""
    held: list[Record] = []
    content, size = hashlib.sha256(), 0
    for record in records:
        digest = _digest(record)
        held.append(record)
        content.update(digest)
        size += len(record.data)
        if int.from_bytes(digest[:4], "big") % MEAN == 0 or len(held) >= 2 * MEAN or size >= HEAVIEST:
            yield Partition(tuple(held), content.hexdigest())
            held, content, size = [], hashlib.sha256(), 0
    if held:
        yield Partition(tuple(held), content.hexdigest())


def _digest(record: Record) -> bytes:
    parts = [record.form, *(f"{name}={value}" for name, value in sorted(record.known.items()))]
    head = "\n".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.sha256(len(head).to_bytes(8, "big") + head + record.data).digest()
