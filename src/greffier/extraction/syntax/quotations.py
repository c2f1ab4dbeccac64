"""Where quotations are: which mark opens and which closes, and where one that has no partner ends."""

from typing import NamedTuple

from greffier.extraction.lexicon import (
    CLOSING,
    COLON,
    COMMA,
    DASH,
    MARK,
    OPENING,
    SINGLE,
    STOP,
)
from greffier.extraction.syntax.stops import ends_sentence
from greffier.extraction.syntax.tokens import TokenList, TokenSpan

# Bounds that no quotation of French comes near; they keep the walks of the rules short on any input.
_LONGEST_UNCLOSED = 600
_LONGEST_SINGLE = 120
_PARTNER = 12  # tokens within which a mark that closes elsewhere is taken for the opening one of a pair


class Quotation(NamedTuple):
    """A quotation by token: `open` and `close` are the marks' places (or the first and the one past the last
    token of the content where a mark is missing); `first` and `last` bound the content, last exclusive."""

    open: int
    close: int
    first: int
    last: int


def quotations(tokens: TokenList, first: int, last: int) -> list[Quotation]:
    """The outer quotations of a paragraph, in order; marks that find no partner close at the paragraph's end."""
    out: list[Quotation] = []
    opened: list[int] = []
    paragraph = TokenSpan(first, last)
    tell_single_marks(tokens, first, last)
    marks = [k for k in tokens.within(MARK | SINGLE, first, last) if tokens.bits[k] & MARK]
    last_straight = max((k for k in marks if tokens.words[k] == '"'), default=-1)
    straight = 0  # straight marks that are open
    for k in marks:
        if opened and tokens.words[opened[-1]] == tokens.words[k] == '"' and _only_opens(tokens, k, paragraph):
            out += _unclosed(tokens, opened.pop(), k, bool(opened))
            straight -= 1
        kind = _opens_or_closes(tokens, k, paragraph, opened, straight > 0, k == last_straight)
        if kind == OPENING:
            if not opened or k > opened[-1] + 1:
                opened.append(k)
                straight += tokens.words[k] == '"'
        elif kind == CLOSING and opened:
            begin = opened.pop()
            straight -= tokens.words[begin] == '"'
            if not opened and begin + 1 < k:
                out.append(Quotation(begin, k, begin + 1, k))
        elif kind == CLOSING:
            start = _sentence_start(tokens, first, k, out)
            if start < k:
                out.append(Quotation(start, k, start, k))
    if opened:
        begin = opened[0]
        # An unclosed quotation ends with its paragraph; one that long is a stray mark.
        stop = min(last, begin + _LONGEST_UNCLOSED)
        if begin + 1 < stop:
            out.append(Quotation(begin, stop, begin + 1, stop))
    return out


def _only_opens(tokens: TokenList, k: int, paragraph: TokenSpan) -> bool:
    """Whether the straight mark at `k` can only open: a blank before it, none behind it, a word there."""
    first, last = paragraph
    apart = k == first or tokens.starts[k] > tokens.ends[k - 1]
    return apart and k + 1 < last and tokens.starts[k + 1] == tokens.ends[k] and tokens.words[k + 1][0].isalpha()


def _unclosed(tokens: TokenList, begin: int, k: int, inner: bool) -> list[Quotation]:
    """The quotation that the mark at `begin` opens and none closes before another opens at `k`: its sentence."""
    stop = next((j + 1 for j in tokens.within(STOP, begin, k)), begin)
    return [Quotation(begin, stop, begin + 1, stop)] if not inner and begin + 1 < stop < k else []


def _opens_or_closes(
    tokens: TokenList, k: int, paragraph: TokenSpan, opened: list[int], within: bool, final: bool
) -> int:
    """OPENING or CLOSING for the mark at `k`, 0 for a stray one.

    `within`: a straight mark is open; `final`: it is the last straight one.

    CLOSING with nothing `opened` closes a quotation whose opening mark is missing.
    """
    bits = tokens.bits[k]
    mark = tokens.words[k]
    if mark == "“" and opened and tokens.words[opened[-1]] == "„":
        return CLOSING
    if mark in "'‘":
        kind = CLOSING if bits & CLOSING else OPENING
    elif bits & OPENING and bits & CLOSING:
        kind = CLOSING if within else _straight_mark(tokens, k, paragraph, final)
    else:
        return _unopened(tokens, k, paragraph) if bits & CLOSING and not opened else bits & (OPENING | CLOSING)
    return kind if kind == OPENING or opened else 0


def _straight_mark(tokens: TokenList, k: int, paragraph: TokenSpan, final: bool) -> int:
    """Whether a mark that is written alike on both sides, of which none is open, opens or closes."""
    first, last = paragraph
    led = k > first and not tokens.bits[k - 1] & (COMMA | COLON | DASH | STOP)
    # the last straight mark, a blank behind it: it closes what was never opened
    return CLOSING if final and led and (k + 1 >= last or tokens.starts[k + 1] > tokens.ends[k]) else OPENING


def _unopened(tokens: TokenList, k: int, paragraph: TokenSpan) -> int:
    """What a closing mark is when nothing is open, 0 where it is stray.

    It opens where a blank comes before it and its like follows close by; else an opening mark is missing.
    """
    first, last = paragraph
    partner = next((j for j in range(k + 1, min(k + _PARTNER, last)) if tokens.bits[j] & MARK), None)
    before_blank = k == first or tokens.starts[k] > tokens.ends[k - 1]
    if before_blank and partner is not None and tokens.words[partner] == tokens.words[k]:
        return OPENING
    tight = k + 1 < last and tokens.starts[k + 1] == tokens.ends[k] and tokens.words[k + 1][0].isalnum()
    return 0 if tight and partner is None else CLOSING


def tell_single_marks(tokens: TokenList, first: int, last: int) -> None:
    """Tell ‘ ’ and ' ' around words from apostrophes, and mark them: a pair has its blanks on the outside."""
    begun = -1
    for k in tokens.within(SINGLE, first, last):
        apart = k == first or tokens.starts[k] > tokens.ends[k - 1] or tokens.words[k - 1] in "([«"
        tight = k + 1 < last and tokens.starts[k + 1] == tokens.ends[k]
        if apart and tight:
            begun = k
        elif not apart and begun >= 0 and k - begun < _LONGEST_SINGLE:
            tokens.mark(begun, MARK | OPENING)
            tokens.mark(k, MARK | CLOSING)
            begun = -1


def _sentence_start(tokens: TokenList, first: int, k: int, out: list[Quotation]) -> int:
    """Where the sentence of token `k` begins, for a quotation that lacks its opening mark."""
    floor = max(first, out[-1].close + 1 if out else first)
    for j in range(k - 1, floor, -1):
        if tokens.bits[j - 1] & STOP and ends_sentence(tokens, j - 1, k):
            return j
    return floor
