"""Whether a package is what it says: its descriptor, files, cells, keys and words."""

import importlib.util
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from greffier.errors import GreffierError, MissingDependency, Problem
from greffier.package import Package, open_package
from greffier.package.single import is_table, table_package
from greffier.validation.findings import Finding, Surplus, Unchecked
from greffier.validation.inspection import Inspection, inspect
from greffier.validation.judging import judge
from greffier.validation.loaded import MOST
from greffier.validation.report import Report
from greffier.validation.rules import RULES

#: Rules whose problems are warnings, whatever is asked for.
WARNINGS = frozenset(rule.id for rule in RULES if rule.only_warns)
LIBRARIES = ("jsonschema_rs", "dplib", "duckdb", "regex")


def validate(
    source: str | Path,
    *,
    limit: int | None = None,
    schema: str | Path | None = None,
    warn: Collection[str] = (),
    skip: Collection[str] = (),
) -> Report:
    """What is wrong with the package at `source`: a folder, a datapackage.json, a zip, an https address, or one CSV.

    Stops after `limit` problems. `schema` is the Table Schema of a single CSV. What the rules of `warn` find are
    warnings, as what those find that only warn; what those of `skip` find is left out. PackageError where there is no
    package to judge.

    >>> import greffier
    >>> report = greffier.validate(".")  # the package in the folder one is in
    >>> report.valid, report.problems
    (True, ())
    """
    for library in LIBRARIES:
        if sys.modules.get(library, library) is None or importlib.util.find_spec(library) is None:
            raise MissingDependency(f"greffier.validate needs {library}: pip install 'greffier[build]'")
    known = {rule.id for rule in RULES}
    for rule in [*warn, *skip]:
        if rule not in known:
            raise GreffierError(f"no rule {rule!r}; greffier rules lists them")
    if schema is not None and not is_table(source):
        raise GreffierError(f"{source}: a schema is for a single table; a package names its own")
    package = table_package(Path(source), schema) if is_table(source) else open_package(source)
    return judged(package, limit, frozenset(warn), frozenset(skip))._replace(package=str(source))


def judged(
    package: Package,
    limit: int | None = None,
    warn: frozenset[str] = frozenset(),
    skip: frozenset[str] = frozenset(),
    exact: bool = False,
) -> Report:
    """The report on a package; `exact` reads all of it in Python, to hold the two ways against each other."""
    found: dict[Problem, None] = {}
    warned = WARNINGS | warn
    wrong = 0
    told: dict[tuple[str, str], int] = {}
    unchecked: dict[str, None] = {}
    rows: dict[str, int] = {}
    complete = True
    with tempfile.TemporaryDirectory(prefix="greffier-") as folder:
        inspection = inspect(package, Path(folder))
        for finding in _findings(package, inspection, rows, Path(folder), exact):
            if isinstance(finding, Unchecked):
                unchecked[finding.words] = None
                continue
            kind = finding.file, finding.rule
            if finding.rule in skip or isinstance(finding, Problem) and finding in found:
                continue
            told[kind] = told.get(kind, 0) + (finding.number if isinstance(finding, Surplus) else 1)
            if isinstance(finding, Problem) and told[kind] <= MOST:
                wrong += finding.rule not in warned
                if limit is not None and wrong > limit:
                    complete = False
                    break
                found[finding] = None
    order = {path: number for number, table in enumerate(inspection.tables) for path in table.resource.paths}
    problems = sorted(found, key=lambda p: (order.get(p.file, -1), p.file, p.line or 0, p.column or "", p.rule))
    kept = {kind: sum((p.file, p.rule) == kind for p in problems) for kind, count in told.items() if count > MOST}
    return Report(
        package.where,
        {table.name: rows[table.name] for table in inspection.tables if table.name in rows},
        tuple(problem for problem in problems if problem.rule not in warned),
        complete,
        tuple(problem for problem in problems if problem.rule in warned),
        tuple(unchecked),
        tuple(sorted(skip)),
        tuple(sorted(warn)),
        {kind: told[kind] - count for kind, count in kept.items() if told[kind] > count} if complete else {},
        {path: table.name for table in inspection.tables for path in table.resource.paths},
    )


def _findings(
    package: Package, inspection: Inspection, rows: dict[str, int], folder: Path, exact: bool
) -> Iterator[Finding]:
    yield from inspection.problems
    yield from map(Unchecked, inspection.unchecked)
    yield from judge(package, inspection, rows, folder, exact)
