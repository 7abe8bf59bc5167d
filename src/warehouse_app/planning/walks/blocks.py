"""The exact shortest walk through a floor of any number of cross aisles on which one may go and turn as one likes.

The floor is gone through aisle by aisle and, in an aisle, piece by piece; for each state of the walk so far
(`frontier`) only the shortest way to it is kept. Time grows with the aisles and stops; with the cross aisles it grows
fast, so that above MOST_CROSSINGS a search takes over. On a floor without walls and blind alleys, aisles without a
stop are left out: a way through one can be shifted to a neighbour without being longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from warehouse_app.planning.block import Edges, Spot, Walk, walk_over
from warehouse_app.planning.walks.frontier import NOTHING, State, blank, closes, served, stepped
from warehouse_app.planning.walks.grid import Gap, Grid, Shut
from warehouse_app.planning.walks.pieces import Way, ways

MOST_CROSSINGS = 7
"""Cross aisles up to which the exact way is taken."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One aisle as the walk sees it: the ways to serve each piece, and what is due at each cross aisle."""

    aisle: int
    chains: tuple[tuple[int, ...], ...]
    pieces: tuple[list[Way], ...]
    odd: tuple[int, ...]
    wanted: tuple[bool, ...]


_Choice = tuple[State, int]
"""The state before, and which way was taken or how often the step was walked."""


def shortest_length(grid: Grid, spots: Iterable[Spot]) -> int | None:
    """Return the length of the shortest walk from the start through all `spots` to the end; None: there is none."""
    stops = frozenset(spots)
    if not stops:
        return 0
    inside = _inside(grid, stops)
    if inside is not None:
        return inside[0] + grid.entry + grid.leave
    found = _solve(grid, _columns(grid, stops), None)
    return None if found is None else found[0] + grid.entry + grid.leave


def shortest_walk(grid: Grid, spots: Iterable[Spot]) -> Walk | None:
    """Return a shortest walk through all `spots`, of equal ones always the same; None: there is none."""
    stops = frozenset(spots)
    if not stops:
        return Walk(0, ())
    inside = _inside(grid, stops)
    if inside is not None:
        length, path = inside
    else:
        columns = _columns(grid, stops)
        trail: list[dict[State, _Choice]] = []
        found = _solve(grid, columns, trail)
        if found is None:
            return None
        length, path = found[0], walk_over(grid.start, _edges(grid, columns, found[1], trail))
    return Walk(length + grid.entry + grid.leave, tuple(dict.fromkeys(spot for spot in path if spot in stops)))


def _inside(grid: Grid, stops: frozenset[Spot]) -> tuple[int, list[Spot]] | None:
    """Return length and stops of the walk where all of it lies in one piece of one aisle: no other way is shorter."""
    (aisle, begin), (last, end) = grid.start, grid.end
    if last != aisle or any(spot[0] != aisle for spot in stops):
        return None
    ats = [at for _aisle, at in stops]
    low, high = min(*ats, begin, end), max(*ats, begin, end)
    piece = grid.piece_of(low)
    if high > grid.crossings[piece + 1] or (aisle in grid.blind and high > low):
        return None
    if low == grid.crossings[piece] and high > low and Shut(aisle, piece, back=False) in grid.shut:
        return None
    if high == grid.crossings[piece + 1] and high > low and Shut(aisle, piece, back=True) in grid.shut:
        return None
    up = abs(begin - low) + high - low + abs(high - end)
    down = abs(begin - high) + high - low + abs(low - end)
    behind = sorted(at for at in ats if at >= begin)
    before = sorted((at for at in ats if at < begin), reverse=True)
    order = [*before, *behind] if up < down else [*behind, *before]
    return min(up, down), [(aisle, at) for at in order]


def _columns(grid: Grid, stops: frozenset[Spot]) -> list[_Column]:
    """Return the aisles the walk may lead through, from left to right."""
    ends = {grid.start, grid.end}
    odd = ends if len(ends) > 1 else set()
    wanted: dict[int, set[int]] = {}
    for aisle, at in stops | ends:
        wanted.setdefault(aisle, set()).add(at)
    if not grid.regular:
        aisles: Sequence[int] = range(len(grid.xs))
    else:
        aisles = sorted(wanted)
    return [
        _column(grid, aisle, wanted.get(aisle, set()), frozenset(at for each, at in odd if each == aisle))
        for aisle in aisles
    ]


