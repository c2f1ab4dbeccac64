"""Makes this dataset's tables and descriptor from data/articles and data/curated, and validates them."""

from pathlib import Path

import click

from greffier.dataset import building

ROOT = Path(__file__).parents[1]


@click.command()
def main() -> None:
    """Articles and curated files to tables; nothing is written unless all of it is valid."""
    made = building.build(ROOT)
    for line in [*made.report.problems, *made.changes]:
        click.echo(str(line))
    click.echo(made.report.summary)
    raise SystemExit(not made.report.valid)


if __name__ == "__main__":
    main()
