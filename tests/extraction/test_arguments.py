"""What may be given to extract, and what is said of the rest."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

import greffier
from greffier.errors import InputError
from greffier.extraction.arguments import ARTICLE_ID, METADATA
from greffier.model import Article
from greffier.package import installed_package

TEXT = "Lundi, le tribunal de Vire a débouté Jean Morel."
DAY = date(2024, 5, 6)


@pytest.mark.parametrize(
    "day",
    [
        "2024-05-06",
        "2024-05-06T23:30:00+02:00",
        DAY,
        datetime(2024, 5, 6, 1, 2),
        datetime(2024, 5, 6, 23, 59, tzinfo=UTC),
        pd.Timestamp("2024-05-06 10:00"),
    ],
)
def test_a_day_may_be_given_in_any_usual_way(day):
    found = greffier.extract(TEXT, article_id="vire", published_on=day)
    assert type(found.article.published_on) is date
    assert found.article.published_on == DAY
    assert found.decisions[0].decided_on == "2024-05-06"


def test_what_is_known_of_the_article_is_kept():
    known = {"title": "T", "publisher": "P", "url": "https://example.org", "rights": "R", "publish_text": False}
    article = greffier.extract(TEXT, article_id="a", published_on_basis="B", **known).article
    assert article == Article("a", TEXT, None, "fr", "T", "P", "https://example.org", "B", "R", False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": None}, "vire: text must be a string, not NoneType; an article needs words"),
        ({"text": b"Le"}, "vire: text must be a string, not bytes; decode it: text.decode()"),
        ({"text": Path("a.txt")}, "vire: text must be a string, not PosixPath; for a file, give what path.read_text("),
        ({"article_id": "Vire!"}, "article_id: 'Vire!' cannot name an article; use lower-case letters, digits"),
        ({"article_id": None}, "article_id: None cannot name an article"),
        ({"article_id": "a\n"}, "article_id: 'a\\n' cannot name an article"),
        ({"published_on": "6 mai 2024"}, "vire: published_on must be a day such as '2020-07-13', a date or a datetime"),
        ({"published_on": "2024-02-30"}, "or None where it is not known; it is '2024-02-30'"),
        ({"published_on": 20240506}, "it is 20240506"),
        ({"published_on": pd.NaT}, "it is 'NaT'"),
        ({"language": "de"}, "vire: no lexicon for language 'de'; articles can be in: fr"),
        ({"titel": "T"}, "vire: extract knows no 'titel'; of an article it keeps title, publisher, url"),
        ({"title": 5}, "vire: title must be a string, not int"),
        ({"publish_text": "no"}, "vire: publish_text must be true or false, not str"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(arguments, message):
    with pytest.raises(InputError) as caught:
        greffier.extract(**({"text": TEXT, "article_id": "vire"} | arguments))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_names_are_those_of_the_table_of_articles():
    schema = installed_package().resource("articles").schema
    assert schema.field("article_id").pattern == f"^{ARTICLE_ID}$"
    assert {*METADATA, "article_id", "text", "published_on", "language"} == set(Article._fields)
