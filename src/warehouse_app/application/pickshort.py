"""Less taken than was asked for: why, what becomes of the rest, and what is in doubt until somebody counts.

The rest is asked for at another place of the same walk where one has it; what nobody can give any more is a shortage
that its order shows, or stays promised and is planned again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from warehouse_app.application import pickstate
from warehouse_app.domain.bench import card_not_here
from warehouse_app.domain.counting.values import DOUBT_RANK
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.picking.problems import DOUBTED, ShortWhy
from warehouse_app.domain.picking.values import AnswerFirst, PickTask, SlotFirst
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, cells, items, picking, places, promises
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Rest:
    """What became of what was not there: units asked for at another place of this walk (`place` is the first)."""

    missing: int
    elsewhere: int
    place: str = ""


def close_short(desk: Desk, row: BenchRow, task_ids: Sequence[int], why: ShortWhy) -> Rest:
    """Close tasks of one cell with what was taken, and look for the rest elsewhere.

    Where the books are in doubt a count is asked for, and what they say is left is promised to nobody meanwhile.
    """
    raws: list[Any] = [picking.task(desk, each) for each in task_ids]
    place_id, item_id = int(raws[0][4]), int(raws[0][5])
    doubted = why in DOUBTED
    request = picking.ask_count(desk, place_id, item_id, "short pick") if doubted else 0
    freed = []
    for raw in raws:
        picking.close_short(desk, raw[0], why.value)
        freed.append(give_up(desk, raw, raw[8] - raw[9]))
    if doubted:
        _hold_doubt(desk, place_id, item_id, request)
    found, first = 0, ""
    for raw, promise in zip(raws, freed, strict=True):
        n, where = elsewhere(desk, row, raw, promise, but=place_id)
        found, first = found + n, first or where
    return Rest(sum(raw[8] - raw[9] for raw in raws), found, first)


def _hold_doubt(desk: Desk, place_id: int, item_id: int, request: int) -> None:
    """Hold what the ledger says is left in the cell, so that nobody is promised stock that nobody can find.

    The goods just given up are promised to their line at pool scope; where the pool has nothing else they are a
    shortage.
    """
    doubt = cells.read(desk, PlaceId(place_id), item_id).free
    if doubt <= 0:
        return
    place, item = places.get(desk, PlaceId(place_id)), items.get(desk, item_id)
    pool = PoolKey(place.warehouse, item.sku, item.owner, item.grade, item.lot or "*")
    whole = replace(pool, lot="*")
    free = cells.read_pool(desk, whole).free
    for each in sorted(promises.in_pool(desk, whole), key=lambda one: one.id, reverse=True):
        if free >= doubt:
            break
        if each.scope is Scope.POOL and each.purpose is Purpose.LINE:
            lost = min(each.qty, doubt - free)
            promises.lose(desk, each, lost, "short pick")
            free += lost
    held = min(doubt, cells.read_pool(desk, whole).free)
    if held > 0:
        wanted = Promise(PromiseId(0), Purpose.HOLD, request, Scope.CELL, pool, held, DOUBT_RANK, place.id, item)
        promises.promise(desk, wanted)


def task_at_hand(desk: Desk, row: BenchRow) -> PickTask:
    """Return the open task whose goods are still to be taken. Raises Refused."""
    task = pickstate.current(desk, row)
    if task is None:
        raise Refused(card_not_here(""))
    if row.recall("slot_due"):
        raise Refused(SlotFirst(task.slot, task.tote))
    if row.recall("zero"):
        raise Refused(AnswerFirst("zero"))
    return task


def give_up(desk: Desk, raw: Any, qty: int) -> Promise | None:  # noqa: ANN401 - a database row
    """Take what the task still held in the cell back to its pool; a count may have let it go up there already."""
    live = None if raw[6] is None else promises.get(desk, PromiseId(int(str(raw[6]))))
    if live is None:
        sku = items.get(desk, int(str(raw[5]))).sku
        mine = promises.made_for(desk, Purpose.LINE, int(str(raw[2])))
        return next((each for each in mine if each.scope is not Scope.CELL and each.pool.sku == sku), None)
    return promises.widen(desk, live, min(qty, live.qty), "short pick")


def elsewhere(desk: Desk, row: BenchRow, raw: Any, freed: Promise | None, but: int = 0) -> tuple[int, str]:  # noqa: ANN401
    """Try other bins for what the line still has promised: new tasks at the end of the trip.

    Return how many units are asked for there, and the first place; `but` is a place nobody is sent to.
    """
    live = None if freed is None else promises.get(desk, freed.id)
    found = batches.GET.one(desk.connection, id_is=row.ref)
    if live is None or found is None:
        return 0, ""
    left, first = live.qty, ""
    for cell in picking.free_cells(desk, live.pool):
        if left == 0:
            break
        if cell.place_id == but:
            continue
        qty = min(left, cell.free)
        made = promises.narrow(desk, live.id, qty, PlaceId(cell.place_id), items.get(desk, cell.item_id))
        values = {"line_id": raw[2], "order_id": raw[3], "slot": raw[10], "trip": raw[11], "promise_id": made.id}
        seq = picking.last_seq(desk, int(row.ref or 0), int(str(raw[11]))) + 1
        where = {"place_id": cell.place_id, "item_id": cell.item_id, "qty": qty, "seq": seq}
        picking.add_task(desk, str(found[1]), batch_id=row.ref, **values, **where)
        left, first = left - qty, first or cell.place
    return live.qty - left, first
