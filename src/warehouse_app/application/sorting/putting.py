"""Put into its slot, brought together from zones, found missing, and taken back."""

from __future__ import annotations

from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.run import Session
from warehouse_app.application.sorting import wall
from warehouse_app.application.sorting.state import memory_of
from warehouse_app.application.sorting.wall import Wall
from warehouse_app.application.writeoff import write_off
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import NothingToUndo, Verdict, card_not_here
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.sorting.values import NotInTote, ToteNotFree, WrongWallSlot
from warehouse_app.store import inventory, items, ledger, orders, pickparts, places, sorting
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing.goods import Lying
from warehouse_app.store.sorting import InTote

Facts = dict[str, str | int | bool | None]


def put(desk: Desk, command_id: str, session: Session, row: BenchRow, now: Wall, tote: PlaceId) -> FloorDeed:
    """Put what is in the hand into its slot, proven by the tote that stands there.

    Raises Refused(WrongWallSlot, ToteNotFree, NotInTote).
    """
    del session
    hand = row.recall("hand")
    slot, code = now.slot_of(hand["order"]), places.get(desk, tote).code
    if slot.wall_id is None and not hand.get("whole"):
        if not sorting.is_free(desk, tote):
            raise Refused(ToteNotFree(code))
        sorting.put_on_wall(desk, now.batch_id, slot.order_id, tote)
    elif tote != slot.wall_id:
        raise Refused(WrongWallSlot(code, slot.slot, slot.tote))
    if hand.get("whole"):
        taken = [each for each in now.unsorted if each.place_id == now.tote and each.order_id == slot.order_id]
    else:
        taken = [each._replace(qty=min(each.qty, hand["qty"])) for each in now.unsorted if _same(each, hand, now.tote)]
    if not taken or (not hand.get("whole") and taken[0].qty < hand["qty"]):
        raise Refused(NotInTote(hand["sku"], wall.code_of(desk, now.tote)))
    qty = sum(each.qty for each in taken)
    entry_id = EntryId(f"{command_id}.1")
    legs = tuple(
        Leg(items.get(desk, each.item_id), PlaceId(each.place_id), tote, each.qty, LineId(each.line_id))
        for each in taken
    )
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs, "sorted"))
    desk.touch(Touched.BATCH, Touched.ORDER)
    facts: Facts = {"slot": slot.slot, "tote": code, "qty": qty, "sku": hand["sku"], "order": slot.order}
    return _after(desk, memory_of(row, hand=None), now, slot.order_id, facts, entry_id, qty, taken[0].line_id)


def _same(each: InTote, hand: dict[str, int], tote: int) -> bool:
    return (each.line_id, each.item_id, each.place_id) == (hand["line"], hand["item"], tote)


def _after(
    desk: Desk, row: BenchRow, before: Wall, order_id: int, facts: Facts, entry_id: EntryId, qty: int, line_id: int
) -> FloorDeed:
    """Say what follows: the next item, an order that is complete, or a wall that is."""
    now = wall.read(desk, row)
    left = () if now is None else now.unsorted
    code, verdict, kept = "sorted", Verdict.ACCEPTED, row
    if not any(each.order_id == order_id for each in left):
        code = "sorted_order" if not pickparts.missing_of(desk, order_id) else "sorted_so_far"
    if not left and code == "sorted_order" and not (before.zones and _parts_left(desk, before)):
        code, verdict, kept = "sorted_all", Verdict.DONE, BenchRow(None, "", {})
    facts |= {"left": sum(each.qty for each in left), "batch": before.batch}
    return FloorDeed(code, facts, verdict, kept, entry_id, order_id, line_id, qty)


def _parts_left(desk: Desk, now: Wall) -> bool:
    return bool(pickparts.left(desk, now.batch_id))


