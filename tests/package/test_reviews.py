"""What was signed holds as long as the row is what was read."""

import csv
from pathlib import Path

import pytest

import greffier
from greffier.errors import GreffierError
from greffier.package import open_package, reviews
from greffier.package.records import schema_of

DECISION = ("decisions", "nso-amnesty-2020.d0")


def standing(dataset: Path) -> dict[reviews.Unit, reviews.Standing]:
    package = open_package(dataset)
    schemas = {name: schema_of(package.resource(name)) for name in reviews.TABLES}
    return reviews.standings(reviews.tables_of(package), schemas)


def sign(dataset: Path, unit: reviews.Unit, verdict: str = "accepted", reviewer: str = "Ana", sha256: str = "") -> None:
    digest = sha256 or standing(dataset)[unit].sha256
    with (dataset / "data/curated/reviews.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow([*unit, digest, verdict, reviewer, "2026-11-25", ""])


@pytest.fixture
def unread(dataset) -> Path:
    path = dataset / "data/curated/reviews.csv"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    return dataset


def edit(dataset: Path, name: str, old: str, new: str) -> None:
    path = dataset / "data" / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_row_is_read_when_somebody_signed_what_it_is(unread):
    assert standing(unread)[DECISION].state == "open"
    sign(unread, DECISION)
    assert standing(unread)[DECISION].state == "read"
    assert reviews.figures(standing(unread))["decisions"][:2] == (1, 1)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("decisions", ",appeal,", ",cassation,"),
        ("parties", "nso-group,concerned", "nso-group,respondent"),
        (
            "evidence",
            "decisions,nso-amnesty-2020.d0,instance,nso-amnesty-2020,175",
            "decisions,nso-amnesty-2020.d0,instance,nso-amnesty-2020,176",
        ),
        ("articles", ",3159", ",3159"),
    ],
)
def test_a_row_whose_words_parts_or_cells_change_is_open_again(unread, name, old, new):
    sign(unread, DECISION)
    if name == "articles":
        old, new = standing_hash(unread), "0" * 64
    edit(unread, name, old, new)
    assert standing(unread)[DECISION].state == "changed"


def standing_hash(dataset: Path) -> str:
    return greffier.load("articles", "records", dataset)[0]["sha256"]


def test_the_name_of_a_rule_is_nothing_that_was_read(unread):
    sign(unread, DECISION)
    rule = greffier.load("decisions", "records", unread)[0]["rule"]
    edit(unread, "decisions", f",{rule}\n", ",another-rule\n")
    assert standing(unread)[DECISION].state == "read"


def test_readers_who_disagree_leave_a_row_unread(unread):
    sign(unread, DECISION)
    sign(unread, DECISION, "disputed", "Bo")
    found = standing(unread)[DECISION]
    assert found.state == "disputed"
    assert {review.reviewer: review.verdict for review in found.current} == {"Ana": "accepted", "Bo": "disputed"}


def test_an_article_is_open_again_when_a_row_is_missing_after_all(unread):
    unit = ("articles", "nso-amnesty-2020")
    sign(unread, unit)
    assert standing(unread)[unit].state == "read"
    path = unread / "data/statements.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert standing(unread)[unit].state == "changed"


def test_only_what_was_read_is_loaded(unread):
    sign(unread, DECISION)
    sign(unread, ("actors", "omar-radi"))
    for backend in ("pandas", "polars", "records"):
        assert len(greffier.load("decisions", backend, unread, reviewed=True)) == 1
        assert len(greffier.load("statements", backend, unread, reviewed=True)) == 0
        assert len(greffier.load("parties", backend, unread, reviewed=True)) == 3
    mentions = greffier.load("mentions", "records", unread, reviewed=True)
    assert {row["actor_id"] for row in mentions} == {"omar-radi"}
    evidence = greffier.load("evidence", "records", unread, reviewed=True)
    assert {row["row_id"].split(":")[0] for row in evidence} == {"nso-amnesty-2020.d0", "omar-radi"}
    with pytest.raises(GreffierError, match="nothing says who read the rows of 'aliases'"):
        greffier.load("aliases", package=unread, reviewed=True)


def test_verdicts_are_on_what_a_row_is_now_or_on_what_it_was():
    def said(sha256: str, verdict: str = "accepted") -> reviews.Review:
        return reviews.Review("actors", "a", sha256, verdict, "Ana", "2024-05-06")

    found = reviews.standing("now", [said("old"), said("now"), said("older", "disputed")], True)
    assert (found.current, found.older) == ((said("now"),), (said("old"), said("older", "disputed")))
    assert (found.sha256, found.corrected, found.state) == ("now", True, "read")
    states = {
        "open": [],
        "read": [said("old", "disputed"), said("now")],
        "disputed": [said("now"), said("now", "disputed")],
        "changed": [said("old")],
    }
    assert {state: reviews.standing("now", verdicts, False).state for state, verdicts in states.items()} == {s: s for s in states}
    every = [reviews.standing("now", verdicts, corrected) for verdicts in states.values() for corrected in (False, True)]
    assert reviews.figure(every) == (8, 2, 4)
    assert reviews.figure(every).open == 6
