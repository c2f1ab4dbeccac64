"""The words for a source after a preposition: "selon le procureur de Vire, Jean Hus"."""

from greffier.extraction.lexicon import (
    BRACKET,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    FINITE,
    MARK,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TONIC,
)
from greffier.extraction.statements.content import sentence_end, skip_bracket, skip_quote
from greffier.extraction.syntax.clauses import is_finite
from greffier.extraction.syntax.text import Text


def source_end(text: Text, k: int, limit: int) -> int:
    """Where the source that begins at `k` ends: with its appositions where they are plain."""
    j = k
    while j < limit:
        bits = text.bits[j]
        if bits & MARK and text.quote_at[j] >= 0 and text.quotations[text.quote_at[j]].open == j:
            if (
                j > k
                and text.bits[j - 1] & (DETERMINER | CAPITAL)
                and skip_quote(text, j) - j < 8
                and text.bits[j - 1] & DETERMINER
            ):
                j = skip_quote(text, j)
                continue
            return j
        after = skip_bracket(text, j, limit)
        if after > j:
            j = after
            continue
        if bits & (COMMA | COLON | STOP | SEMICOLON | BRACKET | MARK):
            break
        if bits & DASH and text.starts[j] > text.ends[j - 1]:
            break
        if (
            j > k
            and bits & (SUBJECT | DETERMINER)
            and not bits & PREPOSITION
            and not text.bits[j - 1] & PREPOSITION
            and text.lows[j - 1] not in ("et", "ou", "tous", "toutes")
            and not text.bits[j - 1] & DETERMINER
        ):
            if not (bits & CLITIC and bits & DETERMINER and text.bits[j - 1] & CAPITAL and text.bits[j] & CAPITAL):
                break
        if j > k and bits & FINITE and is_finite(text, j) and not bits & CAPITAL:
            break
        if bits & RELATIVE:
            break
        if j > k and bits & TONIC and not text.bits[j - 1] & PREPOSITION:
            break
        j += 1
    if k + 1 <= limit and text.bits[k] & TONIC and not text.bits[k] & DETERMINER:
        return k + 1
    # appositions between commas: "Selon le procureur, Jean Martin, A"
    if j < limit and text.bits[j] & COMMA:
        m = j + 1
        while m < limit and m - j < 25 and not text.bits[m] & (COMMA | MARK | COLON):
            if text.bits[m] & FINITE and is_finite(text, m):
                m = limit + 1
                break
            m += 1
        if (
            (m == limit or m < limit and text.bits[m] & (COMMA | COLON))
            and m - j > 2
            and _apposition(text, j + 1, m, not text.bits[j - 1 if m < limit else k + 1] & CAPITAL)
        ):
            return m
    return max(j, k + 1)


def _apposition(text: Text, first: int, last: int, common: bool) -> bool:
    """Whether what stands between two commas names or describes the source again."""
    bits = text.bits[first]
    if bits & (PREPOSITION | TIME) or bits & DETERMINER and text.bits[first + 1] & TIME:
        return False
    if bits & PARTICIPLE:
        # "Il aurait, selon X, trouvé": the participle goes with the auxiliary
        return False
    if last >= sentence_end(text, first):
        # "A, selon le procureur, Jean Martin."
        return common and bool(bits & CAPITAL) and all(text.bits[m] & CAPITAL for m in range(first, last))
    if not text.bits[last] & COLON and not any(
        text.bits[m] & FINITE and is_finite(text, m) for m in range(last + 1, min(last + 40, len(text.words)))
    ):
        return False
    if bits & CAPITAL and text.bits[min(first + 1, last - 1)] & CAPITAL:
        return common
    if text.lows[first] in _ITS_OWN and common is False and text.bits[last] & COMMA:
        # "Pour Claire Weil, leur présidente, A"
        return last - first < 8 and not any(text.bits[m] & PARTICIPLE for m in range(first, last))
    return (
        not bits & (DETERMINER | SUBJECT | SUBORDINATOR | RELATIVE)
        and not bits & CAPITAL
        and any(text.lows[m] in ("de", "du", "des", "d'", "à", "au", "aux", "en") for m in range(first, last))
    )


_ITS_OWN = frozenset("un une son sa leur".split())  # what an apposition to a name begins with
