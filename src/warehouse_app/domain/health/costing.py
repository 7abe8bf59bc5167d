"""What stock is worth: moving average and first in, first out. Pure; prices are 1/10 000 of the currency for one unit.

The average changes with an arrival that has a price, by the units that lie in the house at that moment; what leaves,
leaves at the average. First in, first out: what is left is what came last, so the newest arrivals are counted back
until all units have one. Units without any price are counted and named, never guessed at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Average:
    """Units in the house and what one costs on average (None: nothing with a price ever came)."""

    on_hand: int = 0
    average_e4: int | None = None

    def came(self, qty: int, price_e4: int | None) -> Average:
        """Return it after an arrival, or after one was taken back (`qty` below zero).

        Units that were there without a price take the price of what came.
        """
        after = self.on_hand + qty
        if price_e4 is None or after <= 0 or (self.average_e4 is None and qty < 0):
            return Average(after, self.average_e4)
        before = max(0, self.on_hand)
        if self.average_e4 is None or before == 0:
            return Average(after, price_e4)
        return Average(after, max(0, rounded(before * self.average_e4 + qty * price_e4, before + qty)))

    def went(self, qty: int) -> Average:
        """Return it after units left (or, below zero, came in without a price of their own)."""
        return Average(self.on_hand - qty, self.average_e4)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Units that came in, when (UTC ISO text), and what one cost (None: not known)."""

    qty: int
    price_e4: int | None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    """What units are worth, and how many of them have no price."""

    value_e4: int = 0
    unpriced: int = 0


def first_in_first_out(on_hand: int, newest_first: Iterable[Arrival]) -> Worth:
    """Return what `on_hand` units are worth, the newest arrivals counted back until all have one."""
    left, value, unpriced = max(0, on_hand), 0, 0
    for each in newest_first:
        if left == 0:
            break
        taken = min(left, each.qty)
        left -= taken
        if each.price_e4 is None:
            unpriced += taken
        else:
            value += taken * each.price_e4
    return Worth(value, unpriced + left)


def at_average(on_hand: int, average_e4: int | None) -> Worth:
    """Return what `on_hand` units are worth at an average."""
    units = max(0, on_hand)
    return Worth(0, units) if average_e4 is None else Worth(units * average_e4, 0)


def rounded(value: int, by: int) -> int:
    """Return a quotient rounded half up; `by` is above zero."""
    return (2 * value + by) // (2 * by)


def minor_of(value_e4: int, digits: int = 2) -> int:
    """Return an amount in minor units of its currency, rounded half up once."""
    return rounded(value_e4 * 10**digits, 10_000)
