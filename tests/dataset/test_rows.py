from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from samples import TEXT, records_of

from greffier.dataset.rows import TABLES, arranged, order, rows
from greffier.model import Actor, Article, Evidence, Extraction, Mention, Party


def test_every_record_becomes_its_rows(extraction, schemas):
    tables = arranged(rows([extraction]), schemas)
    assert list(tables) == list(TABLES)
    assert [tuple(row.values()) for row in tables["mentions"]] == [
        ("vire.m10-26", "tribunal-de-vire", "name", "vire", 10, 26, "tribunal de Vire"),
        ("vire.m37-47", "jean-morel", "name", "vire", 37, 47, "Jean Morel"),
        ("vire.m72-74", "jean-morel", "pronoun", "vire", 72, 74, "il"),
    ]
    (statement,) = tables["statements"]
    assert statement["statement_id"] == "vire.s51"
    assert statement["text"] == "C'est injuste […] et je ferai appel"
    assert (statement["start"], statement["end"]) == (51, TEXT.index(" »."))
    assert (statement["speaker_text"], statement["cue"]) == ("il", "a-t-il dit")
    (decision,) = tables["decisions"]
    assert (decision["decision_id"], decision["outcome_text"]) == ("vire.d27", "a débouté")
    assert (decision["decided_on"], decision["date_text"]) == ("2024-05-06", "Lundi")
    assert [tuple(row.values())[:3] for row in tables["parties"]] == [("vire.d27", "vire", "jean-morel")]
    (article,) = tables["articles"]
    assert (article["published_on"], article["characters"]) == (date(2024, 5, 6), len(TEXT))


def test_evidence_has_a_row_for_each_span(extraction, schemas):
    evidence = arranged(rows([extraction]), schemas)["evidence"]
    assert [(row["table"], row["row_id"], row["field"], row["text"]) for row in evidence] == [
        ("actors", "tribunal-de-vire", "country", "Vire"),
        ("decisions", "vire.d27", "court_id", "tribunal de Vire"),
        ("decisions", "vire.d27", "date_text", "Lundi"),
        ("decisions", "vire.d27", "decided_on", "Lundi"),
        ("decisions", "vire.d27", "outcome", "a débouté"),
        ("parties", "vire.d27:jean-morel:claimant", "role", "Jean Morel"),
        ("statements", "vire.s51", "cue", "a-t-il dit"),
        ("statements", "vire.s51", "speaker_text", "il"),
        ("statements", "vire.s51", "text", "C'est injuste"),
        ("statements", "vire.s51", "text", "et je ferai appel"),
    ]


def test_columns_are_those_of_the_schemas(extraction, schemas):
    for name, table in rows([extraction]).items():
        for row in table:
            assert set(row) == set(schemas[name].columns), name


def _with_role(article_id: str, role: str | None) -> Extraction:
    text = f"Le {role or 'bon'} Jean Morel."
    spans = (Evidence("role", 3, 3 + len(role)),) if role else ()
    mention = Mention(text.index("Jean"), len(text) - 1, "name")
    actor = Actor("jean-morel", "Jean Morel", "person", role, None, None, (mention,), spans)
    return Extraction(Article(article_id, text), (actor,), (), ())


def test_an_actor_of_several_articles_has_each_cell_from_the_first_that_fills_it(schemas):
    articles = [_with_role("c", "maire"), _with_role("b", "juge"), _with_role("a", None)]
    tables = arranged(rows(articles), schemas)
    assert [row["role"] for row in tables["actors"]] == ["juge"]
    assert [(row["article_id"], row["text"]) for row in tables["evidence"]] == [("b", "juge")]
    assert [row["article_id"] for row in tables["mentions"]] == ["a", "b", "c"]


def test_places_are_sorted_as_numbers_and_articles_before_places():
    ids = ["a.s10", "a.s9", "a-1.s2", "a.m9-12", "a.m9-11", "b.d3:x:judge", "b.d3:w:judge"]
    assert sorted(ids, key=lambda text: order([text])) == [
        "a.s9",
        "a.m9-11",
        "a.m9-12",
        "a.s10",
        "a-1.s2",
        "b.d3:w:judge",
        "b.d3:x:judge",
    ]


def test_evidence_of_one_place_is_its_longest_span(schemas):
    actors, statements, (decision,) = records_of(TEXT)
    start = decision.parties[0].start
    decision = decision._replace(parties=(*decision.parties, Party("jean-morel", "claimant", start, start + 4)))
    tables = arranged(rows([Extraction(Article("vire", TEXT), actors, statements, (decision,))]), schemas)
    assert len(tables["parties"]) == 1
    assert [row["text"] for row in tables["evidence"] if row["table"] == "parties"] == ["Jean Morel"]


@given(st.permutations(["a", "b", "c", "a-1", "b2"]))
def test_the_order_of_the_articles_does_not_matter(ids):
    found = [_with_role(article_id, "juge") for article_id in ids]
    assert rows(found) == rows(sorted(found, key=lambda extraction: extraction.article.article_id))
