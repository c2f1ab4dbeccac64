"""Foreign keys to a table of another package: below the package's folder, at an address, and nowhere else."""

import json
from pathlib import Path

import pytest
from test_remote import Server, authority, server, trusted  # noqa: F401

from greffier.package import open_package
from greffier.validation import judged
from greffier.validation.report import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CODES = "id,c\n1,fr\n2,il\n"


def described(name: str, **schema: object) -> str:
    fields = [{"name": "id", "type": "integer"}, {"name": "c", "type": "string"}]
    resource = {"name": name, "path": f"{name}.csv", "schema": {"fields": fields, **schema}}
    return json.dumps({"$schema": PROFILE, "resources": [resource]})


def report(folder: Path, package: str, cells: str, resource: str = "codes", column: str = "c", exact: bool = False) -> Report:
    """On a package whose table has a key to a table of another."""
    key = {"fields": ["c"], "reference": {"package": package, "resource": resource, "fields": [column]}}
    (folder / "towns.csv").write_text(f"id,c\n{cells}", "utf-8")
    (folder / "datapackage.json").write_text(described("towns", foreignKeys=[key]), "utf-8")
    return judged(open_package(folder), exact=exact)


def below(folder: Path, name: str = "codes", cells: str = CODES) -> None:
    """A second package below the first."""
    (folder / "other").mkdir()
    (folder / "other/datapackage.json").write_text(described(name), "utf-8")
    (folder / f"other/{name}.csv").write_text(cells, "utf-8")


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("package", ["other", "other/datapackage.json", "./other/"])
@pytest.mark.parametrize("name", ["codes", "towns"])
def test_a_key_leads_to_a_package_below(tmp_path: Path, package: str, name: str, exact: bool) -> None:
    below(tmp_path, name)
    found = report(tmp_path, package, "1,fr\n2,de\n3,\n", resource=name, exact=exact)
    assert [(p.file, p.line, p.column, p.rule, p.cell) for p in found.problems] == [("towns.csv", 3, "c", "foreign-key", "de")]
    assert found.problems[0].message == f"stands in no row of {name} of {package} (c)"
    assert found.unchecked == ()
    assert dict(found.tables) == {"towns": 3}


def test_a_key_leads_to_an_address(tmp_path: Path, server: Server) -> None:  # noqa: F811
    server.files = {"/codes/datapackage.json": described("codes").encode(), "/codes/codes.csv": CODES.encode()}
    address = f"{server.address}codes/datapackage.json"
    found = report(tmp_path, address, "1,fr\n2,de\n")
    assert [(p.line, p.cell) for p in found.problems] == [(3, "de")]
    assert server.asked == ["/codes/datapackage.json", "/codes/codes.csv"]


@pytest.mark.parametrize(
    ("package", "resource", "column", "words"),
    [
        ("../other", "codes", "c", "not the path of a file in the package"),
        ("/etc", "codes", "c", "not the path of a file in the package"),
        ("http://example.org/datapackage.json", "codes", "c", "an address"),
        ("nowhere", "codes", "c", "no such file"),
        ("other", "nothing", "c", "has no table 'nothing'"),
        ("other", "codes", "d", "its table codes has no column d"),
        ("https://10.0.0.1/datapackage.json", "codes", "c", "private address"),
    ],
)
def test_what_cannot_be_followed_is_said(tmp_path: Path, package: str, resource: str, column: str, words: str) -> None:
    below(tmp_path)
    found = report(tmp_path, package, "1,de\n", resource, column)
    assert found.problems == ()
    assert len(found.unchecked) == 1
    assert found.unchecked[0].startswith(f"towns: a foreign key to another package, {package}: ")
    assert words in found.unchecked[0]


def test_a_link_out_of_the_package_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    below(tmp_path)
    (tmp_path / "a/other").symlink_to(tmp_path / "other")
    assert "leads out of the package" in report(tmp_path / "a", "other", "1,de\n").unchecked[0]


def test_a_broken_table_elsewhere_says_nothing_of_this_one(tmp_path: Path) -> None:
    below(tmp_path, cells="id,x\n1,fr\n")
    found = report(tmp_path, "other", "1,de\n")
    assert found.problems == ()
    assert "cannot be read as it is described" in found.unchecked[0]
