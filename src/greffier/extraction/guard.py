"""The last look at an extraction: no span is empty and no two records would have one id, whatever the text."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from greffier.model import Actor, Decision, Evidence, Extraction, Mention, Party, Span, Statement

_Spanned = TypeVar("_Spanned", Mention, Span, Evidence, Party)


def guarded(found: Extraction) -> Extraction:
    """The extraction without empty spans, records that rest on nothing else, and second records of one place."""
    decisions = tuple(_decisions(found.decisions))
    places = {decision.mentions[0].start for decision in decisions}
    return found._replace(
        actors=tuple(_actors(found.actors)),
        statements=tuple(_statements(found.statements, places)),
        decisions=decisions,
    )


def _actors(actors: Iterable[Actor]) -> Iterator[Actor]:
    taken: set[Span] = set()
    for actor in actors:
        mentions = []
        for mention in _filled(actor.mentions):
            span = Span(mention.start, mention.end)
            if span not in taken:
                taken.add(span)
                mentions.append(mention)
        evidence = _filled(actor.evidence)
        whole = len(mentions) == len(actor.mentions) and len(evidence) == len(actor.evidence)
        yield actor if whole else actor._replace(mentions=tuple(mentions), evidence=evidence)


def _statements(statements: Iterable[Statement], places: set[int]) -> Iterator[Statement]:
    taken: set[int] = set()
    for statement in statements:
        parts = _filled(statement.parts)
        if parts and parts[0].start not in taken:
            taken.add(parts[0].start)
            yield statement._replace(
                parts=parts,
                speaker=_or_none(statement.speaker),
                cue=_or_none(statement.cue),
                decision=statement.decision if statement.decision in places else None,
                evidence=_filled(statement.evidence),
            )


def _decisions(decisions: Iterable[Decision]) -> Iterator[Decision]:
    taken: set[int] = set()
    for decision in decisions:
        mentions = _filled(decision.mentions)
        if mentions and mentions[0].start not in taken:
            taken.add(mentions[0].start)
            yield decision._replace(
                mentions=mentions,
                subject=_or_none(decision.subject),
                sanction=_or_none(decision.sanction),
                date=_or_none(decision.date),
                announced=_or_none(decision.announced),
                parties=_filled(decision.parties),
                evidence=_filled(decision.evidence),
            )


def _filled(spanned: Iterable[_Spanned]) -> tuple[_Spanned, ...]:
    return tuple(each for each in spanned if each.start < each.end)


def _or_none(span: Span | None) -> Span | None:
    return span if span and span.start < span.end else None
