"""Where the goods in an order's totes came from, read from the legs that brought them."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import bindparam, select

from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import cells, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, trade
from warehouse_app.store.statement import Statement

_l, _e, _p = ledger.leg, ledger.entry, ledger.place
_line = trade.order_line
_tote = _p.alias()
_LEGS = Statement(
    select(_l.c.line_id, _l.c.item_id, _l.c.source, _l.c.target, _l.c.qty, _p.c.kind, _tote.c.kind)
    .join(_line, _line.c.id == _l.c.line_id)
    .join(_p, _p.c.id == _l.c.source)
    .join(_tote, _tote.c.id == _l.c.target)
    .where(_line.c.order_id == bindparam("order_is"))
    .order_by(_l.c.entry_seq.desc(), _l.c.n),
)
_CODE = Statement(select(trade.orders.c.code).where(trade.orders.c.id == bindparam("id_is")))


class WayBack(NamedTuple):
    """`qty` of an item lies in a tote for a line and came from a place."""

    line_id: int
    item_id: int
    tote: int
    place: int
    qty: int


def order_code(desk: Desk, order_id: int) -> str:
    """Return an order's code."""
    return str(_CODE.scalar(desk.connection, id_is=order_id) or "?")


def ways_back(desk: Desk, order_id: int) -> tuple[WayBack, ...]:
    """Return for everything of the order that still lies in totes the bin (or dock) it came from, newest pick first."""
    rows = _LEGS.all(desk.connection, order_is=order_id)
    inside: dict[tuple[int, int, int], int] = defaultdict(int)
    for line_id, item_id, source, target, qty, source_kind, target_kind in rows:
        if target_kind == PlaceKind.TOTE.value:
            inside[line_id, item_id, target] += qty
        if source_kind == PlaceKind.TOTE.value:
            inside[line_id, item_id, source] -= qty
    there = {key: cells.read(desk, key[2], key[1]).on_hand for key in inside}
    ways = []
    for line_id, item_id, source, target, qty, source_kind, _target_kind in rows:
        key = (line_id, item_id, target)
        back = min(qty, inside.get(key, 0), there.get(key, 0))
        if source_kind in places.PROMISABLE_KINDS and back > 0:
            inside[key] -= back
            there[key] -= back
            ways.append(WayBack(line_id, item_id, target, source, back))
    return tuple(ways)
