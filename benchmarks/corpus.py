"""What the conversion of an archive costs, beside spaCy's blank tokenizer alone on the same articles and cores.

    pip install -e '.[cluster]' spacy && python benchmarks/corpus.py [ARTICLES...] [--workers N] [--dask]

ARTICLES are the sizes tried (by default 10,000). Each conversion runs in a new process, JSON Lines in and Parquet out;
its seconds are those on the clock, its CPU seconds those of all its processes, its memory the sum of the peaks of its
processes, which is more than they ever held together. The archives are made up (archive.py), of articles of some 235
words; of the first size, who was taken for whom is held against what is true.
"""

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path

from archive import made_up, write

import greffier

CONVERT = """
import json, resource, sys, time
from pathlib import Path
from greffier.corpus.converting import convert_archive
if __name__ == "__main__":
    begun = time.perf_counter()
    made = convert_archive([sys.argv[1]], Path(sys.argv[2]), workers=int(sys.argv[3]), scheduler=sys.argv[4] or None)
    spent = time.perf_counter() - begun
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    memory = own.ru_maxrss + others.ru_maxrss * (int(sys.argv[3]) if int(sys.argv[3]) > 1 else 0)
    print(json.dumps([spent, cpu, memory / 1024, made.counts]))
"""


def tokenize(texts: list[str]) -> int:
    """spaCy's share of the yardstick: one process's articles."""
    import spacy

    tokenizer = spacy.blank("fr").tokenizer
    return sum(len(tokenizer(text)) for text in texts)


def yardstick(path: Path, workers: int) -> tuple[float, float]:
    """Seconds, and CPU seconds, of the tokenizer alone on the articles of an archive."""
    with path.open(encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.map(tokenize, [texts[number::workers] for number in range(workers)])
    spent, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> tuple[float, float]:
    """Precision and recall over all pairs of occurrences: of those put together, and of those that are one."""
    pairs = list(pairs)

    def together(groups: Iterable[Hashable]) -> int:
        return sum(count * (count - 1) // 2 for count in Counter(groups).values())

    both = together(pairs)
    return both / max(1, together(given for given, _ in pairs)), both / max(1, together(true for _, true in pairs))


def identities(package: Path, size: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """How actors, and decisions, were brought together, held against the truth."""
    truth = {article["article_id"]: (who, dict(decided)) for article, who, decided in made_up(size)}
    names = greffier.load(
        "mentions", "records", package, columns=["article_id", "actor_id", "text"], where="form = 'name'"
    )
    met = {(m["article_id"], truth[m["article_id"]][0].get(m["text"])): m["actor_id"] for m in names}
    actors = [(actor, true) for (_, true), actor in met.items() if true]
    wanted = ["article_id", "decision_id", "outcome", "same_as"]
    found = greffier.load("decisions", "records", package, columns=wanted)
    decided = [(d["same_as"] or d["decision_id"], truth[d["article_id"]][1].get(d["outcome"])) for d in found]
    return agreement(actors), agreement([pair for pair in decided if pair[1]])


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("sizes", type=int, nargs="*", default=[10_000])
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--dask", action="store_true", help="also on a local Dask cluster")
    given = options.parse_args()
    print(f"Python {sys.version.split()[0]}, {given.workers} worker(s), compiled: {compiled()}\n")
    print(
        "| articles | engine | s | articles/s | CPU ms per article | MB |\n| ---: | --- | ---: | ---: | ---: | ---: |"
    )
    with tempfile.TemporaryDirectory() as folder:
        for number, size in enumerate(given.sizes):
            path = Path(folder) / f"{size}.jsonl"
            write(path, size)
            for name, scheduler in [("pool", ""), *([("Dask", "local")] if given.dask else [])]:
                package = Path(folder) / f"{size}-{name}" / "package"
                command = [sys.executable, "-c", CONVERT, str(path), str(package), str(given.workers), scheduler]
                answer = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
                spent, cpu, memory, _ = json.loads(answer)
                print(
                    f"| {size:,} | {name} | {spent:.1f} | {size / spent:.0f} | {cpu / size * 1e3:.2f} | {memory:.0f} |"
                )
            spent, cpu = yardstick(path, given.workers)
            print(
                f"| {size:,} | spaCy's tokenizer | {spent:.1f} | {size / spent:.0f} | {cpu / size * 1e3:.2f} | |",
                flush=True,
            )
            if number == 0:
                truth = identities(Path(folder) / f"{size}-pool" / "package", size)
    for what, (precision, recall) in zip(("actors", "decisions"), truth, strict=True):
        print(f"\n{what} brought together: precision {precision:.3f}, recall {recall:.3f}", end="")
    print()


def compiled() -> bool:
    """Whether the engine is compiled."""
    from greffier.extraction import pipeline

    return not str(pipeline.__file__).endswith(".py")


if __name__ == "__main__":
    main()
