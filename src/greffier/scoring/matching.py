"""What is compared with what: contents as sets of words, spans by how much they share, pairs one to one."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from greffier.model import Span

Gold = TypeVar("Gold")
Found = TypeVar("Found")
_WORD = re.compile(r"\w+")


def words(text: str, spans: Iterable[Span], openers: Collection[str]) -> frozenset[int]:
    """Where the words of a content begin, without the `openers` that lead it in; marks never count."""
    found = sorted(
        (start + word.start(), word[0].lower()) for start, end in spans for word in _WORD.finditer(text[start:end])
    )
    first = next((k for k, (_, word) in enumerate(found) if word not in openers), len(found))
    return frozenset(place for place, _ in found[first:])


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the words of both that both have (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 0.0


def common(one: Span, other: Span) -> float:
    """The share of the characters that two spans cover together that both cover (Jaccard)."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def pairs(
    gold: Sequence[Gold], found: Sequence[Found], weight: Callable[[Gold, Found], float], least: float
) -> list[tuple[int, int]]:
    """One gold record to one found, by their numbers: the heaviest pair first, none below `least`."""
    cells = sorted((-weight(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    left, right = set(range(len(gold))), set(range(len(found)))
    chosen = []
    for heavy, i, j in cells:
        if -heavy < least:
            break
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            chosen.append((i, j))
    return chosen
