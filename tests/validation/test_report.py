"""One report for many readers: text, JSON, GitHub, JUnit, HTML."""

import json
from xml.etree import ElementTree

from greffier.errors import Problem
from greffier.validation.report import FORMATS, Report
from greffier.validation.rules import RULES

WORST = '<script>alert("x")</script> % \n::error::\x00 ]]> &'
PROBLEM = Problem("data/t.csv", 7, "name", "pattern", "does not match [a-z]", WORST, "a:b")
REPORT = Report(
    "small", {"t": 1234, "u": 2}, (PROBLEM, Problem("datapackage.json", None, None, "descriptor", "no name")), files={"data/t.csv": "t"}
)
VALID = Report("small", {"t": 1234}, ())


def test_text_is_a_line_for_each_problem_and_a_sum() -> None:
    lines = FORMATS["text"](REPORT).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("data/t.csv:7:name does not match [a-z] ('<script>")
    assert lines[1] == "datapackage.json no name [descriptor]"
    assert lines[2] == "small: 2 problem(s) (2 tables, 1,236 rows): descriptor 1, pattern 1"
    assert FORMATS["text"](VALID) == "small: valid (1 tables, 1,234 rows)\n"


def test_json_holds_all_of_it() -> None:
    content = json.loads(FORMATS["json"](REPORT))
    assert (content["valid"], content["complete"], content["counts"]) == (False, True, {"descriptor": 1, "pattern": 1})
    assert content["problems"][0] == PROBLEM._asdict()


def test_github_annotations_are_one_line_each() -> None:
    lines = FORMATS["github"](REPORT).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("::error file=data/t.csv,line=7,title=pattern name::does not match [a-z]")
    assert FORMATS["github"](VALID) == "::notice::small: valid (1 tables, 1,234 rows)\n"


def test_junit_has_a_case_for_each_rule_and_table_whatever_the_cell_holds() -> None:
    suites = ElementTree.fromstring(FORMATS["junit"](REPORT))
    assert suites.get("failures") == "2"
    assert [suite.get("name") for suite in suites] == ["t", "u", "datapackage.json"]
    failed = [case for case in suites.iter("testcase") if case.find("failure") is not None]
    assert [(case.get("classname"), case.get("name")) for case in failed] == [("t", "pattern"), ("datapackage.json", "descriptor")]
    assert suites[0].get("tests") == str(len(suites[0]))
    assert {case.get("name") for case in suites[1]} == {rule.id for rule in RULES}
    assert ElementTree.fromstring(FORMATS["junit"](VALID)).get("failures") == "0"
    skipped = ElementTree.fromstring(FORMATS["junit"](VALID._replace(skipped=("words",))))
    assert [case.get("name") for case in skipped.iter("testcase") if case.find("skipped") is not None] == ["words"]


def test_html_shows_cells_as_text() -> None:
    page = FORMATS["html"](REPORT)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_long_cell_is_shown_by_its_beginning() -> None:
    assert len(str(PROBLEM._replace(cell="x" * 1_000_000))) < 200
