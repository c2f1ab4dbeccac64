import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from greffier.cli import main
from greffier.dataset.diff import as_json, as_markdown, as_text, diff, open_version
from greffier.errors import PackageError
from greffier.package import Package, open_package


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


def towns(folder: Path, content: str, *, name: str = "towns", key: tuple[str, ...] = ("id",)) -> Package:
    """A package of one table, whose columns are those of its first line."""
    fields = [{"name": column} for column in content.split("\n")[0].split(",")]
    folder.mkdir()
    (folder / "t.csv").write_text(content)
    schema = {"fields": fields, "primaryKey": list(key)}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [{"name": name, "path": "t.csv", "schema": schema}]}))
    return open_package(folder)


def test_a_table_or_a_column_that_comes_or_goes_is_told(tmp_path):
    old = towns(tmp_path / "old", "id,name\n1,Vire\n2,Caen\n")
    new = towns(tmp_path / "new", "id,name,size\n1,Vire,\n2,Caen,large\n")
    other = towns(tmp_path / "other", "id,text\n1,Dole\n", name="others")
    keyless = towns(tmp_path / "keyless", "id,name\n1,Vire\n", key=())
    assert list(as_text(diff(old, new))) == ["towns: 1 changed", "  ~ 2", "      size: '' -> 'large'"]
    assert list(as_text(diff(new, old))) == ["towns: 1 changed", "  ~ 2", "      size: 'large' -> ''"]
    assert list(as_text(diff(old, other))) == [
        "others: 1 added",
        "  + 1: Dole",
        "towns: 2 removed",
        "  - 1: Vire",
        "  - 2: Caen",
    ]
    assert list(as_markdown(diff(old, other))) == [
        "### others: 1 added\n",
        "- added `1`: Dole\n",
        "### towns: 2 removed\n",
        "- removed `1`: Vire\n- removed `2`: Caen\n",
    ]
    assert list(as_markdown(diff(old, new))) == ["### towns: 1 changed\n", "- changed `2`: size: — → large\n"]
    assert list(as_markdown([])) == ["No row differs."]
    assert diff(keyless, keyless) == []
    (table,) = as_json(diff(old, new))
    assert table == {
        "table": "towns",
        "added": {},
        "removed": {},
        "changed": [{"old_key": "2", "key": "2", "cells": {"size": ("", "large")}}],
    }


def test_rows_in_the_same_words_are_renamed_only_where_there_is_one_of_them(tmp_path):
    rows = "statement_id,text\n{0}1,Vire\n{0}2,Caen\n{0}3,Caen\n"
    key = ("statement_id",)
    old, new = (towns(tmp_path / part, rows.format(part), name="statements", key=key) for part in ("a", "b"))
    (table,) = diff(old, new)
    assert [(change.old_key, change.key, change.cells) for change in table.changed] == [("a1", "b1", {})]
    assert (list(table.added), list(table.removed)) == (["b2", "b3"], ["a2", "a3"])
    assert "  ~ b1 (was a1)" in as_text([table])
    assert "- changed `b1` (was `a1`): its place" in "".join(as_markdown([table]))


def test_long_words_are_cut_and_the_rows_of_evidence_only_counted(tmp_path):
    old = towns(tmp_path / "old", "id,text\n", name="evidence")
    new = towns(tmp_path / "new", f"id,text\n1,{'a' * 101}\n2,{'b' * 100}\n", name="evidence")
    assert list(as_text(diff(old, new))) == ["evidence: 2 added", f"  + 1: {'a' * 100}…", f"  + 2: {'b' * 100}"]
    assert list(as_markdown(diff(old, new))) == ["### evidence: 2 added\n"]


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
