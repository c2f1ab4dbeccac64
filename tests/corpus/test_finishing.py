import json

import archives
import pytest

from greffier.corpus import columns
from greffier.corpus.conversion import OtherRules, Task, convert, fingerprint
from greffier.corpus.finishing import PUBLISHED, Finish, finish
from greffier.corpus.inputs import Record
from greffier.corpus.reading import PLAIN

JOINT = "Le tribunal correctionnel de Lyon a condamné Anna Petit et Marc Roux à deux mois de prison, le 3 mai 2024."


@pytest.fixture(scope="module")
def task() -> Task:
    entries = [archives.entry(0), archives.entry(1), {"article_id": "joint", "text": JOINT}, {"article_id": "bad"}]
    records = [Record(f"a.jsonl:{n}", "json", json.dumps(each).encode()) for n, each in enumerate(entries, 1)]
    return Task(tuple(records), PLAIN, fingerprint())


@pytest.fixture(scope="module")
def tables(task) -> dict[str, bytes]:
    return convert(task)


def finished(tables, rows=(), dropped=(), renamed=(), same=()) -> dict[str, list[dict]]:
    given = {name: tables[name] for name in PUBLISHED}
    made = finish(Finish(given, frozenset(rows), frozenset(dropped), dict(renamed), dict(same)))
    found = {name: columns.read(data).to_pylist() for name, (data, _) in made.items()}
    assert {name: count for name, (_, count) in made.items()} == {name: len(rows) for name, rows in found.items()}
    return found


def test_a_partition_is_read_to_the_same_bytes_and_says_what_it_rejects(task, tables):
    assert convert(task) == tables
    (reject,) = columns.read(tables["rejects"]).to_pylist()
    assert (reject["row"], reject["article_id"]) == (3, "bad")


def test_a_worker_with_other_rules_is_refused(task):
    with pytest.raises(OtherRules, match="install the same greffier everywhere"):
        convert(task._replace(rules="of another version"))


def test_published_tables_have_the_columns_of_their_schemas(tables):
    made = finish(Finish({name: tables[name] for name in PUBLISHED}, frozenset(), frozenset(), {}, {}))
    for name, (data, _) in made.items():
        assert columns.read(data).column_names == list(columns.schemas()[name].columns)


def test_a_dropped_article_leaves_nothing(tables):
    found = finished(tables, rows=[0], dropped=["a-0"])
    assert [row["article_id"] for row in found["articles"]] == ["a-1", "joint"]
    for name in PUBLISHED:
        assert not [row for row in found[name] if row["article_id"] == "a-0"], name


def test_an_actor_goes_by_its_final_id_wherever_it_stands(tables):
    found = finished(tables, renamed={("a-0", "anna-petit"): "anna-petit-fr"}.items())
    for name, column in (("mentions", "actor_id"), ("statements", "speaker_id"), ("parties", "actor_id")):
        ids = {row[column] for row in found[name] if row["article_id"] == "a-0"}
        assert "anna-petit-fr" in ids, name
        assert "anna-petit" not in ids, name
    assert "a-0.d0:anna-petit-fr:defendant" in {row["row_id"] for row in found["evidence"]}
    # the same name in another article is another's
    assert "anna-petit" in {row["actor_id"] for row in found["parties"] if row["article_id"] == "joint"}


def test_two_names_of_one_actor_are_one_party(tables):
    before = [row for row in finished(tables)["parties"] if row["article_id"] == "joint"]
    found = finished(tables, renamed={("joint", "marc-roux"): "anna-petit"}.items())
    after = [row for row in found["parties"] if row["article_id"] == "joint"]
    assert (len(before), len(after)) == (2, 1)
    keys = [(row["table"], row["row_id"], row["field"], row["start"]) for row in found["evidence"]]
    assert len(keys) == len(set(keys))


def test_a_decision_names_the_one_it_is_the_same_as(tables):
    found = finished(tables, same={"a-1.d0": "a-0.d0"}.items())["decisions"]
    assert {row["decision_id"]: row["same_as"] for row in found}["a-1.d0"] == "a-0.d0"
    assert [row["same_as"] for row in found].count(None) == len(found) - 1
