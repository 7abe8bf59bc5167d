"""How far it is between the stops of one walk, looks minded, and the walks found on such a table alone.

`best_order` is exact (Held and Karp) and grows fast with the stops; `good_order` is a search that improves by moving
and turning parts of the walk, starts anew from a shaken best, and ends after a number of steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from warehouse_app.planning.block import Spot
from warehouse_app.planning.walks.grid import Grid
from warehouse_app.planning.walks.ways import ANY, NEVER, Stand, net_of

MOST_KEPT = 4_000_000
"""Distances that are kept of one floor."""

Order = tuple[Stand, ...]
"""A walk: where one stands at the start, at each stop and at the end."""


@dataclass(frozen=True, slots=True)
class Table:
    """Stops 0 .. n - 1 with the stands each can be served from; `far` between any two stands, by their numbers.

    Stand 0 is the start; `groups` are the numbers of the stands of each stop; `ends` those of the end.
    """

    stands: tuple[Stand, ...]
    groups: tuple[tuple[int, ...], ...]
    ends: tuple[int, ...]
    far: tuple[tuple[int, ...], ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Return the stops."""
        return tuple(self.stands[group[0]][0] for group in self.groups)


class Roads:
    """How far it is between the spots of a floor, from each stand sought once and kept: for many walks among them."""

    def __init__(self, grid: Grid, spots: Iterable[Spot]) -> None:
        self.spots = frozenset((*spots, grid.start, grid.end))
        self._net, self._known = net_of(grid, self.spots), dict[Stand, dict[Stand, int]]()

    def of(self, stand: Stand) -> dict[Stand, int]:
        """Return how far it is from a stand to every spot, by how one stands there."""
        if stand not in self._known:
            if len(self._known) * len(self.spots) > MOST_KEPT:
                self._known.clear()
            found = self._net.reach(stand).items()
            self._known[stand] = {each: length for each, (length, _before) in found if each[0] in self.spots}
        return self._known[stand]


def table_of(grid: Grid, spots: Iterable[Spot], roads: Roads | None = None) -> Table | None:
    """Return the table of these stops; None where no walk reaches one of them. `roads` may know them already."""
    stops = tuple(sorted(set(spots)))
    wanted, start = {*stops, grid.end}, (grid.start, ANY)
    known = roads if roads is not None and roads.spots >= wanted else Roads(grid, stops)
    far: dict[Stand, dict[Stand, int]] = {}
    waiting: list[Stand] = [start]
    while waiting:
        stand = waiting.pop()
        if stand not in far:
            far[stand] = {each: length for each, length in known.of(stand).items() if each[0] in wanted}
            waiting += far[stand]
    stands = (start, *sorted(stand for stand in far if stand != start))
    by_spot: dict[Spot, list[int]] = {}
    for number, stand in enumerate(stands):
        by_spot.setdefault(stand[0], []).append(number)
    if any(spot not in by_spot for spot in wanted):
        return None
    rows = tuple(tuple(far[stand].get(other, NEVER) for other in stands) for stand in stands)
    groups = tuple(tuple(by_spot[spot]) for spot in stops)
    return Table(stands, groups, tuple(by_spot[grid.end]), rows)


def length_of(table: Table, order: Sequence[int]) -> tuple[int, Order]:
    """Return the least length of the walk through the stops in this order, and how one stands at each."""
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, (0,))}
    for group in (*(table.groups[stop] for stop in order), table.ends):
        best = {
            stand: min((length + table.far[before][stand], (*path, stand)) for before, (length, path) in best.items())
            for stand in group
        }
    length, path = min(best.values())
    return length, tuple(table.stands[number] for number in path)


def best_order(table: Table) -> tuple[int, Order]:
    """Return the shortest walk there is (Held and Karp); NEVER long where there is none."""
    count, far = len(table.groups), table.far
    if not count:
        return length_of(table, ())
    layer: dict[tuple[int, int], tuple[int, int]] = {}
    for stop, group in enumerate(table.groups):
        for stand in group:
            layer[1 << stop, stand] = far[0][stand], 0
    layers = [layer]
    for _size in range(1, count):
        following: dict[tuple[int, int], tuple[int, int]] = {}
        for (seen, last), (length, _before) in layer.items():
            row = far[last]
            for stop, group in enumerate(table.groups):
                if seen >> stop & 1:
                    continue
                for stand in group:
                    key, total = (seen | 1 << stop, stand), length + row[stand]
                    if key not in following or total < following[key][0]:
                        following[key] = total, last
        layer = following
        layers.append(layer)
    length, last, end = min(
        (length + far[last][end], last, end) for (_seen, last), (length, _before) in layer.items() for end in table.ends
    )
    return length, _traced(table, layers, last, end)


