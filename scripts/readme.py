"""Writes the part of README that tells of the tables, from their schemas."""

from pathlib import Path

import click

from greffier.package import open_package
from greffier.package.records import schema_of
from greffier.package.schema import Schema

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- tables: made by scripts/readme.py -->\n", "<!-- end of tables -->\n"


def tables() -> str:
    """The tables of the dataset in Markdown: each with its columns, their types and what they hold."""
    resources = open_package(ROOT).resources
    return "\n".join(_table(resource.path, schema_of(resource)) for resource in resources)


def renewed(text: str) -> str:
    """The README's text with its tables as the schemas have them now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{tables()}\n{END}{after}"


def _table(path: str, schema: Schema) -> str:
    lines = [f"### {schema.title}", "", f"[`{path}`]({path}): {schema.description}", "", "| column | type | |"]
    lines.append("| --- | --- | --- |")
    for field in schema.fields:
        key = " \\*" if field.name in schema.primary_key else ""
        values = f" One of {', '.join(f'`{value}`' for value in field.values)}." if field.values else ""
        description = (field.description + values).replace("|", "\\|").replace("<", "&lt;")
        lines.append(f"| `{field.name}`{key} | {field.type}{'' if field.required else '?'} | {description} |")
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where README is not up to date.")
def main(check: bool) -> None:
    """README's tables from the schemas."""
    text = README.read_text(encoding="utf-8")
    new = renewed(text)
    if check and new != text:
        raise click.ClickException("README.md is not what the schemas say; renew it: python scripts/readme.py")
    README.write_text(new, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
