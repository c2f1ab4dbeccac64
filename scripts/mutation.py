"""Changes the code a little, one place at a time, and says which changes no test sees.

python scripts/mutation.py                          # 70 places of each room
python scripts/mutation.py package --sample 200     # of one room
python scripts/mutation.py src/greffier/package/remote.py --sample 0   # every place of a file

A change is one of mutmut's (another comparison, number, string, argument, no `not`, `and` for `or` …), or a condition
that is always or never true, or a statement left out. It is made in a copy of the repository; the tests that run its
lines, and the others of its room, are run until one fails, each change in a process of its own with a limit of time.
What is not seen is either a behaviour that no test holds, or a change that changes nothing; both count as not seen.
"""

import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from mutating import ROOT, SRC

if TYPE_CHECKING:
    from mutating.changes import Change

#: Of each room, the part of the changes that its tests must see.
FLOORS = {
    "package": 0.85,
    "validation": 0.85,
    "dataset": 0.85,
    "scoring": 0.85,
    "extraction": 0.75,
    "site": 0.75,
    "review": 0.75,
}
#: Loaded once, before the processes that run the tests are forked; none has threads when it is loaded.
LIBRARIES = "pandas pyarrow duckdb polars jinja2 jsonschema_rs regex hypothesis httpcore starlette uvicorn frictionless"


def report(tried: "Sequence[tuple[Change, bool]]") -> str:
    """How many changes were tried of each module and room, how many were seen, and those that were not."""
    lines = [f"{'module':<52} tried  seen  not seen   rate"]
    for key in (lambda change: str(change.path.relative_to(SRC)), lambda change: change.room):
        counts, good = Counter(key(change) for change, _ in tried), Counter(key(change) for change, ok in tried if ok)
        lines += [
            f"{name:<52} {counts[name]:5} {good[name]:5} {counts[name] - good[name]:9} {good[name] / counts[name]:6.0%}"
            for name in sorted(counts)
        ]
        lines.append("")
    lines += [f"{change.path}:{change.line}: not seen\n{change.diff}" for change, ok in tried if not ok]
    return "\n".join(lines)


def poor(tried: "Sequence[tuple[Change, bool]]") -> list[str]:
    """The rooms of whose changes too few were seen."""
    by_room = defaultdict(list)
    for change, ok in tried:
        by_room[change.room].append(ok)
    return [room for room, oks in sorted(by_room.items()) if sum(oks) < FLOORS.get(room, 0) * len(oks)]


@click.command()
@click.argument("targets", nargs=-1)
@click.option("--sample", default=70, show_default=True, help="How many places of each target; 0 for all of them.")
@click.option("--seed", default=0, show_default=True, help="Draws the places; the same one draws the same.")
def main(targets: tuple[str, ...], sample: int, seed: int) -> None:
    """Changes TARGETS, rooms or files, one place at a time, and says which changes no test sees.

    Exit 1 where the tests of a room see less than its floor.
    """
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    try:
        from mutating.asking import copied, mapped, seen
        from mutating.changes import changes
    except ImportError as error:
        raise click.ClickException(f"{error}: pip install -e '.[mutation]'") from None
    planned = []
    for target in targets or FLOORS:
        path = Path(target) if target.endswith(".py") else SRC / target
        files = sorted((ROOT / path).rglob("*.py")) if (ROOT / path).is_dir() else [ROOT / path]
        if not all(file.is_file() for file in files) or not files:
            raise click.UsageError(f"{target} is no room and no file; rooms: {', '.join(FLOORS)}")
        dice = random.Random(f"{seed} {target}")
        planned += list(changes([file.relative_to(ROOT) for file in files], sample, dice))
    for library in LIBRARIES.split():
        import_module(library)
    tried = []
    with tempfile.TemporaryDirectory() as work:
        root = copied(Path(work, "main"))
        known = mapped(root, dict.fromkeys(change.room for change in planned))
        click.echo(f"{len(known.tests)} tests pass in {sum(known.seconds):.0f} s", err=True)
        for number, change in enumerate(planned, 1):
            tried.append((change, seen(number, change, known, root)))
            what = "seen" if tried[-1][1] else f"not seen\n{change.diff}"
            click.echo(f"{number}/{len(planned)} {change.path}:{change.line} {what}", err=True)
    click.echo(f"seed {seed}, {sample or 'all'} of each of: {' '.join(targets or FLOORS)}\n\n{report(tried)}")
    if rooms := poor(tried):
        raise click.ClickException(f"too few changes are seen: {', '.join(rooms)}")


if __name__ == "__main__":
    main()
