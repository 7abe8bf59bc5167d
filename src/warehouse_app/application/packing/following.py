"""What opens by itself: the next box of an order that needs several, and the next order of its tote, cart or batch."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, lasting, let_go, take_up
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.store import ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, packs
from warehouse_app.store.packing.orders import Head


def after(desk: Desk, now: BenchNow, head: Head, deed: Deed, left: int) -> Deed:
    """Open what comes after the parcel at hand: the next box, else the bench is free."""
    if left:
        return _next_box(desk, now, head, deed)
    let_go(desk, now.station, "order_packed", now.at_hand().id)
    return replace(deed, code="order_packed", verdict=Verdict.DONE)


def _next_box(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed:
    pack_id, parcel = begin(desk, head)
    take_up(desk, now.station, (pack_id, 1), "next_box", **lasting(now.row))
    facts: Facts = {**deed.facts, "before": deed.facts.get("parcel"), "parcel": parcel.code}
    return replace(deed, code="next_box", verdict=Verdict.ACCEPTED, facts=facts, closed=None)


def begin(desk: Desk, head: Head) -> tuple[int, Place]:
    """Begin a parcel of an order at this bench; return its pack and its place."""
    parcel = _new_parcel(desk, head.warehouse)
    pack_id = packs.begin(desk, head.id, parcel.code, parcel.id, head.shown.service)
    bring(desk, f"{desk.command_id}.begun", head, parcel)
    touch(desk)
    return pack_id, parcel


def touch(desk: Desk) -> None:
    """Tell everybody that an order's parcels are not what they were."""
    desk.touch(Touched.PACK, Touched.ORDER, Touched.PARCEL)


def _new_parcel(desk: Desk, warehouse: str) -> Place:
    while True:
        code = f"P{desk.next_number('parcel'):08d}"
        if not places.with_code(desk, code):
            return places.add(desk, warehouse, PlaceKind.PARCEL, code)


def bring(desk: Desk, entry_id: str, head: Head, parcel: Place) -> None:
    """Let parcel and totes of the order stand at this bench: one entry that carries their serials."""
    here = places.known(desk, head.warehouse, desk.station, PlaceKind.BENCH)
    lying = {PlaceId(each.place_id) for each in goods.of_order(desk, head.id)}
    totes = [place for place in (places.get(desk, each) for each in sorted(lying)) if place.kind is PlaceKind.TOTE]
    supplier = places.outside(desk, PlaceKind.SUPPLIER)
    legs = []
    for container in (parcel, *totes):
        at = places.stands_at(desk, container) or supplier
        if at.id != here.id:
            legs.append(Leg(container_item(container.kind.value, container.code), at.id, here.id, 1))
    if legs:
        ledger.post(desk, Entry(EntryId(entry_id), EntryKind.MOVE, tuple(legs), "to the bench"))
