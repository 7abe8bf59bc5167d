"""What a part of the long proof is, and where the parts are found.

A part is one way of looking for faults that can be repeated as often as one likes. Every module `tests/prove/part_*.py`
names its own in `PARTS`; nothing else has to be told.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent

Counts = Mapping[str, int]
"""What was reached: `done` cases, and whatever else is worth a number."""

PACKAGE = "tests.prove"


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the table: `whole` cases, in pieces of `piece` (aim at half a minute each).

    `run(seed, count)` does `count` cases that follow from `seed` alone and returns what it counted, `done` among it. It
    raises where a fault is found. Counts named in `none` (lost, doubled, ...) must stay zero.
    Cases that can be counted through are done `in_order`: the seed is then the number of the piece's first case.
    A piece runs in a process of its own, and is ended after `limit_s`: what hangs is a fault as well.
    """

    name: str
    whole: int
    piece: int
    run: Callable[[int, int], Counts]
    none: tuple[str, ...] = ()
    limit_s: int = 600
    in_order: bool = False

    @property
    def pieces(self) -> int:
        """Return in how many pieces the whole is done."""
        return -(-self.whole // self.piece)

    def count(self, number: int) -> int:
        """Return how many cases a piece has: the last one may be smaller."""
        return min(self.piece, self.whole - number * self.piece)


def parts(folder: Path = HERE, package: str = PACKAGE) -> dict[str, Part]:
    """Return every part by its name, in the order of the modules. Raises ValueError where a name is used twice."""
    found: dict[str, Part] = {}
    for path in sorted(folder.glob("part_*.py")):
        for each in importlib.import_module(f"{package}.{path.stem}").PARTS:
            if each.name in found:
                message = f"two parts are called {each.name}"
                raise ValueError(message)
            found[each.name] = each
    return found
