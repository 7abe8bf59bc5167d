"""The exact shortest walk through one block of parallel aisles, by the dynamic programme of Ratliff and Rosenthal
(1983).

A block is parallel aisles between a front and a back cross aisle; one changes aisles only there. Going through the
aisles from left to right, all that matters of a part of a walk is whether its ends at the two cross aisles are odd,
even or not visited, and whether it hangs together: five states. In every aisle that is visited there are five ways
to serve it. So the shortest of all walks is found in time linear in the aisles. Aisles without a stop are never
worth a visit: between two stops no shortest way leads through a third aisle. Lengths are whole numbers of any one
unit (millimetres in a warehouse).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

Spot: TypeAlias = tuple[int, int]
"""Where one stands: (index of the aisle, distance along it)."""

_NEVER = 1 << 60
_Way = Literal["through", "from_back", "from_front", "gap", "twice"]
_WAYS: tuple[_Way, ...] = ("through", "from_back", "from_front", "gap", "twice")
# States: U odd at both cross aisles; B even at the back only; F even at the front only; E even at both and in one
# piece; S even at both in two pieces, to be joined later. _START: the state after serving the first aisle in each of
# the five ways. _AFTER: for each state before an aisle, the state after serving it in each of the five ways.
_U, _B, _F, _E, _S = range(5)
_START = (_U, _B, _F, _S, _E)
_AFTER = (
    (_E, _U, _U, _U, _U),
    (_U, _B, _S, _S, _E),
    (_U, _S, _F, _S, _E),
    (_U, _E, _E, _E, _E),
    (_U, _S, _S, _S, _E),
)
# Steps along the cross aisles to the next aisle: (from, to, times along the back, times along the front).
_ACROSS = (
    (_U, _U, 1, 1),
    (_B, _B, 2, 0),
    (_F, _F, 0, 2),
    (_E, _B, 2, 0),
    (_E, _F, 0, 2),
    (_E, _E, 2, 2),
    (_S, _S, 2, 2),
)
_ENDS = (_B, _F, _E)


@dataclass(frozen=True, slots=True)
class Block:
    """The aisles by their place along the cross aisles (`xs`, ascending), the two cross aisles, and the depot.

    `depot` is a spot; `blind` is the index of an aisle that is none: a depot at a cross aisle between two aisles.
    `entry` is what is walked between the depot and its spot, once each way.
    """

    xs: tuple[int, ...]
    front: int
    back: int
    depot: Spot
    entry: int = 0
    blind: int | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """A shortest walk from the depot through all spots and back: its length, and the spots in order of the first
    visit.
    """

    length: int
    spots: tuple[Spot, ...]


def distance(block: Block, start: Spot, end: Spot) -> int:
    """Return the shortest way between two spots."""
    if start[0] == end[0]:
        return abs(start[1] - end[1])
    by_front = start[1] + end[1] - 2 * block.front
    by_back = 2 * block.back - start[1] - end[1]
    return abs(block.xs[start[0]] - block.xs[end[0]]) + min(by_front, by_back)


def walk_length(block: Block, spots: Sequence[Spot]) -> int:
    """Return the true length of the walk depot, `spots` in this order, depot."""
    if not spots:
        return 0
    ring = (block.depot, *spots, block.depot)
    return 2 * block.entry + sum(distance(block, start, end) for start, end in pairwise(ring))


def shortest_length(block: Block, spots: Sequence[Spot]) -> int:
    """Return the length of the shortest walk from the depot through all `spots` and back."""
    if not spots:
        return 0
    aisles = _by_aisle(block, spots)
    return 2 * block.entry + (_solve(block, aisles)[0] if len(aisles) > 1 else _inside_one(aisles))


def shortest_walk(block: Block, spots: Sequence[Spot]) -> Walk:
    """Return a shortest walk from the depot through all `spots` and back; of equal ones always the same."""
    if not spots:
        return Walk(0, ())
    aisles, wanted = _by_aisle(block, spots), set(spots)
    if len(aisles) == 1:
        (aisle, at), stops = block.depot, aisles[0][1]
        length, circuit = _inside_one(aisles), [(aisle, stop) for stop in stops if stop >= at]
        circuit += [(aisle, stop) for stop in reversed(stops) if stop < at]
    else:
        length, ways, across = _solve(block, aisles)
        circuit = walk_over(block.depot, _edges(block, aisles, ways, across))
    visited = dict.fromkeys(spot for spot in circuit if spot in wanted)
    return Walk(length + 2 * block.entry, tuple(visited))


_Aisles: TypeAlias = list[tuple[int, list[int]]]
_Across: TypeAlias = list[tuple[int, int]]


def _by_aisle(block: Block, spots: Sequence[Spot]) -> _Aisles:
    """Return the visited aisles from left to right, each with its stops from front to back, the depot among them."""
    stops: dict[int, set[int]] = {block.depot[0]: {block.depot[1]}}
    for aisle, at in spots:
        stops.setdefault(aisle, set()).add(at)
    return [(aisle, sorted(stops[aisle])) for aisle in sorted(stops)]


def _inside_one(aisles: _Aisles) -> int:
    """Return the length of the walk when all stops lie in the depot's own aisle: no cross aisle need be reached."""
    stops = aisles[0][1]
    return 2 * (stops[-1] - stops[0])


