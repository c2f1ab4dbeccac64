"""Legal decisions: the tellings of one ruling joined into one record, with its court, day, rank and parties."""

from datetime import date

from greffier.extraction.coreference.entities import Entities
from greffier.extraction.dates import days
from greffier.extraction.decisions.joining import inherit, joined, refer
from greffier.extraction.decisions.parties import Parties
from greffier.extraction.decisions.ruling import Bench, Ruling
from greffier.extraction.decisions.tellings import tellings
from greffier.extraction.syntax.text import Text
from greffier.model import Decision, Evidence, Span

_WITH_SANCTION = ("convicted", "ordered", "granted", "partly_granted", "upheld")


def find(text: Text, cast: Entities, published_on: date | None) -> list[Decision]:
    """Every decision that the article tells of, in the order of its first telling."""
    found = days(text, published_on)
    bench = Bench(text, cast)
    rulings = joined(text, bench, tellings(text, found, bench), found, published_on)
    refer(text, bench, rulings, found, published_on)
    inherit(text, rulings)
    parties = Parties(text, bench, rulings)
    place(rulings)
    latest = published_on.isoformat() if published_on else "9999"
    records = (_record(text, r, parties) for r in rulings)
    return sorted((_past(record, latest) for record in records), key=lambda d: d.tellings[0])


def _past(record: Decision, latest: str) -> Decision:
    """The decision without a day later than the article's: no article tells of a ruling to come."""
    return record._replace(decided_on=None, date=None) if (record.decided_on or "") > latest else record


def place(rulings: list[Ruling]) -> None:
    """Gives each ruling a place of its own: of two that begin with the same words the second begins at its verb."""
    taken: set[int] = set()
    for one in sorted(rulings, key=lambda r: min((t.first, t.verb) for t in r.tellings)):
        k = min(range(len(one.tellings)), key=lambda n: (one.tellings[n].first, one.tellings[n].verb))
        telling = one.tellings[k]
        first = telling.first
        if first in taken:
            first = telling.verb
        while first in taken:
            first += 1
        taken.add(first)
        one.tellings[k] = telling._replace(first=first, last=max(telling.last, first + 1))


def _record(text: Text, one: Ruling, parties: Parties) -> Decision:
    """The ruling as a record."""
    spans = sorted({Span(*text.span(t.first, max(t.last, t.first + 1))) for t in one.tellings})
    first = min(one.tellings, key=lambda t: (text.starts[t.first], t.verb))
    day, decided, announced = one.day, one.decided, one.announced
    if decided is None and day is None and announced is not None:
        day, decided, announced = announced, announced.value, None
    if announced is not None and announced.value == decided:
        announced = None
    evidence = []
    if one.court and one.court_at:
        evidence.append(Evidence("court_id", *text.span(*one.court_at)))
    if one.instance and one.instance_at:
        evidence.append(Evidence("instance", *text.span(*one.instance_at)))

    def span(tokens: tuple[int, int] | None) -> Span | None:
        return Span(*text.span(*tokens)) if tokens and tokens[1] > tokens[0] else None

    return Decision(
        tellings=tuple(spans),
        outcome=one.outcome,
        rule=first.rule,
        instance=one.instance or None,
        court_id=one.court,
        subject=span(one.subject),
        sanction=span(one.sanction) if one.outcome in _WITH_SANCTION else None,
        decided_on=decided,
        date=span((day.first, day.last)) if day else None,
        announced_on=announced.value if announced else None,
        announced=span((announced.first, announced.last)) if announced else None,
        parties=parties.of(one),
        evidence=tuple(evidence),
    )
