"""Who said what: a module for each construction of reported speech, and how they are put together.

`find` gives drafts by token; who the words stand for is decided once the actors are known (see `pipeline`).
"""

from greffier.extraction.statements import (
    according,
    accusation,
    colon,
    comparison,
    continued,
    demand,
    fragment,
    infinitive,
    inserted,
    noun_phrase,
    plea,
    que_clause,
    question,
    request,
    self_description,
    signed,
    wish,
)
from greffier.extraction.statements.content import Draft, mode
from greffier.extraction.statements.finding import find, is_ruling
from greffier.extraction.statements.outlets import outlet, passed_on
from greffier.extraction.statements.speakers import words_for

__all__ = ["RULES", "Draft", "find", "is_ruling", "mode", "outlet", "passed_on", "words_for"]

RULES = (
    inserted.RULE,
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
    continued.RULE,
)
