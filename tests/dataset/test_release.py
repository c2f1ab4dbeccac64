import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from greffier.dataset import building
from greffier.dataset.release import notes, release
from greffier.errors import InputError
from greffier.package import open_package
from greffier.package.records import schema_of
from greffier.package.reviews import TABLES, figures, standings, tables_of


@pytest.fixture
def ready(dataset) -> Path:
    (dataset / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0\n\n- First words.\n\n## 0.0.1\n\n- Older.\n")
    building.build(dataset)
    return dataset


def test_the_notes_say_what_was_reviewed_and_which_rows_changed(dataset, tmp_path):
    (dataset / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0\n\n- First words.\n\n## 0.0.1\n\n- Older.\n")
    package = open_package(dataset)
    whole = notes(package, dataset, None)
    title = package.descriptor["title"]
    assert whole.startswith(f"# {title} 0.1.0\n\n- First words.\n\n## Reviewed\n\n| table | rows | reviewed | corrected |\n")
    assert "Rows since" not in whole
    read = figures(standings(tables_of(package), {name: schema_of(package.resource(name)) for name in TABLES}))
    for name, figure in read.items():
        assert f"| {name} | {figure.rows} | {figure.read} | {figure.corrected} |\n" in whole
    before = tmp_path / "before"
    shutil.copytree(dataset, before)
    path = before / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    for version, said in (("0.0.1", "0.0.1"), (None, "the version before")):
        path.write_text(json.dumps({**descriptor, "version": version} if version else {k: v for k, v in descriptor.items() if k != "version"}))
        assert notes(package, dataset, open_package(before)).endswith(f"## Rows since {said}\n\nNo row differs.\n")


@pytest.mark.slow
def test_a_release_is_the_same_every_time_and_opens_as_it_is(ready, tmp_path):
    made = release(ready, tmp_path / "one")
    assert made == ["NOTES.md", "nso-amnesty-2020-0.1.0.zip", "SHA256SUMS"]
    release(ready, tmp_path / "two", since=str(ready))
    first, second = ((tmp_path / name / made[1]).read_bytes() for name in ("one", "two"))
    assert first == second
    assert hashlib.sha256(first).hexdigest() in (tmp_path / "one" / "SHA256SUMS").read_text()
    notes = (tmp_path / "two" / "NOTES.md").read_text(encoding="utf-8")
    assert "- First words." in notes
    assert "Older" not in notes
    assert "| statements | 11 |" in notes
    assert notes.endswith("No row differs.\n")
    command = [Path(sys.executable).with_name("frictionless"), "validate", made[1]]
    done = subprocess.run(command, cwd=tmp_path / "one", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_a_text_that_may_not_be_published_stays_at_home(ready, tmp_path):
    path = ready / "data/articles/nso-amnesty-2020.json"
    path.write_text(
        json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"publish_text": False}), encoding="utf-8"
    )
    building.build(ready)
    made = release(ready, tmp_path / "out")
    names = zipfile.ZipFile(tmp_path / "out" / made[1]).namelist()
    assert "data/articles/nso-amnesty-2020.json" in names
    assert "data/articles/nso-amnesty-2020.txt" not in names


@pytest.mark.slow
def test_everything_that_does_not_hold_is_named_at_once_and_nothing_is_made(ready, tmp_path):
    (ready / "CHANGELOG.md").write_text("# Changelog\n\n## 0.2.0\n\n- Later.\n")
    (ready / "CITATION.cff").write_text("version: 0.0.9\n")
    path = ready / "data/statements.csv"
    path.write_bytes(path.read_bytes().replace(b",accuse,accuse,", b",claim,accuse,"))
    subprocess.run(["git", "init", "-q", str(ready)], check=True)
    with pytest.raises(InputError) as caught:
        release(ready, tmp_path / "out")
    message = str(caught.value)
    for part in (
        "CITATION.cff: says version 0.0.9, and datapackage.json says 0.1.0",
        "CHANGELOG.md: says version 0.2.0",
        "has no entry for this version; write one under the heading: ## 0.1.0",
        "are not committed",
        "not what the articles give; run: greffier build",
    ):
        assert part in message
    assert not (tmp_path / "out").exists()
