"""The repository's own dataset and what is said about it: one version, one licence, one truth about the columns."""

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import greffier
from greffier.dataset import building
from greffier.package import open_package
from greffier.validation import validate


@pytest.fixture(scope="module")
def project(root) -> dict[str, object]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_committed_tables_are_valid(root):
    assert validate(root).problems == ()


def test_the_committed_tables_are_what_the_article_gives(root):
    assert building.build(root, check=True).changes == [], "run: greffier build"


def test_frictionless_accepts_the_descriptor(root):
    import frictionless

    report = frictionless.Package(str(root / "datapackage.json")).validate()
    assert report.valid, report.flatten()
    assert {task.name for task in report.tasks} == {resource.name for resource in open_package(root).resources}


@pytest.mark.parametrize(("table", "least"), [("actors", 8), ("mentions", 20), ("statements", 8), ("decisions", 1)])
def test_no_table_is_all_but_empty(table, least):
    assert len(greffier.load(table)) >= least


def test_the_version_is_the_same_everywhere(root, project):
    version = project["version"]
    assert open_package(root).descriptor["version"] == version
    assert re.search(r"^version: (.+)$", (root / "CITATION.cff").read_text(), re.M)[1] == version
    assert re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text(), re.M)[1] == version
    assert json.loads((root / ".zenodo.json").read_text(encoding="utf-8"))["version"] == version
    for readme in ("README.md", "README.fr.md"):
        assert f"Version {version}" in (root / readme).read_text(encoding="utf-8")
    assert greffier.__version__ == version


def test_licences_are_stated_where_a_reader_sees_them(root, project):
    descriptor = open_package(root).descriptor
    assert [licence["name"] for licence in descriptor["licenses"]] == ["CC-BY-4.0"]
    assert project["license"] == "Apache-2.0 AND CC-BY-4.0"
    assert "Apache License" in (root / "LICENSE").read_text()
    assert "Attribution 4.0 International" in (root / "LICENSES" / "CC-BY-4.0.txt").read_text(encoding="utf-8")
    for path in ("README.md", "data/README.md", "data/articles/README.md", "LICENSES/README.md"):
        assert re.search(r"belongs\s+to its publisher", (root / path).read_text(encoding="utf-8")), path
    assert "belongs to its publisher" in str(descriptor["description"])


def test_the_metadata_are_complete(root):
    descriptor = open_package(root).descriptor
    assert all(descriptor[name] for name in ("title", "description", "version", "created", "keywords"))
    assert all(contributor["title"] and contributor["roles"] for contributor in descriptor["contributors"])
    assert descriptor["sources"]
    for resource in descriptor["resources"]:
        assert {"title", "path", "bytes", "hash", "schema", "encoding"} <= set(resource), resource["name"]


