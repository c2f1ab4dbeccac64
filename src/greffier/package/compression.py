"""Files that stand compressed in a package: gzip, or one member of a zip."""

import gzip
import io
import zlib
from typing import BinaryIO

from greffier.errors import NotSupported, PackageError
from greffier.package.storage import FREE, LONGEST_MEMBER, RATIO, Archive


def compression_of(path: str, given: object) -> str | None:
    """How a file is compressed: as its resource's "compression" says, or else as its name does."""
    if isinstance(given, str):
        kind = {"gz": "gz", "gzip": "gz", "zip": "zip", "": None, "no": None}.get(given.lower(), given)
    else:
        kind = {"gz": "gz", "zip": "zip", "bz2": "bz2", "xz": "xz", "zst": "zst"}.get(path.rpartition(".")[2].lower())
    if kind not in (None, "gz", "zip"):
        raise NotSupported(f"files compressed as {kind}")
    return kind


def unpacked(stream: BinaryIO, kind: str | None, member: str | None, where: str) -> BinaryIO:
    """The file without its compression; of a zip, the member of that name, or the only one."""
    if kind == "gz":
        return io.BufferedReader(_Gzip(stream, where))
    if kind == "zip":
        if not stream.seekable():
            stream = io.BytesIO(stream.read())
        archive = Archive(stream, where)
        names = [name for name in archive.members if not name.startswith("__MACOSX/")]
        if member is None and len(names) != 1:
            raise PackageError(f'{where}: has {len(names)} files; name one of them as "innerpath"')
        archive.top = ""
        return archive.open(member or names[0])
    return stream


class _Gzip(io.RawIOBase):
    """What a gzip holds, with damage reported as PackageError, and no more than a compression can honestly give."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self.packed, self.where, self.given = stream, where, 0
        self.file = gzip.GzipFile(fileobj=stream)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self.file.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise PackageError(f"{self.where} is damaged: {error}") from error
        self.given += len(data)
        if self.given > min(LONGEST_MEMBER, max(FREE, RATIO * self.packed.tell())):
            raise PackageError(f"{self.where}: unpacks to more than {self.given} bytes: refused")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.packed.close()
        super().close()
