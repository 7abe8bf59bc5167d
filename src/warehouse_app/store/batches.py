"""Batches and their tasks in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, bindparam, case, delete, func, insert, or_, select, update

from warehouse_app.domain.picking.scanrules import ScanRule, rule_of
from warehouse_app.domain.picking.states import LIVE_BATCHES, BatchState
from warehouse_app.domain.picking.values import BatchRow, CartSlot, PickTask
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, office, picking, trade
from warehouse_app.store.statement import Statement

_b, _bo, _t = floor.batch, floor.batch_order, floor.task
_o, _l, _p, _i, _g = trade.orders, trade.order_line, ledger.place, ledger.item, ledger.product
_balance, _person, _tote, _ps = ledger.balance, office.person, ledger.place.alias(), picking.product_scan
_LIVE = [state.value for state in sorted(LIVE_BATCHES)]

GET = Statement(
    select(_b.c.id, _b.c.code, _b.c.state, _b.c.person, _b.c.station, _b.c.cart, _b.c.trips, _b.c.claim, _b.c.warehouse)
    .add_columns(_b.c.distance_mm, _b.c.claimed_by, _b.c.way)
    .where(_b.c.id == bindparam("id_is")),
)
ID_OF = Statement(select(_b.c.id).where(_b.c.code == bindparam("code_is")))
INSERT = Statement(
    insert(_b).values(
        code=bindparam("code"),
        state="planned",
        warehouse=bindparam("warehouse"),
        ship_day=bindparam("ship_day"),
        trips=bindparam("trips"),
        distance_mm=bindparam("distance_mm"),
        method=bindparam("method"),
        planned_at=bindparam("planned_at"),
    ),
)
INSERT_ORDER = Statement(
    insert(_bo).values(
        batch_id=bindparam("batch_id"),
        order_id=bindparam("order_id"),
        trip=bindparam("trip"),
        slot=bindparam("slot"),
        tote_id=None,
    ),
)
ORDERS = Statement(
    select(_bo.c.order_id, _bo.c.trip, _bo.c.slot, _bo.c.tote_id, _o.c.code, _o.c.state, _p.c.code)
    .join(_o, _o.c.id == _bo.c.order_id)
    .outerjoin(_p, _p.c.id == _bo.c.tote_id)
    .where(_bo.c.batch_id == bindparam("id_is"))
    .order_by(_bo.c.trip, _bo.c.slot),
)
LINES_OF = Statement(
    select(_l.c.order_id, func.count())
    .where(_l.c.order_id.in_(select(_bo.c.order_id).where(_bo.c.batch_id == bindparam("id_is"))))
    .where(_l.c.kind == "goods", _l.c.qty > _l.c.cancelled)
    .group_by(_l.c.order_id)
)
BIND_TOTE = Statement(
    update(_bo)
    .where(
        _bo.c.batch_id == bindparam("batch_is"),
        _bo.c.order_id == bindparam("order_is"),
        _bo.c.trip == bindparam("trip_is"),
    )
    .values(tote_id=bindparam("tote_id")),
)
INSERT_TASK = Statement(
    insert(_t).values({c.name: bindparam(c.name) for c in _t.c if c.name not in ("id", "picked", "reason", "state")}),
)
_SHOWN = (
    select(
        _t.c.id,
        _t.c.code,
        _p.c.code,
        _t.c.place_id,
        _i.c.sku,
        _g.c.name,
        _t.c.qty,
        _t.c.picked,
        _t.c.slot,
        _t.c.order_id,
        _o.c.code,
        _g.c.picture,
        _t.c.trip,
        _t.c.state,
        _t.c.line_id,
        _t.c.item_id,
        _t.c.promise_id,
        _t.c.seq,
        func.coalesce(_tote.c.code, ""),
        _i.c.lot,
        _i.c.serial,
        func.coalesce(_g.c.tracking, ""),
        func.coalesce(_ps.c.place, ""),
        func.coalesce(_ps.c.item, ""),
        func.coalesce(_ps.c.why, ""),
    )
    .join(_p, _p.c.id == _t.c.place_id)
    .join(_i, _i.c.id == _t.c.item_id)
    .join(_o, _o.c.id == _t.c.order_id)
    .outerjoin(
        _bo,
        and_(_bo.c.batch_id == _t.c.batch_id, _bo.c.order_id == _t.c.order_id, _bo.c.trip == _t.c.trip),
    )
    .outerjoin(_tote, _tote.c.id == _bo.c.tote_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .outerjoin(_ps, _ps.c.product_id == _i.c.product_id)
)
_WAITS = or_(_t.c.state == "open", _t.c.state == "started")
TASKS = Statement(_SHOWN.where(_t.c.batch_id == bindparam("id_is")).order_by(_t.c.trip, _t.c.seq))
AHEAD = Statement(
    _SHOWN.where(_t.c.batch_id == bindparam("id_is"), _t.c.trip == bindparam("trip_is"), _WAITS)
    .order_by(_t.c.seq)
    .limit(bindparam("many")),
)
TOGETHER = Statement(
    select(_t.c.id, _t.c.qty, _t.c.picked)
    .where(_t.c.batch_id == bindparam("id_is"), _t.c.trip == bindparam("trip_is"), _WAITS)
    .where(_t.c.place_id == bindparam("place_is"), _t.c.item_id == bindparam("item_is"))
    .order_by(_t.c.seq, _t.c.id),
)
"""What several orders want of one item in one place."""
TASK = Statement(_SHOWN.where(_t.c.id == bindparam("task_is")))
PROGRESS = Statement(
    select(func.count(), func.sum(case((_WAITS, 0), else_=1)), func.sum(_t.c.qty), func.sum(_t.c.picked)).where(
        _t.c.batch_id == bindparam("id_is"),
    ),
)
SET_STATE = Statement(update(_b).where(_b.c.id == bindparam("id_is")).values(state=bindparam("state")))
RELEASE = Statement(
    update(_b)
    .where(_b.c.id == bindparam("id_is"))
    .values(
        state="released",
        released_at=bindparam("at"),
        trips=bindparam("trips"),
        distance_mm=bindparam("distance_mm"),
        method=bindparam("method"),
    ),
)
ASSIGN = Statement(update(_b).where(_b.c.id == bindparam("id_is")).values(person=bindparam("person")))
CLAIM = Statement(
    update(_b)
    .where(_b.c.id == bindparam("id_is"))
    .values(
        state="picking",
        station=bindparam("station"),
        cart=bindparam("cart"),
        claim=_b.c.claim + 1,
        claimed_by=bindparam("claimed_by"),
        person=bindparam("person"),
        started_at=func.coalesce(_b.c.started_at, bindparam("at")),
    ),
)
PICKED = Statement(update(_b).where(_b.c.id == bindparam("id_is")).values(state="picked", picked_at=bindparam("at")))
IN_BATCH = Statement(
    select(_b.c.code)
    .join(_bo, _bo.c.batch_id == _b.c.id)
    .where(_bo.c.order_id == bindparam("order_is"), or_(*(_b.c.state == state for state in _LIVE))),
)
PERSON_NAME = Statement(select(_person.c.name).where(_person.c.id == bindparam("id_is")))
PERSON_ID = Statement(
    select(_person.c.id).where(or_(_person.c.code == bindparam("code_is"), _person.c.id == bindparam("code_is")))
)


def task_of(row: Any, scan_code: str = "", on_shelf: int = 0) -> PickTask:  # noqa: ANN401 - a row
    """Return what a picker sees of a task row."""
    return PickTask(
        id=row[0],
        code=row[1],
        place=row[2],
        place_id=row[3],
        sku=row[4],
        name=row[5] or "",
        qty=row[6],
        picked=row[7],
        slot=row[8],
        tote=row[18],
        order=row[10],
        picture=row[11] or "",
        scan_code=scan_code or row[4],
        trip=row[12],
        on_shelf=on_shelf,
        lot=row[19],
        serial=row[20],
    )


def scan_rule_of(row: Any) -> ScanRule:  # noqa: ANN401 - a row
    """Return what the product of a task row asks to be scanned; a rule that nobody can read asks for nothing."""
    rule = rule_of(row[22], row[23], row[24])
    return rule if isinstance(rule, ScanRule) else ScanRule()


def slots(desk: Desk, batch_id: int) -> tuple[CartSlot, ...]:
    """Return the slots of a batch's cart, all trips."""
    return tuple(CartSlot(row[2], row[4], row[6] or "") for row in ORDERS.all(desk.connection, id_is=batch_id))


