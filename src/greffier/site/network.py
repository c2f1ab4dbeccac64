"""Who accuses, quotes and judges whom: the relations that the rows tell, and their picture."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from greffier.site.cards import Names
from greffier.site.layout import Point, Spot, drawing
from greffier.site.store import Store

#: A wide picture shows so many actors, those with most relations; a narrow one has room for fewer.
MOST_ACTORS = 36
MOST_NARROW = 12
NARROW = 500.0

#: What one actor does to another, in the order of the key.
KINDS = ("accuses", "rules for", "rules against", "decides on", "quotes", "addresses")

#: Whom an outcome goes for and against; of every other outcome only who decides is known, not who wins.
RELATIONS = """
SELECT kind, a, b, count(*) AS n FROM (
    SELECT CASE act WHEN 'accuse' THEN 'accuses' ELSE 'addresses' END AS kind, speaker_id AS a, target_id AS b
    FROM statements WHERE speaker_id != '' AND target_id != ''
    UNION ALL
    SELECT 'quotes', via_id, speaker_id FROM statements WHERE via_id != '' AND speaker_id != ''
    UNION ALL
    SELECT CASE
        WHEN p.role = 'claimant' AND d.outcome = 'granted' THEN 'rules for'
        WHEN p.role = 'claimant' AND d.outcome = 'dismissed' THEN 'rules against'
        WHEN p.role = 'respondent' AND d.outcome = 'dismissed' THEN 'rules for'
        WHEN p.role = 'respondent' AND d.outcome = 'granted' THEN 'rules against'
        WHEN p.role = 'defendant' AND d.outcome IN ('acquitted', 'discontinued') THEN 'rules for'
        WHEN p.role = 'defendant' AND d.outcome IN ('convicted', 'charged') THEN 'rules against'
        ELSE 'decides on' END,
        coalesce(nullif(d.court_id, ''), j.actor_id), p.actor_id FROM decisions d
    JOIN parties p ON p.decision_id = d.decision_id AND p.role IN ('claimant', 'respondent', 'defendant')
    LEFT JOIN parties j ON d.court_id = '' AND j.decision_id = d.decision_id AND j.role = 'judge'
    WHERE d.court_id != '' OR j.actor_id IS NOT NULL
)
WHERE a != b GROUP BY kind, a, b ORDER BY n DESC, kind, a, b
"""

#: How far a line may bend to either side, and in how many points it is looked at whether it crosses a name.
BENDS = (0.12, -0.12, 0.3, -0.3, 0.5, -0.5)
POINTS = 24

#: In how many steps it is found where a line leaves one sign and meets another.
FINE = 96
RADIUS = 13
#: How near to the middle of its source a line begins, and to that of its target the tip of its arrow ends.
RIMS = (RADIUS + 2, RADIUS + 7)
LINE = 15
LETTER = 7.3


Box = tuple[float, float, float, float]
Curve = tuple[Point, Point, Point]


class Relation(NamedTuple):
    """What one actor does to another, as often as `n` rows say."""

    kind: str
    source: str
    target: str
    n: int


class Node(NamedTuple):
    """An actor in the picture; `lines` is its name, the first of them at the height `text` from the sign's middle."""

    actor_id: str
    kind: str
    x: float
    y: float
    text: int
    lines: list[str]


class Edge(NamedTuple):
    """A relation in the picture, as the path of an SVG."""

    relation: Relation
    path: str
    width: float


class Network(NamedTuple):
    """A picture of relations, for one width of screen; `whole` where it leaves none out."""

    width: float
    height: float
    whole: bool
    nodes: list[Node]
    edges: list[Edge]


def relations(store: Store) -> list[Relation]:
    """All relations, the most frequent first."""
    return [Relation(row["kind"], row["a"], row["b"], int(row["n"])) for row in store.each(RELATIONS)]


def network(found: list[Relation], names: Names, width: float) -> Network:
    """The picture of the most frequent relations."""
    most = MOST_NARROW if width < NARROW else MOST_ACTORS
    weight: Counter[str] = Counter()
    for relation in found:
        weight[relation.source] += relation.n
        weight[relation.target] += relation.n
    chosen = {actor for actor, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:most]}
    shown = [each for each in found if each.source in chosen and each.target in chosen]
    tied = sorted({actor for each in shown for actor in (each.source, each.target)})
    lines = {actor: broken(names[actor]) for actor in tied}
    sizes = {actor: _size(lines[actor]) for actor in tied}
    places, height = drawing(tied, {(each.source, each.target) for each in shown}, sizes, width)
    nodes = [_node(actor, names.kind(actor), places[actor], lines[actor]) for actor in tied]
    edges = _edges(shown, places, {node.actor_id: _name_box(node) for node in nodes})
    return Network(width, height, len(shown) == len(found), nodes, edges)


