"""The content around an attribution that is inserted into it or follows it."""

from greffier.extraction.lexicon import (
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    GERUND,
    MARK,
    NEGATION,
    PREPOSITION,
    REPORTING,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
)
from greffier.extraction.statements.boundaries import clause_end, own_clause
from greffier.extraction.statements.content import first_joined, quotes_between, trim
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import is_finite

# what opens a phrase that says when, where or how it was said
_OF_THE_CUE = frozenset("qui selon lors dans alors avant après tout en sur mais tandis ajoutant dont à au".split())


def after_aside(text: Text, k: int, limit: int) -> int:
    """Where the quotation goes on behind an attribution inside its marks."""
    stop = next((j for j in range(k, min(k + 25, limit)) if text.bits[j] & STOP), -1)
    if stop >= 0 and not any(is_finite(text, j) for j in range(k, stop)):
        # "« A, confie Jan Hus, maire de Vire. B »"
        return stop + 1
    while k < limit and not text.bits[k] & (COMMA | DASH | MARK):
        k += 1
    return k + 1 if k < limit else k


def content_before(text: Text, floor: int, head: int) -> list[TokenSpan]:
    """The content before the attribution: quotations alone where a colon or a report leads to them, else the clause."""
    quotes = quotes_between(text, floor, head)
    if quotes and quotes[-1].last >= head - 1:
        first = first_joined(text, quotes)
        lead = quotes[first].first
        if lead == floor or all(text.bits[j] & (DASH | COMMA) for j in range(floor, lead)):
            return [part for a, b in quotes[first:] if (part := trim(text, a, b))]
        if text.bits[lead - 1] & COLON:
            return [part for part in [trim(text, *quotes[-1])] if part]
    start = floor
    for j in range(head - 1, floor, -1):
        if text.bits[j] & (COLON | SEMICOLON) and text.quote_at[j] < 0:
            start = j + 1 if text.bits[j] & SEMICOLON else start
            break
    while start < head and (text.bits[start] & DASH or text.lows[start] == "-"):
        start += 1
    return [part for part in [trim(text, start, head)] if part]


def content_after(text: Text, k: int, limit: int, head: TokenSpan, pronoun: bool) -> TokenSpan | None:
    """The content that goes on after the attribution: "…, a-t-il dit, « … »", "…, a-t-elle ajouté, et …"."""
    while k < limit and not text.bits[k] & (COMMA | COLON | MARK | SEMICOLON):
        k += 1
    if k < limit and text.bits[k] & (COMMA | COLON):
        k += 1
    if k >= limit or text.bits[k] & (GERUND | REPORTING) and not text.bits[k] & SUBJECT:
        return None
    if text.bits[k] & MARK:
        number = text.quote_at[k]
        opens = number >= 0 and text.quotations[number].open == k
        return trim(text, k, min(text.quotations[number].close + 1, limit)) if opens else None
    quoted = text.quote_at[head.first]
    if quoted >= 0 and head.last >= text.quotations[quoted].last and head.first <= text.quotations[quoted].first:
        return None  # the quotation alone is said
    if any(is_finite(text, j) for j in range(*head)) and not _goes_on(text, k, limit, pronoun):
        return None
    return trim(text, k, clause_end(text, k, limit, None, False))


def _goes_on(text: Text, k: int, limit: int, pronoun: bool) -> bool:
    """Whether what begins at `k` goes on with the clause before the attribution, rather than with the attribution.

    Behind a noun, a name or a noun may say more of who speaks; behind a pronoun nothing does.
    """
    if text.lows[k] in _OF_THE_CUE or text.bits[k] & TIME:
        return text.lows[k : k + 2] == ["en", "raison"]
    if text.bits[k] & (PREPOSITION | SUBJECT | NEGATION | SUBORDINATOR):
        return True
    if pronoun or text.bits[k] & COORDINATOR:
        return any(is_finite(text, j) for j in range(k, limit))
    return is_finite(text, k) or own_clause(text, k, limit) >= 0
