"""Learns the weights of src/greffier/extraction/weights/ from gold articles: python scripts/train.py ../shared/gold/dev

Each description and pronoun that the gold knows is a question with options; the weights make the right option the
likeliest (a conditional logit with a penalty on large weights). The same gold gives the same bytes.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np

from greffier.extraction.coreference.entity import Cluster, Entity
from greffier.extraction.coreference.options import Option, likeliest
from greffier.extraction.pipeline import read
from greffier.extraction.syntax.text import Text
from greffier.extraction.weights import prior
from greffier.model import Article

TABLES = Path(__file__).parents[1] / "src" / "greffier" / "extraction" / "weights" / "fr"
PENALTY = 1
FOLDS = 6


class Question(NamedTuple):
    """What one place of an article asks: the features of each option, and which options are right."""

    table: str
    article: str
    options: list[tuple[str, ...]]
    right: list[int]


class Teacher:
    """Answers the questions of an article as its gold does, and writes them down."""

    def __init__(self, article: dict[str, Any]) -> None:
        self.name = article["article"]
        self.text = Text(article["text"])
        self.spans = [(tuple(span), actor["id"]) for actor in article["actors"] for span in actor["mentions"]]
        said = article["statements"]
        self.spans += [(tuple(s["speaker_span"]), s["speaker"]) for s in said if s["speaker"] and s["speaker_span"]]
        self.questions: dict[tuple[str, tuple[int, int]], Question] = {}

    def __call__(self, table: str, tokens: tuple[int, int], options: Sequence[Option]) -> Option:
        actor = self.actor(tokens)
        if actor is None:
            return likeliest(table, tokens, options)
        right = [k for k, option in enumerate(options) if option.entity and self.is_one(option.entity, actor)]
        if not right and table == "pronouns":
            return likeliest(table, tokens, options)
        right = right or [len(options) - 1]
        asked = Question(table, self.name, [option.features for option in options], right)
        self.questions.setdefault((table, tokens), asked)  # asked again, the answer is given with the question
        return options[right[0]]

    def actor(self, tokens: tuple[int, int]) -> str | None:
        """The actor of the gold whom the tokens stand for, where the gold says it."""
        first, last = tokens
        starts = {self.text.starts[k] for k in range(max(0, first - 2), first + 1)}
        if last - first == 1:
            starts.update(range(self.text.starts[first], self.text.ends[first]))  # the "il" of "a-t-il"
        found = {actor for (start, end), actor in self.spans if start in starts and near(end, self.text.ends[last - 1])}
        return found.pop() if len(found) == 1 else None

    def is_one(self, entity: Cluster | Entity, actor: str) -> bool:
        """Whether most of the mentions of an entity that the gold knows are the actor's."""
        votes: Counter[str] = Counter()
        for mention in entity.mentions:
            start, end = self.text.span(mention.first, mention.last)
            votes.update(actor for span, actor in self.spans if alike(span, (start, end)))
        return bool(votes) and votes.most_common(1)[0][0] == actor


def alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share more than half of what they cover together."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0.5 * (max(one[1], other[1]) - min(one[0], other[0]))


def near(one: int, other: int) -> bool:
    return abs(one - other) <= 12


def questions(articles: Sequence[dict[str, Any]]) -> Iterator[Question]:
    """The questions that reading the articles asks, once each."""
    for article in articles:
        teacher = Teacher(article)
        day = date.fromisoformat(article["published_on"]) if article["published_on"] else None
        read(Article(article["article"], article["text"], day), teacher)
        yield from teacher.questions.values()


def learn(asked: Sequence[Question], drawn_to: dict[str, float]) -> dict[str, float]:
    """The weights that make the right options the likeliest."""
    told = {feature for question in asked for option in question.options for feature in option}
    names = sorted(told | drawn_to.keys())
    drawn = np.array([drawn_to.get(name, 0.0) for name in names])
    index = {name: k for k, name in enumerate(names)}
    rows = [[[index[f] for f in option] for option in question.options] for question in asked]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        away = weights - drawn
        total, slope = 0.5 * PENALTY * float(away @ away), PENALTY * away
        for options, question in zip(rows, asked, strict=True):
            scores = np.array([weights[option].sum() for option in options])
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            right = shares[question.right].sum()
            total -= float(np.log(right))
            for k, option in enumerate(options):
                pull = shares[k] - (shares[k] / right if k in question.right else 0.0)
                np.add.at(slope, option, pull)
        return total, slope

    from scipy.optimize import minimize  # of the extra dev: what is learned needs it, what is read does not

    found = minimize(loss, drawn, jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 2) for name, weight in zip(names, found, strict=True)}


def right_answers(asked: Sequence[Question], weights: dict[str, float]) -> int:
    """How many of the questions the weights answer rightly."""

    def score(option: tuple[str, ...]) -> float:
        return sum(weights.get(feature, 0.0) for feature in option)

    return sum(max(range(len(q.options)), key=lambda k: score(q.options[k])) in q.right for q in asked)


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; only say how right the weights are.")
def main(gold: Path, check: bool) -> None:
    """Learn the weights from the articles in GOLD; says how many questions they answer, also on articles apart."""
    articles = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
    asked = list(questions(articles))
    for table in sorted({question.table for question in asked}):
        own = [question for question in asked if question.table == table]
        names = sorted({question.article for question in own})
        kept = 0
        for fold in range(FOLDS):
            apart = set(names[fold::FOLDS])
            weights = learn([q for q in own if q.article not in apart], prior(table))
            kept += right_answers([q for q in own if q.article in apart], weights)
        weights = learn(own, prior(table))
        right = right_answers(own, weights)
        click.echo(f"{table}: {len(own)} questions, {len(weights)} features, right {right}, on articles apart {kept}")
        if not check:
            write(table, weights)


def write(table: str, weights: dict[str, float]) -> None:
    """Puts the weights that say something in their table."""
    with (TABLES / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerows((name, f"{weight:.2f}") for name, weight in weights.items() if abs(weight) >= 0.01)


if __name__ == "__main__":
    main()
