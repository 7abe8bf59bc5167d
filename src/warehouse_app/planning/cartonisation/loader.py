"""One box to be loaded again and again: compiled where there is a compiled part, else in Python."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Sequence
from typing import Protocol

from warehouse_app.domain.cartons.values import Box, Rules
from warehouse_app.planning.cartonisation.bodies import Body
from warehouse_app.planning.cartonisation.plain import Asked, Loaded, PlainLoader
from warehouse_app.planning.native import load


class Loader(Protocol):
    """What the search asks of a box."""

    def load(self, order: Sequence[int], rule: int, most: int) -> Loaded:
        """Put the bodies in by that order and rule; after about `most` looks the rest is left out."""


def asked_of(bodies: Sequence[Body], box: Box, rules: Rules) -> Asked:
    """Return the question of a box in bare figures."""
    groups = {"": 0}
    for body in bodies:
        groups.setdefault(body.goods.apart, len(groups))
    return Asked(
        box=box.inner,
        weight=box.most_g,
        volume=box.inner.volume * (1000 - rules.infill) // 1000,
        support=rules.support,
        sizes=[body.size for body in bodies],
        turns=[body.turns for body in bodies],
        grams=[body.weight_g for body in bodies],
        fragile=[body.goods.fragile for body in bodies],
        groups=[groups[body.goods.apart] for body in bodies],
        kinds=[body.kind for body in bodies],
    )


def loader_of(asked: Asked) -> Loader:
    """Return the fastest loader there is."""
    return PlainLoader(asked) if load.library() is None else CompiledLoader(asked)


class CompiledLoader:
    """The loader of native/cartons.h; not to be used by two threads at once."""

    def __init__(self, asked: Asked) -> None:
        library = load.library()
        assert library is not None, "there is a compiled part"
        self._call, self._count = library.wh_carton, len(asked.sizes)
        self._order, self._at = array("i", [0] * self._count), array("i", [0] * (6 * self._count))
        flat = array("i", (side for size in asked.sizes for side in size))
        columns = (asked.turns, asked.grams, (int(each) for each in asked.fragile), asked.groups, asked.kinds)
        self._kept = [flat, *(array("i", column) for column in columns), self._order, self._at]
        self._carton = load.Carton(
            self._count, 0, asked.support, 0, asked.box, 0, asked.weight, asked.volume, 0, 0,
            *(column.buffer_info()[0] for column in self._kept),
        )  # fmt: skip
        self._where = ctypes.byref(self._carton)

    def load(self, order: Sequence[int], rule: int, most: int) -> Loaded:
        """Put the bodies in by that order; what finds no place within `most` looks is left out."""
        self._order[: len(order)] = array("i", order)
        self._carton.n, self._carton.rule, self._carton.looks = len(order), rule, 0
        self._carton.most = most
        volume = int(self._call(self._where))
        at = self._at
        lies = tuple(
            (at[n], at[n + 1], at[n + 2], at[n + 3], at[n + 4], at[n + 5]) for n in range(0, 6 * self._count, 6)
        )
        return Loaded(volume, lies, int(self._carton.looks))
