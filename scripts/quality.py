"""Writes docs/quality.md and docs/quality.json from a run on the gold beside the repository, or compares with them."""

import json
import subprocess
import sys
from pathlib import Path

import click

from greffier.scoring import quality, read_gold, score

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
FIGURES, PAGE = ROOT / "docs" / "quality.json", ROOT / "docs" / "quality.md"
#: Of the articles sorted by name: those that no rule was written with, and those that no example is taken from.
KEPT_BACK, NOT_SHOWN = slice(5, None, 6), slice(2, None, 3)


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a figure is worse than the committed one.")
def main(check: bool) -> None:
    """How good the extraction is, as a page; or what it gains and loses."""
    if not GOLD.is_dir():
        click.echo(f"skipped: no gold at {GOLD}")
        return
    files = sorted((GOLD / "dev").glob("*.json"))
    scores = score(read_gold([*files, GOLD / "sentences" / "dev.jsonl"]))
    kept_back = score(read_gold(files[KEPT_BACK]))
    now = quality.figures(scores, kept_back)
    if not check:
        shown = {path.stem for path in files} - {path.stem for path in files[NOT_SHOWN]}
        FIGURES.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
        PAGE.write_text(quality.page(scores, kept_back, shown), encoding="utf-8", newline="\n")
        # README shows some of the figures
        subprocess.run([sys.executable, ROOT / "scripts" / "docs.py"], check=True)
        return
    before = json.loads(FIGURES.read_text(encoding="utf-8"))
    gains, losses = quality.compared(before, now)
    for sign, changes in (("+", gains), ("-", losses)):
        for change in changes:
            click.echo(f"{sign} {change}")
    if losses:
        raise click.ClickException("worse than docs/quality.json; mend it, or accept it: python scripts/quality.py")
    older = " (docs/quality.json is older; renew it: python scripts/quality.py)" if before != now else ""
    click.echo(f"no figure is worse{older}")


if __name__ == "__main__":
    main()
