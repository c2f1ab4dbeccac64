"""Shows this dataset as a page in _site, or in the folder that is named."""

from pathlib import Path

import click

from greffier.package import open_package
from greffier.site import build_site

ROOT = Path(__file__).parents[1]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=ROOT / "_site", metavar="[DIR]")
def main(folder: Path) -> None:
    """The tables as a page: plain files to open from disk or to put on any web server."""
    click.echo(f"{build_site(open_package(ROOT), folder)} pages; open {folder / 'index.html'}")


if __name__ == "__main__":
    main()
