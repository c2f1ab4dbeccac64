"""What is a warning, and what is left out: by what is asked for, and by the project one works in."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

import greffier
from greffier.cli import main
from greffier.errors import GreffierError
from greffier.validation.settings import Settings, settings

TOWNS = "id,name\n1,Caen\n1,Vire \n2,\u00a0Eu\nx,Bayeux\n"
SCHEMA = {"fields": [{"name": "id", "type": "integer", "constraints": {"unique": True}}, {"name": "name"}]}


@pytest.fixture
def towns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table with two warnings, a repeated id and one that is no number, in the folder one works in."""
    (tmp_path / "towns.csv").write_text(TOWNS, "utf-8")
    (tmp_path / "towns.json").write_text(json.dumps(SCHEMA))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", "towns.csv", "--schema", "towns.json", *arguments])


def test_stray_white_space_is_a_warning_and_the_rest_is_not(towns: Path) -> None:
    report = greffier.validate("towns.csv", schema="towns.json")
    assert [(p.line, p.column, p.rule, p.cell) for p in report.warnings] == [
        (3, "name", "white-space", "Vire "),
        (4, "name", "white-space", "\u00a0Eu"),
    ]
    assert sorted((p.line, p.rule) for p in report.problems) == [(3, "unique"), (5, "type")]


def test_a_table_with_warnings_alone_is_valid(towns: Path) -> None:
    result = run("--skip", "unique", "--warn", "type")
    assert (result.exit_code, result.output.count("warning: ")) == (0, 3)
    expected = "towns.csv: valid (1 tables, 4 rows); 3 warning(s); only warned of: type; not asked: unique\n"
    assert result.output.endswith(expected)


def test_warnings_do_not_use_up_the_number_of_problems_asked_for(towns: Path) -> None:
    (towns / "towns.csv").write_text(TOWNS.replace("Caen", "Caen ").replace("Bayeux", " Bayeux"), "utf-8")
    report = greffier.validate("towns.csv", schema="towns.json", limit=1)
    assert (report.valid, len(report.problems), report.complete) == (False, 1, False)
    assert greffier.validate("towns.csv", schema="towns.json", limit=2).complete


def test_every_form_of_the_report_names_what_was_asked_for(towns: Path) -> None:
    asked = ("--warn", "type", "--skip", "unique", "--format")
    content = json.loads(run(*asked, "json").output)
    assert (content["warned"], content["skipped"], content["valid"]) == (["type"], ["unique"], True)
    assert [p["rule"] for p in content["warnings"]] == ["white-space", "white-space", "type"]
    lines = run(*asked, "github").output.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::warning"] * 3 + ["::notice::towns.csv:"]
    assert lines[-1].endswith("only warned of: type; not asked: unique")
    suites = ElementTree.fromstring(run(*asked, "junit").output)
    assert suites.get("failures") == "0"
    cases = {case.get("name"): [part.tag for part in case] for case in suites.iter("testcase") if len(case)}
    assert cases == {"type": ["system-out"], "white-space": ["system-out"], "unique": ["skipped"]}


def test_a_project_settles_it_for_all_who_work_in_it(towns: Path) -> None:
    (towns / "pyproject.toml").write_text('[tool.greffier.validate]\nwarn = ["type"]\nskip = ["unique"]\n')
    assert settings(towns) == Settings(("type",), ("unique",))
    assert run().exit_code == 0
    assert run("--skip", "type").output.endswith("not asked: type, unique\n")


def test_the_package_itself_does_not_choose_what_it_is_held_to(
    towns: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    (towns / "pyproject.toml").write_text('[tool.greffier.validate]\nskip = ["unique", "type"]\n')
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    result = CliRunner().invoke(main, ["validate", str(towns / "towns.csv"), "--schema", str(towns / "towns.json")])
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[tool.greffier.validate]\nskip = ["spelling"]', "no rule 'spelling'; greffier rules lists them"),
        ('[tool.greffier.validate]\nskip = "type"', "skip must be a list of rules"),
        ("[tool.greffier.validate]\nignore = []", "has ignore; it may have warn and skip"),
        ("[tool]\ngreffier = 1", "greffier is no table"),
        ("[tool", "cannot be read: "),
    ],
)
def test_a_setting_that_is_not_understood_is_one_message(towns: Path, content: str, message: str) -> None:
    (towns / "pyproject.toml").write_text(content)
    with pytest.raises(GreffierError, match=r"pyproject\.toml: ") as caught:
        settings(towns)
    assert message in str(caught.value)
    result = run()
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
