import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from samples import TEXT

import greffier
from greffier.dataset import building, drafts
from greffier.errors import CorrectionError, InputError, PackageError
from greffier.validation import validate


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def package(tmp_path) -> Path:
    """A package of one article, not yet built."""
    folder = tmp_path / "affair"
    drafts.new(folder)
    drafts.add(folder, TEXT.encode(), "vire", {"published_on": "2024-05-06"})
    return folder


@pytest.fixture(scope="module")
def built_once(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "affair"
    drafts.new(folder)
    drafts.add(folder, TEXT.encode(), "vire", {"published_on": "2024-05-06"})
    building.build(folder)
    return folder


@pytest.fixture
def built(built_once, tmp_path) -> Path:
    """A copy of a package that is built."""
    return Path(shutil.copytree(built_once, tmp_path / "built"))


def test_a_build_makes_valid_tables_and_then_has_nothing_to_do(package):
    built = building.build(package)
    assert built.report.valid, built.report.problems
    assert "data/articles.csv:2 + vire" in built.changes
    assert greffier.load("articles", package=package)["characters"].tolist() == [len(TEXT)]
    assert building.build(package).changes == []


def test_check_writes_nothing(package):
    before = snapshot(package)
    assert building.build(package, check=True).changes
    assert snapshot(package) == before


def test_a_build_heals_what_somebody_edited(built):
    before = snapshot(built)
    path = built / "data" / "articles.csv"
    path.write_bytes(path.read_bytes().replace(b"vire,", b"vire,A title"))
    (built / "data" / "actors.csv").unlink()
    changes = building.build(built).changes
    assert "data/articles.csv:2:title vire: 'A title' -> ''" in changes
    assert any(change.startswith("data/actors.csv: would be made anew") for change in changes)
    assert snapshot(built) == before


def test_other_bytes_for_the_same_rows_are_a_change(built):
    path = built / "data" / "articles.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert building.build(built, check=True).changes == [
        "data/articles.csv: the same rows, in another order or with other line ends"
    ]


def test_a_build_that_is_not_valid_changes_nothing(package):
    actor = {"actor_id": "anna", "name": "Anna", "kind": "person", "role": "juge"}
    cells = ["actors", "anna", "+", "", json.dumps(actor).replace('"', '""'), "", "for the test", ""]
    row = ",".join(f'"{cell}"' for cell in cells)
    path = package / "data" / "curated" / "corrections.csv"
    path.write_text(path.read_text() + row + "\n")
    before = snapshot(package)
    built = building.build(package)
    # a role that no word of an article is evidence for
    assert not built.report.valid
    assert {problem.file for problem in built.report.problems} == {"data/actors.csv"}
    assert snapshot(package) == before


def _curate(folder: Path, name: str, line: str) -> None:
    path = folder / "data" / "curated" / f"{name}.csv"
    path.write_text(path.read_text() + line + "\n")


