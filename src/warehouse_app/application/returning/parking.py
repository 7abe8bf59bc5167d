"""Parcels that wait: a blind return begun, and any return put into a slot to go on with later."""

from __future__ import annotations

import re

from warehouse_app.application.bench import kept_text
from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning.here import Here, ReturnScan, ask, free, house
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.photos import About
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.intake import BadSlot, SlotTaken
from warehouse_app.domain.returning.states import ReturnKind, ReturnState
from warehouse_app.domain.returning.values import ReturnHead
from warehouse_app.store import photos, places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, slots

_SLOT = re.compile(r"RS-[0-9]{2,4}")
_TRACKING = re.compile(r"[A-Z0-9][A-Z0-9 -]{3,39}")
LONGEST = 80


def shown(text: str) -> str:
    """Return what of a shot is repeated and kept: never a badge."""
    return kept_text(text).strip()[:LONGEST]


def blind(desk: Desk, scan: ReturnScan, at: Here, text: str) -> FloorDeed:
    """Begin a return of which nobody knows whose it is; a photo first, where one can be taken, then its slot."""
    tracking = text.upper() if _TRACKING.fullmatch(text.upper()) else ""
    head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, house(desk, at), tracking=tracking)
    desk.touch(Touched.RETURN)
    facts: Facts = {"return": head.code, "text": text}
    now = Here(at.station, BenchRow(head.id, at.row.stop, {}), head)
    if scan.camera:
        return ask(now, "blind_photo", facts, about=About.RETURN.value, ref=head.id, thing=head.code)
    return park(desk, now)


def photographed(desk: Desk, at: Here) -> FloorDeed:
    """Go on after a photo was asked for: with the one that was kept meanwhile, or without."""
    about, ref, thing = About(at.asked["about"]), int(at.asked["ref"]), str(at.asked["thing"])
    head = at.open()
    there = photos.count(desk, about, ref)
    if not there:
        cases.tell(desk, head.id, "photo_passed", thing)
    if at.question == "blind_photo":
        return park(desk, at)
    return FloorDeed("photo_kept" if there else "photo_passed", {"thing": thing}, row=at.knows(ask=None))


def free_slot(desk: Desk, head: ReturnHead, text: str) -> str:
    """Return the slot of ours that a text names, "" for none, and for one in which something waits."""
    slot = text.strip().upper()
    return slot if _SLOT.fullmatch(slot) and slots.parked_in(desk, head.warehouse, slot) is None else ""


def park(desk: Desk, at: Here, slot: str = "") -> FloorDeed:
    """Ask for the slot; one that was scanned is proposed. Raises Refused(NoReturnOpen)."""
    head = at.open()
    slot = slot or slots.next_free(desk, head.warehouse)
    return ask(at, "slot", {"return": head.code, "slot": slot})


def parked(desk: Desk, at: Here, slot: str) -> FloorDeed:
    """Put the return into a slot, and free the table. Raises Refused(SlotTaken)."""
    head = at.open()
    there = slots.parked_in(desk, head.warehouse, slot)
    if there is not None and there[0] != head.id:
        raise Refused(SlotTaken(slot, there[1]))
    cases.note(desk, head.id, slot=slot)
    cases.tell(desk, head.id, "parked", slot)
    desk.touch(Touched.RETURN)
    facts: Facts = {"return": head.code, "slot": slot}
    return FloorDeed("return_parked", facts, Verdict.DONE, row=free(at), order_id=head.order_id)


def slot_of(desk: Desk, at: Here, text: str) -> str:
    """Return the slot that a text names: one of ours, or any place of the warehouse. Raises Refused(BadSlot)."""
    own = parse(text.strip().upper())
    body = own.body if isinstance(own, OwnCode) and own.kind in (OwnKind.PLACE, OwnKind.SLOT) else text.strip()
    if _SLOT.fullmatch(body.upper()):
        return body.upper()
    place = places.by_code(desk, house(desk, at), body) or places.by_code(desk, house(desk, at), body.upper())
    if place is None:
        raise Refused(BadSlot(shown(text)))
    return place.code
