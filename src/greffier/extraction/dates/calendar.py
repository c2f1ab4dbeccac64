"""Days of the calendar: dates, months, years, dates in figures."""

from datetime import date

from greffier.extraction.dates.day import Day, day_number, is_word, iso, tail, word_value, year_at
from greffier.extraction.syntax.text import Text


def month(text: Text, k: int, published_on: date | None) -> Day | None:
    """A month with the day and the year by it; a year not named is the nearest one.

    Takes: "le 23 janvier", "1er mars 2016", "novembre 2015", "avril dernier".
    Leaves: "mars" as a planet or "mai" with nothing that makes it a date.
    """
    day = day_number(text, k - 1) if k else None
    first = k - 1
    if day is None and k > 1 and text.lows[k - 1] == "er":
        day, first = day_number(text, k - 2), k - 2
    if day is None:
        before = text.lows[k - 1] if k else ""
        dated = year_at(text, k + 1) is not None or is_word(text, k + 1, "last", "next")
        known = before in ("en", "mois", "de", "d'", "fin", "début", "courant", "mi", "dès", "depuis", "à")
        if not (dated or known) or text.words[k][0].isupper() and not dated:
            return None
        if (
            before in ("de", "d'", "à")
            and not dated
            and not (k > 1 and text.lows[k - 2] in ("mois", "depuis", "fin", "début", "mi"))
        ):
            return None
        first = k
    return calendar_day(text, first, day, k, published_on, None)


def calendar_day(text: Text, first: int, day: int | None, k: int, published_on: date | None, number: int | None) -> Day:
    """The date whose month is at `k`; `number` is the weekday that it must fall on."""
    month_number = word_value(text, k, "month") or 1
    at = k + 1
    if at < len(text.lows) and text.lows[at] == "." and len(text.lows[k]) <= 4 and year_at(text, at + 1):
        at += 1
    year = year_at(text, at)
    if year is not None:
        end, _ = tail(text, at + 1)
        value = iso(year, month_number, day) if day else f"{year:04d}-{month_number:02d}"
        return Day(first, end, value, "calendar-day" if day else "month")
    end, way = tail(text, at)
    if published_on is None:
        return Day(first, end, None, "calendar-day" if day else "month")
    if day is None:
        past = published_on.year - (month_number > published_on.month)
        near = min((published_on.year + n for n in (-1, 0, 1)), key=lambda y: _months(published_on, y, month_number))
        chosen = past if way < 0 else (near if way == 0 else past + 1)
        return Day(first, end, f"{chosen:04d}-{month_number:02d}", "month", way == 0)
    dates = [d for n in (0, -1, 1, -2) if (d := iso(published_on.year + n, month_number, day))]
    if number is not None:
        fitting = [d for d in dates if date.fromisoformat(d).weekday() == number]
        dates = fitting or dates
    today = published_on.isoformat()
    if way < 0:
        dates = [d for d in dates if d <= today]
    elif way > 0:
        dates = [d for d in dates if d >= today]
    nearest = min(dates, key=lambda d: abs((date.fromisoformat(d) - published_on).days), default=None)
    return Day(first, end, nearest, "calendar-day", way == 0 and number is None)


def _months(published_on: date, year_number: int, month_number: int) -> tuple[int, int]:
    """How far a month lies from publication; of two as near, the one before comes first."""
    gap = (year_number - published_on.year) * 12 + month_number - published_on.month
    return abs(gap), gap


def year(text: Text, k: int) -> Day | None:
    """A year of its own.

    Takes: "en 2014", "fin 2015", "depuis 2010".  Leaves: "2 500 euros", "la salle 2014".
    """
    year = year_at(text, k)
    if year is None or not (k and (is_word(text, k - 1, "year_before") or text.words[k - 1] in "(,")):
        return None
    if text.words[k - 1] == "," and not (k + 1 < len(text.words) and text.words[k + 1] == ","):
        return None
    return Day(k, k + 1, f"{year:04d}", "year")


def slashed(text: Text, k: int) -> Day | None:
    """A date in figures.

    Takes: "12/03/2017", "12.03.2017".  Leaves: "5/7", "24/7".
    """
    words = text.words
    day = day_number(text, k)
    if day is None or k + 4 >= len(words) or words[k + 1] not in ("/", ".") or words[k + 3] != words[k + 1]:
        return None
    month_number, year = words[k + 2], year_at(text, k + 4)
    if year is None or not (month_number.isascii() and month_number.isdigit()):
        return None
    value = iso(year, int(month_number), day)
    return Day(k, k + 5, value, "calendar-day") if value else None
