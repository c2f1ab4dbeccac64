"""Zips that are damaged, lie, or name files in ways that nobody should trust."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from greffier.errors import PackageError
from greffier.package import open_package
from greffier.package.storage import FREE, Archive, Folder, inside

DESCRIPTOR = json.dumps({"resources": [{"name": "t", "path": "t.csv"}]})
TABLE = "".join(f"{number},{number * 7919 % 1000}\n" for number in range(20_000)).encode()


def zipped(path: Path, packing: int, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("datapackage.json", DESCRIPTOR)
        for name, content in files.items():
            archive.writestr(f"{name}.csv", content)
    return path


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_is_named_however_the_file_is_packed(tmp_path: Path, packing: int) -> None:
    path = zipped(tmp_path / "x.zip", packing, t=TABLE)
    assert open_package(path).read("t.csv") == TABLE
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        begin = archive.getinfo("t.csv").header_offset + 30 + len("t.csv")
    for place in range(begin, begin + 400, 7):
        data[place] ^= 0x55
    path.write_bytes(bytes(data))
    with pytest.raises(PackageError, match=r"t\.csv( is damaged| cannot be unpacked)"):
        open_package(path).read("t.csv")


def test_a_member_of_a_newer_zip_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", zipfile.ZIP_DEFLATED, t=TABLE)
    data = path.read_bytes()
    # the version that is needed, in the directory at the end
    place = data.rindex(b"PK\1\2") + 6
    path.write_bytes(data[:place] + b"\xff" + data[place + 1 :])
    with pytest.raises(PackageError, match=r"x\.zip: "):
        open_package(path).read("t.csv")


def test_members_are_bounded_together(tmp_path: Path) -> None:
    each = b"0" * (FREE // 4)
    path = zipped(tmp_path / "x.zip", zipfile.ZIP_DEFLATED, a=each, b=each, c=each)
    assert open_package(path).read("a.csv") == each
    path = zipped(tmp_path / "y.zip", zipfile.ZIP_DEFLATED, **dict.fromkeys("abcde", each))
    with pytest.raises(PackageError, match="would unpack to"):
        open_package(path)


@pytest.mark.parametrize("name", ["x\n::warning::y", "x\ry", "\x1b[31m", "a\u2028b", "a\x7f", "x\ud800"])
def test_a_name_that_breaks_a_line_or_cannot_be_written_is_refused(name: str) -> None:
    with pytest.raises(PackageError) as caught:
        inside(name)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(("names", "path"), [(["p/a", "p/b/c"], "a"), (["datapackage.json", "p/b"], "p/b"), (["p/a", "q/b"], "q/b")])
def test_one_top_folder_is_left_out_and_two_are_not(tmp_path: Path, names: list[str], path: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in names:
            archive.writestr(name, name)
    found = Archive(tmp_path / "x.zip", "x.zip")
    assert found.exists(path)
    assert not found.exists("nothing")
    assert found.open(path).read().decode().endswith(path)
    with pytest.raises(PackageError, match=r"x\.zip: has no file nothing"):
        found.open("nothing")


def test_nothing_longer_than_asked_is_opened(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"12345")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(tmp_path / "x", "x")
    for storage in (Folder(tmp_path), Archive(io.BytesIO((tmp_path / "x.zip").read_bytes()), "x.zip")):
        assert storage.open("x", 5).read() == b"12345"
        with pytest.raises(PackageError, match="longer than 4 bytes"):
            storage.open("x", 4)
