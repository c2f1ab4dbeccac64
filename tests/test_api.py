"""The public names: each with an example that holds, and what they say where something is missing."""

import doctest
import sys

import pandas as pd
import pytest

import greffier
from greffier.errors import MissingDependency, PackageError
from greffier.model import Extraction

NAMES = [name for name in greffier.__all__ if name != "__version__"]
TEXT = "Lundi, le tribunal de Vire a débouté Jean Morel. « C'est injuste », a-t-il dit."


@pytest.mark.parametrize("thing", [*(getattr(greffier, name) for name in NAMES), Extraction.records, Extraction.frames])
def test_every_public_name_has_an_example_that_holds(thing, root, monkeypatch):
    monkeypatch.chdir(root)
    examples = doctest.DocTestFinder(recurse=False).find(thing, thing.__name__, globs={})
    assert [len(each.examples) > 1 for each in examples] == [True]
    for each in examples:
        assert doctest.DocTestRunner().run(each).failed == 0


def test_an_extraction_gives_the_tables_that_a_build_would_load():
    found = greffier.extract(TEXT, article_id="vire", published_on="2024-05-06")
    frames, records = found.frames(), found.records()
    assert list(frames) == list(records) == greffier.tables()[:7]
    for name, frame in frames.items():
        published = greffier.load(name)
        assert list(frame.dtypes) == list(published.dtypes), name
        assert list(frame.columns) == list(published.columns)
        assert len(frame) == len(records[name])
    (statement,) = records["statements"]
    assert (statement["statement_id"], statement["speaker_id"]) == (f"vire.s{TEXT.index('C')}", "jean-morel")
    assert frames["articles"].loc[0, "published_on"] == pd.Timestamp("2024-05-06")
    assert frames["decisions"].loc[0, "decided_on"] == "2024-05-06"


def test_an_extraction_of_this_article_gives_what_is_published(root):
    text = greffier.text("nso-amnesty-2020")
    frames = greffier.extract(text, article_id="nso-amnesty-2020", published_on="2020-07-13").frames()
    pd.testing.assert_frame_equal(frames["statements"], greffier.load("statements"))


def test_the_words_of_every_row_stand_in_the_text():
    text = greffier.text("nso-amnesty-2020")
    for name in ("statements", "mentions", "evidence"):
        for row in greffier.load(name, "records"):
            assert text[row["start"] : row["end"]] == row["text"]


def test_a_text_that_is_not_there_is_named(dataset):
    with pytest.raises(PackageError, match=r"has no article 'x'; it has nso-amnesty-2020$"):
        greffier.text("x")
    with pytest.raises(PackageError, match="has no article"):
        greffier.text("../articles")
    (dataset / "data/articles/nso-amnesty-2020.txt").unlink()
    with pytest.raises(PackageError, match="does not hold the text of 'nso-amnesty-2020'; its rights may not allow it"):
        greffier.text("nso-amnesty-2020", dataset)


def test_names_stand_beside_ids():
    frame = greffier.joined("statements")
    columns = list(frame.columns)
    for column in ("speaker", "target", "via", "decision", "article"):
        assert columns.index(column) == columns.index(f"{column}_id") + 1
    assert frame[greffier.load("statements").columns].equals(greffier.load("statements"))
    names = {row["actor_id"]: row["name"] for row in greffier.load("actors", "records")}
    assert frame["speaker"].tolist() == [names[key] for key in frame["speaker_id"]]
    assert frame["target"].isna().tolist() == frame["target_id"].isna().tolist()
    assert set(frame["decision"].dropna()) == {"dismissed"}


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("actors", {"part_of_name": "ministère israélien de la Défense"}),
        ("parties", {"actor": "NSO Group", "decision": "dismissed"}),
        ("mentions", {"actor": "Omar Radi"}),
        ("articles", {}),
    ],
)
def test_every_table_is_joined(name, more):
    frame = greffier.joined(name)
    assert len(frame) == len(greffier.load(name))
    for column, value in more.items():
        assert value in set(frame[column].dropna())


def test_what_the_plain_wheel_lacks_is_named(monkeypatch, root):
    for library in ("jsonschema_rs", "dplib", "duckdb", "regex"):
        with monkeypatch.context() as patched:
            patched.setitem(sys.modules, library, None)
            with pytest.raises(MissingDependency, match=rf"needs {library}: pip install 'greffier\[build\]'"):
                greffier.validate(root)
