"""Every rule of the extraction, by its id."""

import inspect
import re
from collections.abc import Callable

from greffier.extraction import statements
from greffier.extraction.decisions import triggers
from greffier.extraction.rules import Rule


def rulebook() -> dict[str, Rule]:
    """The rules by their ids, statements first; ids are unique over all rooms."""
    of_decisions = (_documented(name, find) for name, find in triggers.RULES.items())
    return {rule.id: rule for rule in (*statements.RULES, *of_decisions)}


def _documented(name: str, find: Callable[..., object]) -> Rule:
    """A rule whose fact and examples stand in its function's docstring."""
    doc = inspect.getdoc(find) or ""
    takes, leaves = (tuple(re.findall(rf"^{word}: (\S.*)$", doc, re.MULTILINE)) for word in ("Takes", "Leaves"))
    return Rule(name, doc.partition("\n\n")[0].replace("\n", " "), takes, leaves, find)
