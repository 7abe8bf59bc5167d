"""Orders that a return gives rise to: written like the order they stand for, for the same customer and address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, insert, literal, select, update

from warehouse_app.domain.items import sku_key
from warehouse_app.domain.orders.states import OrderState, Payment
from warehouse_app.domain.returning.values import NewOrder, NewOrderLine, ReturnHead
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, returning, search, trade
from warehouse_app.store.schema.base import WHOLE
from warehouse_app.store.statement import Statement

REPLACEMENT = "replacement"
LETTERS = {"exchange": "X", REPLACEMENT: "R", "repair": "S"}

_o, _l, _a, _g, _w = trade.orders, trade.order_line, trade.order_address, ledger.product, search.word
_ro, _rl = returning.return_order, returning.return_order_line
_NEW = Statement(
    insert(_o).from_select(
        [
            *("channel", "code", "state", "payment", "payment_reason", "customer_id", "country", "warehouse"),
            *("placed_at", "ship_by", "service", "currency", "priority", "ship_part", "note", "total_minor"),
            *("units", "lines", "content_hash"),
        ],
        select(
            *(_o.c.channel, bindparam("code_is"), literal(OrderState.CONFIRMED.value), bindparam("payment_is")),
            *(literal(""), _o.c.customer_id, _o.c.country, bindparam("warehouse_is"), bindparam("when")),
            *(bindparam("due"), _o.c.service, _o.c.currency, _o.c.priority, literal(0), literal("")),
            *(
                bindparam("total", type_=WHOLE),
                bindparam("units_are", type_=WHOLE),
                bindparam("lines_are", type_=WHOLE),
                bindparam("hash_is"),
            ),
        ).where(_o.c.id == bindparam("order_is")),
    )
)
_old = _o.alias("old")
_ID_OF = Statement(
    select(_o.c.id)
    .join(_old, _old.c.channel == _o.c.channel)
    .where(_old.c.id == bindparam("order_is"), _o.c.code == bindparam("code_is"))
)
_ADDRESS = Statement(
    insert(_a).from_select(
        [c.name for c in _a.c],
        select(bindparam("number", type_=WHOLE), *(c for c in _a.c if c.name != "order_id")).where(
            _a.c.order_id == bindparam("order_is")
        ),
    )
)
_WORDS = Statement(
    insert(_w).from_select(
        ["kind", "word", "ref"],
        select(_w.c.kind, _w.c.word, bindparam("number", type_=WHOLE)).where(
            _w.c.kind == "order", _w.c.ref == bindparam("order_is")
        ),
    )
)
_LINE = Statement(
    insert(_l).values(
        {
            name: bindparam(name)
            for name in ("order_id", "n", "product_id", "sku", "description", "kind", "qty", "price_e4", "total_minor")
        }
    )
)
_PRODUCT = Statement(select(_g.c.id, _g.c.kind).where(_g.c.sku_key == bindparam("key_is")))
_OF_RETURN = Statement(insert(_ro).values({c.name: bindparam(c.name) for c in _ro.c}))
_FOR = Statement(insert(_rl).values({c.name: bindparam(c.name) for c in _rl.c}))
_MADE = Statement(select(func.count()).select_from(_ro).where(_ro.c.return_id == bindparam("return_is")))
_ORDERS = Statement(
    select(_o.c.id, _o.c.code, _o.c.state, _ro.c.kind, func.coalesce(func.sum(_l.c.picked), 0))
    .join(_ro, _ro.c.order_id == _o.c.id)
    .outerjoin(_l, _l.c.order_id == _o.c.id)
    .where(_ro.c.return_id == bindparam("return_is"))
    .group_by(_o.c.id, _o.c.code, _o.c.state, _ro.c.kind)
    .order_by(_o.c.id)
)
_REPLACES = Statement(
    select(_rl.c.of_line, func.sum(_rl.c.qty))
    .join(_l, _l.c.id == _rl.c.line_id)
    .where(_l.c.order_id == bindparam("order_is"), _rl.c.kind == REPLACEMENT)
    .group_by(_rl.c.of_line)
)
_REPLACED = Statement(
    select(_rl.c.of_line, func.sum(_rl.c.qty))
    .join(_l, _l.c.id == _rl.c.line_id)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_rl.c.return_id == bindparam("return_is"), _rl.c.kind == REPLACEMENT)
    .where(_o.c.state != OrderState.CANCELLED.value, _o.c.id != bindparam("but_order"))
    .group_by(_rl.c.of_line)
)
_PAYMENT = Statement(
    update(_o)
    .where(_o.c.id == bindparam("id_is"))
    .values(payment=bindparam("payment_is"), payment_reason=bindparam("reason_is"))
)
_PAID = Statement(select(_o.c.payment).where(_o.c.id == bindparam("id_is")))
_CAME_OF = Statement(select(_ro.c.return_id, _ro.c.kind).where(_ro.c.order_id == bindparam("order_is")).limit(1))


def write(desk: Desk, head: ReturnHead, order: NewOrder, ship_by: str) -> tuple[int, str]:
    """Write an order of a return with its lines and address; return its row and code."""
    number = int(_MADE.scalar(desk.connection, return_is=head.id)) + 1
    code = f"{head.code}-{LETTERS[order.kind]}{number}"
    payment = Payment.UNPAID if order.due_minor else Payment.PAID
    _NEW.run(
        desk.connection,
        code_is=code, payment_is=payment.value, warehouse_is=head.warehouse, when=desk.at, due=ship_by,
        total=sum(each.total_minor for each in order.lines), units_are=sum(each.qty for each in order.lines),
        lines_are=len(order.lines), hash_is=code, order_is=order.order_id,
    )  # fmt: skip
    made = int(_ID_OF.scalar(desk.connection, code_is=code, order_is=order.order_id))
    _ADDRESS.run(desk.connection, number=made, order_is=order.order_id)
    _WORDS.run(desk.connection, number=made, order_is=order.order_id)
    _OF_RETURN.do(
        desk.connection, return_id=head.id, order_id=made, kind=order.kind, unit_id=order.lines[0].unit_id, at=desk.at
    )
    _lines(desk, head.id, made, order.kind, order.lines)
    return made, code


def _lines(desk: Desk, return_id: int, order_id: int, kind: str, lines: Sequence[NewOrderLine]) -> None:
    for n, each in enumerate(lines, 1):
        product: Any = _PRODUCT.one(desk.connection, key_is=sku_key(each.sku)) or (None, "goods")
        line = _LINE.key(
            desk.connection, order_id=order_id, n=n, product_id=product[0], sku=each.sku, description=each.name,
            kind=product[1], qty=each.qty, price_e4=each.price_e4, total_minor=each.total_minor,
        )  # fmt: skip
        _FOR.do(
            desk.connection, line_id=line, return_id=return_id, of_line=each.of_line, unit_id=each.unit_id, kind=kind,
            qty=each.qty,
        )  # fmt: skip


def of_return(desk: Desk, return_id: int) -> tuple[tuple[int, str, OrderState, str, int], ...]:
    """Return the orders of a return: row, code, state, kind, and units of it that were picked."""
    rows = _ORDERS.all(desk.connection, return_is=return_id)
    return tuple((row[0], row[1], OrderState(row[2]), row[3], int(row[4])) for row in rows)


def came_of(desk: Desk, order_id: int) -> tuple[int, str] | None:
    """Return the return that an order came of, with its kind; None for one that was bought."""
    row = _CAME_OF.one(desk.connection, order_is=order_id)
    return None if row is None else (int(row[0]), str(row[1]))


def replaces(desk: Desk, order_id: int) -> Mapping[int, int]:
    """Return for how many units of which paid lines an order sends replacements."""
    return {int(row[0]): int(row[1]) for row in _REPLACES.all(desk.connection, order_is=order_id)}


def replaced(desk: Desk, return_id: int, but: int) -> Counter[int]:
    """Return by paid line how many replacements of a return stand, apart from those of one order (`but`)."""
    rows = _REPLACED.all(desk.connection, return_is=return_id, but_order=but)
    return Counter({int(row[0]): int(row[1]) for row in rows})


def payment_of(desk: Desk, order_id: int) -> Payment:
    """Return what is known of the money of an order."""
    return Payment(_PAID.scalar(desk.connection, id_is=order_id))


def set_payment(desk: Desk, order_id: int, payment: Payment, why: str) -> None:
    """Write what is known of the money of an order."""
    _PAYMENT.run(desk.connection, id_is=order_id, payment_is=payment.value, reason_is=why)
