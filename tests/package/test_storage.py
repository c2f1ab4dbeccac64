"""Zips that are damaged, lie, or name files in ways that nobody should trust."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from greffier.errors import NotSupported, PackageError
from greffier.package import open_package
from greffier.package.compression import compression_of, unpacked
from greffier.package.storage import FREE, Archive, Folder, Overlaid, inside, read_all

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


@pytest.mark.slow
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


def test_no_more_is_read_than_may_be() -> None:
    assert read_all(io.BytesIO(b"12345"), "x", 5) == b"12345"
    with pytest.raises(PackageError, match="x: longer than 4 bytes"):
        read_all(io.BytesIO(b"12345"), "x", 4)


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    root = tmp_path / "p"
    (root / "sub").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "own").write_bytes(b"1")
    (root / "inner").symlink_to(root / "own")
    (root / "sub" / "up").symlink_to(tmp_path)
    folder = Folder(root)
    assert folder.open("inner").read() == b"1"
    for path, message in (
        ("sub", "no such file"),
        ("nothing", "no such file"),
        ("own/x", "cannot be read: Not a directory"),
        ("link", "leads out of the package; replace the link by the file"),
        ("sub/up/secret", "leads out of the package"),
    ):
        with pytest.raises(PackageError) as caught:
            folder.open(path)
        assert str(caught.value).startswith(f"{root / path}: {message}")
    assert [folder.exists(path) for path in ("own", "inner", "sub", "nothing")] == [True, True, False, False]


def test_members_with_the_other_slash_are_read_and_those_of_the_finder_are_no_part(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in ("p\\datapackage.json", "p\\data\\t.csv", "__MACOSX/p/._t.csv", "../out", "/abs"):
            archive.writestr(zipfile.ZipInfo(name), name)
    found = Archive(tmp_path / "x.zip", "x.zip")
    assert found.open("data/t.csv").read() == b"p\\data\\t.csv"
    assert not any(found.exists(path) for path in ("out", "../out", "abs", "/abs"))
    assert sorted(found.members) == ["__MACOSX/p/._t.csv", "p/data/t.csv", "p/datapackage.json"]


@pytest.mark.parametrize(
    ("path", "right"),
    [("data/t.csv", "data/t.csv"), ("./a//b.csv", "a/b.csv"), ("été.csv", "été.csv")],
)
def test_a_path_is_made_plain(path: str, right: str) -> None:
    assert inside(path) == right


@pytest.mark.parametrize("path", ["", "/etc/x", "~/x", "../x", "a/../x", "a\\b", "$HOME/x"])
def test_a_path_that_could_lead_out_is_refused(path: str) -> None:
    with pytest.raises(PackageError, match="not the path of a file in the package"):
        inside(path)


@pytest.mark.parametrize("path", ["http://x.org/t.csv", "file:/etc/x", "s3://b/x", "C:/x"])
def test_an_address_is_no_path(path: str) -> None:
    with pytest.raises(PackageError, match="an address; a package names its files by their path"):
        inside(path)


@pytest.mark.parametrize(
    ("path", "said", "kind"),
    [
        ("t.csv", None, None),
        ("t.csv.gz", None, "gz"),
        ("t.csv.GZ", None, "gz"),
        ("t.zip", None, "zip"),
        ("t.csv.gz", "no", None),
        ("t.csv.gz", "", None),
        ("t.csv", "GZIP", "gz"),
        ("t.csv", "gz", "gz"),
        ("t.csv", "zip", "zip"),
        ("t.csv.gz", 1, "gz"),
    ],
)
def test_how_a_file_is_compressed(path: str, said: object, kind: str | None) -> None:
    assert compression_of(path, said) == kind


def test_compressions_that_are_not_read_are_named() -> None:
    for path, said, kind in (("t.bz2", None, "bz2"), ("t.xz", None, "xz"), ("t.zst", None, "zst"), ("t.csv", "rar", "rar")):
        with pytest.raises(NotSupported, match=f"^files compressed as {kind}$"):
            compression_of(path, said)


def test_a_compressed_file_is_its_content_or_one_message(tmp_path: Path) -> None:
    def told(content: bytes, kind: str | None, member: str | None = None) -> bytes:
        return unpacked(io.BytesIO(content), kind, member, "t").read()

    assert told(b"1", None) == b"1"
    assert told(gzip.compress(b"1" * 100_000), "gz") == b"1" * 100_000
    for content in (b"none", gzip.compress(TABLE)[:-20]):
        with pytest.raises(PackageError, match=r"^t is damaged: "):
            told(content, "gz")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a/b.csv", "1")
    one = (tmp_path / "x.zip").read_bytes()
    assert told(one, "zip") == told(one, "zip", "a/b.csv") == b"1"
    with zipfile.ZipFile(tmp_path / "x.zip", "a") as archive:
        archive.writestr("c.csv", "2")
    two = (tmp_path / "x.zip").read_bytes()
    assert told(two, "zip", "c.csv") == b"2"
    with pytest.raises(PackageError, match="has 2 files; name one of them as"):
        told(two, "zip")


def test_files_laid_over_others_are_there_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "below").write_bytes(b"1")
    (tmp_path / "both").write_bytes(b"1")
    laid = Overlaid(Folder(tmp_path), {"both": b"2", "above": b"2"})
    assert [laid.open(path).read() for path in ("below", "both", "above")] == [b"1", b"2", b"2"]
    assert [laid.exists(path) for path in ("below", "both", "above", "none")] == [True, True, True, False]
    assert laid.where == str(tmp_path)
    with pytest.raises(PackageError, match="no such file"):
        laid.open("none")
