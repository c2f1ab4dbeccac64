""" "entend obtenir « A »": a wish or an intention, where it is quoted."""

from greffier.extraction.lexicon import COLON, FINITE, MARK, SEMICOLON, STOP
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.content import skip_quote
from greffier.extraction.statements.cues import Found, Reporting
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.verb_groups import is_finite


def wish(text: Text, verb: Reporting) -> Found | None:
    """A wish or an intention, where it is quoted."""
    g, limit = verb.group, verb.limit
    if "wish" not in verb.frames or g.passive:
        return None
    for k in range(g.last, min(limit, g.last + 14)):
        if text.bits[k] & (STOP | SEMICOLON | COLON) or text.bits[k] & FINITE and is_finite(text, k):
            return None
        if text.bits[k] & MARK:
            after = skip_quote(text, k)
            if after - k < 4:
                return None
            if text.lows[k + 1] in ("que", "qu'"):
                return k + 2, clause_end(text, k + 2, limit, g, verb.inner), None
            return k, after, None
    return None


RULE: Rule = Rule(
    "wish",
    "A wish or an intention is a statement only where its words are quoted.",
    ("La ville <entend|souhaite|veut> obtenir « la vérité sur ce contrat ».",),
    ("La ville <entend|souhaite|veut> obtenir la vérité.",),
    wish,
)
