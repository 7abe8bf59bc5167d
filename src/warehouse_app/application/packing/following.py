"""What opens by itself: the next box of an order that needs several, and the next order of its tote, cart or batch."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from warehouse_app.application.packing import atopening, labelled, ways
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, lasting, let_go, take_up
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.packing.choosing import Candidate
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.shipping.states import ParcelState, stepped
from warehouse_app.store import ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import ahead, goods, orders, packs
from warehouse_app.store.packing.orders import Head


def after(desk: Desk, now: BenchNow, head: Head, deed: Deed, left: int) -> Deed:
    """Open what comes after the parcel at hand: the next box, the next order of its run; else the bench is free.

    The rest of the order may be open at another bench by now, while the label at hand was waited for: it stays there.
    """
    if left and _elsewhere(desk, now, head):
        let_go(desk, now.station, "label_applied", now.at_hand().id)
        return replace(deed, code="label_applied", verdict=Verdict.ACCEPTED, closed=None)
    if left:
        return _next_box(desk, now, head, deed)
    following = None if now.run is None else ways.next_of(desk, now.run, now.station)
    if following is not None:
        return _next_order(desk, now, following, deed)
    let_go(desk, now.station, "order_packed", now.at_hand().id)
    return replace(deed, code="order_packed", verdict=Verdict.DONE)


def _elsewhere(desk: Desk, now: BenchNow, head: Head) -> bool:
    live = packs.live(desk, head.id)
    return live is not None and live.id != now.at_hand().id


def _next_order(desk: Desk, now: BenchNow, order: Candidate, deed: Deed) -> Deed:
    """Open the next order of a tote, a cart or a batch: the hands go on where they are."""
    pack_id = begin(desk, orders.head(desk, order.order_id)).pack_id
    run = {} if now.run is None else {"run": list(now.run)}
    kept = {**atopening.kept(desk, now.station, order.order_id), **run, "closed": now.at_hand().id}
    take_up(desk, now.station, (pack_id, 1), "packed_next", **kept)
    slot = order.slot if now.run is not None and now.run.kind == ways.BATCH else ""
    facts: Facts = {**deed.facts, "next": order.code, "next_left": order.left, "slot": slot}
    if slot and facts.get("problem") not in (labelled.VOID, labelled.WAIT):
        facts = {**facts, "problem": "applied_slot" if facts.get("problem") == labelled.APPLIED else "slot"}
    return replace(
        deed,
        code="packed_next",
        verdict=Verdict.DONE,
        facts=facts,
        touched=(),
        closed=None,
        asks=True,
        opened=order.order_id,
    )


def _next_box(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed:
    pack_id, parcel, _ = begin(desk, head)
    take_up(desk, now.station, (pack_id, 1), "next_box", **lasting(now.row))
    facts: Facts = {**deed.facts, "before": deed.facts.get("parcel"), "parcel": parcel.code}
    return replace(deed, code="next_box", verdict=Verdict.ACCEPTED, facts=facts, closed=None, asks=True)


class Begun(NamedTuple):
    """A parcel that was begun: its pack, its place, and what is to be said of a label that came with the goods."""

    pack_id: int
    parcel: Place
    label: str = ""


def begin(desk: Desk, head: Head) -> Begun:
    """Begin a parcel of an order at this bench: the one whose label came with the goods, where it is still meant."""
    awaited, label = ahead.of_order(desk, head.id), ""
    if awaited is not None and awaited.service != head.shown.service:
        packs.void_parcel(desk, awaited.id)
        awaited, label = None, labelled.VOID
    if awaited is None:
        parcel = packs.new_place(desk, head.warehouse)
        pack_id = packs.begin(desk, head.id, parcel.code, parcel.id, head.shown.service)
    else:
        stepped(awaited.state, ParcelState.OPEN)
        parcel, label = places.get(desk, awaited.place), labelled.KEPT
        pack_id = packs.adopt(desk, head.id, awaited.id)
    bring(desk, f"{desk.command_id}.begun", head, parcel)
    touch(desk)
    return Begun(pack_id, parcel, label)


def touch(desk: Desk) -> None:
    """Tell everybody that an order's parcels are not what they were."""
    desk.touch(Touched.PACK, Touched.ORDER, Touched.PARCEL)


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
