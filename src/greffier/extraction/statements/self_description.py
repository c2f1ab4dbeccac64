""" "se dit sereine": an adjective that the speaker gives herself."""

from greffier.extraction.lexicon import (
    ADVERB,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    INFINITIVE,
    PREPOSITION,
    STOP,
    SUBORDINATOR,
    classed,
)
from greffier.extraction.rules import Rule
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.statements.phrase_boundaries import phrase_content_end
from greffier.extraction.syntax.adverbials import places_after
from greffier.extraction.syntax.text import Text


def self_description(text: Text, verb: Reporting) -> Found | None:
    """ "se dire" with an adjective: the adjective and what goes with it."""
    g, limit = verb.group, verb.limit
    if not g.reflexive or "self" not in verb.frames:
        return None
    for k in places_after(text, g.last, limit):
        if k < limit and text.lows[k] not in _GREETINGS and not text.bits[k] & _NO_QUALITY:
            return k, phrase_content_end(text, k, limit), None
        if k < limit and text.lows[k] in _STATES:
            return k, phrase_content_end(text, k, limit), None
    return None


_NO_QUALITY = (
    DETERMINER | PREPOSITION | COMMA | COLON | SUBORDINATOR | STOP | COORDINATOR | INFINITIVE | ADVERB | CLITIC
)
# prepositions of a state: "sans emploi", "en colère", "contre la loi"
_STATES = frozenset(("sans", "en", "pour", "contre"))
# said to each other, rather than of oneself
_GREETINGS = classed("greeting")

RULE: Rule = Rule(
    "self-description",
    '"se dire" or "se déclarer" with an adjective or a participle says how the speaker is.',
    ("La maire se <dit|disait|dira|déclare|déclarait> <|aussi |également ><prête|disposée> à témoigner.",),
    ("Les deux hommes se disent <bonjour|bonsoir|adieu|au revoir|bonne nuit|merci>.",),
    self_description,
)
