"""The last scan taken back: a mirror entry, the papers as before, and who loses a promise is short again."""

from __future__ import annotations

from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.receiving.booking import came
from warehouse_app.application.receiving.here import ASK, HURT, LAST, SHOT, Here, ReceiveScan
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import NothingToUndo
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.receiving.refusals import MovedOn
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import inventory, items, ledger, undoing
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import pegs
from warehouse_app.store.receiving import parking, receipts
from warehouse_app.store.receiving.receipts import Line


def undo(desk: Desk, scan: ReceiveScan, session: Session, at: Here) -> FloorDeed:
    """Take back the open question, what was just set aside, or the last scan. Raises Refused."""
    if at.question or at.row.recall(HURT):
        return FloorDeed("never_mind", row=at.knows(**{ASK: None, SHOT: None, HURT: None}))
    receipt = at.open("UNDO")
    parked = (at.row.recall(LAST) or {}).get("parked")
    row = at.knows(**{LAST: None})
    if parked is not None and parking.solve(desk, int(parked)):
        return FloorDeed("unparked", row=row)
    entry_id = receipts.last_entry(desk, receipt.id, session.actor.person)
    if entry_id is None:
        raise Refused(NothingToUndo())
    lines = receipts.of_entry(desk, entry_id)
    qty, sku = take_back(desk, entry_id, f"{scan.id}.u"), items.get(desk, lines[0].item_id).sku
    return FloorDeed("taken_back", {"qty": qty, "sku": sku}, row=row, entry_id=f"{scan.id}.u", qty=-qty)


def take_back(desk: Desk, entry_id: str, new_id: str) -> int:
    """Undo what an entry brought in; return how many units. Raises Refused(MovedOn) where they were carried on."""
    lines = receipts.of_entry(desk, entry_id)
    _mirror(desk, entry_id, new_id, lines)
    pallet = f"{entry_id.removesuffix('.1')}.0"
    if entry_id.endswith(".1") and ledger.find(desk, EntryId(pallet)) is not None:
        _mirror(desk, pallet, f"{new_id}0", lines)
    told: set[tuple[str, str]] = set()
    for line in lines:
        receipts.write(desk, _back(line, new_id))
        came(desk, line.purchase_line_id, line.delivery_line_id, -line.qty)
        told.add((items.get(desk, line.item_id).sku, receipts.get(desk, line.receipt_id).warehouse))
    for sku, warehouse in sorted(told):
        pegs.settle(desk, sku, warehouse)
    desk.touch(Touched.STOCK, Touched.RECEIPT, Touched.PURCHASE, Touched.ORDER)
    return sum(line.qty for line in lines)


def _mirror(desk: Desk, entry_id: str, new_id: str, lines: tuple[Line, ...]) -> None:
    try:
        inventory.reverse(desk, EntryId(entry_id), EntryId(new_id), "undo", forced=True)
    except Refused as refused:
        if isinstance(refused.refusal, undoing.StandsOnIt):
            raise Refused(MovedOn(items.get(desk, lines[0].item_id).sku)) from refused
        raise


def _back(line: Line, new_id: str) -> Line:
    return Line(
        line.receipt_id, line.purchase_line_id, line.delivery_line_id, line.item_id, line.place_id, -line.qty,
        line.verdict, line.price_e4, new_id,
    )  # fmt: skip
