"""The list of rules of what is captured while goods are packed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, bindparam, func, literal, or_, select

from warehouse_app.domain.packing.capture import CaptureRow, RuleScope
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import holds
from warehouse_app.store.schema import ledger, office, verdicts

_r, _g, _who = verdicts.capture_rule, ledger.product, office.person
_ROWS = (
    select(
        *(_r.c.id, _r.c.scope, _r.c.ref, _r.c.field, _r.c.pattern, _r.c.hint, _r.c.at),
        *(func.coalesce(_who.c.code, ""), func.coalesce(_g.c.name, "")),
    )
    .outerjoin(_who, _who.c.id == _r.c.who)
    .outerjoin(_g, (_g.c.sku == _r.c.ref) & (_r.c.scope == RuleScope.PRODUCT.value))
    .where(_r.c.id.in_(bindparam("ids", expanding=True)))
)


def _views() -> dict[str, ColumnElement[bool]]:
    return {
        "all": literal(1) == 1,
        "products": _r.c.scope == RuleScope.PRODUCT.value,
        "hazards": _r.c.scope == RuleScope.HAZARD.value,
        "channels": _r.c.scope == RuleScope.CHANNEL.value,
    }


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    found = [_views().get(asked.query.view, literal(1) == 0)]
    text = asked.query.text.strip()
    if text:
        found.append(or_(*(holds(column, text) for column in (_r.c.ref, _r.c.field, _r.c.hint))))
    return found


def rows(desk: Desk, keys: list[int]) -> Mapping[int, CaptureRow]:
    """Return the rules of these keys."""
    return {row[0]: CaptureRow(*row) for row in desk.connection.execute(_ROWS, {"ids": keys})}


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many rules it shows."""
    return count_views(desk, _r, _views())


RULES: Listing[CaptureRow] = Listing(
    key=_r.c.id,
    sorts={"scope": _r.c.scope, "ref": _r.c.ref, "field": _r.c.field, "at": _r.c.at},
    sort="scope",
    where=_where,
    read=rows,
    views=frozenset(_views()),
)
