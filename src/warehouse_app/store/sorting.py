"""What lies in the totes of a picked batch, whose it is, and into which tote of the wall each order goes."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, or_, select, union_all, update

from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.statement import Statement

_g, _p, _l, _o, _e = ledger.leg, ledger.place, trade.order_line, trade.orders, ledger.entry
_bo, _b, _s, _i, _bal = floor.batch_order, floor.batch, floor.scan, ledger.item, ledger.balance
_wall = _p.alias()
_OPEN = or_(*(_b.c.state == state for state in ("picked", "picking", "suspended")))
_SORTED = or_(_b.c.way == "sort", _b.c.way == "zone")
_theirs = select(_bo.c.order_id).where(_bo.c.batch_id == bindparam("batch_is"))


def _lying(*where: Any) -> Any:  # noqa: ANN401 - expressions of Core
    came = select(_g.c.line_id, _g.c.target.label("place_id"), _g.c.item_id, _g.c.qty.label("q")).where(*where)
    left = select(_g.c.line_id, _g.c.source.label("place_id"), _g.c.item_id, (-_g.c.qty).label("q")).where(*where)
    return union_all(came, left).subquery()


_of_batch = _lying(_g.c.line_id == _l.c.id, _l.c.order_id.in_(_theirs))
_here = func.sum(_of_batch.c.q)
_IN_TOTES = Statement(
    select(_l.c.order_id, _of_batch.c.line_id, _of_batch.c.place_id, _of_batch.c.item_id, _i.c.sku, _here)
    .join(_p, _p.c.id == _of_batch.c.place_id)
    .join(_l, _l.c.id == _of_batch.c.line_id)
    .join(_i, _i.c.id == _of_batch.c.item_id)
    .where(_p.c.kind == PlaceKind.TOTE.value)
    .group_by(_l.c.order_id, _of_batch.c.line_id, _of_batch.c.place_id, _of_batch.c.item_id, _i.c.sku)
    .having(_here > 0)
    .order_by(_l.c.order_id, _of_batch.c.line_id, _of_batch.c.item_id),
)
_ORDERS = Statement(
    select(_bo.c.order_id, func.min(_bo.c.slot), func.max(_bo.c.wall_id), _o.c.code, func.max(_wall.c.code), _o.c.state)
    .join(_o, _o.c.id == _bo.c.order_id)
    .outerjoin(_wall, _wall.c.id == _bo.c.wall_id)
    .where(_bo.c.batch_id == bindparam("batch_is"))
    .group_by(_bo.c.order_id, _o.c.code, _o.c.state)
    .order_by(func.min(_bo.c.slot)),
)
_BATCH_OF = Statement(
    select(_b.c.id)
    .join(_bo, _bo.c.batch_id == _b.c.id)
    .where(_bo.c.order_id == bindparam("order_is"), _SORTED, _OPEN)
    .order_by(_b.c.id.desc())
    .limit(1),
)
_BOUND = Statement(
    select(_b.c.id)
    .join(_bo, _bo.c.batch_id == _b.c.id)
    .where(or_(_bo.c.tote_id == bindparam("tote_is"), _bo.c.wall_id == bindparam("tote_is")), _SORTED, _OPEN)
    .order_by(_b.c.id.desc())
    .limit(1),
)
_TO_WALL = Statement(
    update(_bo)
    .where(_bo.c.batch_id == bindparam("batch_is"), _bo.c.order_id == bindparam("order_is"))
    .values(wall_id=bindparam("wall_id"))
)
_USED = Statement(
    select(_bo.c.order_id)
    .join(_b, _b.c.id == _bo.c.batch_id)
    .where(or_(_bo.c.tote_id == bindparam("tote_is"), _bo.c.wall_id == bindparam("tote_is")))
    .where(_b.c.state != "closed", _b.c.state != "discarded")
    .limit(1)
)
_HOLDS = Statement(select(_bal.c.place_id).where(_bal.c.place_id == bindparam("tote_is"), _bal.c.on_hand > 0).limit(1))
_undone = _e.alias()
_LAST = Statement(
    select(_s.c.entry_id, _s.c.order_id)
    .where(
        _s.c.station == bindparam("station_is"),
        _s.c.work == "sort",
        _s.c.entry_id.is_not(None),
        _s.c.order_id.in_(_theirs),
        ~exists().where(_undone.c.reverses == _s.c.entry_id),
    )
    .order_by(_s.c.seq.desc())
    .limit(1),
)
_WAITING = Statement(
    select(_b.c.id, _b.c.code)
    .where(_b.c.state == "picked", _SORTED)
    .order_by(_b.c.picked_at, _b.c.id)
    .limit(bindparam("most"))
)
_WAY = Statement(
    select(_b.c.way)
    .join(_bo, _bo.c.batch_id == _b.c.id)
    .where(_bo.c.order_id == bindparam("order_is"), _OPEN)
    .order_by(_b.c.id.desc())
    .limit(1)
)
_WALL = Statement(
    select(_bo.c.wall_id)
    .join(_b, _b.c.id == _bo.c.batch_id)
    .where(_bo.c.order_id == bindparam("order_is"), _bo.c.wall_id.is_not(None), _OPEN)
    .limit(1)
)


class InTote(NamedTuple):
    """`qty` of an item that lies in a tote for a line of an order."""

    order_id: int
    line_id: int
    place_id: int
    item_id: int
    sku: str
    qty: int


class Slot(NamedTuple):
    """An order of the batch at the wall: its slot, and the tote that stands there (None: none yet)."""

    order_id: int
    slot: str
    wall_id: int | None
    order: str
    tote: str
    state: str


def in_totes(desk: Desk, batch_id: int) -> tuple[InTote, ...]:
    """Return what of a batch lies in totes, by order, line and place."""
    return tuple(InTote(*row) for row in _IN_TOTES.all(desk.connection, batch_is=batch_id))


def slots(desk: Desk, batch_id: int) -> tuple[Slot, ...]:
    """Return the wall of a batch, in order of its slots."""
    found = _ORDERS.all(desk.connection, batch_is=batch_id)
    return tuple(Slot(row[0], row[1], row[2], row[3], row[4] or "", row[5]) for row in found)


def batch_of_order(desk: Desk, order_id: int) -> int | None:
    """Return the batch in which an order is sorted, or brought together from zones."""
    found = _BATCH_OF.scalar(desk.connection, order_is=order_id)
    return None if found is None else int(found)


def batch_of_tote(desk: Desk, tote: int) -> int | None:
    """Return the batch that uses a tote, to pick into or at the wall."""
    found = _BOUND.scalar(desk.connection, tote_is=tote)
    return None if found is None else int(found)


def put_on_wall(desk: Desk, batch_id: int, order_id: int, tote: int | None) -> None:
    """Keep which tote stands in an order's slot of the wall."""
    _TO_WALL.run(desk.connection, batch_is=batch_id, order_is=order_id, wall_id=tote)


def is_free(desk: Desk, tote: int) -> bool:
    """Say whether a tote is empty, and no order's."""
    used = _USED.one(desk.connection, tote_is=tote)
    return used is None and _HOLDS.one(desk.connection, tote_is=tote) is None


def last(desk: Desk, station: str, batch_id: int) -> tuple[str, int] | None:
    """Return entry and order of what was sorted here last and not taken back."""
    row = _LAST.one(desk.connection, station_is=station, batch_is=batch_id)
    return None if row is None else (str(row[0]), int(row[1]))


def waiting(desk: Desk, most: int) -> tuple[tuple[int, str], ...]:
    """Return the picked batches that wait for a wall, longest first."""
    return tuple((int(row[0]), str(row[1])) for row in _WAITING.all(desk.connection, most=most))


def way_of_order(desk: Desk, order_id: int) -> str:
    """Return how the batch of an order was picked, "" where it is in none."""
    return str(_WAY.scalar(desk.connection, order_is=order_id) or "")


def wall_of(desk: Desk, order_id: int) -> int | None:
    """Return the tote of the wall into which an order is sorted."""
    found = _WALL.scalar(desk.connection, order_is=order_id)
    return None if found is None else int(found)
