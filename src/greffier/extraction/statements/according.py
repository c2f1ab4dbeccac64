""" "selon X, A", "A, d'après X", "pour X, A": a source that a preposition names."""

from collections.abc import Iterator
from functools import cache

from greffier.extraction.lexicon import (
    ADVERB,
    BRACKET,
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    FINITE,
    GERUND,
    MARK,
    NUMBER,
    PREPOSITION,
    RELATIVE,
    REPORTING,
    SEMICOLON,
    SOURCE,
    STOP,
    SUBORDINATOR,
    TIME,
    TONIC,
    table,
    verbs,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import Draft, Range, sentence_end, trim
from greffier.extraction.statements.source import source_end
from greffier.extraction.statements.speakers import names_words, whose_words
from greffier.extraction.syntax.clauses import is_finite
from greffier.extraction.syntax.text import Text

# sources that stand without a determiner, and words that may stand before "selon" at the head of a sentence
_PLAIN = frozenset(("plusieurs", "certains", "certaines", "celui-ci", "celle-ci", "celles-ci", "ceux-ci"))

_CONNECTIVES = frozenset(
    "mais et or car toujours ainsi enfin donc cependant toutefois néanmoins pourtant alors ensuite puis par ailleurs "
    "en outre également aussi".split()
)


def sources(text: Text) -> Iterator[Draft]:
    """A source that a preposition names: selon, d'après, pour, de l'avis de, aux yeux de."""
    lows = text.lows
    for k in text.where(SOURCE):
        low = lows[k]
        if low == "selon":
            after = k + 1
        elif low in ("après", "avis", "yeux", "dires", "croire", "aveu", "dire"):
            after = _locution(lows, k)
        elif low == "pour":
            after = k + 1
        else:
            continue
        if after < 0 or after >= len(text.words):
            continue
        number = text.quote_at[k]
        if number >= 0 and text.quotations[number].first <= k < text.quotations[number].last:
            continue
        begin = _locution_start(lows, k)
        draft = _source(text, begin, after, low == "pour")
        if draft:
            yield draft


def _locution(lows: list[str], k: int) -> int:
    """The token after a locution whose noun is at `k` ("d'après", "aux yeux de", "à en croire"), or -1."""
    back = lows[max(0, k - 2) : k]
    ahead = lows[k + 1] if k + 1 < len(lows) else ""
    if lows[k] == "après":
        return k + 1 if back[-1:] == ["d'"] else -1
    if lows[k] == "croire":
        return k + 1 if back == ["à", "en"] else -1
    if ahead not in ("de", "d'", "du", "des"):
        return -1
    opens = {"avis": ["de", "l'"], "aveu": ["de", "l'"], "yeux": ["aux"], "dires": ["aux"], "dire": ["au"]}[lows[k]]
    if back[-len(opens) :] == opens:
        return k + 1 if ahead in ("du", "des") else k + 2
    return -1


def _locution_start(lows: list[str], k: int) -> int:
    if lows[k] in ("selon", "pour"):
        return k
    if lows[k] in ("avis", "aveu", "croire"):
        return k - 2
    return k - 1


@cache
def _measures() -> frozenset[str]:
    """The nouns that name no source after "selon" and "pour" (selon la saison, pour l'heure)."""
    return frozenset(row["form"] for row in table("measures"))


def _measured(text: Text, begin: int) -> bool:
    """Whether a verb of variation stands right before: "les tarifs varient fortement selon les villes"."""
    for k in range(begin - 1, max(-1, begin - 4), -1):
        readings = verbs().get(text.lows[k], ())
        if readings:
            return any(reading.lemma in _VARYING for reading in readings)
        if not text.bits[k] & ADVERB:
            return False
    return False


def _source(text: Text, begin: int, k: int, purpose: bool) -> Draft | None:
    first, _ = text.sentences[text.sentence(begin)]
    limit = sentence_end(text, begin)
    if k >= limit:
        return None
    bits = text.bits[k]
    low = text.lows[k]
    if low in (
        "que",
        "qu'",
        "lequel",
        "laquelle",
        "lesquels",
        "lesquelles",
        "moi",
        "nous",
        "vous",
        "le",
        "la",
    ) and low not in ("le", "la"):
        return None
    if not bits & (DETERMINER | CAPITAL | TONIC | NUMBER | PREPOSITION) and low not in _PLAIN:
        return None
    end = source_end(text, k, limit)
    head = next((j for j in range(k, end) if not text.bits[j] & (DETERMINER | NUMBER) or text.bits[j] & CAPITAL), k)
    if text.lows[head] in _measures() or text.lows[k] in _measures() or _measured(text, begin):
        return None
    if any(text.lows[j] in ("que", "qu'") for j in range(k, min(k + 1, end))):
        return None
    lead = first
    while lead < begin and (text.bits[lead] & (COMMA | DASH | STOP) or text.lows[lead] in _CONNECTIVES):
        lead += 1
    if purpose and 0 < begin - first < 6 and text.bits[begin - 1] & COMMA:
        lead = begin
    if (
        purpose
        and begin > first
        and text.bits[begin - 1] & CLOSING
        and text.quote_at[first] == text.quote_at[begin - 1] >= 0
    ):
        # "« A » pour X": the quotation is all there is
        part = trim(text, first, begin)
        return Draft("according", "say", (part,), (begin, k), (k, end)) if part and end >= limit else None
    if purpose:
        # "pour X," only at the head of its sentence or clause, before a clause of its own
        if lead != begin and not (text.bits[begin - 1] & COMMA and lead >= begin - 1):
            return None
        comma = end
        while comma < limit and comma - end < 4 and not text.bits[comma] & (COMMA | COLON):
            comma += 1
        if comma >= limit or not text.bits[comma] & (COMMA | COLON):
            return None
        if text.bits[k] & (TIME | NUMBER) or any(text.bits[j] & TIME for j in range(k, end)):
            return None
        rest = text.bits[comma + 1] if comma + 1 < limit else 0
        if not any(text.bits[j] & FINITE and is_finite(text, j) for j in range(comma + 1, limit)) and not rest & MARK:
            return None
        if text.bits[k] & PREPOSITION and not text.bits[k] & DETERMINER:
            return None
        if text.lows[comma + 1] in ("me", "me.", "maître") and text.bits[comma + 1] & CAPITAL:
            # "Pour la défense, Me Weil a plaidé": who the lawyer speaks for, no source
            return None
    cue = (begin, k)
    speaker = whose_words(text, k, end)
    if lead >= begin:
        # "Selon X, A": the content follows
        start = end
        while start < limit and (text.bits[start] & (COMMA | COLON) or text.bits[start] & DASH):
            start += 1
        if (
            start < limit
            and text.lows[start] in ("cependant", "toutefois", "néanmoins", "pourtant")
            and start + 1 < limit
            and text.bits[start + 1] & COMMA
        ):
            start += 2
        if start >= limit:
            return None
        part = trim(text, start, clause_end(text, start, limit, None, False))
        return Draft("according", "say", (part,), cue, speaker, None, (end, start)) if part else None
    return _inside(text, first, begin, end, limit, cue, speaker)


def _inside(text: Text, first: int, begin: int, end: int, limit: int, cue: Range, speaker: Range) -> Draft | None:
    """ "A, selon X", "A, selon X, B", "utilisé selon X « B »": the content stands around or before."""
    before = begin - 1 if text.bits[begin - 1] & COMMA else begin
    if text.bits[before - 1] & CLOSING and text.quote_at[before - 1] >= 0 and names_words(text, cue[1], end):
        # "ce crime « hors norme », selon les mots du procureur": the quotation alone
        q = text.quotations[text.quote_at[before - 1]]
        part = trim(text, q.open, q.close + 1)
        return Draft("according", "say", (part,), cue, speaker, None, (end, end)) if part else None
    start = _content_start(text, first, begin)
    after = end
    if (
        after < limit
        and text.bits[after] & MARK
        and text.quote_at[after] >= 0
        and text.quotations[text.quote_at[after]].open == after
    ):
        part = trim(text, after, clause_end(text, after, limit, None, False))
        return Draft("according", "say", (part,), cue, speaker) if part else None
    head = trim(text, start, begin)
    tail = None
    if after < limit and not text.bits[after] & (STOP | SEMICOLON | COLON | BRACKET | DASH):
        commas = bool(text.bits[after] & COMMA) and bool(text.bits[begin - 1] & COMMA)
        if (
            commas
            and after + 1 < limit
            and text.bits[after + 1] & FINITE
            and is_finite(text, after + 1)
            or (
                text.bits[after] & COMMA
                and after + 1 < limit
                and text.bits[after + 1] & FINITE
                and is_finite(text, after + 1)
            )
        ):
            # ", proche du maire selon la police, est …": only the part since the comma before
            back = next((j for j in range(begin - 1, start, -1) if text.bits[j] & COMMA), -1)
            if (
                back >= 0
                and back + 1 < begin
                and not any(text.bits[j] & FINITE and is_finite(text, j) for j in range(back + 1, begin))
            ):
                part = trim(text, back + 1, begin)
                return Draft("according", "say", (part,), cue, speaker, None, (end, end)) if part else None
        verbless = head is None or not any(text.bits[j] & FINITE and is_finite(text, j) for j in range(*head))
        follows = text.bits[after + 1] if after + 1 < limit else 0
        if (
            not text.bits[after] & COMMA
            or commas
            and (verbless or text.lows[after + 1] in ("et", "ou"))
            or commas
            and not follows & (GERUND | RELATIVE | DETERMINER | SUBORDINATOR)
            and text.lows[after + 1] != "qui"
        ):
            stop = (
                clause_end(text, after + 1, limit, None, False)
                if text.bits[after] & COMMA
                else clause_end(text, after, limit, None, False)
            )
            tail = trim(text, after, stop)
    parts = tuple(p for p in (head, tail) if p)
    return Draft("according", "say", parts, cue, speaker, None, (end, end)) if parts else None


def _content_start(text: Text, first: int, begin: int) -> int:
    """Where the content before an attribution starts: the sentence, or what stands since a semicolon or a bracket."""
    k = begin - 1
    while k > first:
        bits = text.bits[k]
        number = text.quote_at[k]
        if number >= 0:
            k = text.quotations[number].open - 1
            continue
        if bits & (SEMICOLON | COLON) or bits & BRACKET and text.words[k] in "([":
            return k + 1
        if text.lows[k] in ("que", "qu'") and any(text.bits[j] & REPORTING for j in range(max(first, k - 4), k)):
            return k + 1
        if text.words[k] in ")]":
            back = next((j for j in range(k - 1, max(first, k - 60), -1) if text.words[j] in "(["), k)
            k = back - 1
            continue
        if bits & DASH and text.starts[k + 1] == text.ends[k] and text.starts[k] > text.ends[k - 1]:
            return k + 1
        k -= 1
    return first


_VARYING = frozenset("varier différer changer évoluer fluctuer diverger adapter ajuster moduler classer".split())

RULE = Rule(
    "according",
    "A source that selon, d'après, pour, de l'avis de, aux yeux de or à en croire names says the clause beside it.",
    (
        "<Selon|D'après|Pour|À en croire> <@speaker>, les faits sont <établis|graves>.",
        "Les faits sont graves, <selon|d'après> <@speaker>.",
        "Selon <@speakers>, le maire <@tense:signer> <deux|trois|12> contrats <@weekday>.",
    ),
    (
        "Les tarifs varient selon <la saison|les villes|le poids|leur âge>.",
        "Pour <l'heure|le moment|l'instant>, les faits sont établis.",
    ),
    sources,
)
