""" "selon X, A", "A, d'après X", "pour X, A": a source that a preposition names."""

from collections.abc import Iterator

from greffier.extraction.lexicon import (
    BRACKET,
    CAPITAL,
    CLOSING,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
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
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import Draft, quoted_at, sentence_end, trim
from greffier.extraction.statements.source import Source, find_source
from greffier.extraction.statements.speakers import names_words, whose_words
from greffier.extraction.syntax.adverbials import adverbial_end
from greffier.extraction.syntax.subjects import antecedent
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import is_finite

_CONNECTIVES = frozenset(
    "mais et or car surtout toujours ainsi enfin donc cependant toutefois néanmoins pourtant alors ensuite puis par "
    "ailleurs en outre également aussi".split()
)


def sources(text: Text) -> Iterator[Draft]:
    """A source that a preposition names: selon, d'après, pour, de l'avis de, aux yeux de."""
    for k in text.where(SOURCE):
        relative = _for_whom(text, k) if text.lows[k : k + 2] == ["pour", "qui"] else None
        if relative:
            yield relative
            continue
        source = None if quoted_at(text, k) else find_source(text, k)
        draft = _draft(text, source) if source else None
        if draft:
            yield draft


def _draft(text: Text, source: Source) -> Draft | None:
    """The statement of a source: what follows it at the head of a clause, else what it comes behind or inside."""
    first = text.sentences[text.sentence(source.begin)].first
    limit = sentence_end(text, source.begin)
    lead = _lead(text, first, source.begin)
    if source.low == "pour" and source.first == source.begin + 1:
        lead = _after_connectives(text, first, source.begin)
        quoted = _quoted_before(text, first, source, limit)
        if quoted or not _opens_clause(text, first, lead, source, limit):
            return quoted
        lead = source.begin
    if lead >= source.begin:
        return _following(text, source, limit)
    return _inside(text, first, source, limit)


def _for_whom(text: Text, k: int) -> Draft | None:
    """ "la conseillère, pour qui le maire « devrait s'excuser »": said where it is quoted in part."""
    outside = (j for j in range(k + 2, sentence_end(text, k)) if text.bits[j] & COMMA and text.quote_at[j] < 0)
    part = trim(text, k + 2, next(outside, sentence_end(text, k)))
    if not part or quoted_at(text, k) or not text.bits[k - 1] & COMMA:
        return None
    begun = {text.quote_at[j] for j in range(*part)} - {-1}
    if not any(text.quotations[n].last - text.quotations[n].first > 1 for n in begun):
        return None
    return Draft("according", "say", (part,), TokenSpan(k, k + 1), antecedent(text, k))


def _lead(text: Text, first: int, begin: int) -> int:
    """The first token before the source that is more than a connective: `begin` where the source opens its clause."""
    k = begin - 1
    while k > first and text.quote_at[k] < 0 and not text.bits[k] & (COLON | SEMICOLON):
        k -= 1
    lead = k + 1 if text.bits[k] & (COLON | SEMICOLON) and text.quote_at[k] < 0 else first
    lead = _after_connectives(text, lead, begin)
    near = begin - 2 if text.bits[begin - 1] & COMMA else begin - 1
    if (
        lead < near
        and (text.lows[near] in ("et", "mais", "or") or text.lows[near] in _REASONS)
        and text.quote_at[near] < 0
    ):
        return begin  # "A, et, selon X, B": a clause of its own
    return lead


def _after_connectives(text: Text, k: int, begin: int) -> int:
    while k < begin:
        after = adverbial_end(text, k, begin)
        if text.bits[k] & (COMMA | DASH | STOP) or text.lows[k] in _CONNECTIVES:
            after = max(after, k + 1)
        if after == k:
            break
        k = after
    return k


def _quoted_before(text: Text, first: int, source: Source, limit: int) -> Draft | None:
    """ "« A » pour X": the quotation is all there is."""
    begin = source.begin
    if (
        begin <= first
        or not text.bits[begin - 1] & CLOSING
        or not text.quote_at[first] == text.quote_at[begin - 1] >= 0
    ):
        return None
    part = trim(text, first, begin)
    speaker = TokenSpan(source.first, source.last)
    return Draft("according", "say", (part,), source.cue, speaker) if part and source.last >= limit else None


def _opens_clause(text: Text, first: int, lead: int, source: Source, limit: int) -> bool:
    """Whether "pour X," is at the head of its sentence or clause, before a clause of its own."""
    begin, k, end = source.begin, source.first, source.last
    near = 0 < begin - first < 6 and text.bits[begin - 1] & COMMA
    if not near and lead != begin and not (text.bits[begin - 1] & COMMA and lead >= begin - 1):
        return False
    comma = next((j for j in range(end, min(end + 4, limit)) if text.bits[j] & (COMMA | COLON)), limit)
    if comma + 1 >= limit or any(text.bits[j] & TIME for j in range(k, end)) or text.bits[k] & NUMBER:
        return False
    if not any(is_finite(text, j) for j in range(comma + 1, limit)) and not text.bits[comma + 1] & MARK:
        return False
    if text.bits[k] & PREPOSITION and not text.bits[k] & DETERMINER:
        return False
    # "Pour la défense, Me Weil a plaidé": who the lawyer speaks for, no source
    return not (text.lows[comma + 1] in ("me", "me.", "maître") and text.bits[comma + 1] & CAPITAL)


def _following(text: Text, source: Source, limit: int) -> Draft | None:
    """ "Selon X, A": the content follows."""
    start = source.last
    while start < limit and text.bits[start] & (COMMA | COLON | DASH):
        start += 1
    if start + 1 < limit and text.lows[start] in _HOWEVER and text.bits[start + 1] & COMMA:
        start += 2
    part = trim(text, start, clause_end(text, start, limit, None, False)) if start < limit else None
    speaker = whose_words(text, source.first, source.last)
    return (
        Draft("according", "say", (part,), source.cue, speaker, None, TokenSpan(source.last, start)) if part else None
    )


def _inside(text: Text, first: int, source: Source, limit: int) -> Draft | None:
    """ "A, selon X", "A, selon X, B", "utilisé selon X « B »": the content is around or before."""
    begin, end = source.begin, source.last
    speaker = whose_words(text, source.first, end)

    def draft(*parts: TokenSpan | None) -> Draft | None:
        kept = tuple(part for part in parts if part)
        return Draft("according", "say", kept, source.cue, speaker, None, TokenSpan(end, end)) if kept else None

    before = begin - 1 if text.bits[begin - 1] & COMMA else begin
    if text.bits[before - 1] & CLOSING and text.quote_at[before - 1] >= 0 and names_words(text, source.first, end):
        # "ce crime « hors norme », selon les mots du procureur": the quotation alone
        q = text.quotations[text.quote_at[before - 1]]
        return draft(trim(text, q.open, q.close + 1))
    number = text.quote_at[end] if end < limit and text.bits[end] & MARK else -1
    if number >= 0 and text.quotations[number].open == end:
        part = trim(text, end, clause_end(text, end, limit, None, False))
        return Draft("according", "say", (part,), source.cue, speaker) if part else None
    start = _content_start(text, first, begin)
    if end < limit and text.bits[end] & COMMA and end + 1 < limit and is_finite(text, end + 1):
        # ", proche du maire selon la police, est …": only the part since the comma before
        back = next((j for j in range(begin - 1, start, -1) if text.bits[j] & COMMA), -1)
        if 0 <= back < begin - 1 and not any(is_finite(text, j) for j in range(back + 1, begin)):
            return draft(trim(text, back + 1, begin))
    head = trim(text, start, begin)
    return draft(head, _tail(text, head, source, limit))


def _tail(text: Text, head: TokenSpan | None, source: Source, limit: int) -> TokenSpan | None:
    """The content that goes on after an attribution inside it."""
    begin, end = source.begin, source.last
    if end >= limit or text.bits[end] & (STOP | SEMICOLON | COLON | BRACKET | DASH):
        return None
    if not text.bits[end] & COMMA:
        return trim(text, end, clause_end(text, end, limit, None, False))
    if not text.bits[begin - 1] & COMMA or end + 1 >= limit:
        return None
    verbless = head is None or not any(is_finite(text, j) for j in range(*head))
    follows = text.bits[end + 1]
    if text.lows[end + 1] in ("qui", "dont"):
        return None  # "selon le maire, qui y voit « un recul »": more of the source
    joined = verbless or text.lows[end + 1] in ("et", "ou")
    if not joined and (follows & (GERUND | RELATIVE | DETERMINER | SUBORDINATOR) or text.lows[end + 1] == "qui"):
        return None
    return trim(text, end, clause_end(text, end + 1, limit, None, False))


def _content_start(text: Text, first: int, begin: int) -> int:
    """Where the content before an attribution starts: its sentence, or its clause where another verb has that."""
    k = begin - 1
    while k > first:
        bits = text.bits[k]
        if text.quote_at[k] >= 0:
            k = text.quotations[text.quote_at[k]].open - 1
            continue
        if bits & (SEMICOLON | COLON) or bits & BRACKET and text.words[k] in "([":
            return k + 1
        if text.lows[k] in ("que", "qu'") and any(text.bits[j] & REPORTING for j in range(max(first, k - 4), k)):
            return k + 1
        if text.lows[k] in _REASONS and any(is_finite(text, j) for j in range(k + 1, begin)):
            return k + 1
        if text.words[k] in ")]":
            k = next((j for j in range(k - 1, max(first, k - 60), -1) if text.words[j] in "(["), k)
        elif bits & DASH and text.starts[k + 1] == text.ends[k] and text.starts[k] > text.ends[k - 1]:
            return k + 1
        k -= 1
    return first


# a clause that they open is one apart from the one before
_REASONS = frozenset(("puisque", "puisqu'", "car", "parce"))
_HOWEVER = frozenset(("cependant", "toutefois", "néanmoins", "pourtant"))

RULE: Rule = Rule(
    "according",
    "A source that selon, d'après, pour, de l'avis de, aux yeux de or à en croire names says the clause beside it.",
    (
        "<Selon|D'après|Pour|À en croire> <@speaker>, les faits sont <établis|graves>.",
        "Les faits sont graves, <selon|d'après> <@speaker>.",
        "Selon <l'acte d'accusation|le rapport|ce mémoire>, la route est dangereuse.",
        "Qui plus est, selon <@speaker>, les faits sont <établis|graves>.",
        "La route est fermée et, selon <@speaker>, le pont est <cassé|vieux>.",
        "Les faits, aux yeux de <la cour|Paul Roy|ses avocats>, sont <établis|graves>.",
        "Selon <@speakers>, le maire <@tense:signer> <deux|trois|12> contrats <@weekday>.",
    ),
    (
        "Les tarifs varient selon <la saison|les villes|le poids|leur âge>.",
        "Pour <l'heure|le moment|l'instant>, les faits sont établis.",
        "Pour <toute réponse|la troisième fois|ces deux chefs>, le maire risque dix ans de prison.",
    ),
    sources,
)
