"""Writes docs/quality.md and docs/quality.json from a run on the gold beside the repository, or compares with them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from greffier.scoring import quality, read_gold, score

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
FIGURES, PAGE = ROOT / "docs" / "quality.json", ROOT / "docs" / "quality.md"
#: The articles of which an example may be shown: their text may be quoted.
SHOWN = "wikinews-"


def checked() -> dict[str, Any]:
    """The figures on the articles whose errors nobody reads; none where they are not there."""
    run = GOLD / "check" / "run"
    if not run.is_file():
        return {}
    command = {**os.environ, "GREFFIER": str(Path(sys.executable).with_name("greffier"))}
    done = subprocess.run(["bash", str(run)], cwd=ROOT, env=command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(f"{run}: {done.stderr.strip()}")
    return quality.read_figures(done.stdout)


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a figure is worse than the committed one.")
def main(check: bool) -> None:
    """How good the extraction is, as a page; or what it gains and loses."""
    if not GOLD.is_dir():
        click.echo(f"skipped: no gold at {GOLD}")
        return
    files = sorted((GOLD / "dev").glob("*.json"))
    scores = score(read_gold([*files, GOLD / "sentences" / "dev.jsonl"]))
    check_figures = checked()
    heldout = json.loads((GOLD / "heldout.json").read_text(encoding="utf-8"))
    now = quality.figures(scores, check_figures, heldout)
    if not check:
        shown = {path.stem for path in files if path.stem.startswith(SHOWN)}
        FIGURES.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
        PAGE.write_text(quality.page(scores, check_figures, heldout, shown), encoding="utf-8", newline="\n")
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
