"""Who said what: a module for each construction of reported speech, and how they are put together.

`find` gives drafts by token; who the words stand for is decided once the actors are known (see `attribution`).
"""

from greffier.extraction.statements import (
    according,
    accusation,
    colon,
    comparison,
    continued,
    demand,
    described,
    fragment,
    infinitive,
    inserted,
    narrated,
    noun_phrase,
    plea,
    que_clause,
    question,
    request,
    self_description,
    signed,
    wish,
)
from greffier.extraction.statements.finding import find

__all__ = ["RULES", "find"]

RULES = (
    inserted.RULE,
    narrated.RULE,
    colon.RULE,
    signed.RULE,
    self_description.RULE,
    plea.RULE,
    que_clause.RULE,
    que_clause.PARTICIPLE,
    question.RULE,
    infinitive.RULE,
    accusation.RULE,
    request.RULE,
    demand.RULE,
    noun_phrase.RULE,
    wish.RULE,
    according.RULE,
    comparison.RULE,
    fragment.RULE,
    described.RULE,
    continued.RULE,
)
