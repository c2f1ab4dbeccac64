"""Verbs of speech, of one word or two, as the cue of a statement."""

from functools import cache
from typing import NamedTuple

from greffier.extraction.lexicon import (
    ADVERB,
    CAPITAL,
    CLITIC,
    COMMA,
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
    TIME,
    TONIC,
    table,
)
from greffier.extraction.statements.content import Range
from greffier.extraction.syntax.clauses import Group, clause_start, group, is_finite
from greffier.extraction.syntax.text import Text


class Reporting(NamedTuple):
    """A reporting verb in its sentence: `limit` is the sentence's end, `inner` as in `extent.clause_end`."""

    group: Group
    act: str
    frames: frozenset[str]
    limit: int
    inner: bool


Found = tuple[int, int, Range | None]  # the content's first and last token (exclusive), and whom it is aimed at


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


def _with_auxiliary(text: Text, g: Group) -> Group:
    """A bare participle with the auxiliary that it shares with one before it: "a parlé du procès et rappelé que"."""
    if not g.first or not (text.bits[g.first - 1] & COORDINATOR or text.lows[g.first - 1] == "puis"):
        return g
    floor = max(text.sentences[text.sentence(g.first)][0], g.first - 40)
    for k in range(g.first - 2, floor - 1, -1):
        if text.bits[k] & PARTICIPLE and text.quote_at[k] < 0:
            other = group(text, k)
            if other and other.tense not in ("pp", "inf", "prp"):
                return g if other.passive else g._replace(tense=other.tense, passive=False)
    return g


def _told(text: Text, g: Group) -> bool:
    """Whether an infinitive tells of speech that took place: "avant de conclure que", "tient à préciser que"."""
    if g.first < 2:
        return False
    link, head = text.lows[g.first - 1], text.lows[g.first - 2]
    if link in ("après", "pour"):
        return True
    return head in _BEFORE_INFINITIVE.get(link, ())


# what stands before an infinitive that tells of speech that took place
_BEFORE_INFINITIVE = {
    "de": frozenset("avant vient viennent venait venaient viens contenté contente continue continué".split()),
    "d'": frozenset("avant vient viennent venait venaient viens contenté contente continue continué".split()),
    "à": frozenset("tenu tient tiennent tenait tenaient hésité hésite allé allée allant jusqu'".split()),
    "par": frozenset("fini finit finissent finisse commencé commence".split()),
}


def is_inner(text: Text, g: Group) -> bool:
    """Whether the group stands in a clause that a main clause follows or surrounds."""
    if g.tense in ("prp", "pp"):
        floor = text.sentences[text.sentence(g.verb)][0]
        return not any(text.bits[j] & FINITE and is_finite(text, j) for j in range(max(floor, g.first - 60), g.first))
    opener = clause_start(text, g.first)[1]
    return opener >= 0 and bool(text.bits[opener] & (RELATIVE | SUBORDINATOR))


def infinitive_after(text: Text, k: int, limit: int) -> int:
    """Where a bare infinitive content begins after the verb ("affirme, lui, ne pas avoir vu"), or -1."""
    j = k
    while j < limit and j - k < 7:
        bits = text.bits[j]
        low = text.lows[j]
        if bits & INFINITIVE and not bits & (PREPOSITION | DETERMINER | CAPITAL):
            start = j
            while (
                start > k
                and text.bits[start - 1] & (CLITIC | ADVERB)
                or start > k
                and text.lows[start - 1] in ("ne", "n'")
            ):
                if text.lows[start - 1] not in ("ne", "n'", "pas", "plus", "jamais", "rien", "bien") and not (
                    text.bits[start - 1] & CLITIC and not text.bits[start - 1] & TONIC
                ):
                    break
                start -= 1
            return start
        aside = bits & (ADVERB | CLITIC | TONIC) or low in ("ne", "n'")
        if bits & TIME or text.words[j][0].isdigit() or bits & DETERMINER and j + 1 < limit and text.bits[j + 1] & TIME:
            j += 1
            continue
        if low in ("à", "au", "aux") and j == k and j + 1 < limit:
            # "a confié à la presse avoir menti"
            j += 2
            while j < limit and j - k < 7 and text.bits[j] & CAPITAL | (text.bits[j - 1] & DETERMINER):
                j += 1
            continue
        aside = aside or bits & COMMA and j + 2 < limit and (j > k or bool(text.bits[j + 1] & TONIC))
        if aside or bits & MARK and j + 1 < limit and text.bits[j + 1] & INFINITIVE:
            j += 1
            continue
        return -1
    return -1
