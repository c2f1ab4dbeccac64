"""Who rules, by the words that name it: courts, judges, prosecutors, authorities, and the rank of each."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from greffier.extraction.lexicon import ADVERB, AVOIR, DETERMINER, ETRE, FINITE, NUMBER, PREPOSITION, table
from greffier.extraction.syntax.clauses import is_finite
from greffier.extraction.syntax.text import Text

_BEFORE_NOUN = 5  # tokens that may stand before the noun that heads a phrase

_LONG = 50  # tokens: no heading is as long

Tokens = tuple[int, int]


class Ruler(NamedTuple):
    """What the head of a noun phrase is: court, judge, prosecution, authority; `instance` is empty where not told."""

    kind: str
    instance: str


@cache
def phrases(name: str, kinds: str = "") -> dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]:
    """The rows of a lexicon table by the first word of their form, the longest first; `kinds` keeps some classes."""
    found: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
    for row in table(name):
        if kinds and row["class"] not in kinds.split():
            continue
        words = tuple(row["form"].split())
        found.setdefault(words[0], []).append((words, row))
    for rows in found.values():
        rows.sort(key=lambda item: -len(item[0]))
    return found


@cache
def forms(kind: str) -> frozenset[str]:
    """The forms of a class of `ruling_words.csv`."""
    return frozenset(row["form"] for row in table("ruling_words") if row["class"] == kind)


def match(text: Text, k: int, name: str, kinds: str = "") -> tuple[int, dict[str, str]] | None:
    """The longest form of a table that begins at token `k`: where it ends, and its row."""
    for words, row in phrases(name, kinds).get(text.lows[k], ()):
        if tuple(text.lows[k : k + len(words)]) == words:
            return k + len(words), row
    return None


def head(text: Text, first: int, last: int) -> int:
    """The token of the noun that a phrase is built on: after determiners, numbers and "plus haute"."""
    k = first
    while k < min(last - 1, first + _BEFORE_NOUN):
        if (
            text.bits[k] & (DETERMINER | NUMBER | ADVERB)
            or text.lows[k] == "d'"
            or text.lows[k] in forms("before_noun")
        ):
            k += 1
        else:
            break
    return k


def ruler(text: Text, phrase: Tokens) -> Ruler | None:
    """What a noun phrase is that could rule, or None.

    Takes: "la cour d'appel de Lyon", "les huit juges".  Leaves: "l'avocat du tribunal", "le maire".
    """
    k = head(text, *phrase)
    found = match(text, k, "instances", "court judge prosecution authority") if k < len(text.lows) else None
    return Ruler(found[1]["class"], found[1]["instance"]) if found else None


def rank(text: Text, first: int, last: int) -> tuple[str, Tokens] | None:
    """The rank that words between two tokens tell ("en appel"), and where."""
    for k in range(first, last):
        if text.bits[k] & PREPOSITION or text.lows[k] in forms("rank_start"):
            found = match(text, k, "instances", "phrase")
            earlier = k > first + 1 and text.lows[k - 1] in forms("given") and text.lows[k - 2] != "été"
            if found and found[0] <= last and "contre" not in text.lows[max(first, k - 3) : k] and not earlier:
                return found[1]["instance"], (k, found[0])
    return None


def headed(text: Text, phrase: Tokens, kinds: Iterable[str]) -> bool:
    """Whether one of the first words of a phrase belongs to one of the classes ("la nouvelle demande")."""
    k = head(text, *phrase)
    for j in range(k, min(k + 3, phrase[1])):
        if text.bits[j] & PREPOSITION and not text.bits[j] & DETERMINER:
            return False
        if any(text.lows[j] in forms(kind) for kind in kinds):
            return True
    return False


def is_heading(text: Text, first: int, last: int) -> bool:
    """Whether a sentence is a heading: short, with no finite verb."""
    return last - first < _LONG and not any(opens_clause(text, k) for k in range(first, last))


def opens_clause(text: Text, k: int) -> bool:
    """Whether token `k` is the finite verb of a clause, not a word of a penalty: "un an ferme"."""
    if k and text.lows[k - 1] == "en" and text.bits[k] & (AVOIR | ETRE) and text.bits[k] & FINITE:
        return True  # "et en a condamné un autre"
    return is_finite(text, k) and text.lows[k] not in forms("no_verb")
