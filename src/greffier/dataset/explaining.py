"""What a problem of a build comes from: its row, and the curated lines that made it what it is."""

from collections.abc import Iterable

from greffier.dataset.curation import Curated
from greffier.errors import Problem


def explained(problem: Problem, table: str | None, aliases: Iterable[Curated], corrections: Iterable[Curated]) -> str:
    """The problem, with the id of its row and the curated lines that it may come from, each by file and line.

    Those are the corrections of its very cell, or else of its row (evidence goes with the row that it is for), and
    corrections and aliases of the row that the cell names. `table` is that of the problem's file.

    >>> line = Curated("data/curated/corrections.csv:2", {"table": "actors", "row_id": "anna", "field": "role"})
    >>> fault = Problem("data/actors.csv", 5, "role", "grounded", "no evidence", "juge", "anna")
    >>> explained(fault, "actors", [], [line])
    "data/actors.csv:5:role no evidence ('juge') [grounded] (row anna; see data/curated/corrections.csv:2)"
    """
    if problem.row is None:
        return str(problem)
    lines = [line for line in corrections if _is_of(line, table, problem.row)]
    found = [line for line in lines if line.cells["field"] == problem.column] or lines
    if problem.cell:
        found += [line for line in corrections if line.cells["row_id"] == problem.cell and line not in found]
        found += [line for line in aliases if problem.cell in (line.cells["alias_id"], line.cells["actor_id"])]
    see = f"; see {', '.join(line.where for line in found)}" if found else ""
    return f"{problem} (row {problem.row}{see})"


def _is_of(line: Curated, table: str | None, row: str) -> bool:
    """Whether a correction is of a row, or of the row that a row of evidence is for."""
    corrected = line.cells["table"], line.cells["row_id"]
    return corrected == (table, row) or table == "evidence" and row.startswith(":".join((*corrected, "")))