def _column(grid: Grid, aisle: int, wanted: set[int], odd: frozenset[int]) -> _Column:
    chains, pieces = [], []
    for piece, (front, back) in enumerate(pairwise(grid.crossings)):
        chain = (front, *sorted(at for at in wanted if front < at < back), back)
        chains.append(chain)
        if aisle in grid.blind:
            pieces.append([Way(NOTHING, 0, (0,))] if len(chain) == 2 else [])  # noqa: PLR2004 - no stop between
            continue
        opens = [Shut(aisle, piece, back) not in grid.shut for back in (False, True)]
        pieces.append(ways(chain, odd, *opens))
    return _Column(
        aisle,
        tuple(chains),
        tuple(pieces),
        tuple(int(at in odd) for at in grid.crossings),
        tuple(at in wanted for at in grid.crossings),
    )


def _solve(grid: Grid, columns: list[_Column], trail: list[dict[State, _Choice]] | None) -> tuple[int, State] | None:
    """Return the least length and its last state, leaving the choices in `trail`; None: no walk."""
    best: dict[State, int] = {blank(len(grid.crossings)): 0}
    for column, after in zip(columns, [*columns[1:], None], strict=True):
        for piece, offered in enumerate(column.pieces):
            best = _serve(best, piece, offered, trail)
        if after is None:
            break
        step = grid.xs[after.aisle] - grid.xs[column.aisle]
        for place in range(len(grid.crossings)):
            most = 0 if Gap(column.aisle, place) in grid.gaps else 2
            best = _step(best, column, place, (step, most), trail)
    last = columns[-1]
    ends = [(length, state) for state, length in best.items() if closes(state, last.odd, last.wanted)]
    return min(ends, default=None)


def _serve(
    best: dict[State, int], piece: int, offered: list[Way], trail: list[dict[State, _Choice]] | None
) -> dict[State, int]:
    found: dict[State, int] = {}
    came: dict[State, _Choice] = {}
    for state, sofar in best.items():
        for number, way in enumerate(offered):
            after = served(state, piece, way.served)
            if after is not None and sofar + way.cost < found.get(after, sofar + way.cost + 1):
                found[after] = sofar + way.cost
                came[after] = state, number
    if trail is not None:
        trail.append(came)
    return found


def _step(
    best: dict[State, int],
    column: _Column,
    place: int,
    step: tuple[int, int],
    trail: list[dict[State, _Choice]] | None,
) -> dict[State, int]:
    """Let the walk go on, or not, along one cross aisle to the next aisle; `step`: how far, how often at most."""
    found: dict[State, int] = {}
    came: dict[State, _Choice] = {}
    odd, wanted = column.odd[place], column.wanted[place]
    far, most = step
    for state, sofar in best.items():
        for times in range(most + 1):
            after = stepped(state, place, times, odd, wanted)
            total = sofar + times * far
            if after is not None and total < found.get(after, total + 1):
                found[after] = total
                came[after] = state, times
    if trail is not None:
        trail.append(came)
    return found


def _edges(grid: Grid, columns: list[_Column], state: State, trail: list[dict[State, _Choice]]) -> Edges:
    """Follow the best choices back and return what is walked as a graph."""
    edges: Edges = {}

    def join(start: Spot, end: Spot, times: int) -> None:
        edges.setdefault(start, []).extend([end] * times)
        edges.setdefault(end, []).extend([start] * times)

    at = len(trail)
    for number in range(len(columns) - 1, -1, -1):
        column = columns[number]
        if number < len(columns) - 1:
            for place in range(len(grid.crossings) - 1, -1, -1):
                at -= 1
                state, times = trail[at][state]
                y = grid.crossings[place]
                join((column.aisle, y), (columns[number + 1].aisle, y), times)
        for piece in range(len(column.pieces) - 1, -1, -1):
            at -= 1
            state, choice = trail[at][state]
            for (start, end), times in zip(
                pairwise(column.chains[piece]), column.pieces[piece][choice].times, strict=True
            ):
                join((column.aisle, start), (column.aisle, end), times)
    return edges
