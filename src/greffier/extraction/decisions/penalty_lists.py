"""Penalties without a verb of their own: one more under the verb before, or a heading that names it."""

from greffier.extraction.decisions.complements import complements
from greffier.extraction.decisions.mention import DecisionMention, Scene
from greffier.extraction.decisions.sanctions import is_penalty, sanction_end
from greffier.extraction.decisions.vocabulary import forms, is_participle, opens_clause
from greffier.extraction.lexicon import (
    CAPITAL,
    COMMA,
    COORDINATOR,
    DETERMINER,
    INFINITIVE,
    NUMBER,
    PREPOSITION,
    SEMICOLON,
    STOP,
)
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_LONG = 40  # tokens: no heading that names a penalty is as long


def shared_penalty(scene: Scene, last: DecisionMention) -> DecisionMention | None:
    """Another penalty under the verb of the one before."""
    text = scene.text
    if last.outcome != "convicted" or not last.sanction or last.sanction.last < last.trigger:
        return None
    limit = text.sentences[text.sentence(last.trigger)].last
    k = _somebody_after(text, last.sanction.last, limit)
    to = _penalty_to(text, k, limit) if k >= 0 else -1
    if to < 0:
        return None
    stop = sanction_end(text, to + 1, limit, scene.days)
    end = to
    while end > k + 1 and text.bits[end - 1] & COMMA:
        end -= 1
    return DecisionMention(
        last.outcome,
        "shared-penalty",
        k,
        stop,
        last.trigger,
        patient=TokenSpan(k, end),
        role=last.role,
        agent=last.agent,
        sanction=TokenSpan(to + 1, stop),
    )


def _somebody_after(text: Text, k: int, limit: int) -> int:
    """Where the one is named whom the next penalty falls on, after a comma or "et" at `k`; -1 where nobody is."""
    if k >= limit or not text.bits[k] & (COMMA | COORDINATOR):
        return -1
    while k < limit and (text.bits[k] & (COMMA | COORDINATOR) or text.lows[k] in ("tandis", "que")):
        k += 1
    if k >= limit or not text.bits[k] & (DETERMINER | CAPITAL | NUMBER):
        return -1
    return -1 if text.bits[k] & PREPOSITION and text.lows[k] != "des" else k


def _penalty_to(text: Text, k: int, limit: int) -> int:
    """The "à" before the penalty of the one named at `k`, or -1."""
    for j in range(k + 1, min(k + 14, limit)):
        low = text.lows[j]
        if opens_clause(text, j) or text.bits[j] & (STOP | SEMICOLON):
            return -1
        if low not in ("à", "d'", "de") or not is_penalty(text, j + 1, min(j + 8, limit)):
            continue
        if not any(text.lows[m] in forms("penalty") or text.lows[m] in forms("money") for m in range(k, j)):
            return j if low == "à" else -1
    return -1


def penalty_heading(scene: Scene, first: int, last: int) -> DecisionMention | None:
    """A heading that names a penalty and who got it."""
    text = scene.text
    if last - first > _LONG or not is_penalty(text, first, min(first + 9, last)):
        return None
    k = next((j for j in range(first, min(last, first + 9)) if text.words[j] == ":"), -1)
    begin = k + 1 if k >= 0 else first
    if begin < last and text.lows[begin] == "la":
        begin += 1
    if begin >= last or not _opens_penalty(text, begin):
        return None
    if any(opens_clause(text, j) or is_participle(text, j, "sought") for j in range(begin, last)):
        return None
    return _heading(scene, begin, last)


def _heading(scene: Scene, begin: int, last: int) -> DecisionMention | None:
    """The mention of a heading whose penalty begins at `begin`: for whom, or for what."""
    text = scene.text
    to = next((j for j in range(begin + 1, min(begin + 16, last)) if text.lows[j] == "pour"), last)
    while to < last and not (is_penalty(text, begin, to) and to + 1 < last):
        to = next((j for j in range(to + 1, min(begin + 16, last)) if text.lows[j] == "pour"), last)
    if to >= last:
        return None
    reason = bool(text.bits[to + 1] & INFINITIVE)
    phrase = TokenSpan(to + 1, last if reason else phrase_end(text, to + 1, last))
    rest = complements(text, phrase.last, last, scene.days)
    return DecisionMention(
        "convicted",
        "penalty-heading",
        begin,
        max(phrase.last, rest.end),
        begin,
        patient=None if reason else phrase,
        role="defendant",
        agent=rest.agent,
        sanction=TokenSpan(begin, to),
        subject=phrase if reason else rest.subject,
    )


def _opens_penalty(text: Text, k: int) -> bool:
    return bool(text.bits[k] & NUMBER) or text.words[k][0].isdigit() or text.lows[k] in forms("penalty")
