"""Rules of what is captured while goods are packed, and what was."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import and_, bindparam, delete, exists, func, insert, or_, select

from warehouse_app.domain.packing.capture import CaptureRule, RuleScope
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, office, storage, trade, verdicts
from warehouse_app.store.statement import Statement

_r, _c, _g, _q, _o = verdicts.capture_rule, verdicts.captured, ledger.product, storage.product_rule, trade.orders
_COLUMNS = (_r.c.scope, _r.c.ref, _r.c.field, _r.c.pattern, _r.c.hint, _r.c.id)
_ALL = Statement(select(*_COLUMNS).order_by(_r.c.scope, _r.c.ref, _r.c.field))
_ANY = Statement(select(func.count()).select_from(_r))
_hazard = (
    select(_q.c.hazard).join(_g, _g.c.id == _q.c.product_id).where(_g.c.sku == bindparam("sku_is")).scalar_subquery()
)
_channel = select(_o.c.channel).where(_o.c.id == bindparam("order_is")).scalar_subquery()
_FOR = Statement(
    select(*_COLUMNS).where(
        or_(
            _r.c.scope == RuleScope.ALL.value,
            and_(_r.c.scope == RuleScope.PRODUCT.value, _r.c.ref == bindparam("sku_is")),
            and_(_r.c.scope == RuleScope.HAZARD.value, _r.c.ref == _hazard),
            and_(_r.c.scope == RuleScope.CHANNEL.value, _r.c.ref == _channel),
        )
    )
)
_KEEP = Statement(
    insert(_r).values(
        {name: bindparam(name) for name in ("scope", "ref", "field", "pattern", "hint", "at", "who")},
    )
)
_DROP = Statement(
    delete(_r).where(
        _r.c.scope == bindparam("scope_is"), _r.c.ref == bindparam("ref_is"), _r.c.field == bindparam("field_is")
    )
)
_WRITE = Statement(insert(_c).values({each.name: bindparam(each.name) for each in _c.c if each.name != "id"}))
_undone = ledger.entry.alias()
_STANDS = ~exists().where(_undone.c.reverses == _c.c.scan_id.concat(".1"))
"""Captured with a unit that was not taken out again by UNDO."""

_OF_ORDER = Statement(
    select(_c.c.sku, _c.c.field, _c.c.value, _c.c.qty, _c.c.at, func.coalesce(office.person.c.code, ""))
    .outerjoin(office.person, office.person.c.id == _c.c.who)
    .where(_c.c.order_id == bindparam("order_is"), _STANDS)
    .order_by(_c.c.id)
)


class Captured(NamedTuple):
    """One value that was captured."""

    sku: str
    field: str
    value: str
    qty: int
    at: str
    who: str


def _rule(row: tuple[str, str, str, str, str, int]) -> CaptureRule:
    return CaptureRule(RuleScope(row[0]), row[1], row[2], row[3], row[4], int(row[5]))


def is_any(desk: Desk) -> bool:
    """Tell whether there is any rule at all."""
    return bool(_ANY.scalar(desk.connection))


def rules(desk: Desk) -> tuple[CaptureRule, ...]:
    """Return all rules."""
    return tuple(_rule(row) for row in _ALL.all(desk.connection))


def rules_for(desk: Desk, sku: str, order_id: int) -> tuple[CaptureRule, ...]:
    """Return the rules that ask something of a product in an order."""
    return tuple(_rule(row) for row in _FOR.all(desk.connection, sku_is=sku, order_is=order_id))


def keep(desk: Desk, rule: CaptureRule) -> None:
    """Keep a rule in the place of the one before."""
    drop(desk, rule)
    _KEEP.run(
        desk.connection, scope=rule.scope.value, ref=rule.ref, field=rule.field, pattern=rule.mask, hint=rule.hint,
        at=desk.at, who=desk.who,
    )  # fmt: skip


def drop(desk: Desk, rule: CaptureRule) -> bool:
    """Drop a rule; False where there is none."""
    asked = {"scope_is": rule.scope.value, "ref_is": rule.ref, "field_is": rule.field}
    return _DROP.run(desk.connection, **asked).rowcount == 1


def write(desk: Desk, order_id: int, line_id: int, pack_id: int, sku: str, field: str, value: str, qty: int) -> None:
    """Keep a value that was captured with this scan."""
    _WRITE.run(
        desk.connection, scan_id=desk.command_id, at=desk.at, who=desk.who, order_id=order_id, line_id=line_id,
        pack_id=pack_id, sku=sku, field=field, value=value, qty=qty,
    )  # fmt: skip


def of_order(desk: Desk, order_id: int) -> tuple[Captured, ...]:
    """Return what was captured for an order and was not undone, in time."""
    return tuple(Captured(*row) for row in _OF_ORDER.all(desk.connection, order_is=order_id))
