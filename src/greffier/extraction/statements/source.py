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
    if k + 1 <= limit and text.bits[k] & TONIC and not text.bits[k] & DETERMINER:
        return k + 1
    end = k
    while end < limit and (after := _step(text, k, end, limit)) > end:
        end = after
    return max(_with_apposition(text, k, end, limit), k + 1)


def _step(text: Text, k: int, j: int, limit: int) -> int:
    """The token after the one at `j` where it belongs to the source that begins at `k`, else `j`."""
    bits = text.bits[j]
    if bits & MARK and text.quote_at[j] >= 0 and text.quotations[text.quote_at[j]].open == j:
        named = j > k and text.bits[j - 1] & DETERMINER and skip_quote(text, j) - j < 8
        return skip_quote(text, j) if named else j
    after = skip_bracket(text, j, limit)
    if after > j:
        return after
    if bits & _ENDS or bits & DASH and text.starts[j] > text.ends[j - 1]:
        return j
    if j == k:
        return j + 1
    if _begins_clause(text, j) or bits & TONIC and not text.bits[j - 1] & PREPOSITION:
        return j
    return j if is_finite(text, j) and not bits & CAPITAL else j + 1


def _begins_clause(text: Text, j: int) -> bool:
    """Whether a subject of its own begins at `j`, behind the source without a comma: "selon lui la cour a"."""
    bits, before = text.bits[j], text.bits[j - 1]
    if not bits & (SUBJECT | DETERMINER) or bits & PREPOSITION:
        return False
    if before & (PREPOSITION | DETERMINER) or text.lows[j - 1] in ("et", "ou", "tous", "toutes"):
        return False
    # "Jean La Fontaine"
    return not (bits & CLITIC and bits & DETERMINER and before & CAPITAL and bits & CAPITAL)


_ENDS = COMMA | COLON | STOP | SEMICOLON | BRACKET | MARK | RELATIVE


def _with_apposition(text: Text, k: int, j: int, limit: int) -> int:
    """The end of the source with what is set beside it between commas: "Selon le procureur, Jean Martin, A"."""
    if j >= limit or not text.bits[j] & COMMA:
        return j
    m = j + 1
    while m < limit and m - j < 25 and not text.bits[m] & (COMMA | MARK | COLON):
        if is_finite(text, m):
            return j
        m += 1
    closed = m >= limit or text.bits[m] & (COMMA | COLON)
    common = not text.bits[j - 1 if m < limit else k + 1] & CAPITAL
    return m if closed and m - j > 2 and _apposition(text, j + 1, m, common) else j


def _apposition(text: Text, first: int, last: int, common: bool) -> bool:
    """Whether what stands between two commas names or describes the source again."""
    bits = text.bits[first]
    if not common and text.lows[first] in ("de", "du") and last < sentence_end(text, first):
        # "Selon Imogen Foulkes, de la BBC, A"
        return any(text.bits[m] & CAPITAL for m in range(first, last))
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
