"""The commands for other readers than the rules: each only reads its options, calls one function and prints."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from greffier.scoring.gold import GoldArticle

FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("dataset", type=FOLDER, default=".")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a line of proposals, and read nothing.")
@click.option("--refused", is_flag=True, help="Also each row and cell that is refused, with the reason.")
def proposals(dataset: Path, schema: bool, refused: bool) -> None:
    """Say what of the proposals in DATASET's data/proposals stands in the words of its articles.

    Exit code 1 where a line holds no proposal, or none for an article of the dataset.
    """
    import json

    from greffier.dataset import proposed
    from greffier.readers.form import line_schema

    if schema:
        click.echo(json.dumps(line_schema(), ensure_ascii=False, indent=2))
        return
    found = proposed.readings(dataset)
    click.echo("\n".join(proposed.as_lines(found, refused)))
    for problem in found.problems:
        click.echo(f"greffier: {problem}", err=True)
    if found.problems:
        sys.exit(1)


def score_readers(gold: "Sequence[GoldArticle]", paths: Sequence[Path], errors: bool, as_json: bool) -> None:
    """The figures of each reader whose proposals stand in the files, with those of the rules beside them."""
    import json

    from greffier.readers import store
    from greffier.scoring import readers

    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    received = store.read(files)
    for problem in received.problems:
        click.echo(f"greffier: {problem}", err=True)
    scores = readers.score_readers(gold, received.proposals)
    if as_json:
        click.echo(json.dumps([score._asdict() for score in scores], ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(readers.lines(scores)))
    for score in scores if errors else ():
        click.echo("\n".join(f"{score.reader}: {miss.where}: {miss.sort}: {miss.words}" for miss in score.misses))


COMMANDS = (proposals,)
