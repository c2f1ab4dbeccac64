"""What several tests share: the repository's own dataset, a record made by hand, and the gold where it is there."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from greffier.model import Actor, Article, Decision, Evidence, Extraction, Mention, Party, Span, Statement
from greffier.package import open_package
from greffier.records import schema_of
from greffier.rows import TABLES
from greffier.schema import Schema

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"

TEXT = "Lundi, le tribunal de Vire a débouté Jean Morel. « C'est injuste », a-t-il dit, « et je ferai appel »."


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


def records_of(text: str) -> tuple[tuple[Actor, ...], tuple[Statement, ...], tuple[Decision, ...]]:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    court, morel, he = span("tribunal de Vire"), span("Jean Morel"), span("il")
    named = (Mention(*court, "name"),)
    told = (Mention(*morel, "name"), Mention(*he, "pronoun"))
    country = (Evidence("country", *span("Vire")),)
    actors = (
        Actor("tribunal-de-vire", "tribunal de Vire", "court", None, "FR", None, named, country),
        Actor("jean-morel", "Jean Morel", "person", None, None, None, told, ()),
    )
    content = (span("C'est injuste"), span("et je ferai appel"))
    statement = Statement(content, "direct", "say", "jean-morel", he, span("a-t-il dit"), "inserted-clause")
    decision = Decision(
        (span("a débouté"),),
        "dismissed",
        "decision-active",
        court_id="tribunal-de-vire",
        decided_on="2024-05-06",
        date=span("Lundi"),
        parties=(Party("jean-morel", "claimant", *morel),),
        evidence=(Evidence("court_id", *court),),
    )
    return actors, (statement,), (decision,)
