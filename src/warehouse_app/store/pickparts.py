"""Parts of a batch that several pick at once, and on which cart a batch lies."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from warehouse_app.domain.picking.states import BatchState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, office, picking, storage
from warehouse_app.store.statement import Statement

_q, _b, _t, _bo = picking.batch_part, floor.batch, floor.task, floor.batch_order
_rule, _person = storage.place_rule, office.person
_HERE = (_q.c.batch_id == bindparam("batch_is"), _q.c.trip == bindparam("trip_is"))
_COLUMNS = (
    *(_q.c.batch_id, _q.c.trip, _q.c.zone, _q.c.state, func.coalesce(_q.c.person, "")),
    *(_q.c.station, _q.c.cart, _q.c.claim),
)
_GET = Statement(select(*_COLUMNS).where(*_HERE))
_OF = Statement(select(*_COLUMNS).where(_q.c.batch_id == bindparam("batch_is")).order_by(_q.c.trip))
_ADD = Statement(insert(_q).values(batch_id=bindparam("batch_id"), trip=bindparam("trip"), zone=bindparam("zone")))
_CLAIM = Statement(
    update(_q)
    .where(*_HERE)
    .values(
        state="picking",
        person=bindparam("person"),
        station=bindparam("station"),
        cart=bindparam("cart"),
        claim=_q.c.claim + 1,
        started_at=func.coalesce(_q.c.started_at, bindparam("at")),
    ),
)
_STATE = Statement(update(_q).where(*_HERE).values(state=bindparam("state")))
_PICKED = Statement(update(_q).where(*_HERE).values(state="picked", picked_at=bindparam("at")))
_PERSON = Statement(update(_q).where(*_HERE, _q.c.state != "picked").values(person=bindparam("person")))
_GONE = Statement(delete(_q).where(_q.c.batch_id == bindparam("batch_is")))
_AT_WORK = or_(_b.c.state == BatchState.PICKING.value, _b.c.state == BatchState.SUSPENDED.value)
_ON_CART = Statement(
    select(_b.c.id).where(_b.c.cart == bindparam("cart_is"), _AT_WORK).order_by(_b.c.id.desc()).limit(1)
)
_PART_ON_CART = Statement(
    select(_b.c.id)
    .join(_q, _q.c.batch_id == _b.c.id)
    .where(_q.c.cart == bindparam("cart_is"), _AT_WORK, _q.c.state != "picked")
    .order_by(_b.c.id.desc())
    .limit(1)
)
_ZONES = Statement(
    select(_rule.c.zone)
    .select_from(_t)
    .outerjoin(_rule, _rule.c.place_id == _t.c.place_id)
    .where(_t.c.batch_id == bindparam("batch_is"))
    .group_by(_rule.c.zone)
    .order_by(func.min(_t.c.seq)),
)
_IN_ZONE = select(_rule.c.place_id).where(_rule.c.zone == bindparam("zone_is"))
_BRING = Statement(
    update(_t)
    .where(_t.c.batch_id == bindparam("batch_is"), _t.c.trip == 1, _t.c.place_id.in_(_IN_ZONE))
    .values(trip=bindparam("trip"), code=_t.c.code + bindparam("mark")),
)
_UNZONED = Statement(
    update(_t)
    .where(
        _t.c.batch_id == bindparam("batch_is"),
        _t.c.trip == 1,
        _t.c.place_id.not_in(select(_rule.c.place_id).where(_rule.c.zone != "")),
    )
    .values(trip=bindparam("trip"), code=_t.c.code + bindparam("mark")),
)
_THEIRS = Statement(
    select(_t.c.trip, _t.c.order_id).where(_t.c.batch_id == bindparam("batch_is")).distinct().order_by(_t.c.trip)
)
_DROP_ORDERS = Statement(delete(_bo).where(_bo.c.batch_id == bindparam("batch_is")))
_TRIPS = Statement(update(_b).where(_b.c.id == bindparam("batch_is")).values(trips=bindparam("trips")))
_WAY = Statement(update(_b).where(_b.c.id == bindparam("batch_is")).values(way=bindparam("way")))
_MISSING = Statement(
    select(_q.c.zone, _q.c.state, _person.c.name, func.sum(_t.c.qty - _t.c.picked))
    .select_from(_t)
    .join(_q, (_q.c.batch_id == _t.c.batch_id) & (_q.c.trip == _t.c.trip))
    .outerjoin(_person, _person.c.id == _q.c.person)
    .where(_t.c.order_id == bindparam("order_is"), or_(_t.c.state == "open", _t.c.state == "started"))
    .group_by(_q.c.zone, _q.c.state, _person.c.name)
    .order_by(_q.c.zone)
    .limit(9),
)


class Part(NamedTuple):
    """One zone or cartful of a batch: in which state, whose, at which station, with which cart and fencing token."""

    batch_id: int
    trip: int
    zone: str
    state: str
    person: str
    station: str
    cart: str
    claim: int


class Missing(NamedTuple):
    """What of an order is still to come from a part: its state, who picks there, and how many units."""

    zone: str
    state: str
    who: str
    units: int


def get(desk: Desk, batch_id: int, trip: int) -> Part | None:
    """Return a part of a batch."""
    row = _GET.one(desk.connection, batch_is=batch_id, trip_is=trip)
    return None if row is None else Part(*row)


def parts(desk: Desk, batch_id: int) -> tuple[Part, ...]:
    """Return the parts of a batch, in order of their trips."""
    return tuple(Part(*row) for row in _OF.all(desk.connection, batch_is=batch_id))


def left(desk: Desk, batch_id: int) -> tuple[str, ...]:
    """Return the parts of a batch that are not picked yet."""
    return tuple(each.zone or "-" for each in parts(desk, batch_id) if each.state != BatchState.PICKED)


def claim(desk: Desk, part: Part, person: str, cart: str) -> int:
    """Give a part to a person at this station; return its new fencing token."""
    here = {"batch_is": part.batch_id, "trip_is": part.trip}
    _CLAIM.run(desk.connection, **here, person=person, station=desk.station, cart=cart, at=desk.at)
    return part.claim + 1


def suspend(desk: Desk, batch_id: int, trip: int) -> None:
    """Put a part down."""
    _STATE.run(desk.connection, batch_is=batch_id, trip_is=trip, state=BatchState.SUSPENDED.value)


def picked(desk: Desk, batch_id: int, trip: int) -> None:
    """Count a part as picked."""
    _PICKED.run(desk.connection, batch_is=batch_id, trip_is=trip, at=desk.at)


def assign(desk: Desk, batch_id: int, trip: int, person: str) -> None:
    """Give a part that is not picked yet to a person, or back to all ("")."""
    _PERSON.run(desk.connection, batch_is=batch_id, trip_is=trip, person=person or None)


def batch_on(desk: Desk, cart: str) -> int | None:
    """Return the batch that is being picked onto a cart, or None."""
    found = _ON_CART.scalar(desk.connection, cart_is=cart) or _PART_ON_CART.scalar(desk.connection, cart_is=cart)
    return None if found is None else int(found)


def zones(desk: Desk, batch_id: int) -> tuple[str, ...]:
    """Return the zones in which a batch has tasks, in walking order; "" for places of no zone."""
    found = (row[0] or "" for row in _ZONES.all(desk.connection, batch_is=batch_id))
    return tuple(dict.fromkeys(found))


def split(desk: Desk, batch_id: int, found: tuple[str, ...]) -> None:
    """Make each zone a trip of its own, with a slot for each order that has something there."""
    for trip, zone in enumerate(found, 1):
        values = {"batch_is": batch_id, "trip": trip, "mark": f"-{trip}"}
        if trip > 1 and zone:
            _BRING.run(desk.connection, zone_is=zone, **values)
        elif trip > 1:
            _UNZONED.run(desk.connection, **values)
        _ADD.run(desk.connection, batch_id=batch_id, trip=trip, zone=zone)
    _TRIPS.run(desk.connection, batch_is=batch_id, trips=len(found))


def add(desk: Desk, batch_id: int, names: tuple[str, ...]) -> None:
    """Make the trips of a batch its parts, named so."""
    _ADD.run_many(
        desk.connection, [{"batch_id": batch_id, "trip": trip, "zone": name} for trip, name in enumerate(names, 1)]
    )


def set_trips(desk: Desk, batch_id: int, trips: int) -> None:
    """Keep in how many trips a batch is picked."""
    _TRIPS.run(desk.connection, batch_is=batch_id, trips=trips)


def orders_by_trip(desk: Desk, batch_id: int) -> tuple[tuple[int, int], ...]:
    """Return which orders have tasks in which trip."""
    return tuple((int(row[0]), int(row[1])) for row in _THEIRS.all(desk.connection, batch_is=batch_id))


def drop_orders(desk: Desk, batch_id: int) -> None:
    """Take the slots of a batch away, to be written anew."""
    _DROP_ORDERS.run(desk.connection, batch_is=batch_id)


def set_way(desk: Desk, batch_id: int, way: str) -> None:
    """Keep how a batch is picked."""
    _WAY.run(desk.connection, batch_is=batch_id, way=way)


def drop_parts(desk: Desk, batch_id: int) -> None:
    """Forget the parts of a batch: it is one walk again."""
    _GONE.run(desk.connection, batch_is=batch_id)
    _TRIPS.run(desk.connection, batch_is=batch_id, trips=1)


def missing_of(desk: Desk, order_id: int) -> tuple[Missing, ...]:
    """Return the zones from which parts of an order are still to come."""
    return tuple(
        Missing(row[0], row[1], row[2] or "", int(row[3])) for row in _MISSING.all(desk.connection, order_is=order_id)
    )
