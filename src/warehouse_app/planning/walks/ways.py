"""The true distances on a floor with everything one may not do: walls, one-way aisles, forbidden turns.

One stands somewhere and looks one way. Where one may turn as one likes the look does not matter and is left out;
elsewhere a stop reached from the front and the same stop reached from the back are two things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from warehouse_app.planning.block import Spot
from warehouse_app.planning.walks.grid import EAST, NORTH, SOUTH, WEST, Gap, Grid, Shut, Turn

NEVER = 1 << 60
ANY = -1
"""The look of one who may turn as he likes."""

Stand = tuple[Spot, int]
"""Where one stands and which way one looks."""


@dataclass(frozen=True, slots=True)
class Net:
    """The floor as points one walks between: from each, (to where, how far, looking which way)."""

    grid: Grid
    arcs: Mapping[Spot, Sequence[tuple[Spot, int, int]]]

    @property
    def looks(self) -> bool:
        """Tell whether it matters which way one looks."""
        return bool(self.grid.turns) or not self.grid.turning

    def after(self, stand: Stand) -> Iterable[tuple[Stand, int]]:
        """Return where one comes with one step."""
        (here, look), grid = stand, self.grid
        looks = self.looks
        crossing = grid.crossings.index(here[1]) if here[1] in grid.crossings else None
        for there, far, going in self.arcs.get(here, ()):
            if look != ANY and looks:
                if crossing is not None:
                    if Turn(here[0], crossing, look, going) in grid.turns:
                        continue
                elif not grid.turning and going == (look + 2) % 4:
                    continue
            yield (there, going if looks else ANY), far

    def reach(self, stand: Stand) -> dict[Stand, tuple[int, Stand | None]]:
        """Return how far it is to everywhere, and from where one comes there (Dijkstra)."""
        found: dict[Stand, tuple[int, Stand | None]] = {}
        waiting: list[tuple[int, int, Stand, Stand | None]] = [(0, 0, stand, None)]
        number = 0
        while waiting:
            far, _number, here, before = heappop(waiting)
            if here in found:
                continue
            found[here] = far, before
            for there, step in self.after(here):
                if there not in found:
                    number += 1
                    heappush(waiting, (far + step, number, there, here))
        return found


def net_of(grid: Grid, spots: Iterable[Spot]) -> Net:
    """Return the floor as a net in which all `spots`, the start and the end are points."""
    stops = {*spots, grid.start, grid.end}
    arcs: dict[Spot, list[tuple[Spot, int, int]]] = {}
    for aisle in range(len(grid.xs)):
        here = sorted(at for each, at in stops if each == aisle)
        for piece, (front, back) in enumerate(pairwise(grid.crossings)):
            if aisle not in grid.blind:
                _piece(arcs, grid, aisle, (piece, front, back), here)
    for crossing, y in enumerate(grid.crossings):
        for aisle, (left, right) in enumerate(pairwise(grid.xs)):
            if Gap(aisle, crossing) not in grid.gaps:
                arcs.setdefault((aisle, y), []).append(((aisle + 1, y), right - left, EAST))
                arcs.setdefault((aisle + 1, y), []).append(((aisle, y), right - left, WEST))
    return Net(grid, arcs)


def _piece(
    arcs: dict[Spot, list[tuple[Spot, int, int]]],
    grid: Grid,
    aisle: int,
    piece: tuple[int, int, int],
    stops: list[int],
) -> None:
    """Add the ways inside one piece of an aisle."""
    number, front, back = piece
    chain = [front, *(at for at in stops if front < at < back), back]
    for start, end in pairwise(chain):
        if start == front and Shut(aisle, number, back=False) in grid.shut:
            continue
        if end == back and Shut(aisle, number, back=True) in grid.shut:
            continue
        if grid.way(aisle) >= 0:
            arcs.setdefault((aisle, start), []).append(((aisle, end), end - start, NORTH))
        if grid.way(aisle) <= 0:
            arcs.setdefault((aisle, end), []).append(((aisle, start), end - start, SOUTH))


def reached(grid: Grid, spots: Iterable[Spot]) -> frozenset[Spot]:
    """Return those of `spots` to which a walk leads from the start, and from which one leads on to the end."""
    stops = frozenset(spots)
    net = net_of(grid, stops)
    there = {spot for spot, _look in net.reach((grid.start, ANY))}
    if grid.free:
        return stops & there if grid.end in there else frozenset()
    back: dict[Stand, set[Stand]] = {}
    stands = [(spot, look) for spot in net.arcs for look in ((ANY, 0, 1, 2, 3) if net.looks else (ANY,))]
    for stand in stands:
        for after, _far in net.after(stand):
            back.setdefault(after, set()).add(stand)
    home, waiting = set[Stand](), [stand for stand in {*stands, *back, (grid.end, ANY)} if stand[0] == grid.end]
    while waiting:
        stand = waiting.pop()
        if stand not in home:
            home.add(stand)
            waiting += back.get(stand, ())
    onward = {spot for spot, look in net.reach((grid.start, ANY)) if (spot, look) in home}
    return stops & onward


def corners(net: Net, stands: Sequence[Stand]) -> list[Spot]:
    """Return every point of the shortest way through `stands` in this order."""
    path: list[Spot] = [stands[0][0]]
    for start, end in pairwise(stands):
        found = net.reach(start)
        back: list[Spot] = []
        at: Stand | None = end if end in found else None
        while at is not None and at != start:
            back.append(at[0])
            at = found[at][1]
        path += back[::-1]
    return path
