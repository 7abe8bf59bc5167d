"""What is asked about transfers: the list, and one whole."""

from __future__ import annotations

from warehouse_app.application.listing import ListOf
from warehouse_app.domain.transfers.states import PROMISING
from warehouse_app.domain.transfers.values import TransferDetail, TransferRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.transfers import lists, rows

TRANSFERS: ListOf[TransferRow] = ListOf("transfers", lists.TRANSFERS)
"""The list of all transfers."""


def transfer_detail(desk: Desk, transfer_id: int) -> TransferDetail:
    """Return one transfer whole. Raises Refused(NoSuchTransfer)."""
    head = rows.head(desk, transfer_id)
    lines = rows.lines(desk, transfer_id)
    held = rows.promised(desk, transfer_id) if head.state in PROMISING else {}
    lacking = [(each.sku, each.to_pick - held.get(each.id, 0)) for each in lines] if head.state in PROMISING else []
    return TransferDetail(
        head,
        lists.rows(desk, [transfer_id])[transfer_id],
        lines,
        rows.picks(desk, transfer_id),
        rows.packages(desk, transfer_id),
        rows.deeds(desk, transfer_id),
        tuple((sku, qty) for sku, qty in lacking if qty > 0),
    )


def count_transfers(desk: Desk) -> dict[str, int]:
    """Return for every view how many transfers it shows."""
    return lists.counts(desk)


def transfer_choices(desk: Desk) -> tuple[str, ...]:
    """Return the warehouses there are."""
    return lists.warehouses(desk)
