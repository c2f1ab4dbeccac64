import math
import random
import re
from collections import Counter
from itertools import pairwise

import pytest
from rivers import article, write_package

from greffier.package import open_package
from greffier.site.cards import Names
from greffier.site.layout import SIGN, Spot, drawing
from greffier.site.lines import initials
from greffier.site.network import (
    MOST_ACTORS,
    Relation,
    _at,
    _bent,
    _crossed,
    _edges,
    _name_box,
    _node,
    _within,
    broken,
    network,
    relations,
)
from greffier.site.store import Store
from greffier.site.timeline import MOST_STEPS, chart, timeline


def boxes(places, sizes):
    for node, spot in places.items():
        width, height = sizes[node]
        top = spot.y + SIGN - height if spot.above else spot.y - SIGN
        yield spot.x - width / 2, top, spot.x + width / 2, top + height


@pytest.mark.parametrize("width", [350.0, 920.0])
@pytest.mark.parametrize(("nodes", "ties"), [(1, 0), (2, 1), (7, 6), (12, 30), (36, 20), (36, 70)])
def test_no_name_lies_over_another_or_beyond_the_edge(nodes, ties, width):
    chance = random.Random(nodes * 100 + ties)
    names = [f"a{i}" for i in range(nodes)]
    pairs = {tuple(chance.sample(names, 2)) for _ in range(ties)} if nodes > 1 else set()
    sizes = {name: (chance.uniform(30, 180), chance.uniform(50, 80)) for name in names}
    places, height = drawing(names, pairs, sizes, width)
    if nodes < 36:
        assert (places, height) == drawing(names, pairs, sizes, width)
    found = list(boxes(places, sizes))
    assert all(
        left >= -1 and top >= 0 and right <= width + 1 and bottom <= height for left, top, right, bottom in found
    )
    for i, (left, top, right, bottom) in enumerate(found):
        for other_left, other_top, other_right, other_bottom in found[i + 1 :]:
            assert right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top


def test_the_more_ties_between_two_the_farther_apart():
    chain = ["a", "b", "c", "d", "e"]
    sizes = dict.fromkeys(chain, (60.0, 50.0))
    places, height = drawing(chain, set(pairwise(chain)), sizes, 1200.0)
    far = [math.dist(places["a"][:2], places[other][:2]) for other in chain]
    assert far == sorted(far)
    assert far[4] > 3 * far[1]
    # it lies flat where there is room, and stands upright where there is none
    assert max(spot.x for spot in places.values()) - min(spot.x for spot in places.values()) > 0.9 * far[4]
    narrow, tall = drawing(chain, set(pairwise(chain)), sizes, 200.0)
    assert tall > height
    assert all(30 <= spot.x <= 170 for spot in narrow.values())


def test_a_star_has_its_best_tied_node_in_the_middle():
    rays = [f"r{number}" for number in range(6)]
    sizes = dict.fromkeys(["hub", *rays], (40.0, 40.0))
    places, _ = drawing(["hub", *rays], {("hub", ray) for ray in rays}, sizes, 900.0)
    x = sum(places[ray].x for ray in rays) / 6
    y = sum(places[ray].y for ray in rays) / 6
    assert math.dist(places["hub"][:2], (x, y)) < min(math.dist(places["hub"][:2], places[ray][:2]) for ray in rays) / 2
    lengths = [math.dist(places["hub"][:2], places[ray][:2]) for ray in rays]
    assert max(lengths) < 2 * min(lengths)


