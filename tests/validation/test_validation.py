"""The validation: every rule on a package that breaks it, both routes, and files that nobody should trust."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import greffier
from greffier.cli import main
from greffier.errors import PackageError, Problem
from greffier.package import open_package, reader
from greffier.validation import WARNINGS, judged, validate
from greffier.validation.report import Report
from greffier.validation.rules import RULES, as_markdown

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / "tests/packages"
BROKEN = sorted(path.name for path in PACKAGES.iterdir() if path.is_dir() and path.name != "valid")


#: Rules that look at several rows or tables.
ACROSS = {rule.id for rule in RULES if rule.queries}

#: Tables whose rules look at few others, with those: a small package is judged in a fifth of the time of the whole.
ALONE = {
    "data/towns.csv": ("towns",),
    "schemas/towns.json": ("towns",),
    "data/curated/aliases.csv": ("actors", "aliases"),
    "data/articles.csv": ("articles",),
    "data/decisions.csv": ("articles", "actors", "decisions"),
    "data/mentions.csv": ("articles", "actors", "mentions"),
    "court": ("articles", "actors", "decisions"),
    "mentioned": ("articles", "actors", "mentions"),
    # one that looks at cells of actors, where others with that file look at several tables
    "required": ("actors",),
    # faults of the descriptor that lie in towns or in a table that the valid package has not
    "descriptor": ("towns", ""),
    "file": ("towns", "cities"),
    "size": ("towns",),
    "hash": ("towns",),
    "json": ("towns", "list"),
    "json-schema": ("towns", "shapes"),
}


def package(name: str, to: Path, tables: tuple[str, ...] = ()) -> Path:
    """The valid package, or the one that breaks the rule of that name; with `tables`, of these alone."""
    folder = to / "package"
    shutil.copytree(PACKAGES / "valid", folder)
    for schema in (ROOT / "schemas").glob("*.json"):
        shutil.copy(schema, folder / "schemas")
    if name != "valid":
        shutil.copytree(PACKAGES / name, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("problem.txt"))
    if tables:
        descriptor = json.loads((folder / "datapackage.json").read_text())
        descriptor["resources"] = [entry for entry in descriptor["resources"] if entry.get("name", "") in tables]
        (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return folder


def tables_of(name: str) -> tuple[str, ...]:
    """The tables that the rule of that name looks at, where they are few."""
    changed = {path.relative_to(PACKAGES / name).as_posix() for path in (PACKAGES / name).rglob("*") if path.is_file()}
    (path,) = changed - {"problem.txt"}
    return ALONE.get(name) or ALONE.get(path, ())


@pytest.fixture
def valid(tmp_path: Path) -> Path:
    return package("valid", tmp_path)


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """The valid package, of one table alone."""
    return package("valid", tmp_path, ("towns",))


def judge(folder: Path, exact: bool) -> Report:
    """The report of one of the two ways: exact asks each cell in Python, the other asks in SQL what it can."""
    return judged(open_package(folder), exact=exact)


def places(problems: tuple[Problem, ...]) -> list[tuple[object, ...]]:
    """Problems without their words, which a route may choose."""
    return [(p.file, p.line, p.column, p.rule, p.cell, p.row) for p in problems]


@pytest.mark.parametrize("exact", [False, True])
def test_the_valid_package_breaks_no_rule(valid: Path, exact: bool) -> None:
    report = judge(valid, exact)
    assert report.problems == ()
    assert report.tables["towns"] == 3


def told(name: str) -> list[str]:
    """What is said of the whole package that breaks the rule of that name."""
    return (PACKAGES / name / "problem.txt").read_text().splitlines()


def unnumbered(problem: str) -> str:
    """A problem without the number of its resource, which is another where some are left out."""
    return re.sub(r"resources\[\d+\]", "resources[]", problem)


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_package_gives_the_problem_of_its_rule(tmp_path: Path, name: str) -> None:
    tables = tables_of(name)
    folder = package(name, tmp_path, tables)
    # a rule across rows is the same SQL both ways: where it needs several tables, the slow trials ask twice
    twice = name not in ACROSS or len(tables) in (1, 2)
    report = judge(folder, exact=twice)
    found = report.problems + report.warnings
    assert [unnumbered(str(problem)) for problem in found] == list(map(unnumbered, told(name)))
    assert {problem.rule for problem in found} == {name}
    assert report.valid == (name in WARNINGS)
    if twice:
        again = validate(folder)
        assert places(again.problems + again.warnings) == places(found)


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
def test_both_ways_find_the_same_in_a_whole_package(tmp_path: Path, name: str) -> None:
    folder = package(name, tmp_path)
    exact = judge(folder, exact=True)
    again = validate(folder)
    assert list(map(str, exact.problems + exact.warnings)) == told(name)
    assert places(again.problems + again.warnings) == places(exact.problems + exact.warnings)


def test_rules_documentation_and_broken_packages_are_the_same() -> None:
    assert sorted(rule.id for rule in RULES) == BROKEN
    assert (ROOT / "docs/rules.md").read_text() == as_markdown(), "run: greffier rules --markdown > docs/rules.md"
    listed = CliRunner().invoke(main, ["rules"])
    assert [line for line in listed.output.splitlines() if not line.startswith(" ")] == [rule.id for rule in RULES]


@pytest.mark.parametrize("exact", [False, True])
def test_lines_are_those_of_the_file_after_cells_with_line_breaks(tmp_path: Path, exact: bool) -> None:
    folder = package("valid", tmp_path, ("actors", "aliases"))
    table = folder / "data/curated/aliases.csv"
    table.write_text(table.read_text().replace("m-morel,", "M-morel,"))
    (problem,) = judge(folder, exact).problems
    assert (problem.line, problem.column, problem.rule, problem.row) == (4, "alias_id", "pattern", "M-morel")
    assert table.read_text().splitlines()[problem.line - 1].startswith("M-morel")


@pytest.mark.parametrize("exact", [False, True])
def test_an_article_in_another_encoding_is_never_valid(tmp_path: Path, exact: bool) -> None:
    folder = package("valid", tmp_path, ("articles",))
    text = folder / "data/articles/vire.txt"
    text.write_bytes(text.read_text(encoding="utf-8").encode("cp1252"))
    assert judge(folder, exact).counts == {"encoding": 1}


@pytest.mark.parametrize("exact", [False, True])
def test_a_zip_with_a_top_folder_is_judged_like_a_folder(towns: Path, tmp_path: Path, exact: bool) -> None:
    (towns / "data/towns.csv").write_text((towns / "data/towns.csv").read_text().replace("large", "vast"))
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in towns.rglob("*"):
            archive.write(file, Path("small-1.0") / file.relative_to(towns))
    report = judge(path, exact)
    assert places(report.problems) == places(judge(towns, exact).problems)
    assert report.counts == {"values": 1}


def test_a_limit_stops_early(towns: Path) -> None:
    table = towns / "data/towns.csv"
    table.write_text(table.read_text() + "x,y\n" * 50)
    report = validate(towns, limit=3)
    assert (len(report.problems), report.complete) == (3, False)
    assert "there may be more" in report.summary
    assert len(validate(towns).problems) == 50


def test_the_command_gives_0_1_and_2(towns: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["validate", *arguments])
        return result.exit_code, result.output

    assert run(str(towns))[0] == 0
    (towns / "data/towns.csv").write_text((towns / "data/towns.csv").read_text().replace("large", "vast"))
    code, output = run(str(towns))
    assert code == 1
    assert output.startswith("data/towns.csv:2:size not one of small, large ('vast') [values]\n")
    assert run(str(towns), "--max", "1")[0] == 1
    code, output = run(str(tmp_path / "nowhere"))
    assert (code, output.count("\n")) == (2, 1)
    assert "Traceback" not in output


# Files that nobody should trust: each is a problem in the report or one refusal, on both routes.

HEADER = (PACKAGES / "valid/data/towns.csv").read_bytes().splitlines(keepends=True)[0]
UNTRUSTED = {
    "no table": (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "encoding"),
    "empty": (b"", "header"),
    "another header": (b"a,b\n1,2\n", "header"),
    "columns in another order": (b",".join(reversed(HEADER.strip().split(b","))) + b"\n", "header"),
    "a column twice": (HEADER.replace(b"founded", b"name"), "header"),
    "a truncated last line": (HEADER + b"FR,Caen,10", "row-length"),
    "mixed line ends": (HEADER + b"FR,Caen,1,,,,,,Caen\r\nFR,Vire,2,,,,,,Caen\n", "line-ends"),
    "a quote left open": (HEADER + b'FR,"Caen,1,,,,,,Caen\n' + b"FR,Vire,2,,,,,,Caen\n" * 1000, "csv"),
    "text after a quote": (HEADER + b'FR,"Caen" x,1,,,,,,Caen\n', "csv"),
    "a million columns": (b",".join([b"c"] * 1_000_000) + b"\n", "header"),
    "a cell without end": (HEADER + b"FR," + b"x" * 11_000_000 + b",1,,,,,,Caen\n", "csv"),
    "another encoding": (HEADER + "FR,Orléans,1,,,,,,Orléans\n".encode("cp1252"), "encoding"),
    "UTF-16": ((HEADER + b"FR,Caen,1,,,,,,Caen\n").decode().encode("utf-16"), "encoding"),
    "a number of 5000 digits": (HEADER + b"FR,Caen," + b"9" * 5000 + b",,,,,,Caen\n", "type"),
    "an extra cell": (HEADER + b"FR,Caen,1,,,,,,Caen,x\n", "row-length"),
    "a blank line in the middle": (HEADER + b"FR,Caen,1,,,,,,Caen\n\nFR,Vire,2,,,,,,Caen\n", "blank-row"),
}


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("name", UNTRUSTED)
def test_an_untrusted_table_is_a_problem_in_the_report(towns: Path, name: str, exact: bool) -> None:
    content, rule = UNTRUSTED[name]
    (towns / "data/towns.csv").write_bytes(content)
    report = judge(towns, exact)
    assert set(report.counts) == {rule}
    assert all(len(str(problem)) < 500 for problem in report.problems)


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + HEADER + b"FR,Caen,1,,,,,,Caen\n",
        HEADER.replace(b"\n", b"\r\n") + b"FR,Caen,1,,,,,,Caen\r\n",
        HEADER + b"FR,Caen,1,,,,,,Caen",
        HEADER + 'FR,"Ca\u00a0"" e\u0301\n, ""n",1,,,,,,"Ca\u00a0"" e\u0301\n, ""n"\n'.encode(),
        HEADER,
    ],
    ids=["byte order mark", "CRLF", "no line end at the end", "quotes, line breaks, spaces", "no rows"],
)
def test_what_is_unusual_but_right_is_valid(towns: Path, content: bytes, exact: bool) -> None:
    (towns / "data/towns.csv").write_bytes(content)
    assert judge(towns, exact).problems == ()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("../secret.csv", "not the path of a file in the package"),
        ("/etc/passwd", "not the path of a file in the package"),
        ("file:///etc/passwd", "an address"),
        ("https://127.0.0.1/x.csv", "private address"),
        ("https://localhost/x.csv", "private address"),
    ],
)
@pytest.mark.parametrize("part", ["path", "schema"])
def test_a_descriptor_that_points_outside_is_a_problem(towns: Path, path: str, words: str, part: str) -> None:
    (towns.parent / "secret.csv").write_text("secret")
    descriptor = json.loads((towns / "datapackage.json").read_text())
    descriptor["resources"][-1][part] = path
    (towns / "datapackage.json").write_text(json.dumps(descriptor))
    problems = [problem for problem in validate(towns).problems if problem.rule == "file"]
    assert len(problems) == 1
    assert words in problems[0].message
    assert "secret\n" not in str(problems)


def test_a_key_to_a_table_that_is_not_there_is_a_problem(towns: Path) -> None:
    schema = towns / "schemas/towns.json"
    schema.write_text(schema.read_text().replace('"resource": ""', '"resource": "cities"'))
    (problem,) = validate(towns).problems
    assert (problem.file, problem.rule) == ("schemas/towns.json", "descriptor")
    assert "'cities', which is not there" in problem.message


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("{")
    with pytest.raises(PackageError, match="not JSON"):
        validate(tmp_path)


def test_a_column_without_end_is_read_in_bounded_memory(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LONGEST", 1000)
    (towns / "data/towns.csv").write_bytes(HEADER + b'FR,"' + b"x\n" * 5000)
    (problem,) = validate(towns).problems
    assert (problem.line, problem.rule) == (2, "csv")
    assert re.search("more than 1000 characters", problem.message)


# In Python


def test_a_frame_is_checked_by_its_schema() -> None:
    import pandera.pandas as pa

    frame = greffier.load("statements")
    schema = greffier.schemas("statements")
    schema.validate(frame)
    wrong = frame.copy()
    wrong.loc[wrong.index[0], "end"] = 0
    with pytest.raises(pa.errors.SchemaErrors) as caught:
        schema.validate(wrong, lazy=True)
    assert any("interval" in str(check) for check in caught.value.failure_cases["check"])


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name == "evidence" else pytest.mark.slow) for name in greffier.tables()]
)
def test_a_frame_is_valid_beside_the_other_tables(name: str) -> None:
    tables = {name: greffier.load(name) for name in greffier.tables()}
    greffier.schemas(name, tables).validate(tables[name], lazy=True)


def test_a_schema_looks_across_the_tables_that_it_is_given() -> None:
    import pandera.pandas as pa

    tables = {name: greffier.load(name) for name in ("articles", "actors", "statements")}
    greffier.schemas("statements", tables).validate(tables["statements"], lazy=True)
    actors = tables["actors"]
    fewer = {**tables, "actors": actors[actors["actor_id"] != tables["statements"]["speaker_id"].dropna().iloc[0]]}
    with pytest.raises(pa.errors.SchemaErrors, match="foreign-key"):
        greffier.schemas("statements", fewer).validate(tables["statements"], lazy=True)


def test_a_wrong_table_lists_the_right_ones() -> None:
    with pytest.raises(PackageError, match="its tables are articles"):
        greffier.schemas("statement")


def test_a_table_whose_columns_are_parted_otherwise_says_by_what(tmp_path):
    """What a French spreadsheet saves: semicolons, and commas in numbers."""
    (tmp_path / "sums.csv").write_text("id;sum\n1;12,50\n")
    hint = """its columns look parted by ';': describe that with "dialect": {"delimiter": ";"}"""
    alone = validate(tmp_path / "sums.csv")
    assert [problem.message for problem in alone.problems] == [f"2 cells where the header has 1 columns; {hint}"]
    fields = [{"name": "id", "type": "integer"}, {"name": "sum", "type": "number", "decimalChar": ","}]
    resource = {"name": "sums", "path": "sums.csv", "schema": {"fields": fields}}
    descriptor = tmp_path / "datapackage.json"
    descriptor.write_text(json.dumps({"name": "sums", "resources": [resource]}))
    (found,) = validate(tmp_path).problems
    assert found.message == f"lacks the column 'id', 'sum'; {hint}"
    # what the message says to do is right
    descriptor.write_text(json.dumps({"name": "sums", "resources": [{**resource, "dialect": {"delimiter": ";"}}]}))
    assert validate(tmp_path).valid


def test_a_message_says_a_cell_once(tmp_path):
    (tmp_path / "sums.csv").write_text("sum,day\n1 200.5,13/07/2020\n")
    fields = [{"name": "sum", "type": "number", "groupChar": "."}, {"name": "day", "type": "date"}]
    resource = {"name": "sums", "path": "sums.csv", "schema": {"fields": fields}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "sums", "resources": [resource]}))
    words = [str(problem) for problem in validate(tmp_path).problems]
    assert len(words) == 2
    assert all(line.count("1 200.5") + line.count("13/07/2020") == 1 for line in words)
    assert words[0] == "sums.csv:2:day no date; write it as YYYY-MM-DD ('13/07/2020') [type]"


def test_of_many_empty_lines_the_first_are_told_and_the_rest_counted(towns: Path) -> None:
    path = towns / "data/towns.csv"
    path.write_bytes(path.read_bytes() + b"\n" * 2500)
    report = validate(towns)
    told = [problem for problem in report.problems if problem.rule == "blank-row"]
    assert (len(told), report.counts["blank-row"]) == (1000, 2500)
    assert report.surplus == {("data/towns.csv", "blank-row"): 1500}
