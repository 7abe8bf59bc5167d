"""What leaves of returns as a file: each with its units. What customers wrote stays here."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from warehouse_app.domain.returning.states import COUNTS
from warehouse_app.store.export_rows import Export, listed, who
from warehouse_app.store.schema import ledger, returning, returnrules, trade

_r, _u, _f, _s = returning.returns, returning.return_unit, returning.refund, returnrules.return_reason
_o, _c = trade.orders, trade.customer
_UNITS = ("sku", "qty", "state", "reason", "grade", "finding", "disposition", "outcome", "lot", "serial", "fee_minor")


def export() -> Export:
    """Return the export."""
    item = ledger.item
    refunded = (
        select(func.coalesce(func.sum(_f.c.amount_minor), 0))
        .where(_f.c.return_id == _r.c.id, or_(*(_f.c.state == each.value for each in sorted(COUNTS))))
        .correlate(_r)
        .scalar_subquery()
    )
    plain = (
        *("carrier", "tracking", "currency", "decision", "override", "requested_at", "authorised_at", "expires_on"),
        *("received_at", "settled_at", "closed_at"),
    )
    query = (
        select(
            *(_r.c.id.label("_key"), _r.c.code, _r.c.kind, _r.c.state, _r.c.channel, _r.c.external),
            *(func.coalesce(_o.c.code, "").label("order"), func.coalesce(_c.c.code, "").label("customer")),
            *(_r.c.warehouse, _r.c.outcome, *(_r.c[name] for name in plain), refunded.label("refunded_minor")),
            who(_r.c.who).label("who"),
        )
        .outerjoin(_o, _o.c.id == _r.c.order_id)
        .outerjoin(_c, _c.c.id == _r.c.customer_id)
        .order_by(_r.c.id)
    )
    children = (
        select(
            *(_u.c.return_id, _u.c.sku, _u.c.qty, _u.c.state, func.coalesce(_s.c.code, ""), _u.c.grade, _u.c.finding),
            *(_u.c.disposition, _u.c.outcome, func.coalesce(item.c.lot, ""), func.coalesce(item.c.serial, "")),
            _u.c.fee_minor,
        )
        .outerjoin(_s, _s.c.id == _u.c.reason_id)
        .outerjoin(item, item.c.id == _u.c.item_id)
        .order_by(_u.c.return_id, _u.c.id)
    )
    columns = (
        *("code", "kind", "state", "channel", "external", "order", "customer", "warehouse", "outcome", *plain),
        *("refunded_minor", "who", "units"),
    )
    return Export(columns, query, _r.c.requested_at, children, listed("units", *_UNITS))
