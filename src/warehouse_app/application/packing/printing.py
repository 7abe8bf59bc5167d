"""Labels and slips asked for at the bench: the first print, and one more."""

from __future__ import annotations

import json

from warehouse_app.application.packing.bench_now import BenchNow, Deed, let_go, remember
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.refusals import NothingToPrint
from warehouse_app.domain.packing.states import PackStage
from warehouse_app.domain.printing.values import ReprintReason
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import packs


def ask_print(desk: Desk, document: str, parcel_id: int) -> int:
    """Ask for the next copy of a parcel's label or slip; return its number (1 is the first print)."""
    copy = packs.copies(desk, document, parcel_id) + 1
    reason = ReprintReason.BENCH.value if copy > 1 else ""
    payload = {"parcel_id": parcel_id, "copy": copy, "station": desk.station, "who": desk.who, "reason": reason}
    desk.put_outbox(f"{document}:{parcel_id}:{copy}", f"print_{document}", json.dumps(payload))
    return copy


def print_again(desk: Desk, now: BenchNow) -> Deed:
    """Print a label once more: of the parcel that waits for its scan, else of the one sealed here last.

    The copies before it stay as good as it is. Raises Refused(NothingToPrint).
    """
    closed = now.row.recall("closed")
    waits = now.mine is not None and now.mine.stage is PackStage.LABELLED
    pack = now.mine if waits else (None if closed is None else packs.get(desk, closed))
    printed = (ParcelState.SEALED, ParcelState.LABELLED, ParcelState.MANIFESTED)
    if pack is None or pack.parcel_state not in printed:
        raise Refused(NothingToPrint())
    copy = ask_print(desk, "label", pack.parcel_id)
    if now.mine is not None:
        remember(desk, now, "printing_again")
    else:
        let_go(desk, now.station, "printing_again", pack.id)
    desk.touch(Touched.PRINT)
    return Deed("printing_again", facts={"parcel": pack.parcel, "copy": copy}, order_id=pack.order_id)
