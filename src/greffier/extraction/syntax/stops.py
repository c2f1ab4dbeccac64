"""Which stops end a sentence."""

from greffier.extraction.lexicon import (
    ABBREVIATION,
    CAPITAL,
    DETERMINER,
    FINITE,
    MARK,
    PREPOSITION,
    SUBJECT,
)
from greffier.extraction.syntax.tokens import TokenList


def ends_sentence(tokens: TokenList, k: int, last: int) -> bool:
    """Whether the stop at token `k` ends a sentence."""
    if k + 1 >= last:
        return True
    after = k + 1
    while after < last and tokens.bits[after] & MARK:
        after += 1
    if after >= last:
        return True
    follows = tokens.words[after]
    if not (follows[0].isupper() or follows[0].isdigit() or tokens.bits[after] & (MARK | FINITE) == MARK):
        return follows[0] in "–—-[("
    if tokens.words[k] != ".":
        return True
    return not (tokens.bits[k - 1] & ABBREVIATION and tokens.ends[k - 1] == tokens.starts[k])


def initial_ends_sentence(tokens: TokenList, k: int, last: int) -> bool:
    """Whether the initial at token `k` ("Martin L.") is the last word of its sentence: a new one plainly begins."""
    after = tokens.bits[k + 1] if k + 1 < last else 0
    return bool(after & CAPITAL and after & (DETERMINER | SUBJECT | PREPOSITION))
