"""Whom phrases and pronouns stand for, in made-up sentences."""

import pytest
from entities import actors, entities

from greffier.extraction.syntax.text import Text
from greffier.model import Span


def who(string, phrase, nth=0, **options):
    """The name of the actor that the nth `phrase` of the text stands for."""
    text = Text(string)
    start = -1
    for _ in range(nth + 1):
        start = string.index(phrase, start + 1)
    first = text.token_at(start)
    answer = entities(text).who(first, text.token_at(start + len(phrase) - 1) + 1, **options)
    used = [(answer, Span(start, start + len(phrase)))] if answer else []
    return next((a.name for a in actors(text, used) if a.actor_id == answer), None)


@pytest.mark.parametrize(
    ("string", "phrase", "name"),
    [
        ("La procureure Anna Weil a parlé.", "La procureure Anna Weil", "Anna Weil"),
        ("Le ministre de l'Air, Paul Hus, a parlé.", "Le ministre de l'Air, Paul Hus", "Paul Hus"),
        ("L'avocate de Paul Hus a parlé.", "L'avocate de Paul Hus", "avocate de Paul Hus"),
        ("Le communiqué de la CGT précise tout.", "Le communiqué de la CGT", "CGT"),
        ("Les proches des personnes décédées ont parlé.", "Les proches des personnes décédées", "proches des personnes décédées"),
        ("La société Valdor a nié. La firme a menti.", "La firme", "Valdor"),
        ("L'association Terres Vives a nié. L'ONG a menti.", "L'ONG", "Terres Vives"),
        ("Une juge a parlé\n\nLa juge Anna Weil a souri.", "Une juge", "Anna Weil"),
        ("Un jeune homme a crié. Le jeune homme, Jan Hus, a fui.", "Un jeune homme", "Jan Hus"),
        ("Paul Hus a été relaxé. L'homme a souri.", "L'homme", "Paul Hus"),
        ("La Cour suprême a jugé. La plus haute juridiction a tranché.", "La plus haute juridiction", "Cour suprême"),
    ],
)  # fmt: skip
def test_phrases(string, phrase, name):
    assert who(string, phrase) == name


def test_the_same_role_is_the_same_person():
    assert who("La juge Anna Weil a parlé. La juge a souri.", "La juge", nth=1) == "Anna Weil"


@pytest.mark.parametrize(
    "phrase", ["Une source judiciaire", "Un proche", "L'un des avocats", "Une étude", "Des voisins"]
)
def test_indefinite_sources_are_nobody(phrase):
    assert who(f"{phrase} a parlé.", phrase) is None


def test_the_accused_is_nobody_who_prosecutes():
    string = "Le maire Paul Hus se tait. Le procureur Jan Moor parle. Le prévenu a nié. Le magistrat a insisté."
    assert who(string, "Le prévenu") == "Paul Hus"
    assert who(string, "Le magistrat") == "Jan Moor"
    assert who("Le procureur Jan Moor parle. Le prévenu a nié.", "Le prévenu") == "prévenu"


def test_indefinite_parties_are_somebody_when_asked():
    assert who("Trois élus ont été jugés.", "Trois élus", definite=False) == "Trois élus"
    assert who("Un homme de 36 ans a été jugé.", "Un homme de 36 ans", definite=False) == "homme de 36 ans"


@pytest.mark.parametrize(
    ("string", "pronoun", "name"),
    [
        ("Anna Weil a vu Paul Hus. Elle a souri.", "Elle", "Anna Weil"),
        ("Anna Weil a vu Paul Hus. Il a souri.", "Il", "Paul Hus"),
        ("La juge Anna Weil a vu le préfet Paul Hus. « Oui », a-t-elle dit.", "elle", "Anna Weil"),
        ("Paul Hus a écrit à Jan Moor. Ce dernier se tait.", "Ce dernier", "Jan Moor"),
        ("Paul Hus a parlé. « Marc Oury ment », a-t-il dit.", "il", "Paul Hus"),
        ("L'avocate de Paul Hus a parlé. « Non », explique-t-elle.", "elle", "avocate de Paul Hus"),
        ("Les plaignants ont parlé. Ils sont trois.", "Ils", "plaignants"),
    ],
)
def test_pronouns(string, pronoun, name):
    assert who(string, pronoun) == name


def test_asking_changes_nothing():
    text = Text("Anna Weil a vu Paul Hus. Elle a souri. Un homme a ri.")
    layer = entities(text)
    before = layer.of, layer.mentions, layer.actors
    assert layer.who(text.words.index("Elle"), text.words.index("Elle") + 1) == "anna-weil"
    assert layer.who(text.words.index("Un"), text.words.index("homme") + 1, definite=False)
    assert (layer.of, layer.mentions, layer.actors) == before


def test_a_pronoun_is_a_mention_without_its_hyphens():
    string = "Anna Weil a parlé. « Oui », a-t-elle dit."
    start = string.index("elle")
    (one,) = actors(Text(string), [("anna-weil", Span(start, start + 4))])
    assert [(string[m.start : m.end], m.form) for m in one.mentions] == [("Anna Weil", "name"), ("elle", "pronoun")]
