"""Days counted from another day: "jeudi", "hier", "ce matin", "la veille", "il y a trois jours", "le mois dernier"."""

from datetime import date

from greffier.extraction.dates.calendar import calendar_day
from greffier.extraction.dates.day import Day, day_number, days_from, is_word, tail, word_value
from greffier.extraction.syntax.text import Text

_FAR = 200  # tokens: a day named longer ago than this anchors no "la veille"


def weekday(text: Text, k: int, published_on: date | None, before: list[Day]) -> Day | None:
    """A day of the week, alone or with its date: the nearest one up to the day of publication.

    Takes: "jeudi", "lundi dernier", "vendredi prochain", "mardi 7 mars 2017 au soir" (the date).
    Leaves without a value: "chaque lundi", "dans la nuit de lundi à mardi"; leaves "tous les samedis".
    """
    number = word_value(text, k, "weekday")
    at = k + 1
    day = day_number(text, at)
    if day is not None:
        at += 2 if at + 1 < len(text.lows) and text.lows[at + 1] == "er" else 1
        if is_word(text, at, "month"):
            found = calendar_day(text, k, day, at, published_on, number)
            return found
        end, _ = tail(text, at)
        value = None
        if published_on:
            today = published_on.toordinal()
            near = (date.fromordinal(n) for n in range(today, max(today - 60, 0), -1))
            value = next((d.isoformat() for d in near if d.day == day and d.weekday() == number), None)
        return Day(k, end, value, "weekday")
    end, way = tail(text, k + 1)
    if end + 1 < len(text.lows) and text.lows[end] in ("à", "au") and is_word(text, end + 1, "weekday"):
        return Day(k, end + 2, None, "weekday")
    if published_on is None or number is None or is_word(text, k - 1, "habit"):
        return Day(k, end, None, "weekday")
    if text.lows[end : end + 1] == ["suivant"]:
        base = _anchor(before, k)
        value = days_from(base, (number - base.weekday() - 1) % 7 + 1) if base else None
        return Day(k, end + 1, value, "weekday")
    back = (published_on.weekday() - number) % 7
    if (
        way > 0
        or is_word(text, k - 1, "until")
        or k > 1
        and is_word(text, k - 2, "until")
        and text.lows[k - 1] in ("à", "au")
    ):
        ahead = (number - published_on.weekday() - 1) % 7 + 1
        return Day(k, end, days_from(published_on, ahead), "weekday")
    if way < 0 and not back:
        back = 7
    return Day(k, end, days_from(published_on, -back), "weekday")


def relative(text: Text, k: int, published_on: date | None) -> Day:
    """A day counted from the day of publication.

    Takes: "hier", "avant-hier soir", "aujourd'hui", "demain".  Leaves without a value: any where that day is unknown.
    """
    end, _ = tail(text, k + 1)
    offset = word_value(text, k, "relative") or 0
    value = days_from(published_on, offset)
    return Day(k, end, value, "relative-day")


def part_of_day(text: Text, k: int, published_on: date | None) -> Day | None:
    """A part of the day of publication.

    Takes: "ce matin", "cet après-midi".  Leaves: "un matin", "dans la soirée", "ce soir-là".
    """
    if not k or not is_word(text, k - 1, "this"):
        return None
    return Day(k - 1, k + 1, published_on.isoformat() if published_on else None, "relative-day")


def _anchor(before: list[Day], k: int) -> date | None:
    """The last whole day named before token `k`, not too far back."""
    for day in reversed(before[-8:]):
        if k - day.first > _FAR:
            return None
        if day.value and len(day.value) == 10:
            return date.fromisoformat(day.value)
    return None


def anchored(text: Text, k: int, before: list[Day]) -> Day | None:
    """A day counted from the one named before it.

    Takes: "la veille", "le lendemain matin".  Leaves without a value: "la veille de l'audience".
    """
    if not k or text.lows[k - 1] not in ("la", "le", "l'", "dès", "au"):
        return None
    end, _ = tail(text, k + 1)
    if end < len(text.lows) and text.lows[end] in ("de", "du", "des", "d'"):
        return Day(k, end, None, "anchored-day")
    base = _anchor(before, k)
    offset = word_value(text, k, "anchored") or 0
    return Day(k, end, days_from(base, offset), "anchored-day")


def counted(text: Text, k: int, published_on: date | None, before: list[Day]) -> Day | None:
    """A day counted from publication or from the one before: weeks count as seven days, months and years as such.

    Takes: "il y a trois jours", "deux jours plus tôt", "le mois dernier", "l'an dernier", "le même jour".
    Leaves: "trois jours de prison"; without a value: "la semaine dernière", "trois ans plus tôt".
    """
    lows = text.lows
    unit_days, unit_months = word_value(text, k, "days"), word_value(text, k, "months")
    if k and lows[k - 1] == "même" and unit_days == 1:
        base = _anchor(before, k)
        return Day(k - 1, k + 1, base.isoformat() if base else None, "anchored-day")
    if is_word(text, k + 1, "last") and k and lows[k - 1] in ("le", "l'", "la"):
        return Day(k, k + 2, _previous(unit_months, published_on), "counted-day")
    count = word_value(text, k - 1, "count") if k else None
    if count is None and k and lows[k - 1].isascii() and lows[k - 1].isdigit() and len(lows[k - 1]) <= 3:
        count = int(lows[k - 1])
    if count is None:
        return None
    if k >= 4 and lows[k - 2] == "a" and lows[k - 3] == "y":
        exact = unit_days == 1 and published_on is not None
        value = days_from(published_on, -count) if exact else None
        return Day(k - 1, k + 1, value, "counted-day")
    at = k + 2 if k + 2 < len(lows) and lows[k + 1] == "plus" else k + 1
    way = -1 if is_word(text, at, "earlier") else 1 if is_word(text, at, "later") else 0
    if not way or lows[at : at + 1] in (["avant"], ["après"]) and at == k + 1 and _opens_phrase(text, at):
        return None
    base = _anchor(before, k)
    value = days_from(base, way * count * unit_days) if unit_days else None
    return Day(k - 1, at + 1, value, "anchored-day")


def _opens_phrase(text: Text, k: int) -> bool:
    """Whether the preposition at `k` has a phrase of its own: "deux jours après les faits"."""
    return k + 1 < len(text.words) and text.words[k + 1] not in ",.;:!?…)»"


def _previous(months: int | None, published_on: date | None) -> str | None:
    """The month or year before publication; None for a week, which is no day."""
    if months is None or published_on is None or published_on.year == 1:
        return None
    if months == 12:
        return f"{published_on.year - 1:04d}"
    index = published_on.year * 12 + published_on.month - 2
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
