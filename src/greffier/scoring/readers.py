"""Readers beside the rules: the same articles, the same gold, one line of figures for each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from greffier.errors import InputError
from greffier.model import Article, Extraction
from greffier.readers.grounding import Grounded, ground
from greffier.readers.proposals import Proposal
from greffier.scoring.articles import ROW_FIGURES, figures, score_articles
from greffier.scoring.gold import GoldArticle
from greffier.scoring.tally import Miss, Tally

#: What the rules are called among readers.
RULES = "rules"


class ReaderScore(NamedTuple):
    """A reader's figures on the articles that it read, those of the rules on the same ones, and its misses.

    `proposed` counts the rows that it proposed, `refused` the rows and cells that were refused.
    """

    reader: str
    articles: int
    proposed: int
    refused: int
    figures: dict[str, Any]
    rules: dict[str, Any]
    misses: list[Miss]


def score_readers(gold: Sequence[GoldArticle], proposals: Iterable[Proposal]) -> list[ReaderScore]:
    """The figures of each reader that has read some article of the gold, by name; InputError where none has."""
    by_name = {article.name: article for article in gold}
    read: dict[str, dict[str, Proposal]] = {}
    for proposal in proposals:
        if proposal.article_id in by_name:
            read.setdefault(proposal.reader, {})[proposal.article_id] = proposal
    if not read:
        raise InputError('no proposal is for an article of the gold; their article_id is the "article" of the gold')
    return [_score(reader, [by_name[name] for name in found], found) for reader, found in sorted(read.items())]


def lines(scores: Sequence[ReaderScore]) -> Iterator[str]:
    """The table for a terminal: F1 of the rows of each reader, and of the rules on its articles."""
    yield f"{'reader':24}{'articles':>9}{'proposed':>9}{'refused':>9}" + "".join(f"{n:>12}" for n in ROW_FIGURES)
    for score in scores:
        counts = f"{score.articles:9}{score.proposed:9}{score.refused:9}"
        yield f"{score.reader:24}{counts}{_row(score.figures)}"
        yield f"{'  rules, on the same':24}{score.articles:9}{'':9}{'':9}{_row(score.rules)}"


def _row(found: dict[str, Any]) -> str:
    return "".join(f"{found[name]['f1']:12.3f}" for name in ROW_FIGURES)


def _score(reader: str, articles: Sequence[GoldArticle], proposals: dict[str, Proposal]) -> ReaderScore:
    grounded = {article.name: _grounded(article, proposals[article.name]) for article in articles}
    own, rules = Tally(), Tally()

    def read(article: GoldArticle) -> Extraction:
        return grounded[article.name].extraction

    score_articles(articles, own, read)
    score_articles(articles, rules)
    proposed = sum(len(rows) for p in proposals.values() for rows in (p.actors, p.statements, p.decisions))
    refused = sum(len(found.refused) for found in grounded.values())
    count = len(articles)
    return ReaderScore(reader, count, proposed, refused, figures(own, count), figures(rules, count), own.misses)


def _grounded(article: GoldArticle, proposal: Proposal) -> Grounded:
    return ground(Article(article.name, article.text, article.published_on, article.language), proposal)
