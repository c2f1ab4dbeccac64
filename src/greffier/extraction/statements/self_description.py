""" "se dit sereine": an adjective that the speaker gives herself."""

from greffier.extraction.lexicon import COLON, COMMA, COORDINATOR, DETERMINER, PREPOSITION, STOP, SUBORDINATOR
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import phrase_content_end
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.syntax.text import Text


def self_description(text: Text, verb: Reporting) -> Found | None:
    """ "se dire" with an adjective: the adjective and what goes with it."""
    g, limit = verb.group, verb.limit
    if not g.reflexive or g.form.lemma != "dire":
        return None
    k = g.last
    if (
        k >= limit
        or text.lows[k] in _GREETINGS
        or text.bits[k] & (DETERMINER | PREPOSITION | COMMA | COLON | SUBORDINATOR | STOP | COORDINATOR)
    ):
        return None
    return k, phrase_content_end(text, k, limit), None


# said to each other, rather than of oneself
_GREETINGS = frozenset("bonjour bonsoir salut adieu merci bravo pardon oui non bonne".split())

RULE = Rule(
    "self-description",
    '"se dire" with an adjective or a participle says how the speaker is.',
    ("La maire se <dit|disait|dira> <prête|disposée> à témoigner.",),
    ("Les deux hommes se disent <bonjour|bonsoir|adieu|au revoir|bonne nuit|merci>.",),
    self_description,
)
