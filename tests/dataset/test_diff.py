import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from greffier.cli import main
from greffier.dataset.diff import as_markdown, as_text, diff, open_version
from greffier.errors import PackageError
from greffier.package import open_package


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "data" / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def test_a_package_does_not_differ_from_itself(root):
    assert diff(open_package(root), open_package(root)) == []
    assert list(as_text([])) == ["no row differs"]


def test_rows_and_cells_are_told_by_their_keys(root, dataset):
    edit(dataset, "statements", ",accuse,accuse,", ",claim,accuse,")
    edit(dataset, "parties", "nso-amnesty-2020.d0,nso-amnesty-2020,nso-group,concerned\n", "")
    found = {table.table: table for table in diff(open_package(root), open_package(dataset))}
    assert found.keys() == {"statements", "parties"}
    assert found["statements"].changed == [
        ("nso-amnesty-2020.s31", "nso-amnesty-2020.s31", {"act": ("accuse", "claim")})
    ]
    assert list(found["parties"].removed) == ["nso-amnesty-2020.d0:nso-group:concerned"]
    assert "      act: 'accuse' -> 'claim'" in as_text(found.values())
    assert any("act: accuse → claim" in line for line in as_markdown(list(found.values())))


def test_rows_in_the_same_words_elsewhere_are_renamed(root, dataset):
    edit(dataset, "statements", "nso-amnesty-2020.s31,", "nso-amnesty-2020.s41,")
    edit(dataset, "statements", ",31,125,", ",41,135,")
    edit(dataset, "actors", "omar-radi,", "radi,")
    edit(dataset, "mentions", ",omar-radi,", ",radi,")
    found = {table.table: table for table in diff(open_package(root), open_package(dataset))}
    assert found["statements"].changed == [("nso-amnesty-2020.s31", "nso-amnesty-2020.s41", {})]
    assert [change[:2] for change in found["actors"].changed] == [("omar-radi", "radi")]
    assert found["actors"].counts == {"added": 0, "removed": 0, "changed": 1}


def test_a_revision_of_git_is_a_version(dataset, tmp_path):
    repository = tmp_path / "repository"
    shutil.copytree(dataset, repository / "sub")
    git(tmp_path, "init", "-q", str(repository))
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "one")
    edit(repository / "sub", "statements", ",accuse,accuse,", ",claim,accuse,")
    result = CliRunner().invoke(main, ["diff", "HEAD", str(repository / "sub")])
    assert result.exit_code == 1
    assert "act: 'accuse' -> 'claim'" in result.output
    result = CliRunner().invoke(main, ["diff", "HEAD", str(repository / "sub"), "--json"])
    assert json.loads(result.output)[0]["changed"][0]["cells"] == {"act": ["accuse", "claim"]}
    for wrong in ("HEAD~9", "--output=/tmp/x", "nowhere"):
        with pytest.raises(PackageError, match="no revision that git knows"):
            open_version(wrong, repository / "sub")
