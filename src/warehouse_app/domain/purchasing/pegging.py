"""Who gets what of goods that are still to come: needs in the order of their rank, supplies in the order of their days.

Nothing is promised by it. A peg only says when an order line that is short can be served, if nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Need(NamedTuple):
    """What an order line lacks."""

    line_id: int
    short: int


class Supply(NamedTuple):
    """What is still to come of a purchase line, or (that 0) of a transfer's line, on a day (or "", the last)."""

    purchase_line_id: int
    day: str
    qty: int
    transfer_line_id: int = 0


class Peg(NamedTuple):
    """An order line waits for so much of a purchase line, or (that 0) of a transfer's line."""

    line_id: int
    purchase_line_id: int
    qty: int
    day: str
    transfer_line_id: int = 0


def by_day(supply: Supply) -> tuple[bool, str, int, int]:
    """Return what supplies are sorted by: those without a day come last."""
    return not supply.day, supply.day, supply.purchase_line_id, supply.transfer_line_id


def pegged(needs: Iterable[Need], supplies: Iterable[Supply]) -> tuple[Peg, ...]:
    """Return who waits for what: the strongest need takes the earliest supply. `needs` come in their order."""
    waiting = [each for each in sorted(supplies, key=by_day) if each.qty > 0]
    free = [each.qty for each in waiting]
    found: list[Peg] = []
    at = 0
    for need in needs:
        lacks = need.short
        while lacks > 0 and at < len(waiting):
            taken = min(lacks, free[at])
            at_hand = waiting[at]
            of = (at_hand.purchase_line_id, taken, at_hand.day, at_hand.transfer_line_id)
            found.append(Peg(need.line_id, *of))
            lacks -= taken
            free[at] -= taken
            at += not free[at]
        if at >= len(waiting):
            break
    return tuple(found)
