import pytest

from greffier.dataset.aliases import merge
from greffier.dataset.curation import Curated
from greffier.dataset.rows import Row, Rows, arranged
from greffier.errors import CorrectionError


def actor(actor_id: str, **cells: str) -> Row:
    empty = dict.fromkeys(("role", "country", "part_of", "wikidata"))
    return {"actor_id": actor_id, "name": actor_id.title(), "kind": "person"} | empty | cells


def evidence(table: str, row_id: str, field: str, start: int, text: str) -> Row:
    place = {"article_id": "x", "start": start, "end": start + len(text), "text": text}
    return {"table": table, "row_id": row_id, "field": field} | place


@pytest.fixture
def tables() -> Rows:
    """Three actors in all the columns that name one."""
    statement = dict.fromkeys(("speaker_id", "target_id", "via_id", "decision_id")) | {"speaker_id": "b"}
    return {
        "articles": [],
        "actors": [actor("a", role="juge"), actor("b", role="maire", country="FR"), actor("c", part_of="b")],
        "mentions": [{"mention_id": "x.m0-1", "actor_id": "b", "article_id": "x"}],
        "statements": [{"statement_id": "x.s5", "article_id": "x"} | statement],
        "decisions": [{"decision_id": "x.d9", "article_id": "x", "court_id": "b"}],
        "parties": [{"decision_id": "x.d9", "article_id": "x", "actor_id": who, "role": "judge"} for who in ("a", "b")],
        "evidence": [
            evidence("actors", "a", "role", 0, "juge"),
            evidence("actors", "b", "role", 5, "maire"),
            evidence("actors", "b", "country", 10, "France"),
            evidence("parties", "x.d9:a:judge", "role", 20, "A"),
            evidence("parties", "x.d9:b:judge", "role", 30, "B"),
            evidence("decisions", "x.d9", "court_id", 40, "B"),
        ],
    }


def aliases(*pairs: tuple[str, str]) -> list[Curated]:
    cells = [{"alias_id": alias, "actor_id": actor_id, "reason": "r", "source": ""} for alias, actor_id in pairs]
    return [Curated(f"aliases.csv:{number}", row) for number, row in enumerate(cells, 2)]


def test_every_reference_follows(tables, schemas):
    merged = merge(tables, aliases(("b", "a")), schemas)
    assert [row["actor_id"] for row in merged["actors"]] == ["a", "c"]
    assert merged["mentions"][0]["actor_id"] == "a"
    assert merged["statements"][0]["speaker_id"] == "a"
    assert merged["statements"][0]["target_id"] is None
    assert merged["decisions"][0]["court_id"] == "a"
    assert merged["actors"][1]["part_of"] == "a"
    assert merged["parties"] == [{"decision_id": "x.d9", "article_id": "x", "actor_id": "a", "role": "judge"}]


def test_the_survivor_keeps_its_cells_and_takes_those_it_lacks_with_their_evidence(tables, schemas):
    merged = arranged({"actors": [], "evidence": merge(tables, aliases(("b", "a")), schemas)["evidence"]}, schemas)
    (survivor,) = (row for row in merge(tables, aliases(("b", "a")), schemas)["actors"] if row["actor_id"] == "a")
    assert (survivor["name"], survivor["role"], survivor["country"]) == ("A", "juge", "FR")
    assert [(row["row_id"], row["field"], row["text"]) for row in merged["evidence"]] == [
        ("a", "country", "France"),
        ("a", "role", "juge"),
        ("x.d9", "court_id", "B"),
        ("x.d9:a:judge", "role", "A"),
        ("x.d9:a:judge", "role", "B"),
    ]


def test_chains_are_followed_to_their_end(tables, schemas):
    tables["actors"][2]["part_of"] = None
    merged = merge(tables, aliases(("b", "c"), ("c", "a")), schemas)
    assert [row["actor_id"] for row in merged["actors"]] == ["a"]
    assert merged["decisions"][0]["court_id"] == "a"


def test_no_alias_changes_nothing(tables, schemas):
    assert merge(tables, [], schemas) == tables


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([("z", "a")], "aliases.csv:2: no actor 'z' is found any more"),
        ([("a", "z")], "aliases.csv:2: no actor 'z' is found any more"),
        ([("a", "a")], "the aliases go round: a -> a"),
        ([("a", "b"), ("b", "c"), ("c", "a")], "the aliases go round: a -> b -> c -> a"),
        ([("b", "c")], "would make c a part of itself"),
    ],
)
def test_an_alias_that_does_not_fit_stops_the_build(tables, schemas, pairs, message):
    with pytest.raises(CorrectionError) as caught:
        merge(tables, aliases(*pairs), schemas)
    assert message in str(caught.value)
