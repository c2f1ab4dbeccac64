"""Who the words of an article stand for, as far as decisions ask: actors, and which of them decide."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from greffier.extraction.coreference.entities import Entities
from greffier.extraction.decisions.courts import Decider, decider
from greffier.extraction.decisions.vocabulary import forms, head, match, phrases
from greffier.extraction.lexicon import CAPITAL, COMMA, COORDINATOR, DETERMINER, NUMBER
from greffier.extraction.syntax.phrases import phrase_end
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_LIST = 40  # tokens: how far the members of a joint phrase are followed
_NAME = 6  # tokens: no name is longer


class Bench(NamedTuple):
    """The actors of an article, those known to judge, and the instance of each court that the article names."""

    text: Text
    entities: Entities
    judges: dict[str, TokenSpan]  # each with the words that name it
    instances: dict[str, str]

    def actors(self, phrase: TokenSpan, definite: bool = True) -> list[str]:
        """The actors that a phrase refers to: one, or those that "et" and commas join."""
        members = _members(self.text, phrase)
        if len(members) > 1:
            found = [self.entities.who(*part, definite) for part in members]
            known = list(dict.fromkeys(one for one in found if one))
            if all(found) or len(known) > 1:
                return known
        one = self.entities.who(*phrase, definite)
        return [one] if one else []

    def kind(self, actor: str) -> str:
        """The kind of an actor."""
        return self.entities.kind(actor)

    def decider(self, phrase: TokenSpan) -> Decider | None:
        """What a phrase is that could decide: by its head, else by what is known of the actor it refers to."""
        found = decider(self.text, phrase)
        if found and found.kind != "authority":
            return found
        if found:
            actor = self.entities.who(*phrase)
            court = actor is not None and self.kind(actor) == "court"
            return Decider("court", self.instances.get(actor or "", "")) if court else found
        if self.text.lows[head(self.text, *phrase)] in forms("document"):
            return Decider("court", "")
        if not _names(self.text, phrase):
            return Decider("nobody", "")
        return self._known(self.entities.who(*phrase))

    def _known(self, actor: str | None) -> Decider | None:
        """What an actor is that a name or a pronoun refers to; None where that is nobody known."""
        if actor is None:
            return None
        if actor in self.judges:
            return Decider("judge", "")
        kind = self.kind(actor)
        if kind == "court":
            return Decider("court", self.instances.get(actor, ""))
        return Decider("body" if kind == "public_body" else "nobody", "")


@cache
def _triggers() -> frozenset[str]:
    """The words that can name who judges, or open the name of a court."""
    return forms("bench").union(phrases("instances", "court judge"))


def bench(text: Text, entities: Entities) -> Bench:
    """The bench of an article: who judges by "la juge X" and "X, juge à Dole", which court is of which instance."""
    judges: dict[str, TokenSpan] = {}
    instances: dict[str, str] = {}
    for k in text.places(_triggers()):
        if text.lows[k] in forms("bench"):
            for judge, words in _judges(text, entities, k):
                judges.setdefault(judge, words)
            continue
        phrase = (k, phrase_end(text, k, text.sentences[text.sentence(k)].last))
        named = match(text, k, "instances", "court")
        found = Decider("court", named[1]["instance"]) if named and named[0] > k + 1 else None
        actor = entities.who(*phrase) if found and found.instance else None
        if actor and found and entities.kind(actor) == "court":
            instances[actor] = found.instance
    return Bench(text, entities, judges, instances)


def _judges(text: Text, entities: Entities, k: int) -> Iterator[tuple[str, TokenSpan]]:
    """Who judges by the word at `k` ("juge", "magistrate") and the name before or after it."""
    limit = text.sentences[text.sentence(k)].last
    phrase = TokenSpan(k - 1 if k and text.bits[k - 1] & DETERMINER else k, phrase_end(text, k, limit))
    found = decider(text, phrase)
    if not found or found.kind != "judge":
        return
    places = [phrase] if any(text.bits[j] & CAPITAL for j in range(k + 1, phrase.last)) else []
    if phrase.first and text.bits[phrase.first - 1] & COMMA and text.bits[max(0, phrase.first - 2)] & CAPITAL:
        first = phrase.first - 2
        while first and text.bits[first - 1] & CAPITAL and phrase.first - first < _NAME:
            first -= 1
        places.append(TokenSpan(first, phrase.first - 1))
    for place in places:
        actor = entities.who(*place)
        if actor and entities.kind(actor) != "court":
            yield actor, place


def _names(text: Text, phrase: TokenSpan) -> bool:
    """Whether a phrase names somebody or is a pronoun: a description of no court or judge decides nothing."""
    if phrase.last - phrase.first == 1:
        return True
    first = phrase.first + bool(text.bits[phrase.first] & DETERMINER)
    return any(text.bits[k] & CAPITAL for k in range(first, phrase.last))


def _members(text: Text, phrase: TokenSpan) -> list[TokenSpan]:
    """The members of a phrase that "et" and commas join, each with a name or a determiner of its own."""
    out: list[TokenSpan] = []
    begin = phrase.first
    for k in range(phrase.first + 1, min(phrase.last - 1, phrase.first + _LIST)):
        if text.bits[k] & (COMMA | COORDINATOR) and text.bits[k + 1] & (DETERMINER | CAPITAL | NUMBER):
            if k > begin:
                out.append(TokenSpan(begin, k))
            begin = k + 1
    out.append(TokenSpan(begin, phrase.last))
    if len(out) > 1 and text.lows[phrase.first] in ("les", "des", "aux"):
        # "les juges Anna Weil et Paul Hus": the plural noun is that of each
        named = next((k for k in range(phrase.first + 2, out[0].last) if text.bits[k] & CAPITAL), phrase.first)
        lists = all(text.bits[first] & CAPITAL for first, _ in out[1:])
        out[0] = TokenSpan(named if lists else phrase.first, out[0].last)
    return out
