"""A label that came with the goods: its parcel is opened with it, and it stays as long as the weight is as expected."""

from __future__ import annotations

from warehouse_app.application.weights.seeing import see
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import ahead
from warehouse_app.store.packing.packs import Pack

KEPT, VOID = "label_kept", "label_void"
"""What the bench says of such a label: it goes onto the parcel, or it is to be thrown away."""
APPLIED = "applied"
"""What is said of a label that was just scanned off its parcel."""

WAIT = "wait_label"
"""What it says of a parcel whose carrier has not sent its label yet."""


def came(pack: Pack) -> bool:
    """Tell whether a label came with the goods of a parcel that is open: such a one has its tracking code already."""
    return bool(pack.tracking)


def stays(desk: Desk, pack: Pack, grams: int | None) -> bool:
    """Tell whether the label that came with the goods is still good for what is in the parcel now.

    `grams` is what a scale or a person said it weighs, None where nobody weighed it.
    """
    span = ahead.span(desk, pack.parcel_id)
    if span is None:
        return False
    weighs = see(desk, pack).may.expected if grams is None else grams
    return span[0] <= weighs <= span[1]