def _traced(table: Table, layers: list[dict[tuple[int, int], tuple[int, int]]], last: int, end: int) -> Order:
    of = {stand: stop for stop, group in enumerate(table.groups) for stand in group}
    path, seen, here = [end], (1 << len(table.groups)) - 1, last
    for layer in reversed(layers):
        path.append(here)
        before = layer[seen, here][1]
        seen ^= 1 << of[here]
        here = before
    return tuple(table.stands[number] for number in (*path, 0)[::-1])


def good_order(table: Table, steps: int, seed: int = 0) -> tuple[int, Order]:
    """Return a good walk: built by cheapest insertion, improved, then shaken and improved again `steps` times."""
    near = _nearest(table)
    dice = Random(seed)  # noqa: S311 - a search, no secret
    now = _improved(near, _inserted(near))
    best = length_of(table, now)
    plain = _sum(near, now)
    for _step in range(steps if len(now) > 3 else 0):  # noqa: PLR2004 - three stops have no other shape
        tried = _improved(near, _shaken(now, dice))
        length = _sum(near, tried)
        if length <= plain:
            now, plain = tried, length
            best = min(best, length_of(table, now))
    return best


_Near = list[list[int]]


def _nearest(table: Table) -> _Near:
    """Return how far it is at least between stops, whichever way one looks; the last but one row is the start's, the
    last column the end's.
    """
    groups = [*table.groups, (0,), table.ends]
    return [[min(table.far[a][b] for a in start for b in end) for end in groups] for start in groups]


def _sum(near: _Near, order: Sequence[int]) -> int:
    count = len(near) - 2
    return sum(near[a][b] for a, b in pairwise((count, *order, count + 1)))


def _inserted(near: _Near) -> list[int]:
    """Return the stops, each put where it costs least, the farthest first."""
    count = len(near) - 2
    walk = [count, count + 1]
    for stop in sorted(range(count), key=lambda each: (-near[count][each], each)):
        costs = [near[a][stop] + near[stop][b] - near[a][b] for a, b in pairwise(walk)]
        at = min(range(len(costs)), key=costs.__getitem__)
        walk.insert(at + 1, stop)
    return walk[1:-1]


def _improved(near: _Near, order: list[int]) -> list[int]:
    """Return the walk after every turn of a part and every move of up to three stops that shortens it."""
    count = len(near) - 2
    walk, better = [count, *order, count + 1], True
    while better:
        better = _turned(near, walk) or _shifted(near, walk)
    return walk[1:-1]


def _turned(near: _Near, walk: list[int]) -> bool:
    """Turn round the part whose turning shortens the walk, if there is one."""
    ahead, back = [0], [0]
    for a, b in pairwise(walk):
        ahead.append(ahead[-1] + near[a][b])
        back.append(back[-1] + near[b][a])
    for first in range(1, len(walk) - 2):
        before, start = walk[first - 1], walk[first]
        for last in range(first + 1, len(walk) - 1):
            end, after = walk[last], walk[last + 1]
            old = near[before][start] + near[end][after] + ahead[last] - ahead[first]
            new = near[before][end] + near[start][after] + back[last] - back[first]
            if new < old:
                walk[first : last + 1] = walk[first : last + 1][::-1]
                return True
    return False


def _shifted(near: _Near, walk: list[int]) -> bool:
    """Move the up to three stops whose moving shortens the walk, if there are some."""
    for long in (1, 2, 3):
        for first in range(1, len(walk) - long):
            part = walk[first : first + long]
            before, after = walk[first - 1], walk[first + long]
            gain = near[before][part[0]] + near[part[-1]][after] - near[before][after]
            if gain <= 0:
                continue
            rest = walk[:first] + walk[first + long :]
            for at, (a, b) in enumerate(pairwise(rest)):
                if near[a][part[0]] + near[part[-1]][b] - near[a][b] < gain:
                    walk[:] = rest[: at + 1] + part + rest[at + 1 :]
                    return True
    return False


def _shaken(order: list[int], dice: Random) -> list[int]:
    """Return the walk cut at three points and put together in another order."""
    a, b, c = sorted(dice.sample(range(len(order) + 1), 3))
    return order[:a] + order[b:c] + order[a:b] + order[c:]
