"""The days that an article names: weekdays, dates, months, years, "hier", "la veille".

A day is as precise as its words allow (2020-07-12, 2020-07, 2020) and None where it cannot be known. Each reading is
a rule with a name; `days` calls them at the words of `lexicon/fr/dates.csv` and nowhere else.
"""

from datetime import date
from functools import cache

from greffier.extraction.dates.calendar import month, slashed, year
from greffier.extraction.dates.day import Day, date_words
from greffier.extraction.dates.relative import anchored, counted, part_of_day, relative, weekday
from greffier.extraction.syntax.text import Text

_BORN = frozenset(("né", "née", "nés", "nées"))


@cache
def _triggers() -> frozenset[str]:
    return frozenset(date_words())


def days(text: Text, published_on: date | None) -> list[Day]:
    """Every day that the article names, in the order of the text."""
    out: list[Day] = []
    lexicon = date_words()
    done = 0
    for k in sorted({*text.places(_triggers()), *text.figures()}):
        if k < done:
            continue
        low = text.lows[k]
        classes = lexicon.get(low)
        if classes is None:
            if not (len(low) <= 4 and low.isdigit()):
                continue
            found = year(text, k) if len(low) == 4 else slashed(text, k)
        elif "weekday" in classes:
            found = weekday(text, k, published_on, out)
        elif "month" in classes:
            found = month(text, k, published_on)
        elif "relative" in classes:
            found = relative(text, k, published_on)
        elif "part" in classes:
            found = part_of_day(text, k, published_on)
        elif "anchored" in classes:
            found = anchored(text, k, out)
        elif "days" in classes or "months" in classes:
            found = counted(text, k, published_on, out)
        else:
            continue
        if found and not _of_birth(text, found.first):
            out.append(found)
            done = found.last
    return out


def _of_birth(text: Text, k: int) -> bool:
    """Whether the day at token `k` is when somebody was born: "née en 1985", "né le 3 mai 1985"."""
    return not _BORN.isdisjoint(text.lows[max(0, k - 2) : k])
