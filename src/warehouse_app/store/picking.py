"""What picking reads and writes beside the ledger: cells to take from, tasks, totes, counts asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, case, exists, func, insert, or_, select, update

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.packing.states import LIVE
from warehouse_app.domain.picking.states import LIVE_BATCHES
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.store import items, places
from warehouse_app.store.counting import counts as counting
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, storage, trade
from warehouse_app.store.schema import picking as schema
from warehouse_app.store.statement import Statement

_b, _p, _i, _t = ledger.balance, ledger.place, ledger.item, floor.task
_bo, _batch, _s, _e = floor.batch_order, floor.batch, floor.scan, ledger.entry
_l, _o, _part = trade.order_line, trade.orders, schema.batch_part


SKUS_AT_ONCE = 500
"""Products whose cells one question asks for."""


class FreeCell(NamedTuple):
    """A bin, or a dock, with free stock of a product."""

    place_id: int
    place: str
    item_id: int
    free: int
    dock: bool = False
    lot: str = ""


_ON_DOCK = case((_p.c.kind == PlaceKind.DOCK.value, 1), else_=0)
_rule = storage.place_rule
_IN_RESERVE = case((_rule.c.use == "bulk", 1), else_=0)
"""Of one lot pickers are sent to the bins they pick from first, and to the reserve only where those have too little."""

_load = storage.putaway_load
_carried = (
    select(func.coalesce(func.sum(_load.c.qty), 0))
    .where(_load.c.source_id == _b.c.place_id, _load.c.item_id == _b.c.item_id)
    .correlate(_b)
    .scalar_subquery()
)
_FREE = _b.c.on_hand - _b.c.held - _carried
"""What a picker finds: what is on a put-away trolley is in the books of the dock, but not there."""

_FREE_CELLS = (
    select(_b.c.place_id, _p.c.code, _b.c.item_id, _FREE, _ON_DOCK, _i.c.lot)
    .join(_p, _p.c.id == _b.c.place_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_rule, _rule.c.place_id == _b.c.place_id)
    .where(
        places.promisable(_p.c.kind),
        func.coalesce(_rule.c.locked, 0) == 0,
        _b.c.on_hand > _b.c.held,
        _FREE > 0,
    )
    .order_by(_ON_DOCK, _i.c.lot, _IN_RESERVE, func.coalesce(_p.c.walk_seq, 0), _p.c.code, _b.c.item_id)
)
_CELLS = Statement(
    _FREE_CELLS.where(
        _i.c.sku == bindparam("sku_is"),
        _i.c.owner == bindparam("owner_is"),
        _i.c.grade == bindparam("grade_is"),
        _p.c.warehouse == bindparam("warehouse_is"),
    ),
)
_SKUS: BindParameter[Any] = bindparam("skus", expanding=True)
_CELLS_OF = _FREE_CELLS.add_columns(_p.c.warehouse, _i.c.sku, _i.c.owner, _i.c.grade).where(_i.c.sku.in_(_SKUS))
_TASK = Statement(
    select(_t.c.id, _t.c.batch_id, _t.c.line_id, _t.c.order_id, _t.c.place_id, _t.c.item_id, _t.c.promise_id)
    .add_columns(_t.c.state, _t.c.qty, _t.c.picked, _t.c.slot, _t.c.trip, _t.c.seq)
    .where(_t.c.id == bindparam("id_is")),
)
_PICK = Statement(
    update(_t)
    .where(_t.c.id == bindparam("id_is"))
    .values(picked=_t.c.picked + bindparam("more"), state=bindparam("state")),
)
_SHORT = Statement(
    update(_t).where(_t.c.id == bindparam("id_is")).values(state="short", qty=_t.c.picked, reason=bindparam("reason")),
)
_TAKE_BACK = Statement(
    update(_t)
    .where(_t.c.id == bindparam("id_is"))
    .values(picked=_t.c.picked - bindparam("less"), qty=_t.c.picked - bindparam("less"), state="cancelled"),
)
_LAST_SEQ = Statement(
    select(func.max(_t.c.seq)).where(_t.c.batch_id == bindparam("batch_is"), _t.c.trip == bindparam("trip_is"))
)
_LESS = Statement(update(_t).where(_t.c.id == bindparam("id_is")).values(qty=_t.c.qty - 1))
_REQUEUE = Statement(update(_t).where(_t.c.id == bindparam("id_is")).values(seq=bindparam("seq")))
_PROMISE_OF = Statement(update(_t).where(_t.c.id == bindparam("id_is")).values(promise_id=bindparam("promise_id")))
_POINT_TO = Statement(
    update(_t)
    .where(_t.c.id == bindparam("id_is"))
    .values(promise_id=bindparam("promise_id"), item_id=bindparam("item_id"))
)
_ADD_TASK = Statement(
    insert(_t).values({c.name: bindparam(c.name) for c in _t.c if c.name not in ("id", "picked", "reason", "state")})
)
_undone = _e.alias()
_LAST_SCAN = Statement(
    select(_s.c.entry_id, _s.c.line_id, _s.c.qty, _s.c.raw)
    .where(
        _s.c.station == bindparam("station_is"),
        _s.c.work == "pick",
        _s.c.verdict == "accepted",
        _s.c.entry_id.is_not(None),
        _s.c.qty > 0,  # what was damaged is locked away, not picked
        _s.c.order_id.in_(select(_bo.c.order_id).where(_bo.c.batch_id == bindparam("batch_is"))),
        # An order may have been picked in an earlier batch as well.
        _s.c.at >= select(_batch.c.started_at).where(_batch.c.id == bindparam("batch_is")).scalar_subquery(),
        ~exists().where(_undone.c.reverses == _s.c.entry_id),
    )
    .order_by(_s.c.seq.desc())
    .limit(1),
)
_busy = (
    select(_bo.c.tote_id)
    .join(_batch, _batch.c.id == _bo.c.batch_id)
    .where(_bo.c.tote_id.is_not(None), or_(*(_batch.c.state == state.value for state in sorted(LIVE_BATCHES))))
)
_walled = (
    select(_bo.c.wall_id)
    .join(_batch, _batch.c.id == _bo.c.batch_id)
    .where(_bo.c.wall_id.is_not(None), _batch.c.state != "closed", _batch.c.state != "discarded")
)
_parcel, _pack = floor.parcel, floor.pack
_drawn_from = (
    select(ledger.leg.c.source)
    .join(_parcel, _parcel.c.place_id == ledger.leg.c.target)
    .join(_pack, _pack.c.parcel_id == _parcel.c.id)
    .where(or_(*(_pack.c.state == each.value for each in sorted(LIVE))))
)
"""Totes of a parcel that is still being packed: emptied, they stand at its bench, and UNDO fills them again."""

_FREE_TOTES = Statement(
    select(_p.c.id)
    .where(
        _p.c.kind == PlaceKind.TOTE.value,
        _p.c.warehouse == bindparam("warehouse_is"),
        _p.c.active == 1,
        _p.c.id.not_in(_busy),
        _p.c.id.not_in(_walled),
        _p.c.id.not_in(_drawn_from),
        ~exists().where(_b.c.place_id == _p.c.id),
    )
    .order_by(_p.c.code)
    .limit(bindparam("many")),
)
_AT_WORK = or_(_batch.c.state == "picking", _batch.c.state == "suspended")
_busy_carts = select(_batch.c.cart).where(_AT_WORK)
_zone_carts = select(_part.c.cart).join(_batch, _batch.c.id == _part.c.batch_id).where(_AT_WORK)
_FREE_CART = Statement(
    select(_p.c.id)
    .where(_p.c.kind == PlaceKind.CART.value, _p.c.warehouse == bindparam("warehouse_is"), _p.c.active == 1)
    .where(_p.c.code.not_in(_busy_carts), _p.c.code.not_in(_zone_carts))
    .order_by(_p.c.code)
    .limit(1),
)
_SHORT_LINE = Statement(
    select(_l.c.id, _l.c.order_id, _bo.c.slot, _l.c.qty - _l.c.cancelled - _l.c.picked)
    .join(_bo, and_(_bo.c.order_id == _l.c.order_id, _bo.c.trip == bindparam("trip_is")))
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_bo.c.batch_id == bindparam("batch_is"), _l.c.sku == bindparam("sku_is"))
    .where(_o.c.state != OrderState.CANCELLED.value)
    .where(_l.c.qty - _l.c.cancelled - _l.c.picked > 0)
    .order_by(_l.c.id),
)


def free_cells(desk: Desk, pool: PoolKey) -> tuple[FreeCell, ...]:
    """Return the bins with free stock of a pool's goods, oldest lot first, then in walking order; docks come last.

    Nobody is sent to a locked place, or to the dock for what is on a put-away trolley.
    """
    found = _CELLS.all(
        desk.connection,
        sku_is=pool.sku,
        owner_is=pool.owner,
        grade_is=pool.grade,
        warehouse_is=pool.warehouse,
    )
    return tuple(_cell(row) for row in found)


Goods = tuple[str, str, str, str]
"""What cells are asked for: warehouse, SKU, owner, grade."""


def goods_of(pool: PoolKey) -> Goods:
    """Return whose cells serve a pool."""
    return (pool.warehouse, pool.sku, pool.owner, pool.grade)


def free_cells_of(desk: Desk, pools: Iterable[PoolKey]) -> dict[Goods, tuple[FreeCell, ...]]:
    """Return for many pools at once what `free_cells` returns for one."""
    skus = sorted({pool.sku for pool in pools})
    found: dict[Goods, list[FreeCell]] = {}
    for at in range(0, len(skus), SKUS_AT_ONCE):
        for row in desk.connection.execute(_CELLS_OF, {"skus": skus[at : at + SKUS_AT_ONCE]}):
            found.setdefault((row[6], row[7], row[8], row[9]), []).append(_cell(row))
    return {goods: tuple(some) for goods, some in found.items()}


def _cell(row: Any) -> FreeCell:  # noqa: ANN401 - a database row
    return FreeCell(row[0], row[1], row[2], row[3], row[4] == 1, row[5])


def chosen(cells: Sequence[FreeCell], qty: int) -> Iterator[tuple[FreeCell, int]]:
    """Yield from which cells to take `qty`, as many as each has: from the first that has all of it, else in order.

    One walks to a dock only for what the bins lack.
    """
    bins = [cell for cell in cells if not cell.dock]
    enough = bins if sum(cell.free for cell in bins) >= qty else cells
    whole = next((cell for cell in enough if cell.free >= qty), None)
    for cell in enough if whole is None else (whole,):
        part = min(qty, cell.free)
        if part > 0:
            yield cell, part
            qty -= part


def task(desk: Desk, task_id: int) -> Any:  # noqa: ANN401 - a database row
    """Return a task's row."""
    return _TASK.one(desk.connection, id_is=task_id)


