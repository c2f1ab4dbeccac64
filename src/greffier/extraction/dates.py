"""The days that an article names, and what they mean: weekdays, dates, months, years, "hier", "la veille".

A day is as precise as its words allow (2020-07-12, 2020-07, 2020) and None where it cannot be known. Each reading is
a rule with a name; `days` calls them at the words of `lexicon/fr/dates.csv` and nowhere else.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from greffier.extraction.lexicon import table
from greffier.extraction.syntax.text import Text

_DIGITS = frozenset("0123456789")
_BORN = frozenset(("né", "née", "nés", "nées"))
_FAR = 200  # tokens: a day told longer ago than this anchors no "la veille"


class Day(NamedTuple):
    """Words that name a day: tokens `first` to `last` (exclusive), its value, and whether its year was inferred."""

    first: int
    last: int
    value: str | None
    rule: str
    inferred: bool = False


def days(text: Text, published_on: date | None) -> list[Day]:
    """Every day that the article names, in the order of the text."""
    out: list[Day] = []
    lexicon = _words()
    done = 0
    for k in [k for k, low in enumerate(text.lows) if low in lexicon or low[0] in _DIGITS]:
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


def before(day: Day, published_on: date | None) -> str | None:
    """What `day` means for something that has happened: a day after publication whose year was inferred goes back."""
    if day.value is None or published_on is None or not day.inferred or day.value <= published_on.isoformat():
        return day.value
    if len(day.value) == 7:
        return f"{int(day.value[:4]) - 1}{day.value[4:]}" if day.value > published_on.isoformat()[:7] else day.value
    return _iso(int(day.value[:4]) - 1, int(day.value[5:7]), int(day.value[8:10]))


@cache
def _words() -> dict[str, dict[str, int]]:
    """The classes of each date word, with their values."""
    found: dict[str, dict[str, int]] = {}
    for row in table("dates"):
        found.setdefault(row["form"], {})[row["class"]] = int(row["value"])
    return found


def _value(text: Text, k: int, kind: str) -> int | None:
    """The value of token `k` as a date word of class `kind`, or None."""
    return _words().get(text.lows[k], {}).get(kind) if 0 <= k < len(text.lows) else None


def _is(text: Text, k: int, *kinds: str) -> bool:
    return any(_value(text, k, kind) is not None for kind in kinds)


def _iso(year: int, month: int, day: int) -> str | None:
    """The day in ISO 8601, or None where the calendar has none."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(text: Text, k: int) -> int | None:
    """The number of a day of the month at token `k` ("8", "1er", "premier"), or None."""
    if not 0 <= k < len(text.lows):
        return None
    low = text.lows[k].removesuffix("er")
    if low.isascii() and low.isdigit() and len(low) <= 2 and 1 <= int(low) <= 31:
        return int(low)
    return _value(text, k, "first")


def _year(text: Text, k: int) -> int | None:
    """The year at token `k`, or None."""
    low = text.lows[k] if 0 <= k < len(text.lows) else ""
    return int(low) if len(low) == 4 and low.isascii() and low.isdigit() and 1700 <= int(low) <= 2200 else None


def _tail(text: Text, k: int) -> tuple[int, int]:
    """Where the words of a day end that could go on at `k` ("dernier", "matin"), and which way they point."""
    way = 0
    for _ in range(2):
        if _is(text, k, "last", "next"):
            way = -1 if _is(text, k, "last") else 1
            k += 1
        elif _is(text, k, "part"):
            k += 1
    return k, way


