"""Every rule of the extraction, by its id."""

from greffier.extraction import statements
from greffier.extraction.coreference import constructions as coreference
from greffier.extraction.dates import constructions as dates
from greffier.extraction.decisions import constructions as decisions
from greffier.extraction.decisions import triggers
from greffier.extraction.decisions.parties import constructions as parties
from greffier.extraction.mentions import constructions as mentions
from greffier.extraction.rules import Rule

_ROOMS = (statements, triggers, decisions, parties, dates, coreference, mentions)


def rulebook() -> dict[str, Rule]:
    """The rules by their ids, statements first; ids are unique over all rooms."""
    return {rule.id: rule for room in _ROOMS for rule in room.RULES}
