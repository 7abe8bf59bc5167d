"""An order as instructions see it; its gift; what packers confirmed; how products are packed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, distinct, func, or_, select

from warehouse_app.domain.instructions.values import Care, Danger, Gift, Goods, OrderFacts
from warehouse_app.domain.items import ProductKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.schema import instructions as schema
from warehouse_app.store.statement import Statement, upsert

_i, _f, _y, _k = schema.instruction, schema.pack_confirm, schema.order_gift, schema.product_care
_o, _l, _c, _g = trade.orders, trade.order_line, trade.customer, ledger.product
MOST_GOODS = 500
"""Products of one order that instructions are about."""

_HEAD = Statement(
    select(func.coalesce(_c.c.code, ""), _o.c.channel, _o.c.country, _o.c.service)
    .outerjoin_from(_o, _c, _c.c.id == _o.c.customer_id)
    .where(_o.c.id == bindparam("order_is"))
)
_OF_ORDER = (_l.c.order_id == bindparam("order_is"), _l.c.kind == ProductKind.GOODS.value)
_KINDS = Statement(select(func.count(distinct(_l.c.sku))).where(*_OF_ORDER))
_CARE = (
    func.coalesce(_k.c.category, ""),
    func.coalesce(_k.c.un, ""),
    func.coalesce(_k.c.hazard, ""),
    func.coalesce(_k.c.packing_group, ""),
    func.coalesce(_k.c.limited, 0),
)
_GOODS = Statement(
    select(_l.c.sku, *_CARE)
    .outerjoin_from(_l, _k, _k.c.product_id == _l.c.product_id)
    .where(*_OF_ORDER)
    .where(
        or_(
            _k.c.product_id.is_not(None),
            select(_i.c.id).where(_i.c.product_id == _l.c.product_id, _i.c.dropped_at.is_(None)).exists(),
        )
    )
    .distinct()
    .order_by(_l.c.sku)
    .limit(MOST_GOODS)
)
_CONFIRM = upsert(_f)
_PACKS = floor.pack
_MINE = select(_PACKS.c.order_id).where(_PACKS.c.id == bindparam("pack_is")).scalar_subquery()
_CONFIRMED = Statement(
    select(_f.c.instruction_id, _f.c.pack_id)
    .join_from(_f, _PACKS, _PACKS.c.id == _f.c.pack_id)
    .where(_PACKS.c.order_id == _MINE, _PACKS.c.state != "unpacked")
)
_GIFT = Statement(select(_y.c.note, _y.c.no_prices).where(_y.c.order_id == bindparam("order_is")))
_PUT_GIFT = upsert(_y)
_NO_GIFT = Statement(delete(_y).where(_y.c.order_id == bindparam("order_is")))
_CARE_OF = Statement(select(*_CARE).where(_k.c.product_id == bindparam("product_is")))
_PUT_CARE = upsert(_k)
_NO_CARE = Statement(delete(_k).where(_k.c.product_id == bindparam("product_is")))
_LANGUAGE = Statement(
    select(_c.c.language).join_from(_o, _c, _c.c.id == _o.c.customer_id).where(_o.c.id == bindparam("order_is"))
)
_ANY_CARE = Statement(select(_k.c.product_id).limit(1))


class Confirmed(NamedTuple):
    """Instructions that were confirmed: for the parcel at hand, and for any of its order."""

    here: frozenset[int]
    order: frozenset[int]


def facts(desk: Desk, order_id: int) -> OrderFacts:
    """Return an order as instructions see it."""
    row: Any = _HEAD.one(desk.connection, order_is=order_id)
    customer, channel, country, service = row
    kinds = int(_KINDS.scalar(desk.connection, order_is=order_id) or 0)
    goods = tuple(_goods(row) for row in _GOODS.all(desk.connection, order_is=order_id))
    return OrderFacts(customer, channel, country, service, goods, kinds)


def cares(desk: Desk) -> bool:
    """Tell whether it is known of any product how it is packed."""
    return _ANY_CARE.one(desk.connection) is not None


def confirm(desk: Desk, pack_id: int, number: int) -> None:
    """Note that a packer confirmed an instruction for the parcel at hand."""
    _CONFIRM.do(desk.connection, pack_id=pack_id, instruction_id=number, at=desk.at, who=desk.who)


def confirmed(desk: Desk, pack_id: int) -> Confirmed:
    """Return the instructions that were confirmed for a parcel, and for any parcel of its order."""
    rows = _CONFIRMED.all(desk.connection, pack_is=pack_id)
    return Confirmed(frozenset(row[0] for row in rows if row[1] == pack_id), frozenset(row[0] for row in rows))


def gift_of(desk: Desk, order_id: int) -> Gift:
    """Return what the buyer asks for."""
    row = _GIFT.one(desk.connection, order_is=order_id)
    return Gift() if row is None else Gift(row[0], row[1] == 1)


def put_gift(desk: Desk, order_id: int, gift: Gift) -> None:
    """Write what the buyer asks for; an empty one is none."""
    if gift:
        _PUT_GIFT.run(desk.connection, order_id=order_id, note=gift.note, no_prices=int(gift.no_prices))
    else:
        _NO_GIFT.run(desk.connection, order_is=order_id)


def care_of(desk: Desk, product_id: int) -> Care:
    """Return how a product is packed."""
    row = _CARE_OF.one(desk.connection, product_is=product_id)
    return Care() if row is None else Care(row[0], _danger(row[1:]))


def put_care(desk: Desk, product_id: int, care: Care) -> None:
    """Write how a product is packed; nothing known of it is no row."""
    danger = care.danger
    if not care.category and danger is None:
        _NO_CARE.run(desk.connection, product_is=product_id)
        return
    values: Mapping[str, object] = {
        "category": care.category, "un": danger.un if danger else "", "hazard": danger.hazard if danger else "",
        "packing_group": danger.group if danger else "", "limited": int(danger.limited) if danger else 0,
    }  # fmt: skip
    _PUT_CARE.run(desk.connection, product_id=product_id, at=desk.at, who=desk.who, **values)


def language_of(desk: Desk, order_id: int) -> str:
    """Return the language of whom an order is for; "" where nothing is known."""
    return str(_LANGUAGE.scalar(desk.connection, order_is=order_id) or "")


def _goods(row: Any) -> Goods:  # noqa: ANN401 - a database row
    return Goods(row[0], row[1], _danger(row[2:]))


def _danger(row: Any) -> Danger | None:  # noqa: ANN401 - a database row
    return Danger(row[0], row[1], row[2], row[3] == 1) if row[0] else None
