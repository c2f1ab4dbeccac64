"""Writes what the documents say of the data: the dictionary of the tables, README's rows and its figures."""

import json
from pathlib import Path

import click

import greffier
from greffier.package import open_package
from greffier.package.records import schema_of
from greffier.package.schema import Schema
from greffier.site.words import Words

ROOT = Path(__file__).parents[1]
READMES = {"en": ROOT / "README.md", "fr": ROOT / "README.fr.md"}
DICTIONARY = ROOT / "docs" / "data-dictionary.md"
#: The rows that README shows.
ROWS = (0, 1, 3, 8)
#: No cell of them shows more characters.
LONGEST = 110
HEADINGS = {
    "en": ("who", "does what", "the words", "in quotation marks"),
    "fr": ("qui", "fait quoi", "les mots", "entre guillemets"),
}
MODES = {
    "en": {"direct": "all", "mixed": "in part", "indirect": "none"},
    "fr": {"direct": "tous", "mixed": "en partie", "indirect": "aucun"},
}
#: What the figures are of, by their names in docs/quality.json.
FIGURES = {
    "actors": ("actors", "les acteurs"),
    "statements": ("statements", "les propos"),
    "attributed": ("statements with the right speaker", "les propos avec le bon locuteur"),
    "decisions": ("decisions with the right outcome", "les décisions avec la bonne issue"),
    "parties": ("parties of a decision", "les parties d'une décision"),
}
DICTIONARY_HEAD = """# Data dictionary

Offsets are Unicode code points into the article's text, start inclusive, end exclusive. `*` marks the primary key, `?`
a column that may be empty. Each column is defined in [`schemas/`](../schemas) and nowhere else; this page is made from
there by `python scripts/docs.py`.
"""


def dictionary() -> str:
    """The tables of the dataset in Markdown: each with its columns, their types and what they hold."""
    resources = open_package(ROOT).resources
    return "\n".join([DICTIONARY_HEAD, *(_table(resource.path, schema_of(resource)) for resource in resources)])


def renewed(text: str, language: str) -> str:
    """A README's text with its rows and figures as the tables and docs/quality.json have them now."""
    for name, made in (("rows", rows(language)), ("figures", figures(language))):
        begin, end = f"<!-- {name}: made by scripts/docs.py -->\n", f"<!-- end of {name} -->\n"
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}\n{made}\n{end}{rest.partition(end)[2]}"
    return text


def rows(language: str) -> str:
    """Some statements as a table: who says what, in the article's words."""
    words = Words(language)
    acts = schema_of(open_package(ROOT).resource("statements")).field("act").categories
    statements = greffier.joined("statements", ROOT).iloc[list(ROWS)].astype(object)
    lines = [f"| {' | '.join(HEADINGS[language])} |", "| --- | --- | --- | --- |"]
    for row in statements.where(statements.notna(), None).to_dict("records"):
        verb = words(acts[row["act"]]).split(",")[0]
        target = f" {row['target']}" if row["target"] else ""
        text = row["text"]
        text = text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"
        lines.append(f"| {row['speaker']} | {verb}{target} | *{text}* | {MODES[language][row['mode']]} |")
    return "\n".join(lines) + "\n"


def figures(language: str) -> str:
    """How good the extraction was found to be on articles that no rule was written with."""
    heldout = json.loads((ROOT / "docs" / "quality.json").read_text(encoding="utf-8"))["heldout"]["articles"]
    head = {
        "en": "| on articles that no rule was written with | F1, of 100 |",
        "fr": "| sur des articles avec lesquels aucune règle n'a été écrite | F1, sur 100 |",
    }
    lines = [head[language], "| --- | ---: |"]
    for name, labels in FIGURES.items():
        lines.append(f"| {labels[language == 'fr']} | {100 * heldout[name]['f1']:.0f} |")
    return "\n".join(lines) + "\n"


def _table(path: str, schema: Schema) -> str:
    lines = [f"## {schema.title}", "", f"[`{path}`](../{path}): {schema.description}", "", "| column | type | |"]
    lines.append("| --- | --- | --- |")
    for field in schema.fields:
        key = " \\*" if field.name in schema.primary_key else ""
        values = f" One of {', '.join(f'`{value}`' for value in field.values)}." if field.values else ""
        description = (field.description + values).replace("|", "\\|").replace("<", "&lt;")
        lines.append(f"| `{field.name}`{key} | {field.type}{'' if field.required else '?'} | {description} |")
    return "\n".join(lines) + "\n"


def documents() -> dict[Path, str]:
    """What each document should be now."""
    made = {DICTIONARY: dictionary()}
    return made | {path: renewed(path.read_text(encoding="utf-8"), language) for language, path in READMES.items()}


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a document is not up to date.")
def main(check: bool) -> None:
    """The documents from the schemas, the tables and the figures."""
    for path, text in documents().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            raise click.ClickException(f"{path.name} is older than what it tells of; renew it: python scripts/docs.py")
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
