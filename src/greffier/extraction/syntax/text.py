"""The article as tokens, quotations, paragraphs and sentences."""

from itertools import pairwise

from greffier.extraction.lexicon import (
    CAPITAL,
    CLOSING,
    COLON,
    DASH,
    DETERMINER,
    FINITE,
    INITIAL,
    MARK,
    SINGLE,
    STOP,
    TIME,
)
from greffier.extraction.syntax.quotations import quotations
from greffier.extraction.syntax.stops import ends_sentence, initial_ends_sentence
from greffier.extraction.syntax.tokens import TokenList, TokenSpan

# A bound that no sentence of French comes near; it keeps the walks of the rules short on any input.
_LONGEST_SENTENCE = 250  # tokens outside quotations
_LONGEST_DATELINE = 14


class Text(TokenList):
    """The tokens of an article and the stretches that rules work on.

    `sentences` and `paragraphs` are (first, last) pairs of token indexes, last exclusive; a sentence never ends inside
    a quotation of its paragraph; `quote_at` has the number of each token's quotation, or -1. `groups` keeps the verb
    groups asked for.
    """

    __slots__ = ("_sentence_of", "groups", "paragraphs", "quotations", "quote_at", "sentence_firsts", "sentences")

    def __init__(self, string: str) -> None:
        super().__init__(string)
        self.groups: dict[int, object] = {}
        self.paragraphs = _paragraphs(self)
        marked = bool(self.where(MARK | SINGLE))
        self.quotations = [q for a, b in self.paragraphs for q in quotations(self, a, b)] if marked else []
        self.quote_at = [-1] * len(self.words)
        for number, quotation in enumerate(self.quotations):
            for k in range(quotation.open, min(quotation.close + 1, len(self.words))):
                self.quote_at[k] = number
        self.sentences = [s for first, last in self.paragraphs for s in _sentences(self, first, last)]
        self.sentence_firsts = [first for first, _ in self.sentences]
        self._sentence_of = [n for n, (first, last) in enumerate(self.sentences) for _ in range(first, last)]

    def sentence(self, token: int) -> int:
        """The number of the sentence that `token` is in; that of the last for the end of the text, -1 for no text."""
        return self._sentence_of[token] if token < len(self._sentence_of) else len(self.sentences) - 1


def _paragraphs(text: Text) -> list[TokenSpan]:
    """Where paragraphs begin and end. A single line break ends one unless lines are wrapped at a width."""
    count = len(text.words)
    if "\n" not in text.string:
        return [TokenSpan(0, count)] if count else []
    breaks = [k for k in range(1, count) if "\n" in text.gaps[k]]
    single = [k for k in breaks if text.gaps[k].count("\n") == 1]
    # Wrapped lines mostly end in the middle of a sentence; lines that are paragraphs end with a stop.
    soft = sum(not text.bits[k - 1] & (STOP | CLOSING) for k in single) * 2 > len(single) and len(single) > 4
    cuts = [0, *(k for k in breaks if not soft or text.gaps[k].count("\n") > 1), count]
    return [TokenSpan(a, b) for a, b in pairwise(cuts) if a < b]


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


def _sentences(text: Text, first: int, last: int) -> list[TokenSpan]:
    """The sentences of a paragraph; stops inside a quotation end none, unless the quotation ends with one."""
    dated = _dateline(text, first, last)
    ends = [dated] if dated > first else []
    bits, quote_at = text.bits, text.quote_at
    for k in text.within(STOP | INITIAL, first, last):
        number = quote_at[k]
        if number < 0 and k > dated:
            if ends_sentence(text, k, last) if bits[k] & STOP else initial_ends_sentence(text, k, last):
                ends.append(k + 1)
        elif number >= 0 and k == text.quotations[number].last - 1 and bits[k] & STOP and text.words[k] != "…":
            close = text.quotations[number].close
            if close + 1 < last and bits[close + 1] & CAPITAL:
                ends.append(close + 1)
    if not ends or ends[-1] < last:
        ends.append(last)
    return [piece for begin, end in pairwise([first, *ends]) for piece in _bounded(text, begin, end)]


def _bounded(text: Text, begin: int, end: int) -> list[TokenSpan]:
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
        out.append(TokenSpan(begin, k))
        begin = k
    out.append(TokenSpan(begin, end))
    return out
