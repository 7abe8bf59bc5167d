"""Opening an order at the bench, whichever way it was found; resuming it, and taking it over."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.packing import (
    applying,
    atopening,
    awaiting,
    boxes,
    closing,
    following,
    onepass,
    parking,
    together,
    ways,
)
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, Run, bench_now, take_up
from warehouse_app.application.run import Session, check
from warehouse_app.domain.bench import OpenElsewhere
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.judge import Seen, may_open
from warehouse_app.domain.packing.refusals import (
    AlreadyPacked,
    CancelledMeanwhile,
    LabelIsVoid,
    LabelWaits,
    OrderOpenHere,
)
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.judge import shown_time
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store import places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.ahead import Ahead
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

TAKE_OVER = "take_over"
"""What the bench remembers after the TAKE OVER card: the next tote or order is taken from another bench."""


def open_order(
    desk: Desk, scan: PackScan, session: Session, now: BenchNow, order_id: int, run: Run | None = None
) -> Deed:
    """Open, resume or take over an order here; `run` is where it comes from, if others may follow.

    Raises Refused (see `may_open`, OrderOpenHere, NoRight).

    The right to take over is asked for here and not with the card before: so whoever lends it lends it for this order.
    """
    head = orders.head(desk, order_id)
    if now.phase is Phase.VERIFYING:
        if now.at_hand().order_id != order_id:
            raise Refused(OrderOpenHere(orders.head(desk, now.at_hand().order_id).now.code))
        return _opened(desk, head, "order_open")
    applying.first(now)
    live = packs.live(desk, order_id)
    if live is None:
        waits = _label_waits(desk, head, now.station)
        if waits is not None and waits.parcel_state is ParcelState.WAITS:
            return awaiting.shown(desk, now, waits)
        if waits is not None:
            return applying.take_again(desk, now, waits, head)
        together.check(desk, head.id, head.now.code)
    seen, forced = _seen(desk, head, live), now.row.recall("next") == TAKE_OVER
    refusal = may_open(seen, station=now.station, forced=forced)
    if refusal is not None:
        raise Refused(refusal)
    if forced and isinstance(may_open(seen, station=now.station, forced=False), OpenElsewhere):
        check(session, Right.TAKE_OVER)
    if live is None:
        return _begin(desk, scan, now, head, run)
    return _go_on(desk, scan, now, head, (live, run))


def resume(desk: Desk, scan: PackScan, session: Session, now: BenchNow) -> Deed:
    """Go on with the order that is paused here."""
    return open_order(desk, scan, session, now, now.at_hand().order_id)


def _label_waits(desk: Desk, head: Head, station: str) -> Pack | None:
    """Return the pack of an order whose label is to be scanned here, where all of it is packed.

    Raises Refused(LabelWaits) where it waits at another bench.
    """
    waiting = [each for each in packs.of_order(desk, head.id) if each.stage is PackStage.LABELLED]
    if not waiting or orders.counted(desk, head.id).units.left:
        return None
    here = [each for each in waiting if each.station == station]
    here.sort(key=lambda each: each.parcel_state is ParcelState.WAITS)  # what has its label comes first
    if not here:
        raise Refused(LabelWaits(head.now.code, waiting[0].parcel, waiting[0].station))
    return here[0]


def _seen(desk: Desk, head: Head, live: Pack | None) -> Seen:
    units = orders.counted(desk, head.id).units
    return Seen(
        order=head.now,
        units=units,
        open_tasks=orders.open_tasks(desk, head.id),
        open_at="" if live is None else live.station,
        open_who="" if live is None else packs.person_code(desk, live.person),
        paused=live is not None and live.stage is PackStage.PAUSED,
        last=_last(desk, head) if live is None and units.left == 0 else None,
    )


def _last(desk: Desk, head: Head) -> AlreadyPacked | None:
    pack = packs.last_closed(desk, head.id)
    if pack is None:
        return None
    who = packs.person_code(desk, pack.person)
    return AlreadyPacked(head.now.code, pack.parcel, who, shown_time(pack.closed_at))


def show_parcel(desk: Desk, scan: PackScan, session: Session, now: BenchNow, pack: Pack) -> Deed:
    """Show a parcel that was scanned at rest: an open one is gone on with, a sealed one can be opened again.

    One of a cancelled order is taken apart once that was seen. Raises Refused (LabelWaits, CannotUnpack,
    CancelledMeanwhile, and see `open_order`).
    """
    if pack.parcel_state is ParcelState.OPEN:
        return open_order(desk, scan, session, now, pack.order_id)
    head = orders.head(desk, pack.order_id)
    if pack.parcel_state is ParcelState.WAITS:
        return awaiting.shown(desk, now, pack)
    if pack.parcel_state is ParcelState.SEALED:
        raise Refused(LabelWaits(head.now.code, pack.parcel, pack.station))
    if head.now.state == "cancelled" and pack.parcel_state is ParcelState.VOIDED:
        _take_apart(desk, pack, head)
    who = packs.person_code(desk, pack.person)
    return boxes.ask_reopen(desk, now, pack, "parcel_shown", who=who, when=shown_time(pack.closed_at))


def _take_apart(desk: Desk, pack: Pack, head: Head) -> None:
    """Stop at a sealed parcel whose order was cancelled: its goods go back. Raises Refused(CancelledMeanwhile)."""
    units = goods.units_in(desk, pack.place)
    if units:
        stop = CancelledMeanwhile(head.now.code, units, order_id=head.id, pack_id=pack.id)
        raise Refused(parking.cancelled(desk, pack, stop))


def by_label(desk: Desk, scan: PackScan, session: Session, now: BenchNow, label: Ahead) -> Deed:
    """Open the order whose label came with the goods. Raises Refused (LabelIsVoid, and see `open_order`)."""
    if label.state is not ParcelState.AWAITED:
        raise Refused(LabelIsVoid(label.code, orders.head(desk, label.order_id).now.code))
    return open_order(desk, scan, session, now, label.order_id)


def _begin(desk: Desk, scan: PackScan, now: BenchNow, head: Head, run: Run | None) -> Deed:
    begun = following.begin(desk, head)
    deed = _here(desk, now, head, (begun.pack_id, 1), "order_opened", run)
    if begun.label and not deed.facts.get("problem"):
        deed = replace(deed, facts={**deed.facts, "problem": begun.label})
    return onepass.checked_already(desk, scan.id, now.station, head, deed)


def _go_on(desk: Desk, scan: PackScan, now: BenchNow, head: Head, found: tuple[Pack, Run | None]) -> Deed:
    live, run = found
    taken = live.station != now.station
    if live.stage is PackStage.PAUSED:
        walked(live.stage, (PackStage.VERIFYING,))
    token = packs.claim(desk, live, taken_over=taken)
    following.bring(desk, f"{scan.id}.1", head, places.get(desk, live.place))
    deed = _here(desk, now, head, (live.id, token), "taken_over" if taken else "order_resumed", run or now.run)
    units = orders.counted(desk, head.id).units
    if units.left or units.missing or goods.is_empty(desk, live.place):
        return deed
    return closing.finished(desk, bench_now(desk, now.station), head, deed)  # it was left at the scale


def _here(desk: Desk, now: BenchNow, head: Head, pack: tuple[int, int], code: str, run: Run | None) -> Deed:
    from_there = {} if run is None else {"run": list(run)}
    take_up(desk, now.station, pack, code, **atopening.kept(desk, now.station, head.id), **from_there)
    desk.touch(Touched.PACK, Touched.ORDER, Touched.PARCEL)
    return _opened(desk, head, code, run)


def _opened(desk: Desk, head: Head, code: str, run: Run | None = None) -> Deed:
    units = orders.counted(desk, head.id).units
    facts: Facts = {"order": head.now.code, "left": units.left, "missing": units.missing, "ship_by": head.shown.ship_by}
    slot = orders.slot_of(desk, head.id) if run is not None and run.kind == ways.BATCH else ""
    return Deed(code, facts={**facts, "slot": slot, "problem": "slot"} if slot else facts, order_id=head.id)
