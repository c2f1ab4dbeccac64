"""The dataset as a page: plain files that show each row in the words it comes from, in English and French."""

from pathlib import Path

from greffier.errors import MissingDependency
from greffier.package import Package


def build_site(package: Package, target: Path) -> int:
    """Build the page of a package into a folder, all or nothing; gives the number of pages."""
    try:
        from greffier.site.building import build
    except ModuleNotFoundError as error:
        if error.name not in ("jinja2", "markupsafe"):
            raise
        raise MissingDependency("the page needs jinja2: pip install 'greffier[site]'") from None
    return build(package, target)
