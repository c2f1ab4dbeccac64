"""The dataset as its descriptor says it: who made it, how it is cited, where an error is reported."""

import json
from pathlib import Path
from typing import Any

import pytest
from rivers import vire, write_package

from greffier.package import Package, open_package
from greffier.package.storage import Folder
from greffier.site.dataset import json_ld, read_dataset, report
from greffier.site.store import Store

FULL: dict[str, Any] = {
    "name": "rivers",
    "title": "Rivers in court",
    "description": "Some rivers.",
    "version": "1.2.3",
    "created": "2024-05-06T10:00:00Z",
    "homepage": "https://example.org/rivers",
    "id": "https://doi.org/10.1/x",
    "keywords": ["river", 1],
    "licenses": [{"name": "CC-BY-4.0"}, {"name": "own", "path": "javascript:x", "title": "Our own"}, "none"],
    "contributors": [{"title": "Ana Morel"}, {"title": ""}, {"title": "Rivages", "email": "post@rivages.example"}],
    "sources": [{"title": "Dépêche", "path": "https://depeche.example"}, {"title": "a book", "path": "book"}],
    "translations": {"fr": {"title": "Rivières"}, "de": []},
    "resources": [],
}


def dataset(**changed: Any) -> Any:
    descriptor = {**FULL, **changed}
    return read_dataset(Package({key: value for key, value in descriptor.items() if value is not None}, Folder(Path())))


def test_everything_that_is_said_is_there() -> None:
    found = dataset()
    assert (found.name, found.title, found.description, found.version) == ("rivers", "Rivers in court", "Some rivers.", "1.2.3")
    assert (found.created, found.year, found.label) == ("2024-05-06", "2024", "rivers-1.2.3")
    assert found.keywords == ["river", "1"]
    assert found.authors == ["Ana Morel", "Rivages"]
    assert found.sources == [("Dépêche", "https://depeche.example"), ("a book", "")]
    assert [(one.name, one.address) for one in found.licences] == [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("own", ""),
    ]
    assert found.licences[1].title == "Our own"
    assert [found.speaks(language) for language in ("en", "fr", "de", "es")] == [True, True, False, False]


def test_what_is_not_said_is_left_out() -> None:
    found = read_dataset(Package({"resources": []}, Folder(Path())))
    assert (found.name, found.title, found.label, found.citation) == ("dataset", "dataset", "dataset", "dataset [Data set].")
    assert found.bibtex == "@dataset{dataset,\n  title = {dataset},\n}"
    assert (found.contact, found.authors, found.sources, found.licences, found.keywords) == ("", [], [], [], [])
    named = dataset(title=None, version=None)
    assert (named.title, named.label) == ("rivers", "rivers")
    assert dataset(contributors="nobody", keywords={}, title=1).authors == []


def test_it_is_cited_in_one_line_and_for_bibtex() -> None:
    assert dataset().citation == (
        "Ana Morel; Rivages (2024). Rivers in court (1.2.3) [Data set]. https://doi.org/10.1/x"
    )
    assert dataset(id=None, created=None).citation == (
        "Ana Morel; Rivages. Rivers in court (1.2.3) [Data set]. https://example.org/rivers"
    )
    assert dataset(contributors=None, version=None, id=None, homepage="ftp://x").citation == "Rivers in court [Data set]."
    assert dataset().bibtex.splitlines() == [
        "@dataset{rivers,",
        "  author = {Ana Morel and Rivages},",
        "  title = {Rivers in court},",
        "  year = {2024},",
        "  version = {1.2.3},",
        "  url = {https://doi.org/10.1/x},",
        "}",
    ]


@pytest.mark.parametrize(
    ("contributors", "contact"),
    [
        ([{"email": "post@rivages.example", "path": "https://x.org"}], "mailto:post@rivages.example"),
        ([{"email": "a b@x.org"}, {"path": "https://x.org/report"}], "https://x.org/report"),
        ([{"email": "a@x"}], "https://example.org/rivers"),
        ([{"email": "a@x.org?body=y"}], "https://example.org/rivers"),
        ([{"path": "javascript:x"}], "https://example.org/rivers"),
        ([{"email": 1}, {"email": "b.c+d@x-y.co.uk"}], "mailto:b.c+d@x-y.co.uk"),
    ],
)
def test_an_error_is_reported_to_who_can_be_reached(contributors: list[dict[str, Any]], contact: str) -> None:
    assert dataset(contributors=contributors).contact == contact


def test_machines_are_told_the_same(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "p", vire())
    path = folder / "datapackage.json"
    own = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**own, **FULL, "title": "</script>", "resources": own["resources"]}), "utf-8")
    package = open_package(folder)
    text = str(json_ld(read_dataset(package), package, Store(package)))
    assert "<" not in text
    about = json.loads(text)
    assert (about["name"], about["description"], about["identifier"]) == ("</script>", "Some rivers.", FULL["id"])
    assert (about["url"], about["dateModified"], about["keywords"]) == (FULL["homepage"], "2024-05-06", ["river", "1"])
    assert about["license"] == ["https://creativecommons.org/licenses/by/4.0/", "own"]
    assert about["creator"] == [{"@type": "Organization", "name": name} for name in ("Ana Morel", "Rivages")]
    assert (about["inLanguage"], about["temporalCoverage"]) == (["fr"], "2024-05-06/2024-05-06")
    assert about["distribution"][0]["contentUrl"] == f"../package/{package.resources[0].path}"
    assert len(about["distribution"]) == len(package.resources)
    fields = sum(len(resource.schema.fields) for resource in package.resources if resource.schema)
    assert len(about["variableMeasured"]) == fields
    assert about["variableMeasured"][0]["name"] == f"{package.resources[0].name}.article_id"
    bare = json.loads(str(json_ld(read_dataset(Package({"resources": []}, Folder(Path()))), Package({"resources": []}, Folder(Path())), Store(package))))
    assert bare["description"] == "dataset"
    assert not {"identifier", "url", "version", "keywords", "license", "creator"} & bare.keys()


def test_a_report_is_shown_without_its_title(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"resources": []}')
    (tmp_path / "one.md").write_text("\ufeff# Title\n\nFirst.\n", "utf-8")
    (tmp_path / "two.md").write_text("No title.\n\nSecond.\n", "utf-8")
    package = open_package(tmp_path)
    assert report(package, "none.md") is None
    one, two = (str(report(package, name)) for name in ("one.md", "two.md"))
    assert ("Title" in one, "First." in one) == (False, True)
    assert ("No title." in two, "Second." in two) == (True, True)
