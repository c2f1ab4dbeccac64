"""Words are found exactly, or after the stated normalisation, and never by likeness."""

import unicodedata

import pytest

from greffier.model import Span
from greffier.readers.wording import Wording

TEXT = "Il a dit :\u00a0« L’accord\u202ftient… »  L'œuvre est co\u00adûteuse, non-\u2011lieu. Il a dit non."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("L’accord\u202ftient…", "L’accord\u202ftient…"),
        ("L'accord tient...", "L’accord\u202ftient…"),
        ('"L\'accord tient..."', "L’accord\u202ftient…"),
        ("“L'accord tient”", "L’accord\u202ftient"),
        ("dit : « L'accord", "dit :\u00a0« L’accord"),
        ("dit: «L'accord", "dit :\u00a0« L’accord"),
        ("coûteuse.", "co\u00adûteuse"),
        (unicodedata.normalize("NFD", "L'œuvre est coûteuse"), "L'œuvre est co\u00adûteuse"),
        # not the same words
        ("l'accord tient", None),
        ("accord tien", None),
        ("couteuse", None),
        ("L'oeuvre", None),
        ("L'accord, tient", None),
        ("accord qui tient", None),
        ("", None),
        ("…", None),
    ],
)
def test_words_are_found_as_they_may_be_typed(words: str, found: str | None) -> None:
    places = Wording(TEXT).places(words)
    assert [TEXT[start:end] for start, end in places] == ([found] if found else [])


def test_every_place_is_found_and_no_more_than_asked_for() -> None:
    assert Wording(TEXT).places("Il a dit") == [Span(0, 8), Span(TEXT.rindex("Il a dit"), TEXT.rindex("Il a dit") + 8)]
    assert Wording("a a a").places("a a") == [Span(0, 3), Span(2, 5)]
    assert len(Wording("a " * 1000).places("a", most=10)) == 11
    assert Wording(TEXT).places("Il a dit", 5) == [Span(TEXT.rindex("Il a dit"), TEXT.rindex("Il a dit") + 8)]


def test_letters_composed_in_other_ways_are_the_same_and_keep_their_places() -> None:
    text = unicodedata.normalize("NFD", "déjà jugé")
    (place,) = Wording(text).places("jugé")
    assert text[place.start : place.end] == unicodedata.normalize("NFD", "jugé")