def _size(lines: list[str]) -> tuple[float, float]:
    """How wide and high a sign is with its name."""
    return max(map(len, lines)) * LETTER + 10, 2 * RADIUS + len(lines) * LINE + 8


def _node(actor_id: str, kind: str, spot: Spot, lines: list[str]) -> Node:
    text = -RADIUS - 7 - LINE * (len(lines) - 1) if spot.above else RADIUS + LINE
    return Node(actor_id, kind, spot.x, spot.y, text, lines)


def broken(name: str, longest: int = 18, most: int = 3) -> list[str]:
    """A name in lines of about equal length, at most so many."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= longest:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    lines = [line if len(line) <= longest + 6 else line[: longest + 5] + "…" for line in lines]
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + " …"]


def _edges(shown: list[Relation], places: dict[str, Spot], names: dict[str, Box]) -> list[Edge]:
    heaviest = max((each.n for each in shown), default=1)
    taken: defaultdict[frozenset[str], set[float]] = defaultdict(set)
    edges = []
    for each in shown:
        start, end = places[each.source][:2], places[each.target][:2]
        # the sign of a bend is seen from the source: there and back lie on one line where it is opposite
        way = 1 if each.source < each.target else -1
        pair = taken[frozenset((each.source, each.target))]
        free = [bend for bend in BENDS if bend * way not in pair] or list(BENDS)
        curves = {bend: _bent(start, end, bend) for bend in free}
        bend = min(free, key=lambda bend: (_crossed(curves[bend], names.values()), free.index(bend)))
        pair.add(bend * way)
        width = 1.6 + 2.4 * (each.n - 1) / max(heaviest - 1, 1)
        edges.append(Edge(each, _path(curves[bend], (names[each.source], names[each.target])), round(width, 1)))
    return edges


def _crossed(curve: Curve, names: Iterable[Box]) -> int:
    """How many points of a bent line lie on a name."""
    points = [_at(curve, step / POINTS) for step in range(1, POINTS)]
    return sum(_within(point, name) for point in points for name in names)


def _name_box(node: Node) -> Box:
    """Where the name of a sign stands in the picture."""
    half = max(map(len, node.lines)) * LETTER / 2
    top = node.y + node.text - LINE + 3
    return node.x - half, top, node.x + half, top + LINE * len(node.lines)


def _path(curve: Curve, own: tuple[Box, Box]) -> str:
    """The part of a curve between two signs and their own names: a line neither begins nor ends under a name."""
    ends = curve[0], curve[2]
    outside = [
        [math.dist(point, end) > rim and not _within(point, box) for end, box, rim in zip(ends, own, RIMS, strict=True)]
        for point in (_at(curve, step / FINE) for step in range(FINE + 1))
    ]
    # the last step at which the line leaves its source, the first at which it meets its target
    begin = next((step for step in range(FINE, 0, -1) if not outside[step - 1][0]), 0)
    end = next((step for step in range(begin, FINE + 1) if not outside[step][1]), FINE)
    (x1, y1), (cx, cy), (x2, y2) = _part(curve, begin / FINE, end / FINE)
    return f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}"


def _bent(start: Point, end: Point, bend: float) -> Curve:
    """A curve from one point to another, with the point that it bends towards."""
    (x1, y1), (x2, y2) = start, end
    return start, ((x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend), end


def _at(curve: Curve, t: float) -> Point:
    """The point of a curve at a part of its way."""
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    (x1, y1), (cx, cy), (x2, y2) = curve
    return a * x1 + b * cx + c * x2, a * y1 + b * cy + c * y2


def _part(curve: Curve, begin: float, end: float) -> Curve:
    """The piece of a curve between two parts of its way, as a curve of its own."""
    start, (cx, cy), stop = curve
    mixed = [
        (1 - begin) * (1 - end) * first + (begin + end - 2 * begin * end) * middle + begin * end * last
        for first, middle, last in zip(start, (cx, cy), stop, strict=True)
    ]
    return _at(curve, begin), (mixed[0], mixed[1]), _at(curve, end)


def _within(point: Point, box: Box) -> bool:
    left, top, right, bottom = box
    return left <= point[0] <= right and top <= point[1] <= bottom
