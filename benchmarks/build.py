"""How long this dataset's own work takes: build, extract, import, help, load; beside a Python that does nothing.

    python benchmarks/build.py [RUNS]

Each command runs in a new process, RUNS times (by default 7); the best run is printed, for what else the machine does
only ever adds. `extract` is timed inside one process, after a first call that reads the lexicons.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "data" / "articles" / "nso-amnesty-2020"
GREFFIER = [sys.executable, "-m", "greffier"]


def best(command: list[str], runs: int) -> float:
    """Seconds of the fastest of some runs of a command."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return min(times)


def extract_times(runs: int) -> tuple[float, float]:
    """Seconds of the first call of `extract`, with its imports and lexicons, and of the fastest later one."""
    text = ARTICLE.with_suffix(".txt").read_bytes().decode()
    published_on = date.fromisoformat(json.loads(ARTICLE.with_suffix(".json").read_text("utf-8"))["published_on"])
    times = []
    for _ in range(1 + 50 * runs):
        begun = time.perf_counter()
        from greffier.extraction.pipeline import extract

        extract(text, article_id=ARTICLE.name, published_on=published_on)
        times.append(time.perf_counter() - begun)
    return times[0], min(times[1:])


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    bare = best([sys.executable, "-c", "pass"], runs)
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder) / "dataset"
        dataset.mkdir()
        for name in ("data", "schemas"):
            shutil.copytree(ROOT / name, dataset / name)
        shutil.copy(ROOT / "datapackage.json", dataset)
        lines = [
            ("python -c pass", bare),
            ("import greffier", best([sys.executable, "-c", "import greffier"], runs)),
            ("greffier --help", best([*GREFFIER, "--help"], runs)),
            ("greffier build", best([*GREFFIER, "build", str(dataset)], runs)),
            ("greffier validate", best([*GREFFIER, "validate", str(dataset)], runs)),
            ("import pandas", best([sys.executable, "-c", "import pandas"], runs)),
            ('load("statements")', best([sys.executable, "-c", "import greffier; greffier.load('statements')"], runs)),
            (
                'load("statements", "records")',
                best([sys.executable, "-c", "import greffier; greffier.load('statements', 'records')"], runs),
            ),
        ]
    first, later = extract_times(runs)
    print(f"Python {sys.version.split()[0]}, {len(ARTICLE.with_suffix('.txt').read_text('utf-8').split())} words\n")
    print("| what | ms | over bare Python |\n| --- | ---: | ---: |")
    for what, seconds in lines:
        print(f"| `{what}` | {seconds * 1000:.0f} | {(seconds - bare) * 1000:.0f} |")
    print(f"| `extract`, first call, lexicons read | {first * 1000:.0f} | |")
    print(f"| `extract`, each further call | {later * 1000:.2f} | |")


if __name__ == "__main__":
    main()
