"""Half-empty bins put together: the fewest moves that free the most bins.

For one item the bins that stay are those that can take most: whatever set is emptied, what stays must have room for
all of it, so that no choice frees more. Only bins that hold one item alone are emptied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_MOVES = 200
"""Moves that are proposed at once."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """`qty` of an item in a bin that can take `most` units of it in all. `alone`: nothing else stands there."""

    place: int
    item: int
    qty: int
    most: int
    walk: int = 0
    alone: bool = True
    held: int = 0


@dataclass(frozen=True, slots=True)
class Merge:
    """Move `qty` of an item from a bin, which is free afterwards, to another."""

    source: int
    target: int
    item: int
    qty: int


def plan_merges(shelves: Iterable[Shelf], most: int = MOST_MOVES) -> tuple[Merge, ...]:
    """Return moves that empty bins, those that free a bin with fewest moves first, `most` at most."""
    groups: dict[int, list[Shelf]] = defaultdict(list)
    for each in shelves:
        if each.qty > 0:
            groups[each.item].append(each)
    freed: list[tuple[Merge, ...]] = []
    for item in sorted(groups):
        freed += _of_item(groups[item])
    found: list[Merge] = []
    for moves in sorted(freed, key=lambda each: (len(each), sum(one.qty for one in each), each[0].source)):
        if len(found) + len(moves) <= most:
            found += moves
    return tuple(found)


def _of_item(shelves: Sequence[Shelf]) -> list[tuple[Merge, ...]]:
    """Return for each bin that can be freed the moves that empty it."""
    if len(shelves) < 2:  # noqa: PLR2004 - a source and a target
        return []
    total = sum(each.qty for each in shelves)
    stay = [each for each in shelves if not each.alone]
    movable = sorted(
        (each for each in shelves if each.alone), key=lambda each: (-max(each.most, each.qty), -each.qty, each.walk)
    )
    room = sum(max(each.most, each.qty) for each in stay)
    while movable and room < total:
        kept = movable.pop(0)
        stay.append(kept)
        room += max(kept.most, kept.qty)
    if not stay or not movable:
        return []
    free = {each.place: max(each.most, each.qty) - each.qty for each in stay}
    return [_empty(each, free) for each in sorted(movable, key=lambda each: (-each.qty, each.walk, each.place))]


def _empty(shelf: Shelf, free: dict[int, int]) -> tuple[Merge, ...]:
    """Empty one bin into those that stay: the tightest that takes all of it, else the roomiest first."""
    moves: list[Merge] = []
    left = shelf.qty
    while left > 0:
        fitting = [place for place, room in free.items() if room >= left]
        place = (
            min(fitting, key=lambda each: (free[each], each))
            if fitting
            else max(free, key=lambda each: (free[each], -each))
        )
        qty = min(left, free[place])
        free[place] -= qty
        left -= qty
        moves.append(Merge(shelf.place, place, shelf.item, qty))
    return tuple(moves)
