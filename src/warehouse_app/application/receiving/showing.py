"""What a photo taken at the dock shows: what this person scanned or set aside last under the receipt in hand."""

from __future__ import annotations

from warehouse_app.application.receiving.here import here
from warehouse_app.domain.photos import About, ToPhotograph
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving import parking, receipts


def shown_here(desk: Desk, station: str, who: str) -> ToPhotograph | None:
    """Return it; None where nothing came yet."""
    receipt = here(desk, station).receipt
    if receipt is None:
        return None
    line = receipts.last_of(desk, receipt.id, who)
    aside = next((each for each in reversed(parking.of(desk, receipt.id)) if each.who == who), None)
    if aside is not None and (line is None or aside.at > line.at):
        return ToPhotograph(About.PARKED, aside.id, aside.barcode)
    return None if line is None else ToPhotograph(About.RECEIPT_LINE, line.seq, line.sku)
