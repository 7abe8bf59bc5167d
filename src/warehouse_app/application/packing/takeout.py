"""Goods in a parcel that nobody wants any more, for the order was changed meanwhile: they come out again, by scan.

Promise: a parcel asks for what lies in it alone. What an order that was not changed costs is a look at its sums.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from warehouse_app.application.packing import closing, unpacking, weighing
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind
from warehouse_app.domain.packing.asking import TAKE_OUT
from warehouse_app.domain.packing.judge import Shot
from warehouse_app.domain.packing.values import PackLine
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.domain.verdicts.issues import Issue
from warehouse_app.store import ledger, lines, places
from warehouse_app.store import orders as story
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack
from warehouse_app.store.verdicts import issues

CHANGED = "no longer ordered"


def extra(desk: Desk, pack: Pack) -> tuple[tuple[PackLine, int], ...]:
    """Return the lines of which more is packed than is wanted, with how many of these units lie in this parcel."""
    over = orders.over(desk, pack.order_id) if orders.counted(desk, pack.order_id).units.over else ()
    if not over:
        return ()
    inside = Counter[int]()
    for each in goods.in_parcel(desk, pack.place):
        inside[each.line_id] += each.qty
    found = ((line, min(line.packed - line.required, inside[line.line_id])) for line in over)
    return tuple((line, units) for line, units in found if units > 0)


def first(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed | None:
    """Ask for what has to come out before the parcel may be closed; None where nothing has to."""
    found = extra(desk, now.at_hand())
    if not found:
        return None
    line, units = found[0][0], sum(each[1] for each in found)
    about: Facts = {"sku": line.sku, "name": line.name, "units": units, "order": head.now.code}
    remember(desk, weighing.back_to_items(desk, now), "take_out", next=TAKE_OUT, about=about)
    facts: Facts = {**deed.facts, **about}
    desk.touch(Touched.PACK)
    return replace(deed, code="take_out", verdict=Verdict.ASKED, facts=facts, asks=True)


def out(desk: Desk, scan: PackScan, now: BenchNow, head: Head, shot: Shot) -> Deed | None:
    """Take one unit out of the parcel, back to the tote it came from; None where none in it is too many."""
    pack = now.at_hand()
    over = orders.too_many(desk, head.id, shot.sku)
    inside = [leg for line in over for leg in unpacking.legs_back(desk, pack, only=line)]
    if not inside or inside[0].line is None:
        return None
    leg, line_id = replace(inside[0], qty=1), inside[0].line
    entry_id = EntryId(f"{scan.id}.1")
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, (leg,), CHANGED))
    lines.add_packed(desk, line_id, -1)
    lines.add_picked(desk, line_id, 0)  # a line that nobody wants any more is none of the order's from now on
    tote = places.get(desk, leg.target).code
    sku = leg.item.sku
    issues.say(desk, Issue.OTHER, Work.PACK, head.id, sku=sku, note=f"{sku}: 1, {tote}, {CHANGED}")
    desk.touch(Touched.PACK, Touched.ORDER, Touched.EXCEPTION)
    left = orders.counted(desk, head.id).units.left
    facts: Facts = {"sku": sku, "name": shot.name, "place": tote, "left": left, "order": head.now.code}
    deed = Deed("taken_out", Verdict.ACCEPTED, facts, entry_id, head.id, line_id, -1, (line_id,))
    remember(desk, now, deed.code)
    if left or extra(desk, pack):
        return deed
    return closing.nothing_left(desk, f"{scan.id}.2", now, head, deed)


def in_others(desk: Desk, head: Head, pack: Pack) -> None:
    """Let the order's story tell what is wanted no more and lies in its other parcels: they are to be opened again."""
    if not orders.counted(desk, head.id).units.over:
        return
    here = (ParcelState.WAITS, ParcelState.SEALED, ParcelState.LABELLED)
    for each in packs.of_order(desk, head.id):
        if each.id != pack.id and each.parcel_state in here:
            for line, units in extra(desk, each):
                story.log_event(desk, head.id, "too_many_in", f"{line.sku}: {units}, {each.parcel}")
