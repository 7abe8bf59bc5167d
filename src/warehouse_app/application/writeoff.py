"""Picked goods that nobody finds where they should lie are written off, at a packing bench or at a wall."""

from __future__ import annotations

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.rules import MAX_LEGS
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import allocation, items, ledger, lines, picking, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods
from warehouse_app.store.packing.goods import Lying

MISSING = "missing at the bench"


def write_off(desk: Desk, deed_id: str, lost: list[Lying]) -> None:
    """Write picked goods off that are not where they should lie: their lines are short, their bins are counted."""
    adjust = places.outside(desk, PlaceKind.ADJUST).id
    for part, start in enumerate(range(0, len(lost), MAX_LEGS), 1):
        legs = tuple(
            Leg(items.get(desk, each.item_id), PlaceId(each.place_id), adjust, each.qty, LineId(each.line_id))
            for each in lost[start : start + MAX_LEGS]
        )
        ledger.post(desk, Entry(EntryId(f"{deed_id}.{part}"), EntryKind.RECOUNT, legs, MISSING), forced=True)
    for each in lost:
        lines.add_picked(desk, each.line_id, -each.qty)
        allocation.write_shortage(desk, each.line_id, each.qty, MISSING)
        came_from = goods.bin_of(desk, each.line_id, each.place_id, each.item_id)
        if came_from is not None:
            picking.ask_count(desk, came_from, each.item_id, MISSING)
    if lost:
        desk.touch(Touched.COUNT)
