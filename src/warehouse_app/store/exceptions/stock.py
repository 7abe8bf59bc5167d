"""Exceptions about stock: what orders lack, what held orders keep from them, what stands in quarantine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, case, func, select

from warehouse_app.domain.exceptions.values import Case, CaseKind
from warehouse_app.domain.items import CONTAINER_MARK
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.money import hundredths
from warehouse_app.store.schema import ledger, trade
from warehouse_app.store.statement import Statement

MOST_SHORTAGES = 20_000
"""Open shortages that are added up, the oldest ones."""

_o, _l, _x, _h, _r = trade.orders, trade.order_line, trade.order_hold, ledger.shortage, ledger.promise
_p, _i, _bal, _g, _e = ledger.place, ledger.item, ledger.balance, ledger.leg, ledger.entry
_SKUS: BindParameter[Any] = bindparam("skus", expanding=True)
_PLACES: BindParameter[Any] = bindparam("places", expanding=True)

_open = (
    select(_h.c.ref, _h.c.qty, _h.c.at)
    .where(_h.c.resolved_at.is_(None), _h.c.purpose == Purpose.LINE.value)
    .order_by(_h.c.id)
    .limit(MOST_SHORTAGES)
    .subquery()
)
_lacking = (
    select(
        *(_l.c.sku, _l.c.order_id, func.sum(_open.c.qty).label("units"), func.min(_open.c.at).label("at")),
    )
    .join(_open, _open.c.ref == _l.c.id)
    .group_by(_l.c.sku, _l.c.order_id)
    .subquery()
)
_SHORT = Statement(
    select(
        *(_lacking.c.sku, func.sum(_lacking.c.units), func.count(), func.min(_o.c.ship_by), func.min(_lacking.c.at)),
        *(func.sum(hundredths(_o.c.total_minor, _o.c.currency)), func.min(_o.c.warehouse)),
    )
    .join(_o, _o.c.id == _lacking.c.order_id)
    .where(_o.c.state == "confirmed")
    .group_by(_lacking.c.sku)
    .order_by(func.count().desc(), func.min(_o.c.ship_by), _lacking.c.sku)
    .limit(bindparam("many"))
)
_HELD = select(_x.c.order_id).where(_x.c.order_id == _o.c.id).correlate(_o).exists()
_ORDERS_LACKING = Statement(
    select(_o.c.id, _o.c.code)
    .where(
        _o.c.state == "confirmed",
        _o.c.id.in_(
            select(_l.c.order_id)
            .join(_h, and_(_h.c.ref == _l.c.id, _h.c.purpose == Purpose.LINE.value))
            .where(_h.c.resolved_at.is_(None), _l.c.sku == bindparam("sku_is"))
        ),
    )
    .order_by(case((_HELD, 1), else_=0), _o.c.priority.desc(), _o.c.ship_by, _o.c.id)
    .limit(bindparam("many"))
)
_KEPT = (
    select(
        *(_r.c.sku, func.sum(_r.c.qty), func.count(func.distinct(_l.c.order_id)), func.min(_x.c.at)),
        func.min(_o.c.code),
    )
    .select_from(_r)
    .join(_l, and_(_l.c.id == _r.c.ref, _r.c.purpose == Purpose.LINE.value))
    .join(_x, _x.c.order_id == _l.c.order_id)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_r.c.sku.in_(_SKUS))
    .group_by(_r.c.sku)
)
_KEEPING = Statement(
    select(_r.c.id)
    .join(_l, and_(_l.c.id == _r.c.ref, _r.c.purpose == Purpose.LINE.value))
    .where(_r.c.sku == bindparam("sku_is"), _l.c.order_id.in_(select(_x.c.order_id)))
    .order_by(_r.c.rank, _r.c.id)
    .limit(bindparam("many"))
)
_LOCKED = Statement(
    select(_p.c.id, _i.c.id, _p.c.warehouse, _p.c.code, _i.c.sku, _i.c.lot, _i.c.serial, _i.c.grade, _bal.c.on_hand)
    .join(_bal, _bal.c.place_id == _p.c.id)
    .join(_i, _i.c.id == _bal.c.item_id)
    .where(_p.c.kind == PlaceKind.QUARANTINE.value, _bal.c.on_hand > 0, _i.c.product_id.is_not(None))
    .order_by(_p.c.id, _i.c.id)
    .limit(bindparam("many"))
)
_CAME = (
    select(_g.c.target, _g.c.item_id, func.max(_e.c.at))
    .join(_e, _e.c.seq == _g.c.entry_seq)
    .where(_g.c.target.in_(_PLACES))
    .group_by(_g.c.target, _g.c.item_id)
)


def shorts(desk: Desk, many: int) -> list[Case]:
    """Return the products that open orders lack, those that most orders lack first."""
    return [
        Case(
            CaseKind.SHORT, row[0], int(row[2]), row[3] or "", row[4], int(row[5] or 0), f"{row[1]}/{row[2]}",
            {"sku": row[0], "units": int(row[1]), "warehouse": row[6]},
        )
        for row in _SHORT.all(desk.connection, many=many)
    ]  # fmt: skip


def orders_lacking(desk: Desk, sku: str, many: int) -> tuple[tuple[int, str], ...]:
    """Return the open orders that lack a product, in the order they are promised it, held ones last: row and code."""
    rows = _ORDERS_LACKING.all(desk.connection, sku_is=sku, many=many)
    return tuple((int(row[0]), str(row[1])) for row in rows)


def kept_by_held(desk: Desk, short: Mapping[str, Case]) -> list[Case]:
    """Return the products of which held orders keep what others lack."""
    rows = desk.connection.execute(_KEPT, {"skus": sorted(short)}) if short else ()
    found = []
    for sku, units, orders, since, order in rows:
        lacking = short[sku]
        facts = {"sku": sku, "units": int(units), "orders": int(orders), "order": order}
        mark = f"{units}/{orders}"
        found.append(Case(CaseKind.RESERVED, sku, lacking.orders, lacking.due, since, lacking.value_minor, mark, facts))
    return found


def promises_of_held(desk: Desk, sku: str, many: int) -> tuple[int, ...]:
    """Return the promises by which held orders keep a product, the weakest first."""
    return tuple(int(row[0]) for row in _KEEPING.all(desk.connection, sku_is=sku, many=many))


def locked(desk: Desk, short: Mapping[str, Case], many: int) -> list[Case]:
    """Return what stands in quarantine; orders that lack the product wait for it."""
    rows = [row for row in _LOCKED.all(desk.connection, many=many) if not row[4].startswith(CONTAINER_MARK)]
    places = sorted({row[0] for row in rows})
    came: dict[tuple[int, int], str] = {}
    if places:
        came = {(row[0], row[1]): row[2] for row in desk.connection.execute(_CAME, {"places": places})}
    found = []
    for place_id, item_id, house, place, sku, lot, serial, grade, units in rows:
        lacking = short.get(sku)
        facts = {
            "sku": sku, "lot": lot, "serial": serial, "grade": grade, "place": place, "warehouse": house,
            "units": int(units),
        }  # fmt: skip
        orders, due = (lacking.orders, lacking.due) if lacking is not None else (0, "")
        since = came.get((place_id, item_id), "")
        found.append(Case(CaseKind.DAMAGE, f"{place_id}.{item_id}", orders, due, since, 0, f"{units}/{since}", facts))
    return found
