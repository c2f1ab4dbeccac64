"""Which other readers found a row of the page. What they say otherwise is shown to the editor alone."""

from collections import defaultdict
from typing import NamedTuple

from greffier.dataset import proposed
from greffier.dataset.beside import beside
from greffier.dataset.workspace import CURATED, read_workspace
from greffier.package import Package
from greffier.package.reviews import Unit
from greffier.readers import store


class Found(NamedTuple):
    """A reader that has a row for the same words, and whether it says the same of them."""

    reader: str
    agrees: bool


def readers_of(package: Package) -> dict[Unit, list[Found]]:
    """The other readers of each row, by table and id; none where the package is no folder with proposals."""
    found: defaultdict[Unit, list[Found]] = defaultdict(list)
    names = {resource.name for resource in package.resources}
    if package.root is None or not store.files(package.root) or not names.issuperset(CURATED):
        return {}
    space, readings = read_workspace(package.root), proposed.readings(package.root)
    for article_id in readings.rules:
        for other in beside(space, readings, article_id):
            if other.unit is not None:
                found[other.unit].append(Found(other.reader, other.state == "agreed"))
    return dict(found)
