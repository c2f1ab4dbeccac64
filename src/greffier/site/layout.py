"""Where the signs of a network stand: near when tied, apart otherwise, no name over another; always the same way."""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Point = tuple[float, float]
Sizes = Mapping[str, tuple[float, float]]
Near = Mapping[str, set[str]]

#: How far tied signs stand from each other, and how much room is left between groups.
STEP = 150.0
GAP = 26.0
SIGN = 16.0


class Spot(NamedTuple):
    """The middle of a sign, and whether its name stands above it rather than below."""

    x: float
    y: float
    above: bool = False


def drawing(
    nodes: Sequence[str], ties: Iterable[tuple[str, str]], sizes: Sizes, width: float
) -> tuple[dict[str, Spot], float]:
    """The place of each sign in a picture of that width, and the picture's height.

    A node's size is that of its sign together with its name.
    """
    near: dict[str, set[str]] = {node: set() for node in nodes}
    for a, b in ties:
        near[a].add(b)
        near[b].add(a)
    groups = [_spread(group, near, sizes, width - 2 * GAP) for group in _groups(nodes, near)]
    return _packed(sorted(groups, key=lambda group: (-len(group), sorted(group))), sizes, width)


def _groups(nodes: Sequence[str], near: Near) -> list[list[str]]:
    """The nodes that hang together, each group from its best tied node outwards."""
    groups, seen = [], set()
    for start in sorted(nodes, key=lambda node: (-len(near[node]), node)):
        if start not in seen:
            group = list(_steps(start, near))
            seen.update(group)
            groups.append(group)
    return groups


def _steps(start: str, near: Near) -> dict[str, int]:
    """How many ties lie between a node and each that it can reach, the nearest first."""
    found = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in sorted(near[node] - found.keys()):
            found[other] = found[node] + 1
            queue.append(other)
    return found


def _spread(group: list[str], near: Near, sizes: Sizes, width: float) -> dict[str, Spot]:
    """Places by stress: the distance of two signs comes as near as can be to the number of ties between them."""
    wanted = {node: _steps(node, near) for node in group}
    # the best tied node begins in the middle, the others around it
    places = {group[0]: (0.0, 0.0)}
    for i, node in enumerate(group[1:]):
        angle = 2 * math.pi * i / max(len(group) - 1, 1)
        far = STEP * wanted[group[0]][node]
        places[node] = (far * math.cos(angle), far * math.sin(angle))
    for _ in range(120 if len(group) > 2 else 0):
        places = {node: _relaxed(node, places, wanted[node]) for node in group}
    flat = _fitted(places, sizes, width)
    spots = {node: Spot(x, y, _above(node, flat, near)) for node, (x, y) in flat.items()}
    return _parted(spots, sizes, width)


def _above(node: str, places: Mapping[str, Point], near: Near) -> bool:
    """Whether a node's ties go down more than up, so that its name is in the way below."""
    x, y = places[node]
    lean = sum((places[other][1] - y) / (math.dist((x, y), places[other]) or 1) for other in near[node])
    return lean > 0.3


def _relaxed(node: str, places: Mapping[str, Point], wanted: Mapping[str, int]) -> Point:
    x, y = places[node]
    sum_x = sum_y = total = 0.0
    for other, (ox, oy) in places.items():
        if other != node:
            target = STEP * wanted[other]
            weight = 1 / target**2
            distance = math.hypot(x - ox, y - oy) or 1e-6
            sum_x += weight * (ox + target * (x - ox) / distance)
            sum_y += weight * (oy + target * (y - oy) / distance)
            total += weight
    return sum_x / total, sum_y / total


def _fitted(places: dict[str, Point], sizes: Sizes, width: float) -> dict[str, Point]:
    """Places turned so that the group lies flat or, where it is too wide for that, stands upright."""
    room = width - max(sizes[node][0] for node in places)
    tilt = _tilt(places.values())
    flat = _turned(places, -tilt)
    if _span(flat) <= room:
        return {node: (x, y * 0.85) for node, (x, y) in flat.items()}
    upright = _turned(places, math.pi / 2 - tilt)
    scale = min(room / max(_span(upright), 1), 1)
    return {node: (x * scale, y) for node, (x, y) in upright.items()}


