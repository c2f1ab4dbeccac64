"""A short article and what it says, made by hand."""

import os
from pathlib import Path

from greffier.model import Actor, Decision, Evidence, Mention, Party, Span, Statement

ROOT = Path(__file__).parents[1]
TEXT = "Lundi, le tribunal de Vire a débouté Jean Morel. « C'est injuste », a-t-il dit, « et je ferai appel »."


def records_of(text: str) -> tuple[tuple[Actor, ...], tuple[Statement, ...], tuple[Decision, ...]]:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    court, morel, he = span("tribunal de Vire"), span("Jean Morel"), span("il")
    named = (Mention(*court, "name"),)
    told = (Mention(*morel, "name"), Mention(*he, "pronoun"))
    country = (Evidence("country", *span("Vire")),)
    actors = (
        Actor("tribunal-de-vire", "tribunal de Vire", "court", None, "FR", None, named, country),
        Actor("jean-morel", "Jean Morel", "person", None, None, None, told, ()),
    )
    content = (span("C'est injuste"), span("et je ferai appel"))
    statement = Statement(content, "direct", "say", "jean-morel", he, span("a-t-il dit"), "inserted-clause")
    decision = Decision(
        (span("a débouté"),),
        "dismissed",
        "decision-active",
        court_id="tribunal-de-vire",
        decided_on="2024-05-06",
        date=span("Lundi"),
        parties=(Party("jean-morel", "claimant", *morel),),
        evidence=(Evidence("court_id", *court),),
    )
    return actors, (statement,), (decision,)


def trials(count: int) -> int:
    """How often a trial is made: `count`, times GREFFIER_TRIALS where that is set."""
    return max(1, round(count * float(os.environ.get("GREFFIER_TRIALS", "1"))))
