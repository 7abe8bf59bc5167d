"""The floor a plan is drawn on, and the tour of each of its batches."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.domain.layouts.floor import FloorAisle, FloorPlan, FloorSpot, FloorTour, TourStop
from warehouse_app.domain.places import Place
from warehouse_app.planning.block import Spot
from warehouse_app.planning.draft import DraftBatch
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import Route
from warehouse_app.planning.tourpath import tour_path
from warehouse_app.planning.walks.grid import Grid

MOST_TOURS = 500
"""Tours that are remembered; a plan that improves leaves many behind."""

_WAYS = {0: "", 1: "up", -1: "down"}


def floor_of(bins: Iterable[Place], graph: WarehouseGraph) -> FloorPlan:
    """Return the floor of the bins that have coordinates; no aisles where nobody knows how one walks there."""
    known = [each for each in bins if each.x_mm is not None and each.y_mm is not None]
    spots = tuple(
        FloorSpot(
            each.code,
            each.x_mm or 0,
            each.y_mm or 0,
            aisle="" if each.aisle is None else str(each.aisle),
            island=each.code in graph.islands,
        )
        for each in known
    )
    grid = graph.floor
    if grid is None:
        return FloorPlan(spots=spots)
    names: dict[int, str] = {}
    for spot in spots:
        if spot.code in graph.spots:
            names.setdefault(graph.spots[spot.code][0], spot.aisle)
    ends = (grid.crossings[0], grid.crossings[-1])
    aisles = tuple(FloorAisle(name, grid.xs[n], *ends, _WAYS[grid.way(n)]) for n, name in sorted(names.items()))
    return FloorPlan(aisles, spots, grid.crossings, _outside(grid, grid.start, grid.entry))


def _outside(grid: Grid, spot: Spot, before: int) -> tuple[int, int]:
    """Return where a walk begins: before its first spot by what the way in takes."""
    at = spot[1] - before if 2 * spot[1] <= grid.crossings[0] + grid.crossings[-1] else spot[1] + before
    return grid.xs[spot[0]], at


class TourBook:
    """Tours that were drawn once, as long as the same floor is shown. Any thread may ask for one or prepare it."""

    def __init__(self) -> None:
        self._graph: WarehouseGraph | None = None
        self._known: dict[tuple[str, tuple[str, ...]], FloorTour] = {}

    def tour(self, graph: WarehouseGraph, batch: DraftBatch, name: str) -> FloorTour:
        """Return the tour of a batch."""
        if graph is not self._graph or len(self._known) > MOST_TOURS:
            self._graph, self._known = graph, {}
        known, key = self._known, (name, batch.orders)
        found = known.get(key)
        if found is None or found.key != str(batch.number):
            found = known[key] = tour_of(graph, batch, name)
        return found


def tour_of(graph: WarehouseGraph, batch: DraftBatch, name: str) -> FloorTour:
    """Return the tour of a batch, all its trips; without lines where no map knows one of its places."""
    path: list[tuple[int, int]] = []
    stops: list[TourStop] = []
    for trip in batch.trips:
        places = list(dict.fromkeys(stop.place for stop in trip.stops))
        path += tour_path(graph, Route(tuple(places), trip.distance_mm, trip.method))
        floor = graph.floor
        if floor is not None:
            spots = ((place, graph.spots[place]) for place in places if place in graph.spots)
            stops += [TourStop(place, floor.xs[spot[0]], spot[1]) for place, spot in spots]
    return FloorTour(str(batch.number), name, tuple(path), tuple(stops))
