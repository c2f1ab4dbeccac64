"""The subject of a verb: before it, after it where it is inverted, or the antecedent of its relative pronoun.

Where the words leave it open the answer is None.
"""

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND,
    MARK,
    NOUN,
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
from greffier.extraction.syntax.clauses import aside_start, clause_start
from greffier.extraction.syntax.phrases import noun_phrase, phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, finite_group, is_finite
from greffier.extraction.syntax.vocabulary import vocabulary

_ASIDE = 8  # tokens between the commas of an aside
_COMPLEMENT_END = DETERMINER | COMMA | PREPOSITION | STOP | MARK | CAPITAL | ADVERB


def subject(text: Text, g: Group, depth: int = 3) -> TokenSpan | None:
    """The tokens (first, last exclusive) of the subject of a finite group, or None."""
    if g.inverted >= 0:
        return TokenSpan(g.inverted, g.inverted + 1)
    begin, opener = clause_start(text, g.first)
    end = aside_start(text, g.first - 1, begin) + 1
    if end > begin and text.bits[end - 1] & SUBJECT and text.lows[end - 1] != "tous":
        return TokenSpan(end - 1, end)
    if opener >= 0 and text.lows[opener] == "qui" and begin >= g.first - 3 and end <= begin:
        return _with_joined(text, antecedent(text, opener), g)
    found = noun_phrase(text, begin, end)
    if found:
        closed = bool(text.bits[g.first - 1] & COMMA)
        if text.bits[begin] & (PARTICIPLE | GERUND) and not closed:
            return _after_list(text, *found)
        return _after_comma(text, *found, closed)
    if opener >= 0 and depth and not text.bits[opener] & (RELATIVE | SUBORDINATOR):
        other = finite_group(text, opener)
        return subject(text, other, depth - 1) if other else None
    return None


def _after_comma(text: Text, first: int, last: int, closed: bool) -> TokenSpan:
    """The phrase without what a single comma parts from it; `closed` says that a comma comes before the verb too.

    "Paul Hus condamné, le parquet fait appel" → le parquet; "Le mois dernier, M. Hus a écrit" → M. Hus; but all of
    "Le directeur du port, Paul Roy," in "…, nie".
    """
    commas = [k for k in range(first, min(last, first + 30)) if text.bits[k] & COMMA and text.quote_at[k] < 0]
    if len(commas) != 1 or commas[0] + 1 >= last:
        return TokenSpan(first, last)
    cut = commas[0]
    bits = text.bits[cut + 1]
    own = bits & (DETERMINER | CAPITAL) and not bits & PREPOSITION and not text.bits[min(cut + 2, last - 1)] & TIME
    done = bool(text.bits[cut - 1] & PARTICIPLE) and not text.bits[cut - 1] & (CAPITAL | NOUN)
    plain = not any(text.bits[k] & (RELATIVE | SUBORDINATOR) for k in range(first, cut))
    if own and plain and (done or not closed) and not any(text.bits[k] & COORDINATOR for k in range(cut, last)):
        return TokenSpan(cut + 1, last)
    return TokenSpan(first, last)


def _with_joined(text: Text, found: TokenSpan | None, g: Group) -> TokenSpan | None:
    """The antecedent of a plural verb with the name that "et" joins before it: "MM. Roy et Hus, qui indiquent"."""
    if found is None or not g.form.plural or not found.first > 1 or text.lows[found.first - 1] != "et":
        return found
    first = found.first - 2
    if not text.bits[first] & CAPITAL:
        return found
    while first and text.bits[first - 1] & CAPITAL:
        first -= 1
    return TokenSpan(first, found[1])


def _after_list(text: Text, first: int, last: int) -> TokenSpan:
    """The phrase behind the last comma: "Saisi par la Ligue, le Cercle et Oxygène, le tribunal a" → le tribunal."""
    for k in range(last - 2, first, -1):
        if text.bits[k] & COMMA and text.quote_at[k] < 0:
            bits = text.bits[k + 1]
            return (
                TokenSpan(k + 1, last)
                if bits & (DETERMINER | CAPITAL) and not bits & PREPOSITION
                else TokenSpan(first, last)
            )
    return TokenSpan(first, last)


