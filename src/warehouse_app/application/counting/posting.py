"""A count that ends: its doubt is let go, its differences become facts, and who loses a promise by them is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.reasons import default_of
from warehouse_app.domain.counting.values import DOUBT_RANK, CountMovedOn, CountOutdated, Lost, code_of
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope, Shortage
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells, inventory, items, orders, places, promises, stockview
from warehouse_app.store.counting import books, counts
from warehouse_app.store.counting.counts import CountRow, LineRow
from warehouse_app.store.desk import Desk


def let_go(desk: Desk, count: CountRow) -> None:
    """Let go what was held while it was in doubt."""
    for each in promises.made_for(desk, Purpose.HOLD, count.id):
        promises.release(desk, each, each.qty, "counted")


def hold_missing(desk: Desk, count: CountRow, missing: Mapping[int, int]) -> None:
    """Hold what is missing and still free until somebody decided: nobody is promised what nobody can find."""
    let_go(desk, count)
    place = places.get(desk, PlaceId(count.place_id))
    warehouse = places.pool_warehouse(desk, place)
    for item_id, qty in missing.items():
        item = items.get(desk, item_id)
        if warehouse is None:
            continue
        pool = PoolKey(warehouse, item.sku, item.owner, item.grade, item.lot or "*")
        free = min(cells.read_pool(desk, pool).free, cells.read_pool(desk, replace(pool, lot="*")).free)
        held = min(qty, cells.read(desk, place.id, item_id).free, free)
        if held > 0:
            doubt = Promise(PromiseId(0), Purpose.HOLD, count.id, Scope.CELL, pool, held, DOUBT_RANK, place.id, item)
            promises.promise(desk, doubt)


def post(desk: Desk, base: str, count: CountRow, reason: str = "") -> tuple[tuple[Lost, ...], tuple[Shortage, ...]]:
    """Book the differences of a count's last round; return who lost what. Raises Refused(CountMovedOn, CountOutdated).

    A difference is booked as such: what moved since the count stays moved.
    """
    let_go(desk, count)
    lost: list[Shortage] = []
    found = [each for each in counts.lines(desk, count.id, count.round) if each.book is not None]
    for each in sorted(found, key=lambda line: line.counted - (line.book or 0)):
        if each.counted != each.book:
            lost += _book(desk, EntryId(f"{base}.{each.id}"), count, each, reason)
    named = _told(desk, count, lost)
    desk.touch(Touched.COUNT, Touched.STOCK, Touched.ORDER)
    others = tuple(each for each in lost if each.purpose not in (Purpose.LINE, Purpose.HOLD))
    return named, others


def _book(desk: Desk, entry_id: EntryId, count: CountRow, line: LineRow, reason: str) -> Iterable[Shortage]:
    item, place = items.get(desk, line.item_id), PlaceId(count.place_id)
    more = line.counted - (line.book or 0)
    now = cells.read(desk, place, line.item_id).on_hand
    if books.corrected_since(desk, count.place_id, line.item_id, line.since):
        raise Refused(CountOutdated(code_of(count.id), item.sku, count.place))
    if now + more < 0:
        raise Refused(CountMovedOn(code_of(count.id), item.sku, count.place, -more, now))
    why = reason or line.reason or default_of(more).value
    posted = inventory.recount(desk, entry_id, place, item, _asserted(item, now + more), why)
    counts.booked(desk, line.id, None if posted is None else entry_id, why)
    return () if posted is None else posted.lost


def _asserted(item: Item, qty: int) -> int:
    """Return what the place holds now; there is one of a serial number, though it came by other ways meanwhile."""
    return min(qty, 1) if item.serial else qty


def _told(desk: Desk, count: CountRow, lost: Iterable[Shortage]) -> tuple[Lost, ...]:
    """Return the order lines that lost a promise, and tell it in the story of each order."""
    found = []
    for each in lost:
        if each.purpose is Purpose.LINE:
            line = stockview.line_of(desk, each.ref)
            found.append(Lost(line.order, line.n, line.sku, each.qty))
            orders.log_event(desk, line.order_id, "count_short", f"{each.qty} x {line.sku}, {count.place}")
    return tuple(found)
