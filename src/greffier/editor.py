"""The commands of an editor: each only reads its options, calls one function and prints."""

from pathlib import Path

import click

FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("dataset", default=".")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def status(dataset: str, as_json: bool) -> None:
    """Say how many rows of DATASET were reviewed and corrected, by table and by article, and by whom.

    A row that has changed since it was reviewed is open again.
    """
    import json

    from greffier.dataset import status as standing
    from greffier.package import open_package

    found = standing.status(open_package(dataset))
    if as_json:
        figures = {
            part: {name: f._asdict() for name, f in getattr(found, part).items()} for part in ("tables", "articles")
        }
        rest = {part: getattr(found, part) for part in ("disputed", "changed", "gone", "reviewers")}
        click.echo(json.dumps(figures | rest, ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(standing.as_lines(found)))


@click.command()
@click.argument("table", type=click.Choice(("statements", "decisions", "parties", "mentions", "actors")))
@click.argument("row")
@click.argument("cells", nargs=-1, metavar="[COLUMN=VALUE]...")
@click.option("--reason", required=True, help="Why it is right, in a few words.")
@click.option(
    "--words", default="", help="The article's words that the new value rests on, where it is not these words."
)
@click.option("--source", default="", help="Where that can be checked: an address or a document.")
@click.option("--article", default="", metavar="ID", help="The article that words for an actor of several stand in.")
@click.option("--add", "what", flag_value="add", help="Add a row; ROW is its article.")
@click.option("--drop", "what", flag_value="drop", help="Take the row out.")
@click.option("--merge-into", default="", metavar="ACTOR", help="Make one actor of ROW and ACTOR.")
@click.option("--to", "dataset", type=FOLDER, default=".", metavar="DATASET", help="The package; by default here.")
def correct(
    table: str, row: str, cells: tuple[str, ...], what: str | None, merge_into: str, dataset: Path, **more: str
) -> None:
    """Correct ROW of TABLE with quoted words instead of offsets, and say why.

    Values in the article's words (text, cue, speaker_text, subject ...) are quoted as they stand there; where they
    stand several times, quote more, with square brackets around what is meant: "le juge [Morel] a dit".
    """
    from greffier.dataset import correcting

    pairs = [cell.partition("=") for cell in cells]
    for column, sign, _ in pairs:
        if not sign:
            raise click.UsageError(f"{column!r} is not COLUMN=VALUE")
    wish = correcting.Wish(table, row, {column: value for column, _, value in pairs}, **more)
    if merge_into:
        lines = correcting.merge(dataset, wish, merge_into)
    else:
        lines = {"add": correcting.add, "drop": correcting.drop, None: correcting.change}[what](dataset, wish)
    click.echo("\n".join(lines))
    click.echo(f"next: greffier build {dataset}")


@click.command()
@click.argument("dataset", type=FOLDER, default=".")
@click.option(
    "--as",
    "reviewer",
    default="",
    metavar="NAME",
    help="Your name, which will stand beside every row that you accept; the page asks for it where it is not given.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; by default a free one.")
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the page in the browser.")
def review(dataset: Path, reviewer: str, port: int, browser: bool) -> None:
    """Open a page in the browser to read, correct and sign the rows of DATASET.

    The page is served by this command, to this machine alone, until you stop it with Ctrl+C. Every act is a line in
    data/curated as soon as it is done; the tables are made again a few seconds later, and at the end.
    """
    from greffier.errors import MissingDependency

    try:
        from greffier.review.server import serve
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn"):
            raise
        raise MissingDependency("the review needs starlette and uvicorn: pip install 'greffier[review]'") from None
    serve(dataset, reviewer, port, browser, click.echo)


@click.command()
@click.argument("old")
@click.argument("new", default=".")
@click.option("--json", "form", flag_value="json", help="As JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="As notes of a release.")
def diff(old: str, new: str, form: str | None) -> None:
    """Say which rows differ between OLD and NEW: folders, zips, addresses, or git revisions such as HEAD~1.

    Exit code 1 where any does. A row that stands elsewhere in the same words is told as renamed.
    """
    import json

    from greffier.dataset import diff as comparing

    beside = Path(new) if Path(new).exists() else Path()
    found = comparing.diff(comparing.open_version(old, beside), comparing.open_version(new, beside))
    if form == "json":
        click.echo(json.dumps(comparing.as_json(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join((comparing.as_markdown if form == "markdown" else comparing.as_text)(found)))
    if found:
        raise SystemExit(1)


@click.command()
@click.argument("dataset", type=FOLDER, default=".")
@click.option("--to", required=True, type=FOLDER, metavar="DIR", help="The new folder.")
@click.option("--since", default="", metavar="VERSION", help="A folder, zip or git revision to compare the rows with.")
def release(dataset: Path, to: Path, since: str) -> None:
    """Make the files of a release of DATASET: the package as a zip, notes and checksums.

    First it must be committed (where git is used), built, valid, say how much of it was reviewed, state one version
    everywhere, and have an entry in CHANGELOG.md. The same commit gives the same bytes.
    """
    from greffier.dataset import release as releasing

    for name in releasing.release(dataset, to, since):
        click.echo(f"{to / name}")


COMMANDS = (status, correct, review, diff, release)
