"""Suppliers, what they sell, purchase orders and deliveries of a file, compared with what is known and written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from warehouse_app.domain.importing.buying import DeliveryDraft, SoldDraft
from warehouse_app.domain.purchasing.states import DeliveryState, PurchaseState
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.bulk import Ask, Bulk
from warehouse_app.store.schema import ledger, purchasing

_s, _sp, _b = purchasing.supplier, purchasing.supplier_product, purchasing.supplier_price
_o, _l, _d, _dl, _g = (
    *(purchasing.purchase_order, purchasing.purchase_line, purchasing.delivery, purchasing.delivery_line),
    ledger.product,
)
SUPPLIER = ("name", "country", "currency", "lead_days", "minimum_minor", "email", "phone", "note")
SOLD = ("code", "pack", "least", "lead_days", "price_e4", "preferred")
HEAD = ("supplier_ref", "due_day", "note", "currency", "content_hash")
LINE = ("n", "product_id", "sku", "qty", "price_e4", "received", "cancelled", "due_day")
TOLD_HEAD = ("purchase_order_id", "warehouse", "state", "due_day", "content_hash")
TOLD_LINE = ("n", "sku", "qty", "sscc", "lot", "last_ship_day", "purchase_line_id", "price_e4", "received")
_SUPPLIERS = Ask(select(_s.c.code, _s.c.id, *(_s.c[name] for name in SUPPLIER)), _s.c.code)
_PRODUCTS = Ask(select(_g.c.sku_key, _g.c.id, _g.c.sku, _g.c.kind), _g.c.sku_key)
_CALLED = Ask(
    select(_sp.c.code, _sp.c.supplier_id, _g.c.id, _g.c.sku, _g.c.kind).join(_g, _g.c.id == _sp.c.product_id),
    _sp.c.code,
)
_SOLD = Ask(select(_sp.c.product_id, _sp.c.supplier_id, _sp.c.id, *(_sp.c[name] for name in SOLD)), _sp.c.product_id)
_BREAKS = Ask(select(_b.c.supplier_product_id, _b.c.from_qty, _b.c.price_e4), _b.c.supplier_product_id)
_PURCHASES = Ask(select(_o.c.code, _o.c.id, _o.c.supplier_id, _o.c.state, _o.c.content_hash, _o.c.warehouse), _o.c.code)
_DELIVERIES = Ask(
    select(_d.c.supplier_ref, _d.c.supplier_id, _d.c.id, _d.c.state, _d.c.content_hash), _d.c.supplier_ref
)
_PALLETS = Ask(
    select(_dl.c.sscc, _d.c.supplier_ref, _d.c.id).join(_d, _d.c.id == _dl.c.delivery_id)
    .where(_d.c.state != DeliveryState.CANCELLED.value),
    _dl.c.sscc,
)  # fmt: skip
_NEW_LINES = Bulk(_l, "purchase_order_id", *(each for each in LINE if each not in ("received", "cancelled")))
_NEW_TOLD = Bulk(_dl, "delivery_id", *(each for each in TOLD_LINE if each != "received"))


class Goods(NamedTuple):
    """A product by what it is called in a file."""

    id: int
    sku: str
    kind: str


class SupplierKnown(NamedTuple):
    """A supplier that is there."""

    id: int
    values: Mapping[str, object]


class SoldKnown(NamedTuple):
    """How a supplier sells a product; its price breaks are among the values as text."""

    id: int
    values: Mapping[str, object]


class PurchaseKnown(NamedTuple):
    """A purchase order that is there."""

    id: int
    supplier_id: int
    state: PurchaseState
    content: str
    warehouse: str


class DeliveryKnown(NamedTuple):
    """A delivery that was told before."""

    id: int
    state: DeliveryState
    content: str


def suppliers_known(desk: Desk, codes: Iterable[str]) -> dict[str, SupplierKnown]:
    """Return the suppliers of these codes."""
    rows = _SUPPLIERS.of(desk.connection, codes)
    return {row[0]: SupplierKnown(row[1], dict(zip(SUPPLIER, row[2:], strict=True))) for row in rows}


def goods(desk: Desk, skus: Iterable[str]) -> dict[str, Goods]:
    """Return the products of these SKUs, by SKU in capitals."""
    rows = _PRODUCTS.of(desk.connection, [sku.upper() for sku in skus])
    return {row[0]: Goods(row[1], row[2], row[3]) for row in rows}


def called(desk: Desk, codes: Iterable[str]) -> dict[tuple[int, str], list[Goods]]:
    """Return the products that suppliers call so, by supplier and code."""
    found: dict[tuple[int, str], list[Goods]] = {}
    for row in _CALLED.of(desk.connection, codes):
        found.setdefault((row[1], row[0]), []).append(Goods(row[2], row[3], row[4]))
    return found


def sold_known(desk: Desk, products: Iterable[int]) -> dict[tuple[int, int], SoldKnown]:
    """Return who sells these products and how, by supplier and product."""
    rows = list(_SOLD.of(desk.connection, products))
    breaks: dict[int, list[list[int]]] = {}
    for number, from_qty, price in _BREAKS.of(desk.connection, [row[2] for row in rows]):
        breaks.setdefault(number, []).append([from_qty, price])
    return {
        (row[1], row[0]): SoldKnown(
            row[2], {**dict(zip(SOLD, row[3:], strict=True)), "breaks": written(breaks.get(row[2], ()))}
        )
        for row in rows
    }


def written(breaks: Iterable[Sequence[int]]) -> str:
    """Return price breaks as they are compared and kept."""
    return json.dumps(sorted([list(each) for each in breaks]))


def sold_values(draft: SoldDraft) -> dict[str, object]:
    """Return the columns of what a supplier sells, as a file tells them."""
    values: dict[str, object] = {name: getattr(draft, name) for name in SOLD}
    return {**values, "preferred": int(draft.preferred), "breaks": written(draft.breaks)}


def add_supplier(desk: Desk, code: str, values: Mapping[str, object], run: int) -> int:
    """Write a new supplier; return its row."""
    made = desk.connection.execute(insert(_s).values(code=code, import_id=run or None, **values))
    return int((made.inserted_primary_key or (0,))[0])


def change_supplier(desk: Desk, number: int, values: Mapping[str, object]) -> None:
    """Write changed columns of a supplier."""
    desk.connection.execute(update(_s).where(_s.c.id == number).values(**values))


def add_sold(desk: Desk, supplier_id: int, product_id: int, values: Mapping[str, object], run: int) -> int:
    """Write how a supplier sells a product; return its row."""
    plain = {name: value for name, value in values.items() if name != "breaks"}
    made = desk.connection.execute(
        insert(_sp).values(supplier_id=supplier_id, product_id=product_id, import_id=run or None, **plain)
    )
    number = int((made.inserted_primary_key or (0,))[0])
    _put_breaks(desk, number, str(values.get("breaks", "[]")))
    return number


def change_sold(desk: Desk, number: int, values: Mapping[str, object]) -> None:
    """Write changed columns of what a supplier sells, its price breaks among them."""
    plain = {name: value for name, value in values.items() if name != "breaks"}
    if plain:
        desk.connection.execute(update(_sp).where(_sp.c.id == number).values(**plain))
    if "breaks" in values:
        _put_breaks(desk, number, str(values["breaks"]))


def _put_breaks(desk: Desk, number: int, breaks: str) -> None:
    desk.connection.execute(delete(_b).where(_b.c.supplier_product_id == number))
    rows = [{"supplier_product_id": number, "from_qty": at, "price_e4": price} for at, price in json.loads(breaks)]
    if rows:
        desk.connection.execute(insert(_b), rows)


def sold_now(desk: Desk, number: int) -> dict[str, object] | None:
    """Return the columns of what a supplier sells as they are."""
    row = desk.connection.execute(select(*(_sp.c[name] for name in SOLD)).where(_sp.c.id == number)).first()
    if row is None:
        return None
    breaks = [list(each[1:]) for each in _BREAKS.of(desk.connection, [number])]
    return {**dict(zip(SOLD, row, strict=True)), "breaks": written(breaks)}


# -------------------------------------------------------------------------------------------------- purchase orders


def purchases_known(desk: Desk, codes: Iterable[str]) -> dict[str, PurchaseKnown]:
    """Return the purchase orders of these codes."""
    rows = _PURCHASES.of(desk.connection, codes)
    return {row[0]: PurchaseKnown(row[1], row[2], PurchaseState(row[3]), row[4], row[5]) for row in rows}


def add_purchase(desk: Desk, head: Mapping[str, object], lines: Sequence[tuple[object, ...]]) -> int:
    """Write a purchase order with its lines (the columns of `LINE` but what came and was cancelled); return its row."""
    made = desk.connection.execute(insert(_o).values(**head))
    number = int((made.inserted_primary_key or (0,))[0])
    _NEW_LINES.put(desk.connection, [(number, *line) for line in lines])
    return number


def add_lines(desk: Desk, number: int, lines: Sequence[tuple[object, ...]]) -> None:
    """Write more lines of a purchase order."""
    _NEW_LINES.put(desk.connection, [(number, *line) for line in lines])


def change_purchase(desk: Desk, number: int, values: Mapping[str, object]) -> None:
    """Write changed columns of a purchase order's head."""
    desk.connection.execute(update(_o).where(_o.c.id == number).values(**values))


