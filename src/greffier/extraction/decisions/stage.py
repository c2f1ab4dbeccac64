"""Legal decisions: the mentions of one decision joined into one record, with its court, day, instance and parties."""

from datetime import date

from greffier.extraction.coreference.entities import Entities
from greffier.extraction.dates.finding import days
from greffier.extraction.decisions.bench import bench
from greffier.extraction.decisions.draft import Draft
from greffier.extraction.decisions.joining import joined, with_references, with_shared
from greffier.extraction.decisions.parties.finding import parties
from greffier.extraction.decisions.settings import with_settings
from greffier.extraction.decisions.triggers import mentions
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.tokens import TokenSpan
from greffier.model import Decision, Evidence, Party, Span

_WITH_SANCTION = ("convicted", "ordered", "granted", "partly_granted", "upheld")


def find(text: Text, entities: Entities, published_on: date | None) -> list[Decision]:
    """Every decision that the article mentions, in the order of its first mention."""
    dates = days(text, published_on)
    who = bench(text, entities)
    drafts = joined(text, who, mentions(text, dates, who), dates, published_on)
    drafts = with_references(text, drafts, dates, published_on)
    drafts = with_settings(text, who, drafts, dates, published_on)
    drafts = with_shared(text, drafts)
    rows = parties(text, who, drafts)
    latest = published_on.isoformat() if published_on else "9999"
    records = (_past(_record(text, one, held), latest) for one, held in zip(placed(text, drafts), rows, strict=True))
    return sorted(records, key=lambda decision: decision.mentions[0])


def _past(record: Decision, latest: str) -> Decision:
    """The decision without a day later than the article's: no article reports a decision to come."""
    return record._replace(decided_on=None, date=None) if (record.decided_on or "") > latest else record


def placed(text: Text, drafts: list[Draft]) -> list[Draft]:
    """The drafts, each with a place of its own: of two that begin with the same words the second begins at its verb."""
    found = list(drafts)
    taken: set[int] = set()
    for n in sorted(range(len(found)), key=lambda n: min((m.first, m.trigger) for m in found[n].mentions)):
        mentions = list(found[n].mentions)
        k = min(range(len(mentions)), key=lambda i: (mentions[i].first, mentions[i].trigger))
        first = mentions[k].first if mentions[k].first not in taken else mentions[k].trigger
        while first in taken:
            first += 1
        taken.add(first)
        mentions[k] = mentions[k]._replace(first=first, last=max(mentions[k].last, first + 1))
        found[n] = found[n]._replace(mentions=tuple(mentions))
    return found


def _record(text: Text, one: Draft, parties: tuple[Party, ...]) -> Decision:
    """The decision as a record."""
    spans = sorted({Span(*text.span(m.first, max(m.last, m.first + 1))) for m in one.mentions})
    first = min(one.mentions, key=lambda m: (text.starts[m.first], m.trigger))
    day, decided, announced = one.day, one.decided, one.announced
    if decided is None and day is None and announced is not None:
        day, decided, announced = announced, announced.value, None
    if announced is not None and announced.value == decided:
        announced = None
    evidence = []
    if one.court:
        evidence.append(Evidence("court_id", *text.span(*one.court.words)))
    if one.instance:
        evidence.append(Evidence("instance", *text.span(*one.instance.words)))

    def span(tokens: TokenSpan | None) -> Span | None:
        return Span(*text.span(*tokens)) if tokens and tokens.last > tokens.first else None

    return Decision(
        mentions=tuple(spans),
        outcome=one.outcome,
        rule=first.rule,
        instance=one.instance.value if one.instance else None,
        court_id=one.court_id(),
        subject=span(one.subject),
        sanction=span(one.sanction) if one.outcome in _WITH_SANCTION else None,
        decided_on=decided,
        date=span(TokenSpan(day.first, day.last)) if day else None,
        announced_on=announced.value if announced else None,
        announced=span(TokenSpan(announced.first, announced.last)) if announced else None,
        parties=parties,
        evidence=tuple(evidence),
    )
