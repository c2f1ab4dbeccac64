"""What several tests share: the repository's own dataset, a record made by hand, and the gold where it is there."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from samples import ROOT, TEXT, records_of

from greffier.dataset.rows import TABLES
from greffier.model import Article, Extraction
from greffier.package import open_package
from greffier.package.records import schema_of
from greffier.package.schema import Schema

GOLD = ROOT.parent / "shared" / "gold"


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of gold articles; the test is skipped where it is not beside the repository."""
    folder = GOLD / "dev"
    if not folder.is_dir():
        pytest.skip(f"no gold articles: {folder} is not there")
    return folder


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A copy of the repository's dataset that a test may spoil."""
    folder = tmp_path / "dataset"
    folder.mkdir()
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "datapackage.json", folder)
    return folder


@pytest.fixture(scope="session")
def schemas() -> dict[str, Schema]:
    """The schemas of the generated tables."""
    package = open_package(ROOT)
    return {name: schema_of(package.resource(name)) for name in TABLES}


@pytest.fixture(scope="session")
def extraction() -> Extraction:
    """What TEXT says: two actors, one statement in two parts, one decision on a day."""
    return Extraction(Article("vire", TEXT, date(2024, 5, 6)), *records_of(TEXT))
