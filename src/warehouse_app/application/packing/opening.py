"""Opening an order at the bench: by its number, by a tote, or by an item; resuming it, and taking it over."""

from __future__ import annotations

from warehouse_app.application.packing import applying, atopening, boxes, closing, following, onepass
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, bench_now, take_up
from warehouse_app.application.run import Session, check
from warehouse_app.domain.bench import OpenElsewhere
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import sku_key
from warehouse_app.domain.packing.judge import Seen, may_open
from warehouse_app.domain.packing.refusals import AlreadyPacked, LabelWaits, NoOrderWaits, OrderOpenHere, ToteEmpty
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.judge import shown_time
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store import places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

TAKE_OVER = "take_over"
"""What the bench remembers after the TAKE OVER card: the next tote or order is taken from another bench."""


def by_tote(desk: Desk, tote: PlaceId) -> int:
    """Return the order to open for a tote: fully picked first, then earliest ship-by. Raises Refused(ToteEmpty)."""
    lately = goods.orders_in(desk, tote)
    full = [each for each in lately if any(lying.place_id == tote for lying in goods.of_order(desk, each))]
    if full:
        return min(full, key=lambda each: (orders.open_tasks(desk, each) > 0, _ship_by(desk, each), each))
    bound = goods.bound_to(desk, tote)
    if bound is None and not lately:
        raise Refused(ToteEmpty(places.get(desk, tote).code))
    return bound if bound is not None else lately[0]


def _ship_by(desk: Desk, order_id: int) -> str:
    return orders.head(desk, order_id).shown.ship_by


def by_product(desk: Desk, sku: str, station: str) -> int:
    """Return the one order to open for an item in the hand. Raises Refused(NoOrderWaits)."""
    found = orders.for_product(desk, sku_key(sku), station)
    if found is None:
        product = products.find(desk, sku)
        raise Refused(NoOrderWaits(sku, "" if product is None else product.name))
    return found


def open_order(desk: Desk, scan: PackScan, session: Session, now: BenchNow, order_id: int) -> Deed:
    """Open, resume or take over an order here. Raises Refused (see `may_open`, OrderOpenHere, NoRight).

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
        if waits is not None:
            return applying.take_again(desk, now, waits, head)
        onepass.check_together(desk, head.id, head.now.code)
    seen, forced = _seen(desk, head, live), now.row.recall("next") == TAKE_OVER
    refusal = may_open(seen, station=now.station, forced=forced)
    if refusal is not None:
        raise Refused(refusal)
    if forced and isinstance(may_open(seen, station=now.station, forced=False), OpenElsewhere):
        check(session, Right.TAKE_OVER)
    if live is None:
        return _begin(desk, scan, now, head)
    return _go_on(desk, scan, now, head, live)


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

    Raises Refused (LabelWaits, CannotUnpack, and see `open_order`).
    """
    if pack.parcel_state is ParcelState.OPEN:
        return open_order(desk, scan, session, now, pack.order_id)
    head = orders.head(desk, pack.order_id)
    if pack.parcel_state is ParcelState.SEALED:
        raise Refused(LabelWaits(head.now.code, pack.parcel, pack.station))
    who = packs.person_code(desk, pack.person)
    return boxes.ask_reopen(desk, now, pack, "parcel_shown", who=who, when=shown_time(pack.closed_at))


def _begin(desk: Desk, scan: PackScan, now: BenchNow, head: Head) -> Deed:
    pack_id, _ = following.begin(desk, head)
    deed = _here(desk, now, head, (pack_id, 1), "order_opened")
    return onepass.checked_already(desk, scan.id, now.station, head, deed)


def _go_on(desk: Desk, scan: PackScan, now: BenchNow, head: Head, live: Pack) -> Deed:
    taken = live.station != now.station
    if live.stage is PackStage.PAUSED:
        walked(live.stage, (PackStage.VERIFYING,))
    token = packs.claim(desk, live, taken_over=taken)
    following.bring(desk, f"{scan.id}.1", head, places.get(desk, live.place))
    deed = _here(desk, now, head, (live.id, token), "taken_over" if taken else "order_resumed")
    units = orders.counted(desk, head.id).units
    if units.left or units.missing or goods.is_empty(desk, live.place):
        return deed
    return closing.finished(desk, bench_now(desk, now.station), head, deed)  # it was left at the scale


def _here(desk: Desk, now: BenchNow, head: Head, pack: tuple[int, int], code: str) -> Deed:
    take_up(desk, now.station, pack, code, **atopening.kept(desk, now.station, head.id))
    desk.touch(Touched.PACK, Touched.ORDER, Touched.PARCEL)
    return _opened(desk, head, code)


def _opened(desk: Desk, head: Head, code: str) -> Deed:
    units = orders.counted(desk, head.id).units
    facts: Facts = {"order": head.now.code, "left": units.left, "missing": units.missing, "ship_by": head.shown.ship_by}
    return Deed(code, facts=facts, order_id=head.id)
