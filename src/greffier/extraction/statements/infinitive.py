""" "affirme avoir A": a bare infinitive."""

from greffier.extraction.lexicon import MARK
from greffier.extraction.rules import Rule
from greffier.extraction.statements.boundaries import clause_end
from greffier.extraction.statements.cues import Found, Reporting, infinitive_after
from greffier.extraction.syntax.text import Text


def infinitive(text: Text, verb: Reporting) -> Found | None:
    """The bare infinitive after a verb of asserting or denying."""
    if "inf" not in verb.frames:
        return None
    start = infinitive_after(text, verb.group.last, verb.limit)
    if start < 0:
        return None
    if text.bits[start - 1] & MARK and text.quote_at[start - 1] >= 0:
        start -= 1
    return start, clause_end(text, start, verb.limit, verb.group, verb.inner), None


RULE: Rule = Rule(
    "infinitive",
    "A verb of asserting or denying governs a bare infinitive whose subject is its own.",
    (
        "Le prévenu <@tense:affirmer> <avoir agi|ne pas avoir agi> seul.",
        "Les prévenus <@tenses:reconnaître> avoir frappé <@man>.",
    ),
    ("Le prévenu <@tense:affirmer> sa force.",),
    infinitive,
)
