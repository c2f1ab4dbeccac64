"""The rules of the extraction: what each states of French, and what each gives on gold."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from greffier.extraction.rulebook import rulebook
from greffier.extraction.rules import Rule, left_out, plain
from greffier.model import Extraction
from greffier.scoring import Gold, Tally, articles, sentences

#: The figures in which the cells are scored that a rule without rows of its own fills; roles are in no gold.
_FIGURES = {
    "speaker_id": "attributed",
    "court_id": "court",
    "decided_on": "decided_on",
    "country": "country",
    "parties": "parties",
    "actors": "actors",
}


class Measured(NamedTuple):
    """What a rule gives on gold: its rows, how many are right, what is lost without it, where it fires.

    Of a rule that only fills cells, `rows` are the cells that differ without it, and `right` is how many more cells are
    right with it than without it; None where gold has no such cells.
    """

    rule: str
    rows: int
    right: int | None
    lost: int | None  # rows that are right with the rule, of any rule, and missing without it; None: not to be known
    articles: int

    @property
    def precision(self) -> float | None:
        """The share of the rows that are right; None where there are none."""
        return round(self.right / self.rows, 3) if self.rows and self.right is not None else None


def measured(gold: Gold) -> list[Measured]:
    """Every rule on gold, in the order of the rulebook: one run of the extraction with all, one without each."""
    every = _tally(gold)
    out = []
    before = [_cells(articles.by_rules(article)) for article in gold.articles]
    for rule, record in rulebook().items():
        if record.cells:
            out.append(_filled(record, gold, every, before))
            continue
        names = [f"rule {table} {rule}" for table in ("statements", "decisions")]
        rows, right = (sum(every.number(name, part) for name in names) for part in ("predicted", "right"))
        lost: int | None = 0
        if rows:
            with left_out(rule):
                others = _tally(gold)
            still = any(others.number(name, "predicted") for name in names)  # a rule that cannot be left out
            lost = None if still else _right(every) - _right(others)
        out.append(Measured(rule, rows, right, lost, every.number(f"fires {rule}", "predicted")))
    return out


def _filled(rule: Rule, gold: Gold, every: Tally, before: list[set[tuple[object, ...]]]) -> Measured:
    """A rule that fills cells: what differs without it, and how many fewer cells are right then."""
    with left_out(rule.id):
        after = [_cells(articles.by_rules(article)) for article in gold.articles]
        others = _tally(gold) if before != after else every
    differ = [{cell for cell in a - b if cell[0] in rule.cells} for a, b in zip(before, after, strict=True)]
    figures = [_FIGURES[cell] for cell in rule.cells if cell in _FIGURES]
    right = sum(every.number(name, "right") - others.number(name, "right") for name in figures) if figures else None
    return Measured(rule.id, sum(map(len, differ)), right, right, sum(map(bool, differ)))


def _cells(found: Extraction) -> set[tuple[object, ...]]:
    """The cells of an extraction that rules fill, each with its column and row."""
    cells: set[tuple[object, ...]] = set()
    for actor in found.actors:
        cells |= {("actors", actor.actor_id), ("country", actor.actor_id, actor.country)}
        cells.add(("role", actor.actor_id, actor.role))
    cells |= {("speaker_id", said.parts[0], said.speaker_id) for said in found.statements}
    for one in found.decisions:
        place = one.mentions[0]
        cells |= {("parties", place, party.actor_id, party.role) for party in one.parties}
        cells |= {("court_id", place, one.court_id), ("decided_on", place, one.decided_on)}
        cells.add(("announced_on", place, one.announced_on))
    return cells


def _tally(gold: Gold) -> Tally:
    tally = Tally()
    articles.score_articles(gold.articles, tally)
    sentences.score_sentences(gold.sentences, tally)
    return tally


def _right(tally: Tally) -> int:
    """How many rows are right, of all rules."""
    return sum(tally.number(f"rule {name}", "right") for name in tally.names("rule "))


def as_lines(rules: Iterable[Rule], figures: Iterable[Measured] = ()) -> Iterator[str]:
    """Each rule with its fact, its examples, and its figures where there are any."""
    known = {found.rule: found for found in figures}
    for rule in rules:
        yield rule.id
        yield f"    {rule.fact}"
        yield from (f"    + {plain(template)}" for template in rule.takes)
        yield from (f"    - {plain(template)}" for template in rule.leaves)
        found = known.get(rule.id)
        if found:
            yield f"    {_figures(rule, found)}"


def _figures(rule: Rule, found: Measured) -> str:
    """The figures of a rule in one line."""
    what = "cells" if rule.cells else "rows"
    if not found.rows:
        return f"no {what}"
    right = "not in gold" if found.right is None else f"{found.right} right (precision {found.precision})"
    lost = "not measured what is lost" if found.lost is None else f"{found.lost} lost"
    return f"{found.rows} {what}, {right}, {lost} without it; fires in {found.articles} articles"
