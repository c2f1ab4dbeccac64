"""Days, times, years and durations: from the forms of XML Schema and of `strptime` to values that can be compared."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import NamedTuple

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")
_ZONE = r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)"
_DATETIME = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})T([0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})(\.[0-9]+)?{_ZONE}?")
_YEAR = re.compile(rf"(-?(?:[1-9][0-9]{{4,}}|[0-9]{{4}})){_ZONE}?")
_YEARMONTH = re.compile(rf"(-?(?:[1-9][0-9]{{4,}}|[0-9]{{4}}))-(0[1-9]|1[0-2]){_ZONE}?")
_DURATION = re.compile(
    r"(-?)P(?=.)(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?=.)(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?)?"
)
#: Two days that share nothing: what a text leaves open differs between them.
_ONE, _OTHER = datetime(2001, 2, 3, 4, 5, 6), datetime(1992, 11, 22, 13, 24, 35)
#: More digits than any year or duration has.
_LONGEST = 100


class YearMonth(NamedTuple):
    """A month of a year."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


class Duration(NamedTuple):
    """Whole months, and seconds: a month has no fixed number of them."""

    months: int
    seconds: Decimal

    @property
    def length(self) -> Decimal:
        """Seconds, a month as the twelfth of a mean year: the order in which durations stand."""
        return self.months * Decimal(2629746) + self.seconds


def day(text: str) -> date:
    """The day that an ISO 8601 date names; ValueError says what is wrong.

    >>> day("2024-02-29")
    datetime.date(2024, 2, 29)
    """
    if not _DATE.fullmatch(text):
        raise ValueError(f"{text!r} is no date; write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is a day that does not exist") from None


def moment(text: str) -> datetime:
    """The moment that an XML Schema dateTime names; 24:00:00 is the next day's beginning.

    >>> moment("2024-01-26T15:00:00.300-05:00").isoformat()
    '2024-01-26T15:00:00.300000-05:00'
    """
    found = _DATETIME.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no moment; write it as YYYY-MM-DDThh:mm:ss, with Z or +hh:mm for its zone")
    began, clock, fraction, zone = found.groups()
    at_end = clock == "24:00:00" and not (fraction or "").strip(".0")
    try:
        found_time = time.fromisoformat("00:00:00" if at_end else clock)
        value = datetime.combine(day(began), found_time, _zone(zone)) + timedelta(days=at_end)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is a moment that does not exist") from None
    return value.replace(microsecond=int((fraction or ".0")[1:7].ljust(6, "0")))


def clock(text: str) -> time:
    """The time of day that hh:mm:ss names."""
    try:
        if _TIME.fullmatch(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"{text!r} is no time; write it as hh:mm:ss")


def year(text: str) -> int:
    """The year that an XML Schema gYear names: four digits or more, before our era with a minus."""
    found = _YEAR.fullmatch(text)
    if not found or len(text) > _LONGEST:
        raise ValueError(f"{text[:_LONGEST]!r} is no year; write it with four digits")
    return int(found[1])


def yearmonth(text: str) -> YearMonth:
    """The month that an XML Schema gYearMonth names."""
    found = _YEARMONTH.fullmatch(text)
    if not found or len(text) > _LONGEST:
        raise ValueError(f"{text[:_LONGEST]!r} is no month; write it as YYYY-MM")
    return YearMonth(int(found[1]), int(found[2]))


def duration(text: str) -> Duration:
    """The duration that XML Schema writes as PnYnMnDTnHnMnS.

    >>> duration("P1Y2MT1.5S")
    Duration(months=14, seconds=Decimal('1.5'))
    """
    found = _DURATION.fullmatch(text)
    if not found or len(text) > _LONGEST:
        raise ValueError(f"{text[:_LONGEST]!r} is no duration; write it as PnYnMnDTnHnMnS")
    years, months, days, hours, minutes = (int(part or 0) for part in found.groups()[1:6])
    seconds = ((days * 24 + hours) * 60 + minutes) * 60 + Decimal(found[7] or 0)
    sign = -1 if found[1] else 1
    return Duration(sign * (years * 12 + months), sign * seconds)


def by_pattern(text: str, layout: str) -> datetime:
    """The moment that a text names by a pattern of `strptime`."""
    try:
        return datetime.strptime(text, layout)
    except (ValueError, re.error, KeyError):
        raise ValueError(f"{text!r} does not read as {layout}") from None


def parsable(text: str, kind: str) -> datetime:
    """The moment that a text names in any usual way; ValueError where it leaves the day, or the time, open."""
    from dateutil import parser

    one: datetime
    try:
        one, other = parser.parse(text, default=_ONE), parser.parse(text, default=_OTHER)
    except (ValueError, OverflowError, TypeError, RecursionError):
        raise ValueError(f"{text!r} is no {kind} that can be read") from None
    clear = one.time() == other.time() if kind == "time" else one.date() == other.date()
    if not clear:
        raise ValueError(f"{text!r} leaves a part of the {kind} open")
    found: datetime = parser.parse(text, default=datetime.combine(one.date(), time()))
    return found


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(-offset if text[0] == "-" else offset)
