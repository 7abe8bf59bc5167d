"""What the books say while somebody counts: cells of a place, what moved since, who picks there, what it costs."""

from __future__ import annotations

import json

from sqlalchemy import bindparam, case, func, or_, select, union_all

from warehouse_app.domain.items import CONTAINER_MARK
from warehouse_app.domain.ledger.entries import EntryKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, health, ledger, office, purchasing, storage, trade
from warehouse_app.store.statement import Statement

_b, _i, _g, _e = ledger.balance, ledger.item, ledger.leg, ledger.entry
_n, _batch, _person = floor.bench, floor.batch, office.person
_v = storage.putaway_load
_LAST = Statement(select(func.max(_e.c.seq)))
_TAKEN = (
    select(func.coalesce(func.sum(_v.c.qty), 0))
    .where(_v.c.source_id == _b.c.place_id, _v.c.item_id == _b.c.item_id)
    .correlate(_b)
    .scalar_subquery()
)
_LIES = case((_b.c.on_hand > _TAKEN, _b.c.on_hand - _TAKEN), else_=0)
"""What lies in a cell: not what was taken onto a trolley, which stays there in the books until it is put down."""

_CELLS = (
    select(_b.c.item_id, _LIES)
    .join(_i, _i.c.id == _b.c.item_id)
    .where(_b.c.place_id == bindparam("place_is"), _LIES != 0, func.substr(_i.c.sku, 1, 1) != CONTAINER_MARK)
    .order_by(_b.c.item_id)
)
_CELL = Statement(select(_LIES).where(_b.c.place_id == bindparam("place_is"), _b.c.item_id == bindparam("item_is")))
_ALL = Statement(_CELLS)
_OF = Statement(_CELLS.where(_i.c.sku == bindparam("sku_is")))
_SINCE = _g.c.entry_seq > bindparam("since")
_MOVED = Statement(
    union_all(
        select(_g.c.item_id, _g.c.entry_seq).where(_g.c.source == bindparam("place_is"), _SINCE),
        select(_g.c.item_id, _g.c.entry_seq).where(_g.c.target == bindparam("place_is"), _SINCE),
    )
)
_CORRECTED = Statement(
    select(_e.c.seq)
    .join(_g, _g.c.entry_seq == _e.c.seq)
    .where(_e.c.seq > bindparam("since"), _e.c.kind == EntryKind.RECOUNT.value, _g.c.item_id == bindparam("item_is"))
    .where(or_(_g.c.source == bindparam("place_is"), _g.c.target == bindparam("place_is")))
    .limit(1),
)
_PICKERS = Statement(
    select(_n.c.memory, _n.c.station, _person.c.name)
    .join(_batch, _batch.c.id == _n.c.ref)
    .outerjoin(_person, _person.c.id == _batch.c.claimed_by)
    .where(_n.c.work == "pick", _n.c.at >= bindparam("after"), _batch.c.state == "picking"),
)
_s, _l, _w = purchasing.supplier_product, trade.order_line, health.cost_now
_r = storage.place_rule
_LOCKED = Statement(select(_r.c.locked_why).where(_r.c.place_id == bindparam("place_is"), _r.c.locked == 1))
_COSTS = Statement(select(_w.c.average_e4).where(_w.c.sku == bindparam("sku_is")))
_BOUGHT = Statement(
    select(_s.c.price_e4)
    .where(_s.c.product_id == bindparam("product_is"), _s.c.price_e4 > 0)
    .order_by(_s.c.preferred.desc(), _s.c.id)
    .limit(1),
)
_SOLD = Statement(
    select(_l.c.price_e4)
    .where(_l.c.product_id == bindparam("product_is"), _l.c.price_e4 > 0)
    .order_by(_l.c.order_id.desc(), _l.c.id)
    .limit(1),
)
_PRODUCT = Statement(select(_i.c.product_id, _i.c.sku).where(_i.c.id == bindparam("item_is")))
_NAMES = Statement(
    select(ledger.product.c.name)
    .join(_i, _i.c.product_id == ledger.product.c.id)
    .where(_i.c.id == bindparam("item_is"))
)


def last_seq(desk: Desk) -> int:
    """Return the number of the newest entry."""
    return int(_LAST.scalar(desk.connection) or 0)


def cells_of(desk: Desk, place_id: int, sku: str = "") -> dict[int, int]:
    """Return what the books have in a place of each thing, or of one product's."""
    if sku:
        rows = _OF.all(desk.connection, place_is=place_id, sku_is=sku)
    else:
        rows = _ALL.all(desk.connection, place_is=place_id)
    return {int(row[0]): int(row[1]) for row in rows}


def lies(desk: Desk, place_id: int, item_id: int) -> int:
    """Return how much of a thing lies in a place by the books, without what is on its way on a trolley."""
    return int(_CELL.scalar(desk.connection, place_is=place_id, item_is=item_id) or 0)


def moved_since(desk: Desk, place_id: int, since: int) -> dict[int, int]:
    """Return the things of which some came or went since an entry, each with the newest entry that says so."""
    found: dict[int, int] = {}
    for item_id, seq in _MOVED.all(desk.connection, place_is=place_id, since=since):
        found[int(item_id)] = max(int(seq), found.get(int(item_id), 0))
    return found


def corrected_since(desk: Desk, place_id: int, item_id: int, since: int) -> bool:
    """Tell whether the books of a thing in a place were corrected after an entry, by a count or by found goods."""
    where = {"place_is": place_id, "item_is": item_id, "since": since}
    return _CORRECTED.scalar(desk.connection, **where) is not None


def picks_here(desk: Desk, place_id: int, after: str) -> str:
    """Return who stands at a place to pick, by the last scan there after a moment; "" for nobody."""
    for memory, station, name in _PICKERS.all(desk.connection, after=after):
        if json.loads(memory or "{}").get("place") == place_id:
            return str(name or station)
    return ""


def locked_why(desk: Desk, place_id: int) -> str | None:
    """Return why a place is locked, None where it is not: it is counted all the same."""
    found = _LOCKED.scalar(desk.connection, place_is=place_id)
    return None if found is None else str(found)


def unit_e4(desk: Desk, item_id: int) -> int:
    """Return what one unit is worth: what it costs on average, else what the supplier asks, else what it was last sold
    for; 0 where nobody knows.
    """
    row = _PRODUCT.one(desk.connection, item_is=item_id)
    if row is None or row[0] is None:
        return 0
    costs = _COSTS.scalar(desk.connection, sku_is=row[1]) or _BOUGHT.scalar(desk.connection, product_is=row[0])
    return int(costs or _SOLD.scalar(desk.connection, product_is=row[0]) or 0)


def name_of(desk: Desk, item_id: int) -> str:
    """Return the name of the product that a thing is."""
    return str(_NAMES.scalar(desk.connection, item_is=item_id) or "")
