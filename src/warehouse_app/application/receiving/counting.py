"""How many: `*n` and a typed number after a scan say how much of it there is, in all."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.receiving.here import HURT, LAST, Here, ReceiveScan, ask, due_of
from warehouse_app.application.receiving.taking import counted, go_on
from warehouse_app.application.receiving.undoing import take_back
from warehouse_app.application.run import Session, check
from warehouse_app.domain.bench import NoMultiScan, NothingToCount
from warehouse_app.domain.people import Right
from warehouse_app.domain.receiving.refusals import OneSerialOnly, TooMuchAtOnce
from warehouse_app.domain.receiving.shot import MOST_AT_ONCE, Shot, shot_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import products
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving import parking, receipts


def times(desk: Desk, scan: ReceiveScan, at: Here, n: int) -> FloorDeed:
    """Let the last scan count `n` times what it counted: cases, where a case was scanned. Raises Refused."""
    last = at.row.recall(LAST)
    if not last or not (last.get("sku") or "parked" in last):
        raise Refused(NothingToCount(n))
    return correct(desk, scan, at, n * int(last.get("unit", 1)))


def correct(desk: Desk, scan: ReceiveScan, at: Here, qty: int) -> FloorDeed:
    """Let the last scan have brought `qty` base units: what lacks comes in, what is too much goes back. Raises Refused.

    Nought takes it back whole.
    """
    last = at.row.recall(LAST)
    if last and "parked" in last:
        return _parked(desk, at, int(last["parked"]), qty)
    if not last or not last.get("sku"):
        raise Refused(NothingToCount(qty))
    if any(receipts.undone(desk, str(each)) for each in last.get("entries", ())):
        raise Refused(NothingToCount(qty))  # taken back at another bench
    shot = shot_of(last["shot"])
    _refuse_count(desk, shot, qty)
    if qty == 0:
        return _back(desk, scan, at, last, "taken_back")
    if qty == last["qty"]:
        return FloorDeed("received_counted", {"sku": shot.sku, "name": shot.name, "qty": qty})
    if qty > last["qty"]:
        more = replace(counted(shot, qty - last["qty"]), before=last["qty"], agreed=False)
        return go_on(desk, scan, at, more)
    back = _back(desk, scan, at, last, "received_counted")
    now = replace(at, row=back.row or at.row)
    return go_on(desk, scan, now, replace(counted(shot, qty), before=0, agreed=False))


def _refuse_count(desk: Desk, shot: Shot, qty: int) -> None:
    if shot.serial and qty > 1:
        raise Refused(OneSerialOnly(shot.sku))
    if qty > MOST_AT_ONCE:
        raise Refused(TooMuchAtOnce(shot.sku, qty, MOST_AT_ONCE))
    known = products.find(desk, shot.sku)
    if qty > 1 and known is not None and not known.multi_scan:
        raise Refused(NoMultiScan(shot.sku))


def _back(desk: Desk, scan: ReceiveScan, at: Here, last: dict[str, object], code: str) -> FloorDeed:
    """Take back what the last scan brought, and nothing else: somebody may have scanned more at another bench."""
    entries = list(last.get("entries", ()))  # type: ignore[call-overload]
    qty = sum(take_back(desk, str(each), f"{scan.id}.u{n}") for n, each in enumerate(reversed(entries)))
    facts: Facts = {"sku": str(last["sku"]), "qty": qty}
    return FloorDeed(code, facts, row=at.done(**{LAST: None, HURT: None}), entry_id=f"{scan.id}.u0", qty=-qty)


def _parked(desk: Desk, at: Here, parked_id: int, qty: int) -> FloorDeed:
    if qty < 1 or qty > MOST_AT_ONCE:
        raise Refused(TooMuchAtOnce("", qty, MOST_AT_ONCE))
    parking.set_qty(desk, parked_id, qty)
    row = parking.get(desk, parked_id)
    return FloorDeed("parked", {"barcode": "" if row is None else row.barcode, "qty": qty}, row=at.row)


def confirm_asked(desk: Desk, at: Here) -> FloorDeed | None:
    """Ask whether all that a line still waits for came, after one of it was scanned; None where nothing is left."""
    last = at.row.recall(LAST)
    if at.question or not last or not last.get("sku"):
        return None
    left = sum(each.open for each in due_of(desk, at, str(last["sku"])))
    shot = shot_of(last["shot"])
    if left == 0 or shot.serial:
        return None
    return ask(at, "confirm", {"sku": shot.sku, "name": shot.name, "left": left}, shot)


def confirm(desk: Desk, scan: ReceiveScan, session: Session, at: Here) -> FloorDeed:
    """Take in all that a line still waits for, without counting it: by right. Raises Refused(NoRight)."""
    check(session, Right.PURCHASE)
    shot, last = at.shot, at.row.recall(LAST) or {}
    assert shot is not None, "the question is about goods"
    left = sum(each.open for each in due_of(desk, at, shot.sku))
    now = replace(at, row=at.done())
    return go_on(desk, scan, now, replace(counted(shot, left), before=int(last.get("qty", 0))))
