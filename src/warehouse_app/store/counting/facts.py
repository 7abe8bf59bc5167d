"""What planning of counts is told of every cell: stock, open demand, worth, doubts, movements, the last count."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, union_all

from warehouse_app.domain.counting.facts import CellFacts
from warehouse_app.domain.counting.states import OPEN, CountState
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import counting, ledger, purchasing, trade

_b, _p, _i, _e, _g = ledger.balance, ledger.place, ledger.item, ledger.entry, ledger.leg
_c, _l, _o, _ol = counting.count_request, counting.count_line, trade.orders, trade.order_line
_s = purchasing.supplier_product
LOOKED_DAYS = 60
"""How far back movements are counted, and sales summed."""

DOUBTS_DAYS = 180
_STATES = [_c.c.state == each.value for each in sorted(OPEN)]
_CELLS: Select[Any] = (
    select(_b.c.place_id, _b.c.item_id, _p.c.code, _i.c.sku, _b.c.on_hand, func.coalesce(_p.c.walk_seq, 0))
    .add_columns(_i.c.product_id)
    .join(_p, _p.c.id == _b.c.place_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .where(_p.c.warehouse == bindparam("warehouse"), _p.c.kind == PlaceKind.BIN.value, _b.c.on_hand > 0)
    .where(_i.c.product_id.is_not(None))
)
_DEMAND = (
    select(_ol.c.sku, func.sum(_ol.c.qty - _ol.c.cancelled - _ol.c.picked))
    .join(_o, _o.c.id == _ol.c.order_id)
    .where(_o.c.state == OrderState.CONFIRMED.value, _o.c.warehouse == bindparam("warehouse"))
    .where(_ol.c.qty - _ol.c.cancelled > _ol.c.picked)
    .group_by(_ol.c.sku)
)
_SOLD = (
    select(_ol.c.product_id, func.sum(_ol.c.qty - _ol.c.cancelled), func.max(_ol.c.price_e4))
    .join(_o, _o.c.id == _ol.c.order_id)
    .where(_o.c.placed_at >= bindparam("since"), _o.c.state != OrderState.CANCELLED.value)
    .group_by(_ol.c.product_id)
)
_BOUGHT = select(_s.c.product_id, func.max(_s.c.price_e4)).group_by(_s.c.product_id)
_COUNTED = (
    select(_c.c.place_id, _l.c.item_id, func.max(_c.c.counted_at))
    .join(_c, _c.c.id == _l.c.count_id)
    .where(_l.c.book.is_not(None))
    .group_by(_c.c.place_id, _l.c.item_id)
)
_MISSES = (
    select(_c.c.place_id, _l.c.item_id, func.count())
    .join(_c, _c.c.id == _l.c.count_id)
    .where(_l.c.entry_id.is_not(None), _c.c.counted_at >= bindparam("since"))
    .group_by(_c.c.place_id, _l.c.item_id)
)
_DOUBTS = (
    select(_c.c.place_id, _c.c.item_id, func.count())
    .where(_c.c.item_id.is_not(None), _c.c.plan_id.is_(None), _c.c.state == CountState.REQUESTED.value)
    .group_by(_c.c.place_id, _c.c.item_id)
)
_FIRST_SEQ = select(func.min(_e.c.seq)).where(_e.c.at >= bindparam("since"))
_ends = union_all(
    select(_g.c.source.label("place_id"), _g.c.item_id).where(_g.c.entry_seq >= bindparam("from_seq")),
    select(_g.c.target.label("place_id"), _g.c.item_id).where(_g.c.entry_seq >= bindparam("from_seq")),
).subquery()
_MOVES = select(_ends.c.place_id, _ends.c.item_id, func.count()).group_by(_ends.c.place_id, _ends.c.item_id)
_WAITING = (
    select(_c.c.place_id, func.coalesce(_i.c.sku, ""))
    .outerjoin(_i, _i.c.id == _c.c.item_id)
    .where(or_(*_STATES), _c.c.plan_id.is_not(None))
)


def _by_cell(desk: Desk, query: Select[Any], **given: object) -> dict[tuple[int, int], Any]:
    return {(row[0], row[1]): row[2] for row in desk.connection.execute(query, given)}


def cells(desk: Desk, warehouse: str, now: str) -> tuple[CellFacts, ...]:
    """Return what is known of every cell of a warehouse that no plan waits for."""
    moment = datetime.fromisoformat(now)
    since = (moment - timedelta(days=LOOKED_DAYS)).date().isoformat()
    long_since = (moment - timedelta(days=DOUBTS_DAYS)).date().isoformat()
    ask = desk.connection.execute
    demand = {row[0]: int(row[1]) for row in ask(_DEMAND, {"warehouse": warehouse})}
    sold = {row[0]: (int(row[1]), int(row[2] or 0)) for row in ask(_SOLD, {"since": since})}
    bought = {row[0]: int(row[1] or 0) for row in ask(_BOUGHT)}
    counted = _by_cell(desk, _COUNTED)
    misses, doubts = _by_cell(desk, _MISSES, since=long_since), _by_cell(desk, _DOUBTS)
    first = ask(_FIRST_SEQ, {"since": since}).scalar()
    moves = _by_cell(desk, _MOVES, from_seq=first) if first is not None else {}
    waiting = {(row[0], row[1]) for row in ask(_WAITING)}
    found = []
    for place_id, item_id, place, sku, on_hand, seq, product in ask(_CELLS, {"warehouse": warehouse}):
        if (place_id, "") in waiting or (place_id, sku) in waiting:
            continue
        key, units = (place_id, item_id), sold.get(product, (0, 0))
        at = counted.get(key)
        age = None if at is None else max(0, (moment - datetime.fromisoformat(at)).days)
        found.append(
            CellFacts(
                *(place_id, item_id, place, sku, on_hand, demand.get(sku, 0)),
                unit_e4=bought.get(product) or units[1],
                doubts=int(doubts.get(key, 0)),
                misses=int(misses.get(key, 0)),
                moves=int(moves.get(key, 0)),
                age_days=age,
                sold=units[0],
                seq=seq,
            )
        )
    return tuple(found)
