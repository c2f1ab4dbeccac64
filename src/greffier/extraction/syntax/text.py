"""The article as tokens, sentences and quotations, every one with its offsets.

A `Text` is a set of parallel lists, so that a rule looks at a word by its index and pays for nothing else.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from itertools import accumulate, compress, pairwise
from typing import NamedTuple

from greffier.extraction.lexicon import (
    ABBREVIATION,
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    FINITE,
    GERUND,
    INFINITIVE,
    INITIAL,
    MARK,
    MOST_FORMS,
    OPENING,
    PARTICIPLE,
    PREPOSITION,
    REPORTING,
    SINGLE,
    STOP,
    SUBJECT,
    TIME,
    table,
    tags,
)

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
# Bounds that no sentence of French comes near; they keep the walks of the rules short on any input.
_LONGEST_SENTENCE = 250  # tokens outside quotations
_LONGEST_UNCLOSED = 600
_LONGEST_SINGLE = 120
_VERB = FINITE | PARTICIPLE | GERUND | INFINITIVE | REPORTING
_LONGEST_DATELINE = 14


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


class Quotation(NamedTuple):
    """A quotation by token: `open` and `close` are the marks' places (or the first and the one past the last
    token of the content where a mark is missing); `first` and `last` bound the content, last exclusive."""

    open: int
    close: int
    first: int
    last: int


class Text:
    """The tokens of an article: parallel lists by index, and the stretches that rules work on.

    `words` as written, `lows` in lower case with straight apostrophes, `starts` and `ends` in code points, `bits`
    what each can be (see `lexicon`). `sentences` and `paragraphs` are (first, last) pairs of token indexes, last
    exclusive; a sentence never ends inside a quotation of its paragraph. `groups` keeps the verb groups asked for.
    """

    __slots__ = (
        "_by_form",
        "_places",
        "bits",
        "ends",
        "groups",
        "lows",
        "paragraphs",
        "quotations",
        "quote_at",
        "sentence_firsts",
        "sentences",
        "starts",
        "string",
        "words",
    )

    def __init__(self, string: str) -> None:
        self.string = string
        pieces = _TOKEN.split(_straight(string))
        offsets = list(accumulate(map(len, pieces)))
        self.words = pieces[1::2]
        self.starts = offsets[0:-1:2]
        self.ends = offsets[1::2]
        self.lows = list(map(str.lower, self.words))
        self.bits = list(map(_written().__getitem__, self.words))
        self.groups: dict[int, object] = {}
        self._places: dict[int, list[int]] = {}
        self._by_form: defaultdict[str, list[int]] = defaultdict(list)
        self.paragraphs = _paragraphs(pieces[0::2], self)
        marked = bool(self.where(MARK | SINGLE))
        self.quotations = [q for a, b in self.paragraphs for q in _quotations(self, a, b)] if marked else []
        self.quote_at = [-1] * len(self.words)
        for number, quotation in enumerate(self.quotations):
            for k in range(quotation.open, min(quotation.close + 1, len(self.words))):
                self.quote_at[k] = number
        self.sentences = [s for first, last in self.paragraphs for s in _sentences(self, first, last)]
        self.sentence_firsts = [first for first, _ in self.sentences]

    def where(self, bits: int) -> list[int]:
        """The tokens that have any of `bits`."""
        found = self._places.get(bits)
        if found is None:
            found = self._places[bits] = list(compress(range(len(self.bits)), map(bits.__and__, self.bits)))
        return found

    def places(self, forms: frozenset[str]) -> list[int]:
        """The tokens whose lower-case form is one of `forms`."""
        own = self._forms()
        return sorted(k for low in forms.intersection(own) for k in own[low])

    def figures(self) -> list[int]:
        """The tokens that begin with a figure."""
        return sorted(k for low, own in self._forms().items() if "0" <= low < ":" for k in own)

    def _forms(self) -> dict[str, list[int]]:
        """Where each lower-case form stands."""
        if not self._by_form:
            for k, low in enumerate(self.lows):
                self._by_form[low].append(k)
        return self._by_form

    def within(self, bits: int, first: int, last: int) -> list[int]:
        """The tokens from `first` to `last` (exclusive) that have any of `bits`."""
        found = self.where(bits)
        return found[bisect_left(found, first) : bisect_left(found, last)]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of tokens `first` to `last`, last exclusive."""
        return self.starts[first], self.ends[last - 1]

    def sentence(self, token: int) -> int:
        """The number of the sentence that `token` stands in."""
        return bisect_right(self.sentence_firsts, token) - 1

    def token_at(self, offset: int) -> int:
        """The index of the token that holds code point `offset`, or the next one after it."""
        k = bisect_right(self.starts, offset) - 1
        return k if k >= 0 and offset < self.ends[k] else k + 1


