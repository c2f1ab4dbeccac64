"""What a decision is about: the words of the request, the act or the earlier decision that it settles."""

from greffier.extraction.decisions.mention import DecisionMention
from greffier.extraction.decisions.vocabulary import opens_clause
from greffier.extraction.lexicon import (
    CAPITAL,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    PARTICIPLE,
    PREPOSITION,
    SEMICOLON,
    STOP,
)
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_REACH = 40  # tokens: how far the words that belong to a request are followed
_AIMS = ("visant", "tendant")


def subject_of(text: Text, mention: DecisionMention) -> TokenSpan | None:
    """What a mention decides on with all that belongs to it: "la demande" → "la demande à faire lever le secret"."""
    phrase = mention.ruled_on
    if phrase is None:
        return None
    limit = text.sentences[text.sentence(phrase.first)].last
    stop = min(mention.trigger if phrase.first < mention.trigger else limit, phrase.first + _REACH)
    k = phrase.last
    if k < stop and (text.bits[k] & (PREPOSITION | PARTICIPLE | COORDINATOR) or text.lows[k] in _AIMS):
        while k < stop and not _ends(text, k, stop):
            k += 1
    while k > phrase.last and text.bits[k - 1] & (COORDINATOR | PREPOSITION):
        k -= 1
    return TokenSpan(phrase.first, max(k, phrase.last))


def _ends(text: Text, k: int, stop: int) -> bool:
    """Whether the words that belong to a request end before token `k`."""
    if text.bits[k] & (STOP | SEMICOLON | COLON | COMMA) or opens_clause(text, k):
        return True
    if text.lows[k] == "en" and text.words[min(k + 1, stop - 1)][0].isdigit():
        return True
    follows = text.bits[k + 1] if k + 1 < stop else 0
    if not text.bits[k] & COORDINATOR:
        return False
    named = follows & (DETERMINER | CAPITAL)
    clause = named and any(opens_clause(text, j) for j in range(k + 1, min(k + 9, stop)))
    return bool(follows & PARTICIPLE or clause)
