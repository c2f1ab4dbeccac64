"""The article as tokens, every one with its offsets and what it can be.

`TokenList` are parallel lists, so that a rule looks at a word by its index and pays for nothing else.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from itertools import accumulate, chain
from typing import NamedTuple

from greffier.extraction.lexicon import (
    CAPITAL,
    FINITE,
    GERUND,
    INFINITIVE,
    INITIAL,
    MOST_FORMS,
    PARTICIPLE,
    REPORTING,
    table,
    tags,
)
from greffier.model import Span

# One token: an inverted pronoun (-t-il), an elided word (qu'), a number, a word, dots, or a single sign.
# No alternative can give back what it took, so that splitting is linear.
_TOKEN = re.compile(
    r"([a-zà-öø-ÿœ]{2,}+(?![\w'.\-])"  # the plainest words first: most are
    r"|-(?:t-)?(?:elles?|ils?|on|je|tu|nous|vous|ce)\b"
    r"|[MN]'(?:[A-ZÀ-Þ](?=[a-zà-öø-ÿ])|[b-df-gj-np-tv-z]|h(?!abi|és|on))[\w\-]*+"  # M'hamed, N'Diaye: no elision
    r"|(?:[cdjlmnstCDJLMNST]|[Qq]u|QU|[Ll]orsqu|[Pp]uisqu|[Jj]usqu|[Qq]uoiqu)'(?=[\w\s«“\"‘])"
    r"|(?:MM?|Mmes?|Mlles?|Drs?|Prs?|Mgr|Mes?|St|Ste)\.(?=\s*[^\W\d_])"
    r"|[A-ZÀ-Þ](?:\.\.\.|…)(?=[\s,;:»\"])"  # Patrick X...: a name cut short
    r"|[A-ZÀ-Þ](?:\.[A-ZÀ-Þ])+\.?(?!\w)"
    r"|[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)*(?!\w)"
    r"|\d+(?:[ \u00a0\u202f.]\d{3}(?!\w))*(?:,\d+)?\w*"
    r"|\w++(?:\.(?:com|fr|org|net|info|ca|be|ch|eu|tv)\b)?(?:-(?!(?:t-)?(?:elles?|ils?|on|je|tu|nous|vous|ce)\b)\w+|'\w+)*"
    r"|\.\.+|[^\w\s])"
)
_TURNED = re.compile(r"(?<=[^\W\d_])‘(?=[^\W\d_])")
_VERB = FINITE | PARTICIPLE | GERUND | INFINITIVE | REPORTING


class TokenSpan(NamedTuple):
    """A stretch of tokens: from `first` to `last`, exclusive. A stretch of characters is a `Span`."""

    first: int
    last: int


class _Written(dict[str, int]):
    """What a word can be as it is written: the bits of its lower-case form, and whether it is capitalised."""

    def __missing__(self, word: str) -> int:
        bits = tags()[word.lower()]
        if word[0].isupper():
            if word.lower() in _first_names():
                bits &= ~_VERB  # Hervé is no participle, Roger no infinitive
            bits |= CAPITAL
            if word[-1] == "." and len(word) == 2 and word != "M.":
                bits |= INITIAL
        if len(self) < MOST_FORMS:
            self[word] = bits
        return bits


@cache
def _first_names() -> frozenset[str]:
    return frozenset(row["form"] for row in table("first_names"))


@cache
def _written() -> _Written:
    return _Written()


class TokenList:
    """The tokens of an article: parallel lists by index.

    `words` as written, `lows` in lower case with straight apostrophes, `starts` and `ends` in code points, `bits`
    what each can be (see `lexicon`), `gaps` what comes before each, and after the last.
    """

    __slots__ = ("_by_bits", "_by_form", "_places", "bits", "ends", "gaps", "lows", "starts", "string", "words")

    def __init__(self, string: str) -> None:
        self.string = string
        pieces = _TOKEN.split(_straight(string))
        offsets = list(accumulate(map(len, pieces)))
        self.gaps = pieces[0::2]
        self.words = pieces[1::2]
        self.starts = offsets[0:-1:2]
        self.ends = offsets[1::2]
        self.lows = list(map(str.lower, self.words))
        self.bits = list(map(_written().__getitem__, self.words))
        self._places: dict[int, list[int]] = {}
        self._by_form: defaultdict[str, list[int]] = defaultdict(list)
        self._by_bits: defaultdict[int, list[int]] = defaultdict(list)

    def mark(self, k: int, bits: int) -> None:
        """Say that token `k` is this too. Done before any rule asks for it: what `where` has answered stays."""
        self.bits[k] |= bits
        self._by_bits.clear()

    def where(self, bits: int) -> list[int]:
        """The tokens that have any of `bits`."""
        found = self._places.get(bits)
        if found is None:
            if not self._by_bits:
                for k, own in enumerate(self.bits):
                    self._by_bits[own].append(k)
            some = [places for own, places in self._by_bits.items() if own & bits]  # an article has some fifty
            found = self._places[bits] = sorted(chain.from_iterable(some))
        return found

    def places(self, forms: frozenset[str]) -> list[int]:
        """The tokens whose lower-case form is one of `forms`."""
        own = self._forms()
        return sorted(k for low in forms.intersection(own) for k in own[low])

    def figures(self) -> list[int]:
        """The tokens that begin with a figure."""
        return sorted(k for low, own in self._forms().items() if "0" <= low < ":" for k in own)

    def _forms(self) -> dict[str, list[int]]:
        """Where each lower-case form is."""
        if not self._by_form:
            for k, low in enumerate(self.lows):
                self._by_form[low].append(k)
        return self._by_form

    def within(self, bits: int, first: int, last: int) -> list[int]:
        """The tokens from `first` to `last` (exclusive) that have any of `bits`."""
        found = self.where(bits)
        return found[bisect_left(found, first) : bisect_left(found, last)]

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens `first` to `last`, last exclusive."""
        return Span(self.starts[first], self.ends[last - 1])

    def token_at(self, offset: int) -> int:
        """The index of the token that holds code point `offset`, or the next one after it."""
        k = bisect_right(self.starts, offset) - 1
        return k if k >= 0 and offset < self.ends[k] else k + 1


def _straight(string: str) -> str:
    """The string with curly apostrophes made straight, of the same length; "l‘avocat" has one turned over."""
    return _TURNED.sub("'", string.replace("’", "'").replace("ʼ", "'"))


def split(string: str) -> list[str]:
    """The tokens of a word or phrase, as written: how a lexicon's forms are cut like the text."""
    return _TOKEN.split(_straight(string))[1::2]
