"""The quality page: what it compares, what it shows, and what the script does with it."""

import importlib.util
import json
from types import ModuleType

import pytest
from click.testing import CliRunner
from samples import ROOT

from greffier.model import Span
from greffier.scoring import Scores, Tally, articles, quality, sentences
from greffier.scoring.gold import GoldArticle, GoldQuote, GoldSentence, GoldStatement

TEXT = "Selon le maire de Vire, le pont est fermé."


def figures(**values: float | None) -> dict[str, object]:
    return {"figures": values}


def made_up() -> Scores:
    """An article and a sentence, each with one statement found and one missed."""
    one, other = Tally(), Tally()
    found, missed = [Span(TEXT.index("le pont"), len(TEXT) - 1)], [Span(0, 14)]
    said = [GoldStatement("indirect", None, found), GoldStatement("direct", None, missed)]
    articles.score_articles([GoldArticle("vire", TEXT, None, "fr", [], said, [])], one)
    quotes = [GoldQuote(mode, spans, None, None, None, []) for mode, spans in (("indirect", found), ("direct", missed))]
    sentences.score_sentences([GoldSentence("s-1", TEXT, quotes, [])], other)
    return Scores(articles.figures(one, 1), sentences.figures(other), (one, other))


HELDOUT = {"commit": "abc1234", "articles": made_up().articles}


def page(shown: list[str]) -> str:
    return quality.page(made_up(), made_up().articles, HELDOUT, shown)


@pytest.fixture
def script(tmp_path, monkeypatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality_script", ROOT / "scripts" / "quality.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "dev").mkdir()
    (tmp_path / "sentences").mkdir()
    (tmp_path / "heldout.json").write_text(json.dumps(HELDOUT), encoding="utf-8")
    article = {"article": "vire", "text": TEXT, "published_on": None, "actors": [], "decisions": []}
    said = [{"mode": "indirect", "speaker": None, "content": [[TEXT.index("le pont"), len(TEXT) - 1]]}]
    for k in range(6):
        entry = {**article, "article": f"vire-{k}", "statements": said}
        (tmp_path / f"dev/vire-{k}.json").write_text(json.dumps(entry), encoding="utf-8")
    line = {"id": "a", "text": TEXT, "statements": said}
    (tmp_path / "sentences/dev.jsonl").write_text(json.dumps(line | {"statements": []}), encoding="utf-8")
    monkeypatch.setattr(module, "GOLD", tmp_path)
    monkeypatch.setattr(module, "FIGURES", tmp_path / "quality.json")
    monkeypatch.setattr(module, "PAGE", tmp_path / "quality.md")
    return module


def test_the_same_figures_are_no_change():
    assert quality.compared(figures(a=0.5, b=None), figures(a=0.5, b=None)) == ([], [])


def test_gains_and_losses_are_told_apart():
    gains, losses = quality.compared(figures(a=0.5, b=0.9, c=1.0), figures(a=0.6, b=0.8, c=1.0))
    assert gains == ["a: 0.5 -> 0.6"]
    assert losses == ["b: 0.9 -> 0.8"]


def test_a_figure_that_is_gone_is_a_loss_and_a_new_one_a_gain():
    assert quality.compared(figures(a=0.5), figures(b=0.1)) == (["b: None -> 0.1"], ["a: 0.5 -> None"])
    assert quality.compared(figures(a=0.5), figures(a=None)) == ([], ["a: 0.5 -> None"])
    assert quality.compared(figures(a=None), figures(a=0.5)) == (["a: None -> 0.5"], [])


def test_examples_come_only_from_the_articles_that_may_be_shown():
    assert "«Selon le maire» (`vire`)" in page(["vire"])
    hidden = page([])
    assert "«Selon le maire»" not in hidden
    assert "1 × a statement that the tables lack." in hidden


def test_of_sentences_only_ids_are_shown():
    shown = page([])
    assert "1 × a statement that is not found: `s-1`" in shown
    assert TEXT[:20] not in shown


def test_what_was_measured_where_nobody_tuned_comes_first():
    shown = page([])
    assert shown.index("version `abc1234`") < shown.index("## What to expect") < shown.index("whose errors are read\n")
    assert "| F1 | held out | checked | read |" in shown


def apart(first: float) -> dict[str, object]:
    """Figures that were measured elsewhere, each another number."""
    names = ("actors", "statements", "exact", "attributed", "decisions", "parties")
    found = {
        name: {"precision": first + number / 100, "recall": first + number / 50, "f1": first + number / 1000}
        for number, name in enumerate(names)
    }
    cells = {name: first + number / 500 for number, name in enumerate(quality.CELLS)}
    return {"articles": 7, **found, **cells}


def tables(text: str) -> dict[str, list[list[str]]]:
    """The rows of each table of the page, by its header."""
    found: dict[str, list[list[str]]] = {}
    for block in text.split("\n\n"):
        head, *rows = block.splitlines()
        if head.startswith("| "):
            assert rows[0] == "|" + " --- |" * (head.count("|") - 1)
            found[head.strip("| ")] = [[cell.strip() for cell in row[1:-1].split("|")] for row in rows[1:]]
    return found


