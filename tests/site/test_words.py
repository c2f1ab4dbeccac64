import json
import re
from pathlib import Path

import pytest

from greffier.site.words import Words

SITE = Path(__file__).parents[2] / "src" / "greffier" / "site"
SCHEMAS = Path(__file__).parents[2] / "schemas"


def phrases() -> set[str]:
    """All that the templates say, and the titles and labels of the schemas."""
    found = {":"}
    for template in (SITE / "templates").glob("*.html"):
        source = template.read_text(encoding="utf-8")
        found |= set(re.findall(r'\bt\("([^"]*)"', source))
        for pair in re.findall(r't\.count\([^"]*"([^"]*)", "([^"]*)"\)', source):
            found |= set(pair)
    for path in SCHEMAS.glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        found |= {schema["title"], schema["description"]}
        for field in schema["fields"]:
            found |= {field["title"], field["description"]}
            if field["name"] not in ("table",):
                found |= {category["label"] for category in field.get("categories", [])}
                found |= {f"{field['name']}={category['value']}" for category in field.get("categories", [])}
    return found


def test_french_says_all_that_the_page_says():
    missing = sorted(phrases() - Words("fr").table.keys())
    assert missing == [], "src/greffier/site/fr.json lacks these phrases"


def test_no_french_line_ends_before_its_sign():
    assert not [phrase for phrase in Words("fr").table.values() if re.search(" [:;!?»]|« ", phrase)]
    assert Words("fr")("They say what articles say, not what is so.").startswith("Elles disent")


def test_phrases_keep_their_blanks():
    for english, french in Words("fr").table.items():
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", french))


@pytest.mark.parametrize(
    ("iso", "english", "french"),
    [
        ("2020-07-01", "1 July 2020", "1er juillet 2020"),
        ("2020-07", "July 2020", "juillet 2020"),
        ("2020", "2020", "2020"),
        ("2020-13-01", "2020-13-01", "2020-13-01"),
        ("soon", "soon", "soon"),
        ("", "", ""),
    ],
)
def test_day(iso, english, french):
    assert (Words("en").day(iso), Words("fr").day(iso)) == (english, french)


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "0 rows", "0 ligne"),
        (1, "1 row", "1 ligne"),
        (2, "2 rows", "2 lignes"),
        (1234, "1,234 rows", "1\u202f234 lignes"),
    ],
)
def test_count(number, english, french):
    assert Words("en").count(number, "row", "rows") == english
    assert Words("fr").count(number, "row", "rows") == french


def test_size():
    assert [Words("en").size(n) for n in (12, 1500, 15_000, 2_000_000)] == ["12 B", "1.5 kB", "15 kB", "2.0 MB"]
    assert Words("fr").size(1500) == "1,5 ko"


def test_a_value_without_a_word_stands_as_it_is():
    assert Words("en").value("kind", "public_body") == "public body"
    assert Words("fr").value("kind", "robot_x") == "robot x"