def weekday(text: Text, k: int, published_on: date | None, told: list[Day]) -> Day | None:
    """A day of the week, alone or with its date: the nearest one up to the day of publication.

    Takes: "jeudi", "lundi dernier", "vendredi prochain", "mardi 7 mars 2017 au soir" (the date).
    Leaves without a value: "chaque lundi", "dans la nuit de lundi à mardi"; leaves "tous les samedis".
    """
    number = _value(text, k, "weekday")
    at = k + 1
    day = _number(text, at)
    if day is not None:
        at += 2 if at + 1 < len(text.lows) and text.lows[at + 1] == "er" else 1
        if _is(text, at, "month"):
            found = _calendar(text, k, day, at, published_on, number)
            return found
        end, _ = _tail(text, at)
        value = None
        if published_on:
            near = (published_on - timedelta(days=n) for n in range(60))
            value = next((d.isoformat() for d in near if d.day == day and d.weekday() == number), None)
        return Day(k, end, value, "weekday")
    end, way = _tail(text, k + 1)
    if end + 1 < len(text.lows) and text.lows[end] in ("à", "au") and _is(text, end + 1, "weekday"):
        return Day(k, end + 2, None, "weekday")
    if published_on is None or number is None or _is(text, k - 1, "habit"):
        return Day(k, end, None, "weekday")
    if text.lows[end : end + 1] == ["suivant"]:
        base = _anchor(told, k)
        value = (base + timedelta(days=(number - base.weekday() - 1) % 7 + 1)).isoformat() if base else None
        return Day(k, end + 1, value, "weekday")
    back = (published_on.weekday() - number) % 7
    if way > 0 or _is(text, k - 1, "until") or k > 1 and _is(text, k - 2, "until") and text.lows[k - 1] in ("à", "au"):
        ahead = (number - published_on.weekday() - 1) % 7 + 1
        return Day(k, end, (published_on + timedelta(days=ahead)).isoformat(), "weekday")
    if way < 0 and not back:
        back = 7
    return Day(k, end, (published_on - timedelta(days=back)).isoformat(), "weekday")


def month(text: Text, k: int, published_on: date | None) -> Day | None:
    """A month with the day and the year that stand by it; a year not told is the nearest one.

    Takes: "le 23 janvier", "1er mars 2016", "novembre 2015", "avril dernier".
    Leaves: "mars" as a planet or "mai" with nothing that makes it a date.
    """
    day = _number(text, k - 1) if k else None
    first = k - 1
    if day is None and k > 1 and text.lows[k - 1] == "er":
        day, first = _number(text, k - 2), k - 2
    if day is None:
        before = text.lows[k - 1] if k else ""
        dated = _year(text, k + 1) is not None or _is(text, k + 1, "last", "next")
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
    return _calendar(text, first, day, k, published_on, None)


def _calendar(text: Text, first: int, day: int | None, k: int, published_on: date | None, number: int | None) -> Day:
    """The date whose month stands at `k`; `number` is the weekday that it must fall on."""
    month_number = _value(text, k, "month") or 1
    at = k + 1
    if at < len(text.lows) and text.lows[at] == "." and len(text.lows[k]) <= 4 and _year(text, at + 1):
        at += 1
    told = _year(text, at)
    if told is not None:
        end, _ = _tail(text, at + 1)
        value = _iso(told, month_number, day) if day else f"{told:04d}-{month_number:02d}"
        return Day(first, end, value, "calendar-day" if day else "month")
    end, way = _tail(text, at)
    if published_on is None:
        return Day(first, end, None, "calendar-day" if day else "month")
    if day is None:
        past = published_on.year - (month_number > published_on.month)
        near = min((published_on.year + n for n in (-1, 0, 1)), key=lambda y: _months(published_on, y, month_number))
        chosen = past if way < 0 else (near if way == 0 else past + 1)
        return Day(first, end, f"{chosen:04d}-{month_number:02d}", "month", way == 0)
    dates = [d for n in (0, -1, 1, -2) if (d := _iso(published_on.year + n, month_number, day))]
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
    told = _year(text, k)
    if told is None or not (k and (_is(text, k - 1, "year_before") or text.words[k - 1] in "(,")):
        return None
    if text.words[k - 1] == "," and not (k + 1 < len(text.words) and text.words[k + 1] == ","):
        return None
    return Day(k, k + 1, f"{told:04d}", "year")


def slashed(text: Text, k: int) -> Day | None:
    """A date in figures.

    Takes: "12/03/2017", "12.03.2017".  Leaves: "5/7", "24/7".
    """
    words = text.words
    day = _number(text, k)
    if day is None or k + 4 >= len(words) or words[k + 1] not in ("/", ".") or words[k + 3] != words[k + 1]:
        return None
    month_number, told = words[k + 2], _year(text, k + 4)
    if told is None or not (month_number.isascii() and month_number.isdigit()):
        return None
    value = _iso(told, int(month_number), day)
    return Day(k, k + 5, value, "calendar-day") if value else None


def relative(text: Text, k: int, published_on: date | None) -> Day:
    """A day told from the day of publication.

    Takes: "hier", "avant-hier soir", "aujourd'hui", "demain".  Leaves without a value: any where that day is unknown.
    """
    end, _ = _tail(text, k + 1)
    offset = _value(text, k, "relative") or 0
    value = (published_on + timedelta(days=offset)).isoformat() if published_on else None
    return Day(k, end, value, "relative-day")


