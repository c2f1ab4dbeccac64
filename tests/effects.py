"""What a rule adds to the rows of a sentence: the cells that are not there while it is left out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from greffier.extraction.pipeline import extract
from greffier.extraction.rules import Rule, Variant, left_out
from greffier.model import Extraction

Cell = tuple[Any, ...]


def effect(rule: Rule, variant: Variant) -> set[Cell]:
    """The cells of the rule's own columns that a sentence has with it and not without it, told by their places."""
    with left_out(rule.id):
        without = set(_cells(_read(variant), variant))
    return {cell for cell in _cells(_read(variant), variant) if cell not in without and cell[0] in rule.cells}


def _read(variant: Variant) -> Extraction:
    return extract(variant.text, article_id="x", published_on=date(2020, 1, 20))


def _cells(found: Extraction, variant: Variant) -> Iterator[Cell]:
    place = variant.place
    at = {actor.actor_id: place(actor.mentions[0].start) for actor in found.actors}
    for actor in found.actors:
        for mention in actor.mentions:
            yield "actors", at[actor.actor_id], place(mention.start)
        for field, start, end in actor.evidence:
            yield field, at[actor.actor_id], place(start), place(end)
    for said in found.statements:
        yield "speaker_id", place(said.parts[0].start), at.get(said.speaker_id)
    for one in found.decisions:
        own = place(one.mentions[0].start)
        yield "court_id", own, at.get(one.court_id)
        for field, day, span in (
            ("decided_on", one.decided_on, one.date),
            ("announced_on", one.announced_on, one.announced),
        ):
            yield field, own, bool(day), place(span.start) if span else None
        for party in one.parties:
            yield "parties", own, at[party.actor_id], party.role, place(party.start), place(party.end)
