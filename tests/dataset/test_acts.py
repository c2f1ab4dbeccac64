"""Each act as the lines it leaves on disk, and as the package that is built from them."""

import csv
from datetime import date
from pathlib import Path

import pytest
from affair import CAEN, VIRE, two_articles

import greffier
from greffier.dataset import acts, additions, building, correcting, edits
from greffier.dataset.correcting import Wish
from greffier.dataset.workspace import ChangedError, Workspace, applied, read_workspace, written
from greffier.errors import CorrectionError, GreffierError, InputError
from greffier.model import Span

WHY = "The article says so."


@pytest.fixture(scope="module")
def space(tmp_path_factory) -> Workspace:
    """A dataset as it was read; acts are tried on it in memory."""
    return read_workspace(two_articles(tmp_path_factory.mktemp("acts") / "affair"))


@pytest.fixture
def folder(tmp_path) -> Path:
    return two_articles(tmp_path / "affair")


def at(words: str, text: str = VIRE) -> Span:
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


def rows(space: Workspace, name: str, **cells: object) -> list[dict[str, object]]:
    return [row for row in space.rows[name] if cells.items() <= row.items()]


def words(space: Workspace, table: str, key: str, field: str) -> list[object]:
    return [row["text"] for row in rows(space, "evidence", table=table, row_id=key, field=field)]


def on_disk(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"data/curated/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SAID = f"vire.s{VIRE.index('Rien')}"
RULED = f"vire.d{VIRE.index('le tribunal')}"


def test_a_verdict_is_one_line_and_a_second_reading_replaces_it(space):
    act = acts.verdict(space, [("statements", SAID)], "Ana", date(2026, 11, 25))
    once = applied(space, act)
    assert once.standings["statements", SAID].state == "read"
    (line,) = act.add
    assert (line.cells["reviewer"], line.cells["verdict"], line.cells["reviewed_on"]) == (
        "Ana",
        "accepted",
        "2026-11-25",
    )
    again = acts.verdict(once, [("statements", SAID)], "Ana", date(2026, 11, 26), "disputed", "Whose president?")
    assert applied(once, again).standings["statements", SAID].state == "disputed"
    assert again.remove == act.add
    second = acts.verdict(once, [("statements", SAID)], "Bo", date(2026, 11, 26))
    assert len(applied(once, second).lines["reviews"]) == 2


def test_a_changed_row_is_open_again(space):
    read = applied(space, acts.verdict(space, [("statements", SAID)], "Ana", date(2026, 11, 25)))
    changed = applied(read, edits.change(read, "statements", SAID, "act", "say", (), WHY))
    assert changed.standings["statements", SAID].state == "changed"


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda s: acts.verdict(s, [("statements", SAID)], " ", date(2026, 1, 1)), "needs the name"),
        (lambda s: acts.verdict(s, [("statements", SAID)], "A", date(2026, 1, 1), "disputed"), "with a note"),
        (lambda s: acts.verdict(s, [("statements", "x.s1")], "A", date(2026, 1, 1)), "has no row"),
        (lambda s: acts.drop(s, "statements", SAID, ""), "needs a reason"),
        (lambda s: acts.merge(s, "rivages", "rivages", WHY), "into itself"),
        (lambda s: edits.change(s, "statements", SAID, "act", "sing", (), WHY), "is not one of"),
        (lambda s: edits.change(s, "statements", SAID, "act", "claim", (), WHY), "already"),
        (lambda s: edits.change(s, "statements", SAID, "cue", "dit", (), WHY), "select them in the text"),
        (lambda s: edits.change(s, "actors", "rivages", "country", "FR", (), WHY), "select the words that say so"),
        (lambda s: edits.change(s, "statements", SAID, "target_id", "anna", (), WHY), "does not name 'anna'"),
        (lambda s: edits.change(s, "decisions", RULED, "decided_on", "2024-5", (), WHY), "does not match"),
        (lambda s: additions.add_statement(s, "vire", [at("Rien ne change")], WHY), "already; change that one"),
        (
            lambda s: additions.split(s, [f"vire.m{at('Rivages').start}-{at('Rivages').end}"], "person", WHY),
            "no mention of 'rivages' would be left",
        ),
        (lambda s: acts.drop(s, "mentions", f"vire.m{at('Rivages').start}-{at('Rivages').end}", WHY), "only mention"),
        (lambda s: acts.restore(s, "corrections", "actors", "rivages", "role"), "has no line"),
    ],
)
def test_what_cannot_be_is_refused_with_words(space, build, message):
    with pytest.raises(InputError) as caught:
        build(space)
    assert message in str(caught.value)


