"""What leaves of purchasing: suppliers with what they sell, purchase orders, their lines, deliveries."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import func, select

from warehouse_app.domain.purchasing.states import arrival
from warehouse_app.domain.quantities import line_total_minor, minor_digits
from warehouse_app.store.export_rows import Export, listed
from warehouse_app.store.schema import ledger, purchasing
from warehouse_app.store.statement import Row

_s, _sp, _o, _l, _d, _dl, _g = (
    *(purchasing.supplier, purchasing.supplier_product, purchasing.purchase_order, purchasing.purchase_line),
    *(purchasing.delivery, purchasing.delivery_line, ledger.product),
)
_SOLD = ("sku", "supplier_sku", "pack", "least", "lead_days", "price_e4", "preferred")
_TOLD = ("line", "sku", "qty", "sscc", "lot", "expiry", "received")


def _suppliers() -> Export:
    columns = (
        *("code", "name", "country", "currency", "lead_days", "minimum_minor", "email", "phone", "note", "active"),
        "products",
    )
    children = (
        select(_sp.c.supplier_id, _g.c.sku, _sp.c.code, _sp.c.pack, _sp.c.least, _sp.c.lead_days)
        .add_columns(_sp.c.price_e4, _sp.c.preferred)
        .join(_g, _g.c.id == _sp.c.product_id)
        .order_by(_sp.c.supplier_id, _g.c.sku)
    )
    picked = [_s.c[name] for name in columns[:-1]]
    query = select(_s.c.id.label("_key"), *picked).order_by(_s.c.id)
    return Export(columns, query, children=children, gather=listed("products", *_SOLD))


def _purchases() -> Export:
    query = (
        select(_o.c.id.label("_key"), _o.c.code, _o.c.state, _s.c.code.label("supplier"), _o.c.supplier_ref)
        .add_columns(_o.c.warehouse, _o.c.currency, _o.c.placed_at, _o.c.due_day, _o.c.confirmed_at, _o.c.closed_at)
        .add_columns(_o.c.note)
        .join_from(_o, _s, _s.c.id == _o.c.supplier_id)
        .order_by(_o.c.id)
    )
    lines = (
        select(_l.c.purchase_order_id, _l.c.qty, _l.c.cancelled, _l.c.received, _l.c.price_e4, _o.c.currency)
        .join_from(_l, _o, _o.c.id == _l.c.purchase_order_id)
    )  # fmt: skip

    def gather(found: list[Row]) -> dict[str, object]:
        pairs = [(row[3], max(0, row[1] - row[2] - row[3])) for row in found]
        worth = sum(line_total_minor(row[1] - row[2], row[4], minor_digits(row[5])) for row in found)
        units, came = sum(row[1] - row[2] for row in found), sum(row[3] for row in found)
        told: dict[str, object] = {"lines": len(found), "units": units, "received": came}
        return {**told, "total_minor": worth, "arrival": arrival(pairs).value}

    columns = (
        *("code", "state", "arrival", "supplier", "supplier_ref", "warehouse", "currency", "placed_at", "due_day"),
        *("lines", "units", "received", "total_minor", "confirmed_at", "closed_at", "note"),
    )
    return Export(columns, query, _o.c.placed_at, lines.order_by(_l.c.purchase_order_id, _l.c.n), gather)


def _purchase_lines() -> Export:
    query = (
        select(_l.c.purchase_order_id.label("_key"), _o.c.code.label("purchase"), _l.c.n.label("line"), _l.c.sku)
        .add_columns(_s.c.code.label("supplier"), func.coalesce(_sp.c.code, "").label("supplier_sku"), _l.c.qty)
        .add_columns(_l.c.price_e4, _o.c.currency, _l.c.received, _l.c.cancelled, _l.c.due_day, _o.c.state)
        .add_columns(_o.c.warehouse)
        .join_from(_l, _o, _o.c.id == _l.c.purchase_order_id)
        .join(_s, _s.c.id == _o.c.supplier_id)
        .outerjoin(_sp, (_sp.c.supplier_id == _o.c.supplier_id) & (_sp.c.product_id == _l.c.product_id))
        .order_by(_l.c.purchase_order_id, _l.c.n)
    )
    columns = (
        *("purchase", "line", "supplier", "sku", "supplier_sku", "qty", "price_e4", "currency", "received"),
        *("cancelled", "due_day", "state", "warehouse"),
    )
    return Export(columns, query, _o.c.placed_at)


def _deliveries() -> Export:
    query = (
        select(_d.c.id.label("_key"), _d.c.code, _d.c.state, _d.c.supplier_ref.label("delivery"))
        .add_columns(_s.c.code.label("supplier"), func.coalesce(_o.c.code, "").label("purchase"), _d.c.warehouse)
        .add_columns(_d.c.due_day, _d.c.at)
        .join_from(_d, _s, _s.c.id == _d.c.supplier_id)
        .outerjoin(_o, _o.c.id == _d.c.purchase_order_id)
        .order_by(_d.c.id)
    )
    lines = select(_dl.c.delivery_id, _dl.c.n, _dl.c.sku, _dl.c.qty, _dl.c.sscc, _dl.c.lot, _dl.c.last_ship_day)
    children = lines.add_columns(_dl.c.received).order_by(_dl.c.delivery_id, _dl.c.n)
    columns = ("code", "state", "delivery", "supplier", "purchase", "warehouse", "due_day", "at", "lines")
    return Export(columns, query, _d.c.at, children, listed("lines", *_TOLD))


BUYING: Mapping[str, Callable[[], Export]] = {
    "suppliers": _suppliers,
    "purchases": _purchases,
    "purchase-lines": _purchase_lines,
    "deliveries": _deliveries,
}
"""Every kind of purchasing that can be exported."""
