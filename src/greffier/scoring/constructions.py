"""The rules of the extraction: what each states of French, and what each gives on gold."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from greffier.extraction.rulebook import rulebook
from greffier.extraction.rules import Rule, left_out, plain
from greffier.scoring import Gold, Tally, articles, sentences


class Measured(NamedTuple):
    """What a rule gives on gold: its rows, how many are right, what is lost without it, where it fires."""

    rule: str
    rows: int
    right: int
    lost: int | None  # rows that are right with the rule, of any rule, and missing without it; None: not to be known
    articles: int

    @property
    def precision(self) -> float | None:
        """The share of the rows that are right; None where there are none."""
        return round(self.right / self.rows, 3) if self.rows else None


def measured(gold: Gold) -> list[Measured]:
    """Every rule on gold, in the order of the rulebook: one run of the extraction with all, one without each."""
    every = _tally(gold)
    out = []
    for rule in rulebook():
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
            lost = "not measured what is lost" if found.lost is None else f"{found.lost} lost"
            yield (
                f"    {found.rows} rows, {found.right} right (precision {found.precision}), {lost} without it; "
                f"fires in {found.articles} articles"
                if found.rows
                else "    no rows"
            )
