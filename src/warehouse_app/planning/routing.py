"""The order in which a picker visits places: the exact shortest walk, or, where coordinates are missing, the walking
sequence, said so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from warehouse_app.planning.block import Block, shortest_length, shortest_walk
from warehouse_app.planning.layout import WarehouseGraph

Method = Literal["exact_one_block", "walking_sequence"]


@dataclass(frozen=True, slots=True)
class Route:
    """Places in the order of the walk; `distance_mm` from the depot and back to it, None when no distance is known."""

    places: tuple[str, ...]
    distance_mm: int | None
    method: Method


class Router(Protocol):
    """What batching asks of the walk: how far it is through a set of places, and which way it goes. For one graph."""

    def cost(self, places: Iterable[str]) -> int:
        """Return a number that compares walks of this warehouse (see `route_cost`)."""

    def walk(self, places: Iterable[str]) -> Route:
        """Return the walk through these places (see `plan_route`)."""


@dataclass(frozen=True, slots=True)
class GraphRouter:
    """The router of a graph as it is; one that knows a faster way for its kind of graph takes its place."""

    graph: WarehouseGraph

    def cost(self, places: Iterable[str]) -> int:
        """Return a number that compares walks of this warehouse."""
        return route_cost(self.graph, places)

    def walk(self, places: Iterable[str]) -> Route:
        """Return the shortest walk through these places."""
        return plan_route(self.graph, places)


def plan_route(graph: WarehouseGraph, places: Iterable[str]) -> Route:
    """Return the shortest walk through these places (each once), or their walking sequence when one of them has no
    coordinates.
    """
    wanted = sorted(set(places), key=graph.walking_key)
    block = _block_for(graph, wanted)
    if block is None:
        return Route(tuple(wanted), None, "walking_sequence")
    walk = shortest_walk(block, [graph.spots[place] for place in wanted])
    visit = {spot: number for number, spot in enumerate(walk.spots)}
    in_order = sorted(wanted, key=lambda place: visit[graph.spots[place]])
    return Route(tuple(in_order), walk.length, "exact_one_block")


def route_cost(graph: WarehouseGraph, places: Iterable[str]) -> int:
    """Return a number that compares walks of one warehouse: millimetres, or steps of the walking sequence when those
    are not known.
    """
    wanted = set(places)
    block = _block_for(graph, wanted)
    if block is not None:
        return shortest_length(block, [graph.spots[place] for place in wanted])
    return 2 * max((graph.sequences.get(place, 0) for place in wanted), default=0)


def _block_for(graph: WarehouseGraph, places: Iterable[str]) -> Block | None:
    """Return the block when every place stands in it."""
    if graph.block is None or any(place not in graph.spots for place in places):
        return None
    return graph.block
