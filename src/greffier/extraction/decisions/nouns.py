"""Decisions by a noun: "la condamnation du maire", "sa mise en examen", "Non-lieu pour le préfet"."""

from typing import NamedTuple

from greffier.extraction.decisions.complements import Complements, complements, joined_words, of_whom, to_whom
from greffier.extraction.decisions.courts import decider
from greffier.extraction.decisions.mention import DecisionMention, Scene
from greffier.extraction.decisions.modality import lies_ahead, means_nobody, only_asked
from greffier.extraction.decisions.outcomes import Outcome, outcomes
from greffier.extraction.decisions.patients import possessor
from greffier.extraction.decisions.sanctions import is_penalty, penalty_window
from greffier.extraction.decisions.selection import patient_fits
from greffier.extraction.decisions.vocabulary import forms, is_heading
from greffier.extraction.lexicon import CAPITAL, COLON, COMMA, DETERMINER, STOP
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

# before the noun of a decision: none in particular is meant
_INDEFINITE = frozenset("une un des d' de aucune aucun toute tout les plusieurs telle".split())
_SINCE = ("après", "malgré", "depuis")  # "après une condamnation": one that took place
_POSSESSIVES = ("sa", "son", "leur")


class _Noun(NamedTuple):
    """A noun of deciding with its determiner, and what it is the decision of."""

    k: int
    row: Outcome
    after: int
    determiner: str
    of: TokenSpan | None
    heading: bool
    possessive: bool


def nominal_ruling(scene: Scene, k: int) -> DecisionMention | None:
    """The noun of a decision with whom or what it falls on.

    Takes: "la condamnation du maire", "sa mise en examen", "Non-lieu pour le préfet".
    Leaves: "il risque une condamnation", "le parquet a requis la relaxe", "une mise en examen est possible".
    """
    text = scene.text
    first, limit = text.sentences[text.sentence(k)]
    if text.words[limit - 1] == "?" or only_asked(text, k, first):
        return None
    for row in outcomes()["noun"][text.lows[k]]:
        joined = joined_words(text, k + 1, limit, row)
        if joined is None or (row.joined and joined.first > k + 1):
            continue
        noun = _read(text, k, row, max(joined.last, k + 1))
        found = _mention(scene, noun) if noun and _was_taken(text, noun, limit) else None
        if found:
            return found
    return None


def _read(text: Text, k: int, row: Outcome, after: int) -> _Noun | None:
    """The noun at `k` where its determiner lets it mean one decision."""
    first, limit = text.sentences[text.sentence(k)]
    heading = is_heading(text, first, limit)
    determiner = text.lows[k - 1] if k > first else ""
    past = determiner in ("une", "un") and k - 2 >= first and text.lows[k - 2] in _SINCE
    of = of_whom(text, after, limit) or _after_penalty(text, after, limit)
    named = heading and determiner in ("une", "un", "d'", "de") and of
    if determiner in _INDEFINITE and not named and not past or not determiner and k > first:
        return None
    if of is None and heading:
        of = to_whom(text, after, limit, ("pour",))
    return _Noun(k, row, after, determiner, of, heading, past or determiner in _POSSESSIVES)


def _after_penalty(text: Text, k: int, limit: int) -> TokenSpan | None:
    """Whom the penalty at `k` falls on: "la condamnation à cinq ans de prison du maire"."""
    if k >= limit or text.lows[k] != "à" or not is_penalty(text, k + 1, penalty_window(text, k + 1, limit)):
        return None
    for j in range(k + 1, min(limit - 1, k + 12)):
        if text.bits[j] & (COMMA | STOP):
            return None
        named = text.lows[j] in ("du", "des") or text.bits[j + 1] & (DETERMINER | CAPITAL)
        if text.lows[j] in ("de", "d'", "du", "des") and named and is_penalty(text, k + 1, j):
            return of_whom(text, j, limit)
    return None


def _was_taken(text: Text, noun: _Noun, limit: int) -> bool:
    """Whether what is around the noun makes it a decision that was taken."""
    if noun.row.objects and not (noun.of and patient_fits(text, noun.of, noun.row)):
        return False
    if noun.of is None and not (noun.possessive or noun.heading):
        if not (noun.row.joined and noun.determiner in ("la", "cette", "le", "ce")):
            return False
    if noun.of and means_nobody(text, noun.of):
        return False
    return noun.after >= limit or not (text.lows[noun.after] in forms("pleaded") or lies_ahead(text, noun.after, limit))


def _mention(scene: Scene, noun: _Noun) -> DecisionMention | None:
    text = scene.text
    k, row = noun.k, noun.row
    first, limit = text.sentences[text.sentence(k)]
    rest = complements(text, max(noun.after, noun.of.last if noun.of else 0), limit, scene.days)
    by = scene.bench.decider(rest.agent) if rest.agent else None
    if row.agent == "carry" and (by is None or by.kind not in ("court", "judge")):
        return None
    patient = noun.of if row.role else None
    if noun.possessive:
        patient = possessor(text, k)
        if patient and decider(text, patient):
            patient = None  # the court that speaks of it
    return DecisionMention(
        row.outcome,
        "nominal-ruling",
        k - 1 if k > first and text.bits[k - 1] & DETERMINER else k,
        _end(noun, rest),
        k,
        patient=patient,
        role=row.role,
        agent=rest.agent if by else None,
        ruled_on=noun.of if not row.role else None,
        sanction=rest.sanction,
        subject=rest.subject,
        firm=_is_firm(scene, noun, patient),
    )


def _end(noun: _Noun, rest: Complements) -> int:
    after = noun.of.last if noun.of else noun.after
    return max(after, rest.end if (rest.sanction or rest.subject or rest.agent) else noun.after)


def _is_firm(scene: Scene, noun: _Noun, patient: TokenSpan | None) -> bool:
    """Whether the noun is enough for a mention of a decision: not inside another mention, and with what it is of."""
    if any(m.trigger < noun.k < m.last for m in scene.mentions[-3:]):
        return False
    text = scene.text
    opens = noun.k == text.sentences[text.sentence(noun.k)].first or text.bits[noun.k - 1] & COLON
    if noun.heading and opens and not noun.row.agent:
        return True
    return bool((noun.of and noun.row.role) or noun.row.objects or (noun.possessive and patient))
