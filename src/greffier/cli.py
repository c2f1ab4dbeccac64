"""The commands. Each only reads its options, calls one function and prints; heavy imports stand where they are used."""

import sys
from pathlib import Path
from typing import Any

import click

from greffier import editor, proposing
from greffier.errors import GreffierError

FOLDER = click.Path(path_type=Path)
FORMATS = ("text", "json", "github", "junit", "html")


#: The exit code of a command that SIGINT ends, as shells give it.
INTERRUPTED = 130


class Commands(click.Group):
    """Commands whose mistakes are one message and exit code 2; 1 means that something was found."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GreffierError as error:
            message = str(error)
        except KeyboardInterrupt:
            click.echo("greffier: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            message = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        click.echo(f"greffier: {message}", err=True)
        ctx.exit(2)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        import greffier

        click.echo(f"greffier {greffier.__version__}")
        ctx.exit()


@click.group(cls=Commands)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def main() -> None:
    """News about court cases as data that can be cited and checked.

    DATASET is a folder with a datapackage.json, by default the one you are in. Exit code 0: all is well; 1: something
    was found (problems, changes); 2: the command could not run.
    """


@main.command()
@click.argument("dataset", type=FOLDER, default=".")
@click.option("--check", is_flag=True, help="Write nothing; show the rows that would change and exit 1 if any would.")
def build(dataset: Path, check: bool) -> None:
    """Make the tables and the descriptor from the articles, and validate them."""
    from greffier.dataset import building

    made = building.build(dataset, check)
    for fault in made.faults:
        click.echo(fault)
    if not made.report.valid:
        click.echo(f"greffier: {made.report.summary}; nothing is written", err=True)
        if any(problem.rule == "grounded" for problem in made.report.problems):
            hint = "a corrected cell needs its words: greffier correct ... --words, or the column evidence"
            click.echo(hint, err=True)
        sys.exit(1)
    for change in made.changes if check else ():
        click.echo(change)
    if check and made.changes:
        click.echo(f"greffier: {dataset} is not what its articles give; run: greffier build {dataset}", err=True)
        sys.exit(1)
    done = f"{len(made.changes)} change(s) written" if made.changes else "nothing to change"
    click.echo(f"{made.report.summary}; {done}")


@main.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
def new(folder: Path) -> None:
    """Make an empty data package in the new folder DIR."""
    from greffier.dataset import drafts

    drafts.new(folder)
    click.echo(f"{folder}: made, without any article")
    for name, what in drafts.UNSAID.items():
        click.echo(f'  {folder / "datapackage.json"} does not say yet {what} ("{name}")')
    click.echo(f"next: greffier add ARTICLE.txt --to {folder} --published-on YYYY-MM-DD")


@main.command()
@click.argument("article", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--to", "dataset", type=FOLDER, default=".", metavar="DATASET", help="The package; by default here.")
@click.option("--published-on", metavar="DATE", help="YYYY-MM-DD; weekdays in the text are reckoned from it.")
@click.option("--id", "article_id", metavar="ID", help="The article's id; by default its file's name.")
@click.option("--title", help="The headline; by default the text's first line, where it is one.")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it can be read.")
@click.option("--basis", "published_on_basis", help="How the day is known, where the article does not carry it.")
@click.option("--language", default="fr", show_default=True, help="ISO 639-1.")
@click.option("--rights", help="To whom the text belongs, and on what terms it is kept.")
@click.option("--publish-text/--no-publish-text", default=True, show_default=True, help="May the whole text be shown?")
def add(article: Path, dataset: Path, article_id: str | None, **metadata: str | bool | None) -> None:
    """Put ARTICLE, a .txt or .html file or - for standard input, into a data package.

    Of a web page its text, title, publisher, day and address are taken; the page is kept beside them as received.
    """
    from greffier.dataset import drafts, webpages

    if str(article) == "-":
        if article_id is None:
            raise click.UsageError("an article from standard input needs --id")
        data = sys.stdin.buffer.read()
    else:
        data = article.read_bytes()
    name = article_id or drafts.article_id_of(article)
    unsure: tuple[str, ...] = ()
    if webpages.looks_like_page(data):
        added, page = drafts.add_page(dataset, data, name, metadata)
        unsure = page.unsure
    else:
        added = drafts.add(dataset, data, name, metadata)
    click.echo(f"{added.article_id}: added, {len(added.text)} characters")
    for doubt in unsure:
        click.echo(f"  to be looked at: {doubt}")
    if not unsure and added.title and not metadata["title"]:
        click.echo(f"  title is its first line: {added.title}")
    unknown = drafts.unknown(added)
    for line in unknown:
        click.echo(f"  {line}")
    if unknown:
        click.echo(f"  fill them in there: {dataset / drafts.ARTICLES / added.article_id}.json")
    click.echo(f"next: greffier build {dataset}")


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--to", required=True, type=FOLDER, metavar="DIR", help="The package's folder.")
@click.option("--format", "form", type=click.Choice(("csv", "parquet")), default="csv", help="By default CSV.")
@click.option("--column", "named", multiple=True, metavar="NAME=COLUMN", help="What a column of the input is called.")
@click.option("--ignore-others", is_flag=True, help="Pass over the columns of the input that no table has.")
@click.option("--aliases", type=FOLDER, metavar="FILE", help="A table of aliases: which actors are one.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes; by default one for each core.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster to run on (tcp://HOST:8786), or: local.")
@click.option("--dry-run", is_flag=True, help="Say what would be done.")
def convert(
    inputs: tuple[str, ...], to: Path, form: str, named: tuple[str, ...], ignore_others: bool, **options: Any
) -> None:
    """Make a data package from INPUT: files and folders of articles, here or at an address that fsspec knows.

    .jsonl, .csv and .parquet have article_id, text and metadata in each row; the metadata of a .txt file stand in the
    .json file of its name; .html and .warc are read as pages. All may be compressed (.gz, .zst, .bz2, .xz).

    CSV is for some articles, to go on with: a new folder, one process. Parquet is for archives: every core, or a
    cluster; a run that was stopped goes on where it was, and more articles cost no more than themselves.

    Exit code 0: all is converted; 1: all but what stands in the table of rejects.
    """
    from greffier.corpus import command

    naming = command.naming(named, ignore_others)
    if options.pop("dry_run"):
        click.echo(command.planned(inputs, to, form, naming))
        return
    made = command.converted(inputs, to, form, naming, **options)
    click.echo(made.summary)
    for line in made.rejects:
        click.echo(line, err=True)
    sys.exit(1 if made.rejects else 0)


@main.command()
@click.argument("dataset", default=".")
@click.option("--to", required=True, type=FOLDER, metavar="DIR", help="A folder: new, empty, or of a page before.")
def site(dataset: str, to: Path) -> None:
    """Show DATASET as a page in DIR: articles with their rows marked, actors, decisions, tables and pictures."""
    from greffier.package import open_package
    from greffier.site import build_site

    written = build_site(open_package(dataset), to)
    click.echo(f"{to}: {written} pages; open {to / 'index.html'}")


@main.command()
@click.argument("dataset", default=".")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How the report is written.")
@click.option("--max", "limit", type=click.IntRange(min=1), metavar="N", help="Stop after N problems.")
@click.option("--schema", type=FOLDER, metavar="FILE", help="The Table Schema of a single table.")
@click.option("--warn", multiple=True, metavar="RULE", help="What this rule finds is a warning; may be repeated.")
@click.option("--skip", multiple=True, metavar="RULE", help="What this rule finds is left out; may be repeated.")
@click.option("--strict", is_flag=True, help="Exit 2 where something could not be checked.")
def validate(dataset: str, form: str, strict: bool, **options: Any) -> None:
    """Check DATASET: a folder, a datapackage.json, a zip, an https address or one CSV, of these tables or any others.

    Each problem is a line FILE:LINE:COLUMN MESSAGE [RULE]. Exit code 0: valid; 1: not; 2: there is no package to check.
    In a folder with a pyproject.toml, warn and skip of its [tool.greffier.validate] hold too.
    """
    from greffier import validation
    from greffier.validation import report
    from greffier.validation.settings import settings

    try:
        for name, settled in settings(Path())._asdict().items():
            options[name] = (*options[name], *settled)
        found = validation.validate(dataset, **options)
    except GreffierError as error:
        if form == "json":
            click.echo(report.as_json_error(dataset, str(error)), nl=False)
        raise
    click.echo(report.FORMATS[form](found), nl=False)
    if not found.valid:
        sys.exit(1)
    if strict and found.unchecked:
        sys.exit(2)


@main.command()
@click.option("--markdown", is_flag=True, help="As a page: greffier rules --markdown > docs/rules.md")
def rules(markdown: bool) -> None:
    """List the rules of validate, each with its reason and an example of what breaks it."""
    from greffier.validation.rules import as_markdown, as_text

    click.echo(as_markdown() if markdown else as_text(), nl=False)


@main.command()
@click.argument("gold", nargs=-1, required=True, type=FOLDER, metavar="GOLD...")
@click.option("--errors", is_flag=True, help="Also what went wrong, a line for each.")
@click.option("--by-rule", is_flag=True, help="Also the rows that each rule found, and how many of them are right.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--proposals", "files", multiple=True, type=FOLDER, help="Score the readers whose proposals these are.")
def score(gold: tuple[Path, ...], errors: bool, by_rule: bool, as_json: bool, files: tuple[Path, ...]) -> None:
    """Run the extraction on GOLD, and say how much of it is right.

    GOLD: articles as .json files or folders of them, sentences as .jsonl files. With --proposals FILE, a .jsonl file
    or a folder of them, the same for each reader of the gold's articles, with the rules beside it.
    """
    import json

    from greffier import scoring

    if files:
        proposing.score_readers(scoring.read_gold(gold).articles, files, errors, as_json)
        return
    scores = scoring.score(scoring.read_gold(gold))
    if as_json:
        out: dict[str, Any] = {"articles": scores.articles, "sentences": scores.sentences}
        out |= {"errors": [miss._asdict() for miss in scores.misses]} if errors else {}
        out |= {"rules": [rule._asdict() for rule in scores.rules]} if by_rule else {}
        click.echo(json.dumps(out, ensure_ascii=False, indent=1))
        return
    lines = list(scoring.as_lines(scores))
    lines += scoring.miss_lines(scores) if errors else ()
    lines += scoring.rule_lines(scores.rules) if by_rule else ()
    click.echo("\n".join(lines))


@main.command()
@click.option("--gold", type=FOLDER, metavar="DIR", help="Also what each gives on this gold, and what it loses.")
def constructions(gold: Path | None) -> None:
    """List the rules of the extraction: the fact of French that each states, and sentences that it takes or leaves."""
    from greffier.extraction.rulebook import rulebook
    from greffier.scoring import read_gold
    from greffier.scoring.constructions import as_lines, measured

    figures = measured(read_gold([gold])) if gold else ()
    click.echo("\n".join(as_lines(rulebook().values(), figures)))


for _command in (*editor.COMMANDS, *proposing.COMMANDS):
    main.add_command(_command)
