"""What an import changed of suppliers, purchase orders and deliveries, compared with what is there and put back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, select

from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import buying
from warehouse_app.store.importing.changes import Change
from warehouse_app.store.purchasing import pegs
from warehouse_app.store.schema import purchasing

SUPPLIER, SOLD, PURCHASE, DELIVERY = "supplier", "supplier_product", "purchase", "delivery"
KINDS = frozenset({SUPPLIER, SOLD, PURCHASE, DELIVERY})
_s, _o, _d, _e = purchasing.supplier, purchasing.purchase_order, purchasing.delivery, purchasing.purchase_event


def is_as_left(desk: Desk, change: Change) -> bool:
    """Tell whether a changed thing still is what the import made of it."""
    after: dict[str, Any] = json.loads(change.after)
    now = _now(desk, change)
    if now is None:
        return False
    if change.kind in (PURCHASE, DELIVERY):
        return now == after
    return {name: now.get(name) for name in after} == after


def _now(desk: Desk, change: Change) -> dict[str, Any] | None:
    number = int(change.ref)
    if change.kind == PURCHASE:
        return buying.purchase_now(desk, number)
    if change.kind == DELIVERY:
        return buying.delivery_now(desk, number)
    if change.kind == SOLD:
        return buying.sold_now(desk, number)
    row = desk.connection.execute(select(*(_s.c[name] for name in buying.SUPPLIER)).where(_s.c.id == number)).first()
    return None if row is None else dict(zip(buying.SUPPLIER, row, strict=True))


def put_back(desk: Desk, run: int, change: Change) -> None:
    """Make a changed thing what it was before."""
    before, number = json.loads(change.before), int(change.ref)
    if change.kind == SUPPLIER:
        buying.change_supplier(desk, number, before)
    elif change.kind == SOLD:
        buying.change_sold(desk, number, before)
    elif change.kind == DELIVERY:
        lines = [tuple(line[name] for name in buying.TOLD_LINE if name != "received") for line in before["lines"]]
        pegs.mark_delivery(desk, number)
        buying.put_delivery(desk, number, before["head"], lines)
        pegs.mark_delivery(desk, number)
    else:
        _put_back_purchase(desk, number, before)
        told = (_e.c.purchase_order_id == number, _e.c.what == "changed_by_import")
        desk.connection.execute(delete(_e).where(*told, _e.c.facts == json.dumps({"import": run})))


def _put_back_purchase(desk: Desk, number: int, before: dict[str, Any]) -> None:
    pegs.forget_purchase(desk, number)
    now = buying.purchase_now(desk, number) or {"lines": {}}
    buying.change_purchase(desk, number, before["head"])
    for n in now["lines"]:
        if n in before["lines"]:
            values = {name: value for name, value in before["lines"][n].items() if name not in ("n", "received")}
            buying.change_line(desk, number, int(n), values)
        else:
            buying.drop_line(desk, number, int(n))
    pegs.mark_purchase(desk, number)


def code_of(desk: Desk, change: Change) -> str:
    """Return what people call a changed thing."""
    if change.kind == SOLD:
        sold = purchasing.supplier_product
        asked = select(sold.c.code).where(sold.c.id == int(change.ref))
    else:
        table, column = {SUPPLIER: (_s, _s.c.code), PURCHASE: (_o, _o.c.code), DELIVERY: (_d, _d.c.supplier_ref)}[
            change.kind
        ]
        asked = select(column).where(table.c.id == int(change.ref))
    found = desk.connection.execute(asked).scalar()
    return change.ref if not found else str(found)