def _script(root: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, root / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_documents_say_what_the_data_say(root):
    for path, text in _script(root, "docs").documents().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run: python scripts/docs.py"


def _blocks(root: Path, readme: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (root / readme).read_text(encoding="utf-8"), re.S)


def test_the_python_in_the_readme_runs(root, capsys):
    (code,) = _blocks(root, "README.md", "python")
    exec(code, {})
    assert "Amnesty International" in capsys.readouterr().out


def test_the_readme_leads_from_an_article_to_a_page(root, tmp_path, monkeypatch):
    from click.testing import CliRunner

    from greffier.cli import main

    (tmp_path / "docs").symlink_to(root / "docs")
    monkeypatch.chdir(tmp_path)
    (console,) = [block for block in _blocks(root, "README.md", "console") if "greffier new" in block]
    for line in console.splitlines():
        if line.startswith("$ greffier "):
            done = CliRunner().invoke(main, line.split()[2:])
            assert done.exit_code == 0, done.output
    assert (tmp_path / "page" / "index.html").is_file()
    before = {row["statement_id"]: row["act"] for row in greffier.load("statements", "records", "affair")}
    (corrections,) = _blocks(root, "README.md", "csv")
    (tmp_path / "affair/data/curated/corrections.csv").write_text(corrections, encoding="utf-8")
    assert CliRunner().invoke(main, ["build", "affair"]).exit_code == 0
    after = {row["statement_id"]: row["act"] for row in greffier.load("statements", "records", "affair")}
    assert {key for key in before if before[key] != after[key]} == set(re.findall(r"article\.s[0-9]+", corrections))


def test_the_french_readme_is_the_english_one_in_french(root):
    english, french = (
        (root / name).read_text(encoding="utf-8") for name in ("README.md", "README.fr.md")
    )
    outline = [re.findall(r"^(#+) ", text, re.M) for text in (english, french)]
    assert outline[0] == outline[1], "a section is not in both; say it in README.md and README.fr.md"
    assert re.findall(r"```.*?```", english, re.S) == re.findall(r"```.*?```", french, re.S)
    # every option, file and command that one of them speaks of in a sentence
    named = [{" ".join(word.split()) for word in re.findall(r"`([^`\n]+(?:\n[^`\n]+)?)`", re.sub("```.*?```", "", text, flags=re.S))} for text in (english, french)]
    assert named[0] ^ named[1] == set()
    assert re.findall(r"\]\(([^)]+)\)", english) == re.findall(r"\]\(([^)]+)\)", french)


def test_what_the_documents_link_to_is_there(root):
    for document in [*root.glob("*.md"), *root.glob("docs/*.md"), *root.glob("data/**/README.md")]:
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_no_file_names_an_address_that_nobody_holds(root):
    """Whoever holds an address answers for what is there: the descriptor alone may name it, as its homepage."""
    homepage = open_package(root).descriptor.get("homepage", "").removeprefix("https://")
    names = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.split()
    texts = {name: (root / name).read_bytes() for name in names if (root / name).is_file()}
    own = re.compile(rb"(?:github|gitlab)\.com/[\w.-]+/greffier\b|greffier\.(?:github|readthedocs)\.io|uses: [\w.-]+/greffier")
    assert [name for name, data in texts.items() if own.search(data)] == (["datapackage.json"] if own.search(homepage.encode()) else [])
    assert not homepage or [name for name, data in texts.items() if homepage.encode() in data] == ["datapackage.json"]


def test_the_rows_that_the_readme_cites_are_there(root):
    cited = set(re.findall(r"`(nso-amnesty-2020\.[sdm][0-9-]+)`", (root / "README.md").read_text(encoding="utf-8")))
    tables = {"statement_id": "statements", "decision_id": "decisions", "mention_id": "mentions"}
    known = {row[column] for column, table in tables.items() for row in greffier.load(table, "records")}
    assert cited
    assert cited <= known


def test_the_readme_has_the_two_commands_first(root):
    commands = re.findall(r"```sh\n(.*?)\n```", (root / "README.md").read_text(encoding="utf-8"), re.S)
    assert [command.split(" && ")[-1] for command in commands] == [
        ".venv/bin/greffier validate",
        ".venv/bin/python -m pytest -n auto",
    ]
    assert all("\n" not in command and command.startswith("python3 -m venv .venv && ") for command in commands)


@pytest.mark.slow
def test_every_script_says_what_it_does(root):
    for script in (root / "scripts").glob("*.py"):
        done = subprocess.run([sys.executable, script, "--help"], capture_output=True, text=True, check=True)
        assert "Usage" in done.stdout, script


def test_json_and_csv_have_no_carriage_returns(root):
    for path in [*root.glob("schemas/*.json"), *root.glob("data/*.csv"), root / "datapackage.json"]:
        assert b"\r" not in path.read_bytes(), path
        if path.suffix == ".json":
            json.loads(path.read_bytes())


def test_workflows_pin_what_they_use_and_publish_only_what_was_pushed_here(root):
    workflows = {path.name: path.read_text() for path in [*(root / ".github" / "workflows").glob("*.yml"), root / "action.yml"]}
    for name, text in workflows.items():
        for used in re.findall(r"uses: (\S+)", text):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used), (name, used)
    pages = workflows["pages.yml"]
    assert "workflow_run.event == 'push'" in pages
    assert "workflow_run.head_repository.full_name == github.repository" in pages
    building, publishing = pages.split("\n  publish:\n")
    assert "write" not in building.split("\njobs:\n")[1]
    assert "checkout" not in publishing
    assert "run:" not in publishing
