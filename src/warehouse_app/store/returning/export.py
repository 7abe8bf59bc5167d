"""What leaves of returns as a file: each with its units, each refund with its rows, each claim on a carrier.

What customers wrote stays here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import func, or_, select

from warehouse_app.domain.returning.states import COUNTS
from warehouse_app.store.export_rows import Export, listed, who
from warehouse_app.store.schema import floor, ledger, returning, returnrules, trade

_r, _u, _f, _s = returning.returns, returning.return_unit, returning.refund, returnrules.return_reason
_o, _c, _l = trade.orders, trade.customer, trade.order_line
_fl, _k, _p = returning.refund_line, returning.carrier_claim, floor.parcel
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


def refunds() -> Export:
    """Return the export of refunds: where the money of each is, and for what it is."""
    plain = ("amount_minor", "tax_minor", "currency", "provider", "reference", "trouble", "attempts", "at")
    query = (
        select(
            *(_f.c.id.label("_key"), _f.c.code, _r.c.code.label("return"), func.coalesce(_o.c.code, "").label("order")),
            *(
                func.coalesce(_o.c.channel, _r.c.channel).label("channel"),
                func.coalesce(_c.c.code, "").label("customer"),
            ),
            *(_f.c.kind, _f.c.state, *(_f.c[name] for name in plain), who(_f.c.who).label("who")),
            *(who(_f.c.approved_by).label("approved_by"), _f.c.sent_at, _f.c.answered_at),
        )
        .join(_r, _r.c.id == _f.c.return_id)
        .outerjoin(_o, _o.c.id == _f.c.order_id)
        .outerjoin(_c, _c.c.id == _r.c.customer_id)
        .order_by(_f.c.id)
    )
    children = (
        select(
            *(_fl.c.refund_id, _fl.c.what, func.coalesce(_l.c.sku, _u.c.sku, ""), _fl.c.qty),
            *(_fl.c.amount_minor, _fl.c.fee_minor),
        )
        .outerjoin(_l, _l.c.id == _fl.c.line_id)
        .outerjoin(_u, _u.c.id == _fl.c.unit_id)
        .order_by(_fl.c.refund_id, _fl.c.n)
    )
    columns = (
        *("code", "return", "order", "channel", "customer", "kind", "state", *plain, "who", "approved_by"),
        *("sent_at", "answered_at", "lines"),
    )
    return Export(columns, query, _f.c.at, children, listed("lines", "what", "sku", "qty", "amount_minor", "fee_minor"))


def claims() -> Export:
    """Return the export of claims on carriers: what was asked, until when, and what came of it."""
    plain = ("kind", "state", "deadline", "currency", "amount_minor", "paid_minor", "note", "at")
    query = (
        select(
            *(_k.c.id.label("_key"), _k.c.code, func.coalesce(_r.c.code, "").label("return")),
            *(func.coalesce(_p.c.code, "").label("parcel"), func.coalesce(_o.c.code, "").label("order"), _k.c.carrier),
            func.coalesce(func.nullif(_r.c.tracking, ""), _p.c.tracking, "").label("tracking"),
            *(*(_k.c[name] for name in plain), who(_k.c.who).label("who"), _k.c.sent_at, _k.c.answered_at),
        )
        .outerjoin(_r, _r.c.id == _k.c.return_id)
        .outerjoin(_p, _p.c.id == func.coalesce(_k.c.parcel_id, _r.c.parcel_id))
        .outerjoin(_o, _o.c.id == func.coalesce(_r.c.order_id, _p.c.order_id))
        .order_by(_k.c.id)
    )
    columns = ("code", "return", "parcel", "order", "carrier", "tracking", *plain, "who", "sent_at", "answered_at")
    return Export(columns, query, _k.c.at)


RETURNED: Mapping[str, Callable[[], Export]] = {"returns": export, "refunds": refunds, "claims": claims}
"""The kinds of returns that can be exported."""