def antecedent(text: Text, relative: int) -> TokenSpan | None:
    """The antecedent of the relative pronoun at token `relative`."""
    end = relative
    while end and text.bits[end - 1] & COMMA:
        end -= 1
    begin, opener = clause_start(text, relative)
    if opener >= 0 and begin >= end:
        # the verb of the clause comes before the phrase: what lies between them is walked below
        begin = max(opener, end - 40)
    best = None
    j = end - 1
    while j >= begin:
        bits = text.bits[j]
        number = text.quote_at[j]
        if number >= 0 and text.quotations[number].open < j:
            j = text.quotations[number].open
        elif bits & DETERMINER and not bits & PREPOSITION:
            if text.lows[j + 1] == "encontre" and j + 3 < end:
                return TokenSpan(j + 2 if text.lows[j + 2] in ("du", "des") else j + 3, end)  # "à l'encontre de Paul"
            best = TokenSpan(j, end)
            if j == begin or text.lows[j - 1] not in ("de", "d'"):
                return best
        elif bits & PREPOSITION:
            led = best or _contracted(text, j, end)
            if led and text.lows[j] not in ("de", "d'", "du", "des"):
                return led
        elif bits & (COMMA | FINITE) and (bits & COMMA or is_finite(text, j)):
            return best or _behind_verb(text, j + 1, end)
        elif bits & (TONIC | SUBJECT) and j == end - 1 and not text.lows[j].endswith(("même", "mêmes")):
            return TokenSpan(j, end)
        j -= 1
    return best or (TokenSpan(begin, end) if begin < end else None)


def _contracted(text: Text, k: int, end: int) -> TokenSpan | None:
    """The phrase whose article is in the "au" at `k`: "a écrit au maire de Vire, qui"."""
    return TokenSpan(k, end) if text.lows[k] in ("au", "aux") and k + 1 < end else None


def _behind_verb(text: Text, first: int, end: int) -> TokenSpan | None:
    """What is between `first` and `end` without the participle of a verb: "a condamné Paul Roy, qui" → Paul Roy."""
    while first < end and text.bits[first] & PARTICIPLE and not text.bits[first] & CAPITAL:
        first += 1
    return TokenSpan(first, end) if first < end else None


def inverted_subject(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The noun phrase after an inserted verb ("…, a déclaré mardi à l'agence le ministre"), or None."""
    while k < limit:
        bits = text.bits[k]
        if bits & (STOP | COLON | SEMICOLON | MARK | BRACKET):
            return None
        timed = k + 1 < limit and bool(text.bits[k + 1] & TIME)
        if bits & (ADVERB | TIME | COMMA) and not bits & (CAPITAL | DETERMINER) or text.lows[k].endswith("ment"):
            k += 1
        elif bits & NUMBER and (timed or k + 1 >= limit and bits & TIME) or text.words[k][0].isdigit():
            k += 1
        elif bits & (DETERMINER | CAPITAL) and not bits & PREPOSITION:
            if not (bits & DETERMINER and timed):
                return TokenSpan(k, phrase_end(text, k, limit))
            k += 2
        elif bits & PREPOSITION:
            k = _after_complement(text, k, limit)
        else:
            return TokenSpan(k, k + 1) if bits & (SUBJECT | TONIC) else None
    return None


def behind_aside(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The inverted subject behind what two commas enclose after the verb: "« A », lâche, ému, le gendarme"."""
    if k >= limit or not text.bits[k] & COMMA:
        return None
    for j in range(k + 1, min(k + _ASIDE, limit - 1)):
        if text.bits[j] & COMMA:
            return inverted_subject(text, j + 1, limit)
        if text.bits[j] & (STOP | MARK | COLON) or is_finite(text, j):
            return None
    return None


def _after_complement(text: Text, k: int, limit: int) -> int:
    """Where what the preposition at `k` governs ends: "à l'agence", "lors de son procès", "sur sa page Facebook"."""
    while k < limit and text.bits[k] & PREPOSITION:
        k += 1  # "lors de", "auprès de"
    if k < limit and text.bits[k] & DETERMINER:
        k += 1
    k += 1
    while k < limit and not text.bits[k] & _COMPLEMENT_END:
        k += 1
    while (
        k < limit and text.bits[k] & CAPITAL and text.bits[k - 1] & CAPITAL and text.lows[k] not in vocabulary().titles
    ):
        k += 1
    after = text.bits[k + 1] if k + 1 < limit else 0
    if after & DETERMINER and not after & PREPOSITION and text.bits[k] & CAPITAL:
        k += 1  # "sur sa page Facebook l'épouse du maire"
    return k
