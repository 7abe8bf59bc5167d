"""Receipts as they leave in a file: one row for what each scan brought or took back."""

from __future__ import annotations

from sqlalchemy import func, select

from warehouse_app.domain.photos import About
from warehouse_app.store import photos
from warehouse_app.store.export_rows import Export, who
from warehouse_app.store.schema import ledger, purchasing

_r, _l, _i, _p = purchasing.receipt, purchasing.receipt_line, ledger.item, ledger.place
_o, _d, _s = purchasing.purchase_order, purchasing.delivery, purchasing.supplier


def receipt_lines() -> Export:
    """Return the export of receipts."""
    query = (
        select(_l.c.seq.label("_key"), _r.c.code.label("receipt"), _r.c.state, _r.c.warehouse, _r.c.supplier_ref)
        .add_columns(
            func.coalesce(_o.c.code, "").label("purchase_order"), func.coalesce(_d.c.code, "").label("delivery")
        )
        .add_columns(func.coalesce(_s.c.code, "").label("supplier"), _i.c.sku, _i.c.lot, _i.c.serial, _i.c.grade)
        .add_columns(_p.c.code.label("place"), _l.c.qty, _l.c.verdict, _l.c.price_e4)
        .add_columns(
            photos.how_many(About.RECEIPT_LINE).label("photos"),
            _l.c.at,
            who(_l.c.who).label("who"),
            _l.c.entry_id.label("entry"),
        )
        .join_from(_l, _r, _r.c.id == _l.c.receipt_id)
        .join(_i, _i.c.id == _l.c.item_id)
        .join(_p, _p.c.id == _l.c.place_id)
        .outerjoin(_o, _o.c.id == _r.c.purchase_order_id)
        .outerjoin(_d, _d.c.id == _r.c.delivery_id)
        .outerjoin(_s, _s.c.id == _r.c.supplier_id)
        .order_by(_l.c.seq)
    )
    columns = (
        *("receipt", "state", "warehouse", "purchase_order", "delivery", "supplier", "supplier_ref", "sku", "lot"),
        *("serial", "grade", "place", "qty", "verdict", "price_e4", "photos", "at", "who", "entry"),
    )
    return Export(columns, query, _l.c.at)
