""" "« A », sourit le maire": a sentence in quotation marks and any verb with its subject behind it."""

from collections.abc import Iterator

from greffier.extraction.lexicon import (
    ADVERB,
    AVOIR,
    CAPITAL,
    COMMA,
    DETERMINER,
    ETRE,
    FINITE,
    INFINITIVE,
    INVERTED,
    NEGATION,
    PREPOSITION,
    REPORTING,
    SUBJECT,
    TIME,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.content import Draft, sentence_end, trim
from greffier.extraction.statements.nouns import sense
from greffier.extraction.statements.speakers import speech
from greffier.extraction.syntax.quotations import Quotation
from greffier.extraction.syntax.subjects import inverted_subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import Group, group, is_finite
from greffier.extraction.syntax.vocabulary import vocabulary


def narrated(text: Text) -> Iterator[Draft]:
    """What is in quotation marks before a verb that is none of speech, where only its speaker can follow."""
    for q in text.quotations:
        k = q.close + 1
        if k + 2 >= len(text.words) or not text.bits[k] & COMMA or not _is_sentence(text, q):
            continue
        g = group(text, k + 1)
        cue: TokenSpan | None
        speaker: TokenSpan | None
        if g and g.inverted >= 0 and not g.negated and not text.bits[g.verb] & REPORTING:
            cue, speaker = _with_infinitive(text, g), TokenSpan(g.inverted, g.inverted + 1)
        else:
            cue = _verb(text, k + 1)
            speaker = inverted_subject(text, cue.last, sentence_end(text, k)) if cue else None
        part = trim(text, q.open, q.close + 1)
        if part and cue and speaker and _somebody(text, speaker):
            yield Draft("narrated", "say", (part,), cue, speaker)


def _with_infinitive(text: Text, g: Group) -> TokenSpan:
    """The cue of an inverted verb with the infinitive of speech that it leads to: "finit-il par répondre"."""
    last = max(g.last, g.inverted + 1)
    for k in range(last, min(last + 4, len(text.words))):
        if text.bits[k] & REPORTING and text.bits[k] & INFINITIVE:
            return TokenSpan(g.first, k + 1)
        if not text.bits[k] & (PREPOSITION | ADVERB | NEGATION):
            break
    return TokenSpan(g.first, last)


def _verb(text: Text, k: int) -> TokenSpan | None:
    """The verb at `k`, or a word that no table knows and that no noun's place is: "s'étrangle", "sourit"."""
    verb = k + 1 if text.lows[k] in ("s'", "se") and k + 1 < len(text.lows) else k
    bits = text.bits[verb]
    if not bits and text.words[verb].isalpha() and text.lows[verb].endswith(_ENDINGS):
        return None if text.lows[verb] in vocabulary().entries else TokenSpan(k, verb + 1)
    if not bits & FINITE or bits & (REPORTING | ETRE | AVOIR | DETERMINER | PREPOSITION | TIME):
        return None
    g = group(text, verb)
    return None if g is None or g.passive or g.negated else TokenSpan(g.first, g.last)


def _somebody(text: Text, speaker: TokenSpan) -> bool:
    """Whether a phrase is a name or a noun for a person or body, no writing ("commence la lettre")."""
    first = speaker.first
    if text.bits[first] & INVERTED:
        return True
    if not text.bits[first] & DETERMINER or text.bits[first] & CAPITAL:
        return bool(text.bits[first] & CAPITAL)
    head = text.lows[min(first + 1, speaker.last - 1)]
    return head not in speech() and sense(head) in ("actor", "")


def _is_sentence(text: Text, q: Quotation) -> bool:
    """Whether the words of a quotation hold a subject or a finite verb among several."""
    return q.last - q.first > 3 and any(text.bits[k] & SUBJECT or is_finite(text, k) for k in range(q.first, q.last))


_ENDINGS = ("e", "t", "ent", "a", "d")  # of a verb in the third person

RULE: Rule = Rule(
    "narrated",
    "After a sentence in quotation marks and a comma, a verb before its subject says who spoke, whatever it means.",
    (
        "« Je n'étais pas <là|ici> », <commence|hésite|s'étrangle> <Paul Roy|le maire|la prévenue>.",
        "« Je n'étais pas <là|ici> », <finit-il par répondre|finit-elle par avouer>.",
    ),
    ("« Je n'étais pas là », <commence|finit> la lettre qu'il a <envoyée|écrite>.",),
    narrated,
)
