"""The stage of an order as a condition: what `domain.orders.readiness.stage` says, for lists narrowed to one stage.

Orders on the floor are few and found first; those before it are told by their promises alone, as the board counts them.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, literal, or_, select

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.store.allocation import NEEDS, PROMISED
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.today import BEFORE, HELD, ON_FLOOR, READY

_o, _l = trade.orders, trade.order_line
_b, _bo, _k, _q, _mp = floor.batch, floor.batch_order, floor.parcel, floor.pack, floor.manifest_parcel
_GOODS = and_(_l.c.order_id == _o.c.id, _l.c.kind == ProductKind.GOODS.value, _l.c.qty > _l.c.cancelled)


def _line(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(_l.c.id).where(_GOODS, *where).correlate(_o).exists()


def _batch(*states: str) -> ColumnElement[bool]:
    mine = select(_bo.c.order_id).join(_b, _b.c.id == _bo.c.batch_id).where(_bo.c.order_id == _o.c.id)
    return mine.where(or_(*(_b.c.state == state for state in states))).correlate(_o).exists()


def _parcel(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = select(_k.c.id).where(_k.c.order_id == _o.c.id, _k.c.state != "voided", _k.c.state != "awaited", *where)
    return mine.correlate(_o).exists()


_PACKED_IN = (
    select(_q.c.id).where(_q.c.order_id == _o.c.id, _q.c.closed_at.is_(None), _q.c.state != "unpacked")
    .correlate(_o).exists()
)  # fmt: skip
_WAITS = _parcel(_k.c.handed_at.is_(None))
_UNLISTED = _parcel(_k.c.id.not_in(select(_mp.c.parcel_id)))
_LEFT = and_(_parcel(), ~_WAITS, ~_line(_l.c.shipped < _l.c.qty - _l.c.cancelled))
_IN_TOTE = _line(_l.c.picked > _l.c.packed)
_TO_FETCH = _line(_l.c.picked < _l.c.qty - _l.c.cancelled, literal(0) < PROMISED)
_REST_READY = and_(_TO_FETCH, or_(~_line(NEEDS), _o.c.ship_part == 1))
_BEFORE_FLOOR = case((READY, Stage.READY.value), else_=Stage.SHORT.value)
_AT: ColumnElement[str] = case(
    (HELD, Stage.HOLD.value),
    (_LEFT, Stage.SHIPPED.value),
    (_PACKED_IN, Stage.PACKING.value),
    (and_(_WAITS, ~_IN_TOTE, ~_UNLISTED), Stage.MANIFESTED.value),
    (and_(_WAITS, ~_IN_TOTE), Stage.PACKED.value),
    (_line(_l.c.packed > _l.c.shipped), Stage.PACKING.value),
    (_batch("picking", "suspended"), Stage.PICKING.value),
    (and_(_batch("released"), _TO_FETCH), Stage.RELEASED.value),
    (and_(_IN_TOTE, _REST_READY), Stage.READY.value),
    (_IN_TOTE, Stage.PICKED.value),
    (_batch("released"), Stage.RELEASED.value),
    else_=_BEFORE_FLOOR,
)
"""The stage of an order that the floor works at."""

_BEFORE = {
    Stage.HOLD.value: HELD,
    Stage.READY.value: and_(~HELD, READY),
    Stage.SHORT.value: and_(~HELD, ~READY),
}


def at_stage(stage: str) -> ColumnElement[bool]:
    """Return what is true of the open orders of a stage; of an unknown one nothing is."""
    on_floor = and_(_o.c.state == "confirmed", _o.c.id.in_(select(ON_FLOOR.c.order_id)), _AT.in_((stage,)))
    return or_(on_floor, and_(BEFORE, _BEFORE[stage])) if stage in _BEFORE else on_floor
