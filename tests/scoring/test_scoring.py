"""Scoring: the same figures as the scripts beside the gold, and one message for gold that is none."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from greffier import scoring
from greffier.cli import main
from greffier.corpus.small import convert_small
from greffier.extraction.pipeline import extract
from greffier.model import Span
from greffier.scoring.matching import common, likeness, pairs, words
from greffier.scoring.tally import Tally

TEXT = "Le tribunal de Vire a rejeté la demande. « C'est injuste », a déclaré Anna Petit."


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


ACTOR = {"id": "anna", "name": "Anna Petit", "kind": "person", "country": None, "mentions": [span("Anna Petit")]}
STATEMENT = {"mode": "direct", "speaker": "anna", "content": [span("C'est injuste")]}
DECISION = {
    "outcome": "dismissed",
    "instance": None,
    "court": None,
    "decided_on": None,
    "parties": [],
    "judges": [],
    "evidence": [span("a rejeté la demande")],
}
ARTICLE = {
    "article": "vire",
    "text": TEXT,
    "published_on": "2024-05-06",
    "actors": [ACTOR],
    "statements": [STATEMENT],
    "decisions": [DECISION],
}
QUOTE = STATEMENT | {"speaker": span("Anna Petit"), "speaker_head": span("Anna"), "cue": span("a déclaré")}
SENTENCE = {"id": "one", "text": TEXT, "statements": [QUOTE]}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["score", *map(str, arguments)])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "vire.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text(json.dumps(SENTENCE) + "\n\n", encoding="utf-8")
    return tmp_path / "vire.json", tmp_path / "lines.jsonl"


def test_what_is_found_is_counted(files):
    scores = scoring.score(scoring.read_gold(files))
    assert scores.articles["statements"] == {"precision": 1, "recall": 1, "f1": 1, "gold": 1, "predicted": 1}
    assert scores.articles["decisions"]["f1"] == 1
    assert scores.articles["grounding"] == 1
    assert scores.sentences["exact"] == {"P": 1, "R": 1, "F1": 1}
    assert scores.sentences["speaker"] == {"n": 1, "head": 1, "lenient": 1}
    assert ("statements", "inserted", 2, 2, 1) in scores.rules
    assert ("decisions", "active-ruling", 1, 1, 1) in scores.rules


def test_what_is_wrong_is_told(files, tmp_path):
    wrong = ARTICLE | {"statements": [STATEMENT | {"content": [span("Le tribunal de Vire")]}]}
    (tmp_path / "vire.json").write_text(json.dumps(wrong), encoding="utf-8")
    result = run(tmp_path / "vire.json", "--errors", "--by-rule")
    assert result.exit_code == 0
    assert "vire: statement missed: «Le tribunal de Vire»\n" in result.output
    assert "vire: statement too many: «C'est injuste» (inserted)\n" in result.output
    assert "statements  inserted                     1      0  0.0\n" in result.output


def test_json_holds_the_same(files):
    told = json.loads(run(*files, "--json", "--by-rule", "--errors").output)
    scores = scoring.score(scoring.read_gold(files))
    assert told["articles"] == scores.articles
    assert told["sentences"] == scores.sentences
    assert [tuple(rule.values()) for rule in told["rules"]] == scores.rules
    assert [tuple(miss.values()) for miss in told["errors"]] == scores.misses


def test_a_doubtful_statement_counts_neither_way(tmp_path):
    doubtful = SENTENCE | {"statements": [], "optional": [QUOTE]}
    (tmp_path / "lines.jsonl").write_text(json.dumps(doubtful), encoding="utf-8")
    found = scoring.score(scoring.read_gold([tmp_path / "lines.jsonl"])).sentences
    assert (found["gold"], found["pred"], found["ignored"], found["empty"]["n"]) == (0, 0, 1, 0)


def test_words_are_compared_by_place():
    assert words("dit qu'il pleut, il", [Span(4, 15)], ("qu", "que")) == {7, 10}
    assert words("de", [Span(0, 2)], ("de",)) == frozenset()
    assert likeness(frozenset({1, 2}), frozenset({2, 3})) == pytest.approx(1 / 3)
    assert likeness(frozenset(), frozenset()) == 0
    assert common(Span(0, 4), Span(2, 6)) == pytest.approx(1 / 3)
    assert common(Span(0, 4), Span(4, 6)) == 0


def test_the_best_pairs_come_first():
    weights = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 1.0, ("b", "x"): 0.4}
    assert pairs("ab", "xy", lambda g, f: weights[g, f], 0.5) == [(1, 1), (0, 0)]
    assert pairs("ab", "", lambda g, f: 1.0, 0.5) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.txt", "", "x.txt: no gold; give articles as .json, folders of them, or sentences as .jsonl"),
        ("x.json", "{", "x.json: not JSON: Expecting property name"),
        ("x.json", "[]", "x.json: no gold: list indices must be integers"),
        ("x.json", '{"text": 1}', "x.json: no gold: 1 is no string"),
        ("x.json", '{"text": "a"}', "x.json: no gold: 'published_on' is missing"),
        ("x.json", json.dumps(ARTICLE | {"published_on": "May"}), "x.json: no gold: Invalid isoformat string: 'May'"),
        ("x.json", json.dumps(ARTICLE | {"statements": [STATEMENT | {"content": []}]}), "x.json: no gold: a row has"),
        ("x.json", json.dumps(ARTICLE | {"statements": [STATEMENT | {"content": [[5, 999]]}]}), "[5, 999] is no span"),
        ("x.json", json.dumps(ARTICLE | {"language": "de"}), "no lexicon for language 'de'"),
        ("x.jsonl", '{"id": "a", "text": "b"}', "x.jsonl:1: no gold: 'statements' is missing"),
        ("x.jsonl", f"{json.dumps(SENTENCE)}\n{json.dumps(SENTENCE)}", "x.jsonl:2: 'one' is there twice"),
        ("x.jsonl", b"\xe9", "x.jsonl: not UTF-8: byte 0 is 0xe9"),
        ("nowhere.json", None, "nowhere.json: cannot be read: No such file or directory"),
        (".", None, "no gold in it; a folder holds one .json file for each article"),
    ],
)
def test_gold_that_is_none_is_one_message(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run(tmp_path / name)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.startswith("greffier: ")
    assert result.stderr.count("\n") == 1


def script(path: Path, *arguments: object) -> str:
    command = [sys.executable, str(path), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_articles_are_scored_as_beside_the_gold(gold, tmp_path, every):
    some = tmp_path / "gold"
    some.mkdir()
    with (tmp_path / "articles.jsonl").open("w", encoding="utf-8") as lines:
        for path in sorted(gold.glob("*.json"))[::every]:
            (some / path.name).symlink_to(path)
            entry = json.loads(path.read_text(encoding="utf-8"))
            metadata = {"article_id": entry["article"], "published_on": entry["published_on"]}
            lines.write(json.dumps(metadata | {"text": entry["text"]}) + "\n")
    convert_small([str(tmp_path / "articles.jsonl")], tmp_path / "package")
    scores = scoring.score(scoring.read_gold([some]))
    assert scores.articles == json.loads(script(gold.parent / "score.py", tmp_path / "package", some, "--json"))
    theirs = script(gold.parent / "score.py", tmp_path / "package", some, "--errors")
    assert theirs == "\n".join([*scoring.as_lines(scores), *scoring.miss_lines(scores)]) + "\n"


@pytest.mark.slow
def test_sentences_are_scored_as_beside_the_gold(gold, tmp_path):
    folder = gold.parent / "sentences"
    with (tmp_path / "found.jsonl").open("w", encoding="utf-8") as lines:
        for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            found = [
                {"mode": s.mode, "cue": s.cue, "speaker": s.speaker, "content": s.parts}
                for s in extract(entry["text"], article_id="x").statements
            ]
            lines.write(json.dumps({"id": entry["id"], "statements": found}) + "\n")
    scores = scoring.score(scoring.read_gold([folder / "dev.jsonl"]))
    theirs = script(folder / "score.py", folder / "dev.jsonl", tmp_path / "found.jsonl", "--json")
    assert {k: v for k, v in scores.sentences.items() if k != "empty"} == json.loads(theirs)
    shown = script(folder / "score.py", folder / "dev.jsonl", tmp_path / "found.jsonl", "--errors", 999)
    ours = [*list(scoring.as_lines(scores))[:-1], *scoring.miss_lines(scores)]
    assert sorted(" ".join(line.split()) for line in ours) == sorted(
        " ".join(line.split()) for line in shown.splitlines()
    )


def test_figures_have_three_decimals():
    tally = Tally()
    tally.add("rows", 3, 6, 1)
    assert tally.figures("rows") == {"precision": 0.167, "recall": 0.333, "f1": 0.222}
    assert (tally.share("rows"), tally.share("rows", "predicted"), tally.share("none")) == (0.333, 0.167, None)
    assert tally.figures("none") == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