def _turned(places: Mapping[str, Point], angle: float) -> dict[str, Point]:
    cos, sin = math.cos(angle), math.sin(angle)
    return {node: (x * cos - y * sin, x * sin + y * cos) for node, (x, y) in places.items()}


def _span(places: Mapping[str, Point]) -> float:
    return max(x for x, _ in places.values()) - min(x for x, _ in places.values())


def _tilt(places: Iterable[Point]) -> float:
    """The angle of the line along which the places spread most."""
    points = list(places)
    mx, my = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    xx = sum((x - mx) ** 2 for x, _ in points)
    yy = sum((y - my) ** 2 for _, y in points)
    xy = sum((x - mx) * (y - my) for x, y in points)
    return 0.5 * math.atan2(2 * xy, xx - yy)


def _parted(spots: dict[str, Spot], sizes: Sizes, width: float) -> dict[str, Spot]:
    """Places pushed apart until no name lies over another; sideways only as far as the width allows."""
    nodes = list(spots)
    for _ in range(200):
        moved = False
        for i, a in enumerate(nodes):
            for b in nodes[i + 1 :]:
                (ax, ay), (bx, by) = _middle(spots[a], sizes[a]), _middle(spots[b], sizes[b])
                over_x = (sizes[a][0] + sizes[b][0]) / 2 + 12 - abs(ax - bx)
                over_y = (sizes[a][1] + sizes[b][1]) / 2 + 10 - abs(ay - by)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                left, _, right, _ = _box(spots, sizes)
                sideways = over_x < over_y and right - left + over_x < width
                push_x = (over_x / 2 + 0.5) * (1 if ax >= bx else -1) if sideways else 0.0
                push_y = 0.0 if sideways else (over_y / 2 + 0.5) * (1 if ay >= by else -1)
                spots[a] = _moved(spots[a], push_x, push_y)
                spots[b] = _moved(spots[b], -push_x, -push_y)
        if not moved:
            break
    return spots


def _packed(groups: list[dict[str, Spot]], sizes: Sizes, width: float) -> tuple[dict[str, Spot], float]:
    """The groups side by side in rows, each row with the same gaps."""
    rows: list[list[dict[str, Spot]]] = []
    used = 0.0
    for group in groups:
        left, _, right, _ = _box(group, sizes)
        if not rows or used + right - left > width - 2 * GAP:
            rows.append([])
            used = 0.0
        rows[-1].append(group)
        used += right - left + GAP
    placed: dict[str, Spot] = {}
    y = GAP
    for row in rows:
        boxes = [_box(group, sizes) for group in row]
        gap = (width - sum(right - left for left, _, right, _ in boxes)) / (len(row) + 1)
        x = gap
        tallest = max(bottom - top for _, top, _, bottom in boxes)
        for group, (left, top, right, bottom) in zip(row, boxes, strict=True):
            down = y + (tallest - (bottom - top)) / 2
            placed |= {node: _moved(spot, x - left, down - top) for node, spot in group.items()}
            x += right - left + gap
        y += tallest + GAP
    return placed, y


def _box(spots: Mapping[str, Spot], sizes: Sizes) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of signs and names."""
    middles = [(*_middle(spot, sizes[node]), *sizes[node]) for node, spot in spots.items()]
    return (
        min(x - width / 2 for x, _, width, _ in middles),
        min(y - height / 2 for _, y, _, height in middles),
        max(x + width / 2 for x, _, width, _ in middles),
        max(y + height / 2 for _, y, _, height in middles),
    )


def _middle(spot: Spot, size: tuple[float, float]) -> Point:
    """The middle of a sign together with its name."""
    return spot.x, spot.y + (SIGN - size[1] / 2 if spot.above else size[1] / 2 - SIGN)


def _moved(spot: Spot, right: float, down: float) -> Spot:
    return spot._replace(x=spot.x + right, y=spot.y + down)
