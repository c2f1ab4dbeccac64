"""Whether a package is what it says: its descriptor, files, cells, keys and words.

Small packages are judged by pandera and frictionless, large ones and Parquet by a columnar engine; the rules are the
same.
"""

import importlib.util
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from greffier.errors import MissingDependency, Problem
from greffier.package import DESCRIPTOR, Package, open_package
from greffier.validation.conformance import metadata_problems
from greffier.validation.inspection import Inspection, inspect
from greffier.validation.report import Report

#: Bytes of tables up to which pandera and frictionless judge; beyond, the columnar engine does.
SMALL = 10_000_000
#: What the two engines are made of.
LIBRARIES = ("jsonschema", "dplib", "frictionless", "pandera", "duckdb")


def validate(source: str | Path, *, limit: int | None = None, columnar: bool | None = None) -> Report:
    """What is wrong with the package at `source`: a folder, a datapackage.json, a zip, an https address.

    Stops after `limit` problems. `columnar` chooses the engine, as otherwise the size of the tables does.
    PackageError where there is no package to judge.

    >>> import greffier
    >>> report = greffier.validate(".")  # the package in the folder one is in
    >>> report.valid, report.problems
    (True, ())
    """
    for library in LIBRARIES:
        if sys.modules.get(library, library) is None or importlib.util.find_spec(library) is None:
            raise MissingDependency(f"greffier.validate needs {library}: pip install 'greffier[build]'")
    package = open_package(source)
    found: dict[Problem, None] = {}
    rows: dict[str, int] = {}
    complete = True
    with tempfile.TemporaryDirectory(prefix="greffier-") as folder:
        inspection = inspect(package, Path(folder))
        for problem in _problems(package, inspection, rows, Path(folder), columnar):
            if limit is not None and len(found) >= limit:
                complete = False
                break
            found[problem] = None
    order = {path: number for number, table in enumerate(inspection.tables) for path in table.paths}
    problems = sorted(found, key=lambda p: (order.get(p.file, -1), p.file, p.line or 0, p.column or "", p.rule))
    return Report(package.where, rows, tuple(problems), complete)


def _problems(
    package: Package, inspection: Inspection, rows: dict[str, int], folder: Path, columnar: bool | None
) -> Iterator[Problem]:
    yield from inspection.problems
    if not inspection.descriptor:
        return
    if not any(problem.rule in ("descriptor", "file", "schema") for problem in inspection.problems):
        refused = list(metadata_problems(inspection.descriptor, DESCRIPTOR, inspection.folder))
        yield from refused
        if refused:
            return
    if columnar is None:
        tables = inspection.tables
        columnar = sum(table.bytes for table in tables) > SMALL or any(table.parquet for table in tables)
    if columnar:
        from greffier.validation.columnar import judge

        yield from judge(package, inspection, rows, folder)
    else:
        from greffier.validation.rowwise import judge as judge_rows

        yield from judge_rows(package, inspection, rows)
