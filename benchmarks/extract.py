"""What the extraction of everything costs beside spaCy's tokenizer alone, and how it grows.

    pip install . spacy && python benchmarks/extract.py [RUNS]

Both read the same texts in the same process: the dataset's article, and the gold articles where ../shared/gold is
there. The best of RUNS (by default 40) counts, for what else the machine does only ever adds; it is processor time,
and the memory is the process's peak. Where the installed engine is compiled, the pure one of this source tree is
measured after it, in a process of its own.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import spacy

from greffier.extraction import document, pipeline

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "data" / "articles" / "nso-amnesty-2020.txt"
GOLD = ROOT.parent / "shared" / "gold" / "dev"


def best(call: Callable[[], object], runs: int) -> float:
    """Milliseconds of the fastest of some runs, after one that reads the lexicons."""
    call()
    times = []
    for _ in range(runs):
        begun = time.process_time()
        call()
        times.append(time.process_time() - begun)
    return min(times) * 1e3


def read(text: str) -> object:
    return pipeline.extract(text, article_id="x", published_on=date(2020, 7, 13))


def measure(runs: int) -> None:
    """Print what the engine of this process costs."""
    tokenizer = spacy.blank("fr").tokenizer
    article = ARTICLE.read_bytes().decode()
    texts = {"the dataset's article": [article]}
    if GOLD.is_dir():
        texts["the gold articles"] = [json.loads(p.read_text("utf-8"))["text"] for p in sorted(GOLD.glob("*.json"))]
    print(f"{'':28}{'words':>8}{'extract':>12}{'tokenizer':>12}{'ratio':>8}")
    for name, some in texts.items():
        words = sum(len(text.split()) for text in some)
        ours = best(lambda some=some: [read(text) for text in some], runs)
        theirs = best(lambda some=some: [tokenizer(text) for text in some], runs)
        print(f"{name:28}{words:8}{ours:9.2f} ms{theirs:9.2f} ms{ours / theirs:8.2f}")
    plain = "".join(c for c in article if c.isalnum() or c == " ")
    hostile = {
        "a 1 MB article": (article + "\n\n") * (1_000_000 // len(article)),
        "1 MB without punctuation": (plain + " ") * (1_000_000 // len(plain)),
        "100,000 unbalanced marks": "« mot " * 100_000,
        "100,000 capitalised words": "Xavier " * 100_000,
        "200,000 quotation marks": '"“' * 100_000,
        "200,000 combining marks": "e\u0301\u0323" * 66_667,
    }
    print(f"\n{'':28}{'MB':>8}{'extract':>12}{'peak memory':>14}")
    for name, text in hostile.items():
        begun = time.process_time()
        read(text)
        spent = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:28}{len(text.encode()) / 1e6:8.2f}{spent:10.2f} s{peak:11} MB")


def is_compiled() -> bool:
    """Whether the engine of this process is compiled."""
    return not str(document.__file__).endswith(".py")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    print(f"{'compiled' if is_compiled() else 'pure'}: {document.__file__}")
    measure(runs)
    if is_compiled():
        print(flush=True)
        pure = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        subprocess.run([sys.executable, __file__, str(runs)], env=pure, check=True)


if __name__ == "__main__":
    main()
