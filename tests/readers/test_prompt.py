"""What is sent: the package's own definitions, and every word of the article in some piece."""

from datetime import date
from itertools import pairwise

import pytest

from greffier.model import Article
from greffier.readers.form import cells_of
from greffier.readers.prompt import PIECE, SHARED, guide, pieces, questions

LONG = {
    "sentences": "Le tribunal a rejeté la demande de la société. " * 1000,
    "lines": "Une ligne sans point\n" * 2000,
    "one word": "a" * 50_000,
    "short": "Court.",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_pieces_cover_the_text_and_overlap(text: str) -> None:
    found = pieces(text)
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(end - start <= PIECE for start, end in found)
    for one, other in pairwise(found):
        assert one.start < other.start
        assert SHARED // 2 <= one.end - other.start <= SHARED
    if "." in text:
        # no piece begins or ends within a sentence
        assert all(text[:start].rstrip().endswith(".") for start, _ in found[1:])


def test_every_cell_with_a_trap_is_explained() -> None:
    for cell in ("name", "mentions", "in", "text", "cue", "speaker_text", "outcome_text", "date_text", "decided_on"):
        assert f"`{cell}`" in guide()
    named = {
        cell.name for table in ("actors", "mentions", "statements", "decisions", "parties") for cell in cells_of(table)
    }
    words = {word.strip("`") for word in guide().split() if word.startswith("`") and word.endswith("`")}
    assert words - named <= {"mentions", "parties", "form", "description", "pronoun"}


def test_the_day_of_the_article_is_told_for_weekdays_to_be_reckoned_from() -> None:
    (question,) = questions(Article("a", "Lundi, le juge a dit non.", date(2024, 5, 7)))
    assert "Day of the article: Tuesday 07 May 2024 (2024-05-07)." in question.prompt
    (question,) = questions(Article("a", "Lundi, le juge a dit non."))
    assert "Day of the article: not known." in question.prompt
