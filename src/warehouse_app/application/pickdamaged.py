"""A damaged unit found at its place while picking: it goes to quarantine as grade D, and another one is taken.

From the same place where more than the promised units stand there, else from another one; what nobody can give any
more is a visible shortage.
"""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application import pickstate
from warehouse_app.application.packing.damaged import DAMAGED, GRADE_D, quarantine
from warehouse_app.application.pickshort import elsewhere, give_up, task_at_hand
from warehouse_app.application.pickstate import Deed, Share
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import Promise
from warehouse_app.domain.picking.problems import ShortWhy
from warehouse_app.domain.picking.values import PlaceFirst
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import bench, cells, items, ledger, picking, places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk


def damaged(desk: Desk, command_id: str, session: Session, row: BenchRow) -> Deed:
    """Lock one unit of the task's goods away. Raises Refused where the picker does not stand at its place."""
    task = task_at_hand(desk, row)
    if not pickstate.at_place(row, task):
        raise Refused(PlaceFirst(task.place))
    share = pickstate.shares_of(desk, row, task, picking.task(desk, task.id)[5])[-1]
    raw = picking.task(desk, share.id)
    place, item = places.get(desk, PlaceId(task.place_id)), items.get(desk, raw[5])
    spare = cells.read(desk, place.id, raw[5]).free > 0
    freed = None if spare else give_up(desk, raw, 1)
    bad, adjust = quarantine(desk, place.warehouse), places.outside(desk, PlaceKind.ADJUST).id
    legs = (Leg(item, place.id, adjust, 1), Leg(replace(item, grade=GRADE_D), adjust, bad.id, 1))
    entry_id = EntryId(f"{command_id}.damaged")
    ledger.post(desk, Entry(entry_id, EntryKind.TRANSFORM, legs, DAMAGED), forced=True)
    if not spare:
        _one_less(desk, row, share, raw, freed)
    memory = {name: value for name, value in row.memory.items() if name not in ("last", "problem")}
    bench.write(desk, session.station, Work.PICK, replace(row, memory=memory))
    desk.touch(Touched.BATCH, Touched.ORDER, Touched.STOCK)
    after = pickstate.after_task(desk, session, "damaged_here")
    facts = {**after.facts, "sku": task.sku, "bad": bad.code}
    code = after.code if after.code == "damaged_here" else "damaged_last"
    return replace(after, code=code, facts=facts, entry_id=entry_id, line_id=raw[2], order_id=raw[3], qty=0)


def _one_less(desk: Desk, row: BenchRow, task: Share, raw: tuple[object, ...], freed: Promise | None) -> None:
    """Ask for one unit less here, and for one elsewhere."""
    if task.left > 1:
        picking.ask_less(desk, task.id)
    else:
        picking.close_short(desk, task.id, ShortWhy.DAMAGED.value)
    elsewhere(desk, row, raw, freed)
