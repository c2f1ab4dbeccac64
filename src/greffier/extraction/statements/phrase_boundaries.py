"""Where a content ends that is a noun phrase."""

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND,
    NEGATION,
    PARTICIPLE,
    RELATIVE,
    REPORTING,
    SEMICOLON,
    TIME,
)
from greffier.extraction.statements.boundaries import opens_report, own_clause
from greffier.extraction.statements.content import skip_bracket, skip_quote
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.verb_groups import is_finite

# what follows a comma without belonging to a noun phrase
_ASIDES = frozenset("selon alors tandis mais ce après lors dans comme avant malgré d' pour puisque puisqu' car".split())


def phrase_content_end(text: Text, k: int, limit: int) -> int:
    """Where a content that is a noun phrase ends: before a clause or an aside that is the article's own."""
    j = k
    while j < limit:
        after = skip_quote(text, j)
        if after == j:
            after = skip_bracket(text, j, limit)
        if after > j:
            j = min(after, limit)
            continue
        bits = text.bits[j]
        ahead = text.lows[j + 1] if j + 1 < limit else ""
        if bits & (SEMICOLON | COLON | BRACKET) or text.lows[j] in ("alors", "tandis") and ahead in ("que", "qu'"):
            return j
        if text.lows[j] == "en" and ahead and text.bits[j + 1] & GERUND and text.bits[j + 1] & REPORTING:
            return j
        if bits & COMMA and ahead and _phrase_cut(text, j, limit):
            return j
        if bits & COORDINATOR and (own_clause(text, j + 1, limit) >= 0 or _verb_joined(text, j, limit)):
            return j
        j += 1
    return limit


def _phrase_cut(text: Text, j: int, limit: int) -> bool:
    """Whether a noun phrase ends at the comma at `j`: an aside, a clause or a participle follows."""
    follows, ahead = text.bits[j + 1], text.lows[j + 1]
    clitic = j + 2 if follows & CLITIC or ahead == "y" or follows & NEGATION else j + 1
    if clitic < limit and text.bits[clitic] & GERUND or follows & RELATIVE and ahead != "dont":
        return True
    if follows & FINITE and not follows & PARTICIPLE and is_finite(text, j + 1) or ahead in ("que", "qu'"):
        return True
    if ahead in _ASIDES or follows & TIME:
        return True
    return own_clause(text, j + 2 if follows & COORDINATOR else j + 1, limit) >= 0


def _verb_joined(text: Text, j: int, limit: int) -> bool:
    """Whether the coordinator at `j` joins another verb of the speaker's: "a regretté une erreur et estimé que B"."""
    m = j + 1
    while m < limit and text.bits[m] & (CLITIC | ADVERB) and not text.bits[m] & DETERMINER and m - j < 4:
        m += 1
    if m >= limit:
        return False
    if text.bits[m] & FINITE and is_finite(text, m):
        return True
    return bool(text.bits[m] & PARTICIPLE and text.bits[m] & REPORTING) and opens_report(text, m, limit)