def change_line(desk: Desk, number: int, n: int, values: Mapping[str, object]) -> None:
    """Write changed columns of one line."""
    mine = (_l.c.purchase_order_id == number, _l.c.n == n)
    desk.connection.execute(update(_l).where(*mine).values(**values))


def drop_line(desk: Desk, number: int, n: int) -> None:
    """Remove one line."""
    desk.connection.execute(delete(_l).where(_l.c.purchase_order_id == number, _l.c.n == n))


def purchase_now(desk: Desk, number: int) -> dict[str, Any] | None:
    """Return a purchase order as changes keep it: its head, and its lines by number."""
    head = desk.connection.execute(select(*(_o.c[name] for name in HEAD), _o.c.state).where(_o.c.id == number)).first()
    if head is None:
        return None
    asked = select(*(_l.c[name] for name in LINE)).where(_l.c.purchase_order_id == number).order_by(_l.c.n)
    rows = desk.connection.execute(asked)
    lines = {str(row[0]): dict(zip(LINE, row, strict=True)) for row in rows}
    return {"head": dict(zip((*HEAD, "state"), head, strict=True)), "lines": lines}


# ------------------------------------------------------------------------------------------------------- deliveries


def deliveries_known(desk: Desk, refs: Iterable[str]) -> dict[tuple[int, str], DeliveryKnown]:
    """Return the deliveries of these note numbers, by supplier and number."""
    rows = _DELIVERIES.of(desk.connection, refs)
    return {(row[1], row[0]): DeliveryKnown(row[2], DeliveryState(row[3]), row[4]) for row in rows}


