"""Where the files of a package stand: a folder, a zip or an https address. Nothing outside is ever read."""

import io
import lzma
import os
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from greffier.errors import PackageError

#: What `read` takes into memory at once; longer files are streamed with `open`.
LONGEST_READ = 1 << 30
#: What one file, and all of a zip, may have.
LONGEST_MEMBER = 1 << 36
#: All of a zip together may grow beyond `FREE` bytes by no more than `RATIO` to one.
FREE = 1 << 26
RATIO = 200
#: Bytes that are read at once.
PIECE = 1 << 16
#: How a damaged member shows, by the ways in which it may be packed.
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
#: What no name of a file needs: it would break a line of a report, or cannot be written.
_UNWRITABLE = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Storage(Protocol):
    """Files by their path in the package."""

    where: str

    def open(self, path: str, longest: int = LONGEST_MEMBER) -> BinaryIO:
        """The bytes of the file at a path that `inside` has let through.

        PackageError if there are none, or more than `longest`.
        """

    def exists(self, path: str) -> bool:
        """Whether there is a file at that path."""


def inside(path: str) -> str:
    """The path, normalized; PackageError if it could lead out of the package."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path) and not _UNWRITABLE.search(path):
        raise PackageError(f"{path}: an address; a package names its files by their path in the package")
    parts = path.split("/")
    if not path or path[0] in "/~" or ".." in parts or any(c in path for c in "\\$") or _UNWRITABLE.search(path):
        raise PackageError(f"{path!r}: not the path of a file in the package; write it from the package's top, with /")
    return posixpath.normpath(path)


def _is_inside(name: str) -> bool:
    """Whether a member of a zip can be read by its name; one that could lead out is as if it were not there."""
    try:
        return inside(name) == name
    except PackageError:
        return False


def read_all(stream: BinaryIO, path: str, longest: int) -> bytes:
    """The rest of a stream; PackageError where it is longer than `longest`."""
    parts, length = [], 0
    # in pieces: to ask for all that is allowed would reserve as much memory
    while part := stream.read(PIECE):
        parts.append(part)
        length += len(part)
        _check_length(path, length, longest)
    return b"".join(parts)


def _check_length(path: object, length: int, longest: int) -> None:
    if length > longest:
        raise PackageError(f"{path}: longer than {longest} bytes, too long for what it should be")


class Folder:
    """Files in a folder; a link that leads out of it is refused."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.where = str(root)
        self.real = os.path.realpath(root)
        self.within = os.path.join(self.real, "")

    def open(self, path: str, longest: int = LONGEST_MEMBER) -> BinaryIO:
        file = self._found(path)
        if not file.startswith(self.within):
            raise PackageError(f"{self.root / path}: leads out of the package; replace the link by the file")
        try:
            found = os.stat(file)
            if not stat.S_ISREG(found.st_mode):
                raise PackageError(f"{self.root / path}: no such file")
            if found.st_size > longest:
                _check_length(self.root / path, found.st_size, longest)
            return open(file, "rb")
        except FileNotFoundError:
            raise PackageError(f"{self.root / path}: no such file") from None
        except OSError as error:
            raise PackageError(f"{self.root / path}: cannot be read: {error.strerror}") from error

    def exists(self, path: str) -> bool:
        return os.path.isfile(self.within + path)

    def _found(self, path: str) -> str:
        """Where a file truly stands; most paths have no link, which is quick to see but on Windows."""
        at = self.real
        for part in path.split("/"):
            at = f"{at}{os.sep}{part}"
            if os.name == "nt" or os.path.islink(at):
                return os.path.realpath(self.within + path)
        return at


class Overlaid:
    """Another storage with some of its files, and more, as these bytes."""

    def __init__(self, below: Storage, files: Mapping[str, bytes]) -> None:
        self.below, self.files = below, files
        self.where = below.where

    def open(self, path: str, longest: int = LONGEST_MEMBER) -> BinaryIO:
        return io.BytesIO(self.files[path]) if path in self.files else self.below.open(path, longest)

    def exists(self, path: str) -> bool:
        return path in self.files or self.below.exists(path)


class Archive:
    """Files in a zip, flat or under one top folder, as source archives have it."""

    def __init__(self, file: Path | BinaryIO, where: str) -> None:
        self.where = where
        try:
            self.zip = zipfile.ZipFile(file)
        except (*DAMAGE, NotImplementedError) as error:
            raise PackageError(f"{where}: not a zip that can be read: {error}") from error
        members = [info for info in self.zip.infolist() if not info.is_dir()]
        self._check_sum(members)
        # some tools write the other slash
        named = {info.filename.replace("\\", "/"): info for info in members}
        self.members = {name: info for name, info in named.items() if _is_inside(name)}
        # what the Finder adds of its own is no part of the package
        names = [name for name in self.members if not name.startswith("__MACOSX/")]
        tops = {name.split("/")[0] for name in names if "/" in name}
        flat = "datapackage.json" in names
        self.top = "" if flat or len(tops) != 1 else tops.pop() + "/"

    def open(self, path: str, longest: int = LONGEST_MEMBER) -> BinaryIO:
        try:
            info = self.members[self.top + path]
            _check_length(f"{self.where}: {path}", info.file_size, longest)
            member = self.zip.open(info)
        except KeyError:
            raise PackageError(f"{self.where}: has no file {path}") from None
        except (*DAMAGE, RuntimeError) as error:  # among them NotImplementedError, of a newer version of zip
            raise PackageError(f"{self.where}: {path} cannot be unpacked: {error}") from error
        return io.BufferedReader(_Member(member, f"{self.where}: {path}"))

    def exists(self, path: str) -> bool:
        return self.top + path in self.members

    def _check_sum(self, members: list[zipfile.ZipInfo]) -> None:
        assert self.zip.fp is not None
        # what is declared of each is enforced by zipfile, which stops at the declared size
        size, packed = sum(info.file_size for info in members), self.zip.fp.seek(0, io.SEEK_END)
        if size > min(LONGEST_MEMBER, max(FREE, RATIO * packed)):
            raise PackageError(f"{self.where}: would unpack to {size} bytes: refused")


class _Member(io.RawIOBase):
    """A member of a zip, with damage reported as PackageError."""

    def __init__(self, member: IO[bytes], where: str) -> None:
        self.member, self.where = member, where

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self.member.read(len(buffer))
        except DAMAGE as error:
            raise PackageError(f"{self.where} is damaged: {error}") from error
        buffer[: len(data)] = data
        return len(data)