@pytest.mark.parametrize(
    ("spoil", "error", "message"),
    [
        (lambda p: (p / "data/articles/vire.txt").write_bytes(b"\xff"), InputError, "vire.txt: not UTF-8: byte 0"),
        (lambda p: (p / "data/articles/vire.txt").write_bytes(b""), InputError, "vire.txt: is empty"),
        (lambda p: (p / "data/articles/vire.json").write_text("{"), InputError, "vire.json:1:2 not JSON"),
        (lambda p: (p / "data/articles/vire.json").unlink(), InputError, "vire.txt: has no metadata"),
        (lambda p: (p / "data/articles/Vire B.txt").write_text("Le"), InputError, "Vire B.txt: has no metadata"),
        (lambda p: _curate(p, "aliases", "a,b,r,"), CorrectionError, "aliases.csv:2: no actor 'a' is found"),
        (lambda p: _curate(p, "corrections", "actors,a,name,A,B,,r,"), CorrectionError, "corrections.csv:2: actors"),
        (lambda p: (p / "data/curated/aliases.csv").unlink(), PackageError, "aliases.csv: no such file"),
        (lambda p: (p / "datapackage.json").write_text("[]"), PackageError, "datapackage.json must be a JSON object"),
        (lambda p: (p / "datapackage.json").write_text("{"), PackageError, "datapackage.json:1:2 not JSON"),
        (lambda p: (p / "datapackage.json").unlink(), PackageError, "has no datapackage.json"),
        (lambda p: (p / "schemas/actors.json").write_text("{}"), PackageError, 'schemas/actors.json: needs "fields"'),
        (lambda p: _descriptor(p, path="../x.csv"), PackageError, "'../x.csv': not the path of a file in the package"),
        (lambda p: _descriptor(p, path="/etc/passwd"), PackageError, "'/etc/passwd': not the path of a file"),
        (lambda p: _descriptor(p, schema="../x.json"), PackageError, "'../x.json': not the path of a file"),
        (lambda p: _descriptor(p, path="data/articles/vire.txt"), PackageError, "needs a .csv of its own"),
        (lambda p: _descriptor(p, path="data/parties.csv"), PackageError, "needs a .csv of its own"),
        (lambda p: _extra(p, "../x.csv"), PackageError, "'../x.csv': not the path of a file"),
        (lambda p: _extra(p, "file:///etc/passwd"), PackageError, "file:///etc/passwd: an address"),
        (lambda p: _link(p), PackageError, "leads out of the package; replace the link"),
        (lambda p: _column(p), PackageError, "differ in the column(s) mood; if the package is from a newer one: pip"),
        (lambda p: _language(p), InputError, "no lexicon for language 'de'"),
    ],
)
def test_bad_input_has_one_message_and_changes_nothing(built, spoil, error, message):
    spoil(built)
    before = snapshot(built)
    with pytest.raises(error) as caught:
        building.build(built)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert snapshot(built) == before


def _descriptor(folder: Path, **more: str) -> None:
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text())
    descriptor["resources"][1].update(more)
    path.write_text(json.dumps(descriptor))


def _extra(folder: Path, path: str) -> None:
    descriptor = json.loads((folder / "datapackage.json").read_text())
    descriptor["resources"].append({"name": "more", "path": path})
    (folder / "datapackage.json").write_text(json.dumps(descriptor))


def _link(folder: Path) -> None:
    path = folder / "data" / "articles" / "vire.txt"
    path.rename(folder.parent / "outside.txt")
    path.symlink_to(folder.parent / "outside.txt")


def _column(folder: Path) -> None:
    path = folder / "schemas" / "actors.json"
    schema = json.loads(path.read_text())
    schema["fields"].append({"name": "mood", "type": "string"})
    path.write_text(json.dumps(schema))


def _language(folder: Path) -> None:
    path = folder / "data" / "articles" / "vire.json"
    path.write_text(path.read_text().replace('"fr"', '"de"'))


def test_a_zip_cannot_be_built(dataset, tmp_path):
    archive = shutil.make_archive(str(tmp_path / "x"), "zip", dataset)
    with pytest.raises(PackageError, match="only a folder can be built"):
        building.build(archive)


def killed(code: str, rename: int) -> None:
    """Runs the code in another process, which is killed at its rename of that number."""
    setup = (
        "import os, signal; from greffier.dataset import building, drafts\n"
        "rename, calls = os.replace, []\n"
        "def replace(old, new):\n"
        "    calls.append(new)\n"
        f"    os.kill(os.getpid(), signal.SIGKILL) if len(calls) == {rename} else rename(old, new)\n"
        "os.replace = replace\n"
    )
    assert subprocess.run([sys.executable, "-c", setup + code], check=False).returncode == -9


@pytest.mark.slow  # test_rooms kills between two moves
def test_a_build_that_is_killed_between_two_renames_is_finished_by_the_next(package):
    killed(f"building.build({str(package)!r})", 3)
    assert not validate(package).valid
    built = building.build(package)
    assert (built.report.valid, built.changes) == (True, [])
    assert not list(package.glob(".greffier*"))


@pytest.mark.slow
def test_an_article_whose_adding_is_killed_between_its_two_files_is_added_by_the_next_command(built):
    killed(f"drafts.add({str(built)!r}, b'Le juge', 'juge', {{}})", 2)
    assert (built / "data/articles/juge.txt").exists()
    assert not (built / "data/articles/juge.json").exists()
    assert "data/articles.csv:2 + juge" in building.build(built, check=True).changes
    assert (built / "data/articles/juge.json").exists()