def _costs(block: Block, aisle: int, stops: list[int]) -> tuple[int, int, int, int, int]:
    """Return what each of the five ways to serve this aisle costs."""
    if aisle == block.blind:
        at_front = stops[0] == block.front
        return _NEVER, _NEVER if at_front else 0, 0 if at_front else _NEVER, _NEVER, _NEVER
    whole = block.back - block.front
    gap = max((after - before for before, after in pairwise(stops)), default=0)
    inner = 2 * (whole - gap) if len(stops) > 1 else _NEVER
    return whole, 2 * (block.back - stops[0]), 2 * (stops[-1] - block.front), inner, 2 * whole


def _solve(block: Block, aisles: _Aisles) -> tuple[int, list[_Way], _Across]:
    """Return the least length, the way each aisle is served, and the steps along (back, front) between neighbours."""
    best = [_NEVER] * 5
    for way, cost in enumerate(_costs(block, *aisles[0])):
        best[_START[way]] = cost
    trail: list[tuple[list[tuple[int, int, int]], list[tuple[int, int]]]] = []
    for (left, _), (right, stops) in pairwise(aisles):
        step = block.xs[right] - block.xs[left]
        moved, came = [_NEVER] * 5, [(0, 0, 0)] * 5
        for before, after, back, front in _ACROSS:
            total = best[before] + step * (back + front)
            if total < moved[after]:
                moved[after], came[after] = total, (before, back, front)
        best, served = _serve(moved, _costs(block, right, stops))
        trail.append((came, served))
    end = min(_ENDS, key=best.__getitem__)
    return best[end], *_trace(end, trail)


def _serve(moved: list[int], costs: tuple[int, ...]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the best length of each state after an aisle, and from which state in which way it was reached."""
    best, served = [_NEVER] * 5, [(0, 0)] * 5
    for before, sofar in enumerate(moved):
        if sofar >= _NEVER:
            continue
        for way, after in enumerate(_AFTER[before]):
            total = sofar + costs[way]
            if total < best[after]:
                best[after], served[after] = total, (before, way)
    return best, served


def _trace(
    state: int, trail: list[tuple[list[tuple[int, int, int]], list[tuple[int, int]]]]
) -> tuple[list[_Way], _Across]:
    """Follow the best decisions from the last aisle to the first."""
    ways: list[_Way] = []
    across: _Across = []
    for came, served in reversed(trail):
        before, way = served[state]
        ways.append(_WAYS[way])
        state, back, front = came[before]
        across.append((back, front))
    ways.append(_WAYS[_START.index(state)])
    return ways[::-1], across[::-1]


Edges: TypeAlias = dict[Spot, list[Spot]]


def _edges(block: Block, aisles: _Aisles, ways: list[_Way], across: _Across) -> Edges:
    """Return the walk as a graph in which every spot has an even number of ends."""
    edges: Edges = {}

    def join(start: Spot, end: Spot, times: int) -> None:
        if start != end:
            edges.setdefault(start, []).extend([end] * times)
            edges.setdefault(end, []).extend([start] * times)

    for (aisle, stops), way in zip(aisles, ways, strict=True):
        for start, end, times in _inside(block, stops, way):
            join((aisle, start), (aisle, end), times)
    for ((left, _), (right, _)), (back, front) in zip(pairwise(aisles), across, strict=True):
        join((left, block.back), (right, block.back), back)
        join((left, block.front), (right, block.front), front)
    return edges


def _inside(block: Block, stops: list[int], way: _Way) -> list[tuple[int, int, int]]:
    """Return the pieces (from, to, times) that are walked inside one aisle."""
    chain = list(pairwise([block.front, *stops, block.back]))
    if way == "through":
        return [(start, end, 1) for start, end in chain]
    if way == "twice":
        return [(start, end, 2) for start, end in chain]
    if way == "from_back":
        left_out = 0
    elif way == "from_front":
        left_out = len(chain) - 1
    else:
        left_out = max(range(1, len(chain) - 1), key=lambda piece: chain[piece][1] - chain[piece][0])
    return [(start, end, 2) for piece, (start, end) in enumerate(chain) if piece != left_out]


def walk_over(start: Spot, edges: Edges) -> list[Spot]:
    """Return a walk over every edge from `start` (Hierholzer), and use them up: a round one, unless an odd number of
    edges meets somewhere; then it ends there.
    """
    path, walked = [start], []
    while path:
        here = path[-1]
        if edges.get(here):
            there = edges[here].pop()
            edges[there].remove(here)
            path.append(there)
        else:
            walked.append(path.pop())
    return walked[::-1]
