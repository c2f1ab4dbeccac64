"""Who decides, by the words that name it: courts, judges, prosecutors, authorities, and the instance of each."""

from typing import NamedTuple

from greffier.extraction.decisions.vocabulary import forms, head, match
from greffier.extraction.lexicon import PREPOSITION
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan


class Decider(NamedTuple):
    """What the head of a noun phrase is: court, judge, prosecution, authority; `instance` is empty where unknown."""

    kind: str
    instance: str


def decider(text: Text, phrase: TokenSpan) -> Decider | None:
    """What a noun phrase is that could decide, or None.

    Takes: "la cour d'appel de Lyon", "les huit juges".  Leaves: "l'avocat du tribunal", "le maire".
    """
    k = head(text, *phrase)
    found = match(text, k, "instances", "court judge prosecution authority") if k < len(text.lows) else None
    return Decider(found[1]["class"], found[1]["instance"]) if found else None


def is_vague(text: Text, phrase: TokenSpan) -> bool:
    """Whether a phrase names no court of its own: "la justice", "le tribunal", "les juges"."""
    words = text.lows[phrase.first + 1 : phrase.first + 4]
    return words[:1] in (["justice"], ["plus"], ["haute"]) or (
        phrase.last - phrase.first <= 2 and not text.words[phrase.last - 1].isupper()
    )


def explicit_instance(text: Text, first: int, last: int) -> tuple[str, TokenSpan] | None:
    """The instance that words between two tokens name ("en appel"), and where."""
    for k in range(first, last):
        if not (text.bits[k] & PREPOSITION or text.lows[k] in forms("rank_start")):
            continue
        found = match(text, k, "instances", "phrase")
        earlier = k > first + 1 and text.lows[k - 1] in forms("given") and text.lows[k - 2] != "été"
        if found and found[0] <= last and "contre" not in text.lows[max(first, k - 3) : k] and not earlier:
            return found[1]["instance"], TokenSpan(k, found[0])
    return None
