"""A proposed decision as a record: its facts beside the words that tell of it."""

from collections.abc import Iterator, Sequence

from greffier.model import Decision, Evidence, Party, Span
from greffier.readers.cells import Cells
from greffier.readers.proposals import Draft

#: Kinds of actors that decide nothing in law.
_NO_COURT = ("company", "media")


def decision(cells: Cells, draft: Draft, mentions: tuple[Span, ...], reader: str) -> Decision:
    """The record of a decision whose mentions are placed; a cell whose words are refused is empty."""
    row = draft.cells
    evidence: list[Evidence] = []
    court = cells.actor(draft, "court", mentions, evidence)
    if court is not None and cells.figures[court].draft.cells["kind"] in _NO_COURT:
        cells.refuse(draft, "court", "is a business or an outlet, which decides nothing in law", row["court"])
        court = None
        evidence.clear()
    instance = cells.rests(draft, "instance", mentions)
    if instance is not None:
        evidence.append(Evidence("instance", *instance))
    day, announced = cells.near(draft, "date_text", mentions), cells.near(draft, "announced_text", mentions)
    decided_on = cells.day(draft, "decided_on", day)
    announced_on = cells.day(draft, "announced_on", announced)
    if decided_on and announced_on and announced_on < decided_on[: len(announced_on)]:
        cells.refuse(draft, "announced_on", "is before the day of the decision", announced_on)
        announced_on = None
    return Decision(
        mentions=mentions,
        outcome=row["outcome"],
        rule=reader,
        instance=row["instance"] if instance is not None else None,
        court_id=cells.id(court),
        subject=cells.near(draft, "subject", mentions),
        sanction=cells.near(draft, "sanction", mentions),
        decided_on=decided_on,
        date=day,
        announced_on=announced_on,
        announced=announced,
        parties=tuple(_parties(cells, draft, mentions)),
        evidence=tuple(evidence),
    )


def _parties(cells: Cells, draft: Draft, mentions: Sequence[Span]) -> Iterator[Party]:
    """The parties whose words are found, each role of an actor once."""
    known = set()
    for party in draft.cells["parties"]:
        row = draft._replace(table="parties", cells=party)
        actor = cells.id(cells.named(row, "actor"))
        span = cells.near(row, "role_words", mentions)
        if actor is not None and span is not None and (actor, party["role"]) not in known:
            known.add((actor, party["role"]))
            yield Party(actor, party["role"], *span)
