"""How fast `greffier site` builds a page, and in how much memory.

    python benchmarks/site.py [ARTICLES]

Builds this dataset's page, then the page of a package of that many articles (by default 10,000) that is made in a
temporary folder by repeating this dataset's own rows. Each runs in a process of its own; the time begins after its
imports. Prints pages, wall time, peak memory and the size of the result.
"""

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = """
import resource, sys, time
from pathlib import Path
from greffier.package import open_package
from greffier.site import build_site
import greffier.site.building

begun = time.perf_counter()
pages = build_site(open_package(sys.argv[1]), Path(sys.argv[2]))
spent = time.perf_counter() - begun
print(f"{pages} pages in {spent:.2f} s, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
"""
#: So many articles tell of the same actors; the others have actors of their own.
SHARE = 4


def make(folder: Path, articles: int) -> None:
    """Writes a package that repeats this dataset's article, with ids of its own for each."""
    (ours,) = rows("articles")
    key = ours["article_id"]
    text = (ROOT / "data/articles" / f"{key}.txt").read_bytes()
    (folder / "data/articles").mkdir(parents=True)
    (folder / "data/curated").mkdir()
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    descriptor = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    actors = {row["actor_id"] for row in rows("actors")}
    for resource in descriptor["resources"]:
        if "path" not in resource or not str(resource["path"]).endswith(".csv"):
            continue
        source = rows(resource["name"], resource["path"])
        columns = [field["name"] for field in json.loads((ROOT / resource["schema"]).read_text("utf-8"))["fields"]]
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, lineterminator="\n")
            writer.writeheader()
            for number in range(articles):
                group = number - number % SHARE
                if resource["name"] == "actors" and number != group:
                    continue
                names = {actor: f"{actor}-{group}" for actor in actors}
                writer.writerows({c: renamed(row[c], key, f"{key}-{number}", names) for c in columns} for row in source)
    for number in range(articles):
        (folder / "data/articles" / f"{key}-{number}.txt").write_bytes(text)
    assert hashlib.sha256(text).hexdigest() == ours["sha256"]


def renamed(cell: str, old: str, new: str, actors: dict[str, str]) -> str:
    """A cell with the ids of another article and its actors."""
    if cell in actors:
        return actors[cell]
    parts = [actors.get(part, part) for part in cell.split(":")]
    return ":".join(
        part.replace(old, new, 1) if part.startswith(old) and part not in actors.values() else part for part in parts
    )


def rows(name: str, path: str = "") -> list[dict[str, str]]:
    """The rows of one of this dataset's tables."""
    with (ROOT / (path or f"data/{name}.csv")).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def run(name: str, package: Path, target: Path) -> None:
    """Builds the page of a package in a process of its own and prints its figures."""
    command = [sys.executable, "-c", BUILD, package, target]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    print(f"{name}: {done.stdout.strip()}, {size / 1e6:.0f} MB on disk")


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        run("this dataset", ROOT, Path(folder) / "own")
        make(Path(folder) / "package", articles)
        run(f"{articles} articles", Path(folder) / "package", Path(folder) / "page")


if __name__ == "__main__":
    main()
