"""Rows come out of proposals only where their words stand in the article, each at the place that is meant."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from readers.trials import Trial, plain, trials

import greffier
from greffier.dataset.rows import article_rows
from greffier.extraction.pipeline import extract
from greffier.model import Article, Extraction
from greffier.readers.grounding import Grounded, ground
from greffier.readers.proposals import proposal

ANSWERS = Path(__file__).parent / "answers"
ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "data" / "articles" / "nso-amnesty-2020.txt").read_bytes().decode()
ARTICLE = Article("nso-amnesty-2020", TEXT, date(2020, 7, 13))
SHORT = (
    "Le tribunal de Vire a condamné Jean Morel à deux ans de prison lundi. Son avocate, Léa Roy, affirme qu'il est "
    "innocent. « Il est innocent », a répété Léa Roy. « Nous ferons appel, a-t-elle dit, dès demain. » Le maire de "
    "Vire a dit qu'il attendait. Le préfet a dit qu'il attendait."
)


def grounded(entry: dict[str, Any], text: str = SHORT, **options: Any) -> Grounded:
    article = Article("vire", text, date(2024, 5, 7))
    return ground(article, proposal({"article_id": "vire", "reader": "somebody", **entry}, "here"), **options)


def said(*content: str, **cells: str) -> dict[str, Any]:
    return {"statements": [{"act": "say", "text": [*content], **cells}]}


def contents(found: Grounded, text: str = SHORT) -> list[list[str]]:
    return [[text[start:end] for start, end in row.parts] for row in found.extraction.statements]


def reasons(found: Grounded) -> list[str]:
    return [str(refusal) for refusal in found.refused]


def judged(trial: Trial) -> str:
    """Empty where a trial ends as it must; else what went wrong."""
    found = ground(trial.article, proposal(trial.entry, "trial"))
    rows, text = found.extraction.statements, trial.article.text
    if trial.words is None:
        return f"kept {rows[0]}" if rows else "" if found.refused else "lost without a reason"
    if len(rows) != 1:
        return f"lost: {reasons(found)}"
    (start, end), *_ = rows[0].parts
    # marks around the words and the stop after them do not count
    if plain(text[start:end]).strip('".') != plain(trial.words).strip('".'):
        return f"stands on other words: {text[start:end]!r}"
    return "" if trial.start in (None, start) else f"stands at {start}"


@pytest.mark.parametrize(
    ("number", "seed"), [(600, 1), pytest.param(100_000, 2, marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_nothing_invented_is_kept_and_nothing_verbatim_is_lost(number: int, seed: int) -> None:
    wrong, outcomes = [], Counter[bool]()
    for trial in trials(number, seed):
        outcomes[trial.words is None] += 1
        fault = judged(trial)
        if fault:
            wrong.append((fault, trial.article.text, trial.entry["statements"]))
    assert wrong == []
    # the trials are of both sorts, so that none passes by refusing or keeping all
    assert min(outcomes.values()) > number // 5


def test_the_articles_own_answer_gives_the_published_rows() -> None:
    """A hand-written answer, words without a single offset, gives each row and span of every published table."""
    answer = json.loads((ANSWERS / "right.json").read_text("utf-8"))
    known = extract(TEXT, article_id=ARTICLE.article_id, published_on=ARTICLE.published_on).actors
    entry = {"article_id": ARTICLE.article_id, "reader": "by-hand", **answer}
    found = ground(ARTICLE, proposal(entry, "right.json"), known)
    assert found.refused == ()
    rows = article_rows(found.extraction)
    for name in ("actors", "mentions", "statements", "decisions", "parties", "evidence"):
        published = [bare(row) for row in greffier.load(name, backend="records", package=ROOT)]
        ours = [bare(row) for row in rows[name]]
        assert [row for row in published if row not in ours] == []
        assert [row for row in ours if row not in published] == []


def bare(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the rule that found it, days as they are written."""
    return {name: str(value) if isinstance(value, date) else value for name, value in row.items() if name != "rule"}


