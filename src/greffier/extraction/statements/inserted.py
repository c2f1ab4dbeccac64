""" "A, a-t-elle ajouté", "« A », a déclaré le maire": the cue is inserted into its content or follows it."""

from collections.abc import Iterator
from typing import NamedTuple

from greffier.extraction.lexicon import (
    CAPITAL,
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
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    verb_table,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.around import after_aside, content_after, content_before
from greffier.extraction.statements.boundaries import own_clause
from greffier.extraction.statements.content import Draft, sentence_end, trim
from greffier.extraction.statements.cues import locution, locutions
from greffier.extraction.statements.nouns import sense
from greffier.extraction.statements.speakers import speech
from greffier.extraction.syntax.clauses import clause_start
from greffier.extraction.syntax.phrases import noun_phrase
from greffier.extraction.syntax.quotations import Quotation
from greffier.extraction.syntax.subjects import behind_aside, inverted_subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group, is_finite
from greffier.extraction.syntax.vocabulary import vocabulary


def inserted(text: Text) -> Iterator[Draft]:
    """A verb of speech inserted into its content, or after it, with its subject behind it."""
    for k in text.where(REPORTING):
        fixed = locution(text, k) if text.lows[k] in locutions() else None
        g = fixed[0] if fixed else group(text, k)
        if g is None or g.tense in ("inf", "prp", "pp") or g.passive or g.negated:
            continue
        verb = verb_table()[g.form.lemma]
        act, frames = fixed[1:] if fixed else (verb.act, verb.frames)
        if not act or not frames & {"quote", "que", "thought", "frag"}:
            continue
        if g.first > text.sentences[text.sentence(g.verb)].first:
            number = text.quote_at[g.first]
            q = text.quotations[number] if number >= 0 else None
            inside = q is not None and q.first <= g.first < q.last
            draft = _in_quotation(text, g, act, q) if q and inside else _in_clause(text, g, act)
            if draft:
                yield draft


class _Attribution(NamedTuple):
    """The inserted words: who speaks, where they end, and the last token of the cue (exclusive)."""

    speaker: TokenSpan
    end: int
    cue_last: int


def _attribution(text: Text, g: Group, limit: int) -> _Attribution | None:
    """The cue with its subject behind it; an uninverted subject ("« A », il a dit") is no attribution."""
    if g.inverted >= 0:
        end = max(g.inverted + 1, g.last)
        return _Attribution(TokenSpan(g.inverted, g.inverted + 1), end, end if g.inverted >= g.verb else g.last)
    after = inverted_subject(text, g.last, limit)
    after = after or behind_aside(text, g.last, limit)
    if after is None:
        return None
    end = _apposed(text, after, limit)
    return _Attribution(TokenSpan(after.first, end), end, g.last)


def _in_quotation(text: Text, g: Group, act: str, q: Quotation) -> Draft | None:
    """ "« A, confie le maire, B »": the marks hold the attribution too."""
    before = g.first - 1
    found = _attribution(text, g, sentence_end(text, g.verb))
    if found is None or q.last - q.first > _LONGEST:
        return None
    if g.inverted < 0:
        if not text.bits[before] & (COMMA | STOP):
            return None
        spoken = any(text.lows[j] in _FIRST for j in range(max(q.first, before - 40), before))
        apart = spoken or _splits(text, found.end, q.last) or _clause_before(text, g, q.first)
        if not apart and not text.bits[before] & STOP or not _closes(text, found.end, q.last):
            return None
    cut = before if text.bits[before] & (COMMA | DASH) else before + 1
    parts = (trim(text, q.first, cut), trim(text, after_aside(text, found.end, q.last), q.last))
    kept = tuple(part for part in parts if part)
    cue = TokenSpan(g.first, found.end if g.inverted >= 0 else g.last)
    return Draft("inserted", act, kept, cue, found.speaker) if kept else None


def _in_clause(text: Text, g: Group, act: str) -> Draft | None:
    """ "« A », a déclaré le maire", "A, a-t-elle ajouté, B"."""
    first, limit = text.sentences[text.sentence(g.verb)].first, sentence_end(text, g.verb)
    found = _attribution(text, g, limit)
    if found is None or text.lows[found.speaker.first] in _OWN_VOICE or not _may_be(text, g, found, first, limit):
        return None
    before = g.first - 1
    head = before if text.bits[before] & (COMMA | DASH) else before + 1
    ranges = content_before(text, first, head)
    if not ranges:
        return None
    tail = content_after(text, found.end, limit, ranges[-1], g.inverted >= 0)
    # the outlet may come between the verb and its subject: "a déclaré à l'agence le maire"
    around = TokenSpan(g.last, limit if not tail else tail.first)
    parts = (*ranges, *((tail,) if tail else ()))
    return Draft("inserted", act, parts, TokenSpan(g.first, found.cue_last), found.speaker, None, around)


def _may_be(text: Text, g: Group, found: _Attribution, first: int, limit: int) -> bool:
    """Whether the verb attributes what is around it, rather than having its subject or its clause before it."""
    before = g.first - 1
    bits = text.bits[before]
    after_quote = text.quote_at[before] >= 0 and bool(bits & MARK)
    if bits & (COMMA | DASH) and before > first:
        after_quote = after_quote or bool(text.quote_at[before - 1] >= 0 and text.bits[before - 1] & MARK)
    if g.inverted >= 0:
        # unlike a question ("le maire dira-t-il …?") or an inversion after an adverb
        return after_quote or bool(bits & (COMMA | DASH | STOP))
    if (after_quote or text.words[before] in ("?", "!")) and _speaks(text, found.speaker):
        return True
    if after_quote:
        # unlike "Le maire, élu d'un parti « vert », dénonce un procès politique"
        return bool(not bits & COMMA or text.quote_at[first] >= 0 or _quotes_clause(text, before))
    if not bits & (COMMA | DASH | STOP | MARK) or not _closes(text, found.end, limit):
        return False
    if bits & COMMA and (_splits(text, found.end, limit) or _clause_after(text, g, found, first, limit)):
        return True
    return _clause_before(text, g, first) or bool(bits & COMMA) and _main_clause_before(text, g, found.speaker, first)


def _quotes_clause(text: Text, k: int) -> bool:
    """Whether the quotation that ends before token `k` holds a finite verb."""
    q = text.quotations[text.quote_at[k] if text.quote_at[k] >= 0 else text.quote_at[k - 1]]
    return any(is_finite(text, j) for j in range(q.first, q.last))


def _apposed(text: Text, found: TokenSpan, limit: int) -> int:
    """The end of an inverted subject with the name set beside it: "a déclaré son avocat, Me Paul Roy"."""
    k = found.last
    if k + 1 >= limit or not text.bits[k] & COMMA or text.bits[k - 1] & CAPITAL:
        return k
    if not text.bits[k + 1] & CAPITAL or text.bits[k + 1] & (DETERMINER | PREPOSITION | TIME):
        return k
    end = k + 2
    while end < min(limit, k + 8) and (text.bits[end] & CAPITAL or text.lows[end] in _PARTICLES):
        end += 1
    return end if end >= limit or text.bits[end] & (COMMA | STOP) else k


def _splits(text: Text, k: int, limit: int) -> bool:
    """Whether the attribution that ends at `k` comes between a subject and its verb: "L'enquête, a dit X, durera"."""
    while k < limit and not text.bits[k] & (COMMA | FINITE | MARK | STOP):
        k += 1
    if k + 1 >= limit or not text.bits[k] & COMMA:
        return False
    j = k + 1
    while j < min(k + 4, limit) and not is_finite(text, j) and not text.bits[j] & (SUBORDINATOR | RELATIVE | SUBJECT):
        j += 1
    return j < limit and is_finite(text, j)


def _clause_after(text: Text, g: Group, found: _Attribution, first: int, limit: int) -> bool:
    """Whether only an adverbial comes before, and a clause follows: "À Vire, affirme le maire, la route est sûre"."""
    k = found.end
    if k + 2 >= limit or not text.bits[k] & COMMA or not _speaks(text, found.speaker):
        return False
    if noun_phrase(text, first, g.first - 1) is not None:
        return False
    return bool(text.bits[k + 1] & SUBJECT and not text.bits[k + 2] & TIME) or own_clause(text, k + 1, limit) >= 0


def _clause_before(text: Text, g: Group, floor: int) -> bool:
    """Whether a whole clause comes before the group, so that its subject is none of the group's."""
    begin, opener = clause_start(text, g.first)
    if opener < 0 or not text.bits[opener] & FINITE:
        return False
    # a subject is never cut off from its verb by a single comma; two may enclose an aside
    return noun_phrase(text, begin, g.first) is None or not any(text.bits[j] & COMMA for j in range(begin, g.first - 1))


def _main_clause_before(text: Text, g: Group, speaker: TokenSpan, first: int) -> bool:
    """Whether a main clause comes before the comma, and one who speaks behind the verb: "A, a dit le parquet".

    A finite verb that no relative or subordinating word opens is a main one.
    """
    floor = max(first, g.first - _FAR)
    outside = [j for j in range(floor, g.first - 1) if text.quote_at[j] < 0]
    verbs = sum(is_finite(text, j) for j in outside)
    openers = sum(bool(text.bits[j] & (RELATIVE | SUBORDINATOR)) for j in outside)
    return verbs > openers and _speaks(text, speaker)


def _speaks(text: Text, speaker: TokenSpan) -> bool:
    """Whether the phrase can be who speaks: not what happens ("a annoncé la fermeture"), nor a thing."""
    head = (
        speaker.first + 1
        if text.bits[speaker.first] & DETERMINER and not text.bits[speaker.first] & CAPITAL
        else speaker.first
    )
    if head >= speaker.last or text.bits[speaker.first] & NUMBER:
        return False
    low = text.lows[head]
    bodies = any(e.category == "institution" and len(e.lows) == 1 for e in vocabulary().entries.get(low, ()))
    if speech().get(low) or bodies or text.bits[head] & CAPITAL:
        return True
    return sense(low) in ("actor", "")


def _closes(text: Text, k: int, limit: int) -> bool:
    """Whether the attribution ends at `k`: with the sentence, a comma, or an adverbial."""
    ends = COMMA | PREPOSITION | STOP | DASH | GERUND | TIME
    return k >= limit or bool(text.bits[k] & ends) or text.lows[k] == "qui"


_LONGEST = 1500
_FAR = 120
_FIRST = frozenset(("je", "j'", "nous", "vous", "tu", "c'", "on", "mon", "notre"))  # somebody speaks
_OWN_VOICE = frozenset(("-je", "-nous", "-tu", "-vous", "je", "nous", "tu", "vous"))
_PARTICLES = frozenset(("de", "d'", "du", "le", "la"))

RULE: Rule = Rule(
    "inserted",
    "A verb of saying before its subject, inserted into a clause or quotation or set after it, attributes it.",
    (
        "« Le dossier est vide », a <plaidé|affirmé|expliqué> <@weekday> l'avocate de la défense.",
        "« Le dossier est vide », <@tense:affirmer> <@person>.",
        "La salle doit rouvrir <@weekday>, <annonce|a annoncé|a indiqué> <@weekday> <le parquet|la mairie|Paul Roy>.",
        "<Tout d'abord|À Vire>, <affirme|a affirmé> <le maire|Mme Weil>, <la route|le pont> doit rouvrir.",
        "Le dossier est vide, <a-t-elle|avait-il|ont-ils> <ajouté|précisé>.",
    ),
    (
        "Le maire, malade, a plaidé coupable.",
        "Le maire, qui est malade, a annoncé <la fermeture|l'ouverture> de la salle.",
    ),
    inserted,
)
