"""What a noun says: what happens or is so, or a thing."""

from functools import cache

from greffier.extraction.lexicon import table

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
