"""Which entities become rows: decided last and once, from what all records speak of."""

from collections.abc import Iterator, Sequence

from greffier.extraction.coreference.entities import Entities
from greffier.model import Actor, Decision, Span, Statement


def actors(entities: Entities, statements: Sequence[Statement], decisions: Sequence[Decision]) -> tuple[Actor, ...]:
    """The actors that the article names as such, and those that a statement or a decision speaks of."""
    decided = [span for decision in decisions for span in (*decision.mentions, decision.subject) if span]
    return entities.actors(_uses(statements, decisions), decided)


def _uses(statements: Sequence[Statement], decisions: Sequence[Decision]) -> Iterator[tuple[str, Span | None]]:
    """The actors that the records speak of, each with the words that stand for it where a record has them."""
    for said in statements:
        if said.speaker_id:
            yield said.speaker_id, said.speaker
        others = {"target_id": said.target_id, "via_id": said.via_id}
        for field, start, end in said.evidence:
            actor = others.get(field)
            if actor:
                yield actor, Span(start, end)
    for decision in decisions:
        for party in decision.parties:
            yield party.actor_id, Span(party.start, party.end)
        if decision.court_id:
            words = [Span(start, end) for field, start, end in decision.evidence if field == "court_id"]
            yield decision.court_id, words[0] if words else None
