"""Parcels that have their label before their goods: bought when their batch was released, opened at the bench."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, insert, or_, select, update

from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.shipping.states import LabelState, ParcelState
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import packs
from warehouse_app.store.schema import carriers, floor, labelling, trade
from warehouse_app.store.statement import Statement

_p, _k, _n, _a = floor.parcel, floor.pack, floor.label, labelling.label_ahead
_b, _bo, _o = floor.batch, floor.batch_order, trade.orders
AT_WORK = (BatchState.RELEASED, BatchState.PICKING, BatchState.SUSPENDED, BatchState.PICKED)
"""States of a batch whose orders are on their way to the bench."""

_COLUMNS = (_p.c.id, _p.c.code, _p.c.order_id, _p.c.place_id, _p.c.service, _p.c.state)
_AWAITED = _p.c.state == ParcelState.AWAITED.value
_OF_ORDER = Statement(select(*_COLUMNS).where(_p.c.order_id == bindparam("order_is"), _AWAITED).limit(1))
_WITHOUT_PACK = Statement(
    select(*_COLUMNS).where(_p.c.id == bindparam("parcel_is"), ~exists().where(_k.c.parcel_id == _p.c.id))
)
_LABELLED = Statement(
    select(*_COLUMNS).where(
        _p.c.order_id == bindparam("order_is"), _p.c.tracking != "",
        or_(_AWAITED, _p.c.state == ParcelState.OPEN.value),
    ).order_by(_p.c.id)
)  # fmt: skip
_NEW = Statement(
    insert(_p).values(
        {name: bindparam(name) for name in ("code", "order_id", "place_id", "service", "tracking", "weight_g")}
        | {"labelled_at": bindparam("labelled_at"), "n": 1, "weight_from": "computed"}
        | {"state": ParcelState.AWAITED.value},
    )
)
_BOUGHT = Statement(insert(_a).values({c.name: bindparam(c.name) for c in _a.c}))
_SPAN = Statement(
    select(_a.c.low_g, _a.c.high_g)
    .join(_n, _n.c.parcel_id == _a.c.parcel_id)
    .where(_a.c.parcel_id == bindparam("parcel_is"), _n.c.version == 1, _n.c.state != LabelState.VOIDED.value)
)
_WAITING = Statement(
    select(_o.c.id, _o.c.warehouse, _o.c.service, _bo.c.trip, _bo.c.slot)
    .join_from(_bo, _b, _b.c.id == _bo.c.batch_id)
    .join(_o, _o.c.id == _bo.c.order_id)
    .where(_b.c.id == bindparam("batch_is"), _o.c.state == OrderState.CONFIRMED.value)
    .where(or_(*(_b.c.state == each.value for each in AT_WORK)))
    .where(
        ~exists().where(
            _p.c.order_id == _o.c.id,
            _p.c.state != ParcelState.VOIDED.value,
            or_(_p.c.state != ParcelState.AWAITED.value, _p.c.labelled_at >= bindparam("since")),
        )
    )
    .where(~exists().where(carriers.carrier_service.c.service == _o.c.service))
    .order_by(_bo.c.trip, _bo.c.slot, _o.c.id)
)
_SLOT = Statement(
    select(_b.c.code, _b.c.trips, _bo.c.trip, _bo.c.slot)
    .join_from(_p, _bo, _bo.c.order_id == _p.c.order_id)
    .join(_b, _b.c.id == _bo.c.batch_id)
    .where(_p.c.id == bindparam("parcel_is"), _AWAITED, func.coalesce(_bo.c.slot, "") != "")
    .where(or_(*(_b.c.state == each.value for each in AT_WORK)))
    .order_by(_b.c.id.desc(), _bo.c.trip)
    .limit(1)
)
_OF_BATCH = (
    select(_p.c.id).join(_bo, _bo.c.order_id == _p.c.order_id).where(_bo.c.batch_id == bindparam("batch_is"), _AWAITED)
)
_VOID_LABELS = Statement(update(_n).where(_n.c.parcel_id.in_(_OF_BATCH)).values(state=LabelState.VOIDED.value))
_VOID_PARCELS = Statement(update(_p).where(_p.c.id.in_(_OF_BATCH)).values(state=ParcelState.VOIDED.value))


class Ahead(NamedTuple):
    """A parcel whose label was printed before anything was packed in it."""

    id: int
    code: str
    order_id: int
    place: PlaceId
    service: str
    state: ParcelState


class ToLabel(NamedTuple):
    """An order of a batch at work that has no label yet."""

    order_id: int
    warehouse: str
    service: str
    trip: int = 1
    slot: str = ""


class Slot(NamedTuple):
    """Where the goods of a parcel travel."""

    batch: str
    trips: int
    trip: int
    slot: str


class Weights(NamedTuple):
    """What a parcel is expected to weigh, and between which weights its label stays good."""

    expected: int
    low: int
    high: int


def _ahead(row: Any) -> Ahead | None:  # noqa: ANN401 - a database row
    if row is None:
        return None
    return Ahead(row[0], row[1], row[2], PlaceId(row[3]), row[4], ParcelState(row[5]))


def of_order(desk: Desk, order_id: int) -> Ahead | None:
    """Return the parcel of an order that awaits its goods, None where there is none."""
    return _ahead(_OF_ORDER.one(desk.connection, order_is=order_id))


def without_pack(desk: Desk, parcel_id: int) -> Ahead | None:
    """Return a parcel in which nothing was ever packed, None where something was."""
    return _ahead(_WITHOUT_PACK.one(desk.connection, parcel_is=parcel_id))


def labelled(desk: Desk, order_id: int) -> tuple[Ahead, ...]:
    """Return the parcels of an order whose label was asked for at the release, and which are not sealed."""
    found = (_ahead(row) for row in _LABELLED.all(desk.connection, order_is=order_id))
    return tuple(each for each in found if each is not None)


def waiting(desk: Desk, batch_id: int, since: str) -> tuple[ToLabel, ...]:
    """Return the orders of a batch at work that got no label since then, and no parcel, the first slot of each.

    Labels of carriers are bought at the bench, for what is in the parcel: none of them is printed ahead.
    """
    rows = _WAITING.all(desk.connection, batch_is=batch_id, since=since)
    found: dict[int, ToLabel] = {}
    for row in rows:
        found.setdefault(int(row[0]), ToLabel(int(row[0]), str(row[1]), str(row[2]), int(row[3]), str(row[4] or "")))
    return tuple(found.values())


def slot_of(desk: Desk, parcel_id: int) -> Slot | None:
    """Return where the goods of a parcel that awaits them travel; None where they have no slot."""
    row = _SLOT.one(desk.connection, parcel_is=parcel_id)
    return None if row is None else Slot(str(row[0]), int(row[1]), int(row[2]), str(row[3]))


def buy(desk: Desk, order: ToLabel, place: tuple[PlaceId, str], tracking: str, weights: Weights, station: str) -> int:
    """Write a parcel that awaits its goods, and for which weight its label is bought; return its row number."""
    parcel_id = _NEW.key(
        desk.connection, code=place[1], order_id=order.order_id, place_id=place[0], service=order.service,
        tracking=tracking, weight_g=weights.expected, labelled_at=desk.at,
    )  # fmt: skip
    span = {"weight_g": weights.expected, "low_g": weights.low, "high_g": weights.high}
    _BOUGHT.run(desk.connection, parcel_id=parcel_id, **span, station=station, at=desk.at)
    packs.label_anew(desk, parcel_id, tracking, 1)
    return parcel_id


def span(desk: Desk, parcel_id: int) -> tuple[int, int] | None:
    """Return between which weights the label of a parcel stays good, None where it is void."""
    row = _SPAN.one(desk.connection, parcel_is=parcel_id)
    return None if row is None else (int(row[0]), int(row[1]))


def void_of_batch(desk: Desk, batch_id: int) -> None:
    """Void the labels of a batch's orders that nothing was packed for."""
    for statement in (_VOID_LABELS, _VOID_PARCELS):
        statement.run(desk.connection, batch_is=batch_id)
