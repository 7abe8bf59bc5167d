"""What the pack screen says beside the state of its bench: read for the screen alone, after the scan, never in it."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.instructions.telling import gift_of, told_of
from warehouse_app.application.packing.bench_now import bench_now
from warehouse_app.application.settings import is_on, value_of
from warehouse_app.domain.packing.values import PackBeside
from warehouse_app.domain.people import PersonId
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import batches, people, places, training
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders
from warehouse_app.store.packing.packs import Pack
from warehouse_app.store.packing.waiting import waiting

SHOWN = 9
"""Totes that can be chosen by a digit."""


def pack_beside(desk: Desk, station: str, person: PersonId) -> PackBeside:
    """Return what waits, or what else is worth knowing of the open order. For `Runner.ask`."""
    pack, guided = bench_now(desk, station).mine, training.way_of(desk, person).guided
    if pack is None:
        first, all_orders = waiting(desk, station, SHOWN)
        return PackBeside(
            first,
            all_orders,
            weighs=is_on(desk, "pack.weigh", station),
            boxes=_boxes(desk, station),
            guided=guided,
            rush=is_on(desk, "pack.rush", station),
        )
    return replace(_of_order(desk, station, pack, person), guided=guided)


def called(desk: Desk, person: str) -> str:
    """Return the name of somebody whom a kept answer names by code; the code where nobody has it. For `Runner.ask`."""
    found = people.shown(desk, str(batches.PERSON_ID.scalar(desk.connection, code_is=person) or ""))
    return person if found is None else found[2]


def _boxes(desk: Desk, station: str) -> bool:
    return value_of(desk, "pack.box", station) != "off"


def _of_order(desk: Desk, station: str, pack: Pack, person: PersonId) -> PackBeside:
    packers = tuple(dict.fromkeys(pack.people))
    others = tuple(PersonId(each) for each in packers if each != person)
    return PackBeside(
        channel=orders.channel(desk, pack.order_id),
        totes=_totes(desk, pack.order_id),
        others=tuple(found[2] for each in others if (found := people.shown(desk, each)) is not None),
        begun=bool(packers) and packers[0] != person,
        weighs=is_on(desk, "pack.weigh", station),
        told=told_of(desk, pack.order_id),
        gift=gift_of(desk, pack.order_id),
        boxes=_boxes(desk, station),
    )


def _totes(desk: Desk, order_id: int) -> tuple[str, ...]:
    lying = {PlaceId(each.place_id) for each in goods.of_order(desk, order_id)}
    found = (places.get(desk, each) for each in lying)
    return tuple(sorted(place.code for place in found if place.kind is PlaceKind.TOTE))
