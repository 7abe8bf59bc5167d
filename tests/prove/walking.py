"""Walks at random that follow from a number alone: the same on every machine, whatever ran before in the process.

A search by hypothesis also draws what stands as a constant in any module that is loaded: its seed tells little where
the order of tests may vary.
"""

from __future__ import annotations

from random import Random
from typing import Any, Protocol

from tests.prove.part import Counts


class Walker(Protocol):
    """What walks: `done` counts the deeds that were compared."""

    @property
    def done(self) -> int: ...

    def draw(self, chance: Random) -> tuple[Any, ...]:
        """Choose what to do next."""
        ...

    def deed(self, *what: Any) -> None:
        """Do it. Raises AssertionError where something else came of it than must."""
        ...

    def end(self) -> None:
        """Look at all once more, and go. Raises AssertionError."""
        ...

    def leave(self) -> None:
        """Go at once."""
        ...


class Begin(Protocol):
    """Begins a walk somewhere."""

    def __call__(self, chance: Random) -> Walker: ...


def walked(begin: Begin, number: int, count: int, steps: int) -> Counts:
    """Walk, some `steps` each time, until `count` deeds are compared; return how many were.

    What is found is raised with the deeds that lead there.
    """
    done, runs = 0, 0
    while done < count:
        chance = Random(f"{number} {runs}")
        done += _one(begin(chance), chance, chance.randint(steps // 5, 2 * steps))
        runs += 1
    return {"done": done}


def _one(walker: Walker, chance: Random, steps: int) -> int:
    told = [f"{walker}:"]
    try:
        for _ in range(steps):
            what = walker.draw(chance)
            told.append(f"{what},")
            walker.deed(*what)
        walker.end()
    except BaseException as error:
        error.add_note("\n".join(told))
        raise
    finally:
        walker.leave()
    return walker.done
