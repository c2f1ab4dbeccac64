"""Compares the installed engine, compiled, with the pure one of a source tree, row by row."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click

from greffier.extraction.rulebook import rulebook
from greffier.extraction.rules import variants

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
READ = """
import json, sys
from greffier.extraction import document, pipeline
print(document.__file__)
for line in sys.stdin:
    entry = json.loads(line)
    print(repr(pipeline.extract(entry["text"], article_id="a", published_on=entry.get("published_on"))))
"""


def articles() -> list[dict[str, str]]:
    """The dataset's articles, whole and by paragraphs, the sentences of every rule, and gold where it is there."""
    texts = [path.read_bytes().decode() for path in sorted((ROOT / "data" / "articles").glob("*.txt"))]
    paragraphs = [part for text in texts for part in text.split("\n") if part.strip()]
    templates = [template for rule in rulebook().values() for template in (*rule.takes, *rule.leaves)]
    sentences = [variant.text for template in templates for variant in variants(template)]
    found = [{"text": text, "published_on": "2020-07-13"} for text in (*texts, *paragraphs, *sentences)]
    found += [json.loads(path.read_text("utf-8")) for path in sorted((GOLD / "dev").glob("*.json"))]
    for path in sorted(GOLD.glob("*/dev.jsonl")):
        found += map(json.loads, path.read_text("utf-8").splitlines())
    return found


def rows(source: str | None, lines: str) -> list[str]:
    """What an engine reads: the one of a source tree, or the installed one."""
    home = {**os.environ, "PYTHONUTF8": "1"} | ({"PYTHONPATH": source} if source else {})
    # away from the repository, whose own source would come first
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input=lines,
        env=home,
        cwd=Path(sys.executable).parent,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.splitlines()


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True), metavar="SRC")
@click.argument("given", type=click.Path(path_type=Path, exists=True), required=False, metavar="[ARTICLES]")
def main(source: Path, given: Path | None) -> None:
    """Compare the installed engine, compiled, with the pure one in SRC, the folder that holds greffier's source.

    ARTICLES: JSON Lines with `text` and `published_on`; by default the dataset's articles, the sentences of every rule,
    and the gold beside the repository where it is there. Exit code 1: a row differs, or the installed engine is not
    compiled.
    """
    lines = given.read_text("utf-8") if given else "\n".join(map(json.dumps, articles()))
    (compiled, *theirs), (pure, *ours) = rows(None, lines), rows(str(source.resolve()), lines)
    if compiled.endswith(".py") or not pure.endswith(".py"):
        sys.exit(f"these are no two engines: {compiled} and {pure}")
    for number, (one, other) in enumerate(zip(theirs, ours, strict=True), 1):
        if one != other:
            sys.exit(f"text {number} is read in two ways:\n{one}\n{other}")
    print(f"{len(ours)} texts, the same rows by {Path(compiled).name} and {Path(pure).name}")


if __name__ == "__main__":
    main()
