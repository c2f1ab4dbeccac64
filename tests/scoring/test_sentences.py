"""What is counted of a single sentence: made-up gold, right and wrong in every column, beside what is read in it."""

from typing import Any

import pytest

from greffier.model import Span
from greffier.scoring.gold import GoldQuote, GoldSentence
from greffier.scoring.sentences import figures, score_sentences
from greffier.scoring.tally import Miss, Tally

TEXT = "« Nous irons en cassation dès lundi », a prévenu hier Anna Petit."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


QUOTE = GoldQuote(
    "direct", [span("Nous irons en cassation dès lundi")], span("a prévenu"), span("Anna Petit"), span("Petit"), []
)
WHOLE = {"P": 1.0, "R": 1.0, "F1": 1.0}
NONE = {"P": 0.0, "R": 0.0, "F1": 0.0}
MODE = {"gold": 1, "exact_R": 1.0, "overlap_R": 1.0, "pred": 1, "exact_P": 1.0, "overlap_P": 1.0}
NO_MODE = {"gold": 0, "exact_R": None, "overlap_R": None}
RIGHT = {
    "gold": 1,
    "pred": 1,
    "ignored": 0,
    "exact": WHOLE,
    "overlap": WHOLE,
    "overlap_and_speaker": WHOLE,
    "speaker": {"n": 1, "head": 1.0, "lenient": 1.0},
    "cue": {"n": 1, "acc": 1.0},
    "mode_acc": 1.0,
    "by_mode": {"direct": MODE, "mixed": NO_MODE, "indirect": NO_MODE},
    "empty": {"n": 0, "left_alone": None},
}
FOUND_ONLY = {"gold": 0, "exact_R": None, "overlap_R": None, "pred": 1, "exact_P": 0.0, "overlap_P": 0.0}
FALSE = Miss("s", "FP", "Nous irons en cassation dès lundi")
UNJUDGED = {"speaker": {"n": 0, "head": None, "lenient": None}, "cue": {"n": 0, "acc": None}, "mode_acc": None}


@pytest.mark.parametrize(
    ("quotes", "optional", "differs", "misses"),
    [
        ([QUOTE], [], {}, []),
        # what leads a content in is no part of it
        ([QUOTE._replace(content=[span("irons en cassation dès lundi"), span("Nous")])], [], {}, []),
        (
            [QUOTE._replace(content=[span("irons en cassation dès lundi")])],
            [],
            {"exact": NONE, "by_mode": RIGHT["by_mode"] | {"direct": MODE | {"exact_R": 0.0, "exact_P": 0.0}}},
            [],
        ),
        (
            [QUOTE._replace(speaker=span("hier"), head=span("hier"))],
            [],
            {"overlap_and_speaker": NONE, "speaker": {"n": 1, "head": 0.0, "lenient": 0.0}},
            [Miss("s", "SPK", "gold 'hier' pred 'Anna Petit'")],
        ),
        (
            [QUOTE._replace(speaker=None, head=span("hier"), others=[span("Anna")])],
            [],
            {"overlap_and_speaker": NONE, "speaker": {"n": 1, "head": 0.0, "lenient": 1.0}},
            [Miss("s", "SPK", "gold '' pred 'Anna Petit'")],
        ),
        ([QUOTE._replace(head=None)], [], {"speaker": {"n": 0, "head": None, "lenient": None}}, []),
        ([QUOTE._replace(cue=None)], [], {"cue": {"n": 0, "acc": None}}, []),
        ([QUOTE._replace(cue=span("hier"))], [], {"cue": {"n": 1, "acc": 0.0}}, []),
        (
            [QUOTE._replace(mode="mixed")],
            [],
            {
                "mode_acc": 0.0,
                "by_mode": {
                    "direct": MODE | {"gold": 0, "exact_R": None, "overlap_R": None},
                    "mixed": {"gold": 1, "exact_R": 1.0, "overlap_R": 1.0},
                    "indirect": NO_MODE,
                },
            },
            [],
        ),
        (
            [QUOTE._replace(content=[span("Anna")], mode="indirect")],
            [],
            {
                **{"exact": NONE, "overlap": NONE, "overlap_and_speaker": NONE},
                **UNJUDGED,
                "by_mode": {
                    "direct": FOUND_ONLY,
                    "mixed": NO_MODE,
                    "indirect": {"gold": 1, "exact_R": 0.0, "overlap_R": 0.0},
                },
            },
            [FALSE, Miss("s", "FN", "indirect: Anna")],
        ),
        # a sentence that says nothing should be left alone, a doubtful one counts neither way
        (
            [],
            [],
            {
                **{"gold": 0, "exact": NONE, "overlap": NONE, "overlap_and_speaker": NONE},
                **UNJUDGED,
                "by_mode": {"direct": FOUND_ONLY, "mixed": NO_MODE, "indirect": NO_MODE},
                "empty": {"n": 1, "left_alone": 0.0},
            },
            [FALSE],
        ),
        (
            [],
            [QUOTE._replace(content=[span("Nous irons en")])],
            {
                **{"gold": 0, "pred": 0, "ignored": 1, "exact": NONE, "overlap": NONE, "overlap_and_speaker": NONE},
                **UNJUDGED,
                "by_mode": {"direct": NO_MODE, "mixed": NO_MODE, "indirect": NO_MODE},
            },
            [],
        ),
    ],
)
def test_what_differs_is_counted_and_told_and_nothing_else(
    quotes: list[GoldQuote], optional: list[GoldQuote], differs: dict[str, Any], misses: list[Miss]
) -> None:
    tally = Tally()
    score_sentences([GoldSentence("s", TEXT, quotes, optional)], tally)
    assert figures(tally) == RIGHT | differs
    assert tally.misses == misses
    assert tally.number("sentences") == 1


def test_a_sentence_that_is_left_alone_is_right() -> None:
    tally = Tally()
    score_sentences([GoldSentence("s", "Le pont est fermé.", [], [])], tally)
    assert figures(tally)["empty"] == {"n": 1, "left_alone": 1.0}
