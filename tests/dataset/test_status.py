import json

import pytest

from greffier.dataset import building
from greffier.dataset.status import as_lines, status
from greffier.errors import PackageError
from greffier.package import open_package


def test_the_figures_of_the_dataset_are_those_of_its_descriptor(root):
    found = status(open_package(root))
    stated = {
        entry["name"]: entry["reviewed"] for entry in open_package(root).descriptor["resources"] if "reviewed" in entry
    }
    assert stated == {name: figure._asdict() for name, figure in found.tables.items()}
    assert found.articles["nso-amnesty-2020"].rows == sum(figure.rows for figure in found.tables.values())
    assert found.gone == []


def test_a_review_of_a_row_that_is_gone_is_named_and_counts_for_nothing(dataset):
    path = dataset / "data/curated/reviews.csv"
    head = path.read_bytes().splitlines(keepends=True)[0]
    path.write_bytes(head + f"statements,x.s1,{'0' * 64},accepted,Ana,2026-11-25,\n".encode())
    building.build(dataset)
    found = status(open_package(dataset))
    assert found.gone == [("statements", "x.s1")]
    assert sum(figure.read for figure in found.tables.values()) == 0
    lines = list(as_lines(found))
    assert "statements x.s1: reviewed, and there no more" in lines
    assert lines[-1] == "0 of 27 rows were reviewed, 27 are open"


def test_a_package_without_reviews_is_told_so(dataset):
    descriptor = json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [entry for entry in descriptor["resources"] if entry["name"] != "reviews"]
    (dataset / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(PackageError, match="has no table of reviews"):
        status(open_package(dataset))
    assert building.build(dataset, check=True).report.valid
