"""The shortest walk of 30 stops in ten aisles: one block, two to four blocks, and with one-way aisles, beside a search.

Every exact length is compared with a search of a thousand shakes, which may reach it and never beat it; that the
lengths are the least there are is shown by Held and Karp in the tests. Times are of the processor, medians.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from statistics import median
from typing import Any

from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import plan_route, route_cost
from warehouse_app.planning.walks.blocks import shortest_length
from warehouse_app.planning.walks.grid import Grid
from warehouse_app.planning.walks.table import good_order, table_of

AISLES, STEP, LENGTH, STOPS = 10, 5_000, 48_000, 30
CROSSINGS = (2, 3, 4, 5)
WALKS, SHAKES = 20, 1_000


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv
    walks, shakes = (3, 20) if smoke else (WALKS, SHAKES)
    figures: dict[str, Any] = {"stops": STOPS, "walks": walks, "shakes": shakes}
    beaten, goals = 0, []
    for crossings in CROSSINGS:
        grid = _grid(crossings)
        sets = [_spots(seed) for seed in range(walks)]
        shortest_length(grid, sets[0])  # what is worked out once is not counted
        exact = [shortest_length(grid, spots) or 0 for spots in sets]
        searched = [_searched(grid, spots, shakes) for spots in sets]
        beaten += sum(found < least for found, least in zip(searched, exact, strict=True))
        over = sum(searched) / sum(exact) - 1
        took = _median_ms([partial(shortest_length, grid, spots) for spots in sets])
        figures |= {f"exact_{crossings}_ms": took, f"search_over_{crossings}_percent": round(100 * over, 2)}
    goals.append({"name": "walks a long search finds shorter than the exact one", "value": beaten, "at_most": 0})
    goals.append({"name": "exact walk through four blocks, ms", "value": figures["exact_5_ms"], "at_most": 150})
    figures |= _bound(walks)
    print(json.dumps({"name": "routing", "figures": figures, "goals": goals}))


def _grid(crossings: int, one_way: tuple[tuple[int, int], ...] = ()) -> Grid:
    ys = tuple(n * LENGTH // (crossings - 1) for n in range(crossings))
    return Grid(tuple(n * STEP for n in range(AISLES)), ys, (0, 0), (0, 0), one_way=one_way)


def _spots(seed: int) -> list[tuple[int, int]]:
    dice = Random(seed)
    return [(dice.randrange(AISLES), dice.randrange(1, LENGTH)) for _n in range(STOPS)]


def _searched(grid: Grid, spots: list[tuple[int, int]], shakes: int) -> int:
    table = table_of(grid, spots)
    return 0 if table is None else good_order(table, shakes)[0]


def _bound(walks: int) -> dict[str, float]:
    """Return what a walk takes where every second aisle is one-way: told, and compared with many others."""
    grid = _grid(3, tuple((n, 1 if n % 4 else -1) for n in range(0, AISLES, 2)))
    sets = [[f"{spot}" for spot in _spots(seed)] for seed in range(walks)]
    places = {f"{spot}": spot for seed in range(walks) for spot in _spots(seed)}
    graph = WarehouseGraph(None, places, {}, grid)
    route_cost(graph, sets[0])
    return {
        "one_way_told_ms": _median_ms([partial(plan_route, graph, s) for s in sets]),
        "one_way_compared_ms": _median_ms([partial(route_cost, graph, s) for s in sets]),
    }


def _median_ms(deeds: Sequence[Callable[[], object]]) -> float:
    took = []
    for deed in deeds:
        began = time.process_time()
        deed()
        took.append(time.process_time() - began)
    return round(1_000 * median(took), 2)


if __name__ == "__main__":
    main()
