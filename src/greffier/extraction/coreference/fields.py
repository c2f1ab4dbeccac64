"""What the noun of a description says of whom it can take up: its fields of life, and what a known name is."""

from functools import cache

from greffier.extraction.coreference.entity import Cluster
from greffier.extraction.lexicon import table
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.mentions.natures import natures, natures_of_noun


@cache
def _fields() -> dict[str, dict[str, bool]]:
    """The fields of life of a noun for a person, each with whether the noun can take up anybody of it."""
    found: dict[str, dict[str, bool]] = {}
    for row in table("fields"):
        found.setdefault(row["form"], {})[row["field"]] = row["general"] == "yes"
    return found


def nature(mention: Mention, entity: Cluster) -> str:
    """Whether the noun of a description fits the known name of an entity: `fits`, `unlike`, or empty for unknown."""
    names = {one.entry.canonical for one in entity.mentions[:6] if one.entry and one.category == "name"}
    known = {one for name in names for one in natures(name)}
    meant = natures_of_noun(" ".join(mention.entry.lows)) if mention.entry else frozenset()
    if not known or not meant:
        return ""
    return "fits" if known & meant else "unlike"


@cache
def fields(key: str) -> dict[str, bool]:
    """The fields of a role: of the whole, else of its first word ("juge d'instruction": of "juge")."""
    known = _fields()
    for form in (key, key.removeprefix("ex-"), key.split(" ")[0]):
        if form in known:
            return known[form]
    return {}
