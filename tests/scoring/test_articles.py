"""What is counted of an article: made-up gold beside rows made by hand, right and wrong in every column."""

from datetime import date
from typing import Any

import pytest
from samples import TEXT, records_of

from greffier.model import Article, Extraction, Span
from greffier.scoring.articles import figures, score_articles
from greffier.scoring.gold import GoldActor, GoldArticle, GoldDecision, GoldStatement
from greffier.scoring.tally import Miss, Tally


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


COURT = GoldActor("court", "tribunal de Vire", "court", "FR", [span("le tribunal de Vire")])
MOREL = GoldActor("morel", "Jean Morel", "person", None, [span("Jean Morel"), span("il")])
SAID = GoldStatement("direct", "morel", [span("C'est injuste"), span("et je ferai appel")])
RULED = GoldDecision("dismissed", None, "court", "2024-05-06", {("morel", "claimant")}, [span("débouté Jean")])
GOLD = GoldArticle("vire", TEXT, date(2024, 5, 6), "fr", [COURT, MOREL], [SAID], [RULED])


ROWS = ("actors", "statements", "exact", "attributed", "decisions", "parties")
CELLS = (
    "kind",
    "country",
    "mode",
    "recall direct",
    "recall indirect",
    "recall mixed",
    "court",
    "decided_on",
    "instance",
)


def scored(gold: GoldArticle, text: str = TEXT) -> tuple[dict[str, Any], list[Miss]]:
    """What is counted of the rows made by hand, by name, and the misses."""
    tally = Tally()
    score_articles(
        [gold], tally, lambda article: Extraction(Article("vire", text, article.published_on), *records_of(TEXT))
    )
    found = figures(tally, 1)
    rows = {name: tuple(tally.number(name, part) for part in ("gold", "predicted", "right")) for name in ROWS}
    return {"articles": found["articles"], "grounding": found["grounding"]} | rows | {
        name: found[name] for name in CELLS
    }, tally.misses


RIGHT = {
    "articles": 1,
    "grounding": 1.0,
    "actors": (2, 2, 2),
    **dict.fromkeys(("statements", "exact", "attributed", "decisions", "parties"), (1, 1, 1)),
    **dict.fromkeys(CELLS, 1.0),
    "recall indirect": None,
    "recall mixed": None,
}


def test_what_is_right_in_every_column_is_counted_so():
    assert scored(GOLD) == (RIGHT, [])


def with_actor(**changed: Any) -> GoldArticle:
    return GOLD._replace(actors=[COURT._replace(**changed), MOREL])


def with_statement(**changed: Any) -> GoldArticle:
    return GOLD._replace(statements=[SAID._replace(**changed)])


def with_decision(**changed: Any) -> GoldArticle:
    return GOLD._replace(decisions=[RULED._replace(**changed)])


NO_ACTOR = Miss("vire", "actor missed", "Vire")
MANY_STATEMENTS = Miss("vire", "statement too many", "«C'est injuste […] et je ferai appel» (inserted-clause)")
MANY_DECISIONS = Miss("vire", "decision too many", "dismissed «a débouté» (decision-active)")


@pytest.mark.parametrize(
    ("gold", "differs", "misses"),
    [
        (with_actor(kind="company"), {"kind": 0.5}, []),
        (with_actor(country="MA"), {"country": 0.0}, []),
        (with_actor(country=None), {"country": None}, []),
        # "Vire" is a quarter of "tribunal de Vire"; half is enough
        (
            with_actor(mentions=[span("Vire")], name="Vire"),
            {"actors": (2, 2, 1), "country": None, "court": 0.0},
            [NO_ACTOR, Miss("vire", "actor too many", "tribunal de Vire")],
        ),
        (with_actor(mentions=[span("al de Vire"), span("Lundi")]), {}, []),
        (with_actor(mentions=[span("tribunal")]), {}, []),
        (with_statement(mode="mixed"), {"mode": 0.0, "recall direct": None, "recall mixed": 1.0}, []),
        (
            with_statement(speaker=None),
            {"attributed": (1, 1, 0)},
            [Miss("vire", "speaker", "jean-morel said to say «C'est injuste […] et je ferai appel»")],
        ),
        (
            with_statement(content=[span("C'est injuste"), span("je ferai appel")]),
            {"exact": (1, 1, 0)},
            [
                Miss(
                    "vire",
                    "content differs",
                    "«C'est injuste […] et je ferai appel» for «C'est injuste », a-t-il dit, « et je ferai appel»",
                )
            ],
        ),
        # two of seven words
        (
            with_statement(content=[span("ferai appel")]),
            {"statements": (1, 1, 0), "exact": (1, 1, 0), "attributed": (1, 1, 0), "mode": None, "recall direct": 0.0},
            [Miss("vire", "statement missed", "«ferai appel»"), MANY_STATEMENTS],
        ),
        (
            GOLD._replace(statements=[SAID, GoldStatement("indirect", "morel", [span("Lundi")])]),
            {"statements": (2, 1, 1), "exact": (2, 1, 1), "attributed": (2, 1, 1), "recall indirect": 0.0},
            [Miss("vire", "statement missed", "«Lundi»")],
        ),
        (with_decision(court="morel"), {"court": 0.0}, []),
        (with_decision(court=None), {"court": 0.0}, []),
        (with_decision(decided_on="2024-05-07"), {"decided_on": 0.0}, []),
        (with_decision(instance="appeal"), {"instance": 0.0}, []),
        (with_decision(parties={("morel", "respondent"), ("court", "judge")}), {"parties": (2, 1, 0)}, []),
        # one letter in common is enough, none is not
        (with_decision(evidence=[span("é Jean")]), {}, []),
        (
            with_decision(evidence=[span(" Jean"), span("Lundi")]),
            {"decisions": (1, 1, 0), "parties": (0, 0, 0), "court": None, "decided_on": None, "instance": None},
            [Miss("vire", "decision missed", "dismissed « Jean»"), MANY_DECISIONS],
        ),
        (
            with_decision(outcome="granted"),
            {"decisions": (1, 1, 0), "parties": (0, 0, 0), "court": None, "decided_on": None, "instance": None},
            [Miss("vire", "decision missed", "granted «débouté Jean»"), MANY_DECISIONS],
        ),
    ],
)
def test_what_differs_is_counted_and_told_and_nothing_else(
    gold: GoldArticle, differs: dict[str, Any], misses: list[Miss]
):
    assert scored(gold) == (RIGHT | differs, misses)


def test_a_span_that_is_not_the_articles_is_counted():
    # the rows say what stood in another text
    counted, _ = scored(GOLD._replace(text=TEXT.replace("Lundi", "Mardi")))
    assert counted["grounding"] == pytest.approx(11 / 13, abs=0.001)


def test_rows_are_counted_by_the_rule_that_found_them():
    tally = Tally()
    score_articles(
        [with_decision(outcome="granted")], tally, lambda a: Extraction(Article("vire", TEXT), *records_of(TEXT))
    )
    assert [tally.number("rule statements inserted-clause", part) for part in ("predicted", "right")] == [1, 1]
    assert [tally.number("rule decisions decision-active", part) for part in ("predicted", "right")] == [1, 0]
    assert tally.names("fires ") == ["decision-active", "inserted-clause"]
    assert {name: tally.number(f"outcome {name}") for name in tally.names("outcome ")} == {"dismissed": 0, "granted": 1}
    assert tally.number("outcome dismissed", "predicted") == 1
