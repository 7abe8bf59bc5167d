"""What is put into a box: single units, nested stacks and bricks of equal units, each one body to the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from warehouse_app.domain.cartons.values import ONE, Box, Goods, Placed, Size, Spot

TURNS = ((0, 1, 2), (1, 0, 2), (0, 2, 1), (2, 0, 1), (1, 2, 0), (2, 1, 0))
"""Which side of a body lies along length, width and height; the same table is in native/cartons.h."""

UPRIGHT = 2
"""The first turns keep the height standing."""

ALL_TURNS, UPRIGHT_TURNS = 0b111111, 0b11
SINGLE_UNITS = 48
"""Of more units than this together, equal ones are joined to bricks, so that a pallet of one thing is few bodies."""

BRICK = 4
"""Fewer equal units than this are never joined."""


@dataclass(frozen=True, slots=True)
class Body:
    """`count` units as one body; `turns` are the ways it may lie, one bit each; `kind` is equal for equal bodies."""

    goods: Goods
    count: int
    size: Size
    turns: int
    weight_g: int
    kind: int
    grid: Spot = ONE
    nested: bool = False

    def placed(self, at: Spot, lies: Size) -> Placed:
        """Return the body where it lies, its grid turned with it."""
        grid = ONE
        if self.count > 1 and not self.nested:
            grid = next(
                Spot(*(self.grid[side] for side in turn))
                for n, turn in enumerate(TURNS)
                if self.turns >> n & 1 and Size(*(self.size[side] for side in turn)) == lies
            )
        return Placed(self.goods.item, self.count, at, lies, grid, self.nested)


def turns_of(size: Size, *, upright: bool) -> int:
    """Return the ways a body may lie as bits; of ways that look alike only the first."""
    bits, seen = 0, set[tuple[int, ...]]()
    for n, turn in enumerate(TURNS[: UPRIGHT if upright else len(TURNS)]):
        lies = tuple(size[side] for side in turn)
        if lies not in seen:
            seen.add(lies)
            bits |= 1 << n
    return bits


def bodies_for(basket: Sequence[Goods], box: Box) -> list[Body]:
    """Return the bodies of a basket as they can go into `box`."""
    joins = sum(each.count for each in basket) > SINGLE_UNITS
    found: list[Body] = []
    for goods in basket:
        size = goods.size
        assert size is not None, "what has no size is told before"
        if goods.nest_mm and goods.count > 1 and not goods.fragile:
            found += _stacks(goods, size, box, len(found))
        elif joins and goods.count >= BRICK:
            found += _bricks(goods, size, box, len(found))
        else:
            found += _body(goods, 1, size, len(found)) * goods.count
    return found


def _body(goods: Goods, count: int, size: Size, kind: int, grid: Spot = ONE) -> list[Body]:
    turns = turns_of(size, upright=goods.upright)
    if count > 1:  # a brick is made one unit high of what is fragile, and stays so
        turns = UPRIGHT_TURNS if goods.upright or goods.fragile else ALL_TURNS
    return [Body(goods, count, size, turns, goods.weight_g * count, kind, grid)]


def _stacks(goods: Goods, size: Size, box: Box, kind: int) -> list[Body]:
    """Nest equal units into as few stacks as stand in the box and are carried, all about as high."""
    room = box.inner.height if goods.upright else max(box.inner)
    high = max(1, 1 + (room - size.height) // goods.nest_mm) if room >= size.height else 1
    carried = max(1, box.most_g // max(1, goods.weight_g))
    stacks = -(-goods.count // min(high, carried))
    found = []
    for n in range(stacks):
        count = goods.count // stacks + (n < goods.count % stacks)
        tall = Size(size.length, size.width, size.height + (count - 1) * goods.nest_mm)
        turns = turns_of(tall, upright=goods.upright)
        found.append(Body(goods, count, tall, turns, goods.weight_g * count, kind + count, nested=True))
    return found


def _bricks(goods: Goods, size: Size, box: Box, kind: int) -> list[Body]:
    """Join equal units to bricks: the largest that goes in, then the largest of what is left, single ones at last."""
    found: list[Body] = []
    left, carried = goods.count, max(1, box.most_g // max(1, goods.weight_g))
    while left > 0:
        count, whole, grid = _brick(goods, size, box, min(left, carried))
        if count < BRICK:
            return found + _body(goods, 1, size, kind) * left
        found += _body(goods, count, whole, kind + count, grid) * (left // count)
        left %= count
    return found


def _brick(goods: Goods, size: Size, box: Box, most: int) -> tuple[int, Size, Spot]:
    """Return the brick of at most `most` units that leaves the box least over, as its units lie in it."""
    best = (0, size, ONE)
    for way in (size[:2], size[1::-1]) if goods.upright else set(permutations(size, 2)):
        third = size.height if goods.upright else sum(size) - sum(way)
        lies = Size(way[0], way[1], third)
        if any(side > room for side, room in zip(lies, box.inner, strict=True)):
            continue
        long = min(most, box.inner.length // lies.length)
        wide = min(most // long, box.inner.width // lies.width)
        high = 1 if goods.fragile else min(most // (long * wide), box.inner.height // lies.height)
        count = long * wide * high
        if (count, lies) > (best[0], best[1]):
            best = (count, lies, Spot(long, wide, high))
    count, lies, grid = best
    return count, Size(*(side * times for side, times in zip(lies, grid, strict=True))), grid