def add_picked(desk: Desk, task_id: int, more: int, state: str) -> None:
    """Count `more` units of a task as taken."""
    _PICK.run(desk.connection, id_is=task_id, more=more, state=state)


def close_short(desk: Desk, task_id: int, reason: str) -> None:
    """Close a task with what was taken."""
    _SHORT.run(desk.connection, id_is=task_id, reason=reason)


def take_back(desk: Desk, task_id: int, less: int) -> None:
    """Count units of a task as not taken that nobody asks for any more: its order is cancelled."""
    _TAKE_BACK.run(desk.connection, id_is=task_id, less=less)


def ask_less(desk: Desk, task_id: int) -> None:
    """Let a task ask for one unit less."""
    _LESS.run(desk.connection, id_is=task_id)


def last_seq(desk: Desk, batch_id: int, trip: int) -> int:
    """Return the last sequence number of a trip."""
    return int(_LAST_SEQ.scalar(desk.connection, batch_is=batch_id, trip_is=trip) or 0)


def requeue(desk: Desk, task_id: int, seq: int) -> None:
    """Put a task at another position of its trip."""
    _REQUEUE.run(desk.connection, id_is=task_id, seq=seq)


def point_to_promise(desk: Desk, task_id: int, promise_id: int) -> None:
    """Let a task consume another promise (after an undo made a new one)."""
    _PROMISE_OF.run(desk.connection, id_is=task_id, promise_id=promise_id)


