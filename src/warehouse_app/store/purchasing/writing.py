"""Purchase orders written by people: begun, changed line by line, and ended. No bench does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from warehouse_app.domain.purchasing.values import PurchaseLine
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import orders
from warehouse_app.store.schema import purchasing

_o, _l = purchasing.purchase_order, purchasing.purchase_line


def new_code(desk: Desk) -> str:
    """Give out the next number of our own; those that a file or a person used are passed over."""
    while True:
        code = f"PO{desk.next_number('purchase_order'):05d}"
        if orders.find(desk, code) is None:
            return code


def begin(desk: Desk, code: str, supplier_id: int, warehouse: str, values: Mapping[str, object]) -> int:
    """Write a draft without lines; return its row."""
    head: dict[str, Any] = {"code": code, "supplier_id": supplier_id, "warehouse": warehouse, "placed_at": desk.at}
    made = desk.connection.execute(insert(_o).values(**head, **values))
    return int((made.inserted_primary_key or (0,))[0])


def change(desk: Desk, purchase_id: int, values: Mapping[str, object]) -> None:
    """Write changed columns of a purchase order."""
    desk.connection.execute(update(_o).where(_o.c.id == purchase_id).values(**values))


def add_line(desk: Desk, purchase_id: int, product_id: int, sku: str, qty: int, price_e4: int, due_day: str) -> int:
    """Write one line behind the others; return its number within the order."""
    last = desk.connection.execute(select(func.max(_l.c.n)).where(_l.c.purchase_order_id == purchase_id)).scalar()
    n = int(last or 0) + 1
    facts = {"product_id": product_id, "sku": sku, "qty": qty, "price_e4": price_e4, "due_day": due_day}
    desk.connection.execute(insert(_l).values(purchase_order_id=purchase_id, n=n, **facts))
    return n


def change_line(desk: Desk, line_id: int, values: Mapping[str, object]) -> None:
    """Write changed columns of a line."""
    desk.connection.execute(update(_l).where(_l.c.id == line_id).values(**values))


def drop_line(desk: Desk, line: PurchaseLine) -> None:
    """Remove a line of a draft: nothing stands on it."""
    desk.connection.execute(delete(_l).where(_l.c.id == line.id))


def cancel_rest(desk: Desk, purchase_id: int) -> int:
    """Wait for nothing more of a purchase order; return how many units are cancelled by it."""
    rest = _l.c.qty - _l.c.cancelled - _l.c.received
    mine = (_l.c.purchase_order_id == purchase_id, rest > 0)
    lost = desk.connection.execute(select(func.coalesce(func.sum(rest), 0)).where(*mine)).scalar_one()
    desk.connection.execute(update(_l).where(*mine).values(cancelled=_l.c.qty - _l.c.received))
    return int(lost)


def due_day(desk: Desk, purchase_id: int, day: str) -> None:
    """Let the lines that have no day of their own be due with their order."""
    mine = (_l.c.purchase_order_id == purchase_id, _l.c.due_day == "")
    desk.connection.execute(update(_l).where(*mine).values(due_day=day))