_BATCH_IS = _t.c.batch_id == _b.c.id
_THEIRS = _o.c.id.in_(select(_bo.c.order_id).where(_bo.c.batch_id == _b.c.id).correlate(_b))


def _of_tasks(what: ColumnElement[int]) -> ScalarSelect[int]:
    return select(what).select_from(_t).where(_BATCH_IS).correlate(_b).scalar_subquery()


def _of_orders(what: ColumnElement[int]) -> ScalarSelect[int]:
    return select(func.coalesce(what, 0)).select_from(_o).where(_THEIRS).correlate(_b).scalar_subquery()


_HAS_TASKS = select(_t.c.id).where(_BATCH_IS).correlate(_b).exists()
"""Lines and units of a planned batch are those of its orders; once it is released they are those of its tasks."""
_ROWS = (
    select(
        *(_b.c.id, _b.c.code, _b.c.state, func.coalesce(_person.c.code, ""), func.coalesce(_person.c.name, "")),
        *(_b.c.cart, _b.c.ship_day, _of_orders(func.count())),
        case((_HAS_TASKS, _of_tasks(func.count())), else_=_of_orders(func.sum(_o.c.lines))),
        func.coalesce(_of_tasks(func.sum(_t.c.qty)), _of_orders(func.sum(_o.c.units))),
        func.coalesce(_of_tasks(func.sum(_t.c.picked)), 0),
        *(_b.c.trips, _b.c.distance_mm, _b.c.method, _b.c.way),
    )
    .outerjoin(_person, _person.c.id == _b.c.person)
    .order_by(_b.c.id.desc())
)


