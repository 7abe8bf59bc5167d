"""What a parcel weighed when it left, and what its goods and box weigh: for one that is weighed as it comes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from warehouse_app.domain.returning.values import Unit
from warehouse_app.domain.weights.learning import MG
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade, weights
from warehouse_app.store.statement import Statement

_p, _g, _l, _w = floor.parcel, ledger.product, trade.order_line, weights.weight_product
_SENT = Statement(
    select(_p.c.weight_g, _g.c.weight_g)
    .outerjoin(_g, _g.c.sku == _p.c.box)
    .where(_p.c.order_id == bindparam("order_is"))
)
_SHIPPED = Statement(
    select(func.coalesce(func.sum(_l.c.shipped), 0)).where(_l.c.order_id == bindparam("order_is"), _l.c.kind == "goods")
)
_UNIT = Statement(
    select(_g.c.weight_g, _w.c.mean_mg)
    .outerjoin(_w, _w.c.product_id == _g.c.id)
    .where(_g.c.id == bindparam("product_is"))
)


class Sent(NamedTuple):
    """The one parcel of an order as it left: its grams, those of its box (0: not known), and the units in it."""

    grams: int | None
    box_g: int
    units: int


def sent(desk: Desk, order_id: int) -> Sent:
    """Return how an order left; of one in several parcels nobody knows by which the goods come back."""
    found = _SENT.all(desk.connection, order_is=order_id)
    units = int(_SHIPPED.scalar(desk.connection, order_is=order_id))
    if len(found) != 1:
        return Sent(None, 0, units)
    grams, box = found[0]
    return Sent(None if grams is None else int(grams), int(box or 0), units)


def goods_g(desk: Desk, units: Iterable[Unit]) -> int | None:
    """Return what units weigh, as learned or else as the books say; None where that of one is not known."""
    total = 0
    for unit in units:
        one = None if unit.product_id is None else _one(desk, unit.product_id)
        if one is None:
            return None
        total += one * unit.qty
    return total


def _one(desk: Desk, product_id: int) -> int | None:
    row = _UNIT.one(desk.connection, product_is=product_id)
    if row is None:
        return None
    book, learned = row
    if learned is not None:
        return max(1, (int(learned) + MG // 2) // MG)
    return None if book is None else int(book)
