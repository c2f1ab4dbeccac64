"""What a noun says: what happens or is so, or a thing."""

from functools import cache

from greffier.extraction.lexicon import table
from greffier.extraction.syntax.vocabulary import vocabulary

# endings of nouns for what happens or is so
EVENT_ENDINGS = (
    "ages",
    "ances",
    "ences",
    "ures",
    "ismes",
    "tion",
    "tions",
    "sion",
    "sions",
    "ment",
    "ments",
    "age",
    "ance",
    "ence",
    "ité",
    "ités",
    "ure",
    "isme",
)


@cache
def nouns() -> dict[str, str]:
    """The nouns whose sense decides whether they can be a content: event or thing."""
    return {row["form"]: row["class"] for row in table("nouns")}


def sense(low: str) -> str:
    """What a noun says: event, thing or actor; empty where it is unknown. A procureure is one by her office."""
    known = nouns().get(low)
    if known is not None:
        return known
    if any(entry.category == "role" and len(entry.lows) == 1 for entry in vocabulary().entries.get(low, ())):
        return "actor"
    return "event" if low.endswith(EVENT_ENDINGS) else ""
