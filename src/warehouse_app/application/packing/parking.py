"""An order put down half packed: held in its slot, held for its address, waiting for goods. The bench is free again."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, let_go
from warehouse_app.domain.bench import Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.orders.states import HoldKind
from warehouse_app.domain.packing.refusals import CancelledMeanwhile
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.shipping.judge import shown_time
from warehouse_app.domain.verdicts.issues import Issue
from warehouse_app.store import items, places
from warehouse_app.store import orders as trade
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.goods import Packed
from warehouse_app.store.packing.packs import Pack
from warehouse_app.store.verdicts import issues

MOST_NAMED = 6
"""Goods of a cancelled parcel that its Stop names."""

AT_BENCH = "said at the packing bench"


def park(desk: Desk, now: BenchNow, said: str) -> Facts:
    """Pause the pack at hand and free the bench; return the order and where its goods lie."""
    pack = now.at_hand()
    if pack.stage is not PackStage.PAUSED:
        packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.PAUSED,)))
    let_go(desk, now.station, said)
    desk.touch(Touched.PACK, Touched.ORDER)
    return {"order": orders.head(desk, pack.order_id).now.code, "tote": tote_of(desk, pack.order_id)}


def tote_of(desk: Desk, order_id: int) -> str:
    """Return the tote in which an order's goods lie or lay last, "" where there is none."""
    for each in goods.of_order(desk, order_id):
        place = places.get(desk, PlaceId(each.place_id))
        if place.kind is PlaceKind.TOTE:
            return place.code
    return goods.last_tote(desk, order_id)


def cancelled(desk: Desk, pack: Pack, refusal: CancelledMeanwhile) -> CancelledMeanwhile:
    """Return the Stop of a cancelled order with when and by whom, and to which bins its packed goods go back."""
    at, who = orders.cancelled_by(desk, pack.order_id)
    inside = [each for each in goods.in_parcel(desk, pack.place) if each.qty > 0][:MOST_NAMED]
    found = ", ".join(_goes_back(desk, each) for each in inside)
    when = shown_time(at) if at else ""
    return replace(refusal, when=when, who=who, goods=found, problem="told" if when and found else "")


def _goes_back(desk: Desk, packed: Packed) -> str:
    came_from = goods.picked_from(desk, packed.line_id)
    place = "" if came_from is None else places.get(desk, PlaceId(came_from)).code
    return f"{packed.qty} {items.get(desk, packed.item_id).sku} {place}".strip()


def address(desk: Desk, now: BenchNow) -> Deed:
    """Hold the order for its address; its tote is kept, and whoever corrects the address lets it go on."""
    order_id = now.at_hand().order_id
    kind = HoldKind.ADDRESS.value
    if kind not in {each[0] for each in trade.holds_of(desk, order_id)}:
        trade.put_hold(desk, order_id, kind, AT_BENCH)
        trade.log_event(desk, order_id, "held", AT_BENCH)
    issues.say(desk, Issue.ADDRESS, Work.PACK, order_id)
    facts = park(desk, now, "address_hold")
    return Deed("address_hold", facts=facts, order_id=order_id)
