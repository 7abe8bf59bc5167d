"""The orders of a tote, a cart or a batch as the choice of the pack bench sees them: one question each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, case, exists, func, or_, select

from warehouse_app.domain.packing.choosing import NO_WAVE, Candidate
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.schema.releasing import wave_batch
from warehouse_app.store.statement import Statement

_o, _l, _h = trade.orders, trade.order_line.alias(), trade.order_hold
_b, _bo = floor.batch, floor.batch_order
_wave_order = _bo.alias()
_wanted = _l.c.qty - _l.c.cancelled
_required = case((_l.c.picked < _wanted, _l.c.picked), else_=_wanted)
_goods = (_l.c.order_id == _o.c.id, _l.c.kind == "goods")
_left = (
    select(func.sum(case((_required > _l.c.packed, _required - _l.c.packed), else_=0)))
    .where(*_goods)
    .correlate(_o)
    .scalar_subquery()
)
_short = exists().where(*_goods, _required < _wanted).correlate(_o)
_held = exists().where(_h.c.order_id == _o.c.id).correlate(_o)
_wave = (
    select(func.min(wave_batch.c.wave_id))
    .join(_wave_order, _wave_order.c.batch_id == wave_batch.c.batch_id)
    .where(_wave_order.c.order_id == _o.c.id)
    .correlate(_o)
    .scalar_subquery()
)


def _flag(what: Any) -> Any:  # noqa: ANN401 - an expression of Core
    return case((what, 1), else_=0)


def _asked(slot: Any) -> Any:  # noqa: ANN401 - an expression of Core
    flags = (_flag(_short), _flag(orders.STILL_PICKED), _flag(_o.c.state != "confirmed"), _flag(_held))
    return select(_o.c.id, _o.c.code, _o.c.ship_by, _left, *flags, _flag(orders.OPEN_ELSEWHERE), _wave, slot)


_recent = goods.RECENT
_OF_TOTE = Statement(
    _asked(orders.SLOT_OF).where(
        _o.c.id.in_(select(trade.order_line.c.order_id).join(_recent, _recent.c.line_id == trade.order_line.c.id))
    )
)
_first = select(func.min(_bo.c.slot)).where(_bo.c.batch_id == bindparam("batch_is"), _bo.c.order_id == _o.c.id)
_OF_BATCH = Statement(
    _asked(_first.correlate(_o).scalar_subquery()).where(
        _o.c.id.in_(select(_bo.c.order_id).where(_bo.c.batch_id == bindparam("batch_is")))
    )
)
_ON_CART = Statement(
    select(_b.c.id)
    .where(_b.c.cart == bindparam("cart_is"))
    .where(or_(*(_b.c.state == state.value for state in (BatchState.PICKED, BatchState.PICKING, BatchState.SUSPENDED))))
    .order_by(_b.c.id.desc())
    .limit(1)
)
_CODE = Statement(select(_b.c.code).where(_b.c.id == bindparam("batch_is")))


def of_tote(desk: Desk, tote: int, station: str) -> tuple[Candidate, ...]:
    """Return the orders whose goods went into a tote lately; whether they lie there still is not said."""
    rows = _OF_TOTE.all(desk.connection, place_is=tote, station_is=station)
    return tuple(_candidate(row) for row in rows)


def of_batch(desk: Desk, batch_id: int, station: str) -> tuple[Candidate, ...]:
    """Return the orders of a batch, each with its slot on the cart."""
    rows = _OF_BATCH.all(desk.connection, batch_is=batch_id, station_is=station)
    return tuple(_candidate(row) for row in rows)


def batch_on(desk: Desk, cart: str) -> int | None:
    """Return the batch that was picked onto a cart last and is not packed to its end, or None."""
    found = _ON_CART.scalar(desk.connection, cart_is=cart)
    return None if found is None else int(found)


def code_of(desk: Desk, batch_id: int) -> str:
    """Return the number of a batch."""
    return str(_CODE.scalar(desk.connection, batch_is=batch_id) or "")


def _candidate(row: Any) -> Candidate:  # noqa: ANN401 - a database row
    flags = [bool(each) for each in row[4:9]]
    short, picking, gone, held, away = flags
    wave = NO_WAVE if row[9] is None else int(row[9])
    return Candidate(
        int(row[0]), row[1], row[2] or "", int(row[3] or 0), short, picking, gone, held, away, wave, row[10] or ""
    )
