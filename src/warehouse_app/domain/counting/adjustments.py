"""Adjustments that files told of, as they are listed and looked at before and after they change the stock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """One adjustment in a list: the reason of the list that its note means, and its units (fewer below zero).

    `goods` are the first of its products with the units of each. `state` is kept or posted; `at` is when the file says
    that it was.
    """

    id: int
    code: str
    channel: str
    state: str
    at: str
    note: str
    reason: str
    units: int
    goods: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class AdjustedThing:
    """What one says of a product: `qty` more, or fewer below zero; `there` stand where they can be sold, in all
    warehouses.

    `sku` is "" where nobody knows the product, `written` is what the file calls it; what `stands` nowhere is postage
    or a fee, and changes nothing.
    """

    written: str
    sku: str
    name: str
    qty: int
    there: int
    stands: bool


@dataclass(frozen=True, slots=True)
class AdjustmentDetail:
    """One adjustment whole."""

    row: AdjustmentRow
    things: tuple[AdjustedThing, ...]
