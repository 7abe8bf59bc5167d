"""What a code on a parcel that came back can lead to, and how well each fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from warehouse_app.domain.returning.states import AT_BENCH, AWAITED, ReturnState

MOST_FOUND = 20
"""Candidates that are looked for; beyond them nobody can choose."""


class By(IntEnum):
    """By what something was found; the smaller the surer."""

    RETURN = 1
    RETURN_LABEL = 2
    EXTERNAL = 3
    SLOT = 4
    PARCEL = 5
    TRACKING = 6
    SERIAL = 7
    ORDER = 8
    CUSTOMER = 9
    PRODUCT = 10
    NAME = 11
    PART = 12
    """It begins like that: half of a code."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One return that may be meant, or an order (`return_id` None) of which nothing is announced.

    `shipped` tells whether anything of the order left; `at` is when it was placed; `sku` and `serial` are what the code
    named, where it named goods.
    """

    by: By
    return_id: int | None = None
    return_code: str = ""
    return_state: ReturnState | None = None
    order_id: int | None = None
    order: str = ""
    channel: str = ""
    order_state: str = ""
    at: str = ""
    shipped: bool = False
    parcel_id: int | None = None
    parcel: str = ""
    customer_id: int | None = None
    customer: str = ""
    sku: str = ""
    serial: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Return what makes it one thing: its return, else its order."""
        return (self.return_id or 0, 0 if self.return_id else self.order_id or 0)


def ranked(found: list[Candidate], most: int) -> tuple[Candidate, ...]:
    """Return each thing once, by its surest code: what is awaited or on the table first, then the youngest."""
    best: dict[tuple[int, int], Candidate] = {}
    for each in found:
        known = best.get(each.key)
        if known is None or (each.by, known.parcel_id or 0) < (known.by, each.parcel_id or 0):
            best[each.key] = each if known is None or each.parcel_id else replace(
                each, parcel_id=known.parcel_id, parcel=known.parcel
            )  # fmt: skip
    order = sorted(best.values(), key=lambda each: (each.at, each.return_code, each.order_id or 0), reverse=True)
    return tuple(sorted(order, key=lambda each: (each.by, _standing(each)))[:most])


def _standing(candidate: Candidate) -> int:
    if candidate.return_state is None:
        return 1 if candidate.shipped else 3
    return 0 if candidate.return_state in AWAITED | AT_BENCH | {ReturnState.REQUESTED} else 2


def sole(found: tuple[Candidate, ...]) -> Candidate | None:
    """Return the one that opens without a question: the only one of the surest kind of code that named something."""
    if not found:
        return None
    surest = [each for each in found if each.by == found[0].by and _standing(each) == _standing(found[0])]
    certain = found[0].by <= By.ORDER
    return surest[0] if certain and len(surest) == 1 else None
