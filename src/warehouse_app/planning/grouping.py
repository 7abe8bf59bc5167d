"""Which orders share a cart: from the most urgent or farthest order on, always the one that saves the most walking.

Deterministic and bounded: a batch begins with the most urgent order (of equals the one with the longest walk of its
own), then takes, as long as one fits, the order whose joining saves most against walking for it alone. Only orders
that need the fewest new aisles are walked exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

WINDOW = 500  # orders looked at for one more place on the cart, most urgent first
WALKED = 24  # of these, how many are compared by their exact walk


@dataclass(frozen=True, slots=True)
class Load:
    """One order as the cart sees it: its code, how urgent it is (lower first), how much room it takes, where it
    leads.
    """

    code: str
    rank: int
    size: int
    places: frozenset[str]
    aisles: int = 0
    """The aisles to visit, one bit each; 0 where they are not known."""


@dataclass(slots=True)
class _Cart:
    """A batch in the making."""

    loads: list[Load] = field(default_factory=list)
    size: int = 0
    places: frozenset[str] = frozenset()
    aisles: int = 0
    length: int = 0

    def take(self, load: Load, length: int) -> None:
        self.loads.append(load)
        self.size += load.size
        self.places |= load.places
        self.aisles |= load.aisles
        self.length = length

    def novelty(self, load: Load) -> tuple[int, int, int, str]:
        """Return how much new ground an order needs, aisles before places."""
        return (load.aisles & ~self.aisles).bit_count(), len(load.places - self.places), load.rank, load.code


def group_loads(
    loads: Sequence[Load],
    orders: int | None,
    size: int | None,
    walk: Callable[[frozenset[str]], int],
) -> list[list[Load]]:
    """Return the loads in batches of at most `orders` orders and `size` room; None is no limit.

    `walk` gives the length of the shortest walk through places. A load over `size` is given alone; what to do with
    it is the caller's.
    """
    alone = {load.code: walk(load.places) for load in loads}
    waiting = sorted(loads, key=lambda load: (load.rank, -alone[load.code], load.code))
    batches: list[list[Load]] = []
    while waiting:
        cart = _Cart()
        seed = waiting.pop(0)
        cart.take(seed, alone[seed.code])
        while orders is None or len(cart.loads) < orders:
            joining = _best(cart, _fitting(cart, waiting, size), alone, walk)
            if joining is None:
                break
            cart.take(*joining)
            waiting.remove(joining[0])
        batches.append(cart.loads)
    return batches


def _fitting(cart: _Cart, waiting: Sequence[Load], size: int | None) -> list[Load]:
    """Return the first WINDOW orders that still have room on this cart."""
    if size is None:
        return list(waiting[:WINDOW])
    room, fitting = size - cart.size, []
    for load in waiting:
        if load.size <= room:
            fitting.append(load)
            if len(fitting) == WINDOW:
                break
    return fitting


def _best(
    cart: _Cart,
    fitting: list[Load],
    alone: dict[str, int],
    walk: Callable[[frozenset[str]], int],
) -> tuple[Load, int] | None:
    """Return the order that saves the most walking by joining, with the length of the walk of all."""
    best: tuple[int, int, str] | None = None
    chosen: tuple[Load, int] | None = None
    for load in sorted(fitting, key=cart.novelty)[:WALKED]:
        length = walk(cart.places | load.places)
        rating = (length - alone[load.code], load.rank, load.code)
        if best is None or rating < best:
            best, chosen = rating, (load, length)
    return chosen
