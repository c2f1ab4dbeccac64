"""The words for decisions: lookups in the lexicon tables and the head of a phrase."""

from collections.abc import Iterable
from functools import cache

from greffier.extraction.lexicon import ADVERB, AVOIR, DETERMINER, ETRE, FINITE, NUMBER, PREPOSITION, table, verbs
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import is_finite

_BEFORE_NOUN = 5  # tokens that may come before the noun that heads a phrase
_LONG = 50  # tokens: no heading is as long

Phrases = dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]


@cache
def phrases(name: str, kinds: str = "") -> Phrases:
    """The rows of a lexicon table by the first word of their form, the longest first; `kinds` keeps some classes."""
    found: Phrases = {}
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


def is_form(text: Text, k: int, *lemmas: str) -> bool:
    """Whether token `k` is a form of one of the verbs: "voit", "vus" of voir."""
    return any(reading.lemma in lemmas for reading in verbs().get(text.lows[k], ()))


def is_participle(text: Text, k: int, kind: str) -> bool:
    """Whether token `k` is the past participle of a verb of a class of `ruling_words.csv`."""
    return any(r.tense == "pp" and r.lemma in forms(kind) for r in verbs().get(text.lows[k], ()))


def match(text: Text, k: int, name: str, kinds: str = "") -> tuple[int, dict[str, str]] | None:
    """The longest form of a table that begins at token `k`: where it ends, and its row."""
    for words, row in phrases(name, kinds).get(text.lows[k], ()) if k < len(text.lows) else ():
        if len(words) == 1 or tuple(text.lows[k : k + len(words)]) == words:
            return k + len(words), row
    return None


def head(text: Text, first: int, last: int) -> int:
    """The token of the noun that a phrase is built on: after determiners, numbers and "plus haute"."""
    k = first
    while k < min(last - 1, first + _BEFORE_NOUN):
        low = text.lows[k]
        if not (text.bits[k] & (DETERMINER | NUMBER | ADVERB) or low == "d'" or low in forms("before_noun")):
            break
        k += 1
    return k


def headed(text: Text, phrase: TokenSpan, kinds: Iterable[str]) -> bool:
    """Whether one of the first words of a phrase belongs to one of the classes ("la nouvelle demande")."""
    k = head(text, *phrase)
    for j in range(k, min(k + 3, phrase.last)):
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
    if not text.bits[k] & FINITE:
        return False
    if k and text.lows[k - 1] == "en" and text.bits[k] & (AVOIR | ETRE):
        return True  # "et en a condamné un autre"
    return is_finite(text, k) and text.lows[k] not in forms("no_verb")
