"""What sort of body a known name is: an outlet, a bank, a party, a social network."""

from functools import cache

from greffier.extraction.lexicon import table
from greffier.extraction.syntax.vocabulary import normal


@cache
def _table(name: str) -> dict[str, frozenset[str]]:
    """The natures of each form of a table, by the form's tokens in lower case."""
    found: dict[str, set[str]] = {}
    for row in table(name):
        found.setdefault(normal(row["form"]), set()).add(row["nature"])
    return {form: frozenset(natures) for form, natures in found.items()}


def natures(name: str) -> frozenset[str]:
    """What sorts of body a known name is; none for a name that the lexicon does not know.

    >>> sorted(natures("charlie hebdo"))
    ['satirical', 'weekly']
    """
    return _table("natures").get(name, frozenset())


def natures_of_noun(noun: str) -> frozenset[str]:
    """The sorts of body that a noun can describe.

    >>> "bank" in natures_of_noun("établissement bancaire")
    True
    """
    return _table("nature_nouns").get(noun, frozenset())
