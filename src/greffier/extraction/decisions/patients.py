"""Whom or what a decision falls on: objects, pronouns, subjects of the passive, possessives."""

from greffier.extraction.decisions.agents import agrees, governing_subject, nearest_subject, whole_group
from greffier.extraction.decisions.sanctions import is_length, is_penalty
from greffier.extraction.decisions.vocabulary import opens_clause
from greffier.extraction.lexicon import (
    ADVERB,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    DETERMINER,
    INFINITIVE,
    MARK,
    NUMBER,
    PREPOSITION,
    RELATIVE,
    SEMICOLON,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
)
from greffier.extraction.syntax.phrases import noun_phrase, phrase_end
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group

_OBJECT = 24  # tokens after a verb in which its object begins
_ASIDE = 16  # tokens: no aside between commas is longer
_FAR = 40  # tokens before an infinitive or a possessive in which the verb is found that gives its subject
_BARS = STOP | SEMICOLON | COLON | RELATIVE | SUBORDINATOR | INFINITIVE  # no object follows


def object_of(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The noun phrase after a verb: adverbs, asides and days are passed over."""
    j = k
    while 0 <= j < min(limit, k + _OBJECT):
        after = _passed(text, j, limit)
        if after == j:
            stop = phrase_end(text, j, limit)
            return TokenSpan(j, _before_penalty(text, j, stop) if _determines(text, j) else stop)
        j = after
    return None


def _determines(text: Text, k: int) -> bool:
    return bool(text.bits[k] & DETERMINER) and not (text.bits[k] & PREPOSITION and text.lows[k] != "des")


def _passed(text: Text, j: int, limit: int) -> int:
    """Where to go on looking for an object after token `j`: `j` itself where one begins, -1 where none follows."""
    bits = text.bits[j]
    if bits & COMMA:
        return _after_aside(text, j, limit)
    if text.lows[j] in ("de", "d'", "pour") and j + 3 < limit and is_length(text, j + 1, j + 3):
        return j + 3  # "a prolongé de trois mois la détention"
    if bits & _BARS or text.lows[j] in ("à", "pour", "par", "contre"):
        return -1
    follows = text.bits[j + 1] if j + 1 < limit else 0
    if _determines(text, j):
        if follows & TIME:
            return j + 2
        # "a confirmé le 3 mai le jugement"
        dated = j + 2 < limit and text.words[j + 1][0].isdigit() and text.bits[j + 2] & TIME
        return j + 3 if dated else j
    if bits & CAPITAL and not bits & (PREPOSITION | ADVERB):
        return j
    if bits & NUMBER or text.words[j][0].isdigit():
        if follows & TIME:
            return j + 2
        # the year of a day: "a confirmé en mars 2022 le jugement"
        return j + 1 if text.bits[j - 1] & TIME and text.words[j].isdigit() else j
    return j + 1 if bits & (ADVERB | TIME | MARK) or not bits & PREPOSITION else _after_adjunct(text, j, limit)


def _after_aside(text: Text, j: int, limit: int) -> int:
    """Past an aside between commas: ", dans un verdict unanime,"; -1 where the comma opens none."""
    stop = j + 1
    while stop < min(limit, j + _ASIDE) and not text.bits[stop] & (COMMA | STOP):
        stop += 1
    return stop + 1 if stop < limit and text.bits[stop] & COMMA else -1


def _after_adjunct(text: Text, j: int, limit: int) -> int:
    """Past a short adjunct: "a rejeté en 2016 le recours"; -1 where a complement begins."""
    if text.lows[j] == "en" and j + 1 < limit and text.words[j + 1].isdigit():
        return j + 2
    if j + 2 < limit and text.lows[j] == "en" and _determines(text, j + 2) and not text.bits[j + 1] & DETERMINER:
        return j + 2  # "a confirmé en appel la condamnation"
    if text.lows[j] == "jusqu'":
        return j + 1  # "a prolongé jusqu'en mars la détention"
    stop = phrase_end(text, j + 1, limit) if j + 1 < limit else limit
    if j + 1 < limit and text.bits[j + 1] & TIME:
        stop = j + 2
    return j + 2 if text.lows[j] in ("en", "à", "au", "dans", "sur") and stop - j < 6 else -1


def _before_penalty(text: Text, first: int, last: int) -> int:
    """Where a phrase ends that a penalty follows: "le maire | à la prison"."""
    for k in range(first + 1, last - 1):
        if text.lows[k] in ("à", "au", "aux") and is_penalty(text, k + 1, min(k + 5, last)):
            return k
    return last


def object_pronoun(text: Text, verb: Group) -> TokenSpan | None:
    """The object pronoun of a verb: "l'a condamné", "les a relaxés"."""
    for j in range(verb.first, verb.verb):
        if text.lows[j] in ("l'", "le", "la", "les", "lui", "leur") and text.bits[j] & CLITIC:
            return TokenSpan(j, j + 1)
    return None


def passive_patient(text: Text, verb: Group) -> TokenSpan | None:
    """Whom or what a passive verb falls on: its subject, or that of the verb it hangs on."""
    if verb.tense not in ("inf", "prp"):
        return nearest_subject(text, verb)
    first, limit = text.sentences[text.sentence(verb.verb)]
    if verb.first - first > 2:
        return governing_subject(text, verb, _FAR)
    found = after_comma(text, verb.verb, limit)
    if found is None:
        return None
    plural = text.lows[found.first] in ("les", "des") or bool(text.bits[found.first + 1] & NUMBER)
    return found if agrees(text, verb.verb, plural) else None


def after_comma(text: Text, k: int, limit: int) -> TokenSpan | None:
    """The subject of the main clause that follows an opening participle: "Condamné à un an, le maire …"."""
    for j in range(k + 1, min(k + 60, limit)):
        if text.bits[j] & COMMA:
            found = _subject_after(text, j, limit)
            if found:
                return found
    return None


def _subject_after(text: Text, comma: int, limit: int) -> TokenSpan | None:
    """The subject that a comma opens: up to its verb, or to the next comma."""
    for m in range(comma + 1, min(comma + 30, limit)):
        if opens_clause(text, m):
            end = m
            while end > comma + 1 and text.bits[end - 1] & (CLITIC | ADVERB) and not text.bits[end - 1] & SUBJECT:
                end -= 1
            if text.bits[end - 1] & SUBJECT:
                return TokenSpan(end - 1, end)
            return noun_phrase(text, comma + 1, end)
        if text.bits[m] & COMMA and m > comma + 1:
            found = noun_phrase(text, comma + 1, m)
            opens = found and found.first == comma + 1 and text.bits[found.first] & (CAPITAL | DETERMINER)
            return found if opens else None
    return None


def possessor(text: Text, k: int) -> TokenSpan | None:
    """Whom "sa" before token `k` refers to: the subject of its clause, or of the one that it opens."""
    first, limit = text.sentences[text.sentence(k)]
    for j in range(k - 1, max(first, k - _FAR) - 1, -1):
        if opens_clause(text, j):
            outer = whole_group(text, j)
            return subject(text, outer) if outer else None
    return after_comma(text, k, limit)
