"""When things were said and decided: the rows by day, month or year, and their picture."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from greffier.site.store import Row, Store

STATEMENTS = """
SELECT s.statement_id AS row_id, s.article_id, s.speaker_id AS actor_id, s.speaker_text AS who, s.act AS what, s.text,
       a.published_on AS day
FROM statements s JOIN articles a USING (article_id)
WHERE a.published_on GLOB '[0-9][0-9][0-9][0-9]*' ORDER BY day, s.rowid
"""
DECISIONS = """
SELECT decision_id AS row_id, article_id, court_id AS actor_id, '' AS who, outcome AS what, outcome_text AS text,
       decided_on AS day
FROM decisions WHERE decided_on GLOB '[0-9][0-9][0-9][0-9]*' ORDER BY day, rowid
"""

#: A step of the timeline is the finest of these with which it has at most so many steps.
UNITS = (10, 7, 4)
MOST_STEPS = 40
#: Up to so many lines of rows in a step each row has a sign of its own; with more they make a bar.
MOST_SIGNS = 12
#: Up to so many rows in all are listed one by one.
MOST_LISTED = 300

STEP_WIDTH = 150.0
SIDE = 15.0
TALLEST = 168.0
MARGIN = 14.0
#: How wide the day below a step is.
LABEL = 70


class Step(NamedTuple):
    """A day, month or year: how many rows were said and decided in it, and the rows themselves where they are few."""

    day: str
    statements: int
    decisions: int
    said: list[Row]
    decided: list[Row]


class Timeline(NamedTuple):
    """The steps in order, those without rows among them; `vague` decisions are dated less precisely than the steps."""

    steps: list[Step]
    vague: int
    undated: int

    @property
    def most(self) -> int:
        """The most rows of one sort in a step."""
        return max((max(step.statements, step.decisions) for step in self.steps), default=0)

    @property
    def total(self) -> int:
        """All rows on the timeline."""
        return sum(step.statements + step.decisions for step in self.steps)


def timeline(store: Store) -> Timeline:
    """The timeline of all dated rows."""
    days = _counts(store, STATEMENTS), _counts(store, DECISIONS)
    precise = sorted(day for found in days for day in found if len(day) == 10) or sorted(
        day for found in days for day in found
    )
    undated = store.count("decisions") - sum(days[1].values())
    if not precise:
        return Timeline([], 0, undated)
    unit = next((unit for unit in UNITS if len(_range(precise[0], precise[-1], unit)) <= MOST_STEPS), UNITS[-1])
    known = set(_range(precise[0], precise[-1], unit))
    totals = [_sum(found, unit, known) for found in days]
    few = sum(sum(total.values()) for total in totals) <= MOST_LISTED
    rows = [_rows(store.each(query), unit) if few else {} for query in (STATEMENTS, DECISIONS)]
    steps = [
        Step(day, totals[0].get(day, 0), totals[1].get(day, 0), rows[0].get(day, []), rows[1].get(day, []))
        for day in _range(precise[0], precise[-1], unit)
    ]
    return Timeline(steps, sum(days[1].values()) - sum(totals[1].values()), undated)


class Sign(NamedTuple):
    """A row on the picture, or all rows of a step as one bar."""

    x: float
    y: float
    width: float
    height: float
    row: Row | None


class Chart(NamedTuple):
    """The timeline's picture for one width of screen; `axis` is the middle of the line between said and decided."""

    width: float
    height: float
    axis: float
    left: float
    right: float
    said: list[Sign]
    decided: list[Sign]
    labels: list[tuple[float, str]]
    counts: list[tuple[float, float, int]]


def chart(found: Timeline, width: float) -> Chart:
    """The picture of a timeline: a sign for each row where there is room for them, else a bar for all of a step."""
    step = min((width - 2 * MARGIN) / max(len(found.steps), 1), STEP_WIDTH)
    left = (width - step * len(found.steps)) / 2
    side, across = min(step * 0.72, SIDE), max(1, int(step * 0.8 // (SIDE + 3)))
    single = any(each.said or each.decided for each in found.steps) and found.most <= MOST_SIGNS * across
    tall = [
        (each.statements, each.decisions)
        if not single
        else (-(-each.statements // across), -(-each.decisions // across))
        for each in found.steps
    ]
    scale = side + 3 if single else TALLEST / max(found.most, 1)
    above, below = (max((pair[way] for pair in tall), default=0) * scale for way in (0, 1))
    axis = above + 42
    picture = Chart(width, axis + below + 46, axis, left, width - left, [], [], [], [])
    every = max(1, -(-LABEL // max(int(step), 1)))
    for i, each in enumerate(found.steps):
        x = left + step * (i + 0.5)
        if i % every == 0:
            picture.labels.append((min(max(x, 32.0), width - 32), each.day))
        for way, total, rows, signs in (
            (-1, each.statements, each.said, picture.said),
            (1, each.decisions, each.decided, picture.decided),
        ):
            size = tall[i][way > 0] * scale
            if single:
                signs += _stack(rows, x, axis + way * 16, way, side, across)
            elif total:
                signs.append(Sign(x, axis + way * (16 + size / 2), min(step * 0.72, 44.0), size, None))
            if total and step >= 22:
                picture.counts.append((x, axis + way * (20 + size) + (0 if way < 0 else 12), total))
    return picture


def _stack(rows: list[Row], x: float, y: float, way: int, side: float, across: int) -> list[Sign]:
    """Signs in lines of so many, from the axis outwards."""
    scale = side + 3
    signs = []
    for n, row in enumerate(rows):
        line, place = divmod(n, across)
        short = min(across, len(rows) - line * across)
        signs.append(Sign(x + (place - (short - 1) / 2) * scale, y + way * (line + 0.5) * scale, side, side, row))
    return signs


def _counts(store: Store, query: str) -> dict[str, int]:
    return {row["day"]: int(row["n"]) for row in store.each(f"SELECT day, count(*) AS n FROM ({query}) GROUP BY day")}


def _sum(counts: dict[str, int], unit: int, known: set[str]) -> dict[str, int]:
    total: defaultdict[str, int] = defaultdict(int)
    for day, n in counts.items():
        if day[:unit] in known:
            total[day[:unit]] += n
    return total


def _rows(rows: Iterable[Row], unit: int) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["day"][:unit]].append(row)
    return found


def _range(first: str, last: str, unit: int) -> list[str]:
    """The days, months or years from one date to another, as the beginnings of ISO dates; of days not all if many."""
    years = range(int(first[:4]), int(last[:4]) + 1)
    if unit == 4:
        return [f"{year:04}" for year in years]
    if unit == 7:
        months = [f"{year:04}-{month:02}" for year in years for month in range(1, 13)]
        return [month for month in months if first[:7] <= month <= last[:7]]
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return [""] * (MOST_STEPS + 1)
    span = range(start.toordinal(), min(end.toordinal(), start.toordinal() + MOST_STEPS) + 1)
    return [date.fromordinal(day).isoformat() for day in span]
