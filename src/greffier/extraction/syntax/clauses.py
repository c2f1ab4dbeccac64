"""Where the clause of a verb begins, and the asides that come before the verb.

The clause is found by walking left from the verb: over quotations, brackets and the clauses that lie between.
"""

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DETERMINER,
    FINITE,
    GERUND,
    MARK,
    NEGATION,
    NUMBER,
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
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.verb_groups import is_finite

_CLAUSE_END = STOP | SEMICOLON | COLON
_BOUND = _CLAUSE_END | BRACKET | DASH
_ASIDE_HEADS = frozenset(("pour", "quant", "de", "en", "selon", "à", "par", "dans", "sur", "après", "avec", "depuis"))
_FAR = 150  # tokens: no clause is followed farther
_LONGEST_ASIDE = 60  # tokens that brackets hold


def clause_start(text: Text, k: int) -> tuple[int, int]:
    """Where the clause of the verb group that begins at `k` starts, and what opens it.

    The second number is the index of the relative or subordinating word, or of the verb before a coordinator
    (then the clause may share that verb's subject), or -1.
    """
    begin = max(text.sentences[text.sentence(k)].first, k - _FAR) if text.sentences else 0
    own, quote_at = text.quote_at[k], text.quote_at
    verbs: list[int] = []  # the finite verbs met on the way, whose clauses have not begun yet
    j = k - 1
    if own >= 0 and text.quotations[own].open == j:
        own, j = -1, j - 1  # "Le maire « souhaite que la route ferme »": the subject comes before the mark
    while j >= begin:
        bits = text.bits[j]
        if bits & BRACKET or quote_at[j] != own:
            before = _before_enclosed(text, j, begin, own)
            if before < j:
                verb = _quoted_verb(text, before, j) if before >= begin and quote_at[j] >= 0 else -1
                if verb >= 0:
                    verbs.append(verb)
                j = before
                continue
        if (bits & _BOUND or own >= 0) and _bounds_clause(text, j, begin, own):
            break
        if bits & (RELATIVE | SUBORDINATOR) and not _joins(text, j):
            if not verbs:
                return j + 1, j
            verb = verbs.pop()
            if not verbs and not bits & RELATIVE:
                after = _after_opening_clause(text, j, begin, verb, k)
                if after:
                    return after, -1
        elif bits & FINITE and is_finite(text, j) and not (verbs and verbs[-1] == j + 1):
            verbs.append(j)
        j -= 1
    return _after_verb(text, verbs[-1], k, own) if verbs else (j + 1, -1)


def _before_enclosed(text: Text, j: int, begin: int, own: int) -> int:
    """The token before the quotation or the brackets that end at `j`, or `j` where none do."""
    number = text.quote_at[j]
    if number >= 0:
        if number != own:
            return text.quotations[number].open - 1
        if j == text.quotations[number].open:
            return j
    if not text.bits[j] & BRACKET or text.words[j] not in ")]":
        return j
    floor = max(begin, j - _LONGEST_ASIDE)
    opening = next((m for m in range(j - 1, floor - 1, -1) if text.words[m] in "(["), -1)
    return opening - 1 if opening >= 0 else j


def _quoted_verb(text: Text, before: int, close: int) -> int:
    """The finite verb of a clause that goes on in quotation marks after `before`: "qu'il « se rendra à Vire »", or -1.

    The quotation closes at `close`; a quotation that stands for itself has no part in the clause around it.
    """
    led = bool(text.bits[before] & SUBJECT) or text.lows[before] in ("que", "qu'")
    last = close if led else min(before + 5, close)
    verb = next((k for k in range(before + 2, last) if text.bits[k] & FINITE and is_finite(text, k)), -1)
    if led or verb < 0:
        return verb
    alone = text.bits[before] & (_BOUND | COMMA | FINITE | PARTICIPLE | PREPOSITION | DETERMINER | COORDINATOR)
    opens = all(text.bits[k] & (CLITIC | NEGATION) for k in range(before + 2, verb))
    return verb if opens and not alone else -1


