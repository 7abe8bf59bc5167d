"""Customers, and the personal part of them, which stands apart so that it can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from warehouse_app.domain.orders.values import Address
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import trade
from warehouse_app.store.statement import Statement

_c, _p, _a = trade.customer, trade.customer_personal, trade.order_address
_FIELDS = ("name", "company", "street", "street2", "city", "region", "postcode", "country", "email", "phone")
_HEAD = select(_c.c.id, _c.c.code, _c.c.country, _c.c.language, func.coalesce(_c.c.erased_at, ""))
_BY_CODE = Statement(_HEAD.where(_c.c.code == bindparam("code_is")))
_BY_ID = Statement(_HEAD.where(_c.c.id == bindparam("id_is")))
_PERSONAL = Statement(select(*(_p.c[name] for name in _FIELDS)).where(_p.c.customer_id == bindparam("customer_is")))
_SHIP_TO = Statement(select(*(_a.c[name] for name in _FIELDS)).where(_a.c.order_id == bindparam("order_is")))


@dataclass(frozen=True, slots=True)
class Customer:
    """Who buys, as far as it is not personal."""

    id: int
    code: str
    country: str
    language: str
    erased: str = ""
    """When the customer was forgotten, UTC ISO text."""


def by_code(desk: Desk, code: str) -> Customer | None:
    """Return the customer of that number."""
    row = _BY_CODE.one(desk.connection, code_is=code)
    return None if row is None else Customer(*row)


def by_id(desk: Desk, customer_id: int) -> Customer | None:
    """Return the customer of that row."""
    row = _BY_ID.one(desk.connection, id_is=customer_id)
    return None if row is None else Customer(*row)


def ship_to(desk: Desk, order_id: int, customer_id: int | None) -> Address | None:
    """Return where an order goes: its own address, else its customer's, else None (not known, or forgotten)."""
    row = _SHIP_TO.one(desk.connection, order_is=order_id)
    if row is None and customer_id is not None:
        row = _PERSONAL.one(desk.connection, customer_is=customer_id)
    return None if row is None else Address(*row)
