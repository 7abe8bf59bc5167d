"""Advice is what past tours would have been, never more than it saves, and nothing where nothing is wrong."""

from __future__ import annotations

from warehouse_app.domain.layouts.drawing import places_of, simple
from warehouse_app.planning.layout import PlacePoint, graph_of
from warehouse_app.planning.layoutgraph import graph_of_layout
from warehouse_app.planning.routing import GraphRouter
from warehouse_app.planning.slotting import Advice, PastTour, advise

LAYOUT = simple("W1", aisles=3, bays=5, levels=1)
GRAPH = graph_of_layout(LAYOUT, [PlacePoint(p.code, str(p.aisle), p.x_mm, p.y_mm) for p in places_of(LAYOUT)])
ROUTER = GraphRouter(GRAPH)
FAR, NEAR, MIDDLE = "A03-10-1", "A01-01-1", "A02-05-1"


def advised(tours: list[PastTour], stands: dict[str, str], empty: tuple[str, ...] = (), kept: tuple[str, ...] = ()) -> Advice:  # fmt: skip  # noqa: E501
    return advise(GRAPH, ROUTER, tours, stands, empty, kept)


def length(*places: str) -> int:
    return ROUTER.cost(places)


def test_a_fast_product_changes_with_a_slow_one() -> None:
    tours = [PastTour(((FAR, "FAST"), (MIDDLE, "M")))] * 5 + [PastTour(((NEAR, "SLOW"),))]
    found = advised(tours, {FAR: "FAST", NEAR: "SLOW", MIDDLE: "M"}, kept=(MIDDLE,))
    (move,) = found.moves
    assert (move.sku, move.target, move.swap) == ("FAST", NEAR, "SLOW")
    before = 5 * length(FAR, MIDDLE) + length(NEAR)
    after = 5 * length(NEAR, MIDDLE) + length(FAR)
    assert (found.before_mm, found.after_mm, move.saved_mm) == (before, after, before - after)


def test_what_stands_well_stays_and_kept_places_are_left_alone() -> None:
    tours = [PastTour(((NEAR, "FAST"),))] * 3
    assert advised(tours, {NEAR: "FAST"}, (FAR,)).moves == ()
    far = [PastTour(((FAR, "FAST"),))] * 3
    assert advised(far, {FAR: "FAST"}, (NEAR,), kept=(NEAR,)).moves == ()
    assert advised(far, {FAR: "FAST"}, (NEAR,), kept=(FAR,)).moves == ()


def test_at_most_so_many_moves_and_each_product_once() -> None:
    places = [p.code for p in places_of(LAYOUT)]
    stands = {place: f"P{n}" for n, place in enumerate(places[15:])}
    tours = [PastTour(tuple(stands.items())[n : n + 4]) for n in range(0, 12, 2)] * 2
    found = advise(GRAPH, ROUTER, tours, stands, places[:15], (), 5)
    assert 1 <= len(found.moves) <= 5
    assert len({move.sku for move in found.moves}) == len(found.moves)
    assert sum(move.saved_mm for move in found.moves) == found.before_mm - found.after_mm


def test_without_tours_or_distances_there_is_no_advice() -> None:
    assert advised([], {FAR: "X"}) == Advice((), 0, 0, 0)
    blank = graph_of([PlacePoint("X", sequence=1)])
    assert not advise(blank, GraphRouter(blank), [PastTour((("X", "S"),))], {"X": "S"}, ()).known
