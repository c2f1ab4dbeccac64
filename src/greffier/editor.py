"""The commands of an editor: each only reads its options, calls one function and prints."""

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("dataset", default=".")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def status(dataset: str, as_json: bool) -> None:
    """Say how many rows of DATASET a person has read and corrected, by table and by article.

    A row that has changed since it was read is open again.
    """
    import json

    from greffier.dataset import status as standing
    from greffier.package import open_package

    found = standing.status(open_package(dataset))
    if as_json:
        figures = {
            part: {name: f._asdict() for name, f in getattr(found, part).items()} for part in ("tables", "articles")
        }
        rest = {part: getattr(found, part) for part in ("disputed", "changed", "gone")}
        click.echo(json.dumps(figures | rest, ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(standing.as_lines(found)))


COMMANDS = (status,)