def point_to(desk: Desk, task_id: int, promise_id: int, item_id: int) -> None:
    """Let a task take other goods of its place (another lot), by another promise."""
    _POINT_TO.run(desk.connection, id_is=task_id, promise_id=promise_id, item_id=item_id)


def add_task(desk: Desk, batch_code: str, **values: object) -> None:
    """Write a task; its code is the batch's code and its sequence number."""
    add_tasks(desk, batch_code, (values,))


def add_tasks(desk: Desk, batch_code: str, tasks: Iterable[Mapping[str, object]]) -> None:
    """Write many tasks at once."""
    _ADD_TASK.run_many(desk.connection, [{"code": _code(batch_code, each), **each} for each in tasks])


def _code(batch_code: str, values: Mapping[str, object]) -> str:
    code = f"{batch_code}-{values['seq']:03d}"
    return f"{code}-{values['trip']}" if values["trip"] != 1 else code


def ask_count(desk: Desk, place_id: int, item_id: int, reason: str) -> int:
    """Ask for a count of a product in a place, once; return the count's number."""
    return counting.ask(desk, place_id, item_id, reason)


def last_pick(desk: Desk, station: str, batch_id: int) -> Any:  # noqa: ANN401 - a database row
    """Return entry, line, quantity and code of the newest accepted pick scan here that was not undone."""
    return _LAST_SCAN.one(desk.connection, station_is=station, batch_is=batch_id)


def free_totes(desk: Desk, warehouse: str, many: int) -> tuple[Place, ...]:
    """Return up to `many` empty totes that no open batch uses."""
    found = _FREE_TOTES.all(desk.connection, warehouse_is=warehouse, many=many)
    return tuple(places.get(desk, PlaceId(row[0])) for row in found)


def free_cart(desk: Desk, warehouse: str) -> Place | None:
    """Return a cart that no open batch uses."""
    found = _FREE_CART.scalar(desk.connection, warehouse_is=warehouse)
    return None if found is None else places.get(desk, PlaceId(found))


def short_lines(desk: Desk, batch_id: int, trip: int, sku: str) -> tuple[tuple[int, int, str, int], ...]:
    """Return lines of a batch's orders that still lack units of a product: line, order, slot, units not picked."""
    found = _SHORT_LINE.all(desk.connection, batch_is=batch_id, trip_is=trip, sku_is=sku)
    return tuple((row[0], row[1], row[2], row[3]) for row in found)


def item_of(desk: Desk, item_id: int) -> Item:
    """Return the item of a cell."""
    return items.get(desk, item_id)
