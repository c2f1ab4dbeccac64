"""How the time to ground proposals grows with the article, beside a yardstick that is linear: one pass over its words.

    python benchmarks/grounding.py [WORDS...]

Makes an article of that many words (by default 1,000 to 64,000, each twice the last) and a proposal for one sentence in
four, so that rows grow with the article; a tenth of the quotations are invented. Prints the best of three runs and the
milliseconds for 1,000 words, which stay the same where the growth is linear.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date

from greffier.model import Article
from greffier.readers.grounding import ground
from greffier.readers.proposals import Proposal, proposal

WORDS = (
    "tribunal juge greffe audience dossier plainte avocat ministre police preuve témoin société ville pont rapport"
).split()
CUES = ("affirme", "déclare", "assure", "explique", "précise", "répète")
SIZES = (1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000)


def article(words: int, chance: random.Random) -> tuple[Article, Proposal]:
    """An article of about so many words, and what a reader proposes for it."""
    sentences, rows = [], []
    for number in range(words // 16):
        content = " ".join(chance.choices(WORDS, k=10)) + f" numéro {number}"
        cue = CUES[number % len(CUES)]
        sentences.append(f"Le témoin {number} {cue} que {content}.")
        if number % 4 == 0:
            quoted = f"{content} jamais" if number % 40 == 0 else content
            rows.append({"act": "claim", "cue": cue, "text": [quoted], "speaker_text": f"Le témoin {number}"})
    text = "\n".join(sentences)
    entry = {"article_id": "long", "reader": "bench", "statements": rows}
    return Article("long", text, date(2024, 5, 6)), proposal(entry, "bench")


def best(doing: Callable[[], object], runs: int = 3) -> float:
    """The least time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        doing()
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    """Measures each size and prints a table."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print("| words | rows | kept | refused | grounding, ms | for 1,000 words | one pass over the words, ms |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        made, proposed = article(size, random.Random(1))
        found = ground(made, proposed)
        took = best(lambda made=made, proposed=proposed: ground(made, proposed)) * 1000
        text = made.text
        passed = best(lambda text=text: [word.casefold() for word in text.split()]) * 1000
        words, kept = len(text.split()), len(found.extraction.statements)
        print(
            f"| {words:,} | {len(proposed.statements):,} | {kept:,} | {len(found.refused):,} | {took:.0f} "
            f"| {took / words * 1000:.2f} | {passed:.2f} |"
        )


if __name__ == "__main__":
    main()
