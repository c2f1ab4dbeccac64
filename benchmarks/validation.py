"""How fast `greffier validate` judges a large package, beside frictionless's command line on the same tables.

    python benchmarks/validation.py [STATEMENTS]

Makes a package of that many statements (by default a million) with their mentions and evidence in a temporary folder,
validates it with both commands, one after the other, and prints wall time, time of the processor (user and system) and
peak memory of each. Before that the same of a package of one table with two rows, which shows what it costs to begin.
"""

import csv
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
#: Decisions and parties are left out, and with them the statements' key to a decision.
TABLES = ("articles", "actors", "mentions", "statements", "evidence")
STATEMENTS_IN_AN_ARTICLE = 50
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
ACTORS = 5_000
WORDS = ("le", "tribunal", "a", "jugé", "que", "la", "société", "n'était", "pas", "coupable", "«", "d'espionnage", "»")


def make(folder: Path, statements: int) -> None:
    """Writes a valid package: articles of fifty statements, each with its speaker's mention and its evidence."""
    chance = random.Random(20200713)
    (folder / "data/articles").mkdir(parents=True)
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    schemas = {name: json.loads((folder / f"schemas/{name}.json").read_text("utf-8")) for name in TABLES}
    foreign = schemas["statements"]["foreignKeys"]
    schemas["statements"]["foreignKeys"] = [key for key in foreign if key["reference"]["resource"] in TABLES]
    (folder / "schemas/statements.json").write_text(json.dumps(schemas["statements"]), "utf-8")
    streams = {name: (folder / f"data/{name}.csv").open("w", encoding="utf-8", newline="") for name in TABLES}
    writers = {
        name: csv.DictWriter(stream, [field["name"] for field in schemas[name]["fields"]], lineterminator="\n")
        for name, stream in streams.items()
    }
    for writer in writers.values():
        writer.writeheader()
    actors = [f"acteur-{number}" for number in range(max(1, min(ACTORS, statements // STATEMENTS_IN_AN_ARTICLE)))]
    writers["actors"].writerows({"actor_id": actor, "name": actor.title(), "kind": "person"} for actor in actors)
    for number in range(-(-statements // STATEMENTS_IN_AN_ARTICLE)):
        write_article(folder, writers, number, actors, chance)
    for stream in streams.values():
        stream.close()
    resources = []
    for name in TABLES:
        path = folder / f"data/{name}.csv"
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        resources.append(
            {
                "name": name,
                "type": "table",
                "path": f"data/{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": path.stat().st_size,
                "hash": f"sha256:{digest}",
                "schema": f"schemas/{name}.json",
            }
        )
    descriptor = {"$schema": PROFILE, "name": "large", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor, indent=2), "utf-8")


def write_article(
    folder: Path, writers: "dict[str, csv.DictWriter[str]]", number: int, actors: list[str], chance: random.Random
) -> None:
    """Writes an article and its rows."""
    article, text = f"article-{number}", ""
    for place in range(STATEMENTS_IN_AN_ARTICLE):
        actor = actors[(place * 97 + number * 31) % len(actors)]
        name = actor.title()
        mention = len(text)
        text += f"{name} "
        cue = len(text)
        text += "a dit que "
        start = len(text)
        words = " ".join(chance.choice(WORDS) for _ in range(12))
        text += f"{words}. "
        end = start + len(words)
        row = f"{article}.s{start}"
        shared = {"article_id": article}
        speaker = {**shared, "start": mention, "end": mention + len(name), "text": name}
        writers["mentions"].writerow(
            {"mention_id": f"{article}.m{mention}-{mention + len(name)}", "actor_id": actor, "form": "name", **speaker}
        )
        content = {**shared, "start": start, "end": end, "text": words}
        statement = {"statement_id": row, "speaker_id": actor, "speaker_text": name, "cue": "a dit", **content}
        writers["statements"].writerow(statement | {"mode": "indirect", "act": "say", "rule": "que-clause"})
        evidence = {"table": "statements", "row_id": row}
        writers["evidence"].writerow({**evidence, "field": "text", **content})
        writers["evidence"].writerow({**evidence, "field": "speaker_text", **speaker})
        said = {**shared, "start": cue, "end": cue + 5, "text": "a dit"}
        writers["evidence"].writerow({**evidence, "field": "cue", **said})
    data = text.encode()
    (folder / f"data/articles/{article}.txt").write_bytes(data)
    known = {"article_id": article, "language": "fr", "published_on": "2020-07-13", "publish_text": "true"}
    digest = hashlib.sha256(data).hexdigest()
    writers["articles"].writerow({**known, "sha256": digest, "characters": len(text)})


class Cost(NamedTuple):
    """What a command took: seconds by the clock, seconds of the processor, and MB at its peak."""

    wall: float
    cpu: float
    memory: int

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s by the clock {self.cpu:8.1f} s of the processor {self.memory:6,} MB"


def measure(command: list[str]) -> Cost:
    """What a command that must succeed took."""
    before = time.perf_counter()
    # a process of its own, so that the figures are those of this command alone
    code = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024); sys.exit(done.returncode)"
    )
    # modules are compiled once, as they are where either command is installed
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = [sys.executable, "-c", code, *command]
    done = subprocess.run(run, capture_output=True, text=True, check=False, env=environment)
    seconds = time.perf_counter() - before
    if done.returncode:
        sys.exit(f"{' '.join(command)} gives {done.returncode}: {done.stderr}")
    cpu, memory = done.stdout.split()
    return Cost(seconds, float(cpu), int(memory))


def main() -> None:
    statements = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="greffier-benchmark-") as temporary:
        make_small(Path(temporary))
        for command in commands(Path(temporary)):
            measure(command)
        print("one table of two rows")
        compare(Path(temporary))
    with tempfile.TemporaryDirectory(prefix="greffier-benchmark-") as temporary:
        folder = Path(temporary)
        make(folder, statements)
        size = sum(file.stat().st_size for file in (folder / "data").glob("*.csv"))
        print(f"{statements:,} statements, {size / 1e6:,.0f} MB of tables")
        compare(folder)


def make_small(folder: Path) -> None:
    """Writes a package of one table with two rows."""
    (folder / "table.csv").write_text("id,name\n1,Caen\n2,Vire\n", "utf-8")
    fields = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
    resource = {"name": "table", "type": "table", "path": "table.csv", "schema": {"fields": fields}}
    descriptor = {"$schema": PROFILE, "name": "small", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")


def commands(folder: Path) -> tuple[list[str], list[str]]:
    """The two commands on a package."""
    ours = [sys.executable, "-m", "greffier", "validate", str(folder)]
    return ours, [sys.executable, "-m", "frictionless", "validate", str(folder / "datapackage.json")]


def compare(folder: Path) -> None:
    """Validates a package with both commands and prints what each took."""
    first, second = commands(folder)
    ours = measure(first)
    print(f"greffier validate      {ours}", flush=True)
    theirs = measure(second)
    print(f"frictionless validate  {theirs}")
    print(f"{theirs.wall / ours.wall:.1f} times as fast by the clock, {theirs.cpu / ours.cpu:.1f} of the processor")


if __name__ == "__main__":
    main()
