"""What was learned from gold, as tables: `fr/<task>.csv` holds a feature and its weight in each row.

`scripts/train.py` makes them; reading needs nothing but the numbers.
"""

import csv
import io
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


def _table(name: str) -> list[dict[str, str]]:
    text = (files(__name__) / "fr" / f"{name}.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def prior(task: str) -> dict[str, float]:
    """Where the weights of a task are drawn to where gold says little: what anybody would say of French news."""
    return {row["feature"]: float(row["weight"]) for row in _table("prior") if row["question"] == task}


@cache
def weights(task: str) -> dict[str, float]:
    """The weight of each feature of a task; a feature that no row has weighs nothing."""
    return {row["feature"]: float(row["weight"]) for row in _table(task)}


def weigh(task: str, features: Iterable[str]) -> float:
    """The sum of the weights of features: how much they speak for an answer."""
    known = weights(task)
    total = 0.0  # a plain sum: that of Python 3.12 and later rounds in another way
    for feature in features:
        total += known.get(feature, 0.0)
    return total
