"""Labels bought of carriers as a file: each purchase with its key, its price and what became of it."""

from __future__ import annotations

from sqlalchemy import func, select

from warehouse_app.store.export_rows import Export, who
from warehouse_app.store.schema import carriers, floor, trade

_b, _p, _o = carriers.label_purchase, floor.parcel, trade.orders


def labels() -> Export:
    """Return the export. `key` is what the carrier knows the label by; `why` are the carrier's own words."""
    plain = ("state", "tracking", "price_minor", "currency", "attempts", "why", "station")
    query = (
        select(
            *(_b.c.id.label("_key"), _b.c.intent.label("key"), _p.c.code.label("parcel"), _o.c.code.label("order")),
            *(_b.c.carrier, _b.c.service, *(_b.c[name] for name in plain), who(_b.c.who).label("who"), _b.c.at),
            *(
                func.coalesce(_b.c.sent_at, "").label("sent_at"),
                func.coalesce(_b.c.answered_at, "").label("answered_at"),
            ),
        )
        .join(_p, _p.c.id == _b.c.parcel_id)
        .join(_o, _o.c.id == _p.c.order_id)
        .order_by(_b.c.id)
    )
    columns = ("key", "parcel", "order", "carrier", "service", *plain, "who", "at", "sent_at", "answered_at")
    return Export(columns, query, _b.c.at)
