"""Photos as they leave in a file: what each shows, and the digest under which its picture lies."""

from __future__ import annotations

from sqlalchemy import case, func, select

from warehouse_app.domain.photos import About
from warehouse_app.store.export_rows import Export, who
from warehouse_app.store.schema import floor, photos, purchasing, returning, trade

_f, _k, _l, _o = photos.photo, floor.parcel, trade.order_line, trade.orders
_rl, _a, _r = purchasing.receipt_line, purchasing.parked, purchasing.receipt
_n, _u = returning.returns, returning.return_unit
_ITS_ORDER = func.coalesce(_f.c.order_id, _l.c.order_id, _k.c.order_id, _n.c.order_id)
_ITS_RECEIPT = func.coalesce(_rl.c.receipt_id, _a.c.receipt_id)
_ABOUT = case(
    (_f.c.parcel_id.is_not(None), About.PARCEL.value),
    (_f.c.order_line_id.is_not(None), About.ORDER_LINE.value),
    (_f.c.order_id.is_not(None), About.ORDER.value),
    (_f.c.parked_id.is_not(None), About.PARKED.value),
    (_f.c.return_id.is_not(None), About.RETURN.value),
    (_f.c.return_unit_id.is_not(None), About.RETURN_UNIT.value),
    else_=About.RECEIPT_LINE.value,
)


def photo_rows() -> Export:
    """Return the export of photos."""
    query = (
        select(_f.c.id.label("_key"), _f.c.id.label("photo"), _ABOUT.label("about"))
        .add_columns(func.coalesce(_o.c.code, "").label("order"), func.coalesce(_k.c.code, "").label("parcel"))
        .add_columns(func.coalesce(_l.c.sku, _u.c.sku, "").label("sku"), func.coalesce(_r.c.code, "").label("receipt"))
        .add_columns(func.coalesce(_n.c.code, "").label("return"))
        .add_columns(_f.c.digest, _f.c.size, _f.c.note, _f.c.at, who(_f.c.who).label("who"), _f.c.station)
        .join_from(_f, _k, _k.c.id == _f.c.parcel_id, isouter=True)
        .outerjoin(_l, _l.c.id == _f.c.order_line_id)
        .outerjoin(_u, _u.c.id == _f.c.return_unit_id)
        .outerjoin(_n, _n.c.id == func.coalesce(_f.c.return_id, _u.c.return_id))
        .outerjoin(_o, _o.c.id == _ITS_ORDER)
        .outerjoin(_rl, _rl.c.seq == _f.c.receipt_line_id)
        .outerjoin(_a, _a.c.id == _f.c.parked_id)
        .outerjoin(_r, _r.c.id == _ITS_RECEIPT)
        .order_by(_f.c.id)
    )
    columns = (
        *("photo", "about", "order", "parcel", "sku", "receipt", "return", "digest", "size", "note", "at", "who"),
        "station",
    )
    return Export(columns, query, _f.c.at)
