"""The words for a source after a preposition: "selon le procureur de Vire, Jean Hus"."""

from functools import cache
from typing import NamedTuple

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    FINITE,
    MARK,
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
    classed,
    table,
    verbs,
)
from greffier.extraction.statements.content import sentence_end, skip_bracket, skip_quote
from greffier.extraction.statements.nouns import sense
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import is_finite
from greffier.extraction.syntax.vocabulary import is_longer


class Source(NamedTuple):
    """A source by token: `begin` to `first` is the preposition, `first` to `last` who is named."""

    begin: int
    first: int
    last: int
    low: str  # the word that it is known by

    @property
    def cue(self) -> TokenSpan:
        return TokenSpan(self.begin, self.first)


def find_source(text: Text, k: int) -> Source | None:
    """The source whose preposition or locution has its word at `k`."""
    place = _locution(text.lows, k)
    limit = sentence_end(text, k)
    if place is None or place.last >= limit:
        return None
    begin, first = place
    low = text.lows[first]
    if text.lows[k] in ("yeux", "avis") and first == k - 1:
        return Source(begin, first, k + 1, text.lows[k])  # "à ses yeux", "à son avis": whose they are
    known = text.bits[first] & (DETERMINER | CAPITAL | TONIC | NUMBER | PREPOSITION) or low in _PLAIN
    if low in _NO_SOURCE or not known:
        return None
    last = source_end(text, first, limit)
    head = next(
        (j for j in range(first, last) if not text.bits[j] & (DETERMINER | NUMBER) or text.bits[j] & CAPITAL), first
    )
    measured = text.lows[head] in _criteria() and not is_longer(text, head) or low in _criteria()
    if measured or _varies(text, begin):
        return None
    own = low in ("sa", "leur") and text.lows[head] == "défense"  # "pour sa défense, il a invoqué"
    if text.lows[k] == "pour" and first == k + 1 and (own or _happens(text.lows[head])):
        return None
    return Source(begin, first, last, text.lows[k])


def _happens(low: str) -> bool:
    """Whether a noun is for what happens or a thing: "pour ces charges" names no source."""
    return sense(low) in ("event", "thing")


def _locution(lows: list[str], k: int) -> TokenSpan | None:
    """Where the preposition with its word at `k` begins, and where the source does, or None.

    "selon", "pour", "d'après", "à en croire", "aux yeux de", "à ses yeux", "pour reprendre les termes de".
    """
    low = lows[k]
    if low in ("selon", "pour"):
        if low == "pour" and lows[k + 1 : k + 2] == ["reprendre"] and k + 5 < len(lows) and lows[k + 3] in _TERMS:
            return TokenSpan(k, _after_of(lows, k + 4))
        return TokenSpan(k, k + 1)
    back = lows[max(0, k - 2) : k]
    if low == "après":
        return TokenSpan(k - 1, k + 1) if back[-1:] == ["d'"] else None
    if low == "croire":
        return TokenSpan(k - 2, k + 1) if back[:1] in _AT and back[1:] == ["en"] else None
    if low in ("yeux", "avis") and back[:1] in _AT and back[-1] in _WHOSE:
        return TokenSpan(k - 2, k - 1)
    opens = LOCUTIONS.get(low)
    if opens is None or back[-len(opens) :] != opens or lows[k + 1 : k + 2] not in (["de"], ["d'"], ["du"], ["des"]):
        return None
    return TokenSpan(k - len(opens), _after_of(lows, k + 1))


_WHOSE = ("ses", "leurs", "son", "leur")
_AT = (["à"], ["a"])  # capitals often lack their accent: "A ses yeux"


def _after_of(lows: list[str], k: int) -> int:
    """Where the source begins behind the "de" at `k`; "du" and "des" hold its article."""
    return k if lows[k] in ("du", "des") else k + 1


@cache
def _criteria() -> frozenset[str]:
    """The nouns that name no source after "selon" and "pour" (selon la saison, pour l'heure)."""
    return frozenset(row["form"] for row in table("criteria"))


def _varies(text: Text, begin: int) -> bool:
    """Whether a verb of variation comes right before: "les tarifs varient fortement selon les villes"."""
    for k in range(begin - 1, max(-1, begin - 4), -1):
        readings = verbs().get(text.lows[k], ())
        if readings:
            return any(reading.lemma in _VARYING for reading in readings)
        if not text.bits[k] & ADVERB:
            return False
    return False


# sources without a determiner, and words that may come before "selon" at the head of a sentence
_PLAIN = frozenset(("plusieurs", "certains", "certaines", "celui-ci", "celle-ci", "celles-ci", "ceux-ci"))


_VARYING = classed("varies")


_TERMS = classed("own_words")


#: The nouns of locutions that name a source behind "de", each with the words before it.
LOCUTIONS = {
    "avis": ["de", "l'"],
    "aveu": ["de", "l'"],
    "yeux": ["aux"],
    "dires": ["aux"],
    "dire": ["au"],
}


_NO_SOURCE = frozenset("que qu' lequel laquelle lesquels lesquelles moi nous vous".split())


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
    if bits & DETERMINER and bits & CAPITAL and j + 1 < len(text.bits) and text.bits[j + 1] & CAPITAL:
        return False  # "le quotidien Le Monde": a name with its article
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
    """Whether what comes between two commas names or describes the source again."""
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
