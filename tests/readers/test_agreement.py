"""Rows of several readers for the same words are one row, and a person sees every value that differs."""

from datetime import date

from samples import TEXT, records_of

from greffier.model import Article, Extraction, Span
from greffier.readers.agreement import RULES, agreement

RULES_READ = Extraction(Article("vire", TEXT, date(2024, 5, 6)), *records_of(TEXT))
(COURT, MOREL), (SAID,), (RULED,) = RULES_READ[1:]


def states(other: Extraction) -> dict[str, str]:
    return {row.row_id: row.state for row in agreement({RULES: RULES_READ, "other": other})}


def test_the_same_rows_are_agreed() -> None:
    found = agreement({RULES: RULES_READ, "other": RULES_READ})
    assert [(row.table, row.state, row.readers) for row in found] == [
        ("decisions", "agreed", (RULES, "other")),
        ("statements", "agreed", (RULES, "other")),
        ("actors", "agreed", (RULES, "other")),
        ("actors", "agreed", (RULES, "other")),
    ]
    assert all(row.differ == {} for row in found)


def test_another_value_contradicts_and_an_empty_one_does_not() -> None:
    other = RULES_READ._replace(
        statements=(SAID._replace(speaker_id="tribunal-de-vire", cue=None),),
        decisions=(RULED._replace(court_id=None),),
    )
    found = agreement({RULES: RULES_READ, "other": other})
    # what is agreed is read first, what is contradicted last
    assert [row.state for row in found] == ["agreed", "agreed", "agreed", "contradicted"]
    assert found[0].differ == {"court_id": {RULES: "tribunal-de-vire", "other": ""}}
    assert found[-1].differ == {
        "speaker_id": {RULES: "jean-morel", "other": "tribunal-de-vire"},
        "cue": {RULES: "a-t-il dit", "other": ""},
    }


def test_words_that_share_half_are_the_same_row_and_others_are_alone() -> None:
    first, second = SAID.parts
    near = RULES_READ._replace(statements=(SAID._replace(parts=(first, Span(second.start + 3, second.end))),))
    assert states(near)[f"vire.s{first.start}"] == "contradicted"
    away = RULES_READ._replace(statements=(SAID._replace(parts=(Span(0, 5),)),))
    assert states(away)[f"vire.s{first.start}"] == "alone"
    assert states(away)["vire.s0"] == "alone"


def test_parties_and_other_outcomes_are_compared() -> None:
    other = RULES_READ._replace(decisions=(RULED._replace(outcome="ordered", parties=()),))
    (ruling,) = [row for row in agreement({RULES: RULES_READ, "other": other}) if row.table == "decisions"]
    assert ruling.differ == {
        "outcome": {RULES: "dismissed", "other": "ordered"},
        "parties": {RULES: "jean-morel claimant", "other": ""},
    }
