"""The end of a parcel: nothing left to pack, finishing short, sealed, weighed by policy, labelled, printed again."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.carriers.asking import is_asked
from warehouse_app.application.packing import (
    applying,
    awaiting,
    boxing,
    inserts,
    instructing,
    labelled,
    photographing,
    takeout,
    unpacking,
)
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, let_go, remember
from warehouse_app.application.packing.printing import ask_print
from warehouse_app.application.run import Session, check
from warehouse_app.application.settings import is_on
from warehouse_app.application.writeoff import write_off
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.cartons.bench import BoxFirst
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.refusals import NothingPacked
from warehouse_app.domain.packing.states import TO_CLOSED, PackStage, walked
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.states import ParcelState, stepped
from warehouse_app.store import boxes
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.goods import Lying
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

MOST_TOUCHED = 50
"""Lines written off that an answer shows."""


def nothing_left(desk: Desk, deed_id: str, now: BenchNow, head: Head, deed: Deed) -> Deed:
    """Say what follows when all that waited is packed: the parcel is closed; an order that lacks units asks first."""
    pack = now.at_hand()
    if goods.is_empty(desk, pack.place):
        unpacking.void_empty(desk, deed_id, pack)
        let_go(desk, now.station, "nothing_to_pack")
        return replace(deed, code="nothing_to_pack", verdict=Verdict.DONE)
    missing = orders.counted(desk, head.id).units.missing
    if missing and not head.ship_part:
        return replace(deed, code="all_in_short", facts={**deed.facts, "missing": missing, "order": head.now.code})
    return finished(desk, now, head, deed)


def finish_short(desk: Desk, scan: PackScan, session: Session, now: BenchNow, head: Head) -> Deed:
    """Close the parcel with what there is. What was picked and is not at the bench is written off from its tote.

    Its lines are short again, and a count of the bins it came from is asked for. An order that waits for all goes in
    part by right only, whichever way it is asked for. Raises Refused(NothingPacked, NoRight).
    """
    pack = now.at_hand()
    if now.phase is Phase.BOXING:
        raise Refused(BoxFirst(pack.parcel))
    if goods.is_empty(desk, pack.place):
        raise Refused(NothingPacked(head.now.code))
    units = orders.counted(desk, head.id).units
    check_part(session, head, units.left + units.missing)
    lost = lost_at_bench(desk, head.id) if units.left else []
    write_off(desk, scan.id, lost)
    touched = tuple(dict.fromkeys(each.line_id for each in lost))
    return finished(desk, now, head, Deed("order_packed", order_id=head.id, touched=touched[:MOST_TOUCHED]))


def check_part(session: Session, head: Head, lacks: int) -> None:
    """Refuse to let an order that waits for all end without so many units, but by right. Raises Refused(NoRight)."""
    if lacks and not head.ship_part:
        check(session, Right.CHANGE_ORDER)


def next_box(desk: Desk, session: Session, now: BenchNow, head: Head) -> Deed:
    """Seal the parcel at hand, as the station weighs and labels; the rest of the order goes into another one.

    Where nothing of it is left this is its last box, and ends it as finishing short does. Raises Refused(NothingPacked,
    NoRight).
    """
    if goods.is_empty(desk, now.at_hand().place):
        raise Refused(NothingPacked(head.now.code))
    units = orders.counted(desk, head.id).units
    check_part(session, head, 0 if units.left else units.missing)
    return finished(desk, now, head, Deed("next_box", order_id=head.id))


def lost_at_bench(desk: Desk, order_id: int) -> list[Lying]:
    """Return what was picked, is not in a parcel, and so is not where it should lie."""
    left = {line.line_id: line.left for line in orders.lines(desk, order_id) if line.left}
    return [_lost(each, left) for each in goods.of_order(desk, order_id) if left.get(each.line_id)]


def _lost(lying: Lying, left: dict[int, int]) -> Lying:
    """Return what of a cell is missing, and count it off `left`."""
    qty = min(lying.qty, left[lying.line_id])
    left[lying.line_id] -= qty
    return lying._replace(qty=qty)


def finished(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed:
    """Go on with a parcel that is complete: what is still asked for before it is sealed is asked first."""
    asked = takeout.first(desk, now, head, deed) or instructing.before_sealing(desk, now, head, deed)
    if asked is None:
        asked = photographing.before_sealing(desk, now, head, deed)
    return sealed(desk, now, head, deed) if asked is None else asked


def sealed(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed:
    """Go on with a parcel that may be sealed: its box is asked for where this station wants one."""
    asked = boxing.asked(desk, now, head, deed)
    return boxed(desk, now, head, deed) if asked is None else asked


def boxed(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed:
    """Go on with a parcel of which nothing is asked any more: it is weighed where this station weighs, else closed.

    The order may have changed while a photo or a box was asked for: what is wanted no more comes out first.
    """
    if (asked := takeout.first(desk, now, head, deed)) is not None:
        return asked
    if not is_on(desk, "pack.weigh", desk.station):
        return close(desk, now, head, deed)
    pack = now.at_hand()
    packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.VERIFIED, PackStage.BOXED)))
    remember(desk, now, "weigh_parcel")
    desk.touch(Touched.PACK, Touched.ORDER)
    facts: Facts = {**deed.facts, "parcel": pack.parcel, "order": head.now.code}
    return replace(deed, code="weigh_parcel", facts=facts)


def close(desk: Desk, now: BenchNow, head: Head, deed: Deed, weighed: tuple[int, str] | None = None) -> Deed:
    """Seal and label the parcel at hand; it is closed at once, or by the scan of its label.

    `weighed` is its weight and where that is from, else it is computed. One whose label is bought of a carrier waits
    for it, parked: the bench goes on.
    """
    pack = now.at_hand()
    left = orders.counted(desk, head.id).units.left
    bought = is_asked(head.carrier)
    waits = bought or applying.must_scan(desk, more=left > 0)
    # Boxed (no box) is passed by policy, and so is weighed (computed) where nobody weighs.
    way = TO_CLOSED[TO_CLOSED.index(pack.stage) + 1 :] if pack.stage in TO_CLOSED else TO_CLOSED
    sealed = stepped(pack.parcel_state, ParcelState.WAITS if bought else ParcelState.SEALED)
    state = sealed if waits else stepped(sealed, ParcelState.LABELLED)
    weight, source = weighed or (_computed(desk, pack), "computed")
    source = "unknown" if weight is None else source
    if bought:
        label = awaiting.ask(desk, pack, head, (weight, source))
        deed = replace(deed, facts={**deed.facts, "carrier": head.carrier})
    else:
        label = _label(desk, pack, None if weighed is None else weighed[0], (weight, source), state)
    packs.set_stage(desk, pack.id, walked(pack.stage, way[:-1] if waits else way))
    packs.close_batches(desk, head.id)
    if not left:
        inserts.put_in(desk, head, pack)
        takeout.in_others(desk, head, pack)
    if is_on(desk, "pack.slip", desk.station):
        ask_print(desk, "slip", pack.parcel_id)
    desk.touch(Touched.PACK, Touched.PARCEL, Touched.ORDER, Touched.BATCH, Touched.PRINT)
    deed = replace(deed, order_id=head.id, facts={**deed.facts, **_closed_facts(desk, pack, head, weight)})
    if label and not (label == labelled.KEPT and deed.facts.get("problem")):
        deed = replace(deed, facts={**deed.facts, "problem": label})
    return applying.sealed(desk, now, head, deed, left=left, waits=waits and not bought)


def _label(desk: Desk, pack: Pack, weighed: int | None, weight: tuple[int | None, str], state: ParcelState) -> str:
    """Seal the parcel with the label that came with the goods where that is still good, else with a new one.

    Return what is to be said of the one that came, "" where none did.
    """
    tracking = make(OwnKind.PARCEL, pack.parcel)
    if labelled.came(pack) and labelled.stays(desk, pack, weighed):
        packs.seal_as_it_is(desk, pack, tracking, weight, state)
        return labelled.KEPT
    packs.seal_parcel(desk, pack, tracking, weight, ask_print(desk, "label", pack.parcel_id), state)
    return labelled.VOID if labelled.came(pack) else ""


def _computed(desk: Desk, pack: Pack) -> int | None:
    """Return what a parcel weighs by its goods and its box, None where that is not known."""
    goods_g = goods.weight_in(desk, pack.place)
    return None if goods_g is None else goods_g + boxes.tare_of(desk, pack.id)


def _closed_facts(desk: Desk, pack: Pack, head: Head, weight: int | None) -> Facts:
    units = orders.counted(desk, head.id).units
    return {
        "order": head.now.code,
        "parcel": pack.parcel,
        "units": goods.units_in(desk, pack.place),
        "weight_g": weight,
        "missing": units.missing,
        "left": units.left,
    }


def damage_asked(desk: Desk, now: BenchNow) -> Deed:
    """Ask for the damaged item."""
    remember(desk, now, "scan_damaged", next="damaged")
    return Deed("scan_damaged", Verdict.ASKED, order_id=now.at_hand().order_id)
