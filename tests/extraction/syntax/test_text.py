"""Tokens, sentences and quotations, with the traps that French news sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.extraction.lexicon import MARK
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import split

TOKENS = [
    ("a-t-il dit", ["a", "-t-il", "dit"]),
    ("qu'elle l'a vu", ["qu'", "elle", "l'", "a", "vu"]),
    ("l’État", ["l'", "État"]),
    ("aujourd'hui, prud'hommes", ["aujourd'hui", ",", "prud'hommes"]),
    ("1 800 000 € et 3,5 millions", ["1 800 000", "€", "et", "3,5", "millions"]),
    ("M. J.-P. Roy (U.S.A.)", ["M.", "J.-P.", "Roy", "(", "U.S.A.", ")"]),
    ("terrorisme.Le groupe", ["terrorisme", ".", "Le", "groupe"]),
    ("Presse.info publie", ["Presse.info", "publie"]),
    ("celui-ci, lui-même", ["celui-ci", ",", "lui-même"]),
]

SENTENCES = [
    ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
    ("La fin du procès.Le maire part.", ["La fin du procès.", "Le maire part."]),
    ("M. Roy est venu. Il a parlé.", ["M. Roy est venu.", "Il a parlé."]),
    ("Le prévenu est Paul L. Il se tait.", ["Le prévenu est Paul L.", "Il se tait."]),
    ("Paul L. a parlé.", ["Paul L. a parlé."]),
    ("« Je pars. Je reviens », dit-il.", ["« Je pars. Je reviens », dit-il."]),
    ("Il a dit : « Je pars. » La salle rit.", ["Il a dit : « Je pars. »", "La salle rit."]),
    ("Titre sans point\n\nLe texte suit.", ["Titre sans point", "Le texte suit."]),
]

QUOTATIONS = [
    ("Il dit « oui » puis “non”.", ["oui", "non"]),
    ('Il dit "oui" et "non".', ["oui", "non"]),
    ("La loi » Avenir » est votée.", ["Avenir"]),  # closing marks used as opening ones
    ("C'est vrai », dit-elle.", ["C'est vrai"]),  # the opening mark is missing
    ("« Selon le « plan » prévu », dit-il.", ["Selon le « plan » prévu"]),  # only the outer one
    ("« Un.\n\n« Deux. »", ["Un.", "Deux."]),  # each paragraph is opened anew
    ("‘oui’ et 'non', l'an d'avant", ["oui", "non"]),  # marks and apostrophes
    ("„oui“, dit-il", ["oui"]),
]


@pytest.mark.parametrize(("string", "words"), TOKENS)
def test_tokens(string: str, words: list[str]) -> None:
    assert split(string) == words


@pytest.mark.parametrize(("string", "expected"), SENTENCES)
def test_sentences(string: str, expected: list[str]) -> None:
    text = Text(string)
    assert [string[slice(*text.span(*sentence))] for sentence in text.sentences] == expected


@pytest.mark.parametrize(("string", "expected"), QUOTATIONS)
def test_quotations(string: str, expected: list[str]) -> None:
    text = Text(string)
    assert [string[slice(*text.span(q.first, q.last))] for q in text.quotations] == expected


def test_wrapped_lines_are_no_paragraphs() -> None:
    string = "\n".join(["une ligne qui continue sur la"] * 8) + "\n\nUn paragraphe."
    assert len(Text(string).paragraphs) == 2


STRAIGHT = str.maketrans("’‘", "''")  # an apostrophe may be read as a straight one


@given(st.text(alphabet="ab L.'’«»\"“”‘„ \n-,:é!?1", max_size=120))
def test_every_token_is_verbatim_and_sentences_cover_all(string: str) -> None:
    text = Text(string)
    for k in range(len(text.words)):
        start, end = text.span(k, k + 1)
        assert string[start:end].translate(STRAIGHT) == text.words[k].translate(STRAIGHT)
    assert [k for first, last in text.sentences for k in range(first, last)] == list(range(len(text.words)))
    for q in text.quotations:
        assert 0 <= q.open <= q.first < q.last <= len(text.words)


def test_single_marks_are_found_among_the_marks():
    """They are told from apostrophes only after the tokens are made."""
    text = Text("Elle parle de 'crime', dit-il. L'avocat a nié.")
    assert [text.words[k] for k in text.where(MARK)] == ["'", "'"]
    assert text.where(MARK) == [k for k, bits in enumerate(text.bits) if bits & MARK]
