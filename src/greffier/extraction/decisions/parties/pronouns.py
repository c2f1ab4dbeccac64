"""Whom an object pronoun or a possessive refers to: "l'a condamné", "lui a donné raison", "son pourvoi"."""

from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.courts import decider
from greffier.extraction.lexicon import FINITE, PREPOSITION
from greffier.extraction.syntax.subjects import subject
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.extraction.syntax.verb_groups import finite_group, is_finite

_SINGULAR = ("l'", "le", "la", "lui", "son", "sa", "ses")
_OBJECTS = ("l'", "le", "la", "les")  # whom a verb falls on
_PLURAL = ("les", "leur", "leurs")
POSSESSIVES = ("son", "sa", "ses", "leur", "leurs")
_BACK = 2  # sentences before its own in which the one is named whom a pronoun refers to
_NO_PARTY = ("court", "media")
_NO_ONE = (*_NO_PARTY, "group")  # what a pronoun in the singular does not refer to


def antecedents(text: Text, bench: Bench, k: int, agent: TokenSpan | None, last: tuple[str, ...]) -> tuple[str, ...]:
    """The actors that the pronoun at `k` refers to: named before it in its sentence, whom the decision before falls
    on (`last`), or the first one named in a sentence before; nobody where none of them fits.
    """
    low = text.lows[k]
    number = text.sentence(k)
    here = _named(bench, text.sentences[number].first, k, agent)
    if low in _OBJECTS:
        here = [actor for actor in here if not _prosecutes(bench, text.sentences[number].first, k, actor)]
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
        sentence = text.sentences[number - back]
        found = _leading(text, bench, sentence) or _named(bench, *sentence, agent)
        if found:
            return (found[0],)
    return ()


def _prosecutes(bench: Bench, first: int, last: int, actor: str) -> bool:
    """Whether an actor named between two tokens is the prosecution or a judge, who is not the one convicted."""
    named = (TokenSpan(start, end) for one, start, end in bench.entities.named(first, last) if one == actor)
    found = next((decider(bench.text, phrase) for phrase in named), None)
    return found is not None and found.kind in ("prosecution", "judge")


def _leading(text: Text, bench: Bench, sentence: TokenSpan) -> list[str]:
    """Who the subject of a sentence is, where one person or body: "Cet ancien avocat vit ici. La cour l'a acquitté"."""
    verb = next((k for k in range(*sentence) if text.bits[k] & FINITE and is_finite(text, k)), -1)
    group = finite_group(text, verb) if verb >= 0 else None
    phrase = subject(text, group) if group else None
    found = bench.actors(phrase) if phrase else []
    return [actor for actor in found if bench.kind(actor) not in _NO_ONE]


def _named(bench: Bench, first: int, last: int, agent: TokenSpan | None) -> list[str]:
    """The actors named between two tokens that can be a party, but for whom the words of the agent name."""
    return [
        actor
        for actor, start, _ in bench.entities.named(first, last)
        if bench.kind(actor) not in _NO_PARTY
        and not (agent and agent.first <= start < agent.last)
        and not _is_place(bench, actor, start)
    ]


def _is_place(bench: Bench, actor: str, k: int) -> bool:
    """Whether a state is where something is, rather than who does something: "dans le delta du Niger"."""
    state = bench.entities.one(actor).mentions[0].category == "state"
    return state and k > 0 and bool(bench.text.bits[k - 1] & PREPOSITION)