def part_of_day(text: Text, k: int, published_on: date | None) -> Day | None:
    """A part of the day of publication.

    Takes: "ce matin", "cet après-midi".  Leaves: "un matin", "dans la soirée", "ce soir-là".
    """
    if not k or not _is(text, k - 1, "this"):
        return None
    return Day(k - 1, k + 1, published_on.isoformat() if published_on else None, "relative-day")


def _anchor(told: list[Day], k: int) -> date | None:
    """The last whole day told before token `k`, not too far back."""
    for day in reversed(told[-8:]):
        if k - day.first > _FAR:
            return None
        if day.value and len(day.value) == 10:
            return date.fromisoformat(day.value)
    return None


def anchored(text: Text, k: int, told: list[Day]) -> Day | None:
    """A day told from the one that stands before it.

    Takes: "la veille", "le lendemain matin".  Leaves without a value: "la veille de l'audience".
    """
    if not k or text.lows[k - 1] not in ("la", "le", "l'", "dès", "au"):
        return None
    end, _ = _tail(text, k + 1)
    if end < len(text.lows) and text.lows[end] in ("de", "du", "des", "d'"):
        return Day(k, end, None, "anchored-day")
    base = _anchor(told, k)
    offset = _value(text, k, "anchored") or 0
    return Day(k, end, (base + timedelta(days=offset)).isoformat() if base else None, "anchored-day")


def counted(text: Text, k: int, published_on: date | None, told: list[Day]) -> Day | None:
    """A day counted from publication or from the one before: weeks count as seven days, months and years as such.

    Takes: "il y a trois jours", "deux jours plus tôt", "le mois dernier", "l'an dernier", "le même jour".
    Leaves: "trois jours de prison"; without a value: "la semaine dernière", "trois ans plus tôt".
    """
    lows = text.lows
    unit_days, unit_months = _value(text, k, "days"), _value(text, k, "months")
    if k and lows[k - 1] == "même" and unit_days == 1:
        base = _anchor(told, k)
        return Day(k - 1, k + 1, base.isoformat() if base else None, "anchored-day")
    if _is(text, k + 1, "last") and k and lows[k - 1] in ("le", "l'", "la"):
        return Day(k, k + 2, _previous(unit_months, published_on), "counted-day")
    count = _value(text, k - 1, "count") if k else None
    if count is None and k and lows[k - 1].isascii() and lows[k - 1].isdigit() and len(lows[k - 1]) <= 3:
        count = int(lows[k - 1])
    if count is None:
        return None
    if k >= 4 and lows[k - 2] == "a" and lows[k - 3] == "y":
        exact = unit_days == 1 and published_on is not None
        value = (published_on - timedelta(days=count)).isoformat() if exact and published_on else None
        return Day(k - 1, k + 1, value, "counted-day")
    at = k + 2 if k + 2 < len(lows) and lows[k + 1] == "plus" else k + 1
    way = -1 if _is(text, at, "earlier") else 1 if _is(text, at, "later") else 0
    if not way or lows[at : at + 1] in (["avant"], ["après"]) and at == k + 1 and _opens_phrase(text, at):
        return None
    base = _anchor(told, k)
    value = (base + timedelta(days=way * count * unit_days)).isoformat() if base and unit_days else None
    return Day(k - 1, at + 1, value, "anchored-day")


def _of_birth(text: Text, k: int) -> bool:
    """Whether the day at token `k` is when somebody was born: "née en 1985", "né le 3 mai 1985"."""
    return not _BORN.isdisjoint(text.lows[max(0, k - 2) : k])


def _opens_phrase(text: Text, k: int) -> bool:
    """Whether the preposition at `k` has a phrase of its own: "deux jours après les faits"."""
    return k + 1 < len(text.words) and text.words[k + 1] not in ",.;:!?…)»"


def _previous(months: int | None, published_on: date | None) -> str | None:
    """The month or year before publication; None for a week, which is no day."""
    if months is None or published_on is None:
        return None
    if months == 12:
        return f"{published_on.year - 1:04d}"
    index = published_on.year * 12 + published_on.month - 2
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def within(found: list[Day], first: int, last: int) -> Iterator[Day]:
    """The days of a sorted list that stand between two tokens."""
    return (day for day in found if first <= day.first < last)
