from pathlib import Path

import pytest

import greffier
from greffier.dataset import drafts
from greffier.errors import InputError, PackageError
from greffier.validation import validate

META = {"published_on": "2024-05-06", "title": "Le tribunal « tranche »"}


@pytest.fixture
def package(tmp_path) -> Path:
    folder = tmp_path / "L'Été d'une affaire"
    drafts.new(folder)
    return folder


def test_a_new_package_is_valid_and_empty(package, root):
    assert validate(package).valid
    assert greffier.tables(package) == greffier.tables()
    assert all(greffier.load(name, "records", package) == [] for name in greffier.tables(package))
    assert '"name": "l-ete-d-une-affaire"' in (package / "datapackage.json").read_text()
    for schema in (root / "schemas").iterdir():
        assert (package / "schemas" / schema.name).read_bytes() == schema.read_bytes()


def test_a_new_package_does_not_take_the_place_of_files(tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(FileExistsError):
        drafts.new(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_an_article_is_added_byte_by_byte_with_what_is_known_of_it(package):
    data = "\ufeffLe tribunal.\r\nE\u0301te\u0301".encode()
    drafts.add(package, data, "a", META)
    assert (package / "data/articles/a.txt").read_bytes() == data
    assert (package / "data/articles/a.json").read_text(encoding="utf-8") == (
        '{\n  "article_id": "a",\n  "published_on": "2024-05-06",\n  "language": "fr",\n'
        '  "title": "Le tribunal « tranche »",\n  "publisher": null,\n  "url": null,\n  "published_on_basis": null,\n'
        '  "rights": null,\n  "publish_text": true\n}\n'
    )


@pytest.mark.parametrize(
    ("data", "article_id", "metadata", "message"),
    [
        (b"\xff", "a", META, "a: not UTF-8: byte 0 is 0xff"),
        (b" ", "a", META, "a: is empty"),
        (b"Le\0", "a", META, "a: has a NUL at character 2"),
        (b"Le", "../a", META, "article_id: '../a' does not match"),
        (b"Le", "a/b", META, "article_id: 'a/b' does not match"),
        (b"Le", "", META, "article_id: must not be empty"),
        (b"Le", "a", {"published_on": "2024-02-30"}, "published_on: '2024-02-30' is a day that does not exist"),
        (b"Le", "a", {"language": "xyz"}, "language: 'xyz' does not match"),
        (b"Le", "there", META, "there.txt: is there already; say more of it in"),
    ],
)
def test_what_cannot_be_added_is_named_and_nothing_changes(package, data, article_id, metadata, message):
    drafts.add(package, b"La", "there", META)
    before = sorted(package.rglob("*"))
    with pytest.raises(InputError) as caught:
        drafts.add(package, data, article_id, metadata)
    assert message in str(caught.value)
    assert sorted(package.rglob("*")) == before


def test_an_article_needs_a_package(tmp_path):
    with pytest.raises(PackageError, match=r"has no datapackage\.json; name the folder that holds it, or make one"):
        drafts.add(tmp_path, b"Le", "a", META)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("L'Été.txt", "l-ete"), ("Œuvre n° 2.txt", "oeuvre-n-2"), ("a--b_.txt", "a-b"), ("日本.txt", "article")],
)
def test_a_file_name_gives_an_id(name, slug):
    assert drafts.article_id_of(Path(name)) == slug
