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
@click.option("--rows", is_flag=True, help="Also each row: who found it, and each reader's value where they differ.")
def proposals(dataset: Path, schema: bool, refused: bool, rows: bool) -> None:
    """Say what of DATASET's data/proposals stands in the words of its articles, and where readers agree.

    Rows come in the order in which a person reads them: agreed, found by one reader alone, contradicted. Exit code 1
    where a line holds no proposal, or none for an article of the dataset.
    """
    import json

    from greffier.dataset import proposed
    from greffier.readers.form import line_schema

    if schema:
        click.echo(json.dumps(line_schema(), ensure_ascii=False, indent=2))
        return
    found = proposed.readings(dataset)
    click.echo("\n".join(proposed.as_lines(found, refused, rows)))
    for problem in found.problems:
        click.echo(f"greffier: {problem}", err=True)
    if found.problems:
        sys.exit(1)


@click.command()
@click.argument("row")
@click.option("--from", "reader", required=True, metavar="READER", help="The reader that proposed it.")
@click.option("--as", "person", required=True, metavar="NAME", help="Who read the row and finds it right.")
@click.option("--to", "dataset", type=FOLDER, default=".", metavar="DATASET", help="The package; by default here.")
def accept(row: str, reader: str, person: str, dataset: Path) -> None:
    """Take a proposed ROW, a statement or a decision by its id, into the dataset, signed by a person.

    Where a row stands for the same words already, its cells become the reader's. What it took is written to
    data/curated, where it can be taken back.
    """
    from datetime import date

    from greffier.dataset import accepting

    click.echo("\n".join(accepting.accept(dataset, row, reader, person, date.today())))
    click.echo(f"next: greffier build {dataset}")


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


@click.command()
@click.argument("dataset", type=FOLDER, default=".")
@click.option("--model", "name", required=True, metavar="NAME", help="A model or an alias that llm knows: llm models.")
@click.option("--reader", metavar="NAME", help="What the reader is called; by default after the model.")
@click.option("--article", "only", multiple=True, metavar="ID", help="Only this article; may be given several times.")
@click.option("--dry-run", is_flag=True, help="Print what would be sent, and send nothing.")
@click.option("--send-unpublished", is_flag=True, help="Also articles whose text may not be shown (publish_text).")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=180, show_default=True, help="Seconds for an answer."
)
def propose(
    dataset: Path,
    name: str,
    reader: str | None,
    only: tuple[str, ...],
    dry_run: bool,
    send_unpublished: bool,
    timeout: float,
) -> None:
    """Send the articles of DATASET to a language model, and keep what it answers in data/proposals.

    Articles that the reader has read already are left out; remove its file to have them read again. Exit code 1 where
    something was not answered.
    """
    from datetime import date

    from greffier.dataset import asked
    from greffier.readers import asking

    model = asking.model(name)
    reader = reader or asking.reader_name(model.model_id)
    plans = asked.plans(dataset, reader, not model.supports_schema, only, send_unpublished)
    for line in asked.left_out(plans, reader):
        click.echo(line)
    if dry_run:
        for line in asked.as_sent(plans):
            click.echo(line)
        return
    source = {"reader": reader, "model": model.model_id, "read_on": date.today().isoformat()}
    total = asking.Sum()
    for plan, replies in asked.propose(dataset, plans, model, source, timeout):
        total = total.plus(replies)
        click.echo(f"{plan.article.article_id}: {asking.Sum().plus(replies)}")
        for line in asked.faults(plan, replies):
            click.echo(f"greffier: {line}", err=True)
    click.echo(f"in all: {total}; next: greffier proposals {dataset}")
    if total.unanswered:
        sys.exit(1)


COMMANDS = (proposals, propose, accept)
