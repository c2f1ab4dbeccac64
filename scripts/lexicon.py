"""Puts the rows of the lexicon's tables in the order of their keys, after some were added."""

import csv
import io
import json
from pathlib import Path

import click

FOLDER = Path(__file__).parents[1] / "src" / "greffier" / "extraction" / "lexicon" / "fr"


def in_order(text: str, key: list[str]) -> str:
    """The table with its rows sorted by the columns of the key; without one as it is."""
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    columns = [header.index(name) for name in key]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([header, *sorted(rows, key=lambda row: [row[k] for k in columns])])
    return out.getvalue()


@click.command()
def main() -> None:
    """The lexicon in order."""
    for path in sorted(FOLDER.glob("*.csv")):
        schema = json.loads(path.with_suffix(".schema.json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        ordered = in_order(text, schema.get("primaryKey", []))
        if ordered != text:
            path.write_text(ordered, encoding="utf-8", newline="\n")
            click.echo(f"{path.name}: put in order")


if __name__ == "__main__":
    main()
