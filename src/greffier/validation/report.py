"""What a validation found: problems as values, and one report for many readers."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

from greffier.errors import Problem


class Report(NamedTuple):
    """What was checked and what was found; `complete` is False where `--max` stopped it early."""

    package: str
    tables: Mapping[str, int]
    problems: tuple[Problem, ...]
    complete: bool = True

    @property
    def valid(self) -> bool:
        return not self.problems

    @property
    def counts(self) -> dict[str, int]:
        """How many problems each rule found."""
        return dict(sorted(Counter(problem.rule for problem in self.problems).items()))

    @property
    def summary(self) -> str:
        rows = f"{len(self.tables)} tables, {sum(self.tables.values()):,} rows"
        if self.valid:
            return f"{self.package}: valid ({rows})"
        counts = ", ".join(f"{rule} {count}" for rule, count in self.counts.items())
        more = "" if self.complete else "; stopped early, there may be more"
        return f"{self.package}: {len(self.problems)} problem(s) ({rows}): {counts}{more}"


def as_text(report: Report) -> str:
    return "\n".join([*map(str, report.problems), report.summary]) + "\n"


def as_json(report: Report) -> str:
    content = {
        "package": report.package,
        "valid": report.valid,
        "complete": report.complete,
        "tables": dict(report.tables),
        "counts": report.counts,
        "problems": [problem._asdict() for problem in report.problems],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_github(report: Report) -> str:
    """Annotations that GitHub shows beside the lines of a change."""
    lines = []
    for problem in report.problems:
        place = {"file": problem.file, "line": problem.line, "title": f"{problem.rule} {problem.column or ''}".strip()}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value is not None)
        lines.append(f"::error {properties}::{_data(problem.words)}")
    lines.append(f"{'::notice::' if report.valid else '::error::'}{_data(report.summary)}")
    return "\n".join(lines) + "\n"


def as_junit(report: Report) -> str:
    """One test case for each table, and one for each file or table with problems; any CI server reads it."""
    files = {problem.file: [p for p in report.problems if p.file == problem.file] for problem in report.problems}
    cases = [f"  <testcase name={_attribute(name)}/>" for name in report.tables if name not in files]
    for file, problems in files.items():
        failures = [
            f"    <failure type={_attribute(p.rule)} message={_attribute(p.words)}>{_xml(str(p))}</failure>"
            for p in problems
        ]
        cases += [f"  <testcase name={_attribute(file)}>", *failures, "  </testcase>"]
    total = len(files) + sum(name not in files for name in report.tables)
    head = f'<testsuite name={_attribute(report.package)} tests="{total}" failures="{len(files)}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *cases, "</testsuite>"]) + "\n"


def as_html(report: Report) -> str:
    """A page that stands alone."""
    rows = "".join(
        f"<tr><td>{escape(p.file)}<td>{p.line or ''}<td>{escape(p.column or '')}<td>{escape(p.row or '')}"
        f"<td>{escape(p.rule)}<td>{escape(p.words)}\n"
        for p in report.problems
    )
    table = (
        "<table>\n<thead><tr><th>File<th>Line<th>Column<th>Row<th>Rule<th>Problem</thead>\n<tbody>\n"
        f"{rows}</tbody>\n</table>\n"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f"<title>{escape(report.package)}: validation</title>\n"
        "<style>body{font:1rem/1.5 system-ui;margin:2rem;color:#111;background:#fff}table{border-collapse:collapse}"
        "td,th{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
        "</style>\n"
        f"<h1>{escape(report.package)}</h1>\n<p>{escape(report.summary)}</p>\n"
        f"{'' if report.valid else table}</html>\n"
    )


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "junit": as_junit,
    "html": as_html,
}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _xml(text: str) -> str:
    return escape(_writable(text), quote=False)


def _attribute(text: str) -> str:
    # it brings in the whole of urllib, which no other report needs
    from xml.sax.saxutils import quoteattr

    return quoteattr(_writable(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _writable(text: str) -> str:
    """The text without what XML has no way to write: control characters and lone surrogates."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
