"""Which state an article speaks of."""

import pytest

from greffier.extraction.lexicon import table
from greffier.extraction.mentions import finding
from greffier.extraction.mentions.countries import heading, setting
from greffier.extraction.syntax.text import Text


def place(string, rule):
    text = Text(string)
    answer = rule(text, sorted(finding.find(text).places))
    return answer and answer.code


@pytest.mark.parametrize(
    ("string", "code"),
    [
        ("Norvège : un élu condamné", "NO"),
        ("DAKAR (Agence) - Un élu a été condamné", "SN"),
        ("Le maire d'Oslo : un élu condamné", None),
    ],
)
def test_heading(string, code):
    assert place(string, heading) == code


@pytest.mark.parametrize(
    ("string", "code"),
    [
        ("Un élu d'Oslo, ville norvégienne, a été jugé loin du Portugal.", "NO"),
        ("Un élu norvégien et un élu portugais ont été jugés.", None),
        ("Un élu a été jugé.", None),
    ],
)
def test_setting_is_the_state_most_named(string, code):
    assert place(string, setting) == code


def test_every_demonym_has_a_code_of_one_state():
    codes = {}
    for row in table("countries"):
        codes.setdefault((row["form"], row["category"]), set()).add(row["code"])
    assert all(len(found) == 1 for found in codes.values())