def _straight(string: str) -> str:
    """The string with curly apostrophes made straight, of the same length."""
    return string.replace("’", "'").replace("ʼ", "'")


def split(string: str) -> list[str]:
    """The tokens of a word or phrase, as written: how a lexicon's forms are cut like the text."""
    return _TOKEN.split(_straight(string))[1::2]


def _paragraphs(gaps: list[str], text: Text) -> list[tuple[int, int]]:
    """Where paragraphs begin and end. A single line break ends one unless lines are wrapped at a width."""
    count = len(text.words)
    if "\n" not in text.string:
        return [(0, count)] if count else []
    breaks = [k for k in range(1, count) if "\n" in gaps[k]]
    single = [k for k in breaks if gaps[k].count("\n") == 1]
    # Wrapped lines mostly end in the middle of a sentence; lines that are paragraphs end with a stop.
    soft = sum(not text.bits[k - 1] & (STOP | CLOSING) for k in single) * 2 > len(single) and len(single) > 4
    cuts = [0, *(k for k in breaks if not soft or gaps[k].count("\n") > 1), count]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _quotations(text: Text, first: int, last: int) -> list[Quotation]:
    """The outer quotations of a paragraph, in order; marks that find no partner close at the paragraph's end."""
    out: list[Quotation] = []
    opened: list[int] = []
    every = text.bits
    _single_marks(text, first, last)
    marks = [k for k in text.within(MARK | SINGLE, first, last) if every[k] & MARK]
    straight = sum(text.words[k] == '"' for k in marks)
    for k in marks:
        bits = every[k]
        kind = bits & (OPENING | CLOSING)
        mark = text.words[k]
        if mark == "“" and opened and text.words[opened[-1]] == "„":
            kind = CLOSING
        elif mark in "'‘":
            kind = CLOSING if bits & CLOSING else OPENING
        elif kind == OPENING | CLOSING:
            straight -= 1
            same = [o for o in opened if text.words[o] == mark]
            kind = CLOSING if same else OPENING
            led = k > first and not text.bits[k - 1] & (COMMA | COLON | DASH | STOP)
            if not same and not straight and led and (k + 1 >= last or text.starts[k + 1] > text.ends[k]):
                # the last straight mark, nothing open, a blank behind it: it closes what was never opened
                kind = CLOSING
        elif kind == CLOSING and not opened:
            # A closing mark with nothing open: used as an opening one where a blank stands before it and a
            # partner follows close by, otherwise the close of a quotation whose opening mark is missing.
            before_blank = k == first or text.starts[k] > text.ends[k - 1]
            tight = k + 1 < last and text.starts[k + 1] == text.ends[k] and text.words[k + 1][0].isalnum()
            partner = next((j for j in range(k + 1, min(k + 12, last)) if text.bits[j] & MARK), None)
            if before_blank and partner is not None and text.words[partner] == mark:
                kind = OPENING
            elif tight and partner is None:
                continue
            else:
                start = _sentence_start(text, first, k, out)
                if start < k:
                    out.append(Quotation(start, k, start, k))
                continue
        if kind == OPENING:
            if opened and k == opened[-1] + 1:
                continue
            opened.append(k)
        elif opened:
            begin = opened.pop()
            if not opened and begin + 1 < k:
                out.append(Quotation(begin, k, begin + 1, k))
    if opened:
        begin = opened[0]
        # An unclosed quotation ends with its paragraph; one that long is a stray mark.
        stop = min(last, begin + _LONGEST_UNCLOSED)
        if begin + 1 < stop:
            out.append(Quotation(begin, stop, begin + 1, stop))
    return out