def rows(
    desk: Desk, *, states: tuple[str, ...] = (), batch_id: int | None = None, limit: int = 200
) -> tuple[BatchRow, ...]:
    """Return batches with their sums, newest first."""
    wanted: list[ColumnElement[bool]] = [_b.c.state.in_(states)] if states else []
    wanted += [] if batch_id is None else [_b.c.id == batch_id]
    found: Any = desk.connection.execute(_ROWS.where(*wanted).limit(limit))
    return tuple(BatchRow(*row) for row in found)


def rows_of(desk: Desk, ids: tuple[int, ...]) -> tuple[BatchRow, ...]:
    """Return batches with their sums, in the order of their numbers as given."""
    found: Any = desk.connection.execute(_ROWS.where(_b.c.id.in_(ids)))
    made = {row[0]: BatchRow(*row) for row in found}
    return tuple(made[each] for each in ids if each in made)


_PLANNED_WITH = Statement(
    select(_b.c.id, _b.c.code)
    .join(_bo, _bo.c.batch_id == _b.c.id)
    .where(_bo.c.order_id == bindparam("order_is"), _b.c.state == BatchState.PLANNED.value)
    .limit(1)
)
_TAKE_OUT = Statement(
    delete(_bo).where(_bo.c.batch_id == bindparam("batch_is"), _bo.c.order_id == bindparam("order_is"))
)
_LEFT = Statement(select(func.count()).select_from(_bo).where(_bo.c.batch_id == bindparam("batch_is")))


def planned_with(desk: Desk, order_id: int) -> tuple[int, str] | None:
    """Return row and code of the batch an order is planned in."""
    row = _PLANNED_WITH.one(desk.connection, order_is=order_id)
    return None if row is None else (int(row[0]), str(row[1]))


def take_out(desk: Desk, batch_id: int, order_id: int) -> int:
    """Take an order out of a batch; return how many places of others are left in it."""
    _TAKE_OUT.run(desk.connection, batch_is=batch_id, order_is=order_id)
    return int(_LEFT.scalar(desk.connection, batch_is=batch_id) or 0)
