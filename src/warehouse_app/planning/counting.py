"""What to count today: the cells where being wrong is expected to cost most, or whose turn it is in the ABC cycle.

The expected cost of a cell is the chance that its books are wrong times what that would cost. The chance grows with
doubts (short picks, found goods, goods missing at a bench), with counts that found it wrong before, with the days and
the movements since its last count. The cost is the goods that open orders wait for, and a part of all its worth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import exp

from warehouse_app.domain.counting.facts import CellFacts, Proposal, Why
from warehouse_app.domain.quantities import E4, line_total_minor, minor_digits

PER_DAY, PER_MOVE = 0.0015, 0.004
"""How fast doubt grows by itself: half of it after some 460 days or 170 movements."""

AT_DOUBT, AT_MISS = 1.2, 0.4
"""By how much each doubt, and each count that found the cell wrong, raises it."""

OF_ALL = 0.1
"""Which part of a cell's worth is at risk beside what orders wait for."""

NEVER_DAYS = 365
"""So old is a cell taken to be that nobody ever counted."""

CYCLE_DAYS: Mapping[str, int] = {"A": 30, "B": 90, "C": 180}
SHARE_A, SHARE_B = 0.8, 0.95
"""Products that make up this share of what is sold, by worth, are of class A, and of class A or B."""


def chance(cell: CellFacts) -> float:
    """Return the chance that the books of a cell are wrong, from 0 to 1."""
    return 1.0 - exp(-sum(raised for _why, raised, _figure in _raised(cell)))


def _raised(cell: CellFacts) -> tuple[tuple[Why, float, int], ...]:
    age = NEVER_DAYS if cell.age_days is None else cell.age_days
    word = Why.NEVER if cell.age_days is None else Why.AGE
    return (
        (Why.DOUBT, AT_DOUBT * cell.doubts, cell.doubts),
        (Why.MISS, AT_MISS * cell.misses, cell.misses),
        (Why.MOVES, PER_MOVE * cell.moves, cell.moves),
        (word, PER_DAY * age, age),
    )


def at_stake_minor(cell: CellFacts, currency: str = "") -> int:
    """Return what it costs when the books of a cell are wrong, in minor units; goods without a price count as one."""
    of_minor = E4 // int(10 ** minor_digits(currency))
    unit = max(cell.unit_e4, of_minor)
    waited_for = min(cell.on_hand, cell.demand)
    return round((waited_for + OF_ALL * cell.on_hand) * unit / of_minor)


def propose(cells: Iterable[CellFacts], most: int, currency: str = "") -> tuple[Proposal, ...]:
    """Return the cells whose count is worth most, the dearest first; those in which nobody doubts anything are last.

    `currency` is that of the prices.
    """
    scored = [(round(chance(cell) * at_stake_minor(cell, currency)), cell) for cell in cells]
    scored.sort(key=lambda each: (-each[0], each[1].seq, each[1].place_id, each[1].item_id))
    return tuple(_proposal(cost, cell, currency) for cost, cell in scored[:most])


def _proposal(cost: int, cell: CellFacts, currency: str, klass: str = "") -> Proposal:
    raised = sorted(_raised(cell), key=lambda each: -each[1])
    why = [(word, figure) for word, by, figure in raised if by > 0]
    doubted = sum(word in (Why.DOUBT, Why.MISS) for word, _figure in why[:1])
    if min(cell.on_hand, cell.demand) > 0:
        why.insert(doubted, (Why.DEMAND, cell.demand))
    elif cell.unit_e4:
        worth = line_total_minor(cell.on_hand, cell.unit_e4, minor_digits(currency))
        why.insert(doubted, (Why.VALUE, worth))
    return Proposal(cell, cost, round(chance(cell) * 1000), tuple(why), klass, currency)


def classes(cells: Iterable[CellFacts]) -> dict[str, str]:
    """Return the class of each product by the worth of what was sold of it: A, B or C."""
    worth: dict[str, int] = defaultdict(int)
    for cell in cells:
        worth[cell.sku] = max(worth[cell.sku], cell.sold * max(cell.unit_e4, 1))
    whole = sum(worth.values())
    found: dict[str, str] = {}
    before = 0
    for sku in sorted(worth, key=lambda each: (-worth[each], each)):
        share = before / whole if whole else 1.0
        found[sku] = "A" if share < SHARE_A and worth[sku] else "B" if share < SHARE_B and worth[sku] else "C"
        before += worth[sku]
    return found


def cycle(cells: Sequence[CellFacts], most: int, currency: str = "") -> tuple[Proposal, ...]:
    """Return the cells whose turn it is: class A most often. The longest overdue, in shares of its cycle, is first.

    `currency` is that of the prices.
    """
    klass = classes(cells)
    due = []
    for cell in cells:
        days = CYCLE_DAYS[klass[cell.sku]]
        age = NEVER_DAYS if cell.age_days is None else cell.age_days
        if age >= days:
            due.append((age / days, cell))
    due.sort(key=lambda each: (-each[0], klass[each[1].sku], each[1].seq, each[1].place_id, each[1].item_id))
    found = []
    for _late, cell in due[:most]:
        cost = round(chance(cell) * at_stake_minor(cell, currency))
        made = _proposal(cost, cell, currency, klass[cell.sku])
        why = ((Why.CYCLE, CYCLE_DAYS[klass[cell.sku]]), *made.why)
        found.append(replace(made, why=why))
    return tuple(found)
