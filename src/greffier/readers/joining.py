"""Readings of one article as one: the first reader's rows, and those that each further reader adds."""

from bisect import bisect_left
from collections.abc import Sequence

from greffier.model import Actor, Decision, Extraction, Statement
from greffier.readers.agreement import matched


def joined(readings: Sequence[Extraction]) -> Extraction:
    """The rows of several readers of an article; of rows for the same words the first reader's stands.

    No two rows begin at one place. What a further reader knows of an actor that is there are its places alone.
    """
    result = readings[0]
    for other in readings[1:]:
        result = _with(result, other)
    return result


def _with(known: Extraction, other: Extraction) -> Extraction:
    pairs = matched("decisions", known.decisions, other.decisions)
    moved: dict[int, int] = {}
    decisions = list(known.decisions)
    taken = {decision.mentions[0].start for decision in decisions}
    for number, decision in enumerate(other.decisions):
        start = decision.mentions[0].start
        if number in pairs:
            moved[start] = known.decisions[pairs[number]].mentions[0].start
        elif start not in taken:
            moved[start] = start
            decisions.append(decision)
    pairs = matched("statements", known.statements, other.statements)
    begun = {statement.parts[0].start for statement in known.statements}
    statements = [
        statement._replace(decision=None if statement.decision is None else moved.get(statement.decision))
        for number, statement in enumerate(other.statements)
        if number not in pairs and statement.parts[0].start not in begun
    ]
    return Extraction(
        known.article,
        _actors(known.actors, other.actors),
        tuple(sorted((*known.statements, *statements), key=_said)),
        tuple(sorted(decisions, key=_told)),
    )


def _actors(known: Sequence[Actor], others: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors of both; a place where somebody is mentioned already is nobody else's."""
    found = {actor.actor_id: actor for actor in known}
    places = sorted((mention.start, mention.end) for actor in known for mention in actor.mentions)
    for actor in others:
        own = found.get(actor.actor_id)
        if own is None:
            found[actor.actor_id] = actor
        else:
            free = [mention for mention in actor.mentions if not _taken(places, mention.start, mention.end)]
            found[actor.actor_id] = own._replace(mentions=tuple(sorted({*own.mentions, *free})))
    return tuple(found.values())


def _taken(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the places, which overlap little if at all, is overlapped."""
    first = max(bisect_left(places, (start, start)) - 2, 0)
    return any(begin < end and start < last for begin, last in places[first : bisect_left(places, (end, end))])


def _said(statement: Statement) -> int:
    return statement.parts[0].start


def _told(decision: Decision) -> int:
    return decision.mentions[0].start
