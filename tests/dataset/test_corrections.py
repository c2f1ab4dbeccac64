import json

import pytest
from samples import TEXT

from greffier.dataset.corrections import correct, corrected
from greffier.dataset.curation import Curated, curated
from greffier.dataset.groundings import Grounding, grounding_cell
from greffier.dataset.rows import Rows, arranged, rows
from greffier.errors import CorrectionError
from greffier.package import open_package


@pytest.fixture
def tables(extraction, schemas) -> Rows:
    return arranged(rows([extraction]), schemas)


def correction(
    table: str, row_id: str, field: str, old: str = "", new: object = "", line: int = 2, evidence: str = ""
) -> Curated:
    text = new if isinstance(new, str) else json.dumps(new)
    cells = {
        "table": table,
        "row_id": row_id,
        "field": field,
        "old": old,
        "new": text,
        "evidence": evidence,
        "reason": "r",
        "source": "",
    }
    return Curated(f"corrections.csv:{line}", cells)


def test_a_cell_is_changed_and_the_row_keeps_its_rule(tables, schemas):
    (row,) = correct(tables, [correction("statements", "vire.s51", "act", "say", "criticize")], schemas)["statements"]
    assert (row["act"], row["rule"]) == ("criticize", "inserted-clause")
    assert tables["statements"][0]["act"] == "say"


def test_numbers_are_compared_and_written_as_such(tables, schemas):
    changed = correct(tables, [correction("decisions", "vire.d27", "end", "36", "47")], schemas)
    assert changed["decisions"][0]["end"] == 47


def test_a_speaker_takes_the_mention_along(tables, schemas):
    """The words that stand for a speaker are mentions of the one actor, not of two."""
    (statement,) = [row for row in tables["statements"] if row["statement_id"] == "vire.s51"]
    (words,) = [row for row in tables["evidence"] if (row["row_id"], row["field"]) == ("vire.s51", "speaker_text")]
    (mention,) = [row for row in tables["mentions"] if words["start"] <= row["start"] and row["end"] <= words["end"]]
    assert mention["actor_id"] == statement["speaker_id"] == "jean-morel"
    line = correction("statements", "vire.s51", "speaker_id", "jean-morel", "tribunal-de-vire")
    before = {row["mention_id"]: row["actor_id"] for row in tables["mentions"]}
    moved = {row["mention_id"]: row["actor_id"] for row in correct(tables, [line], schemas)["mentions"]}
    assert moved == {**before, mention["mention_id"]: "tribunal-de-vire"}
    # the last mention of an actor stays: no actor is without any
    last = correct({**tables, "mentions": [mention]}, [line], schemas)["mentions"]
    assert [row["actor_id"] for row in last] == ["jean-morel"]
    # a line of its own says what becomes of a mention
    own = correction("mentions", mention["mention_id"], "actor_id", "jean-morel", "tribunal-de-vire", 3)
    twice = correct(tables, [line, own], schemas)["mentions"]
    assert {row["mention_id"]: row["actor_id"] for row in twice} == moved


def test_an_emptied_cell_loses_its_evidence(tables, schemas):
    changed = correct(tables, [correction("actors", "tribunal-de-vire", "country", "FR", "")], schemas)
    assert not [row for row in changed["evidence"] if row["table"] == "actors"]
    assert len(changed["evidence"]) == len(tables["evidence"]) - 1


def test_an_actor_may_be_said_to_be_part_of_another_and_of_none_that_is_not_there(tables, schemas):
    part = correction("actors", "jean-morel", "part_of", "", "tribunal-de-vire")
    changed = correct(tables, [part], schemas)
    assert {row["actor_id"]: row["part_of"] for row in changed["actors"]} == {
        "jean-morel": "tribunal-de-vire",
        "tribunal-de-vire": None,
    }
    with pytest.raises(CorrectionError, match="part_of: actors has no row 'caen'"):
        correct(tables, [part._replace(cells=part.cells | {"new": "caen"})], schemas)
    # and that one is not dropped while it is the whole of another
    free = {**changed, "mentions": [], "parties": [], "statements": [], "decisions": [], "evidence": []}
    with pytest.raises(CorrectionError, match=r"actors jean-morel still refer\(s\) to 'tribunal-de-vire'"):
        correct(free, [correction("actors", "tribunal-de-vire", "-")], schemas)


PARTY = {"decision_id": "vire.d27", "article_id": "vire", "actor_id": "tribunal-de-vire", "role": "judge"}
GROUND = {"table": "parties", "row_id": "vire.d27:tribunal-de-vire:judge", "field": "role", "article_id": "vire"}
GROUND |= {"start": 10, "end": 26, "text": "tribunal de Vire"}
GROUND_ID = "parties:vire.d27:tribunal-de-vire:judge:role:vire:10"


def test_rows_are_added_with_their_evidence(tables, schemas):
    changed = correct(
        tables,
        [
            correction("parties", "vire.d27:tribunal-de-vire:judge", "+", new=PARTY),
            correction("evidence", GROUND_ID, "+", new=GROUND),
        ],
        schemas,
    )
    assert PARTY in changed["parties"]
    assert GROUND in changed["evidence"]


