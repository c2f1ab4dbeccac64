import pytest

from greffier.dataset.anchoring import anchored, found, inside_character
from greffier.errors import InputError
from greffier.model import Span

TEXT = "Il dit «\u00a0non\u202f»\r\net e\u0301crit 👩🏽‍⚖️ 🇫🇷🇲🇦 non."


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(8, 13, Span(9, 12)), (7, 14, Span(7, 14)), (0, 3, Span(0, 2)), (0, len(TEXT), Span(0, len(TEXT)))],
)
def test_a_selection_is_its_words_without_blanks(start, end, span):
    assert anchored(TEXT, start, end, TEXT[start:end]) == span


@pytest.mark.parametrize(
    ("start", "end", "words", "message"),
    [
        (0, 2, "Xl", "not the article's words at 0-2"),
        (0, 999, TEXT, "not the article's words"),
        (-1, 2, "", "not the article's words"),
        (3, 3, "", "not the article's words"),
        (2, 3, " ", "only blanks"),
        (TEXT.index("e\u0301"), TEXT.index("e\u0301") + 1, "e", "cuts a letter from its accent"),
        (TEXT.index("👩"), TEXT.index("👩") + 1, "👩", "a sign in two"),
        (TEXT.index("🇫"), TEXT.index("🇫") + 1, "🇫", "a sign in two"),
    ],
)
def test_what_cannot_be_anchored_is_refused_with_words(start, end, words, message):
    with pytest.raises(InputError) as caught:
        anchored(TEXT, start, end, words)
    assert message in str(caught.value)


def test_flags_and_families_are_one_character():
    places = [place for place in range(len(TEXT)) if inside_character(TEXT, place)]
    whole = [
        TEXT[a:b]
        for a, b in zip(
            [0, *(p for p in range(1, len(TEXT)) if p not in places)],
            [p for p in range(1, len(TEXT) + 1) if p not in places],
            strict=True,
        )
    ]
    assert "".join(whole) == TEXT
    assert {"e\u0301", "\r\n", "👩🏽‍⚖️", "🇫🇷", "🇲🇦"} <= set(whole)


def test_quoted_words_are_found_where_they_stand_once():
    assert found(TEXT, "écrit".replace("é", "e\u0301")) == Span(TEXT.index("e\u0301"), TEXT.index(" 👩"))
    assert found(TEXT, "🇲🇦 [non].") == Span(len(TEXT) - 4, len(TEXT) - 1)
    assert found("a [b] a [c]", "[b]") == Span(2, 5)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("non", "stands in 2 places of the article"),
        ("oui", "does not stand in the article"),
        (" ", "no words"),
        ("dit []", "no words"),
    ],
)
def test_words_that_are_not_there_or_not_once_are_refused(words, message):
    with pytest.raises(InputError, match=message):
        found(TEXT, words)
