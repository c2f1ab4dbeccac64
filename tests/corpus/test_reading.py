import json
from datetime import date

import pytest

from greffier.corpus import columns
from greffier.corpus.inputs import Record
from greffier.corpus.reading import PLAIN, Naming, Reject, article_of, rows_of

SCHEMA = columns.schemas()["articles"]


def read(entry: object, naming: Naming = PLAIN):
    return article_of(Record("a.jsonl:1", "json", json.dumps(entry).encode()), naming, SCHEMA)


def test_columns_of_other_names_are_taken_and_the_rest_passed_over():
    naming = Naming((("article_id", "ID"), ("published_on", "when"), ("text", "body")), others=True)
    entry = {"ID": "Le Monde/12", "body": "Non.", "when": "2024-05-03T10:00:00Z", "section": 4, "publish_text": "true"}
    article = read(entry, naming)
    assert (article.article_id, article.text, article.published_on) == ("le-monde-12", "Non.", date(2024, 5, 3))
    assert article.publish_text is True


def test_an_article_without_an_id_gets_one_that_is_its_own():
    one, again, other = (read({"text": text}).article_id for text in ("Non.", "Non.", "Si."))
    assert one == again != other
    assert one.startswith("article-")
    assert read({"text": "Non.", "url": "https://www.exemple.fr/a?b=1"}).article_id.startswith("www-exemple-fr-")


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ([1], "must be a JSON object"),
        ("Non.", "must be a JSON object"),
        ({"article_id": "a"}, "text"),
        ({"article_id": "a", "text": 12}, "text"),
        ({"article_id": "a", "text": " \n"}, "an article needs words"),
        ({"article_id": 12, "text": "Non."}, "article_id"),
        ({"article_id": "Not One", "text": "Non."}, "article_id"),
        ({"article_id": "a", "text": "Non.", "title": ["T"]}, "title"),
        ({"article_id": "a", "text": "Non.", "published_on": "hier"}, "published_on"),
        ({"article_id": "a", "text": "Non.", "published_on": "2024-02-31"}, "published_on"),
        ({"article_id": "a", "text": "Non.", "language": "de"}, "language"),
        ({"article_id": "a", "text": "Non.", "section": "x"}, "section"),
        ({"article_id": "a", "text": "\ud800"}, "half a surrogate pair"),
    ],
)
def test_what_makes_an_article_unusable_is_said(entry, reason):
    with pytest.raises(Reject, match=reason):
        rows_of(read(entry))


@pytest.mark.parametrize(
    "line", [b"no json", b'{"article_id": "a", "text": "Non."', b'{"text": NaN}', b"\xff\xfe", b""]
)
def test_a_line_that_is_no_json_is_a_reject(line):
    with pytest.raises(Reject):
        article_of(Record("a.jsonl:1", "json", line), PLAIN, SCHEMA)


def test_a_reject_keeps_the_id_where_it_is_known():
    with pytest.raises(Reject) as caught:
        read({"article_id": "a", "text": "Non.", "published_on": "hier"})
    assert caught.value.article_id == "a"


def test_metadata_beside_a_text_must_be_of_that_text():
    record = Record("b.txt", "text", b"Non.", {"article_id": "b", "beside": '{"article_id": "c"}'})
    with pytest.raises(Reject, match="'c' of its metadata is not the file's name"):
        article_of(record, PLAIN, SCHEMA)
