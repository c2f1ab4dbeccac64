"""Readers are measured on the gold as the rules are, with the rules beside them and refusals counted."""

import json
from pathlib import Path

from click.testing import CliRunner

from greffier.cli import main

GOLD = Path(__file__).parents[1] / "gold" / "nso-amnesty-2020.json"
ANSWER = json.loads((Path(__file__).parents[1] / "readers" / "answers" / "right.json").read_text("utf-8"))
INVENTED = {"act": "say", "text": ["tout est faux"]}


def gold(tmp_path: Path) -> Path:
    """The gold of the dataset's article, with its text."""
    entry = json.loads(GOLD.read_text("utf-8"))
    text = GOLD.parents[2] / "data" / "articles" / "nso-amnesty-2020.txt"
    file = tmp_path / "gold.json"
    file.write_text(json.dumps(entry | {"text": text.read_bytes().decode()}), "utf-8")
    return file


def run(tmp_path: Path, *entries: dict[str, object], options: tuple[str, ...] = ()) -> tuple[int, str]:
    file = tmp_path / "proposals.jsonl"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in entries), "utf-8")
    result = CliRunner().invoke(main, ["score", str(gold(tmp_path)), "--proposals", str(file), *options])
    return result.exit_code, result.output


def test_a_reader_that_is_right_scores_so(tmp_path: Path) -> None:
    entry = {"article_id": "nso-amnesty-2020", "reader": "by-hand", **ANSWER}
    inventor = {"article_id": "nso-amnesty-2020", "reader": "inventor", "statements": [INVENTED]}
    code, output = run(tmp_path, entry, inventor, options=("--json",))
    assert code == 0
    right, wrong = json.loads(output)
    assert (right["reader"], right["articles"], right["proposed"], right["refused"]) == ("by-hand", 1, 26, 0)
    for name in ("actors", "statements", "exact", "attributed", "decisions", "parties"):
        assert right["figures"][name]["f1"] == 1.0, name
        assert wrong["figures"][name]["f1"] == 0.0
    assert (wrong["proposed"], wrong["refused"]) == (1, 1)
    assert right["rules"] == wrong["rules"]


def test_the_table_and_what_went_wrong(tmp_path: Path) -> None:
    entry = {"article_id": "nso-amnesty-2020", "reader": "inventor", "statements": [INVENTED]}
    code, output = run(tmp_path, entry, options=("--errors",))
    assert code == 0
    head, reader, rules, *misses = output.splitlines()
    assert head.split()[:4] == ["reader", "articles", "proposed", "refused"]
    assert reader.split()[:4] == ["inventor", "1", "1", "1"]
    assert rules.startswith("  rules, on the same")
    assert any("statement missed" in miss for miss in misses)


def test_proposals_for_other_articles_are_none(tmp_path: Path) -> None:
    code, output = run(tmp_path, {"article_id": "elsewhere", "reader": "by-hand"})
    assert code == 2
    assert "no proposal is for an article of the gold" in output
