"""What people add in data/curated, read and checked: the rows of aliases and corrections.

Each names what it was made for (an id, an old value). One that no longer fits stops the build, for the words or the
rules have changed and somebody has to look again.
"""

from typing import NamedTuple, NoReturn

from greffier.dataset.spreadsheets import read_saved
from greffier.errors import CorrectionError
from greffier.package import Package, constraints
from greffier.package.records import schema_of


class Curated(NamedTuple):
    """A row that somebody wrote: its file and line, and its cells."""

    where: str
    cells: dict[str, str]

    def stop(self, why: str) -> NoReturn:
        """Raises the CorrectionError that stops the build."""
        raise CorrectionError(f"{self.where}: {why}")


def curated(package: Package, name: str) -> list[Curated]:
    """The rows of a curated table, each checked by its schema; none where the package has no such table.

    CorrectionError names every row that is wrong.
    """
    if name not in (resource.name for resource in package.resources):
        return []
    resource = package.resource(name)
    schema = schema_of(resource)
    found: dict[tuple[str, ...], Curated] = {}
    faults = []
    for row in read_saved(resource).rows:
        entry = Curated(f"{row.path}:{row.line}", row.cells)
        for field in schema.fields:
            if fault := constraints.fault(field, row.cells[field.name]):
                faults.append(f"{entry.where}:{field.name} {fault}")
        key = tuple(row.cells[column] for column in schema.primary_key)
        other = found.setdefault(key, entry)
        if other is not entry:
            faults.append(f"{entry.where}: {' '.join(key)} stands on {other.where} already; keep one")
    if faults:
        raise CorrectionError("\n".join(faults))
    return list(found.values())
