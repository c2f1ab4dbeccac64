"""A day as an article names it, and the words for days, as `lexicon/fr/dates.csv` has them."""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from greffier.extraction.lexicon import table
from greffier.extraction.syntax.text import Text


class Day(NamedTuple):
    """Words that name a day: tokens `first` to `last` (exclusive), its value, and whether its year was inferred."""

    first: int
    last: int
    value: str | None
    rule: str
    inferred: bool = False


def before(day: Day, published_on: date | None) -> str | None:
    """What `day` means for something that has happened: a day after publication whose year was inferred goes back."""
    if day.value is None or published_on is None or not day.inferred or day.value <= published_on.isoformat():
        return day.value
    if len(day.value) == 7:
        return f"{int(day.value[:4]) - 1}{day.value[4:]}" if day.value > published_on.isoformat()[:7] else day.value
    return iso(int(day.value[:4]) - 1, int(day.value[5:7]), int(day.value[8:10]))


@cache
def date_words() -> dict[str, dict[str, int]]:
    """The classes of each date word, with their values."""
    found: dict[str, dict[str, int]] = {}
    for row in table("dates"):
        found.setdefault(row["form"], {})[row["class"]] = int(row["value"])
    return found


def word_value(text: Text, k: int, kind: str) -> int | None:
    """The value of token `k` as a date word of class `kind`, or None."""
    return date_words().get(text.lows[k], {}).get(kind) if 0 <= k < len(text.lows) else None


def is_word(text: Text, k: int, *kinds: str) -> bool:
    return any(word_value(text, k, kind) is not None for kind in kinds)


def iso(year: int, month: int, day: int) -> str | None:
    """The day in ISO 8601, or None where the calendar has none."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def day_number(text: Text, k: int) -> int | None:
    """The number of a day of the month at token `k` ("8", "1er", "premier"), or None."""
    if not 0 <= k < len(text.lows):
        return None
    low = text.lows[k].removesuffix("er")
    if low.isascii() and low.isdigit() and len(low) <= 2 and 1 <= int(low) <= 31:
        return int(low)
    return word_value(text, k, "first")


def year_at(text: Text, k: int) -> int | None:
    """The year at token `k`, or None."""
    low = text.lows[k] if 0 <= k < len(text.lows) else ""
    return int(low) if len(low) == 4 and low.isascii() and low.isdigit() and 1700 <= int(low) <= 2200 else None


def tail(text: Text, k: int) -> tuple[int, int]:
    """Where the words of a day end that could go on at `k` ("dernier", "matin"), and which way they point."""
    way = 0
    for _ in range(2):
        if is_word(text, k, "last", "next"):
            way = -1 if is_word(text, k, "last") else 1
            k += 1
        elif is_word(text, k, "part"):
            k += 1
    return k, way


def days_from(base: date | None, days: int) -> str | None:
    """The day so many days after `base`, ISO 8601; None where that is unknown or no day of the calendar."""
    try:
        return (base + timedelta(days=days)).isoformat() if base else None
    except OverflowError:
        return None
