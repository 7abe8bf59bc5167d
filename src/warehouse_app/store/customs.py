"""What customs ask about the goods of a parcel: units packed, unit price, unit weight, tariff number, origin."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select

from warehouse_app.domain.items import ProductKind
from warehouse_app.store import kitlines, papers
from warehouse_app.store.desk import Desk
from warehouse_app.store.money import of_minor
from warehouse_app.store.schema import ledger, trade
from warehouse_app.store.statement import Statement

_l, _g, _o = trade.order_line, ledger.product, trade.orders
_WORTH_E4 = kitlines.worth_minor(_l) * of_minor(_o.c.currency)
_PRICE = case((kitlines.each(_l) == 0, _l.c.price_e4), else_=(_WORTH_E4 + _l.c.qty // 2) // _l.c.qty)
"""A part of a kit has no price of its own: it is declared with its share of what the kit costs."""

_LINES = Statement(
    select(_l.c.id, _l.c.sku, func.coalesce(_g.c.name, _l.c.description), _PRICE)
    .add_columns(_g.c.weight_g, func.coalesce(_g.c.hs_code, ""), func.coalesce(_g.c.origin_country, ""))
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_l.c.order_id == bindparam("order_is"), _l.c.kind == ProductKind.GOODS.value)
    .order_by(_l.c.n)
)
_CURRENCY = Statement(select(_o.c.currency).where(_o.c.id == bindparam("order_is")))


class CustomsFacts(NamedTuple):
    """One goods line of an order as far as it is in a parcel. `weight_g` 0 and empty text are not known."""

    sku: str
    name: str
    qty: int
    price_e4: int
    weight_g: int
    hs_code: str
    origin: str


def lines(desk: Desk, order_id: int, n: int) -> tuple[CustomsFacts, ...]:
    """Return what is packed in parcel number `n` of an order."""
    packed = papers.packed_units(desk, order_id)
    rows = _LINES.all(desk.connection, order_is=order_id)
    return tuple(
        CustomsFacts(row[1], row[2], units, row[3], row[4] or 0, row[5], row[6])
        for row in rows
        if (units := packed.get((row[0], n), 0)) > 0
    )


def currency(desk: Desk, order_id: int) -> str:
    """Return the currency of an order."""
    return str(_CURRENCY.scalar(desk.connection, order_is=order_id) or "")
