"""A floor of parallel aisles crossed by any number of cross aisles, with what one may not do on it.

Cross aisles are numbered from the front, aisles from the left; the piece of an aisle between cross aisle n and n + 1
is its piece n. Lengths are whole numbers of any one unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from warehouse_app.planning.block import Block, Spot

NORTH, EAST, SOUTH, WEST = range(4)
"""Which way one looks: to the back, to the right, to the front, to the left."""


class Shut(NamedTuple):
    """One end of a piece of an aisle through which nobody comes or goes: a wall, or the end of a blind alley."""

    aisle: int
    piece: int
    back: bool


class Gap(NamedTuple):
    """A cross aisle that does not go on between this aisle and the next."""

    aisle: int
    crossing: int


class Turn(NamedTuple):
    """A turn that is forbidden where an aisle and a cross aisle meet: coming that way, one may not go on this way."""

    aisle: int
    crossing: int
    coming: int
    going: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The floor. A walk begins at `start` and ends at `end`; `entry` is walked before, `leave` after it.

    `blind` are aisles that are none: where a walk begins or ends at a cross aisle between two aisles. `one_way`: of an
    aisle 1 (only towards the back) or -1. `turning`: whether one may turn round inside an aisle.
    """

    xs: tuple[int, ...]
    crossings: tuple[int, ...]
    start: Spot
    end: Spot
    entry: int = 0
    leave: int = 0
    blind: frozenset[int] = frozenset()
    shut: frozenset[Shut] = frozenset()
    gaps: frozenset[Gap] = frozenset()
    one_way: tuple[tuple[int, int], ...] = ()
    turns: frozenset[Turn] = frozenset()
    turning: bool = True
    _ways: dict[int, int] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._ways.update(self.one_way)

    @property
    def regular(self) -> bool:
        """Tell whether every aisle and cross aisle goes through everywhere."""
        return not (self.shut or self.gaps or self.blind)

    @property
    def free(self) -> bool:
        """Tell whether one may go both ways and turn everywhere, so that the way back is the way out."""
        return not (self.one_way or self.turns) and self.turning

    def way(self, aisle: int) -> int:
        """Return 1 where an aisle only leads to the back, -1 where to the front, 0 where both ways."""
        return self._ways.get(aisle, 0)

    def piece_of(self, at: int) -> int:
        """Return the piece of its aisle a spot lies in; one on a cross aisle is of the piece behind it."""
        for piece, back in enumerate(self.crossings[1:]):
            if at < back:
                return piece
        return len(self.crossings) - 2

    def block(self) -> Block | None:
        """Return the same floor as one block, for which there is a faster way; None when it is more than that."""
        if len(self.crossings) != 2 or not self.free or self.shut or self.gaps:  # noqa: PLR2004 - front and back
            return None
        if self.start != self.end or self.entry != self.leave or len(self.blind) > 1:
            return None
        front, back = self.crossings
        return Block(self.xs, front, back, self.start, self.entry, next(iter(self.blind), None))


def grid_of(block: Block) -> Grid:
    """Return one block as a grid of two cross aisles."""
    blind = frozenset() if block.blind is None else frozenset({block.blind})
    return Grid(block.xs, (block.front, block.back), block.depot, block.depot, block.entry, block.entry, blind)
