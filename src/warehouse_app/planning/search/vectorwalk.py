"""Exact walks through one block, many at once with numpy: the programme of `planning.block`, a row for each walk.

To the same lengths as the compiled part and as plain Python; what takes time is numpy's call, not the row, so ask for
hundreds at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from warehouse_app.planning.block import Block, Spot
from warehouse_app.planning.search.stops import WORD, Bits, bits_of

Longs: TypeAlias = NDArray[np.int64]
Words: TypeAlias = NDArray[np.uint64]

NEVER = 1 << 60


class Rows:
    """Walks through one block, given as words of bits: a row for each walk."""

    def __init__(self, bits: Bits) -> None:
        self.bits = bits
        aisles, words = len(bits.xs), bits.words
        self.depot: Words = np.array(bits.masks([bits.block.depot]), dtype=np.uint64)
        self._at: Longs = np.array(bits.at, dtype=np.int64).reshape(aisles, words * WORD)
        self._xs = bits.xs
        used = [0] * (words * WORD)
        for number in bits.number.values():
            used[number % (words * WORD)] = 1
        self._ranks = [rank for rank, here in enumerate(used) if here]

    def masks(self, routes: Iterable[Iterable[Spot]]) -> Words:
        """Return the rows of these sets of stops, the depot not among them."""
        rows = [self.bits.masks(spots) for spots in routes]
        return np.array(rows, dtype=np.uint64).reshape(len(rows), self.bits.size)

    def lengths(self, rows: Words) -> Longs:
        """Return the length of each walk; 0 where there is no stop."""
        words = (rows | self.depot).T.copy()
        first, last, gap, visited = self._figures(words)
        found = self._solve(first, last, gap, visited) + 2 * self.bits.block.entry
        return np.where(rows.any(axis=1), found, 0)

    def _figures(self, words: Words) -> tuple[Longs, Longs, Longs, NDArray[np.bool_]]:
        """Return for each aisle and walk the first stop, the last, the widest gap, and whether there is any."""
        aisles, count = len(self._xs), words.shape[1]
        by_aisle = words.reshape(aisles, self.bits.words, count)
        first: Longs = np.full((aisles, count), NEVER, dtype=np.int64)
        last: Longs = np.full((aisles, count), NEVER, dtype=np.int64)
        gap: Longs = np.zeros((aisles, count), dtype=np.int64)
        for rank in self._ranks:
            here = (by_aisle[:, rank // WORD, :] & np.uint64(1 << rank % WORD)) != 0
            at = self._at[:, rank, None]
            np.copyto(gap, np.maximum(gap, at - last), where=here)
            np.copyto(last, at, where=here)
            np.copyto(first, np.minimum(first, at), where=here)
        return first, last, gap, np.bitwise_or.reduce(by_aisle, axis=1) != 0

    def _solve(self, first: Longs, last: Longs, gap: Longs, visited: NDArray[np.bool_]) -> Longs:
        """Go through the aisles from left to right; the five states are those of `planning.block`."""
        block, count = self.bits.block, first.shape[1]
        states: list[Longs] = [np.full(count, NEVER, dtype=np.int64) for _ in range(5)]
        before: Longs = np.zeros(count, dtype=np.int64)
        seen: Longs = np.zeros(count, dtype=np.int64)
        only: Longs = np.zeros(count, dtype=np.int64)
        for aisle, x in enumerate(self._xs):
            here = visited[aisle]
            ways = self._ways(block, aisle, first[aisle], last[aisle], gap[aisle])
            fresh = here & (seen == 0)
            np.copyto(only, 2 * (last[aisle] - first[aisle]), where=fresh)
            later = _served(states, 2 * (x - before), ways)
            for state, new, begun in zip(states, later, ways.begin, strict=True):
                np.copyto(state, np.minimum(np.where(fresh, begun, new), NEVER), where=here)
            np.copyto(before, x, where=here)
            seen += here
        _odd, back, front, both, _pieces = states
        return np.where(seen > 1, np.minimum(back, np.minimum(front, both)), only)

    def _ways(self, block: Block, aisle: int, first: Longs, last: Longs, gap: Longs) -> _Ways:
        whole = block.back - block.front
        if aisle == self.bits.blind:
            never = np.full_like(first, NEVER)
            at_front = first == block.front
            return _Ways(NEVER, NEVER, np.where(at_front, NEVER, 0), np.where(at_front, 0, NEVER), never)
        inner = np.where(first < last, 2 * (whole - gap), NEVER)
        return _Ways(whole, 2 * whole, 2 * (block.back - first), 2 * (last - block.front), inner)


class _Ways:
    """What each way to serve an aisle costs, walk by walk."""

    def __init__(self, through: int, twice: int, by_back: Longs, by_front: Longs, inner: Longs) -> None:
        self.through, self.twice = through, twice
        self.by_back, self.by_front, self.inner = by_back, by_front, inner

    @property
    def begin(self) -> tuple[Longs | int, ...]:
        """Return the states after the first aisle."""
        return self.through, self.by_back, self.by_front, self.twice, self.inner


def _served(states: Sequence[Longs], step: Longs, ways: _Ways) -> tuple[Longs, ...]:
    """Return the states after a step along the cross aisles and the next aisle: odd, back, front, both, pieces."""
    odd, back, front, both, pieces = states
    back = np.minimum(back, both) + step
    front = np.minimum(front, both) + step
    odd, both, pieces = odd + step, both + 2 * step, pieces + 2 * step
    side = np.minimum(ways.by_back, ways.by_front)
    inside = np.minimum(side, ways.inner)
    any_way = np.minimum(inside, ways.twice)
    ends = np.minimum(back, front)
    return (
        np.minimum(odd + any_way, np.minimum(np.minimum(ends, both), pieces) + ways.through),
        back + ways.by_back,
        front + ways.by_front,
        np.minimum(np.minimum(odd + ways.through, both + any_way), np.minimum(ends, pieces) + ways.twice),
        np.minimum(
            np.minimum(back + np.minimum(ways.by_front, ways.inner), front + np.minimum(ways.by_back, ways.inner)),
            pieces + inside,
        ),
    )


def lengths(block: Block, routes: Sequence[Sequence[Spot]]) -> list[int]:
    """Return the length of the shortest walk of each route."""
    rows = Rows(bits_of(block, chain.from_iterable(routes)))
    return [int(length) for length in rows.lengths(rows.masks(routes))]
