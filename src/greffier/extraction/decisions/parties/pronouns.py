"""Whom an object pronoun or a possessive refers to: "l'a condamné", "lui a donné raison", "son pourvoi"."""

from greffier.extraction.decisions.bench import Bench
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan

_SINGULAR = ("l'", "le", "la", "lui", "son", "sa", "ses")
_PLURAL = ("les", "leur", "leurs")
POSSESSIVES = ("son", "sa", "ses", "leur", "leurs")
_BACK = 2  # sentences before its own in which the one is named whom a pronoun refers to
_NO_PARTY = ("court", "media")


def antecedents(text: Text, bench: Bench, k: int, agent: TokenSpan | None, last: tuple[str, ...]) -> tuple[str, ...]:
    """The actors that the pronoun at `k` refers to: named before it in its sentence, whom the decision before falls
    on (`last`), or the first one named in a sentence before; nobody where none of them fits.
    """
    low = text.lows[k]
    number = text.sentence(k)
    here = _named(bench, text.sentences[number].first, k, agent)
    if low in _PLURAL:
        groups = [a for a in here if bench.kind(a) == "group"] or (list(last) if len(last) > 1 else [])
        return tuple(groups[:1]) if groups and len(last) < 2 else tuple(groups)
    if low not in _SINGULAR:
        return ()
    if here:
        return (here[0],)
    if last:
        return last if len(last) == 1 else ()
    for back in range(1, _BACK + 1):
        if number - back < 0:
            break
        found = _named(bench, *text.sentences[number - back], agent)
        if found:
            return (found[0],)
    return ()


def _named(bench: Bench, first: int, last: int, agent: TokenSpan | None) -> list[str]:
    """The actors named between two tokens that can be a party, but for whom the words of the agent name."""
    return [
        actor
        for actor, start, _ in bench.entities.named(first, last)
        if bench.kind(actor) not in _NO_PARTY and not (agent and agent.first <= start < agent.last)
    ]
