"""What the command `greffier convert` asks and says: options to arguments, outcomes to lines."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from greffier.corpus import columns, converting, small
from greffier.corpus.inputs import Inputs
from greffier.corpus.reading import Naming
from greffier.dataset.articles import RECKONED
from greffier.errors import InputError
from greffier.package.loader import load

#: Rejects that are shown; the table has all.
SHOWN = 20


class Made(NamedTuple):
    """What is said of a conversion: how many rows there are of what, and what was not converted."""

    summary: str
    rejects: list[str]


def naming(named: Sequence[str], others: bool) -> Naming:
    """The names of the input's columns, given as NAME=COLUMN."""
    ours = ["text", *(name for name in columns.schemas()["articles"].columns if name not in RECKONED)]
    pairs = []
    for each in named:
        name, equals, column = each.partition("=")
        if name not in ours or not equals or not column:
            raise InputError(f"--column {each}: must be NAME=COLUMN, NAME one of {', '.join(ours)}")
        pairs.append((name, column))
    return Naming(tuple(sorted(pairs)), others)


def planned(inputs: Sequence[str], to: Path, form: str, naming: Naming) -> str:
    """What would be done, in a line."""
    if form == "csv":
        found = Inputs(inputs)
        records = sum(1 for _ in found.records())
        return f"{to}: would convert {records} record(s) of {len(found.files)} file(s), {found.bytes} bytes, to CSV"
    plan = converting.plan(inputs, to, naming)
    work = f"{plan.records} record(s) of {plan.files} file(s), {plan.bytes} bytes, in {plan.partitions} partition(s)"
    return f"{to}: would convert {work}, of which {plan.done} are done already"


def converted(
    inputs: Sequence[str],
    to: Path,
    form: str,
    naming: Naming,
    aliases: Path | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
) -> Made:
    """Does the work in the form that is asked for, and says what came of it."""
    if form == "csv":
        if aliases or workers or scheduler:
            raise InputError("--aliases, --workers and --scheduler need --format parquet; CSV is made by one process")
        package = small.convert_small(inputs, to, naming)
        rejects = package.rejects
        counts, more = package.counts, ""
    else:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        outcome = converting.convert_archive(inputs, to, naming, aliases, workers or cores, scheduler)
        counts = outcome.counts
        rejects = load("rejects", "records", to) if counts["rejects"] else []
        more = f"; {outcome.converted} record(s) converted now, {outcome.found} before"
    told = [f"{row['source']}: {row['reason']}" for row in rejects[:SHOWN]]
    if len(rejects) > SHOWN:
        told.append(f"and {len(rejects) - SHOWN} more")
    if rejects:
        told.append(f"greffier: {len(rejects)} record(s) not converted; the table rejects of {to} has them all")
    return Made(f"{to}: {', '.join(f'{count} {name}' for name, count in counts.items())}{more}", told)
