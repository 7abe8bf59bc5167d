"""Credit notes of the past, what their customers had bought before, and what came back before the books began."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, or_, select

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.returning.replay import Noted, Sale
from warehouse_app.domain.returning.states import RefundState
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import sold
from warehouse_app.store.schema import floor, ledger, returning, trade
from warehouse_app.store.statement import Statement

_d, _m, _g = trade.document, trade.document_line, ledger.product
_o, _l, _r = trade.orders, trade.order_line, returning.returns
_f, _fl = returning.refund, returning.refund_line
PROVIDER = "books"
"""Who paid back what was paid back before the books began."""

MOST_SALES = 200
"""Earlier order lines of a customer and product that are looked at, the last sale first."""

_NEXT = Statement(
    select(_d.c.id)
    .where(_d.c.kind == "credit_note", _d.c.state == "kept", _d.c.id > bindparam("after"))
    .where(or_(_d.c.channel == bindparam("channel_is"), bindparam("channel_is") == ""))
    .order_by(_d.c.id)
    .limit(bindparam("most"))
)
_NOTE = Statement(
    select(_d.c.id, _d.c.channel, _d.c.code, func.coalesce(_d.c.customer_id, 0), _d.c.at).where(
        _d.c.id == bindparam("id_is")
    )
)
_LINES = Statement(
    select(_m.c.n, _m.c.sku, _m.c.qty, _m.c.price_e4, func.coalesce(_g.c.kind, ""))
    .outerjoin(_g, _g.c.sku == _m.c.sku)
    .where(_m.c.document_id == bindparam("id_is"))
    .order_by(_m.c.n)
)
_SALES = Statement(
    select(_l.c.id, _l.c.order_id, _o.c.placed_at)
    .select_from(_o)
    .join(_l, _l.c.order_id == _o.c.id)
    .where(_o.c.customer_id == bindparam("customer_is"), _o.c.placed_at <= bindparam("until"))
    .where(_l.c.sku == bindparam("sku_is"), _l.c.kind == ProductKind.GOODS.value, _l.c.shipped > 0)
    .order_by(_o.c.placed_at.desc(), _o.c.id.desc(), _l.c.id.desc())
    .limit(MOST_SALES)
)
_BOUGHT = Statement(
    select(_o.c.id).where(_o.c.customer_id == bindparam("customer_is"), _o.c.placed_at <= bindparam("until")).limit(1)
)
_STATES = Statement(
    select(floor.parcel.c.state)
    .where(floor.parcel.c.order_id == bindparam("order_is"), floor.parcel.c.handed_at.is_not(None))
    .distinct()
)
_WORTH = Statement(select(func.coalesce(func.sum(_l.c.total_minor), 0)).where(_l.c.order_id == bindparam("order_is")))
_WAREHOUSE = Statement(select(ledger.warehouse.c.code).order_by(ledger.warehouse.c.code).limit(1))
_PRODUCT = Statement(select(_g.c.id).where(_g.c.sku == bindparam("sku_is")))
_CURRENCY = Statement(
    select(_o.c.currency).where(_o.c.channel == bindparam("channel_is")).order_by(_o.c.id.desc()).limit(1)
)
_REFUND = Statement(
    insert(_f).values(
        {
            name: bindparam(name)
            for name in (
                *("code", "return_id", "order_id", "kind", "state", "amount_minor", "currency", "intent", "provider"),
                *("reference", "at", "who", "answered_at"),
            )
        }
    )
)
_REFUND_LINE = Statement(
    insert(_fl).values(
        {name: bindparam(name) for name in ("refund_id", "n", "line_id", "unit_id", "qty", "amount_minor", "what")}
    )
)


class Note(NamedTuple):
    """A credit note: whose, from when."""

    id: int
    channel: str
    code: str
    customer_id: int
    at: str


class Back(NamedTuple):
    """What one row of a refund is for."""

    line_id: int | None
    unit_id: int | None
    qty: int
    amount_minor: int


def next_notes(desk: Desk, channel: str, after: int, most: int) -> tuple[int, ...]:
    """Return credit notes behind one, in the order in which they were kept."""
    rows = _NEXT.all(desk.connection, channel_is=channel, after=after, most=most)
    return tuple(int(row[0]) for row in rows)


def note(desk: Desk, document_id: int) -> Note:
    """Return a credit note that exists; a missing one is a bug."""
    return Note(*_NOTE.all(desk.connection, id_is=document_id)[0])


def lines(desk: Desk, document_id: int) -> tuple[Noted, ...]:
    """Return what a note gives back, quantities above zero; lines of quantity zero give nothing."""
    rows = _LINES.all(desk.connection, id_is=document_id)
    return tuple(
        Noted(row[0], row[1], abs(row[2]), row[3], row[4] in ("", ProductKind.GOODS.value)) for row in rows if row[2]
    )


def sales(desk: Desk, given: Note, skus: set[str]) -> tuple[Sale, ...]:
    """Return what the customer had bought of these products by then."""
    if not given.customer_id:
        return ()
    found = []
    for sku in sorted(skus):
        asked = {"customer_is": given.customer_id, "until": given.at, "sku_is": sku}
        for line_id, order_id, placed_at in _SALES.all(desk.connection, **asked):
            found.append(Sale(order_id, line_id, sku, sold.line(desk, line_id).left, placed_at))
    return tuple(found)


def bought(desk: Desk, given: Note) -> bool:
    """Tell whether the customer of a note had bought anything by then."""
    return _BOUGHT.one(desk.connection, customer_is=given.customer_id, until=given.at) is not None


def parcel_states(desk: Desk, order_id: int) -> set[str]:
    """Return the states of the parcels in which an order left."""
    return {str(row[0]) for row in _STATES.all(desk.connection, order_is=order_id)}


def worth(desk: Desk, order_id: int) -> int:
    """Return what an order cost, in minor units."""
    return int(_WORTH.scalar(desk.connection, order_is=order_id))


def warehouse(desk: Desk) -> str:
    """Return the warehouse of what belongs to no order: the first."""
    return str(_WAREHOUSE.scalar(desk.connection))


def product_id(desk: Desk, sku: str) -> int | None:
    """Return the product of a SKU, None where there is none any more."""
    found = _PRODUCT.scalar(desk.connection, sku_is=sku)
    return None if found is None else int(found)


def currency_of(desk: Desk, channel: str) -> str:
    """Return the currency in which a channel is paid."""
    return str(_CURRENCY.scalar(desk.connection, channel_is=channel) or "")


def put_refund(
    desk: Desk, return_id: int, order_id: int | None, currency: str, reference: str, back: list[Back]
) -> int:
    """Write down what was paid back before the books began; return how much. Nothing where it is worth nothing."""
    amount = sum(each.amount_minor for each in back)
    if amount <= 0:
        return 0
    code = f"RF{desk.next_number('refund'):06d}"
    made = _REFUND.key(
        desk.connection, code=code, return_id=return_id, order_id=order_id, kind="payment",
        state=RefundState.CONFIRMED.value, amount_minor=amount, currency=currency, intent=f"before:{return_id}",
        provider=PROVIDER, reference=reference, at=desk.at, who=desk.who, answered_at=desk.at,
    )  # fmt: skip
    for n, each in enumerate(back, 1):
        if each.amount_minor:
            _REFUND_LINE.run(
                desk.connection, refund_id=made, n=n, line_id=each.line_id, unit_id=each.unit_id, qty=each.qty,
                amount_minor=each.amount_minor, what="goods",
            )  # fmt: skip
    return amount