def test_a_statement_added_by_hand_is_curated_and_its_other_cells_are_empty(tables, schemas):
    new = {"statement_id": "vire.s0", "article_id": "vire", "mode": "indirect", "act": "say", "text": "Lundi"}
    changed = correct(tables, [correction("statements", "vire.s0", "+", new=new | {"start": 0, "end": 5})], schemas)
    added = changed["statements"][-1]
    assert (added["rule"], added["speaker_id"], added["start"]) == ("curated", None, 0)


def test_a_row_is_dropped_with_its_evidence(tables, schemas):
    changed = correct(tables, [correction("statements", "vire.s51", "-", "act=say")], schemas)
    assert changed["statements"] == []
    assert not [row for row in changed["evidence"] if row["table"] == "statements"]


def test_a_row_may_be_dropped_together_with_those_that_refer_to_it(tables, schemas):
    changed = correct(
        tables,
        [
            correction("decisions", "vire.d27", "-"),
            correction("parties", "vire.d27:jean-morel:claimant", "-", line=3),
        ],
        schemas,
    )
    assert changed["decisions"] == changed["parties"] == []


def test_a_key_is_changed_by_dropping_and_adding(tables, schemas):
    new = PARTY | {"actor_id": "jean-morel", "role": "defendant"}
    wrong = correction("parties", "vire.d27:jean-morel:claimant", "-")
    right = correction("parties", "vire.d27:jean-morel:defendant", "+", new=new)
    changed = correct(tables, [wrong, right], schemas)
    assert [row["role"] for row in changed["parties"]] == ["defendant"]


STATEMENT = {"statement_id": "vire.s0", "article_id": "vire", "mode": "indirect", "act": "say", "text": "Lundi"}
STATEMENT |= {"start": 0, "end": 5}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("statements", "vire.s1", "act", "say", "ask"), "statements has no row 'vire.s1' any more"),
        (("statements", "vire.s51", "verb", "say", "ask"), "statements has no column 'verb'; it has statement_id"),
        (("statements", "vire.s51", "act", "ask", "say"), "vire.s51 has now 'say' in act, not 'ask'"),
        (("statements", "vire.s51", "act", "say", "say"), "old and new are the same"),
        (("statements", "vire.s51", "act", "say", "sing"), "act: 'sing' is not one of say, claim"),
        (("statements", "vire.s51", "act", "say", ""), "act: must not be empty"),
        (("statements", "vire.s51", "start", "51", "x"), "start: 'x' is no integer"),
        (("statements", "vire.s51", "speaker_id", "jean-morel", "anna"), "speaker_id: actors has no row 'anna'"),
        (("statements", "vire.s51", "statement_id", "vire.s51", "vire.s5"), "is the row's key; drop the row"),
        (("statements", "vire.s51", "-", "act=ask"), "vire.s51 has now 'say' in act, not 'ask'"),
        (("actors", "jean-morel", "-"), "statements vire.s51 still refer(s) to 'jean-morel'"),
        (("statements", "vire.s51", "+", "", STATEMENT), "statements has a row 'vire.s51' already"),
        (("statements", "vire.s0", "+", "x", STATEMENT), "old must be empty"),
        (("statements", "vire.s0", "+", "", "{"), "new must be the row as a JSON object: Expecting"),
        (("statements", "vire.s0", "+", "", "[]"), "new must be the row as a JSON object of strings"),
        (("statements", "vire.s0", "+", "", {"text": [1]}), "new must be the row as a JSON object of strings"),
        (("statements", "vire.s0", "+", "", STATEMENT | {"verb": "x"}), "statements has no column 'verb'"),
        (("statements", "vire.s0", "+", "", STATEMENT | {"rule": "que-clause"}), "added by hand is 'curated'"),
        (("statements", "vire.s1", "+", "", STATEMENT), "the key of the row in new is 'vire.s0'"),
        (("statements", "vire.s0", "+", "", STATEMENT | {"speaker_id": "anna"}), "actors has no row 'anna'"),
        (("statements", "vire.s0", "+", "", STATEMENT | {"mode": None}), "mode: must not be empty"),
        (("evidence", GROUND_ID, "+", "", GROUND), "has nothing in 'role'"),
    ],
)
def test_a_correction_that_does_not_fit_stops_the_build(tables, schemas, wrong, message):
    with pytest.raises(CorrectionError) as caught:
        correct(tables, [correction(*wrong)], schemas)
    assert str(caught.value).startswith("corrections.csv:2: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_rows_with_one_key_cannot_be_corrected(tables, schemas):
    tables["statements"] *= 2
    with pytest.raises(CorrectionError, match=r"statements has two rows 'vire\.s51'"):
        correct(tables, [correction("statements", "vire.s51", "act", "say", "ask")], schemas)


HEADER = b"table,row_id,field,old,new,evidence,reason,source\n"


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"actors,a,name,A,B,,,\n", CorrectionError, ":2:reason must not be empty"),
        (b"actor,a,name,A,B,,r,\n", CorrectionError, ":2:table 'actor' is not one of actors, mentions"),
        (b"actors,a,Name,A,B,,r,\n", CorrectionError, ":2:field 'Name' does not match"),
        (b"actors,a,name,A,B,,r,\nactors,a,name,A,C,,r,\n", CorrectionError, ":3: actors a name stands on"),
        (b"actors,a,name\n", CorrectionError, ":2 3 cells where the header has 8 columns"),
        (b'actors,"a,name,A,B,,r,\n', CorrectionError, ":2 "),
        (b"actors,\xe9,name,A,B,,r,\n", CorrectionError, ":2 byte 0xe9 is not utf-8"),
    ],
)
def test_a_curated_file_is_checked_line_by_line(dataset, content, error, message):
    (dataset / "data" / "curated" / "corrections.csv").write_bytes(HEADER + content)
    with pytest.raises(error) as caught:
        curated(open_package(dataset), "corrections")
    assert str(caught.value).startswith("data/curated/corrections.csv" + message)


