"""Opening packages wherever they stand, and refusing whatever leads out of them."""

import json
import zipfile
from pathlib import Path

import pytest

from greffier.errors import PackageError
from greffier.package import Package, installed_package, open_package

DESCRIPTOR = {
    "name": "small",
    "resources": [{"name": "t", "path": "data/t.csv", "schema": "schemas/t.json"}],
}
FILES = {
    "datapackage.json": json.dumps(DESCRIPTOR),
    "data/t.csv": "a,b\n1,é\n",
    "schemas/t.json": json.dumps({"name": "t", "fields": [{"name": "a", "type": "integer"}, {"name": "b"}]}),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        file = tmp_path / "small" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "small"


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def assert_small(package: Package) -> None:
    assert package.name == "small"
    table = package.resource("t")
    assert (table.name, table.path) == ("t", "data/t.csv")
    assert table.schema is not None
    assert table.schema.columns == ("a", "b")
    assert package.read("data/t.csv").decode() == FILES["data/t.csv"]
    with package.open("data/t.csv") as stream:
        assert stream.readline() == b"a,b\n"
    assert package.exists("data/t.csv")
    assert not package.exists("data/u.csv")


def test_a_folder_and_its_descriptor_are_one_package(folder: Path) -> None:
    for source in (folder, str(folder), folder / "datapackage.json"):
        package = open_package(source)
        assert_small(package)
        assert package.root == folder


@pytest.mark.parametrize("top", ["", "small-1.0/"])
def test_a_zip_is_flat_or_has_one_top_folder(tmp_path: Path, top: str) -> None:
    package = open_package(zipped(tmp_path / "x.zip", {top + path: text for path, text in FILES.items()}))
    assert_small(package)
    assert package.root is None


def test_the_dataset_of_the_checkout_is_found() -> None:
    if not (Path(__file__).parents[2] / "datapackage.json").is_file():
        pytest.skip("the repository has no datapackage.json yet")
    assert installed_package().resource("statements").schema is not None


@pytest.mark.parametrize("path", ["../secret", "data/../../secret", "/etc/passwd", "~/x", "$HOME/x", "file:///etc/passwd", "C:\\x", "a\\b", "x\x00", "http://example.org/x", "ftp://example.org/x"])
def test_no_path_leads_out_of_the_package(folder: Path, path: str) -> None:
    (folder.parent / "secret").write_text("secret")
    with pytest.raises(PackageError):
        open_package(folder).read(path)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.1", "localhost", "169.254.169.254"])
def test_an_address_inside_somebodys_network_is_not_asked(folder: Path, host: str) -> None:
    with pytest.raises(PackageError, match="private address"):
        open_package(folder).read(f"https://{host}/x")


def test_an_address_with_a_password_is_not_asked(folder: Path) -> None:
    with pytest.raises(PackageError, match="user name or a password"):
        open_package(folder).read("https://user:word@example.org/x")


def test_a_link_that_leads_out_is_refused(folder: Path) -> None:
    (folder.parent / "secret").write_text("secret")
    (folder / "data/out.csv").symlink_to(folder.parent / "secret")
    with pytest.raises(PackageError, match="leads out of the package"):
        open_package(folder).read("data/out.csv")
    (folder / "data/in.csv").symlink_to(folder / "data/t.csv")
    assert open_package(folder).read("data/in.csv")


@pytest.mark.parametrize("name", ["../out.csv", "/etc/x", "small/../../x", "C:/x"])
def test_a_member_that_leads_out_is_as_if_it_were_not_there(tmp_path: Path, name: str) -> None:
    package = open_package(zipped(tmp_path / "x.zip", {**FILES, name: "x"}))
    assert_small(package)
    for path in (name, name.lstrip("/"), "out.csv", "x"):
        with pytest.raises(PackageError):
            package.read(path)


def test_what_tools_add_to_a_zip_is_no_part_of_it(tmp_path: Path) -> None:
    files = {f"small/{path}": text for path, text in FILES.items()}
    assert_small(open_package(zipped(tmp_path / "x.zip", {**files, "__MACOSX/small/._datapackage.json": b"\0\5"})))
    assert_small(open_package(zipped(tmp_path / "y.zip", {path.replace("/", "\\"): text for path, text in files.items()})))


@pytest.mark.slow
def test_a_bomb_in_a_zip_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {**FILES, "data/bomb.csv": b"0" * (80 << 20)})
    assert path.stat().st_size < 1 << 20
    with pytest.raises(PackageError, match=r"would unpack to 83886[0-9]{3} bytes: refused"):
        open_package(path)


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {**FILES, "data/lie.csv": b"0" * 1_234_567})
    data = path.read_bytes()
    # the size is written in the member's own head and in the directory at the end
    size, lie = (1_234_567).to_bytes(4, "little"), (100).to_bytes(4, "little")
    path.write_bytes(data.replace(size, lie))
    with pytest.raises(PackageError, match="is damaged"):
        open_package(path).read("data/lie.csv")


def test_a_damaged_zip_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\3\4 no zip at all")
    with pytest.raises(PackageError, match="not a zip that can be read"):
        open_package(tmp_path / "x.zip")
    path = zipped(tmp_path / "y.zip", {**FILES, "data/t.csv": "a,b\n" * 10_000})
    data = bytearray(path.read_bytes())
    where = data.index(b"data/t.csv") + 20
    data[where : where + 10] = b"\xff" * 10
    path.write_bytes(bytes(data))
    with pytest.raises(PackageError, match=r"data/t\.csv"):
        open_package(path).read("data/t.csv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "datapackage.json:1:2 not JSON"),
        ("[]", "must be a JSON object"),
        ('{"name": "\xff"}', "not UTF-8: byte 10 is 0xff"),
        ("[" * 100_000, "nested too deeply"),
        ('{"$schema": "https://datapackage.org/profiles/3.0/datapackage.json"}', "pip install --upgrade greffier"),
        ("{}", 'needs "resources"'),
        ('{"resources": [1]}', 'needs "resources"'),
        ('{"resources": [{"name": "u", "path": "u.csv"}]}', "has no table 't'; its tables are u"),
        ('{"resources": [{"name": "t", "path": 1}]}', "\"path\" of the resource 't' must be a path"),
        ('{"resources": [{"name": "t", "path": ["a.csv", "b.csv"]}]}', "has 2 paths, not one"),
    ],
)
def test_a_broken_descriptor_gives_one_message(folder: Path, text: str, message: str) -> None:
    (folder / "datapackage.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(PackageError) as caught:
        open_package(folder).resource("t").path  # noqa: B018
    assert message in str(caught.value)


def test_what_is_no_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no such file or folder"):
        open_package(tmp_path / "nowhere")
    with pytest.raises(PackageError, match=r"has no datapackage\.json"):
        open_package(tmp_path)
    with pytest.raises(PackageError, match="only https addresses are read"):
        open_package("http://example.org/datapackage.json")
    with pytest.raises(PackageError, match="only https addresses are read"):
        open_package("file:///etc/datapackage.json")
