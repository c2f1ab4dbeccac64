"""The published tables hold what a careful reader finds in the dataset's article, and nothing else (tests/gold)."""

import json
from pathlib import Path
from typing import Any

import pytest

import greffier

ROOT = Path(__file__).parents[1]
GOLD = json.loads((ROOT / "tests" / "gold" / "nso-amnesty-2020.json").read_text("utf-8"))
TEXT = (ROOT / "data" / "articles" / "nso-amnesty-2020.txt").read_bytes().decode()


def words(span: list[int] | None) -> str | None:
    return TEXT[slice(*span)] if span else None


def table(name: str) -> list[dict[str, Any]]:
    return greffier.load(name, backend="records", package=ROOT)


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """The reader's name of every published actor: the two share a place where it is mentioned."""
    places = {tuple(span): actor["id"] for actor in GOLD["actors"] for span in actor["mentions"]}
    found: dict[str, str] = {}
    for row in table("mentions"):
        found.setdefault(row["actor_id"], places.get((row["start"], row["end"]), row["actor_id"]))
    return found


def test_every_actor_is_there_and_no_other(names: dict[str, str]) -> None:
    assert sorted(names.values()) == sorted(actor["id"] for actor in GOLD["actors"])
    by_id = {actor["id"]: actor for actor in GOLD["actors"]}
    for row in table("actors"):
        assert row["kind"] == by_id[names[row["actor_id"]]]["kind"], row["name"]
        assert row["country"] == by_id[names[row["actor_id"]]]["country"], row["name"]
        assert row["role"] == by_id[names[row["actor_id"]]]["role"], row["name"]


def test_every_mention_is_there(names: dict[str, str]) -> None:
    published = {(names[row["actor_id"]], row["start"], row["end"]) for row in table("mentions")}
    assert published >= {(actor["id"], *span) for actor in GOLD["actors"] for span in actor["mentions"]}


def test_every_statement_is_there_with_its_speaker(names: dict[str, str]) -> None:
    published = [
        (
            row["text"],
            row["mode"],
            names.get(row["speaker_id"]),
            names.get(row["via_id"]),
            row["cue"],
            row["speaker_text"],
        )
        for row in table("statements")
    ]
    expected = [
        (
            " […] ".join(TEXT[slice(*part)] for part in statement["content"]),
            statement["mode"],
            statement["speaker"],
            statement["via"],
            words(statement["cue"]),
            words(statement["speaker_span"]),
        )
        for statement in GOLD["statements"]
    ]
    assert sorted(published, key=str) == sorted(expected, key=str)


def test_the_decision_is_there_with_its_court_days_and_parties(names: dict[str, str]) -> None:
    (row,) = table("decisions")
    (expected,) = GOLD["decisions"]
    for column in ("outcome", "instance", "decided_on", "announced_on"):
        assert row[column] == expected[column]
    for column in ("subject", "sanction", "date_text", "announced_text"):
        assert row[column] == words(expected[column])
    assert names[row["court_id"]] == expected["court"]
    parties = {(names[party["actor_id"]], party["role"]) for party in table("parties")}
    judges = {(judge, "judge") for judge in expected["judges"]}
    assert parties == {(party["actor"], party["role"]) for party in expected["parties"]} | judges
    mentions = [e for e in table("evidence") if e["row_id"] == row["decision_id"] and e["field"] == "outcome"]
    assert [[e["start"], e["end"]] for e in mentions] == expected["evidence"]


def test_every_reason_leads_to_the_decision(names: dict[str, str]) -> None:
    judging = {"justice", "barkai", "tribunal"}
    (decision,) = table("decisions")
    for row in table("statements"):
        reason = names.get(row["speaker_id"]) in judging
        assert (row["decision_id"] == decision["decision_id"]) is reason