def test_a_curated_file_may_come_from_a_spreadsheet(dataset):
    rows = "\ufeff" + HEADER.decode() + 'actors,a,name,A,B,,"two\nlines",\nactors,b,name,A,B,,r,\n'
    (dataset / "data" / "curated" / "corrections.csv").write_bytes(rows.replace("\n", "\r\n").encode())
    assert [row.where for row in curated(open_package(dataset), "corrections")] == [
        "data/curated/corrections.csv:2",
        "data/curated/corrections.csv:4",
    ]


def texts(article_id: str) -> str:
    return {"vire": TEXT}[article_id]


def spans(field: str, *words: str) -> str:
    return grounding_cell(
        Grounding(field, "vire", TEXT.index(each), TEXT.index(each) + len(each), each) for each in words
    )


def test_a_changed_cell_rests_on_its_new_words_alone(tables, schemas):
    line = correction("actors", "tribunal-de-vire", "country", "FR", "MA", evidence=spans("country", "Lundi"))
    changed = correct(tables, [line], schemas, texts)
    assert [row["text"] for row in changed["evidence"] if row["field"] == "country"] == ["Lundi"]


def test_words_for_another_value_are_no_words_for_the_new_one(tables, schemas):
    changed = correct(tables, [correction("actors", "tribunal-de-vire", "country", "FR", "MA")], schemas, texts)
    assert not [row for row in changed["evidence"] if row["field"] == "country"]


def test_new_words_of_a_statement_say_where_it_ends(tables, schemas):
    line = correction(
        "statements",
        "vire.s51",
        "text",
        "C'est injuste […] et je ferai appel",
        "C'est",
        evidence=spans("text", "C'est"),
    )
    (row,) = correct(tables, [line], schemas, texts)["statements"]
    assert (row["text"], row["start"], row["end"]) == ("C'est", 51, 56)


def test_a_row_is_one_line_with_all_its_words(tables, schemas):
    new = STATEMENT | {"speaker_id": "jean-morel", "speaker_text": "Jean Morel"}
    evidence = f"{spans('speaker_text', 'Jean Morel')}; {spans('text', 'Lundi')}"
    changed = correct(tables, [correction("statements", "vire.s0", "+", new=new, evidence=evidence)], schemas, texts)
    assert {row["field"]: row["text"] for row in changed["evidence"] if row["row_id"] == "vire.s0"} == {
        "speaker_text": "Jean Morel",
        "text": "Lundi",
    }


def test_parts_go_with_their_row(tables, schemas):
    tables["statements"][0]["decision_id"] = "vire.d27"
    changed = correct(tables, [correction("decisions", "vire.d27", "-")], schemas)
    assert changed["decisions"] == changed["parties"] == []
    assert changed["statements"][0]["decision_id"] is None


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ("country=vire:0-5 Mardi", "at vire:0-5 stands 'Lundi', not 'Mardi'"),
        ("country=caen:0-5 Lundi", "there is no article 'caen'"),
        ("country", "is not written as"),
    ],
)
def test_words_that_are_not_there_stop_the_build(tables, schemas, evidence, message):
    line = correction("actors", "tribunal-de-vire", "country", "FR", "MA", evidence=evidence)
    with pytest.raises(CorrectionError, match=r"^corrections\.csv:2: evidence: ") as caught:
        correct(tables, [line], schemas, texts)
    assert message in str(caught.value)


def test_all_that_do_not_fit_are_named_at_once_and_the_others_can_be_had(tables, schemas):
    lines = [
        correction("statements", "vire.s1", "act", "say", "ask", line=2),
        correction("statements", "vire.s51", "act", "say", "ask", line=3),
        correction("actors", "anna", "-", line=4),
    ]
    with pytest.raises(CorrectionError) as caught:
        correct(tables, lines, schemas)
    assert [line.partition(" ")[0] for line in str(caught.value).splitlines()] == [
        "corrections.csv:4:",
        "corrections.csv:2:",
    ]
    rows, misfits = corrected(tables, lines, schemas)
    assert rows["statements"][0]["act"] == "ask"
    assert {misfit.line.where for misfit in misfits} == {"corrections.csv:2", "corrections.csv:4"}