def _single_marks(text: Text, first: int, last: int) -> None:
    """Tell ‘ ’ and ' ' around words from apostrophes, and mark them: a pair has its blanks on the outside."""
    begun = -1
    for k in text.within(SINGLE, first, last):
        apart = k == first or text.starts[k] > text.ends[k - 1] or text.words[k - 1] in "([«"
        tight = k + 1 < last and text.starts[k + 1] == text.ends[k]
        if apart and tight:
            begun = k
        elif not apart and begun >= 0 and k - begun < _LONGEST_SINGLE:
            text.bits[begun] |= MARK | OPENING
            text.bits[k] |= MARK | CLOSING
            begun = -1


def _sentence_start(text: Text, first: int, k: int, out: list[Quotation]) -> int:
    """Where the sentence of token `k` begins, for a quotation that lacks its opening mark."""
    floor = max(first, out[-1].close + 1 if out else first)
    for j in range(k - 1, floor, -1):
        if text.bits[j - 1] & STOP and _ends(text, j - 1, k):
            return j
    return floor


def _ends(text: Text, k: int, last: int) -> bool:
    """Whether the stop at token `k` ends a sentence."""
    if k + 1 >= last:
        return True
    after = k + 1
    while after < last and text.bits[after] & MARK:
        after += 1
    if after >= last:
        return True
    follows = text.words[after]
    if not (follows[0].isupper() or follows[0].isdigit() or text.bits[after] & (MARK | FINITE) == MARK):
        return follows[0] in "–—-[("
    if text.words[k] != ".":
        return True
    return not (text.bits[k - 1] & ABBREVIATION and text.ends[k - 1] == text.starts[k])


def _initial_ends(text: Text, k: int, last: int) -> bool:
    """Whether the initial at token `k` ("Martin L.") is the last word of its sentence: a new one plainly begins."""
    after = text.bits[k + 1] if k + 1 < last else 0
    return bool(after & CAPITAL and after & (DETERMINER | SUBJECT | PREPOSITION))


def _dateline(text: Text, first: int, last: int) -> int:
    """Where the dateline that opens a paragraph ends, "PARIS, 4 mai (Agence) - ", or `first` where none does."""
    if first + 3 > last or not text.bits[first] & CAPITAL:
        return first
    dated = False
    for k in range(first + 1, min(first + _LONGEST_DATELINE, last - 1)):
        bits = text.bits[k]
        if bits & DASH and text.starts[k] > text.ends[k - 1] and text.starts[k + 1] > text.ends[k]:
            known = dated or text.words[k - 1] == ")" or text.words[first].isupper() and k == first + 1
            return k + 1 if known and text.bits[k + 1] & (CAPITAL | MARK) else first
        if bits & (STOP | MARK | COLON | FINITE) and not bits & (DETERMINER | CAPITAL):
            return first
        dated = dated or bool(bits & TIME)
    return first


def _sentences(text: Text, first: int, last: int) -> list[tuple[int, int]]:
    """The sentences of a paragraph; stops inside a quotation end none, unless the quotation ends with one."""
    dated = _dateline(text, first, last)
    ends = [dated] if dated > first else []
    bits, quote_at = text.bits, text.quote_at
    for k in text.within(STOP | INITIAL, first, last):
        number = quote_at[k]
        if number < 0 and k > dated:
            if _ends(text, k, last) if bits[k] & STOP else _initial_ends(text, k, last):
                ends.append(k + 1)
        elif number >= 0 and k == text.quotations[number].last - 1 and bits[k] & STOP and text.words[k] != "…":
            close = text.quotations[number].close
            if close + 1 < last and bits[close + 1] & CAPITAL:
                ends.append(close + 1)
    if not ends or ends[-1] < last:
        ends.append(last)
    return [piece for begin, end in pairwise([first, *ends]) for piece in _bounded(text, begin, end)]


def _bounded(text: Text, begin: int, end: int) -> list[tuple[int, int]]:
    """A sentence, in pieces where it is longer than any sentence is."""
    out = []
    k = begin
    while end - begin > _LONGEST_SENTENCE:
        spent = 0
        while k < end and spent < _LONGEST_SENTENCE:
            number = text.quote_at[k]
            k = k + 1 if number < 0 else min(text.quotations[number].close + 1, end)
            spent += 1
        if k >= end:
            break
        out.append((begin, k))
        begin = k
    out.append((begin, end))
    return out
