"""What the conversion of an archive costs, beside spaCy's blank tokenizer alone on the same articles and cores.

    pip install -e '.[cluster]' spacy
    python benchmarks/corpus.py [ARTICLES...] [--workers N] [--dask] [--tiny] [--stages]

ARTICLES are the sizes tried (by default 10,000). Each conversion runs in a new process, JSON Lines in and Parquet out;
its seconds are those on the clock, its CPU time that of all its processes, its memory the peak of what they hold
together (shared pages counted once), looked at five times a second. One that takes longer than --limit seconds is
stopped and said to be. The tokenizer reads at most the first 5,000 articles. The archives are made up (archive.py), of
articles of some 235 words; of the first size, who was taken for whom is held against what is true. With --tiny they are
of two words each, and nobody is in them. With --stages one process converts, and it is shown where its time goes.
"""

import argparse
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Hashable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from archive import made_up, write, write_tiny

import greffier

#: Articles that the tokenizer reads: its time for each does not change with their number.
TOKENIZED = 5_000
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
    print(json.dumps([spent, cpu, made.counts["articles"]]))
"""


def held(process: int) -> int:
    """Bytes that a process and its descendants hold now, pages that they share counted once; 0 where Linux is not."""
    total = 0
    for line in (each for each in _lines(Path(f"/proc/{process}/smaps_rollup")) if each.startswith("Pss:")):
        total += int(line.split()[1]) * 1024
    children = [Path(f"/proc/{process}/task/{task.name}/children") for task in _inside(Path(f"/proc/{process}/task"))]
    return total + sum(held(int(child)) for path in children for line in _lines(path) for child in line.split())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:  # the process has ended
        return []


def _inside(path: Path) -> list[Path]:
    try:
        return list(path.iterdir())
    except OSError:
        return []


def converted(path: Path, package: Path, workers: int, scheduler: str, limit: float) -> tuple[float, float, int] | None:
    """Seconds, CPU seconds and the peak memory of a conversion; None where it takes longer than `limit` seconds."""
    command = [sys.executable, "-c", CONVERT, str(path), str(package), str(workers), scheduler]
    begun, peak = time.perf_counter(), 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        while process.poll() is None:
            peak = max(peak, held(process.pid))
            if time.perf_counter() - begun > limit:
                os.killpg(process.pid, signal.SIGKILL)
                return None
            time.sleep(0.2)
        assert process.stdout
        answer = process.stdout.read()
        if process.returncode:
            sys.exit(f"the conversion of {path} ended with {process.returncode}")
    spent, cpu, _ = json.loads(answer)
    return spent, cpu, peak


def tokenize(texts: list[str]) -> tuple[float, float]:
    """spaCy's share of the yardstick, one process's articles: seconds and CPU seconds, without its imports."""
    import spacy

    tokenizer = spacy.blank("fr").tokenizer
    begun, before = time.perf_counter(), time.process_time()
    for text in texts:
        tokenizer(text)
    return time.perf_counter() - begun, time.process_time() - before


def yardstick(path: Path, workers: int) -> tuple[float, float, int]:
    """Seconds, CPU seconds and articles of the tokenizer alone on the first articles of an archive."""
    with path.open(encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in islice(stream, TOKENIZED)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        spent = pool.map(tokenize, [texts[number::workers] for number in range(workers)])
    return max(wall for wall, _ in spent), sum(cpu for _, cpu in spent), len(texts)


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


def stages(size: int) -> None:
    """Shows where the CPU time of a conversion in one process goes, in ms per article."""
    from greffier.corpus import converting, reading

    spent: Counter[str] = Counter()

    def timed(room: Any, name: str) -> None:
        call = getattr(room, name)

        def clocked(*args: Any, **named: Any) -> Any:
            # of its own thread, for the next records are read meanwhile
            begun = time.thread_time()
            try:
                return call(*args, **named)
            finally:
                spent[name] += time.thread_time() - begun

        setattr(room, name, clocked)

    for room, name in ((reading, "extract"), (converting, "convert"), (converting, "finish")):
        timed(room, name)
    timed(converting, "identify")
    timed(converting.links, "link")
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "a.jsonl", size)
        begun = time.process_time()
        converting.convert_archive([f"{folder}/a.jsonl"], Path(folder) / "package")
        whole = time.process_time() - begun
    shown = {
        "reading (extract)": spent["extract"],
        "rows and Parquet of the partitions": spent["convert"] - spent["extract"],
        "actors": spent["identify"],
        "decisions": spent["link"],
        "published files": spent["finish"],
        "all else": whole - sum(spent[name] for name in ("convert", "identify", "link", "finish")),
    }
    print(f"Python {sys.version.split()[0]}, {size:,} articles, compiled: {compiled()}\n")
    print("| what | CPU ms per article |\n| --- | ---: |")
    for what, seconds in (*shown.items(), ("all", whole)):
        print(f"| {what} | {seconds / size * 1e3:.2f} |")


def show(size: int, name: str, spent: float, cpu: float, memory: str) -> None:
    print(f"| {size:,} | {name} | {spent:.1f} | {size / spent:.0f} | {cpu / size * 1e3:.2f} | {memory} |", flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("sizes", type=int, nargs="*", default=[10_000])
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--dask", action="store_true", help="also on a local Dask cluster")
    options.add_argument("--tiny", action="store_true", help="articles of two words")
    options.add_argument("--stages", action="store_true", help="where the time of one process goes")
    options.add_argument("--limit", type=float, default=1800, help="seconds after which a conversion is stopped")
    given = options.parse_args()
    if given.stages:
        stages(given.sizes[0])
        return
    print(f"Python {sys.version.split()[0]}, {given.workers} worker(s), compiled: {compiled()}\n")
    print(
        "| articles | engine | s | articles/s | CPU ms per article | MB |\n| ---: | --- | ---: | ---: | ---: | ---: |"
    )
    truth: tuple[tuple[float, float], ...] = ()
    with tempfile.TemporaryDirectory() as folder:
        for number, size in enumerate(given.sizes):
            path = Path(folder) / f"{size}.jsonl"
            (write_tiny if given.tiny else write)(path, size)
            for name, scheduler in [("pool", ""), *([("Dask", "local")] if given.dask else [])]:
                package = Path(folder) / f"{size}-{name}" / "package"
                measured = converted(path, package, given.workers, scheduler, given.limit)
                if measured is None:
                    print(f"| {size:,} | {name} | over {given.limit:.0f} | | | |", flush=True)
                    continue
                show(size, name, *measured[:2], f"{measured[2] / 1e6:.0f}")
            spent, cpu, count = yardstick(path, given.workers)
            show(count, "spaCy's tokenizer", spent, cpu, "")
            made = Path(folder) / f"{size}-pool" / "package"
            if number == 0 and not given.tiny and (made / "datapackage.json").exists():
                truth = identities(made, size)
    for what, (precision, recall) in zip(("actors", "decisions"), truth, strict=False):
        print(f"\n{what} brought together: precision {precision:.3f}, recall {recall:.3f}", end="")
    print()


def compiled() -> bool:
    """Whether the engine is compiled."""
    from greffier.extraction import document

    return not str(document.__file__).endswith(".py")


if __name__ == "__main__":
    main()
