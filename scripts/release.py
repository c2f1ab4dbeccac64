"""Makes this repository's release in the new folder TO: wheel, sdist, the package as a zip, notes and checksums."""

import os
import subprocess
import sys
from pathlib import Path

import click

from greffier.dataset.release import release
from greffier.errors import GreffierError

ROOT = Path(__file__).parents[1]


def distributions(folder: Path) -> None:
    """Builds the sdist, and the wheel from it; the dates in them are fixed."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1577836800"}
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, ROOT],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    # the build tool leaves a note for git
    (folder / ".gitignore").unlink(missing_ok=True)


@click.command()
@click.argument("to", type=click.Path(path_type=Path))
@click.option(
    "--since", default="", metavar="VERSION", help="A folder, a zip or a git revision to compare the rows with."
)
def main(to: Path, since: str) -> None:
    """Everything that must hold is checked first: a clean tree, built, valid, read, one version everywhere."""
    try:
        for name in release(ROOT, to, since, distributions):
            click.echo(name)
    except GreffierError as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    main()
