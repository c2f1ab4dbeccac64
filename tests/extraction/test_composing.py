"""Texts of letters with marks: each span is led back to the text as it is, and a thousand marks cost what they are."""

import time

import pytest

from greffier.extraction.pipeline import extract

MIXED, ORDERED = "\u0301\u0323\u0327\u0345", "\u0327\u0327\u0327\u0327"
TEXTS = {
    "in a quotation": "Le juge a dit : « e{} » mardi.",
    "in a name": "Jean E{}mile a dit : « Non. » Le maire Jean E{}mile a été condamné mardi.",
    "in a role": "Le maire de Ve{}re, Jean Morel, a dit : « Non. »",
    "alone": "{}",
}


def seconds(text: str) -> float:
    """The processor's time for a text, the least of three."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        extract(text, article_id="x")
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize("where", TEXTS)
@pytest.mark.slow
def test_marks_that_must_be_put_in_order_cost_no_more_than_others(where: str) -> None:
    """To sort them all takes the square of their number: fifty times as long as these, of which there are as many."""
    text = TEXTS[where]
    assert seconds(text.replace("{}", MIXED * 6000)) < 10 * seconds(text.replace("{}", ORDERED * 6000)) + 0.05


@pytest.mark.parametrize("marks", [MIXED, MIXED * 7 + "\u0301\u0323", MIXED * 8, MIXED * 100], ids=len)
def test_words_with_many_marks_are_verbatim(marks: str) -> None:
    text = TEXTS["in a quotation"].replace("{}", marks)
    (said,) = extract(text, article_id="x").statements
    assert [text[start:end] for start, end in said.parts] == [f"e{marks}"]
