"""Orders in the database: found by code, held and decided on. Their list is in `orderlist`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, update

from warehouse_app.domain.orders.refusals import NoSuchOrder, OrderInChannels
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office, trade
from warehouse_app.store.statement import Statement

_o, _x, _e = trade.orders, trade.order_hold, trade.order_event


class OrderHead(NamedTuple):
    """The few facts of an order that decide about it."""

    id: int
    code: str
    channel: str
    state: OrderState
    warehouse: str
    priority: int
    ship_by: str
    ship_part: bool
    customer_id: int | None


_HEAD = select(
    *(_o.c.id, _o.c.code, _o.c.channel, _o.c.state, _o.c.warehouse, _o.c.priority, _o.c.ship_by, _o.c.ship_part),
    _o.c.customer_id,
)
_BY_ID = Statement(_HEAD.where(_o.c.id == bindparam("id_is")))
_BY_CODE = Statement(select(_o.c.id, _o.c.channel).where(_o.c.code == bindparam("code_is")).order_by(_o.c.id))


def head(desk: Desk, order_id: int) -> OrderHead:
    """Return the deciding facts of an order. Raises Refused(NoSuchOrder)."""
    row = _BY_ID.one(desk.connection, id_is=order_id)
    if row is None:
        raise Refused(NoSuchOrder(str(order_id)))
    return OrderHead(row[0], row[1], row[2], OrderState(row[3]), row[4], row[5], row[6], row[7] == 1, row[8])


def id_of(desk: Desk, code: str, channel: str | None = None) -> int:
    """Return the row of the order of that code. Raises Refused(NoSuchOrder, OrderInChannels)."""
    found = [row for row in _BY_CODE.all(desk.connection, code_is=code.strip()) if channel in (None, row[1])]
    if not found:
        raise Refused(NoSuchOrder(code))
    if len(found) > 1:
        raise Refused(OrderInChannels(code, tuple(row[1] for row in found)))
    return int(found[0][0])


# ------------------------------------------------------------------------------------------------- what is decided

_STATE = Statement(
    update(_o).where(_o.c.id == bindparam("id_is")).values(state=bindparam("to"), closed_at=bindparam("ended")),
)
_PART = Statement(update(_o).where(_o.c.id == bindparam("id_is")).values(ship_part=bindparam("part")))
_HOLD = Statement(insert(_x).values({column.name: bindparam(column.name) for column in _x.c}))
_UNHOLD = Statement(delete(_x).where(_x.c.order_id == bindparam("order_is"), _x.c.kind == bindparam("kind_is")))
_ITS_HOLDS = Statement(
    select(_x.c.kind, _x.c.reason, _x.c.at, func.coalesce(office.person.c.name, _x.c.who))
    .outerjoin(office.person, office.person.c.id == _x.c.who)
    .where(_x.c.order_id == bindparam("order_is"))
    .order_by(_x.c.at),
)
_EVENT = Statement(insert(_e).values({column.name: bindparam(column.name) for column in _e.c if column.name != "id"}))


def holds_of(desk: Desk, order_id: int) -> tuple[tuple[str, str, str, str], ...]:
    """Return kind, reason, time and person's name of each hold, oldest first."""
    return tuple((row[0], row[1], row[2], row[3]) for row in _ITS_HOLDS.all(desk.connection, order_is=order_id))


def put_hold(desk: Desk, order_id: int, kind: str, reason: str) -> None:
    """Write a hold."""
    _HOLD.run(desk.connection, order_id=order_id, kind=kind, reason=reason, at=desk.at, who=desk.who)


def take_hold(desk: Desk, order_id: int, kind: str) -> None:
    """Take a hold away."""
    _UNHOLD.run(desk.connection, order_is=order_id, kind_is=kind)


def set_state(desk: Desk, order_id: int, state: OrderState) -> None:
    """Let an order go to `state`; the time is kept when it ends."""
    ended = desk.at if state in (OrderState.CLOSED, OrderState.CANCELLED) else None
    _STATE.run(desk.connection, id_is=order_id, to=state.value, ended=ended)


def set_ship_part(desk: Desk, order_id: int, *, part: bool) -> None:
    """Say whether an order may leave incomplete."""
    _PART.run(desk.connection, id_is=order_id, part=int(part))


def change(desk: Desk, order_id: int, values: Mapping[str, object]) -> None:
    """Write changed columns of an order."""
    desk.connection.execute(update(_o).where(_o.c.id == order_id).values(**values))


def log_event(desk: Desk, order_id: int, what: str, why: str = "") -> None:
    """Keep what a person decided about an order, for its story. `what` has words in wording/orders."""
    values = {"at": desk.at, "who": desk.who, "command_id": desk.command_id}
    _EVENT.run(desk.connection, order_id=order_id, what=what, why=why, **values)
