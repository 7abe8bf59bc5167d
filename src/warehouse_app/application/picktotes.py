"""Carts and totes of a batch: each order its own, or one for all; a full one is followed by the next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from warehouse_app.application.pickstate import Deed, current, way_here
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import Work, card_not_here
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.picking.ways import TOTALS, way_of
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, bench, ledger, picking, places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk


def cart_for(desk: Desk, warehouse: str, command_id: str) -> Place:
    """Return a cart that is free, or a new one (its serial comes from the supplier to the dock)."""
    free = picking.free_cart(desk, warehouse)
    if free is not None:
        return free
    code = f"C-{desk.next_number('cart'):03d}"
    cart = places.add(desk, warehouse, PlaceKind.CART, code)
    dock = places.known(desk, warehouse, "DOCK", PlaceKind.DOCK)
    leg = Leg(container_item("CART", code), places.outside(desk, PlaceKind.SUPPLIER).id, dock.id, 1)
    ledger.post(desk, Entry(EntryId(f"{command_id}.cart"), EntryKind.RECEIVE, (leg,), "cart"))
    return cart


def bind_totes(desk: Desk, command_id: str, batch_id: int, trip: int, cart_code: str = "") -> None:
    """Give every order of the trip an empty tote on the cart, or all of them one; totes that are missing are made."""
    found: Any = batches.GET.one(desk.connection, id_is=batch_id)
    rows = batches.ORDERS.all(desk.connection, id_is=batch_id)
    waiting = [row for row in rows if row[1] == trip and row[3] is None]
    if found is None or not waiting:
        return
    warehouse = str(found[8])
    cart = places.by_code(desk, warehouse, cart_code or str(found[5]))
    shared = way_of(found[11], len({row[0] for row in rows})) in TOTALS
    there = [row[3] for row in rows if row[1] == trip and row[3] is not None] if shared else []
    totes = [places.get(desk, PlaceId(there[0]))] if there else _empty(desk, warehouse, 1 if shared else len(waiting))
    for n, row in enumerate(waiting):
        tote = totes[0] if shared else totes[n]
        batches.BIND_TOTE.run(desk.connection, batch_is=batch_id, order_is=row[0], trip_is=trip, tote_id=tote.id)
    _onto(desk, f"{command_id}.totes", cart, totes)


def _empty(desk: Desk, warehouse: str, many: int) -> list[Place]:
    totes = list(picking.free_totes(desk, warehouse, many))
    while len(totes) < many:
        totes.append(places.add(desk, warehouse, PlaceKind.TOTE, f"T-{desk.next_number('tote'):04d}"))
    return totes


def _onto(desk: Desk, entry_id: str, cart: Place | None, totes: list[Place]) -> None:
    """Let the totes stand on the cart."""
    legs = []
    for tote in totes:
        at = places.stands_at(desk, tote) or places.outside(desk, PlaceKind.SUPPLIER)
        if cart is not None and at.id != cart.id:
            legs.append(Leg(container_item("TOTE", tote.code), at.id, cart.id, 1))
    if legs:
        ledger.post(desk, Entry(EntryId(entry_id), EntryKind.MOVE, tuple(legs), "totes on the cart"))


def full_tote(desk: Desk, command_id: str, session: Session, row: BenchRow) -> Deed:
    """Go on in the next tote: the full one keeps what lies in it; what was just taken for it goes into the new one.

    Raises Refused where nothing goes into a tote now.
    """
    task = current(desk, row)
    if task is None or not task.tote or (row.recall("zero") and not row.recall("slot_due")):
        raise Refused(card_not_here(word_of(Card.FULL_TOTE)))
    batch_id, trip = int(row.ref or 0), int(row.recall("trip") or 1)
    found: Any = batches.GET.one(desk.connection, id_is=batch_id)
    old = places.by_code(desk, str(found[8]), task.tote)
    if old is None:
        raise Refused(card_not_here(word_of(Card.FULL_TOTE)))
    (fresh,) = _empty(desk, str(found[8]), 1)
    _onto(desk, f"{command_id}.tote", places.by_code(desk, str(found[8]), row.recall("cart") or str(found[5])), [fresh])
    raw = picking.task(desk, task.id)
    orders = [each[0] for each in batches.ORDERS.all(desk.connection, id_is=batch_id) if each[3] == old.id]
    for order_id in orders if way_here(row) in TOTALS else [raw[3]]:
        batches.BIND_TOTE.run(desk.connection, batch_is=batch_id, order_is=order_id, trip_is=trip, tote_id=fresh.id)
    moved = _bring_over(desk, f"{command_id}.1", row, raw, old, fresh)
    memory = {name: value for name, value in row.memory.items() if name not in ("last", "problem")}
    if not moved:
        memory.pop("hand", None)
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    desk.touch(Touched.BATCH, Touched.ORDER)
    kept = f"{command_id}.1" if moved else None
    facts: dict[str, str | int | bool | None] = {"full": old.code, "tote": fresh.code, "slot": task.slot, "qty": moved}
    return Deed("tote_full", facts=facts, entry_id=kept, line_id=raw[2], order_id=raw[3], qty=moved)


def _bring_over(desk: Desk, entry_id: str, row: BenchRow, raw: Any, old: Place, fresh: Place) -> int:  # noqa: ANN401
    """Move what the hands still hold from the full tote to the new one: it was counted into it, and did not fit."""
    hand = row.recall("hand") or {}
    if row.recall("slot_due") != hand.get("task") or not hand.get("qty"):
        return 0
    qty = int(hand["qty"])
    leg = Leg(picking.item_of(desk, raw[5]), PlaceId(old.id), PlaceId(fresh.id), qty, LineId(raw[2]))
    ledger.post(desk, Entry(EntryId(entry_id), EntryKind.MOVE, (leg,), "the tote was full"))
    return qty
