"""The operations of inventory, each one entry: receive, move, transform, recount; and the forced ones.

Promise, narrow and release are in `promises`; reverse is in `undoing`. Recount, quarantine, recall, expiry, damage and
scrapping are never refused for promises: who loses one is named in the answer and kept as a shortage.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, bindparam, exists, insert, or_, select, update

from warehouse_app.domain.items import DAMAGED, EXPIRED, Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId, Posted
from warehouse_app.domain.ledger.rules import BadLeg, OtherContent
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import carrying, cells, items, ledger, places, undoing
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.statement import Statement
from warehouse_app.store.undoing import entry, reach, reverse

__all__ = [
    "adjust",
    "damage",
    "entry",
    "expire_lots",
    "know_lot",
    "move",
    "quarantine",
    "reach",
    "recall",
    "receive",
    "recount",
    "reverse",
    "scrap",
    "transform",
]

MAX_AT_ONCE = 500
"""Cells that one call of a bulk operation changes; call again until it changes none."""

QUARANTINE_PLACE = "QUARANTINE"
"""Code of a warehouse's quarantine when it has none of its own."""

_b, _i, _p, _t = tables.balance, tables.item, tables.place, tables.lot
_SERIAL_CELL = Statement(
    select(_b.c.item_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .where(_b.c.place_id == bindparam("place_is"), _b.c.on_hand > 0)
    .where(_i.c.sku == bindparam("sku_is"), _i.c.serial == bindparam("serial_is")),
)
_FIXED = ("DOCK", "BIN", "BENCH", "TRANSIT")
_s, _q = tables.serial_at, tables.place.alias()
_pallet_in_house = exists(
    select(_s.c.sku)
    .join(_q, _q.c.id == _s.c.place_id)
    .where(_s.c.sku == "@LPN", _s.c.serial == _p.c.code, or_(_q.c.kind.in_(_FIXED), _q.c.kind == "LPN"))
)
_IN_HOUSE = (
    select(_b.c.place_id, _b.c.item_id, _b.c.on_hand)
    .join(_i, _i.c.id == _b.c.item_id)
    .join(_p, _p.c.id == _b.c.place_id)
    .where(_b.c.on_hand > 0, or_(_p.c.kind.in_(_FIXED), and_(_p.c.kind == "LPN", _pallet_in_house)))
    .order_by(_b.c.place_id, _b.c.item_id)
)
_OF_LOT = _IN_HOUSE.where(_i.c.sku == bindparam("sku_is"), _i.c.lot == bindparam("lot_is"))
_PAST = _IN_HOUSE.join(_t, (_t.c.sku == _i.c.sku) & (_t.c.lot == _i.c.lot)).where(
    _t.c.last_ship_day < bindparam("day"), _i.c.grade != EXPIRED
)
_LOT_DAY = Statement(
    update(_t)
    .where(_t.c.sku == bindparam("sku_is"), _t.c.lot == bindparam("lot_is"))
    .values(last_ship_day=bindparam("day"))
)
_LOT_NEW = Statement(insert(_t).values(sku=bindparam("sku"), lot=bindparam("lot"), last_ship_day=bindparam("day")))


def receive(desk: Desk, entry_id: EntryId, item: Item, qty: int, place: PlaceId, why: str = "") -> Posted:
    """Take goods in from the supplier. Raises Refused with a rule's name."""
    supplier = places.outside(desk, PlaceKind.SUPPLIER).id
    return ledger.post(desk, Entry(entry_id, EntryKind.RECEIVE, (Leg(item, supplier, place, qty),), why))


def move(
    desk: Desk, entry_id: EntryId, item: Item, qty: int, ends: tuple[PlaceId, PlaceId], line: LineId | None = None
) -> Posted:
    """Carry goods or a container from one place to another; promises follow within the pool. Raises Refused."""
    return ledger.post(desk, Entry(entry_id, EntryKind.MOVE, (Leg(item, *ends, qty, line),)))


def transform(
    desk: Desk,
    entry_id: EntryId,
    place: PlaceId,
    used: Iterable[tuple[Item, int]],
    made: Iterable[tuple[Item, int]],
    why: str,
    *,
    forced: bool = False,
) -> Posted:
    """Turn things into others where they stand, in one entry: regrade, lot correction, a kit built. Raises Refused."""
    adjust = places.outside(desk, PlaceKind.ADJUST).id
    legs = [Leg(item, place, adjust, qty) for item, qty in used] + [Leg(item, adjust, place, qty) for item, qty in made]
    return ledger.post(desk, Entry(entry_id, EntryKind.TRANSFORM, tuple(legs), why), forced=forced)


def recount(desk: Desk, entry_id: EntryId, place: PlaceId, item: Item, counted: int, why: str) -> Posted | None:
    """Assert that `place` holds `counted` of `item`; the difference goes to or comes from ADJUST.

    A serial number (or container) found here is taken from where the books had it. None when the books were right.
    Never refused for promises. Raises Refused: BadLeg for a count that cannot be, OtherContent for a used id.
    """
    if ledger.find(desk, entry_id) is not None:
        return _counted_before(desk, entry_id, place, item)
    if type(counted) is not int or counted < 0 or (item.serial and counted > 1):
        raise Refused(BadLeg(item, counted))
    difference = counted - cells.read(desk, place, items.number(desk, item)).on_hand
    if difference == 0:
        return None
    adjust = places.outside(desk, PlaceKind.ADJUST).id
    legs = [Leg(item, adjust, place, difference) if difference > 0 else Leg(item, place, adjust, -difference)]
    if item.serial and difference > 0:
        legs = [*_from_elsewhere(desk, item, adjust), *legs]
    return ledger.post(desk, Entry(entry_id, EntryKind.RECOUNT, tuple(legs), why), forced=True)


def adjust(desk: Desk, entry_id: EntryId, legs: Iterable[tuple[PlaceId, Item, int]], why: str) -> Posted:
    """Say of places that they hold so many more (or, below zero, fewer) than the books, whoever was promised them.

    Raises Refused where a place would hold less than nothing.
    """
    outside = places.outside(desk, PlaceKind.ADJUST).id
    made = [
        Leg(item, outside, place, more) if more > 0 else Leg(item, place, outside, -more) for place, item, more in legs
    ]
    return ledger.post(desk, Entry(entry_id, EntryKind.RECOUNT, tuple(made), why), forced=True)


def _counted_before(desk: Desk, entry_id: EntryId, place: PlaceId, item: Item) -> Posted:
    old = undoing.entry(desk, entry_id)
    if old.kind is not EntryKind.RECOUNT or not any(
        leg.item == item and place in (leg.source, leg.target) for leg in old.legs
    ):
        raise Refused(OtherContent(entry_id))
    return Posted(entry_id, ledger.find(desk, entry_id) or 0, replayed=True)


def _from_elsewhere(desk: Desk, item: Item, adjust: PlaceId) -> tuple[Leg, ...]:
    at = carrying.serial_at(desk, item.sku, item.serial)
    if at is None:
        return ()
    row = _SERIAL_CELL.one(desk.connection, place_is=at, sku_is=item.sku, serial_is=item.serial)
    return () if row is None else (Leg(items.get(desk, row[0]), at, adjust, 1),)


def quarantine(desk: Desk, entry_id: EntryId, item: Item, qty: int, source: PlaceId, why: str) -> Posted:
    """Lock goods or a container away, whoever they were promised to. Raises Refused when they are not there."""
    house = _house(desk, places.get(desk, source))
    target = places.known(desk, house, QUARANTINE_PLACE, PlaceKind.QUARANTINE).id
    return _forced_move(desk, entry_id, Leg(item, source, target, qty), why)


def scrap(desk: Desk, entry_id: EntryId, item: Item, qty: int, source: PlaceId, why: str) -> Posted:
    """Throw goods away, whoever they were promised to. Raises Refused when they are not there."""
    return _forced_move(desk, entry_id, Leg(item, source, places.outside(desk, PlaceKind.SCRAP).id, qty), why)


def damage(desk: Desk, entry_id: EntryId, item: Item, qty: int, place: PlaceId, why: str) -> Posted:
    """Regrade goods as damaged where they stand, whoever they were promised to. Raises Refused when not there."""
    return _regrade(desk, entry_id, item, qty, place, DAMAGED, why)


def recall(desk: Desk, base_id: str, sku: str, lot: str, why: str) -> int:
    """Quarantine a lot wherever it stands in the house; return the cells moved (at most 500: call again until 0)."""
    rows = desk.connection.execute(_OF_LOT.limit(MAX_AT_ONCE), {"sku_is": sku, "lot_is": lot}).all()
    for place_id, item_id, qty in rows:
        each = EntryId(f"{base_id}.{place_id}.{item_id}")
        quarantine(desk, each, items.get(desk, item_id), qty, PlaceId(place_id), why)
    return len(rows)


def know_lot(desk: Desk, sku: str, lot: str, last_ship_day: str | None) -> None:
    """Keep a lot's last ship day (ISO date; None: it never expires)."""
    if _LOT_DAY.run(desk.connection, sku_is=sku, lot_is=lot, day=last_ship_day).rowcount == 0:
        _LOT_NEW.run(desk.connection, sku=sku, lot=lot, day=last_ship_day)


def expire_lots(desk: Desk, base_id: str, day: str) -> int:
    """Regrade what stands in the house of every lot whose last ship day is before `day` (ISO date).

    Returns the cells regraded, at most 500: call again until 0. Goods picked already are judged by the packing bench.
    """
    rows = desk.connection.execute(_PAST.limit(MAX_AT_ONCE), {"day": day}).all()
    for place_id, item_id, qty in rows:
        each = EntryId(f"{base_id}.{place_id}.{item_id}")
        _regrade(desk, each, items.get(desk, item_id), qty, PlaceId(place_id), EXPIRED, f"past last ship day, {day}")
    return len(rows)


def _regrade(desk: Desk, entry_id: EntryId, item: Item, qty: int, place: PlaceId, grade: str, why: str) -> Posted:
    worse = Item(item.sku, item.lot, item.serial, grade, item.owner)
    return transform(desk, entry_id, place, [(item, qty)], [(worse, qty)], why, forced=True)


def _forced_move(desk: Desk, entry_id: EntryId, leg: Leg, why: str) -> Posted:
    return ledger.post(desk, Entry(entry_id, EntryKind.MOVE, (leg,), why), forced=True)


def _house(desk: Desk, place: Place) -> str:
    """Return the warehouse of the fixed place in which something stands; a container that is away knows its own."""
    top = places.chain_upward(desk, place)[-1]
    return place.warehouse if top.is_outside else top.warehouse
