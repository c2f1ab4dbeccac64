"""A dataset's proposals are read beside its articles; what cannot be read is told of, and the rest is kept."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from greffier.cli import main
from greffier.dataset import proposed

ANSWER = json.loads((Path(__file__).parents[1] / "readers" / "answers" / "right.json").read_text("utf-8"))


def put(dataset: Path, name: str, *entries: object) -> None:
    folder = dataset / "data" / "proposals"
    folder.mkdir(exist_ok=True)
    lines = (entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False) for entry in entries)
    (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture
def read(dataset: Path) -> Path:
    """The dataset with one right reading of its article, an invented one, and lines that are none."""
    put(dataset, "nso-amnesty-2020.by-hand", {"article_id": "nso-amnesty-2020", "reader": "by-hand", **ANSWER})
    invented = {"act": "say", "text": ["tout est faux"]}
    wrong = {"article_id": "nso-amnesty-2020", "reader": "inventor", "statements": [invented]}
    put(dataset, "others", wrong, "{", {"article_id": "elsewhere", "reader": "by-hand"}, [])
    return dataset


def test_readings_are_grounded_and_faults_are_told(read: Path) -> None:
    found = proposed.readings(read)
    assert [(r.proposal.reader, len(r.grounded.extraction.statements)) for r in found.others] == [
        ("by-hand", 11),
        ("inventor", 0),
    ]
    not_json, no_object, elsewhere = found.problems
    assert "others.jsonl:2: not JSON" in not_json
    assert "others.jsonl:4: no proposal" in no_object
    assert elsewhere == f"by-hand has read 'elsewhere', which is no article of {read}"


def test_the_command_shows_what_is_refused(read: Path) -> None:
    result = CliRunner().invoke(main, ["proposals", str(read), "--refused"])
    assert result.exit_code == 1
    assert "nso-amnesty-2020 by-hand: 14 actors, 11 statements, 1 decisions; 0 refused" in result.output
    assert "nso-amnesty-2020 inventor: 0 actors, 0 statements, 0 decisions; 1 refused" in result.output
    assert "  statements 1: is not in the article ('tout est faux')" in result.output


def test_a_dataset_without_proposals_says_how_to_get_some(dataset: Path) -> None:
    result = CliRunner().invoke(main, ["proposals", str(dataset)])
    assert result.exit_code == 0
    assert "no proposals; put some into data/proposals, or ask a model: greffier propose" in result.output


def test_the_form_is_printed(dataset: Path) -> None:
    result = CliRunner().invoke(main, ["proposals", "--schema"])
    assert json.loads(result.output)["required"] == ["article_id", "reader"]
