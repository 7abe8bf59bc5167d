"""The ways to serve one piece of an aisle between two cross aisles: each with its cost and what it does at the ends.

In a piece lie stops, one behind the other; between two neighbours one walks once, twice or not at all. How often is
odd or even all along, but for where the walk begins or ends. At most one part is left out, for what lies between two
such parts would hang together with nothing: so the best of each kind leaves out the longest part.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from warehouse_app.planning.walks.frontier import NOTHING, Served


class Way(NamedTuple):
    """One way to serve a piece: what it does at the ends, what it costs, how often each part of the chain is walked."""

    served: Served
    cost: int
    times: tuple[int, ...]


def ways(chain: tuple[int, ...], odd: frozenset[int], front_open: bool, back_open: bool) -> list[Way]:  # noqa: FBT001
    """Return the ways worth looking at to serve a piece: `chain` are its ends and the stops between, in order.

    `odd` are the stops where an odd number of ends is due: a walk begins or ends there, not both.
    """
    if not front_open and not back_open:
        return [Way(NOTHING, 0, (0,) * (len(chain) - 1))] if len(chain) == 2 else []  # noqa: PLR2004 - no stop
    best: dict[Served, Way] = {}
    for first in (0, 1):
        parity = _parities(chain, odd, first)
        even = [part for part, each in enumerate(parity) if not each]
        lengths = [end - start for start, end in pairwise(chain)]
        outs: list[int | None] = [None] if len(even) < len(parity) or len(chain) >= 2 else []  # noqa: PLR2004
        inner = [part for part in even if 0 < part < len(parity) - 1]
        outs += [part for part in even if part in {0, len(parity) - 1}]
        outs += [max(inner, key=lambda part: (lengths[part], -part))] if inner else []
        for out in outs:
            way = _way(lengths, parity, out)
            if not _allowed(way, front_open, back_open):
                continue
            if way.served not in best or way.cost < best[way.served].cost:
                best[way.served] = way
    return list(best.values())


def _parities(chain: tuple[int, ...], odd: frozenset[int], first: int) -> list[int]:
    """Return for each part of the chain whether it is walked an odd number of times."""
    parities, now = [first], first
    for stop in chain[1:-1]:
        now ^= stop in odd
        parities.append(now)
    return parities


def _way(lengths: list[int], parity: list[int], out: int | None) -> Way:
    """Return the way that leaves out one part, or none."""
    times = tuple(0 if part == out else 1 if each else 2 for part, each in enumerate(parity))
    cost = sum(length * often for length, often in zip(lengths, times, strict=True))
    if not any(times):
        return Way(NOTHING, 0, times)
    served = Served(times[0] & 1, times[-1] & 1, times[0] > 0, times[-1] > 0, joins=all(times))
    return Way(served, cost, times)


def _allowed(way: Way, front_open: bool, back_open: bool) -> bool:  # noqa: FBT001
    """Tell whether the way comes through no end that is shut."""
    return (front_open or not way.served.front) and (back_open or not way.served.back)
