"""How good the extraction is: the engine run on gold, and what it gets right and wrong there.

Actors are right where one of their mentions covers half of a gold mention and the reverse; statements where their words
have a Jaccard index of at least 0.5 (exact: the same words); decisions where a mention overlaps a gold one and the
outcome is the same. Pairs are one to one.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from greffier.scoring import articles, sentences
from greffier.scoring.gold import Gold, read_gold
from greffier.scoring.tally import Miss, Tally

__all__ = ["Gold", "Miss", "RuleScore", "Scores", "Tally", "read_gold", "score"]


class RuleScore(NamedTuple):
    """The rows that a rule of a table found in the gold, and how many of them are right."""

    table: str
    rule: str
    rows: int
    right: int
    precision: float


class Scores(NamedTuple):
    """The figures of articles and of sentences, empty where there are none, and the counts that they come from."""

    articles: dict[str, Any]
    sentences: dict[str, Any]
    tallies: tuple[Tally, Tally]

    @property
    def misses(self) -> list[Miss]:
        """What went wrong, in the order of the gold."""
        return [miss for tally in self.tallies for miss in tally.misses]

    @property
    def rules(self) -> list[RuleScore]:
        """Each rule that found something, over articles and sentences."""
        found = []
        for table in ("statements", "decisions"):
            prefix = f"rule {table} "
            for rule in sorted({name for tally in self.tallies for name in tally.names(prefix)}):
                rows, right = (
                    sum(tally.number(prefix + rule, part) for tally in self.tallies) for part in ("predicted", "right")
                )
                found.append(RuleScore(table, rule, rows, right, round(right / rows, 3)))
        return found


def score(gold: Gold) -> Scores:
    """Runs the engine on gold and compares."""
    of_articles, of_sentences = Tally(), Tally()
    articles.score_articles(gold.articles, of_articles)
    sentences.score_sentences(gold.sentences, of_sentences)
    return Scores(
        articles.figures(of_articles, len(gold.articles)) if gold.articles else {},
        sentences.figures(of_sentences) if gold.sentences else {},
        (of_articles, of_sentences),
    )


def as_lines(scores: Scores) -> Iterator[str]:
    """The figures as lines for a terminal."""
    for name, value in scores.articles.items():
        yield f"{name:16} {'  '.join(f'{k} {v}' for k, v in value.items()) if isinstance(value, dict) else value}"
    found = scores.sentences
    if found:
        yield f"gold {found['gold']}  predicted {found['pred']} (+{found['ignored']} ignored)"
        for name in ("exact", "overlap", "overlap_and_speaker"):
            yield f"{name:20} {'  '.join(f'{k} {v}' for k, v in found[name].items())}"
        yield f"speaker on matched   {found['speaker']}"
        yield f"cue on matched       {found['cue']}  mode accuracy {found['mode_acc']}"
        yield from (f"  {mode:9} {cells}" for mode, cells in found["by_mode"].items())
        yield f"without a statement  {found['empty']}"


def miss_lines(scores: Scores) -> Iterator[str]:
    """What went wrong, a line for each."""
    yield from (f"{miss.where}: {miss.sort}: {miss.words}" for miss in scores.tallies[0].misses)
    yield from (f"{miss.sort} {miss.where} {miss.words}" for miss in scores.tallies[1].misses)


def rule_lines(rules: Iterable[RuleScore]) -> Iterator[str]:
    """Each rule with its rows, how many are right, and their share."""
    yield f"{'table':12}{'rule':24}{'rows':>6}{'right':>7}  precision"
    for rule in rules:
        yield f"{rule.table:12}{rule.rule:24}{rule.rows:6}{rule.right:7}  {rule.precision}"
