"""Which orders can be planned into batches, what holds the others back, and what their promises are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, func, or_, select

from warehouse_app.domain.ledger.promises import Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.picking.states import LIVE_BATCHES
from warehouse_app.domain.picking.values import NotPlannable
from warehouse_app.store import picking, places, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.statement import Statement

_o, _l, _h, _r = trade.orders, trade.order_line, trade.order_hold, ledger.promise
_bo, _b = floor.batch_order, floor.batch
PAID = ("paid", "authorised", "part refunded")
"""Payment states in which goods may leave."""

_live = or_(*(_b.c.state == state.value for state in sorted(LIVE_BATCHES)))
_ORDER = Statement(
    select(_o.c.code, _o.c.state, _o.c.payment, _o.c.ship_part, _o.c.ship_by, _o.c.priority, _o.c.warehouse).where(
        _o.c.id == bindparam("id_is"),
    ),
)
_HELD = Statement(select(_h.c.kind).where(_h.c.order_id == bindparam("id_is")).limit(1))
_BATCH = Statement(
    select(_b.c.id).join(_bo, _bo.c.batch_id == _b.c.id).where(_bo.c.order_id == bindparam("id_is"), _live).limit(1),
)
_UNMET = Statement(
    select(_l.c.id, _l.c.qty - _l.c.cancelled - _l.c.picked, func.coalesce(func.sum(_r.c.qty), 0))
    .outerjoin(_r, and_(_r.c.ref == _l.c.id, _r.c.purpose == Purpose.LINE.value))
    .where(_l.c.order_id == bindparam("id_is"), _l.c.kind == "goods")
    .group_by(_l.c.id),
)
_READY = Statement(
    select(_o.c.id)
    .where(
        _o.c.state == "confirmed",
        or_(*(_o.c.payment == state for state in PAID)),
        ~select(_h.c.kind).where(_h.c.order_id == _o.c.id).exists(),
        ~select(_b.c.id).join(_bo, _bo.c.batch_id == _b.c.id).where(_bo.c.order_id == _o.c.id, _live).exists(),
        select(_r.c.id)
        .join(_l, and_(_l.c.id == _r.c.ref, _r.c.purpose == Purpose.LINE.value))
        .where(_l.c.order_id == _o.c.id)
        .exists(),
    )
    .order_by(_o.c.ship_by, _o.c.id),
)
_PROMISES = Statement(
    select(_r.c.id)
    .join(_l, _l.c.id == _r.c.ref)
    .where(_l.c.order_id == bindparam("id_is"), _r.c.purpose == Purpose.LINE.value)
    .order_by(_l.c.n, _r.c.id),
)
_OF_BATCH = Statement(
    select(_r.c.id)
    .join(_l, _l.c.id == _r.c.ref)
    .where(
        _r.c.purpose == Purpose.LINE.value,
        _l.c.order_id.in_(select(_bo.c.order_id).where(_bo.c.batch_id == bindparam("id_is"))),
    )
    .order_by(_l.c.order_id, _l.c.n, _r.c.id),
)
_ORDER_OF = Statement(select(_l.c.order_id).where(_l.c.id == bindparam("id_is")))


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """Take `qty` of a line from a place."""

    line_id: int
    place: str
    qty: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order that can be planned: in which warehouse, for which day, how urgent (smaller first), from which bins."""

    warehouse: str
    order_id: int
    day: str
    rank: int
    lines: tuple[ProposedLine, ...]


def why_not(desk: Desk, order_id: int, batch_id: int | None = None) -> str:
    """Return why an order cannot be in a batch now (a code), or empty text when it can."""
    row = _ORDER.one(desk.connection, id_is=order_id)
    if row is None or row[1] != "confirmed":
        return "missing" if row is None else str(row[1])
    if row[2] not in PAID:
        return "not_paid"
    if _HELD.one(desk.connection, id_is=order_id) is not None:
        return "held"
    other = _BATCH.scalar(desk.connection, id_is=order_id)
    if other is not None and other != batch_id:
        return "in_batch"
    unmet = _UNMET.all(desk.connection, id_is=order_id)
    promised = sum(line[2] for line in unmet)
    if promised == 0:
        return "short" if any(line[1] > 0 for line in unmet) else "picked"
    if any(line[1] > line[2] for line in unmet) and not row[3]:
        return "short"
    return ""


def candidates(desk: Desk, orders: tuple[int, ...] | None) -> tuple[tuple[Candidate, ...], tuple[NotPlannable, ...]]:
    """Return the orders that can be planned now with a bin proposed for each promise.

    And those left out with the reason.
    """
    wanted = orders if orders is not None else tuple(row[0] for row in _READY.all(desk.connection))
    taken: dict[tuple[int, int], int] = {}
    good, bad = [], []
    for order_id in wanted:
        why = why_not(desk, order_id)
        if why:
            bad.append(NotPlannable(order_code(desk, order_id), why))
            continue
        row = _ORDER.one(desk.connection, id_is=order_id)
        found = (promises.get(desk, PromiseId(each[0])) for each in _PROMISES.all(desk.connection, id_is=order_id))
        lines = tuple(line for each in found if each is not None for line in _proposed(desk, each, taken))
        if lines and row is not None:
            good.append(Candidate(row[6], order_id, row[4][:10], -row[5], lines))
    return tuple(good), tuple(bad)


def _proposed(desk: Desk, promise: Promise, taken: dict[tuple[int, int], int]) -> list[ProposedLine]:
    """Return from which bins a promise would be taken, counting what this plan took before.

    Release decides for good.
    """
    if promise.scope is Scope.CELL and promise.place is not None:
        return [ProposedLine(promise.ref, places.get(desk, promise.place).code, promise.qty)]
    lines = []
    cells = picking.free_cells(desk, promise.pool)
    free = [each._replace(free=each.free - taken.get((each.place_id, each.item_id), 0)) for each in cells]
    for cell, qty in picking.chosen([each for each in free if each.free > 0], promise.qty):
        taken[cell.place_id, cell.item_id] = taken.get((cell.place_id, cell.item_id), 0) + qty
        lines.append(ProposedLine(promise.ref, cell.place, qty))
    return lines


def promises_of_batch(desk: Desk, batch_id: int) -> tuple[Promise, ...]:
    """Return the live promises of a batch's orders, in order of orders and lines."""
    found = (promises.get(desk, PromiseId(row[0])) for row in _OF_BATCH.all(desk.connection, id_is=batch_id))
    return tuple(each for each in found if each is not None)


def order_of_line(desk: Desk, line_id: int) -> int:
    """Return the order of a line."""
    return int(_ORDER_OF.scalar(desk.connection, id_is=line_id))


def order_code(desk: Desk, order_id: int) -> str:
    """Return an order's code."""
    row = _ORDER.one(desk.connection, id_is=order_id)
    return "?" if row is None else str(row[0])
