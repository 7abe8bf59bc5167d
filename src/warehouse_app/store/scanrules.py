"""Rules of what must be scanned while picking, by product and by role; read at the bench with the task itself."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, delete, select

from warehouse_app.domain.picking.scanrules import ScanRule, rule_of
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, picking
from warehouse_app.store.statement import Statement, upsert

_p, _r, _g = picking.product_scan, picking.role_scan, ledger.product
_OF_PRODUCT = Statement(select(_p.c.place, _p.c.item, _p.c.why).where(_p.c.product_id == bindparam("product_is")))
_OF_ROLE = Statement(select(_r.c.place, _r.c.item, _r.c.why).where(_r.c.role == bindparam("role_is")))
_KEEP_PRODUCT, _KEEP_ROLE = upsert(_p), upsert(_r)
_DROP_PRODUCT = Statement(delete(_p).where(_p.c.product_id == bindparam("product_is")))
_DROP_ROLE = Statement(delete(_r).where(_r.c.role == bindparam("role_is")))
_PRODUCTS = Statement(
    select(_g.c.sku, _p.c.place, _p.c.item, _p.c.why)
    .join(_g, _g.c.id == _p.c.product_id)
    .order_by(_g.c.sku)
    .limit(bindparam("most"))
)
_ROLES = Statement(select(_r.c.role, _r.c.place, _r.c.item, _r.c.why).order_by(_r.c.role))


class Kept(NamedTuple):
    """A rule as it is kept: of a product or a role, by its code."""

    of: str
    place: str
    item: str
    why: str


def of_product(desk: Desk, product_id: int) -> ScanRule:
    """Return what a product asks; nothing where it has no rule."""
    return _read(_OF_PRODUCT.one(desk.connection, product_is=product_id))


def of_role(desk: Desk, role: str) -> ScanRule:
    """Return what people of a role are asked for at least."""
    return _read(_OF_ROLE.one(desk.connection, role_is=role))


def _read(row: tuple[str, str, str] | None) -> ScanRule:
    rule = ScanRule() if row is None else rule_of(*row)
    return rule if isinstance(rule, ScanRule) else ScanRule()


def keep_product(desk: Desk, product_id: int, rule: ScanRule) -> None:
    """Keep a product's rule; one that asks for nothing is dropped."""
    if rule.place is None and rule.item is None:
        _DROP_PRODUCT.run(desk.connection, product_is=product_id)
        return
    _KEEP_PRODUCT.do(desk.connection, product_id=product_id, at=desk.at, who=desk.who, **_values(rule))


def keep_role(desk: Desk, role: str, rule: ScanRule) -> None:
    """Keep a role's rule; one that asks for nothing is dropped."""
    if rule.place is None and rule.item is None:
        _DROP_ROLE.run(desk.connection, role_is=role)
        return
    _KEEP_ROLE.do(desk.connection, role=role, at=desk.at, who=desk.who, **_values(rule))


def _values(rule: ScanRule) -> dict[str, str]:
    place, item = rule.place, rule.item
    return {"place": "" if place is None else place.value, "item": "" if item is None else item.value, "why": rule.why}


def products(desk: Desk, most: int) -> tuple[Kept, ...]:
    """Return the products with a rule of their own."""
    return tuple(Kept(*row) for row in _PRODUCTS.all(desk.connection, most=most))


def roles(desk: Desk) -> tuple[Kept, ...]:
    """Return the roles with a rule."""
    return tuple(Kept(*row) for row in _ROLES.all(desk.connection))