def test_what_others_refer_to_is_not_dropped(space):
    with pytest.raises(CorrectionError, match=r"statements vire\.s199 still refer"):
        applied(space, acts.drop(space, "actors", "vire.president", WHY))


def test_a_circle_of_merges_is_refused(space):
    first = applied(space, acts.merge(space, "rivages", "vire.president", WHY))
    assert not rows(first, "actors", actor_id="rivages")
    with pytest.raises(GreffierError):
        applied(first, acts.merge(first, "vire.president", "rivages", WHY))


def test_a_statement_goes_and_comes_back(space):
    act = acts.drop(space, "statements", SAID, "No statement.")
    dropped = applied(space, act)
    assert not rows(dropped, "statements", statement_id=SAID)
    assert applied(dropped, act.undone).rows == space.rows


def test_any_act_is_undone_not_only_the_last(space):
    first = edits.change(space, "statements", SAID, "act", "say", (), WHY)
    one = applied(space, first)
    two = applied(one, acts.merge(one, "vire.president", "paul-roux", WHY))
    back = applied(two, first.undone)
    assert rows(back, "statements", statement_id=SAID)[0]["act"] == "claim"
    assert rows(back, "statements", statement_id=SAID)[0]["speaker_id"] == "paul-roux"


def test_a_cell_is_changed_twice_and_given_back(space):
    once = applied(space, edits.change(space, "statements", SAID, "act", "say", (), WHY))
    twice = applied(once, edits.change(once, "statements", SAID, "act", "deny", (), WHY))
    (line,) = twice.lines["corrections"]
    assert (line.cells["old"], line.cells["new"]) == ("claim", "deny")
    assert applied(twice, edits.change(twice, "statements", SAID, "act", "claim", (), WHY)).lines["corrections"] == ()
    back = acts.restore(twice, "corrections", "statements", SAID, "act")
    assert applied(twice, back).rows == space.rows


def test_what_rests_on_a_line_that_is_taken_back_goes_with_it(space):
    """An actor split off in an earlier sitting: its mention and its statement are again those of whom it was."""
    mention = next(m for m in rows(space, "mentions", actor_id="jean-morel") if m["text"] == "Morel")
    after = applied(space, additions.split(space, [str(mention["mention_id"])], "person", WHY))
    (actor,) = [line.cells["row_id"] for line in after.lines["corrections"] if line.cells["table"] == "actors"]
    assert len(after.lines["corrections"]) == 3
    act = acts.restore(after, "corrections", "actors", actor, "+")
    assert applied(after, act).rows == space.rows
    assert applied(after, act).lines["corrections"] == ()
    # and all of it is undone as one
    assert applied(applied(after, act), act.undone).rows == after.rows


def test_words_are_given_to_a_cell(space):
    changed = applied(
        space, edits.change(space, "actors", "paul-roux", "role", "", [at("Le maire")], WHY, article="vire")
    )
    assert rows(changed, "actors", actor_id="paul-roux")[0]["role"] == "Le maire"
    assert words(changed, "actors", "paul-roux", "role") == ["Le maire"]


