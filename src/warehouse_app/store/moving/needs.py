"""What a replenishment plan reads of one warehouse: homes, the reserve, what batches need, packs; each one question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, func, or_, select

from warehouse_app.domain.items import CONTAINER_MARK, GRADE_A, HOUSE
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, office, storage, trade
from warehouse_app.store.statement import Statement

_h, _r, _p, _b, _i = storage.home_place, storage.place_rule, ledger.place, ledger.balance, ledger.item
_t, _batch, _bo, _o, _l = floor.task, floor.batch, floor.batch_order, trade.orders, trade.order_line
_promise, _lot, _code, _s = ledger.promise, ledger.lot, ledger.barcode, ledger.serial_at
_HERE: BindParameter[str] = bindparam("warehouse_is")
_OURS = and_(_i.c.grade == GRADE_A, _i.c.owner == HOUSE)
_OPEN = and_(func.coalesce(_r.c.locked, 0) == 0, _p.c.active == 1)
_ANY = Statement(select(_h.c.place_id).join(_p, _p.c.id == _h.c.place_id).where(_p.c.warehouse == _HERE).limit(1))
_HOMES = Statement(
    select(_h.c.place_id, _h.c.product_id, func.coalesce(_p.c.walk_seq, 0), _h.c.least, _h.c.most, _h.c.fixed)
    .add_columns(func.coalesce(_r.c.mixes_lots, 1))
    .join(_p, _p.c.id == _h.c.place_id)
    .outerjoin(_r, _r.c.place_id == _h.c.place_id)
    .where(_p.c.warehouse == _HERE, _OPEN)
    .order_by(_h.c.product_id, _h.c.place_id)
)
_HAVE = Statement(
    select(_h.c.place_id, _h.c.product_id, _i.c.lot, func.sum(_b.c.on_hand))
    .join(_p, _p.c.id == _h.c.place_id)
    .join(_b, _b.c.place_id == _h.c.place_id)
    .join(_i, and_(_i.c.id == _b.c.item_id, _i.c.product_id == _h.c.product_id))
    .where(_p.c.warehouse == _HERE, _OURS, _b.c.on_hand > 0)
    .group_by(_h.c.place_id, _h.c.product_id, _i.c.lot)
)
_OF_HOMES = select(_h.c.product_id).join(_p, _p.c.id == _h.c.place_id).where(_p.c.warehouse == _HERE)
_standing = _p.alias()
_RESERVE = (
    select(_b.c.place_id, _b.c.item_id, _i.c.product_id, _b.c.on_hand, _i.c.lot)
    .add_columns(func.coalesce(_lot.c.last_ship_day, ""))
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_lot, and_(_lot.c.sku == _i.c.sku, _lot.c.lot == _i.c.lot))
    .where(_OURS, _b.c.on_hand > 0, _i.c.product_id.in_(_OF_HOMES))
)
_IN_BULK = Statement(
    _RESERVE.add_columns(func.coalesce(_p.c.walk_seq, 0))
    .join(_p, _p.c.id == _b.c.place_id)
    .join(_r, _r.c.place_id == _b.c.place_id)
    .where(_p.c.warehouse == _HERE, _p.c.kind == PlaceKind.BIN.value, _r.c.use == "bulk", _OPEN)
)
_ON_PALLETS = Statement(
    _RESERVE.add_columns(func.coalesce(_p.c.walk_seq, 0))
    .join(_standing, _standing.c.id == _b.c.place_id)
    .join(_s, and_(_s.c.sku == CONTAINER_MARK + PlaceKind.LPN.value, _s.c.serial == _standing.c.code))
    .join(_p, _p.c.id == _s.c.place_id)
    .join(_r, _r.c.place_id == _p.c.id)
    .where(_standing.c.kind == PlaceKind.LPN.value, _p.c.warehouse == _HERE, _p.c.kind == PlaceKind.BIN.value)
    .where(_r.c.use == "bulk", _OPEN)
)
_DOUBTED = Statement(
    select(_promise.c.place_id, _promise.c.item_id, func.sum(_promise.c.qty))
    .where(_promise.c.purpose == "hold", _promise.c.place_id.is_not(None), _promise.c.warehouse == _HERE)
    .group_by(_promise.c.place_id, _promise.c.item_id)
)
_DUE = (
    select(_bo.c.batch_id.label("batch_id"), func.min(_o.c.ship_by).label("due"))
    .join(_o, _o.c.id == _bo.c.order_id)
    .group_by(_bo.c.batch_id)
    .subquery()
)
_TASKS = Statement(
    select(_t.c.place_id, _t.c.item_id, _i.c.product_id, _t.c.qty - _t.c.picked, _batch.c.state, _batch.c.code)
    .add_columns(func.coalesce(_DUE.c.due, ""))
    .join(_batch, _batch.c.id == _t.c.batch_id)
    .join(_i, _i.c.id == _t.c.item_id)
    .outerjoin(_DUE, _DUE.c.batch_id == _batch.c.id)
    .where(_batch.c.warehouse == _HERE, _OURS)
    .where(or_(_batch.c.state == "released", _batch.c.state == "picking", _batch.c.state == "suspended"))
    .where(or_(_t.c.state == "open", _t.c.state == "started"), _t.c.qty > _t.c.picked)
)
_PLANNED = Statement(
    select(_l.c.product_id, func.sum(_promise.c.qty), _batch.c.code, func.min(_o.c.ship_by))
    .join(_bo, _bo.c.batch_id == _batch.c.id)
    .join(_o, _o.c.id == _bo.c.order_id)
    .join(_l, _l.c.order_id == _o.c.id)
    .join(_promise, and_(_promise.c.purpose == "line", _promise.c.ref == _l.c.id, _promise.c.scope != "cell"))
    .where(_batch.c.state == "planned", _batch.c.warehouse == _HERE, _bo.c.trip == 1)
    .where(_promise.c.warehouse == _HERE, _promise.c.grade == GRADE_A, _promise.c.owner == HOUSE)
    .group_by(_l.c.product_id, _batch.c.code)
)
_PACKS = Statement(
    select(_code.c.product_id, _code.c.factor)
    .where(_code.c.factor > 1, _code.c.product_id.in_(_OF_HOMES))
    .group_by(_code.c.product_id, _code.c.factor)
)
_x = office.outbox
_AGAIN = Statement(
    select(_x.c.id)
    .where(_x.c.kind == bindparam("kind_is"), _x.c.payload == bindparam("payload_is"), _x.c.state == "waiting")
    .where(_x.c.id > bindparam("after"))
    .limit(1)
)


class Standing(NamedTuple):
    """A home as it stands: what is there, leaving and coming, and the lots where they must not mix."""

    place: int
    product: int
    walk: int
    least: int
    most: int | None
    fixed: bool
    have: int
    leaving: int
    coming: int
    lots: frozenset[str] | None


class InReserve(NamedTuple):
    """Goods in the reserve."""

    place: int
    item: int
    product: int
    qty: int
    lot: str
    day: str
    walk: int
    pallet: bool


class Asked(NamedTuple):
    """Units that a batch needs; place and item are those of its pick task, 0 before it is released."""

    product: int
    qty: int
    state: str
    batch: str
    due: str
    place: int
    item: int


class Facts(NamedTuple):
    """All that a plan is made of."""

    homes: tuple[Standing, ...]
    reserve: tuple[InReserve, ...]
    asked: tuple[Asked, ...]
    packs: Mapping[int, tuple[int, ...]]


def has_homes(desk: Desk, warehouse: str) -> bool:
    """Tell whether a warehouse has forward bins at all."""
    return _ANY.one(desk.connection, warehouse_is=warehouse) is not None


def is_asked_again(desk: Desk, kind: str, payload: str, after: int) -> bool:
    """Tell whether a later row waits that asks for the same."""
    return _AGAIN.one(desk.connection, kind_is=kind, payload_is=payload, after=after) is not None


def read(desk: Desk, warehouse: str, taken: Iterable[MoveTask]) -> Facts:
    """Return what a plan is made of; `taken` are tasks that people are at, whose goods are on their way."""
    tasks = _TASKS.all(desk.connection, warehouse_is=warehouse)
    homes = _homes(desk, warehouse, tasks, tuple(taken))
    own = {(each.place, each.product) for each in homes}
    reserve = _reserve(desk, warehouse, taken)
    there = {(each.place, each.item) for each in reserve}
    asked = [
        Asked(row[2], row[3], row[4], row[5], row[6] or "", row[0], row[1])
        for row in tasks
        if (row[0], row[2]) not in own and (row[0], row[1]) in there
    ]
    planned = _PLANNED.all(desk.connection, warehouse_is=warehouse)
    asked += [Asked(row[0], row[1], "planned", row[2], row[3] or "", 0, 0) for row in planned if row[0] is not None]
    packs: dict[int, list[int]] = defaultdict(list)
    for product, factor in _PACKS.all(desk.connection, warehouse_is=warehouse):
        packs[product].append(factor)
    return Facts(homes, reserve, tuple(asked), {each: tuple(factors) for each, factors in packs.items()})


def _homes(desk: Desk, warehouse: str, tasks: list[Any], taken: tuple[MoveTask, ...]) -> tuple[Standing, ...]:
    have: dict[tuple[int, int], int] = defaultdict(int)
    lots: dict[tuple[int, int], set[str]] = defaultdict(set)
    for place, product, lot, qty in _HAVE.all(desk.connection, warehouse_is=warehouse):
        have[place, product] += qty
        lots[place, product].add(lot)
    leaving: dict[tuple[int, int], int] = defaultdict(int)
    for row in tasks:
        leaving[row[0], row[2]] += row[3]
    coming: dict[tuple[int, str], int] = defaultdict(int)
    for each in taken:
        coming[each.target_id, each.item.sku] += each.left
    skus = _skus(desk, warehouse) if coming else {}
    found = []
    for row in _HOMES.all(desk.connection, warehouse_is=warehouse):
        key = (row[0], row[1])
        apart = None if row[6] else frozenset(lots.get(key, ()))
        on_way = coming.get((row[0], skus.get(row[1], "")), 0)
        found.append(Standing(*key, row[2], row[3], row[4], row[5] == 1, have[key], leaving[key], on_way, apart))
    return tuple(found)


_SKUS = Statement(
    select(ledger.product.c.id, ledger.product.c.sku)
    .join(_h, _h.c.product_id == ledger.product.c.id)
    .join(_p, _p.c.id == _h.c.place_id)
    .where(_p.c.warehouse == _HERE)
)


def _skus(desk: Desk, warehouse: str) -> dict[int, str]:
    return {row[0]: row[1] for row in _SKUS.all(desk.connection, warehouse_is=warehouse)}


def _reserve(desk: Desk, warehouse: str, taken: Iterable[MoveTask]) -> tuple[InReserve, ...]:
    """Return what the reserve can give: not what is in doubt, nor what somebody is already taking."""
    less: dict[tuple[int, int], int] = defaultdict(int)
    for place, item, qty in _DOUBTED.all(desk.connection, warehouse_is=warehouse):
        less[place, item] += qty
    for each in taken:
        less[each.source_id, each.item_id] += each.left
    found = []
    for question, pallet in ((_IN_BULK, False), (_ON_PALLETS, True)):
        for row in question.all(desk.connection, warehouse_is=warehouse):
            qty = row[3] - less[row[0], row[1]]
            if qty > 0:
                found.append(InReserve(row[0], row[1], row[2], qty, row[4], row[5], row[6], pallet))
    return tuple(found)
