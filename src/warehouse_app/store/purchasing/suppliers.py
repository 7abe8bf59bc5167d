"""Suppliers and what they sell as rows: found, read, written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, delete, func, insert, select, update

from warehouse_app.domain.purchasing.refusals import NoSuchSupplier
from warehouse_app.domain.purchasing.values import PriceBreak, Supplier, SupplierProduct
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, purchasing
from warehouse_app.store.statement import Statement

_s, _sp, _b, _g = purchasing.supplier, purchasing.supplier_product, purchasing.supplier_price, ledger.product
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
COLUMNS = ("name", "country", "currency", "lead_days", "minimum_minor", "email", "phone", "note")
"""What of a supplier can be changed, beside whether it is used."""

SOLD = ("code", "pack", "least", "lead_days", "price_e4", "preferred")
"""What of a product as a supplier sells it can be changed."""

_BY_ID = Statement(
    select(_s.c.id, _s.c.code, *(_s.c[name] for name in COLUMNS), _s.c.active).where(_s.c.id == bindparam("id_is"))
)
_ID_OF = Statement(select(_s.c.id).where(_s.c.code == bindparam("code_is")))
_SOLD = (
    select(_sp.c.id, _sp.c.supplier_id, _s.c.code, _sp.c.product_id, _g.c.sku, _g.c.name, _sp.c.code, _sp.c.pack)
    .add_columns(_sp.c.least, _sp.c.lead_days, _sp.c.price_e4, _sp.c.preferred)
    .join(_s, _s.c.id == _sp.c.supplier_id)
    .join(_g, _g.c.id == _sp.c.product_id)
)
_BREAKS = select(_b.c.supplier_product_id, _b.c.from_qty, _b.c.price_e4).where(_b.c.supplier_product_id.in_(_IDS))


def find(desk: Desk, code: str) -> int | None:
    """Return the row of the supplier of that code; codes are kept in capitals."""
    found = _ID_OF.scalar(desk.connection, code_is=code.strip().upper())
    return None if found is None else int(found)


def id_of(desk: Desk, code: str) -> int:
    """Return the row of a supplier. Raises Refused(NoSuchSupplier)."""
    found = find(desk, code)
    if found is None:
        raise Refused(NoSuchSupplier(code))
    return found


def get(desk: Desk, supplier_id: int) -> Supplier:
    """Return one supplier. Raises Refused(NoSuchSupplier)."""
    row: Any = _BY_ID.one(desk.connection, id_is=supplier_id)
    if row is None:
        raise Refused(NoSuchSupplier(str(supplier_id)))
    facts = (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9])
    return Supplier(*facts, row[10] == 1)


def add(desk: Desk, code: str, values: Mapping[str, object]) -> int:
    """Write a new supplier; return its row."""
    made = desk.connection.execute(insert(_s).values(code=code, **values))
    return int((made.inserted_primary_key or (0,))[0])


def change(desk: Desk, supplier_id: int, values: Mapping[str, object]) -> None:
    """Write changed columns of a supplier."""
    desk.connection.execute(update(_s).where(_s.c.id == supplier_id).values(**values))


def sold_by(desk: Desk, supplier_id: int, skus: Iterable[str] | None = None) -> tuple[SupplierProduct, ...]:
    """Return what a supplier sells, by SKU; only some products where they are named."""
    asked = _SOLD.where(_sp.c.supplier_id == supplier_id).order_by(_g.c.sku)
    if skus is not None:
        wanted = list(dict.fromkeys(skus))
        if not wanted:
            return ()
        asked = asked.where(_g.c.sku.in_(wanted))
    return _told(desk, asked)


def sellers_of(desk: Desk, product_id: int) -> tuple[SupplierProduct, ...]:
    """Return who sells a product, preferred suppliers first."""
    return _told(desk, _SOLD.where(_sp.c.product_id == product_id).order_by(_sp.c.preferred.desc(), _s.c.code))


def called(desk: Desk, supplier_id: int, code: str) -> tuple[str, ...]:
    """Return the SKUs of the products a supplier calls so."""
    asked = select(_g.c.sku).join(_sp, _sp.c.product_id == _g.c.id).where(_sp.c.code == code)
    rows = desk.connection.execute(asked.where(_sp.c.supplier_id == supplier_id).order_by(_g.c.sku))
    return tuple(str(row[0]) for row in rows)


def put(desk: Desk, supplier_id: int, product_id: int, values: Mapping[str, object]) -> int:
    """Write how a supplier sells a product, anew or in the columns given; return its row.

    One supplier of a product is preferred at most: who becomes it takes it from the others.
    """
    if values.get("preferred"):
        others = update(_sp).where(_sp.c.product_id == product_id, _sp.c.supplier_id != supplier_id)
        desk.connection.execute(others.values(preferred=0))
    known = select(_sp.c.id).where(_sp.c.supplier_id == supplier_id, _sp.c.product_id == product_id)
    number = desk.connection.execute(known).scalar()
    if number is None:
        made = desk.connection.execute(insert(_sp).values(supplier_id=supplier_id, product_id=product_id, **values))
        return int((made.inserted_primary_key or (0,))[0])
    if values:
        desk.connection.execute(update(_sp).where(_sp.c.id == number).values(**values))
    return int(number)


def put_breaks(desk: Desk, number: int, breaks: Iterable[PriceBreak]) -> None:
    """Write the price breaks of what a supplier sells, in the place of those before."""
    desk.connection.execute(delete(_b).where(_b.c.supplier_product_id == number))
    rows = [{"supplier_product_id": number, **each._asdict()} for each in breaks]
    if rows:
        desk.connection.execute(insert(_b), rows)


def drop(desk: Desk, supplier_id: int, product_id: int) -> bool:
    """Let a supplier sell a product no more; say whether it did."""
    known = select(_sp.c.id).where(_sp.c.supplier_id == supplier_id, _sp.c.product_id == product_id)
    number = desk.connection.execute(known).scalar()
    if number is None:
        return False
    put_breaks(desk, int(number), ())
    desk.connection.execute(delete(_sp).where(_sp.c.id == number))
    return True


def waiting(desk: Desk, supplier_id: int) -> int:
    """Return how many purchase orders of a supplier are a draft or confirmed."""
    orders = purchasing.purchase_order
    asked = select(func.count()).select_from(orders).where(orders.c.supplier_id == supplier_id)
    return int(desk.connection.execute(asked.where(orders.c.state.in_(("draft", "confirmed")))).scalar_one())


def _told(desk: Desk, asked: Select[Any]) -> tuple[SupplierProduct, ...]:
    rows = desk.connection.execute(asked).all()
    breaks: dict[int, list[PriceBreak]] = defaultdict(list)
    ids = [int(row[0]) for row in rows]
    for at in range(0, len(ids), _AT_ONCE):
        for number, from_qty, price in desk.connection.execute(_BREAKS, {"ids": ids[at : at + _AT_ONCE]}):
            breaks[number].append(PriceBreak(from_qty, price))
    return tuple(_sells(row, breaks[row[0]]) for row in rows)


def _sells(row: Any, breaks: list[PriceBreak]) -> SupplierProduct:  # noqa: ANN401 - a database row
    facts = (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10])
    return SupplierProduct(*facts, row[11] == 1, tuple(sorted(breaks)))


_AT_ONCE = 400
