"""The list of lots that may not leave, and of those that were released."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, bindparam, func, literal, or_, select

from warehouse_app.domain.verdicts.lots import LotBlock
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import holds
from warehouse_app.store.schema import office, verdicts

_b = verdicts.lot_block
_who, _by = office.person.alias("blocker"), office.person.alias("releaser")
_ROWS = (
    select(
        *(_b.c.id, _b.c.sku, _b.c.lot, _b.c.why, _b.c.at, func.coalesce(_who.c.code, "")),
        *(func.coalesce(_b.c.released_at, ""), func.coalesce(_by.c.code, ""), _b.c.released_why),
    )
    .outerjoin(_who, _who.c.id == _b.c.who)
    .outerjoin(_by, _by.c.id == _b.c.released_by)
    .where(_b.c.id.in_(bindparam("ids", expanding=True)))
)


def _views() -> dict[str, ColumnElement[bool]]:
    return {"blocked": _b.c.released_at.is_(None), "released": _b.c.released_at.is_not(None), "all": literal(1) == 1}


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    found = [_views().get(asked.query.view, literal(1) == 0)]
    text = asked.query.text.strip()
    if text:
        found.append(or_(*(holds(column, text) for column in (_b.c.sku, _b.c.lot, _b.c.why))))
    return found


def rows(desk: Desk, keys: list[int]) -> Mapping[int, LotBlock]:
    """Return the lots of these keys."""
    return {row[0]: LotBlock(*row) for row in desk.connection.execute(_ROWS, {"ids": keys})}


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many lots it shows."""
    return count_views(desk, _b, _views())


LOTS: Listing[LotBlock] = Listing(
    key=_b.c.id,
    sorts={"sku": _b.c.sku, "lot": _b.c.lot, "at": _b.c.at, "released": func.coalesce(_b.c.released_at, "")},
    sort="at",
    where=_where,
    read=rows,
    views=frozenset(_views()),
)
