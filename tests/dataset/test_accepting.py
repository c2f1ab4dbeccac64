"""A model's row is published once a person accepts it, by lines that can be read, built, signed and taken back."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from dataset.test_proposed import ANSWER, put

import greffier
from greffier.cli import main
from greffier.dataset import accepting, proposed
from greffier.dataset.building import build
from greffier.dataset.workspace import applied, read_workspace
from greffier.errors import InputError, PackageError

ARTICLE = "nso-amnesty-2020"
DAY = date(2024, 5, 7)
MAROC = {
    "act": "claim",
    "speaker": "Pegasus",
    "text": ["permettant non seulement d'accéder aux données d'un smartphone"],
}
TRIED = "le gouvernement marocain a tenté de contacter l'organisation"
RULING = {
    "outcome": "ordered",
    "outcome_text": [TRIED],
    "parties": [{"actor": "gouvernement marocain", "role": "claimant", "role_words": "gouvernement marocain"}],
}


def other(**statement: str) -> dict[str, Any]:
    """A model's reading: the right rows, one cell of the first statement otherwise, an actor, a statement, a decision."""
    first, *rest = ANSWER["statements"]
    actors = [*ANSWER["actors"], {"name": "Pegasus", "kind": "company"}]
    answer = {"actors": actors, "statements": [first | statement, *rest, MAROC]}
    answer["decisions"] = [*ANSWER["decisions"], RULING]
    return {"article_id": ARTICLE, "reader": "model-a", "model": "Model A 1", **answer}


@pytest.fixture
def read(dataset: Path) -> Path:
    put(dataset, "model-a", other(act="claim"))
    return dataset


def table(dataset: Path, name: str) -> dict[str, dict[str, Any]]:
    """The rows that the articles and the curated lines give, by their ids."""
    return {str(next(iter(row.values()))): dict(row) for row in read_workspace(dataset).rows[name]}


def reviews_of(package: Path, row_id: str) -> list[dict[str, str]]:
    """The lines of reviews.csv on a row, by reviewer."""
    with (package / "data/curated/reviews.csv").open(encoding="utf-8", newline="") as lines:
        return sorted((row for row in csv.DictReader(lines) if row["row_id"] == row_id), key=lambda r: r["reviewer"] == "Ada L")


def test_a_models_rows_are_published_when_a_person_accepts_them(read: Path) -> None:
    made = build(read)
    assert (made.report.valid, made.changes) == (True, [])
    before = {row["statement_id"] for row in greffier.load("statements", "records", read, reviewed=True)}
    keys = [accepting_key(read, "statements", MAROC["text"][0]), accepting_key(read, "decisions", TRIED)]
    for key in (*keys, f"{ARTICLE}.s31"):
        accepting.accept(read, key, "model-a", "Ada L", DAY)
    assert build(read).report.valid
    signed = greffier.load("statements", backend="records", package=read, reviewed=True)
    assert {row["statement_id"] for row in signed} == {*before, keys[0], f"{ARTICLE}.s31"}
    assert keys[0] not in before
    assert [review["reviewer"] for review in reviews_of(read, f"{ARTICLE}.s31")][-1:] == ["Ada L"]


def test_a_row_is_added_with_its_actor_and_signed(read: Path) -> None:
    start = accepting_key(read, "statements", MAROC["text"][0])
    lines = accepting.accept(read, start, "model-a", "Ada L", DAY)
    assert [line.split(" ")[:3] for line in lines] == [
        ["corrections:", "+", "actors"],
        ["corrections:", "+", "mentions"],
        ["corrections:", "+", "statements"],
        ["reviews:", "+", "statements"],
    ]
    row = table(read, "statements")[start]
    assert (row["speaker_id"], row["text"], row["rule"]) == ("pegasus", MAROC["text"][0], "curated")
    line = read_workspace(read).line("corrections", "statements", start, "+")
    assert line is not None
    assert line.cells["reason"] == "Proposed by model-a (Model A 1), accepted by Ada L."


def test_a_decision_brings_its_parties(read: Path) -> None:
    key = accepting_key(read, "decisions", TRIED)
    accepting.accept(read, key, "model-a", "Ada L", DAY)
    assert table(read, "decisions")[key]["outcome"] == "ordered"
    parties = read_workspace(read).rows["parties"]
    assert [p["actor_id"] for p in parties if p["decision_id"] == key] == [f"{ARTICLE}.gouvernement-marocain"]


def test_a_row_that_is_there_takes_the_readers_cells(read: Path) -> None:
    before = table(read, "statements")
    accepting.accept(read, f"{ARTICLE}.s31", "model-a", "Ada L", DAY)
    after = table(read, "statements")
    assert after.keys() == before.keys()
    assert after[f"{ARTICLE}.s31"] == before[f"{ARTICLE}.s31"] | {"act": "claim"}


