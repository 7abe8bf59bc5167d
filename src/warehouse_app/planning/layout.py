"""A warehouse as numbers: the graph one walks on, made from the places' coordinates, and a generator of a realistic
warehouse.

One block: parallel aisles along y, a front and a back cross aisle along x. A place's coordinates say where one
stands to reach it; both sides of an aisle share its aisle. All lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal

from warehouse_app.domain.layouts.values import USUAL, Pace
from warehouse_app.planning.block import Block, Spot
from warehouse_app.planning.walks.grid import Grid, grid_of

CROSS_AISLE_MM = 1500
AISLE_STEP_MM = 4200
BAY_WIDTH_MM = 2700
DEPOT_BEFORE_FRONT_MM = 3000


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """What planning knows of a place; without aisle and coordinates only its walking sequence can order it."""

    code: str
    aisle: str | None = None
    x_mm: int | None = None
    y_mm: int | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class GeneratedPlace:
    """One bin of a generated warehouse: `A03-17-2` is aisle A03, bay 17 (odd left, even right), level 2 from the
    floor.
    """

    code: str
    aisle: str
    bay: int
    level: int
    side: Literal["left", "right"]
    x_mm: int
    y_mm: int
    sequence: int

    def point(self) -> PlacePoint:
        """Return the place as planning sees it."""
        return PlacePoint(self.code, self.aisle, self.x_mm, self.y_mm, self.sequence)


@dataclass(frozen=True, slots=True)
class WarehouseGraph:
    """Where every place stands. `block` is None when the floor is not one block of two-sided parallel aisles; `grid` is
    what it is instead. Without both no distance is known.

    `islands` are places no walk reaches, `unplaced` those without coordinates or away from every aisle; neither has a
    spot. `levels` says which level a place is on, where that is known.
    """

    block: Block | None
    spots: Mapping[str, Spot]
    sequences: Mapping[str, int]
    grid: Grid | None = None
    islands: frozenset[str] = frozenset()
    unplaced: frozenset[str] = frozenset()
    levels: Mapping[str, int] = field(default_factory=dict)
    pace: Pace = USUAL
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of it once (`routing`)."""

    @property
    def floor(self) -> Grid | None:
        """Return the floor one walks on, one block or more."""
        return grid_of(self.block) if self.block is not None else self.grid

    def knows(self, code: str) -> bool:
        """Say whether there is such a place at all, with a distance or without."""
        return any(code in each for each in (self.spots, self.sequences, self.islands, self.unplaced))

    def walking_key(self, code: str) -> tuple[int, str]:
        """Return the sort key of the walking sequence; places without a number come last, by code."""
        return self.sequences.get(code, 1 << 60), code


def graph_of(
    points: Iterable[PlacePoint], depot: tuple[int, int] | None = None, at_depot: Iterable[str] = ()
) -> WarehouseGraph:
    """Return the graph of these places.

    The cross aisles lie CROSS_AISLE_MM before the first and behind the last place. `depot` is (x, y); without it the
    depot is at the front end of the first aisle. Aisles that overlap in x are not one block. Places `at_depot` (docks)
    cost no way of their own; in the walking sequence they come first.
    """
    known, near = tuple(points), tuple(at_depot)
    sequences = {point.code: point.sequence for point in known if point.sequence is not None}
    sequences |= dict.fromkeys(near, 0)
    aisles: dict[str, list[int]] = {}
    for point in known:
        if point.aisle is not None and point.x_mm is not None and point.y_mm is not None:
            aisles.setdefault(point.aisle, []).append(point.x_mm)
    ranges = sorted((min(xs), max(xs), aisle) for aisle, xs in aisles.items())
    if not ranges or any(right[0] <= left[1] for left, right in pairwise(ranges)):
        lost = frozenset(point.code for point in known if point.x_mm is None or point.y_mm is None)
        return WarehouseGraph(None, MappingProxyType({}), MappingProxyType(sequences), unplaced=lost)
    middles = {aisle: (low + high) // 2 for low, high, aisle in ranges}
    ys = [point.y_mm for point in known if point.y_mm is not None and point.aisle in middles]
    front, back = min(ys) - CROSS_AISLE_MM, max(ys) + CROSS_AISLE_MM
    block, index = _block(sorted(middles.values()), front, back, depot)
    spots = {
        point.code: (index[middles[point.aisle]], point.y_mm)
        for point in known
        if point.aisle is not None and point.x_mm is not None and point.y_mm is not None
    }
    spots |= dict.fromkeys(near, block.depot)
    unplaced = frozenset(point.code for point in known if point.code not in spots)
    return WarehouseGraph(block, MappingProxyType(spots), MappingProxyType(sequences), unplaced=unplaced)


def _block(xs: list[int], front: int, back: int, depot: tuple[int, int] | None) -> tuple[Block, dict[int, int]]:
    """Return the block with its depot, and the index of each aisle by its x."""
    x, y = depot if depot is not None else (xs[0], front)
    at = min(max(y, front), back)
    entry = abs(y - at)
    if front < at < back:
        nearest = min(xs, key=lambda aisle: (abs(aisle - x), aisle))
        x, entry = nearest, abs(nearest - x)
    blind = x not in xs
    columns = sorted([*xs, x]) if blind else xs
    index = {aisle: place for place, aisle in enumerate(columns)}
    return Block(tuple(columns), front, back, (index[x], at), entry, index[x] if blind else None), index


def generate_warehouse(aisles: int, bays: int, levels: int) -> tuple[GeneratedPlace, ...]:
    """Return the bins of a warehouse with `bays` bays an aisle (both sides together), in walking sequence.

    The sequence is serpentine: up the first aisle, down the second; in a bay from the floor up. ValueError below one.
    """
    if min(aisles, bays, levels) < 1:
        raise ValueError("a warehouse has at least one aisle, bay and level")
    places: list[GeneratedPlace] = []
    wide = max(2, len(str(bays)))
    for aisle in range(1, aisles + 1):
        name = f"A{aisle:02}"
        for bay in range(1, bays + 1) if aisle % 2 else range(bays, 0, -1):
            for level in range(1, levels + 1):
                places.append(
                    GeneratedPlace(
                        code=f"{name}-{bay:0{wide}}-{level}",
                        aisle=name,
                        bay=bay,
                        level=level,
                        side="left" if bay % 2 else "right",
                        x_mm=(aisle - 1) * AISLE_STEP_MM,
                        y_mm=(bay - 1) // 2 * BAY_WIDTH_MM + BAY_WIDTH_MM // 2,
                        sequence=len(places) + 1,
                    )
                )
    return tuple(places)


def warehouse_for(products: int, bays: int = 40, levels: int = 4) -> tuple[GeneratedPlace, ...]:
    """Return a generated warehouse with a bin for each of `products` and the fewest aisles that do."""
    return generate_warehouse(max(1, -(-products // (bays * levels))), bays, levels)


def slot_products(demand: Mapping[str, int], places: Sequence[GeneratedPlace]) -> dict[str, str]:
    """Return sku -> code of its bin: the fastest movers nearest to the front end of the first aisle, lower levels
    first.

    Deterministic: equal demand goes by sku. More products than places share places, round after round. ValueError
    without places.
    """
    if not places:
        raise ValueError("there is no place to put a product")
    nearest = sorted(places, key=lambda place: (place.x_mm + place.y_mm, place.level, place.sequence))
    ranked = sorted(demand, key=lambda sku: (-demand[sku], sku))
    return {sku: nearest[rank % len(nearest)].code for rank, sku in enumerate(ranked)}
