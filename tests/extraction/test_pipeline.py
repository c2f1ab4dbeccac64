"""The whole way from an article to its records."""

import unicodedata
from dataclasses import FrozenInstanceError, fields
from datetime import date

import pytest

from greffier.errors import InputError
from greffier.extraction.document import Document
from greffier.extraction.pipeline import STAGES, entities, extract, mentions, speech
from greffier.extraction.syntax.text import Text
from greffier.model import Article, Extraction

ARTICLE = """La justice déboute une association

Le tribunal administratif de Rennes a rejeté mardi la demande de l'association Eaux vives, qui réclamait la fermeture d'une porcherie.

« La décision est incompréhensible », a réagi sa présidente, Hélène Kerbrat. Selon elle, la préfète « savait tout ». L'entreprise Porcel, elle, affirme avoir respecté la loi."""


def spans(found: Extraction) -> list[tuple[int, int]]:
    """Every span of an extraction."""
    out = [(m.start, m.end) for a in found.actors for m in a.mentions]
    out += [(e.start, e.end) for a in found.actors for e in a.evidence]
    for s in found.statements:
        out += [tuple(p) for p in s.parts] + [tuple(p) for p in (s.speaker, s.cue) if p]
    for d in found.decisions:
        out += [tuple(p) for p in d.mentions] + [tuple(p) for p in (d.subject, d.sanction, d.date) if p]
    return out


def said(found: Extraction) -> list[tuple[str | None, str]]:
    text = found.article.text
    return [(s.speaker_id, " || ".join(text[p.start : p.end] for p in s.parts)) for s in found.statements]


def test_an_article_gives_who_said_what_and_what_was_decided() -> None:
    found = extract(ARTICLE, article_id="eaux", published_on=date(2024, 3, 7))
    assert ("helene-kerbrat", "La décision est incompréhensible") in said(found)
    assert ("helene-kerbrat", "la préfète « savait tout »") in said(found)
    (decision,) = found.decisions
    assert (decision.outcome, decision.decided_on) == ("dismissed", "2024-03-05")
    assert {p.role for p in decision.parties} >= {"claimant"}


def test_decomposed_text_gives_the_same_records_with_their_own_offsets() -> None:
    composed = extract(ARTICLE, article_id="eaux", published_on=date(2024, 3, 7))
    string = unicodedata.normalize("NFD", ARTICLE)
    found = extract(string, article_id="eaux", published_on=date(2024, 3, 7))
    assert found.article.text == string
    assert [(i, unicodedata.normalize("NFC", t)) for i, t in said(found)] == said(composed)
    for (start, end), (first, last) in zip(spans(found), spans(composed), strict=True):
        assert unicodedata.normalize("NFC", string[start:end]) == ARTICLE[first:last]


@pytest.mark.parametrize("change", [lambda s: s.replace("\n", "\r\n"), lambda s: "\ufeff" + s], ids=["CRLF", "BOM"])
def test_line_ends_and_byte_order_marks_change_no_word(change) -> None:
    string = change(ARTICLE)
    found = extract(string, article_id="eaux", published_on=date(2024, 3, 7))
    words = [ARTICLE[a:b] for a, b in spans(extract(ARTICLE, article_id="eaux", published_on=date(2024, 3, 7)))]
    assert [string[a:b] for a, b in spans(found)] == words


def test_another_language_is_refused() -> None:
    with pytest.raises(InputError, match="no lexicon for language 'de'"):
        extract("Das Gericht", article_id="x", language="de")


@pytest.mark.parametrize(
    "unit",
    [
        "« mot ",
        '" mot ',
        "mot » ",
        "Xavier ",
        "Jean Martin a dit que ",
        "( mot ",
        "selon le maire, ",
        "il dit : ",
        "A. ",
        "Le parquet a requis deux ans, mais le tribunal a condamné Jean Petit. ",
        "le maire, pour qui « il faut partir », ",
    ],
)
@pytest.mark.slow
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    # Four times the text must not cost much more than four times as many steps; counted, not timed.
    steps = [_steps(unit * n) for n in (150, 600)]
    assert steps[1] < 6 * steps[0]


def _steps(string: str) -> int:
    """How many function calls an extraction makes."""
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.runcall(extract, string, article_id="x")
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_a_stage_adds_its_layer_and_changes_none():
    document = Document(Article("x", ARTICLE, date(2024, 5, 8)), Text(ARTICLE))
    seen = []
    for stage in STAGES:
        before, document = document, stage(document)
        changed = [f.name for f in fields(document) if getattr(document, f.name) is not getattr(before, f.name)]
        seen.append(changed)
    assert seen == [["speech"], ["mentions"], ["known"], ["decisions"], ["statements"], ["actors"]]
    with pytest.raises(FrozenInstanceError):
        document.actors = ()


def test_who_is_who_changes_no_mention() -> None:
    """ "Dupin Velta" is read as a person, and is a business by what is told of it elsewhere: in a layer of its own."""
    article = Article("x", "La société Dupin Velta a nié. Dupin Velta a menti. Un élu de Vire a été condamné.", None)
    named = mentions(speech(Document(article, Text(article.text))))
    before = [tuple(mention) for mention in named.mentions.found]
    known = entities(named)
    assert [tuple(mention) for mention in named.mentions.found] == before
    assert [m.kind for m in named.mentions.found if m.category == "person"] == ["person"]
    assert {known.entities.of[number].kind for number in known.entities.actors[1:3]} == {"company"}
    with pytest.raises(AttributeError):
        named.mentions.found[0].last = 9
    with pytest.raises(AttributeError):
        known.entities.of[0].acts = False
    with pytest.raises(FrozenInstanceError):
        known.entities.of = ()


def test_what_is_asked_of_the_entities_changes_no_row():
    document = Document(Article("x", ARTICLE, date(2024, 5, 8)), Text(ARTICLE))
    for stage in STAGES:
        document = stage(document)
    wanted = document.actors
    assert wanted
    for k in range(len(document.text.words)):
        document.entities.who(k, k + 1, definite=False)
    assert STAGES[-1](document).actors == wanted