def test_a_statement_ends_elsewhere_or_begins_elsewhere(space):
    key = f"vire.s{VIRE.index('le dossier')}"
    shorter = applied(space, edits.change(space, "statements", key, "text", "", [at("le dossier")], WHY))
    assert rows(shorter, "statements", statement_id=key)[0]["end"] == at("le dossier").end
    act = edits.change(space, "statements", key, "text", "", [at("dossier est vide")], WHY)
    moved = applied(space, act)
    (row,) = rows(moved, "statements", text="dossier est vide")
    assert (row["statement_id"], row["speaker_id"]) == (f"vire.s{VIRE.index('dossier')}", "anna-petit")
    assert not rows(moved, "statements", statement_id=key)
    assert words(moved, "statements", act.row[1], "cue") == ["Selon"]


def test_a_decision_moves_with_its_parties(space):
    act = edits.change(space, "decisions", RULED, "outcome_text", "", [at("a débouté Jean Morel")], WHY)
    moved = applied(space, act)
    (row,) = rows(moved, "decisions", article_id="vire")
    assert row["outcome_text"] == "a débouté Jean Morel"
    told = rows(space, "parties", article_id="vire")
    assert told
    parties = rows(moved, "parties", article_id="vire")
    assert [party["decision_id"] for party in parties] == [row["decision_id"]] * len(told)


def test_a_speaker_is_fixed_together_with_its_mention(space):
    changed = applied(
        space,
        edits.change(
            space,
            "statements",
            f"vire.s{at(chr(67) + chr(39) + 'est injuste').start}",
            "speaker_id",
            "paul-roux",
            (),
            WHY,
        ),
    )
    assert rows(changed, "mentions", text="Morel")[0]["actor_id"] == "paul-roux"
    assert len(changed.lines["corrections"]) == 2


def test_a_row_is_added_from_its_words(space):
    act = additions.add_statement(space, "vire", [at("la décision")], WHY)
    one = applied(space, act)
    two = applied(one, edits.change(one, "statements", act.row[1], "speaker_id", "rivages", (), WHY))
    three = applied(two, edits.change(two, "statements", act.row[1], "cue", "", [at("a salué")], WHY))
    (line,) = three.lines["corrections"]
    assert line.cells["evidence"].startswith("cue=vire:")
    (row,) = rows(three, "statements", statement_id=act.row[1])
    assert (row["cue"], row["speaker_id"], row["mode"], row["rule"]) == ("a salué", "rivages", "indirect", "curated")
    assert applied(three, acts.drop(three, "statements", act.row[1], WHY)).lines["corrections"] == ()


@pytest.mark.parametrize(
    ("content", "mode"), [("C'est injuste", "direct"), ("« Rien ne change »", "mixed"), ("le dossier", "indirect")]
)
def test_how_words_are_quoted_is_seen(content, mode):
    assert additions._mode(VIRE, [at(content)]) == mode


def test_an_actor_is_added_or_split_off(space):
    one = applied(space, additions.add_actor(space, "vire", at("maire de Vire"), "person", WHY))
    assert rows(one, "mentions", text="maire de Vire")[0]["actor_id"] == "vire.maire-de-vire"
    mention = rows(space, "mentions", text="Morel")[0]["mention_id"]
    act = additions.split(space, [mention], "person", WHY)
    two = applied(space, act)
    assert rows(two, "mentions", text="Morel")[0]["actor_id"] == "vire.morel"
    # what was said by these words goes with them
    assert rows(two, "statements", speaker_text="M. Morel")[0]["speaker_id"] == "vire.morel"
    assert applied(two, act.undone).rows == space.rows


def test_parties_are_added_several_at_once(space):
    before = len(rows(space, "parties", decision_id=RULED))
    act = additions.add_party(space, RULED, ["rivages", "anna-petit"], "concerned", [], WHY)
    assert len(rows(applied(space, act), "parties", decision_id=RULED)) == before + 2
    assert words(applied(space, act), "parties", f"{RULED}:rivages:concerned", "role") == ["Rivages"]


