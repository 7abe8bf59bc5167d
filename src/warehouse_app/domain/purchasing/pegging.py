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
    """What is still to come of a purchase line, on a day (or "", which comes last)."""

    purchase_line_id: int
    day: str
    qty: int


class Peg(NamedTuple):
    """An order line waits for so much of a purchase line."""

    line_id: int
    purchase_line_id: int
    qty: int
    day: str


def by_day(supply: Supply) -> tuple[bool, str, int]:
    """Return what supplies are sorted by: those without a day come last."""
    return not supply.day, supply.day, supply.purchase_line_id


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
            found.append(Peg(need.line_id, waiting[at].purchase_line_id, taken, waiting[at].day))
            lacks -= taken
            free[at] -= taken
            at += not free[at]
        if at >= len(waiting):
            break
    return tuple(found)