def part_scanned(desk: Desk, row: BenchRow, now: Wall) -> FloorDeed:
    """Bring a tote of a zone to its order's slot: the first stands there itself, what comes after goes into it."""
    mine = [each for each in now.lying if each.place_id == now.tote]
    if not mine:
        apart = sum(each.qty for each in now.unsorted)
        return FloorDeed("sort_open", {"batch": now.batch, "left": apart, "from": ""}, row=row)
    slot, tote = now.slot_of(mine[0].order_id), wall.code_of(desk, now.tote)
    missing = pickparts.missing_of(desk, slot.order_id)
    zones = ", ".join(each.zone or "-" for each in missing)
    qty = sum(each.qty for each in mine)
    facts: Facts = {"slot": slot.slot, "tote": slot.tote or tote, "order": slot.order, "qty": qty, "sku": tote}
    facts |= {"zones": zones, "batch": now.batch, "left": 0}
    if slot.wall_id is None:
        sorting.put_on_wall(desk, now.batch_id, slot.order_id, now.tote)
        fresh = wall.read(desk, row)
        left = () if fresh is None else fresh.unsorted
        alone = not any(each.order_id == slot.order_id for each in left)
        if not left and not _parts_left(desk, now):
            done = BenchRow(None, "", {})
            return FloorDeed("sorted_all", facts, Verdict.DONE, row=done, order_id=slot.order_id)
        code = "part_alone" if alone and not missing else "part_first"
        return FloorDeed(code, facts, row=row, order_id=slot.order_id)
    if slot.wall_id == now.tote:
        return FloorDeed("part_stands", facts, row=row, order_id=slot.order_id)
    hand = {"order": slot.order_id, "whole": True, "sku": tote, "qty": qty}
    return FloorDeed("part_to", facts, row=memory_of(row, hand=hand), order_id=slot.order_id)


def missing(desk: Desk, command_id: str, row: BenchRow, now: Wall) -> FloorDeed:
    """Write off what the books still have in this tote and nobody finds there: its orders are short of it."""
    gone = [each for each in now.unsorted if each.place_id == now.tote]
    if not gone or now.zones:
        raise Refused(card_not_here(word_of(Card.SHORT)))
    write_off(desk, command_id, [Lying(each.line_id, each.place_id, each.item_id, each.qty) for each in gone])
    desk.touch(Touched.BATCH, Touched.ORDER)
    qty = sum(each.qty for each in gone)
    facts: Facts = {"qty": qty, "tote": wall.code_of(desk, now.tote), "batch": now.batch}
    left = [each for each in now.unsorted if each.place_id != now.tote]
    after = row if left else BenchRow(None, "", {})
    verdict = Verdict.ACCEPTED if left else Verdict.DONE
    return FloorDeed("sort_short", facts, verdict, after, order_id=gone[0].order_id, line_id=gone[0].line_id)


def undo(desk: Desk, command_id: str, session: Session, row: BenchRow, now: Wall) -> FloorDeed:
    """Put what is in the hand back into the tote; else take the last put back out of its slot.

    Raises Refused(NothingToUndo).
    """
    hand = row.recall("hand")
    if hand:
        facts: Facts = {"sku": hand["sku"], "qty": hand["qty"], "tote": wall.code_of(desk, now.tote)}
        return FloorDeed("sort_put_back", facts, row=memory_of(row, hand=None))
    last = sorting.last(desk, session.station, now.batch_id)
    if last is None:
        raise Refused(NothingToUndo())
    old = inventory.entry(desk, EntryId(last[0]))
    entry_id = EntryId(f"{command_id}.undo")
    inventory.reverse(desk, old.id, entry_id, "sorting undone")
    leg = old.legs[0]
    if not now.zones and not any(
        each.order_id == last[1] and each.place_id == leg.target for each in sorting.in_totes(desk, now.batch_id)
    ):
        sorting.put_on_wall(desk, now.batch_id, last[1], None)
    desk.touch(Touched.BATCH, Touched.ORDER)
    qty, back = sum(each.qty for each in old.legs), places.get(desk, leg.source).code
    facts = {"sku": leg.item.sku, "qty": qty, "tote": back, "order": orders.head(desk, last[1]).code}
    return FloorDeed("sort_undone", facts, row=memory_of(row, tote=leg.source), order_id=last[1], qty=0)
