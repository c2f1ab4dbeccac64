"""What was learned from gold, as tables: `fr/<question>.csv` holds a feature and its weight in each row.

`scripts/train.py` makes them; reading needs nothing but the numbers.
"""

import csv
import io
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def weights(question: str) -> dict[str, float]:
    """The weight of each feature of a question; a feature that no row has weighs nothing."""
    text = (files(__name__) / "fr" / f"{question}.csv").read_bytes().decode("utf-8")
    return {row["feature"]: float(row["weight"]) for row in csv.DictReader(io.StringIO(text, newline=""))}


def weigh(question: str, features: Iterable[str]) -> float:
    """The sum of the weights of features: how much they speak for an answer."""
    known = weights(question)
    return sum(known.get(feature, 0.0) for feature in features)