def pallets_known(desk: Desk, codes: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return which pallets were told of, with the delivery's row and note number."""
    return {row[0]: (row[2], row[1]) for row in _PALLETS.of(desk.connection, codes)}


def add_delivery(desk: Desk, head: Mapping[str, object], lines: Sequence[tuple[object, ...]]) -> int:
    """Write a delivery with its lines (`TOLD_LINE` but what came); return its row."""
    code = f"DN{desk.next_number('delivery'):05d}"
    made = desk.connection.execute(insert(_d).values(code=code, at=desk.at, **head))
    number = int((made.inserted_primary_key or (0,))[0])
    _NEW_TOLD.put(desk.connection, [(number, *line) for line in lines])
    return number


def put_delivery(desk: Desk, number: int, head: Mapping[str, object], lines: Sequence[tuple[object, ...]]) -> None:
    """Write a delivery that is told anew: its head and all of its lines, of which nothing came."""
    desk.connection.execute(update(_d).where(_d.c.id == number).values(**head))
    desk.connection.execute(delete(_dl).where(_dl.c.delivery_id == number))
    _NEW_TOLD.put(desk.connection, [(number, *line) for line in lines])


def delivery_now(desk: Desk, number: int) -> dict[str, Any] | None:
    """Return a delivery as changes keep it: its head, and its lines."""
    head = desk.connection.execute(select(*(_d.c[name] for name in TOLD_HEAD)).where(_d.c.id == number)).first()
    if head is None:
        return None
    asked = select(*(_dl.c[name] for name in TOLD_LINE)).where(_dl.c.delivery_id == number).order_by(_dl.c.n)
    lines = [dict(zip(TOLD_LINE, row, strict=True)) for row in desk.connection.execute(asked)]
    return {"head": dict(zip(TOLD_HEAD, head, strict=True)), "lines": lines}


def named_purchases(draft: DeliveryDraft) -> tuple[str, ...]:
    """Return the purchase orders a delivery names, each once."""
    return tuple(dict.fromkeys(line.purchase for line in draft.lines if line.purchase))
