"""What a validation found: problems as values, and one report for many readers."""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

from greffier.errors import Problem
from greffier.validation.rules import RULES


class Report(NamedTuple):
    """What was checked and what was found; `complete` is False where `--max` stopped it early.

    `unchecked` says what could not be checked, and why. `skipped` and `warned` are the rules that were asked to be left
    out, or to be warnings. `surplus` counts, by file and rule, the problems beyond the
    first thousand, which are not told one by one; `files` names the table of each file.
    """

    package: str
    tables: Mapping[str, int]
    problems: tuple[Problem, ...]
    complete: bool = True
    warnings: tuple[Problem, ...] = ()
    unchecked: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    surplus: Mapping[tuple[str, str], int] = {}
    files: Mapping[str, str] = {}

    @property
    def valid(self) -> bool:
        return not self.problems

    @property
    def counts(self) -> dict[str, int]:
        """How many problems each rule found."""
        counts = Counter(problem.rule for problem in self.problems)
        for (_, rule), count in self.surplus.items():
            if rule in counts:
                counts[rule] += count
        return dict(sorted(counts.items()))

    @property
    def summary(self) -> str:
        rows = f"{len(self.tables)} tables, {sum(self.tables.values()):,} rows"
        notes = f"; {len(self.warnings)} warning(s)" if self.warnings else ""
        notes += f"; {len(self.unchecked)} not checked" if self.unchecked else ""
        notes += f"; only warned of: {', '.join(self.warned)}" if self.warned else ""
        notes += f"; not asked: {', '.join(self.skipped)}" if self.skipped else ""
        if self.valid:
            return f"{self.package}: valid ({rows}){notes}"
        counts = ", ".join(f"{rule} {count}" for rule, count in self.counts.items())
        more = "" if self.complete else "; stopped early, there may be more"
        return f"{self.package}: {sum(self.counts.values())} problem(s) ({rows}): {counts}{more}{notes}"

    @property
    def notes(self) -> list[str]:
        """What is said beside the problems: what is not told one by one, and what is not checked."""
        surplus = self.surplus.items()
        beyond = [f"{file} {count} more problem(s) of this kind [{rule}]" for (file, rule), count in surplus]
        return [*beyond, *(f"not checked: {words}" for words in self.unchecked)]


def as_text(report: Report) -> str:
    warnings = (f"warning: {problem}" for problem in report.warnings)
    return "\n".join([*map(str, report.problems), *warnings, *report.notes, report.summary]) + "\n"


def as_json(report: Report) -> str:
    content = {
        "package": report.package,
        "valid": report.valid,
        "complete": report.complete,
        "tables": dict(report.tables),
        "counts": report.counts,
        "problems": [problem._asdict() for problem in report.problems],
        "warnings": [problem._asdict() for problem in report.warnings],
        "unchecked": list(report.unchecked),
        "skipped": list(report.skipped),
        "warned": list(report.warned),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def as_json_error(package: str, message: str) -> str:
    """What is said in JSON where there is no package to judge."""
    return json.dumps({"package": package, "valid": None, "error": message}, ensure_ascii=False, indent=2) + "\n"


def as_github(report: Report) -> str:
    """Annotations that GitHub shows beside the lines of a change, by their files' paths in the repository."""
    lines = [_annotation("error", problem, report) for problem in report.problems]
    lines += [_annotation("warning", problem, report) for problem in report.warnings]
    lines += [f"::notice::{_data(note)}" for note in report.notes]
    lines.append(f"{'::notice::' if report.valid else '::error::'}{_data(report.summary)}")
    return "\n".join(lines) + "\n"


def _annotation(level: str, problem: Problem, report: Report) -> str:
    place = {
        "file": _in_repository(problem.file, report.package),
        "line": problem.line,
        "title": f"{problem.rule} {problem.column or ''}".strip(),
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value is not None)
    return f"::{level} {properties}::{_data(problem.words)}"


def _in_repository(file: str, package: str) -> str:
    """A file's path from the top of the repository that is being checked."""
    if "://" in package:
        return file
    folder = package if os.path.isdir(package) else os.path.dirname(package)
    return os.path.relpath(os.path.join(folder, file), os.environ.get("GITHUB_WORKSPACE") or os.curdir)


def as_junit(report: Report) -> str:
    """A test suite for each table and each other file with problems, in it a case for each rule; any CI reads it."""
    suites: dict[str, dict[str, list[Problem]]] = {name: {} for name in report.tables}
    for problem in (*report.problems, *report.warnings):
        name = report.files.get(problem.file, problem.file)
        suites.setdefault(name, {}).setdefault(problem.rule, []).append(problem)
    warned = {problem.rule for problem in report.warnings}
    lines, failures = [], 0
    for name, found in suites.items():
        rules = [rule.id for rule in RULES] if name in report.tables else list(found)
        cases = [_case(rule, name, found.get(rule, []), rule in report.skipped, rule in warned) for rule in rules]
        failed = len(found.keys() - warned)
        lines += [f"<testsuite name={_attribute(name)} tests=\"{len(rules)}\" failures=\"{failed}\">", *cases]
        lines += ["</testsuite>"]
        failures += failed
    head = f"<testsuites name={_attribute(report.package)} failures=\"{failures}\">"
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *lines, "</testsuites>"]) + "\n"


def _case(rule: str, table: str, problems: list[Problem], skipped: bool, warned: bool) -> str:
    head = f"<testcase classname={_attribute(table)} name={_attribute(rule)}"
    if skipped:
        return f"{head}><skipped/></testcase>"
    if not problems:
        return f"{head}/>"
    told = "\n".join(_xml(str(problem)) for problem in problems)
    if warned:
        return f"{head}><system-out>{told}</system-out></testcase>"
    words = f"{len(problems)} problem(s)" if len(problems) > 1 else problems[0].words
    return f"{head}><failure type={_attribute(rule)} message={_attribute(words)}>{told}</failure></testcase>"


def as_html(report: Report) -> str:
    """A page that stands alone."""
    rows = "".join(
        f"<tr><td>{escape(p.file)}<td>{p.line or ''}<td>{escape(p.column or '')}<td>{escape(p.row or '')}"
        f"<td>{escape(p.rule)}{' (warning)' if p in report.warnings else ''}<td>{escape(p.words)}\n"
        for p in (*report.problems, *report.warnings)
    )
    notes = "".join(f"<p>{escape(note)}</p>\n" for note in report.notes)
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
        f"{table if rows else ''}{notes}</html>\n"
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
