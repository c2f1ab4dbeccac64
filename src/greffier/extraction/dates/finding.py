"""The days that an article names: weekdays, dates, months, years, "hier", "la veille".

A day is as precise as its words allow (2020-07-12, 2020-07, 2020) and None where it cannot be known. Each reading is
a rule with a name; `days` calls them at the words of `lexicon/fr/dates.csv` and nowhere else.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from greffier.extraction.dates.calendar import month, slashed, year
from greffier.extraction.dates.day import Day, date_words
from greffier.extraction.dates.relative import anchored, counted, part_of_day, relative, weekday
from greffier.extraction.lexicon import classed
from greffier.extraction.rules import active
from greffier.extraction.syntax.text import Text

_BORN = classed("born")


@cache
def _triggers() -> frozenset[str]:
    return frozenset(date_words())


def days(text: Text, published_on: date | None) -> list[Day]:
    """Every day that the article names, in the order of the text."""
    out: list[Day] = []
    lexicon = date_words()
    done = 0
    used = {rule for rule in READINGS if active(rule)}
    for k in sorted({*text.places(_triggers()), *text.figures()}):
        if k < done:
            continue
        low = text.lows[k]
        rule = _rule(low, lexicon.get(low))
        found = READINGS[rule](text, k, published_on, out) if rule in used else None
        if found and not _of_birth(text, found.first):
            out.append(found)
            done = found.last
    return out


Reading = Callable[[Text, int, date | None, list[Day]], Day | None]

#: The ways of naming a day by their ids; each is asked at the words of its class.
READINGS: dict[str, Reading] = {
    "day-weekday": weekday,
    "day-month": lambda text, k, published_on, _: month(text, k, published_on),
    "day-relative": lambda text, k, published_on, _: relative(text, k, published_on),
    "day-part": lambda text, k, published_on, _: part_of_day(text, k, published_on),
    "day-anchored": lambda text, k, _, before: anchored(text, k, before),
    "day-counted": counted,
    "day-year": lambda text, k, _, __: year(text, k),
    "day-slashed": lambda text, k, _, __: slashed(text, k),
}
# in this order: "mai" is a month before it is anything else
_CLASSES = {"weekday": "day-weekday", "month": "day-month", "relative": "day-relative", "part": "day-part"}
_CLASSES |= {"anchored": "day-anchored", "days": "day-counted", "months": "day-counted"}


def _rule(low: str, classes: Mapping[str, int] | None) -> str:
    """The reading that a word is asked for, by its classes or its figures; empty for none."""
    if classes is None:
        return "" if len(low) > 4 or not low.isdigit() else "day-year" if len(low) == 4 else "day-slashed"
    return next((rule for kind, rule in _CLASSES.items() if kind in classes), "")


def _of_birth(text: Text, k: int) -> bool:
    """Whether the day at token `k` is when somebody was born: "née en 1985", "né le 3 mai 1985"."""
    return not _BORN.isdisjoint(text.lows[max(0, k - 2) : k])
