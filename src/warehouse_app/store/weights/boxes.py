"""The box of a parcel and its weight: a box is a product, its weight is the tare."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import cartons, floor, ledger
from warehouse_app.store.statement import Statement

_p, _g, _c = floor.parcel, ledger.product, cartons.carton
_OF_PARCEL = Statement(
    select(_p.c.box, _g.c.weight_g).outerjoin(_g, _g.c.sku == _p.c.box).where(_p.c.id == bindparam("parcel_is"))
)
_TARE = Statement(select(_g.c.weight_g).where(_g.c.sku == bindparam("box_is")))
_OTHERS = Statement(
    select(_g.c.sku, _g.c.weight_g)
    .join_from(_c, _g, _g.c.id == _c.c.product_id)
    .where(_c.c.active == 1, _g.c.weight_g > 0)
    .order_by(_g.c.sku)
    .limit(bindparam("many"))
)


def of_parcel(desk: Desk, parcel_id: int) -> tuple[str, int | None]:
    """Return the box of a parcel, and its grams where they are known."""
    row = _OF_PARCEL.one(desk.connection, parcel_is=parcel_id)
    return ("none", None) if row is None else (str(row[0]), row[1])


def tare(desk: Desk, box: str) -> int | None:
    """Return the grams of a box, None where they are not known."""
    found = _TARE.scalar(desk.connection, box_is=box)
    return None if found is None else int(found)


def in_use(desk: Desk, many: int) -> tuple[tuple[str, int], ...]:
    """Return boxes in use with their grams."""
    return tuple((str(row[0]), int(row[1])) for row in _OTHERS.all(desk.connection, many=many))
