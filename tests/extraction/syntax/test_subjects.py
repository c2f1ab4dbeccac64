"""Verb groups and their subjects."""

import pytest

from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.verb_groups import group

# (sentence, verb form, words of the group, tense, words for the subject)
GROUPS = [
    ("Le maire affirme que tout va bien.", "affirme", "affirme", "pres", "Le maire"),
    ("La ministre n'a pas encore répondu.", "répondu", "n'a pas encore répondu", "pres", "La ministre"),
    ("Mardi, le parquet a, lui, indiqué la date.", "indiqué", "a, lui, indiqué", "pres", "le parquet"),
    ("L'avocat qui défend la ville a plaidé.", "plaidé", "a plaidé", "pres", "L'avocat qui défend la ville"),
    ("Le juge, qui connaît l'affaire, a tranché.", "tranché", "a tranché", "pres", "Le juge, qui connaît l'affaire"),
    ("Le directeur du port, Paul Roy, nie.", "nie", "nie", "pres", "Le directeur du port, Paul Roy"),
    ("Elle a parlé et a ajouté un mot.", "ajouté", "a ajouté", "pres", "Elle"),
    ("Alors que la cour siège, le préfet annonce un plan.", "annonce", "annonce", "pres", "le préfet"),
    ("La société nous rappelle les faits.", "rappelle", "nous rappelle", "pres", "La société"),
    ("Ce dernier, mercredi, avait démenti.", "démenti", "avait démenti", "imp", "Ce dernier"),
    ("Le 3 mars dernier, la ville avait porté plainte.", "porté", "avait porté", "imp", "la ville"),
    ("Une liste de noms qui circule inquiète.", "circule", "circule", "pres", "Une liste de noms"),
]


@pytest.mark.parametrize(("sentence", "form", "words", "tense", "who"), GROUPS)
def test_a_verb_has_its_group_and_its_subject(sentence: str, form: str, words: str, tense: str, who: str) -> None:
    text = Text(sentence)
    found = group(text, text.lows.index(form))
    assert found is not None
    assert sentence[slice(*text.span(found.first, found.last))] == words
    assert found.tense == tense
    tokens = subject(text, found)
    assert tokens is not None
    assert sentence[slice(*text.span(*tokens))] == who


@pytest.mark.parametrize(
    ("sentence", "form"),
    [("La juge part.", "juge"), ("Une demande est faite.", "demande"), ("Il vient de la place.", "place")],
)
def test_a_noun_that_looks_like_a_verb_is_none(sentence: str, form: str) -> None:
    text = Text(sentence)
    assert group(text, text.lows.index(form)) is None


def test_a_passive_is_told_from_a_compound_past() -> None:
    text = Text("La plainte a été rejetée, puis le maire est venu.")
    rejected = group(text, text.lows.index("rejetée"))
    came = group(text, text.lows.index("venu"))
    assert rejected is not None
    assert came is not None
    assert (rejected.passive, came.passive) == (True, False)
