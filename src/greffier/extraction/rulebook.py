"""Every rule of the extraction, by its id."""

from greffier.extraction import statements
from greffier.extraction.decisions import triggers
from greffier.extraction.rules import Rule


def rulebook() -> dict[str, Rule]:
    """The rules by their ids, statements first; ids are unique over all rooms."""
    return {rule.id: rule for rule in (*statements.RULES, *triggers.RULES)}
