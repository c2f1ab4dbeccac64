"""One report for many readers: text, JSON, GitHub, JUnit, HTML."""

import json
from xml.etree import ElementTree

from greffier.errors import Problem
from greffier.validation.report import FORMATS, Report, as_json_error
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


WARNED = Problem("t.csv", 2, None, "blank-row", "a row without any cell that is filled")
FULL = Report(
    "small",
    {"t": 2},
    (PROBLEM,),
    warnings=(WARNED,),
    unchecked=("u: tables of the format 'xlsx'",),
    surplus={("data/t.csv", "pattern"): 12},
    skipped=("words",),
    warned=("blank-row",),
    files={"data/t.csv": "t"},
)


def test_what_is_no_problem_is_said_beside_them() -> None:
    text = FORMATS["text"](FULL).splitlines()
    assert text[1:4] == [
        "warning: t.csv:2 a row without any cell that is filled [blank-row]",
        "data/t.csv 12 more problem(s) of this kind [pattern]",
        "not checked: u: tables of the format 'xlsx'",
    ]
    assert text[4:] == [
        "small: 13 problem(s) (1 tables, 2 rows): pattern 13; 1 warning(s); 1 not checked; only warned of: blank-row; not asked: words"
    ]
    early = FULL._replace(complete=False, warnings=(), unchecked=(), skipped=(), warned=(), surplus={})
    assert early.summary == "small: 1 problem(s) (1 tables, 2 rows): pattern 1; stopped early, there may be more"
    content = json.loads(FORMATS["json"](FULL))
    assert content["warnings"] == [WARNED._asdict()]
    assert (content["unchecked"], content["skipped"], content["warned"]) == (["u: tables of the format 'xlsx'"], ["words"], ["blank-row"])
    assert (content["package"], content["tables"], content["complete"]) == ("small", {"t": 2}, FULL.complete)
    github = FORMATS["github"](FULL).splitlines()
    assert [line.split("::")[1].split(" ")[0] for line in github] == ["error", "warning", "notice", "notice", "error"]
    assert "t.csv,line=2,title=blank-row::a row without any cell" in github[1]
    suites = ElementTree.fromstring(FORMATS["junit"](FULL))
    assert (suites.get("name"), suites.get("failures")) == ("small", "1")
    assert [(suite.get("name"), suite.get("failures"), suite.get("tests")) for suite in suites] == [
        ("t", "1", str(len(RULES))),
        ("t.csv", "0", "1"),
    ]
    (case,) = suites[1]
    assert (case.find("failure"), (case.findtext("system-out") or "")[:7]) == (None, "t.csv:2")
    page = FORMATS["html"](FULL)
    assert page.count("<tr><td>") == 2
    assert "<td>blank-row (warning)<td>" in page
    assert "<td>data/t.csv<td>7<td>name<td>a:b<td>pattern<td>" in page
    assert page.count("<p>") == 3
    assert "<table>" not in FORMATS["html"](VALID)


def test_many_problems_of_a_rule_are_one_case_of_junit() -> None:
    one = PROBLEM._replace(cell=None)
    suites = ElementTree.fromstring(FORMATS["junit"](REPORT._replace(problems=(one, one._replace(line=8)))))
    (failure,) = suites.iter("failure")
    assert (failure.get("type"), failure.get("message")) == ("pattern", "2 problem(s)")
    assert [line.split(" ")[0] for line in (failure.text or "").splitlines()] == ["data/t.csv:7:name", "data/t.csv:8:name"]
    (single,) = ElementTree.fromstring(FORMATS["junit"](REPORT._replace(problems=(one,)))).iter("failure")
    assert single.get("message") == one.words


def test_what_stands_in_an_annotation_breaks_neither_it_nor_the_line() -> None:
    odd = Problem("a,b:c%.csv", 1, "x\ny", "pattern", "50 %\r\n::error::")
    (line, _) = FORMATS["github"](REPORT._replace(problems=(odd,))).splitlines()
    assert "a%2Cb%3Ac%25.csv,line=1,title=pattern x%0Ay::50 %25%0D%0A::error::" in line


def test_where_there_is_no_package_json_says_why() -> None:
    assert json.loads(as_json_error("p", "é")) == {"package": "p", "valid": None, "error": "é"}