def test_what_is_written_is_built_and_valid(folder):
    space = read_workspace(folder)
    for make in (
        lambda s: additions.add_statement(s, "vire", [at("la décision")], WHY),
        lambda s: additions.add_actor(s, "vire", at("maire de Vire"), "person", WHY),
        lambda s: edits.change(s, "statements", SAID, "speaker_id", "rivages", (), WHY),
        lambda s: acts.merge(s, "vire.maire-de-vire", "paul-roux", WHY),
        lambda s: acts.drop(s, "decisions", RULED, WHY),
        lambda s: additions.add_decision(s, "vire", at("a débouté Jean Morel"), WHY),
        lambda s: (
            acts.merge(s, "vire.president", "rivages", WHY)
            if rows(s, "actors", actor_id="vire.president")
            else acts.verdict(s, [("articles", "vire")], "A", date(2026, 1, 1))
        ),
        lambda s: acts.verdict(s, [("actors", "jean-morel")], "Ana", date(2026, 11, 25)),
    ):
        space = written(space, make(space))
    made = building.build(folder)
    assert made.report.valid, made.report.problems
    assert read_workspace(folder).rows == space.rows
    assert [row["actor_id"] for row in greffier.load("actors", "records", folder, reviewed=True)] == ["jean-morel"]
    kept = [(row["table"], row["row_id"], row["field"]) for row in on_disk(folder, "corrections")]
    assert kept == sorted(kept)


def test_files_that_somebody_else_changed_are_not_written_over(folder):
    space = read_workspace(folder)
    path = folder / "data/curated/reviews.csv"
    path.write_bytes(path.read_bytes() + f"articles,vire,{'0' * 64},accepted,Bo,2026-01-01,\n".encode())
    before = path.read_bytes()
    act = acts.verdict(space, [("articles", "caen")], "Ana", date(2026, 11, 25))
    with pytest.raises(ChangedError, match="nothing was written"):
        written(space, act)
    assert path.read_bytes() == before
    written(read_workspace(folder), act)
    assert {row["reviewer"] for row in on_disk(folder, "reviews")} == {"Ana", "Bo"}


def test_lines_that_do_not_fit_are_kept_and_the_others_apply(folder):
    path = folder / "data/curated/corrections.csv"
    path.write_text(
        path.read_text() + "actors,rivages,kind,company,organization,,r,\nactors,paul-roux,wikidata,,Q1,,r,\n"
    )
    space = read_workspace(folder)
    (misfit,) = space.misfits
    assert misfit.why.startswith("data/curated/corrections.csv:2: rivages has now 'organization' in kind")
    assert rows(space, "actors", actor_id="paul-roux")[0]["wikidata"] == "Q1"
    kept = written(space, acts.verdict(space, [("articles", "caen")], "Ana", date(2026, 11, 25)))
    assert len(kept.misfits) == 1
    healed = written(kept, acts.restore(kept, "corrections", "actors", "rivages", "kind"))
    assert healed.misfits == ()


def test_a_script_corrects_with_quoted_words(folder):
    correcting.change(folder, Wish("actors", "rivages", {"country": "FR"}, "tribunal de [Vire]", reason=WHY))
    correcting.add(
        folder,
        Wish(
            "statements", "vire", {"text": "salué la [décision]", "speaker_id": "rivages", "cue": "a salué"}, reason=WHY
        ),
    )
    correcting.drop(folder, Wish("statements", SAID, {}, reason=WHY))
    correcting.merge(folder, Wish("actors", "vire.president", {}, reason=WHY), "paul-roux")
    with pytest.raises(InputError, match="stands in 2 places"):
        correcting.change(folder, Wish("actors", "anna-petit", {"country": "FR"}, "Vire", reason=WHY))
    with pytest.raises(InputError, match="stands in caen, vire; say which with --article"):
        correcting.change(folder, Wish("actors", "jean-morel", {"country": "FR"}, "Vire", reason=WHY))
    assert building.build(folder).report.valid
    assert [row["evidence"] for row in on_disk(folder, "corrections") if row["field"] == "country"] == [
        f"country=vire:{VIRE.index('Vire')}-{VIRE.index('Vire') + 4} Vire"
    ]
    assert CAEN in read_workspace(folder).texts.values()