CASES = json.loads((ANSWERS / "cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_answers_give_the_rows_that_they_should(case: dict[str, Any]) -> None:
    found = grounded(case["proposed"])
    assert contents(found) == case.get("statements", [])
    assert [actor.name for actor in found.extraction.actors] == case.get("actors", [])
    told = [[SHORT[start:end] for start, end in row.mentions] for row in found.extraction.decisions]
    assert told == case.get("decisions", [])
    assert reasons(found) == case.get("refused", [])


def test_every_span_is_the_articles_own_words() -> None:
    found = grounded(json.loads((ANSWERS / "vire.json").read_text("utf-8")))
    assert found.refused == ()
    for name, table in article_rows(found.extraction).items():
        for row in table:
            if "start" in row and "text" in row and name != "statements":
                assert SHORT[row["start"] : row["end"]] == row["text"]
    assert len(found.extraction.statements) == 3
    (ruling,) = found.extraction.decisions
    assert (ruling.court_id, ruling.decided_on) == ("vire.tribunal-de-vire", "2024-05-06")
    assert [party.role for party in ruling.parties] == ["defendant"]


def test_a_cell_that_is_refused_is_empty_and_the_row_stays() -> None:
    found = grounded(said("Il est innocent", cue="a répété", speaker_text="Me Roy"))
    (row,) = found.extraction.statements
    assert row.speaker is None
    assert reasons(found) == ["statements 1 speaker_text: is not in the article ('Me Roy')"]


def test_the_same_words_twice_are_told_apart_by_who_says_them() -> None:
    first = grounded(said("il attendait", cue="a dit", speaker_text="Le préfet")).extraction.statements
    assert [row.parts[0].start for row in first] == [SHORT.rindex("il attendait")]
    other = grounded(said("il attendait", cue="a dit", speaker_text="Le maire de Vire")).extraction.statements
    assert [row.parts[0].start for row in other] == [SHORT.index("il attendait")]


def test_the_same_words_twice_are_told_apart_by_their_neighbours_in_order() -> None:
    rows = [said("il attendait")["statements"][0], said("Le préfet a dit qu'il attendait")["statements"][0]]
    found = grounded({"statements": rows})
    assert contents(found) == [["il attendait"], ["Le préfet a dit qu'il attendait"]]
    # where the rows are in no order, their neighbours say nothing
    rows = [said(words)["statements"][0] for words in ("Nous ferons appel", "Jean Morel", "il attendait")]
    assert "stands at 2 places" in reasons(grounded({"statements": rows}))[0]


def test_actors_get_the_ids_of_those_they_overlap() -> None:
    known = grounded({"actors": [{"name": "Léa Roy", "kind": "person", "mentions": []}]}).extraction.actors
    renamed = (known[0]._replace(actor_id="lea-roy-avocate"),)
    found = grounded(
        {"actors": [{"name": "Roy", "kind": "person"}, {"name": "Vire", "kind": "public_body"}]}, known=renamed
    )
    assert [actor.actor_id for actor in found.extraction.actors] == ["lea-roy-avocate", "vire"]


def test_a_reading_of_another_text_gives_nothing() -> None:
    found = grounded(said("Il est innocent") | {"sha256": "0" * 64})
    assert found.extraction[1:] == ((), (), ())
    assert reasons(found) == ["another text was read than the article's as it is now; read it again"]


def test_days_rest_on_words_and_come_before_the_article() -> None:
    for day, reason in (
        ("2024-05-08", "is later than the article, which was published on 2024-05-07"),
        ("2024-02-31", "is a day that does not exist"),
        ("lundi", "does not match"),
    ):
        row = {
            "outcome": "convicted",
            "outcome_text": ["a condamné Jean Morel"],
            "decided_on": day,
            "date_text": "lundi",
        }
        found = grounded({"decisions": [row]})
        assert found.extraction.decisions[0].decided_on is None
        assert reason in reasons(found)[0]
    row = {"outcome": "convicted", "outcome_text": ["a condamné Jean Morel"], "decided_on": "2024-05-06"}
    assert "has no words in the article to rest on" in reasons(grounded({"decisions": [row]}))[0]


def test_proposals_of_pieces_that_overlap_are_joined() -> None:
    middle = SHORT.index("« Nous")
    piece = '{"actors": [{"name": "%s", "kind": "person"}], "statements": [%s], "decisions": []}'
    row = json.dumps(said("Il est innocent", cue="a répété", speaker="Léa Roy")["statements"][0])
    cut = json.dumps(said("est innocent", cue="a répété")["statements"][0])
    answers = [
        {"start": 0, "end": middle, "answer": piece % ("Léa Roy", row)},
        {"start": middle - 50, "end": len(SHORT), "answer": piece % ("Léa Roy", cut)},
    ]
    found = grounded({"answers": answers})
    assert [actor.actor_id for actor in found.extraction.actors] == ["lea-roy"]
    assert contents(found) == [["Il est innocent"]]
    # words are looked for in the piece that its reader saw
    outside = [{"start": middle, "end": len(SHORT), "answer": piece % ("Léa Roy", row)}]
    assert contents(grounded({"answers": outside})) == []


def test_time_grows_with_the_text_alone() -> None:
    """Words that stand everywhere, and parts that could be joined in a million ways, take no longer than others."""
    text = "oui non " * 20_000
    rows = [said(*["oui", "non"] * 8, cue="oui")["statements"][0] for _ in range(50)]
    found = grounded({"statements": rows}, text)
    assert found.extraction.statements == ()
    assert len(found.refused) == 50
    assert "stands at more than 100 places" in reasons(found)[0]


@pytest.mark.slow
def test_gold_read_as_proposals_comes_back_whole(gold: Path) -> None:
    """What careful readers found in 74 articles, given as words alone: every content and cue is led back to its place."""
    lost, wrong, cues, total = [], [], 0, 0
    for path in sorted(gold.glob("*.json")):
        entry = json.loads(path.read_text("utf-8"))
        text = entry["text"]
        rows = sorted(entry["statements"], key=lambda row: row["content"][0])
        proposed = [
            {"act": "say", "text": [text[a:b] for a, b in row["content"]]}
            | ({"cue": text[slice(*row["cue"])]} if row["cue"] else {})
            | ({"speaker_text": text[slice(*row["speaker_span"])]} if row["speaker_span"] else {})
            for row in rows
        ]
        found: Extraction = grounded({"statements": proposed}, text).extraction
        places = {tuple(row.parts): row for row in found.statements}
        for row in rows:
            total += 1
            parts = [tuple(span) for span in row["content"]]
            same = [
                key
                for key in places
                if all(abs(a - c) < 3 and abs(b - d) < 3 for (a, b), (c, d) in zip(key, parts, strict=False))
            ]
            if not same:
                lost.append((path.name, row["content"]))
            elif row["cue"]:
                cues += 1
                cue = places[same[0]].cue
                if cue != tuple(row["cue"]):
                    wrong.append((path.name, row["cue"], cue))
    assert total > 500
    assert cues > 450
    assert wrong == []
    assert len(lost) <= total // 100, lost
