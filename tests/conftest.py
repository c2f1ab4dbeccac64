"""What several tests share: the repository's own dataset, a record made by hand, and the gold where it is there."""

import shutil
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from samples import ROOT, TEXT, records_of

from greffier.dataset.rows import TABLES
from greffier.model import Article, Extraction
from greffier.package import open_package
from greffier.package.records import schema_of
from greffier.package.schema import Schema

#: What the system may call its Chromium.
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium; tests that need it are skipped where it is not installed."""
    if find_spec("playwright") is None:
        pytest.skip("no browser tests: playwright is not installed (pip install 'greffier[test]')")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no browser tests: there is no Chromium (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()
