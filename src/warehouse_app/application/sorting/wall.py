"""What a put wall has before it: the slots of a batch, what lies in which tote, what is in the hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse_app.domain.floorwork import FloorLine
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.sorting.values import PutItFirst
from warehouse_app.store import batches, places, sorting
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.sorting import InTote, Slot


@dataclass(frozen=True, slots=True)
class Wall:
    """A batch at the wall. `tote` is the one that is being emptied (0: none), `zones` that totes come together."""

    batch_id: int
    batch: str
    warehouse: str
    zones: bool
    tote: int
    slots: tuple[Slot, ...]
    lying: tuple[InTote, ...]

    def slot_of(self, order_id: int) -> Slot:
        """Return an order's slot."""
        return next(each for each in self.slots if each.order_id == order_id)

    def put_first(self, order_id: int) -> PutItFirst:
        """Return the no to anything else while a unit of this order is in the hand."""
        slot = self.slot_of(order_id)
        return PutItFirst(slot.slot, slot.tote, "" if slot.tote else "begin")

    def waits(self, each: InTote) -> bool:
        """Say whether goods still lie outside their order's slot."""
        slot = self.slot_of(each.order_id)
        return each.place_id != slot.wall_id and slot.state != "cancelled"

    @property
    def unsorted(self) -> tuple[InTote, ...]:
        """Return what is still to be put into its slot, in order of the slots."""
        rank = {slot.order_id: n for n, slot in enumerate(self.slots)}
        return tuple(sorted((each for each in self.lying if self.waits(each)), key=lambda one: rank[one.order_id]))

    def line(self, slot: Slot) -> FloorLine:
        """Return a slot as a line: how many units lie in it, of how many that were picked."""
        mine = [each for each in self.lying if each.order_id == slot.order_id]
        whole = sum(each.qty for each in mine)
        done = sum(each.qty for each in mine if each.place_id == slot.wall_id)
        return FloorLine(slot.slot, slot.order, slot.tote, done, whole, mark="done" if whole and done == whole else "")


def read(desk: Desk, row: BenchRow) -> Wall | None:
    """Return the wall of the batch that is open at a bench."""
    found: Any = None if row.ref is None else batches.GET.one(desk.connection, id_is=row.ref)
    if found is None:
        return None
    slots, lying = sorting.slots(desk, found[0]), sorting.in_totes(desk, found[0])
    return Wall(found[0], found[1], found[8], found[11] == "zone", int(row.recall("tote") or 0), slots, lying)


def code_of(desk: Desk, tote: int) -> str:
    """Return a tote's code, "" for none."""
    return places.get(desk, PlaceId(tote)).code if tote else ""
