"""What is said: a stretch of the article, and how it is quoted."""

from typing import NamedTuple

from greffier.extraction.lexicon import CLOSING, COLON, COMMA, DASH, MARK, SEMICOLON, STOP
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

FIRST_PERSON = frozenset("je j' me m' moi mon ma mes nous notre nos".split())  # who says them speaks of themselves


class Draft(NamedTuple):
    """A statement by token, before anyone knows who its actors are. Ranges are (first, last), last exclusive."""

    rule: str
    act: str
    parts: tuple[TokenSpan, ...]
    cue: TokenSpan | None
    speaker: TokenSpan | None
    target: TokenSpan | None = None
    # the tokens in which an outlet is named that passed the words on (à l'AFP, sur France 2)
    around: TokenSpan | None = None


def sentence_end(text: Text, k: int) -> int:
    """The end of the sentence of token `k`, without its stop and what closes after it."""
    first, end = text.sentences[text.sentence(k)]
    while end > first + 1 and text.bits[end - 1] & STOP:
        end -= 1
    return end


def skip_quote(text: Text, k: int) -> int:
    """The token after the quotation that opens at `k`, or `k` where none does."""
    number = text.quote_at[k] if k < len(text.words) else -1
    if number >= 0 and text.quotations[number].open == k:
        return min(text.quotations[number].close + 1, len(text.words))
    return k


def skip_bracket(text: Text, k: int, limit: int) -> int:
    """The token after the bracket that opens at `k`, or `k` where none does or it does not close nearby."""
    if text.words[k] in "([":
        for j in range(k + 1, min(k + 80, limit)):
            if text.words[j] in ")]":
                return j + 1
    return k


def trim(text: Text, first: int, last: int) -> TokenSpan | None:
    """The range without commas, stops and outer quotation marks at its ends; None where nothing is left."""
    last = min(last, len(text.bits))  # a quotation that is not closed ends beyond the text
    while first < last:
        bits = text.bits[last - 1]
        if bits & (COMMA | STOP | COLON | DASH | SEMICOLON):
            last -= 1
        elif text.words[last - 1] in ")]" and not any(
            text.words[j] in "([" for j in range(max(first, last - 60), last)
        ):
            last -= 1
        elif text.words[last - 1] in ")]" and last - first > 3 and text.lows[last - 2] in ("...", "…"):
            last -= 3
        else:
            break
    while first < last and text.bits[first] & (COMMA | COLON | STOP | SEMICOLON):
        first += 1
    if first >= last:
        return None
    number = text.quote_at[first]
    if number >= 0:
        q = text.quotations[number]
        if q.open == first and text.bits[first] & MARK and last in (q.close, q.close + 1) and q.close > q.last - 1:
            return trim_inner(text, q.first, q.last)
        if q.open == first and text.bits[first] & MARK and last <= q.close:
            return trim_inner(text, first + 1, last)
        if q.first <= first and last == q.close + 1:
            return trim_inner(text, first, q.last)
    if text.bits[last - 1] & CLOSING and text.quote_at[last - 1] < 0 and text.bits[last - 1] & MARK:
        last -= 1
    return TokenSpan(first, last) if first < last else None


def trim_inner(text: Text, first: int, last: int) -> TokenSpan | None:
    """A quotation's inside without a comma at its end, nor a mark left over at its beginning."""
    while last > first and text.bits[last - 1] & COMMA:
        last -= 1
    return TokenSpan(first, last) if first < last else None


def mode(text: Text, parts: tuple[TokenSpan, ...]) -> str:
    """`direct` where every word is in quotation marks, `indirect` where none does, otherwise `mixed`."""
    inside = outside = 0
    for first, last in parts:
        for k in range(first, last):
            number = text.quote_at[k]
            quoted = number >= 0 and text.quotations[number].first <= k < text.quotations[number].last
            if (inside if quoted else outside) or text.bits[k] & MARK or not text.words[k][0].isalnum():
                continue
            if quoted:
                inside += 1
            else:
                outside += 1
    return "direct" if not outside and inside else "mixed" if inside else "indirect"


def quotes_between(text: Text, first: int, last: int) -> list[TokenSpan]:
    """The quotations between two tokens, with their marks."""
    out = []
    k = first
    while k < last:
        number = text.quote_at[k]
        if number >= 0:
            q = text.quotations[number]
            out.append(TokenSpan(max(q.open, first), min(q.close + 1, last)))
            k = q.close + 1
        else:
            k += 1
    return out


def quoted_at(text: Text, k: int) -> bool:
    """Whether token `k` is inside a quotation, where nobody else is quoted."""
    number = text.quote_at[k]
    return number >= 0 and text.quotations[number].first <= k < text.quotations[number].last


def first_joined(text: Text, quotes: list[TokenSpan]) -> int:
    """The first of the quotations that are joined under one attribution, with nothing but commas or "et" between."""
    first = len(quotes) - 1
    while first:
        between = range(quotes[first - 1].last, quotes[first].first)
        if not all(text.bits[j] & COMMA or text.lows[j] in ("et", "puis") for j in between):
            break
        first -= 1
    return first
