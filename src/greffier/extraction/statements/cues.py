"""Verbs of speech, of one word or two, as the cue of a statement."""

from functools import cache
from typing import NamedTuple

from greffier.extraction.lexicon import (
    ADVERB,
    CAPITAL,
    CLITIC,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GERUND,
    INFINITIVE,
    MARK,
    PARTICIPLE,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TONIC,
    classed,
    table,
)
from greffier.extraction.statements.nouns import sense
from greffier.extraction.syntax.adverbials import places_after
from greffier.extraction.syntax.clauses import clause_start
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group, is_finite


class Reporting(NamedTuple):
    """A reporting verb in its sentence: `limit` is the sentence's end, `inner` as in `extent.clause_end`."""

    group: Group
    act: str
    frames: frozenset[str]
    limit: int
    inner: bool


Found = tuple[int, int, TokenSpan | None]  # the content's first and last token (exclusive), and whom it is aimed at


@cache
def locutions() -> dict[str, dict[str, tuple[str, frozenset[str]]]]:
    """The verbs of two words by their second word: {"savoir": {"faire": (act, frames)}}."""
    out: dict[str, dict[str, tuple[str, frozenset[str]]]] = {}
    for row in table("locutions"):
        out.setdefault(row["word"], {})[row["verb"]] = row["act"], frozenset(row["frames"].split())
    return out


def locution(text: Text, k: int) -> tuple[Group, str, frozenset[str]] | None:
    """The verb of two words that ends at token `k` ("a fait savoir"), its act and frames."""
    for j in range(k - 1, max(-1, k - 4), -1):
        if text.bits[j] & (FINITE | PARTICIPLE | INFINITIVE | GERUND):
            g = group(text, j)
            entry = locutions()[text.lows[k]].get(g.form.lemma) if g else None
            if g is None or entry is None:
                return None
            return g._replace(verb=k, last=k + 1), *entry
        if not text.bits[j] & (ADVERB | CLITIC):
            return None
    return None


def with_auxiliary(text: Text, g: Group) -> Group:
    """A bare participle with the auxiliary that it shares with one before it: "a parlé du procès et rappelé que"."""
    if not g.first or not (text.bits[g.first - 1] & COORDINATOR or text.lows[g.first - 1] == "puis"):
        return g
    floor = max(text.sentences[text.sentence(g.first)].first, g.first - 40)
    for k in range(g.first - 2, floor - 1, -1):
        if text.bits[k] & PARTICIPLE and text.quote_at[k] < 0:
            other = group(text, k)
            if other and other.tense not in ("pp", "inf", "prp"):
                return g if other.passive else g._replace(tense=other.tense, passive=False)
    return g


def is_factual(text: Text, g: Group) -> bool:
    """Whether an infinitive is of speech that took place: "avant de conclure que", "tient à préciser que"."""
    if g.first < 2:
        return False
    link, k = text.lows[g.first - 1], g.first - 2
    if link in ("après", "pour") or link in ("de", "d'") and text.lows[k] == "avant":
        return True
    if narrator(text, g):
        return True
    if link not in _IMPLYING:
        main = group(text, g.first - 1)
        return main is not None and main.form.lemma == "devoir" and (main.tense == "prp" or main.last - main.first > 1)
    while k and text.bits[k] & ADVERB:
        k -= 1
    main = group(text, k)
    if main is None:
        return False
    return main.form.lemma in (_IMPLYING_DENIED if main.negated else _IMPLYING)[link]


def narrator(text: Text, g: Group) -> TokenSpan | None:
    """The subject of an infinitive that narrates: "Et le maire de préciser que", "Eux d'ajouter que"."""
    first = text.sentences[text.sentence(g.verb)].first
    if text.lows[g.first - 1] not in ("de", "d'") or g.first - 2 < first:
        return None
    if any(text.bits[k] & FINITE and is_finite(text, k) for k in range(first, g.first - 1)):
        return None
    begin = first + 1 if text.bits[first] & COORDINATOR else first
    if not text.bits[begin] & (DETERMINER | TONIC | CAPITAL) or text.bits[begin] & PREPOSITION:
        return None
    if sense(text.lows[begin + 1]) in ("event", "thing"):
        return None  # "le fait de plaider": what happens, not who speaks
    return TokenSpan(begin, g.first - 1)


# who reads or is given words is not who says them: "il a lu sur le mur : « … »"
PERCEIVING = classed("perceives")

# verbs that say of speech that it took place, by what links the infinitive; and those that say so where denied
_IMPLYING = {
    "de": frozenset(("venir", "continuer", "contenter", "empresser", "finir")),
    "d'": frozenset(("venir", "continuer", "contenter", "empresser", "finir")),
    "à": frozenset(("tenir", "aller", "continuer", "hésiter", "amener", "conduire", "borner", "limiter")),
    "par": frozenset(("finir", "commencer", "terminer")),
}
_IMPLYING_DENIED = {
    "de": frozenset(("cesser", "manquer")),
    "d'": frozenset(("cesser", "manquer")),
    "à": frozenset(("hésiter", "tarder")),
    "par": frozenset[str](),
}


def is_inner(text: Text, g: Group) -> bool:
    """Whether the group is in a clause that a main clause follows or surrounds."""
    if g.tense in ("prp", "pp"):
        floor = text.sentences[text.sentence(g.verb)].first
        return not any(text.bits[j] & FINITE and is_finite(text, j) for j in range(max(floor, g.first - 60), g.first))
    opener = clause_start(text, g.first)[1]
    return opener >= 0 and bool(text.bits[opener] & (RELATIVE | SUBORDINATOR))


def infinitive_after(text: Text, k: int, limit: int) -> int:
    """Where a bare infinitive content begins after the verb ("affirme, lui, ne pas avoir vu"), or -1."""
    for place in places_after(text, k, limit):
        j = place
        if j < limit and text.bits[j] & MARK:
            j += 1
        start = j
        while j < limit and j - start < 5 and _before_infinitive(text, j):
            j += 1
        if j < limit and text.bits[j] & INFINITIVE and not text.bits[j] & (PREPOSITION | DETERMINER | CAPITAL):
            return start
    return -1


def _before_infinitive(text: Text, k: int) -> bool:
    """Whether token `k` may come between what governs an infinitive and the infinitive: "ne pas y", "se"."""
    if text.lows[k] in _NEGATIONS:
        return True
    return bool(text.bits[k] & (CLITIC | MARK))


_NEGATIONS = frozenset("ne n' pas plus jamais rien guère bien".split())
