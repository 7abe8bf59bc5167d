"""Goods in a parcel that nobody wants any more, for the order was changed meanwhile: they come out again, by scan."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.packing import closing, unpacking
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind
from warehouse_app.domain.packing.asking import TAKE_OUT
from warehouse_app.domain.packing.values import PackLine
from warehouse_app.domain.verdicts.issues import Issue
from warehouse_app.store import ledger, lines, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.verdicts import issues

CHANGED = "no longer ordered"


def extra(desk: Desk, order_id: int) -> tuple[PackLine, ...]:
    """Return the lines of which more is packed than is wanted."""
    return tuple(line for line in orders.lines(desk, order_id) if line.packed > line.required)


def first(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed | None:
    """Ask for what has to come out before the parcel may be closed; None where nothing has to."""
    found = extra(desk, head.id)
    if not found:
        return None
    line = found[0]
    units = sum(each.packed - each.required for each in found)
    about: Facts = {"sku": line.sku, "name": line.name, "units": units, "order": head.now.code}
    remember(desk, now, "take_out", next=TAKE_OUT, about=about)
    facts: Facts = {**deed.facts, **about}
    desk.touch(Touched.PACK)
    return replace(deed, code="take_out", verdict=Verdict.ASKED, facts=facts, asks=True)


def out(desk: Desk, scan: PackScan, now: BenchNow, head: Head, line_id: int, name: str) -> Deed | None:
    """Take one unit of a line out of the parcel, back to the tote it came from; None where this parcel has none."""
    pack = now.at_hand()
    inside = unpacking.legs_back(desk, pack, only=line_id)
    if not inside:
        return None
    item, back = inside[0].item, inside[0].target
    leg = replace(inside[0], qty=1)
    entry_id = EntryId(f"{scan.id}.1")
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, (leg,), CHANGED))
    lines.add_packed(desk, line_id, -1)
    lines.add_picked(desk, line_id, 0)  # a line that nobody wants any more is none of the order's from now on
    tote = places.get(desk, back).code
    issues.say(desk, Issue.OTHER, Work.PACK, head.id, sku=item.sku, note=f"{item.sku}: 1, {tote}, {CHANGED}")
    desk.touch(Touched.PACK, Touched.ORDER, Touched.EXCEPTION)
    left = orders.counted(desk, head.id).units.left
    facts: Facts = {"sku": item.sku, "name": name, "place": tote, "left": left, "order": head.now.code}
    deed = Deed("taken_out", Verdict.ACCEPTED, facts, entry_id, head.id, line_id, -1, (line_id,))
    remember(desk, now, deed.code)
    if left or extra(desk, head.id):
        return deed
    return closing.nothing_left(desk, f"{scan.id}.2", now, head, deed)
