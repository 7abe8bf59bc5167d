"""The floor a plan is drawn on, and the tour of each of its batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from warehouse_app.domain.layouts.floor import FloorAisle, FloorPlan, FloorSpot, FloorTour, TourStop
from warehouse_app.domain.places import Place
from warehouse_app.planning.draft import DraftBatch
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.tourpath import start_of, tour_path


def floor_of(bins: Iterable[Place], graph: WarehouseGraph) -> FloorPlan:
    """Return the floor of the bins that have coordinates; no aisles where they are not one block."""
    known = [each for each in bins if each.x_mm is not None and each.y_mm is not None]
    spots = tuple(
        FloorSpot(each.code, each.x_mm or 0, each.y_mm or 0, aisle="" if each.aisle is None else str(each.aisle))
        for each in known
    )
    block = graph.block
    if block is None:
        return FloorPlan(spots=spots)
    columns: dict[str, list[int]] = defaultdict(list)
    for spot in spots:
        if spot.code in graph.spots:
            columns[spot.aisle].append(block.xs[graph.spots[spot.code][0]])
    aisles = tuple(FloorAisle(name, xs[0], block.front, block.back) for name, xs in sorted(columns.items()))
    return FloorPlan(aisles, spots, (block.front, block.back), start_of(block))


def tour_of(graph: WarehouseGraph, batch: DraftBatch, name: str) -> FloorTour:
    """Return the tour of a batch, all its trips; without lines where no map knows one of its places."""
    path: list[tuple[int, int]] = []
    stops: list[TourStop] = []
    for trip in batch.trips:
        places = list(dict.fromkeys(stop.place for stop in trip.stops))
        path += tour_path(graph, places)
        if graph.block is not None:
            spots = ((place, graph.spots[place]) for place in places if place in graph.spots)
            stops += [TourStop(place, graph.block.xs[spot[0]], spot[1]) for place, spot in spots]
    return FloorTour(str(batch.number), name, tuple(path), tuple(stops))
