"""The matcher finds what a pattern says, nothing else, and never takes long about it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.extraction.lexicon import CAPITAL, TIME
from greffier.extraction.patterns import (
    Pattern,
    Tokens,
    adverbial,
    capture,
    clause,
    either,
    ending,
    lemma,
    noun_phrase,
    one_of,
    opening,
    optional,
    pattern,
    quotation,
    tag,
    verb_group,
    within,
    without,
    word,
)
from greffier.extraction.syntax.text import Text

SOURCE = pattern(
    either(word("selon"), capture("by", word("d'"), word("après"))), capture("who", noun_phrase()), optional(word(",")),
    capture("what", clause()),
)  # fmt: skip
SAYS = pattern(
    capture("who", noun_phrase()), verb_group(frozenset(("affirmer", "dire"))), adverbial(), word("que", "qu'"),
    capture("what", clause()),
)  # fmt: skip


def words(text: Text, tokens: Tokens | None) -> str | None:
    return None if tokens is None else text.string[slice(*text.span(*tokens))]


@pytest.mark.parametrize("lead", ["Selon", "D'après"])
def test_a_source_and_its_clause(lead):
    text = Text(f"{lead} la procureure de Vire, les faits sont établis. La salle est vide.")
    (match,) = SOURCE.find(text)
    assert words(text, match["who"]) == "la procureure de Vire"
    assert words(text, match["what"]) == "les faits sont établis"
    assert words(text, match.get("by")) == (None if lead == "Selon" else "D'après")
    with pytest.raises(KeyError):
        match["where"]


@pytest.mark.parametrize("between", ["", " mercredi 15 janvier", " clairement", ", jeudi,"])
def test_a_verb_group_with_its_adverbials(between):
    text = Text(f"Le maire a affirmé{between} que la route était sûre.")
    (match,) = SAYS.find(text)
    assert words(text, match["who"]) == "Le maire"
    assert words(text, match["verb"]) == "affirmé"
    assert words(text, match["what"]) == "la route était sûre"


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("Paul a dit oui.", 1),
        ("Paul n'a rien dit.", 0),
        ("« Paul a dit oui », note-t-il.", 0),  # inside a quotation
    ],
)
def test_what_is_left(string, found):
    say = pattern(word("paul"), without(word("n'")), within(2), lemma("dire"))
    assert len(list(say.find(Text(string)))) == found


def test_small_pieces():
    text = Text("Lundi, Jeanne dit « oui ». Elle part mardi.")

    def found(own: Pattern) -> list[tuple[int, int]]:
        return [(match.first, match.last) for match in own.find(text)]

    assert found(pattern(tag(TIME))) == [(0, 1), (10, 11)]
    assert found(pattern(opening(), tag(CAPITAL, but=TIME))) == [(8, 9)]
    assert found(pattern(one_of(frozenset(("mardi",))), ending())) == [(10, 11)]
    assert found(pattern(lemma("dire"), quotation())) == [(3, 7)]
    assert found(pattern(word("oui"), quoted=True)) == [(5, 6)]


def test_a_pattern_needs_a_token_to_look_for():
    with pytest.raises(ValueError, match="cannot do without"):
        pattern(noun_phrase(), within(3))


PIECES = [
    "selon",
    "la",
    "juge",
    ",",
    "affirme",
    "que",
    "«",
    "»",
    '"',
    "'",
    "d'",
    "après",
    "et",
    "Paul",
    ".",
    "il",
    "(",
    "3",
    "mai",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_text_breaks_a_pattern(tokens):
    text = Text(" ".join(tokens))
    for found in (SOURCE, SAYS):
        for match in found.find(text):
            assert 0 <= match.first < match.last <= len(text.words)
            assert all(match.first <= own.first <= own.last <= match.last for _, own in match.captures)


@pytest.mark.parametrize("piece", ["selon la juge ", "selon selon ", "Paul affirme que ", "d'après Paul, ", "( « "])
def test_a_search_looks_at_a_bounded_number_of_tokens_for_each(piece, monkeypatch):
    def looks(times: int) -> int:
        text = Text(piece * times)
        count = 0

        class Counted(list):
            def __getitem__(self, k):
                nonlocal count
                count += 1
                return super().__getitem__(k)

        text.bits = Counted(text.bits)
        for found in (SOURCE, SAYS):
            list(found.find(text))
        return count

    assert looks(800) <= 2.5 * looks(400) + 1000
