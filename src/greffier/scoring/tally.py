"""Counts while gold is compared, and the figures that they give."""

from collections import Counter
from typing import NamedTuple


class Miss(NamedTuple):
    """Something that the engine got wrong: where (an article or a sentence), of what sort, shown by which words."""

    where: str
    sort: str
    words: str


class Tally:
    """Counts by name: of gold rows, rows found and rows right, or of what was judged and how much of it is right."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.misses: list[Miss] = []

    def add(self, name: str, gold: int = 0, predicted: int = 0, right: int = 0) -> None:
        """Counts rows of the gold, rows found, and those found that are right."""
        for part, number in (("gold", gold), ("predicted", predicted), ("right", right)):
            self.counts[name, part] += number

    def mark(self, name: str, right: bool) -> None:
        """Counts one more that is right or wrong."""
        self.add(name, 1, 1, right)

    def miss(self, where: str, sort: str, words: str) -> None:
        """Keeps what went wrong."""
        self.misses.append(Miss(where, sort, words))

    def names(self, prefix: str) -> list[str]:
        """The counted names that begin with `prefix`, sorted, without it."""
        return sorted({name.removeprefix(prefix) for name, _ in self.counts if name.startswith(prefix)})

    def number(self, name: str, part: str = "gold") -> int:
        """A count: `part` is gold, predicted or right."""
        return self.counts[name, part]

    def figures(self, name: str) -> dict[str, float]:
        """Precision, recall and their harmonic mean F1."""
        gold, predicted, right = (self.counts[name, part] for part in ("gold", "predicted", "right"))
        precision, recall = right / predicted if predicted else 0.0, right / gold if gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}

    def share(self, name: str, of: str = "gold") -> float | None:
        """The share that is right of the gold rows, or of the rows found; None where there are none."""
        whole = self.counts[name, of]
        return round(self.counts[name, "right"] / whole, 3) if whole else None