def _bounds_clause(text: Text, j: int, begin: int, own: int) -> bool:
    """Whether no clause goes on over token `j`: a stop, an open bracket, the mark that opens its own quotation."""
    bits = text.bits[j]
    if bits & _CLAUSE_END or own >= 0 and text.quote_at[j] == own and j == text.quotations[own].open:
        return True
    if bits & BRACKET:
        return text.words[j] in "(["
    return bool(bits & DASH) and j - begin < 14 and _closes_dateline(text, begin, j)


def _after_opening_clause(text: Text, j: int, begin: int, verb: int, k: int) -> int:
    """Where the clause of `k` begins after the one that the subordinator at `j` opens, or 0 where that holds it.

    "Alors que A, B": a clause that opens with a subordinator ends at the comma after its verb.
    """
    if not (j <= begin + 1 or text.bits[j - 1] & COMMA or text.bits[j - 2] & COMMA):
        return 0
    comma = next((c for c in range(verb + 1, k) if text.bits[c] & COMMA and text.quote_at[c] < 0), k)
    return comma + 1 if comma + 1 < k else 0


def _after_verb(text: Text, verb: int, k: int, own: int) -> tuple[int, int]:
    """Where the clause of `k` begins that is joined to that of the finite verb before it, and that verb."""
    for cut in range(verb + 1, k):
        if text.bits[cut] & (COORDINATOR | COMMA) and text.quote_at[cut] in (-1, own):
            joints = (c for c in range(cut, k) if text.bits[c] & COORDINATOR and text.lows[c] != "ou")
            return max(joints, default=cut) + 1, verb
    return k, verb


def _joins(text: Text, j: int) -> bool:
    """Whether a subordinating word at `j` opens no clause: half of a locution, or "ainsi que" between nouns."""
    low = text.lows[j]
    return (
        low in ("comme", "bien", "alors", "afin", "tandis")
        or low in ("que", "qu'")
        and j > 0
        and text.lows[j - 1] == "ainsi"
    )


def _closes_dateline(text: Text, begin: int, k: int) -> bool:
    """Whether the dash at `k` closes a dateline: "PARIS, 4 mai (Agence) - "."""
    follows = text.words[k + 1] if k + 1 < len(text.words) else ""
    return bool(follows) and follows[0].isupper() and (text.words[k - 1] == ")" or k - begin <= 2)


def aside_start(text: Text, j: int, floor: int) -> int:
    """The token before an aside that ends at `j` (", pour sa part,", "lui", "mardi soir"), or `j` where none does."""
    while j >= floor:
        bits = text.bits[j]
        if bits & COMMA:
            # an aside between two commas: skip it where it is short and holds no verb and no subject
            k = j - 1
            while k >= floor and j - k < 16 and not text.bits[k] & (COMMA | _CLAUSE_END | MARK):
                if is_finite(text, k):
                    break
                k -= 1
            if k >= floor and text.bits[k] & COMMA and _is_aside(text, k + 1):
                j = k - 1
                continue
            j -= 1
            continue
        if (
            text.lows[j] in ("dernier", "dernière", "prochain", "prochaine")
            and j - 1 >= floor
            and text.bits[j - 1] & TIME
        ):
            j -= 2
            continue
        if bits & (ADVERB | TIME) and not bits & (SUBJECT | CAPITAL) or text.lows[j].endswith("ment") and bits & ADVERB:
            j -= 1
            continue
        if bits & TONIC and not bits & SUBJECT:
            j -= 1
            continue
        low = text.lows[j]
        if low in ("part", "côté", "tour") and j - 2 >= floor and text.lows[j - 2] in ("pour", "de", "à"):
            j -= 3
            continue
        if bits & TONIC and j - 2 >= floor and text.lows[j - 2] == "quant":
            j -= 3
            continue
        return j
    return j


def _is_aside(text: Text, k: int) -> bool:
    """Whether what begins at `k`, between two commas, is an adverbial rather than an apposition or a subject."""
    bits = text.bits[k]
    return bool(bits & (ADVERB | TIME | TONIC | NUMBER | GERUND | PARTICIPLE)) or text.lows[k] in _ASIDE_HEADS
