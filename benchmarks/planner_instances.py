"""Instances of order batching as Henn and Waescher made them (2012), built anew from their description.

One block of 10 aisles with 45 cells a side; the aisles are 5 apart, a cell is 1 long, and from the last cell to the
cross aisle it is 1.5. The depot is at the foot of the first aisle. An order has 5 to 25 articles; demand is uniform,
or 52 % of it lies in aisle 1, 36 % in the next three, 12 % in the last six. Lengths are told in tenths.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from warehouse_app.planning.block import Block, Spot
from warehouse_app.planning.search.values import Job, Limits, OneBlock, Problem

AISLES, CELLS, STEP, MARGIN, CELL = 10, 45, 50, 15, 10
BLOCK = Block(tuple(STEP * aisle for aisle in range(AISLES)), 0, 2 * MARGIN + CELL * (CELLS - 1), (0, 0))
SIZES, CAPACITIES, DEMANDS = (20, 60, 100), (30, 45, 60, 75), ("uniform", "classes")


@dataclass(frozen=True, slots=True)
class Case:
    """One instance by its parameters; its name is its seed as well."""

    orders: int
    capacity: int
    demand: str

    @property
    def name(self) -> str:
        """Return the name under which its reference is kept."""
        return f"{self.orders}-{self.capacity}-{self.demand}"

    def problem(self) -> Problem:
        """Return the instance."""
        dice = random.Random(self.name)
        spots = tuple(tuple(spot(dice, self.demand) for _ in range(dice.randint(5, 25))) for _ in range(self.orders))
        jobs = tuple(Job(units=len(each)) for each in spots)
        return Problem(jobs, Limits(units=self.capacity), OneBlock(BLOCK, spots))


CASES = tuple(Case(size, capacity, demand) for size in SIZES for capacity in CAPACITIES for demand in DEMANDS)


def spot(dice: random.Random, demand: str) -> Spot:
    """Return where an article lies."""
    if demand == "uniform":
        aisle = dice.randrange(AISLES)
    else:
        share = dice.random()
        aisle = 0 if share < 0.52 else 1 + dice.randrange(3) if share < 0.88 else 4 + dice.randrange(6)
    return aisle, MARGIN + CELL * dice.randrange(CELLS)


def shop(orders: int, demand: str, seed: int) -> Problem:
    """Return orders of a web shop: 1 to 8 lines of one piece; a cart takes 12 orders or 60 pieces."""
    dice = random.Random(f"shop {orders} {demand} {seed}")
    spots = tuple(tuple(spot(dice, demand) for _ in range(dice.randint(1, 8))) for _ in range(orders))
    jobs = tuple(Job(units=len(each)) for each in spots)
    return Problem(jobs, Limits(orders=12, units=60), OneBlock(BLOCK, spots))