def test_every_figure_stands_in_its_own_cell():
    held, checked, own = apart(0.5), apart(0.2), made_up()
    shown = quality.page(own, checked, {"commit": "abc1234", "articles": held}, ["vire"])
    found = tables(shown)
    three = found["F1 | held out | checked | read"]
    f1 = {"statements": "0.667", "exact": "0.667", "attributed": "0.667"}
    rows = ("actors", "statements", "exact", "attributed", "decisions", "parties")
    assert [row[1:] for row in three] == [
        *([str(held[name]["f1"]), str(checked[name]["f1"]), f1.get(name, "0.0")] for name in rows),
        *([str(held[name]), str(checked[name]), "1.0" if name == "mode" else ""] for name in quality.CELLS),
    ]
    half = ["2", "1", "1.0", "0.5", "0.667"]
    of_rows = found["rows | in the gold | found | precision | recall | F1"]
    assert [row[1:] for row in of_rows] == [
        ["0", "1", "0.0", "0.0", "0.0"],
        *[half] * 3,
        *[["0", "0", "0.0", "0.0", "0.0"]] * 2,
    ]
    assert [row[0] for row in three][:6] == [row[0] for row in of_rows]
    assert [row[1] for row in found["cells of the rows found | right"]] == ["", "", "1.0", "", "", "", "1.0"]
    assert found["mode of statement | in the gold | found of them | rows | right"] == [
        ["direct", "1", "0", "0", "0"],
        ["mixed", "0", "0", "0", "0"],
        ["indirect", "1", "1", "1", "1"],
    ]
    assert [row[1:] for row in found["statements | precision | recall | F1"]] == [["1.0", "0.5", "0.667"]] * 3
    assert found["mode | in the gold | found of them | of which exactly"] == [
        ["direct", "1", "0.0", "0.0"],
        ["mixed", "0", "", ""],
        ["indirect", "1", "1.0", "1.0"],
    ]
    assert found["table | rule | rows | right | precision"] == [["statements", "`according`", "2", "2", "1.0"]]
    assert "Others measured version `abc1234` on 7 articles" in shown
    expected = (
        "Of 100 rows of `statements`, 51 are statements, 52 have exactly the right words, and 53 the right speaker"
    )
    assert f"{expected}; of 100 that the articles make, 52 are found." in shown
    assert "54 are decisions with the right outcome; of 100 that the articles tell of, 58 are found." in shown
    assert "Of 100 rows of `actors`, 50 are actors; of 100 actors, 50 are found." in shown
    assert "- *Checked*: this version, 7 articles" in shown
    assert "2 statements in 1 sentences; 0 rows on doubtful ones" in shown
    assert "- 1 × an actor that is none, or one told as two.\n  maire de Vire (`vire`)\n- 1 × a statement" in shown


def test_without_articles_that_nobody_reads_their_cells_are_empty():
    shown = quality.page(made_up(), {}, HELDOUT, [])
    assert "*Checked*" not in shown
    assert {row[2] for row in tables(shown)["F1 | held out | checked | read"]} == {""}


def test_the_outcomes_of_decisions_are_counted():
    own = made_up()
    own.tallies[0].add("outcome granted", 3, 2, 1)
    assert tables(quality.page(own, {}, HELDOUT, []))["outcome of decision | in the gold | rows | right"] == [
        ["`granted`", "3", "2", "1"]
    ]
    kept = quality.figures(own, {}, HELDOUT)
    assert kept["outcomes"] == {"granted": {"gold": 3, "predicted": 2, "right": 1}}
    assert kept["modes"]["indirect"] == {"gold": 1, "predicted": 1, "right": 1}
    assert kept["modes"]["direct"] == {"gold": 1, "predicted": 0, "right": 0}
    assert kept["rules"] == [["statements", "according", 2, 2, 1.0]]
    some = {"articles statements f1": 0.667, "articles mode": 1.0, "sentences exact F1": 0.667, "sentences mode": 1.0}
    assert some.items() <= kept["figures"].items()
    assert not [name for name in kept["figures"] if name.startswith("check ")]


def test_the_figures_of_a_scorer_are_read():
    lines = "statements       precision 0.5  recall 0.25  f1 0.333  gold 4  predicted 2\ncourt            None\nkind             0.9\n"
    counts = {"precision": 0.5, "recall": 0.25, "f1": 0.333, "gold": 4, "predicted": 2}
    assert quality.read_figures(lines) == {"statements": counts, "kind": 0.9}


@pytest.mark.slow
def test_the_script_writes_then_agrees_with_itself_and_tells_a_loss(script):
    assert CliRunner().invoke(script.main, []).exit_code == 0
    again = CliRunner().invoke(script.main, ["--check"])
    assert (again.exit_code, again.output) == (0, "no figure is worse\n")
    assert script.PAGE.read_text(encoding="utf-8").startswith("# How good the extraction is\n")
    # it names a loss, and the command that repairs it
    committed = json.loads(script.FIGURES.read_text(encoding="utf-8"))
    committed["figures"]["articles mode"] = 2
    committed["figures"]["articles exact f1"] = 0.1
    script.FIGURES.write_text(json.dumps(committed), encoding="utf-8")
    result = CliRunner().invoke(script.main, ["--check"])
    assert result.exit_code == 1
    assert result.stdout == "+ articles exact f1: 0.1 -> 1.0\n- articles mode: 2 -> 1.0\n"
    assert result.stderr.endswith("mend it, or accept it: python scripts/quality.py\n")


def test_without_gold_the_script_skips(script, tmp_path, monkeypatch):
    monkeypatch.setattr(script, "GOLD", tmp_path / "nowhere")
    result = CliRunner().invoke(script.main, ["--check"])
    assert (result.exit_code, result.output) == (0, f"skipped: no gold at {tmp_path / 'nowhere'}\n")


def test_the_committed_figures_are_whole(root):
    committed = json.loads((root / "docs" / "quality.json").read_text(encoding="utf-8"))
    whole = quality.figures(made_up(), made_up().articles, HELDOUT)
    assert set(committed) == set(whole)
    assert set(committed["figures"]) == set(whole["figures"])
