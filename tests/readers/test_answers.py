"""Answers of models as they come: what of them is read, and the one sentence on the rest."""

import pytest

from greffier.readers.answers import rows_in

WHOLE = '{"actors": [{"name": "A"}], "statements": [], "decisions": []}'
ROWS = {"actors": [{"name": "A"}], "statements": [], "decisions": []}


@pytest.mark.parametrize(
    "answer",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Voici le résultat :\n\n{WHOLE}\n\nJ'espère que cela vous aide {{}} !",
        f'{{"result": {WHOLE}}}',
        WHOLE.replace("[]", "[\n]"),
    ],
)
def test_json_is_found_with_or_without_words_around(answer: str) -> None:
    assert rows_in(answer) == (ROWS, None)


def test_line_ends_within_strings_do_no_harm() -> None:
    assert rows_in('{"actors": [{"name": "A\nB"}]}') == ({"actors": [{"name": "A\nB"}]}, None)


@pytest.mark.parametrize(
    ("answer", "rows", "fault"),
    [
        ("", {}, "the answer is empty"),
        ("  \n", {}, "the answer is empty"),
        ("I cannot help with that.", {}, "the answer holds no rows as JSON: 'I cannot help with that.'"),
        ("[1, 2]", {}, "the answer holds no rows as JSON: '[1, 2]'"),
        ("[" * 100_000, {}, "the answer holds no rows as JSON"),
        (WHOLE[:29], {"actors": [{"name": "A"}]}, "the answer breaks off: what is read of it is 1 row(s)"),
        (
            '{"actors": [{"name": "A"}, {"name": }], "statements": [{"act": "say"}]}',
            {"actors": [{"name": "A"}], "statements": [{"act": "say"}]},
            "the answer breaks off: what is read of it is 2 row(s)",
        ),
    ],
)
def test_what_is_cut_off_or_spoilt_is_read_as_far_as_it_goes(answer: str, rows: object, fault: str) -> None:
    found, said = rows_in(answer)
    assert found == rows
    assert said is not None
    assert said.startswith(fault)
