"""Compares the installed engine, compiled, with the pure one of a source tree, row by row."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
READ = """
import json, sys
from greffier.extraction import pipeline
print(pipeline.__file__)
for line in sys.stdin:
    entry = json.loads(line)
    print(repr(pipeline.extract(entry["text"], article_id=entry["article_id"], published_on=entry.get("published_on"))))
"""


def articles() -> list[dict[str, str]]:
    """The articles that are read where none are given."""
    text = next((ROOT / "data" / "articles").glob("*.txt")).read_bytes().decode()
    texts = [text, *(part for part in text.split("\n") if part.strip())]
    found = [{"article_id": f"a-{n}", "text": each, "published_on": "2020-07-13"} for n, each in enumerate(texts)]
    for path in sorted((ROOT.parent / "shared" / "gold" / "dev").glob("*.json")):
        entry = json.loads(path.read_text("utf-8"))
        found.append({"article_id": entry["article"], "text": entry["text"], "published_on": entry["published_on"]})
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
        text=True,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.splitlines()


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True), metavar="SRC")
@click.argument("given", type=click.Path(path_type=Path, exists=True), required=False, metavar="[ARTICLES]")
def main(source: Path, given: Path | None) -> None:
    """Compare the installed engine, compiled, with the pure one in SRC, the folder that holds greffier's source.

    ARTICLES: JSON Lines; by default the dataset's article, whole and by its paragraphs, and the gold beside the
    repository where it is there. Exit code 1: a row differs, or the installed engine is not compiled.
    """
    lines = given.read_text("utf-8") if given else "\n".join(map(json.dumps, articles()))
    (compiled, *theirs), (pure, *ours) = rows(None, lines), rows(str(source.resolve()), lines)
    if compiled.endswith(".py") or not pure.endswith(".py"):
        sys.exit(f"these are no two engines: {compiled} and {pure}")
    for number, (one, other) in enumerate(zip(theirs, ours, strict=True), 1):
        if one != other:
            sys.exit(f"article {number} is read in two ways:\n{one}\n{other}")
    print(f"{len(ours)} articles, the same rows by {Path(compiled).name} and {Path(pure).name}")


if __name__ == "__main__":
    main()