def test_other_words_take_the_place_of_a_rows(dataset: Path) -> None:
    """The reader's content is shorter: the row keeps its speaker and has the new words, and only those."""
    shorter = "fourni son logiciel aux autorités marocaines afin qu'elles puissent surveiller Omar Radi"
    put(dataset, "model-a", other(text=[shorter]))  # type: ignore[arg-type]
    key = accepting_key(dataset, "statements", shorter)
    accepting.accept(dataset, key, "model-a", "Ada L", DAY)
    rows = table(dataset, "statements")
    assert (rows[key]["text"], rows[key]["speaker_id"]) == (shorter, "amnesty-international")
    assert f"{ARTICLE}.s31" not in rows
    assert len(rows) == 11


def test_an_actor_that_was_merged_stays_so(dataset: Path) -> None:
    """The rules find the department twice, and a person merged the two: a reader's second name brings neither back."""
    entry = other()
    name = "direction du contrôle des exportations"
    entry["actors"] = [a for a in entry["actors"] if not a["name"].startswith("département")]
    entry["actors"].append({"name": name, "kind": "public_body"})
    entry["statements"][-1] = MAROC | {"speaker": name}
    put(dataset, "model-a", entry)
    key = accepting_key(dataset, "statements", MAROC["text"][0])
    accepting.accept(dataset, key, "model-a", "Ada L", DAY)
    assert table(dataset, "statements")[key]["speaker_id"] == f"{ARTICLE}.departement-qui-controle-les-exportations"


def test_what_was_accepted_can_be_taken_back(read: Path) -> None:
    space = read_workspace(read)
    key = accepting_key(read, "statements", MAROC["text"][0])
    act = accepting.accepted(space, proposed.readings(read), key, "model-a", "Ada L", DAY)
    after = applied(applied(space, act), act.undone)
    assert after.rows == space.rows
    assert after.lines == space.lines


@pytest.mark.parametrize(
    ("key", "reader", "person", "message"),
    [
        (f"{ARTICLE}.s5", "model-a", "Ada L", "model-a has no row 'nso-amnesty-2020.s5' that stands in the words"),
        (f"{ARTICLE}.s31", "model-b", "Ada L", "'model-b' has not read 'nso-amnesty-2020'; readers are model-a"),
        ("s31", "model-a", "Ada L", "'model-a' has not read 's31'"),
        (f"{ARTICLE}.s31", "model-a", " ", "give the name of the one who read it"),
    ],
)
def test_what_cannot_be_accepted_is_said(read: Path, key: str, reader: str, person: str, message: str) -> None:
    with pytest.raises(InputError, match=message.replace("(", r"\(")):
        accepting.accept(read, key, reader, person, DAY)


def test_the_command_writes_and_says_what_is_next(read: Path) -> None:
    options = ["--from", "model-a", "--as", "Ada L", "--to", str(read)]
    result = CliRunner().invoke(main, ["accept", f"{ARTICLE}.s31", *options])
    assert result.exit_code == 0, result.output
    assert "corrections: + statements nso-amnesty-2020.s31 act" in result.output
    assert f"next: greffier build {read}" in result.output


def test_readers_of_the_descriptor_are_published_before_review(dataset: Path) -> None:
    first = ANSWER["statements"][0] | {"act": "claim"}
    actors = [{"name": "Pegasus", "kind": "company"}, {"name": "Amnesty", "kind": "organization"}]
    put(dataset, "a", {"article_id": ARTICLE, "reader": "model-a", "actors": actors, "statements": [first, MAROC]})
    file = dataset / "datapackage.json"
    descriptor = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(descriptor | {"readers": ["rules", "model-a"]}), "utf-8")
    assert build(dataset).report.valid
    rows = {row["statement_id"]: row for row in greffier.load("statements", backend="records", package=dataset)}
    # the first reader's row stands for the same words; others are added under their reader's name
    assert rows[f"{ARTICLE}.s31"]["act"] == "accuse"
    assert [row["rule"] for row in rows.values() if row["text"] == MAROC["text"][0]] == ["model-a"]
    file.write_text(json.dumps(descriptor | {"readers": "model-a"}), "utf-8")
    with pytest.raises(PackageError, match=r'"readers" of datapackage\.json must be a list of names of readers'):
        build(dataset)


def test_readers_that_agree_are_shown_in_the_order_of_reading(read: Path) -> None:
    result = CliRunner().invoke(main, ["proposals", str(read), "--rows"])
    lines = result.output.splitlines()
    states = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("    ")]
    assert states == sorted(states, key=["agreed", "alone", "contradicted"].index)
    at = next(i for i, line in enumerate(lines) if "contradicted statement" in line)
    assert lines[at].startswith("  contradicted statement nso-amnesty-2020.s31 (rules, model-a): avoir fourni")
    assert lines[at + 1] == "    act: rules: accuse; model-a: claim"


def accepting_key(dataset: Path, name: str, words: str) -> str:
    """The id of the row of model-a whose words these are."""
    text = (dataset / "data" / "articles" / f"{ARTICLE}.txt").read_bytes().decode()
    return f"{ARTICLE}.{name[0]}{text.index(words)}"
