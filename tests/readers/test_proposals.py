"""What is proposed is checked by the form; what cannot be taken is told of, and the rest is kept."""

import pytest

from greffier.errors import InputError
from greffier.readers.proposals import MOST_ROWS, proposal


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ([], "no proposal; a line is a JSON object"),
        ({"reader": "a"}, 'has no "article_id"'),
        ({"article_id": "a"}, 'needs a "reader"'),
        ({"article_id": "a", "reader": "GPT 5"}, "lower-case words joined by hyphens, not 'GPT 5'"),
        ({"article_id": "a", "reader": "curated"}, 'needs a "reader"'),
        ({"article_id": 7, "reader": "a"}, "article_id must be a string, and it is 7"),
    ],
)
def test_a_line_that_is_none_is_named(entry: object, message: str) -> None:
    with pytest.raises(InputError) as error:
        proposal(entry, "lines.jsonl:3")
    assert str(error.value).startswith("lines.jsonl:3: ")
    assert message in str(error.value)


def test_a_million_rows_are_cut_short_with_a_word() -> None:
    rows = [{"act": "say", "text": ["oui"]}] * 1_000_000
    found = proposal({"article_id": "a", "reader": "b", "statements": rows}, "x")
    assert len(found.statements) == MOST_ROWS
    assert [str(refusal) for refusal in found.refused] == [
        f"statements: has 1000000 rows; no more than the first {MOST_ROWS} are taken"
    ]


def test_answers_stand_in_place_of_rows_each_with_its_piece() -> None:
    answers = [
        {"start": 0, "end": 9, "answer": '{"statements": [{"act": "say", "text": ["oui"]}]}'},
        {"start": 5, "end": 20, "answer": "no"},
        {"answer": "no"},
    ]
    found = proposal({"article_id": "a", "reader": "b", "answers": answers}, "x")
    assert [draft.within for draft in found.statements] == [(0, 9)]
    assert [str(refusal) for refusal in found.refused] == [
        "answers 2: the answer holds no rows as JSON: 'no'",
        "answers 3: is no answer with its start and end (\"{'answer': 'no'}\")",
    ]


def test_letters_that_no_file_can_hold_do_not_break_messages() -> None:
    found = proposal({"article_id": "a", "reader": "b", "statements": ["\ud800"]}, "x")
    assert str(found.refused[0]).encode()