def test_groups_stand_side_by_side_at_one_height_and_in_rows_where_there_is_no_room():
    pairs = {("a", "b"), ("c", "d"), ("e", "f"), ("f", "g"), ("g", "e")}
    nodes = sorted({node for pair in pairs for node in pair})
    sizes = dict.fromkeys(nodes, (50.0, 50.0))
    wide, height = drawing(nodes, pairs, sizes, 1500.0)
    tops = {node: top for node, (_, top, _, bottom) in zip(wide, boxes(wide, sizes), strict=True)}
    bottoms = {node: bottom for node, (_, _, _, bottom) in zip(wide, boxes(wide, sizes), strict=True)}
    middles = [
        (min(tops[node] for node in group) + max(bottoms[node] for node in group)) / 2 for group in ("ab", "cd", "efg")
    ]
    assert max(middles) - min(middles) < 1
    lefts = [min(wide[node].x for node in group) for group in ("efg", "ab", "cd")]
    assert lefts == sorted(lefts)
    narrow, tall = drawing(nodes, pairs, sizes, 240.0)
    assert tall > 1.5 * height
    assert min(narrow[node].y for node in "ab") > max(narrow[node].y for node in "efg")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Rivages", ["Rivages"]),
        ("tribunal de grande instance de Vire", ["tribunal de grande", "instance de Vire"]),
        ("", [""]),
        ("a" * 60, ["a" * 23 + "…"]),
        ("un deux trois quatre cinq six sept huit neuf dix onze",
         ["un deux trois", "quatre cinq six", "sept huit neuf dix …"]),
    ],
)  # fmt: skip
def test_broken(name, lines):
    assert broken(name) == lines


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amnesty International", "AI"),
        ("tribunal de Vire", "TV"),
        ("l'avocat de la défense", "AD"),
        ("Rivages", "RI"),
        ("« ? »", "?"),
        ("de la", "DL"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


def many(folder, days):
    """A package with a statement for each of these days, each by another speaker of one court."""
    articles, statements, decisions = [], [], []
    for i, day in enumerate(days):
        key = f"a{i}"
        said = {"speaker_id": f"p{i}", "target_id": "all", "act": "accuse", "mode": "direct", "text": "x"}
        told = {"outcome": "other", "outcome_text": "y", "decided_on": day}
        articles.append(article(key, "x y", published_on=day))
        statements.append({"statement_id": f"{key}.s0", "article_id": key, "start": 0, "end": 1, "rule": "r", **said})
        decisions.append({"decision_id": f"{key}.d2", "article_id": key, "start": 2, "end": 3, "rule": "r", **told})
    actors = [dict(actor_id=f"p{i}", name=f"P {i}", kind="person") for i in range(len(days))]
    actors.append(dict(actor_id="all", name="All", kind="group"))
    rows = {"articles": articles, "statements": statements, "decisions": decisions, "actors": actors}
    return Store(open_package(write_package(folder, rows)))


@pytest.mark.parametrize(
    ("days", "steps", "vague"),
    [
        (["2020-01-30", "2020-02-01"], ["2020-01-30", "2020-01-31", "2020-02-01"], 0),
        # a month is no day
        (["2020-01-30", "2020-01-31", "2020-01"], ["2020-01-30", "2020-01-31"], 1),
        (["2020-01-30", "2020-03-30"], ["2020-01", "2020-02", "2020-03"], 0),
        (["2010-01-30", "2013-06-30", "2013"], ["2010", "2011", "2012", "2013"], 0),
        (["", "soon"], [], 0),
    ],
)
def test_the_steps_of_a_timeline(tmp_path, days, steps, vague):
    found = timeline(many(tmp_path / "p", days))
    assert [step.day for step in found.steps] == steps
    assert found.vague == vague
    assert len(found.steps) <= MOST_STEPS


def test_few_rows_have_signs_and_many_make_bars(tmp_path):
    few = timeline(many(tmp_path / "few", ["2020-01-01"] * 5))
    assert [sign.row["row_id"] for sign in chart(few, 900.0).said] == [f"a{i}.s0" for i in range(5)]
    lot = timeline(many(tmp_path / "lot", ["2020-01-01"] * 400))
    picture = chart(lot, 900.0)
    assert [sign.row for sign in picture.said] == [None]
    assert [count for _, _, count in picture.counts] == [400, 400]


def test_the_network_shows_the_actors_with_most_relations(tmp_path):
    store = many(tmp_path / "p", ["2020-01-01"] * (MOST_ACTORS + 10))
    found = relations(store)
    assert {relation.kind for relation in found} == {"accuses"}
    assert len(found) == MOST_ACTORS + 10
    assert len(network(found, Names(store), 920.0).nodes) == MOST_ACTORS


@pytest.mark.parametrize(
    ("outcome", "role", "kind"),
    [
        ("dismissed", "claimant", "rules against"),
        ("dismissed", "respondent", "rules for"),
        ("granted", "claimant", "rules for"),
        ("granted", "respondent", "rules against"),
        ("convicted", "defendant", "rules against"),
        ("charged", "defendant", "rules against"),
        ("acquitted", "defendant", "rules for"),
        ("discontinued", "defendant", "rules for"),
        # who wins is not known from the outcome alone
        ("upheld", "claimant", "decides on"),
        ("partly_granted", "claimant", "decides on"),
        ("adjourned", "defendant", "decides on"),
    ],
)
def test_the_network_tells_for_whom_a_court_rules(dataset, outcome, role, kind):
    store = Store(open_package(dataset))
    store.connection.execute("UPDATE decisions SET outcome = ?", (outcome,))
    store.connection.execute("UPDATE parties SET role = ? WHERE role = 'claimant'", (role,))
    told = {(tie.source, tie.target): tie.kind for tie in relations(store)}
    assert told["nso-amnesty-2020.tribunal-de-tel-aviv", "amnesty-international"] == kind


def test_a_picture_for_a_telephone_has_fewer_actors_and_says_so(tmp_path):
    store = many(tmp_path / "p", ["2020-01-01"] * 20)
    found = relations(store)
    wide, narrow = (network(found, Names(store), width) for width in (920.0, 350.0))
    assert (len(narrow.nodes) <= 12 < len(wide.nodes), narrow.whole, wide.whole) == (True, False, True)
    assert (narrow.width, wide.width) == (350.0, 920.0)
    # those with most relations, each with its own name and kind, inside the picture
    shown = {node.actor_id for node in narrow.nodes}
    weight = Counter(actor for each in found for actor in (each.source, each.target) for _ in range(each.n))
    assert max(weight, key=weight.__getitem__) in shown
    for picture in (wide, narrow):
        assert {node.actor_id for node in picture.nodes} == {a for e in picture.edges for a in e.relation[1:3]}
        for node in picture.nodes:
            assert " ".join(node.lines) == Names(store)[node.actor_id]
            assert node.kind == Names(store).kind(node.actor_id)
            assert 0 < node.x < picture.width
            assert 0 < node.y < picture.height


def test_a_line_bends_to_one_side_whichever_way_it_leads():
    for end in ((300.0, 0.0), (0.0, 300.0), (300.0, 200.0), (-300.0, 200.0)):
        start, middle, _ = _bent((0.0, 0.0), end, 0.2)
        assert math.dist(middle, start) == pytest.approx(math.dist(middle, end))
        half = (end[0] / 2, end[1] / 2)
        assert math.dist(middle, half) == pytest.approx(0.2 * math.dist(start, end))
        # to the same side as seen from its source
        assert end[0] * middle[1] - end[1] * middle[0] > 0


def test_the_more_rows_say_it_the_wider_the_line():
    places = {"a": Spot(0.0, 0.0), "b": Spot(300.0, 0.0), "c": Spot(0.0, 300.0)}
    own = {"a": (-9, 15, 9, 30), "b": (290, 15, 310, 30), "c": (-9, 315, 9, 330)}
    shown = [Relation("accuses", "a", "b", 5), Relation("accuses", "b", "c", 3), Relation("accuses", "c", "a", 1)]
    assert [edge.width for edge in _edges(shown, places, own)] == [4.0, 2.8, 1.6]
    assert [edge.width for edge in _edges(shown[2:], places, own)] == [1.6]
    assert [edge.relation for edge in _edges(shown, places, own)] == shown


def test_a_line_begins_at_the_rim_of_its_source_and_ends_before_that_of_its_target():
    places, own = {"a": Spot(0.0, 0.0), "b": Spot(300.0, 0.0)}, {"a": (-9, 15, 9, 30), "b": (290, 15, 310, 30)}
    for source, target in (("a", "b"), ("b", "a")):
        (edge,) = _edges([Relation("accuses", source, target, 1)], places, own)
        x1, y1, cx, cy, x2, y2 = (float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", edge.path))
        assert 12 < math.dist((x1, y1), places[source][:2]) < 20
        assert 17 < math.dist((x2, y2), places[target][:2]) < 25
        # it bends by an eighth of its length, to one side from the source
        assert 25 < abs(cy) < 40
        assert 100 < cx < 200


def test_a_name_stands_below_its_sign_or_above_it():
    below, above = (_node("a", "person", Spot(50.0, 60.0, up), ["Ana", "Morel"]) for up in (False, True))
    assert (below.x, below.y, above.x, above.y) == (50.0, 60.0, 50.0, 60.0)
    # the height is that of the first line; a sign is 13 high to either side, a line 15
    assert below.text > 13
    assert above.text + 15 < -13
    (left, top, right, bottom), (_, top_above, _, bottom_above) = _name_box(below), _name_box(above)
    assert (left + right) / 2 == 50.0
    assert 60 + 13 < top < bottom
    assert top_above < bottom_above < 60 - 13
    assert bottom - top == bottom_above - top_above == 30


def test_a_line_bends_away_from_a_name():
    start, end, name = (0.0, 0.0), (300.0, 0.0), (100.0, 0.0, 200.0, 30.0)
    over, under = _crossed(_bent(start, end, 0.12), [name]), _crossed(_bent(start, end, -0.12), [name])
    assert (over > 0, under) == (True, 0)
    places, own = {"a": Spot(*start), "b": Spot(*end)}, {"a": (-9, 15, 9, 30), "b": (290, 15, 310, 30)}
    (edge,) = _edges([Relation("accuses", "a", "b", 1)], places, {**own, "c": name})
    (clear,) = _edges([Relation("accuses", "a", "b", 1)], places, own)
    assert edge.path != clear.path


def test_there_and_back_are_two_lines():
    places, own = {"a": Spot(0.0, 0.0), "b": Spot(300.0, 0.0)}, {"a": (-9, 15, 9, 30), "b": (290, 15, 310, 30)}
    for pair in (("a", "b"), ("b", "a")):
        edges = _edges([Relation("accuses", *pair, 1), Relation("accuses", *pair[::-1], 1)], places, own)
        ends = [[float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", edge.path)] for edge in edges]
        assert abs(ends[0][3] - ends[1][3]) > 20, "they bend to different sides, or one more than the other"


def test_a_line_neither_begins_nor_ends_under_a_name():
    # one sign above the other, both with three lines below: the way down leads through the upper name
    places = {"a": Spot(0.0, 0.0), "b": Spot(0.0, 160.0)}
    names = {"a": (-60.0, 15.0, 60.0, 60.0), "b": (-60.0, 175.0, 60.0, 220.0)}
    for source, target in (("a", "b"), ("b", "a")):
        (edge,) = _edges([Relation("accuses", source, target, 1)], places, names)
        x1, y1, cx, cy, x2, y2 = (float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", edge.path))
        points = [_at(((x1, y1), (cx, cy), (x2, y2)), step / 50) for step in range(51)]
        # a tenth is what the path rounds to
        inner = [(left + 0.1, top + 0.1, right - 0.1, bottom - 0.1) for left, top, right, bottom in names.values()]
        assert not [point for point in points for box in inner if _within(point, box)]
        assert abs(y2 - y1) > 70, "the line between them is seen"


def test_each_relation_leads_from_its_source_to_its_target(tmp_path):
    store = many(tmp_path / "p", ["2020-01-01"] * 8)
    picture = network(relations(store), Names(store), 920.0)
    spots = {node.actor_id: (node.x, node.y) for node in picture.nodes}
    assert len(picture.edges) == 8
    for edge in picture.edges:
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", edge.path)]
        first, last = tuple(numbers[:2]), tuple(numbers[-2:])
        assert min(spots, key=lambda key: math.dist(spots[key], first)) == edge.relation.source
        assert min(spots, key=lambda key: math.dist(spots[key], last)) == edge.relation.target
