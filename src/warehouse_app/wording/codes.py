"""Words of states and kinds that screens show by their code: "handed_over" is said "Handed over"."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse_app.wording import tr

CODES: Sequence[str] = (
    *("Unpaid", "Authorised", "Paid", "Part refunded", "Refunded", "Failed"),
    *("Open", "Sealed", "Labelled", "Manifested", "Handed over", "In transit", "Out for delivery", "Delivered"),
    *("Waits for label", "Awaited", "Voided", "Exception", "Returned to sender", "Lost"),
    *("Supplier", "Adjust", "Scrap", "Issued", "Untraced", "Customer", "Dock", "Bin", "Bench", "Quarantine", "Transit"),
    *("Lpn", "Tote", "Cart"),
    *("Transfer", "Line", "Work", "Hold"),
)
"""The words of every code that is said this way."""


def said(code: str) -> str:
    """Return the words of a code."""
    return tr(code.replace("_", " ").capitalize())
