"""Promises as rows: made, narrowed (pool to lot to cell), widened, released, consumed.

Each keeps its projections in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import (
    WHOLE_POOL,
    NoSuchPromise,
    NotAvailable,
    PoolKey,
    Promise,
    PromiseId,
    Purpose,
    Scope,
    Shortage,
)
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells, items, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Statement, link_at

MAX_AT_ONCE = 500
"""Promises that one call may release: no transaction is longer."""

_r = ledger.promise
_ALL = (
    *(_r.c.id, _r.c.purpose, _r.c.ref, _r.c.scope, _r.c.warehouse, _r.c.owner, _r.c.sku, _r.c.grade, _r.c.lot),
    *(_r.c.place_id, _r.c.item_id, _r.c.qty, _r.c.rank, _r.c.expires, _r.c.lot_asked),
)
_GET = Statement(select(*_ALL).where(_r.c.id == bindparam("id_is")))
_FOR = Statement(
    select(*_ALL).where(_r.c.purpose == bindparam("purpose_is"), _r.c.ref == bindparam("ref_is")).order_by(_r.c.id)
)
_REFS: BindParameter[Any] = bindparam("refs", expanding=True)
_FOR_LINES = select(*_ALL).where(_r.c.purpose == Purpose.LINE.value, _r.c.ref.in_(_REFS)).order_by(_r.c.id)
_IN_CELL = Statement(
    select(*_ALL).where(_r.c.place_id == bindparam("place_is"), _r.c.item_id == bindparam("item_is")).order_by(_r.c.id)
)
_EXPIRED = Statement(
    select(*_ALL).where(_r.c.expires <= bindparam("moment")).order_by(_r.c.expires, _r.c.id).limit(bindparam("most"))
)
_IN_POOL = Statement(
    select(*_ALL).where(
        _r.c.sku == bindparam("sku_is"),
        _r.c.warehouse == bindparam("warehouse_is"),
        _r.c.owner == bindparam("owner_is"),
        _r.c.grade == bindparam("grade_is"),
    ),
)
_INSERT = Statement(insert(_r).values({column.name: bindparam(column.name) for column in _ALL[1:]}))
_LESS = Statement(
    update(_r)
    .where(_r.c.id == bindparam("id_is"), _r.c.qty > bindparam("asked"))
    .values(qty=_r.c.qty - bindparam("less")),
)
_GONE = Statement(delete(_r).where(_r.c.id == bindparam("id_is"), _r.c.qty == bindparam("asked")))
_REPOINT = Statement(update(_r).where(_r.c.id == bindparam("id_is")).values(place_id=bindparam("to_place")))

_g = ledger.promise_log
_LOG = Statement(insert(_g).values({column.name: bindparam(column.name) for column in _g.c if column.name != "seq"}))
_h = ledger.shortage
_SHORT = Statement(insert(_h).values({c.name: bindparam(c.name) for c in _h.c if c.name not in ("id", "resolved_at")}))


def _promise(desk: Desk, row: Any) -> Promise:  # noqa: ANN401 - a database row
    pool = PoolKey(row[4], row[6], row[5], row[7], row[8])
    item = None if row[10] is None else items.get(desk, row[10])
    place = None if row[9] is None else PlaceId(row[9])
    return Promise(
        PromiseId(row[0]),
        Purpose(row[1]),
        row[2],
        Scope(row[3]),
        pool,
        row[11],
        row[12],
        place,
        item,
        row[13],
        bool(row[14]),
    )


def get(desk: Desk, promise_id: PromiseId) -> Promise | None:
    """Return a live promise, or None when it was consumed or released."""
    row = _GET.one(desk.connection, id_is=promise_id)
    return None if row is None else _promise(desk, row)


def made_for(desk: Desk, purpose: Purpose, ref: int) -> tuple[Promise, ...]:
    """Return the live promises of one demand, oldest first."""
    return tuple(_promise(desk, row) for row in _FOR.all(desk.connection, purpose_is=purpose.value, ref_is=ref))


def made_for_lines(desk: Desk, lines: Sequence[int]) -> list[Promise]:
    """Return the live promises of many order lines, oldest first in each five hundred."""
    found = []
    for at in range(0, len(lines), MAX_AT_ONCE):
        rows = desk.connection.execute(_FOR_LINES, {"refs": list(lines[at : at + MAX_AT_ONCE])}).all()
        items.learn(desk, {row[10] for row in rows if row[10] is not None})
        found += [_promise(desk, row) for row in rows]
    return found


def in_cell(desk: Desk, place: PlaceId, item_id: int) -> tuple[Promise, ...]:
    """Return the promises that hold stock in one cell."""
    return tuple(_promise(desk, row) for row in _IN_CELL.all(desk.connection, place_is=place, item_is=item_id))


def in_pool(desk: Desk, key: PoolKey) -> tuple[Promise, ...]:
    """Return the promises at or below a pool: of all lots for the whole pool, else of that lot only."""
    rows = _IN_POOL.all(
        desk.connection,
        sku_is=key.sku,
        warehouse_is=key.warehouse,
        owner_is=key.owner,
        grade_is=key.grade,
    )
    return tuple(_promise(desk, row) for row in rows if key.lot in (WHOLE_POOL, row[8]))


def promise(desk: Desk, wanted: Promise) -> Promise:
    """Set stock aside as `wanted` says (its id is ignored). Raises Refused(NotAvailable) when a scope has less free."""
    wanted = _settled(wanted)
    there = _functions(desk)
    if there is not None:
        return replace(wanted, id=there.promise(desk, wanted, _pool_of(desk, wanted.place)))
    for key in _pools_above(wanted):
        if not cells.promise_pool(desk, key, wanted.qty):
            free = cells.read_pool(desk, key).free
            raise Refused(
                NotAvailable(key.sku, Scope.POOL.value if key.lot == WHOLE_POOL else Scope.LOT.value, wanted.qty, free)
            )
    if wanted.scope is Scope.CELL:
        _hold(desk, wanted)
    made = _write(desk, wanted)
    _log(desk, made, "made", made.qty, "")
    return made


def narrow(desk: Desk, promise_id: PromiseId, qty: int, place: PlaceId, item: Item) -> Promise:
    """Narrow `qty` of a promise to one cell; what remains stays as it was.

    Raises Refused (NoSuchPromise, NotAvailable).
    """
    there = _functions(desk)
    if there is not None:
        narrowed: Promise = there.narrow(desk, promise_id, qty, (place, item), _pool_of(desk, place))
        return narrowed
    old = _live(desk, promise_id, qty)
    if old.scope is Scope.CELL or not _fits(old, item):
        raise Refused(NoSuchPromise(promise_id, qty))
    lot = item.lot or WHOLE_POOL
    new = replace(old, scope=Scope.CELL, qty=qty, place=place, item=item, pool=replace(old.pool, lot=lot))
    for key in _pools_above(new):
        if key not in _pools_above(old) and not cells.promise_pool(desk, key, qty):
            raise Refused(NotAvailable(key.sku, Scope.LOT.value, qty, cells.read_pool(desk, key).free))
    _hold(desk, new)
    _shrink(desk, old, qty)
    made = _write(desk, new)
    _log(desk, made, "narrowed", qty, "")
    return made


def narrow_all(desk: Desk, cells_: Sequence[tuple[PromiseId, int, PlaceId, Item]]) -> list[Promise]:
    """Narrow parts of many promises to cells, each as `narrow` does. Raises Refused at the first that cannot be."""
    there = _functions(desk)
    if there is None:
        return [narrow(desk, *each) for each in cells_]
    places.learn(desk, {place for _promise, _qty, place, _item in cells_})
    asked = [(promise_id, qty, (place, item), _pool_of(desk, place)) for promise_id, qty, place, item in cells_]
    narrowed: list[Promise] = there.narrow_all(desk, asked)
    return narrowed


def narrow_to_lot(desk: Desk, promise_id: PromiseId, qty: int, lot: str) -> Promise:
    """Narrow `qty` of a pool promise to one lot (FEFO, a customer's minimum life). Raises Refused."""
    old = _live(desk, promise_id, qty)
    if old.scope is not Scope.POOL or lot in ("", WHOLE_POOL):
        raise Refused(NoSuchPromise(promise_id, qty))
    key = replace(old.pool, lot=lot)
    if not cells.promise_pool(desk, key, qty):
        raise Refused(NotAvailable(key.sku, Scope.LOT.value, qty, cells.read_pool(desk, key).free))
    _shrink(desk, old, qty)
    made = _write(desk, replace(old, scope=Scope.LOT, qty=qty, pool=key))
    _log(desk, made, "narrowed", qty, "")
    return made


def widen(desk: Desk, old: Promise, qty: int, why: str) -> Promise:
    """Take `qty` of a cell or lot promise back to its pool, so that another cell can keep it.

    A promise whose demand insists on its lot goes back to that lot. Raises Refused(NoSuchPromise) when it is smaller,
    or already as wide as it may be.
    """
    now = _live(desk, old.id, qty)
    scope, pool = (Scope.LOT, now.pool) if now.lot_asked else (Scope.POOL, replace(now.pool, lot=WHOLE_POOL))
    if now.scope is scope:
        raise Refused(NoSuchPromise(old.id, qty))
    _shrink(desk, now, qty)
    _let_go(desk, now, qty)
    for key in _pools_above(now):
        if key not in (pool, replace(pool, lot=WHOLE_POOL)):
            cells.give_back_pool(desk, key, qty)
    made = _write(desk, replace(now, scope=scope, qty=qty, place=None, item=None, pool=pool))
    _log(desk, made, "widened", qty, why)
    return made


def release(desk: Desk, old: Promise, qty: int, why: str) -> None:
    """Give `qty` of a promise back, with the reason. Raises Refused(NoSuchPromise) when it is smaller."""
    there = _functions(desk)
    if there is not None:
        there.release(desk, old.id, qty, why)
        return
    now = _live(desk, old.id, qty)
    _shrink(desk, now, qty)
    _let_go(desk, now, qty)
    for key in _pools_above(now):
        cells.give_back_pool(desk, key, qty)
    _log(desk, now, "released", qty, why)


def release_expired(desk: Desk, moment: str, most: int = MAX_AT_ONCE) -> int:
    """Release promises whose term ended by `moment` (UTC ISO text), `most` a call; return how many."""
    rows = _EXPIRED.all(desk.connection, moment=moment, most=most)
    for row in rows:
        each = _promise(desk, row)
        release(desk, each, each.qty, "expired")
    return len(rows)


def lose(desk: Desk, old: Promise, qty: int, why: str) -> Shortage:
    """Release what cannot be kept and make the loss visible as a shortage."""
    release(desk, old, qty, why)
    values = {
        "purpose": old.purpose.value,
        "ref": old.ref,
        "qty": qty,
        "reason": why,
        "at": desk.at,
        "command_id": desk.command_id,
    }
    _SHORT.do(desk.connection, **values)
    return Shortage(old.purpose, old.ref, qty, why)


def consume(desk: Desk, promise_id: PromiseId, qty: int) -> Promise:
    """Use up `qty` of a promise; the caller changes cell and pools in the same posting.

    Raises Refused(NoSuchPromise).
    """
    old = _live(desk, promise_id, qty)
    _shrink(desk, old, qty)
    _log(desk, old, "consumed", qty, "")
    return old


def repoint(desk: Desk, old: Promise, qty: int, place: PlaceId) -> None:
    """Let `qty` of a cell promise follow its goods to another place; cells and pools are changed by the posting."""
    if qty == old.qty:
        _REPOINT.do(desk.connection, id_is=old.id, to_place=place)
        _log(desk, replace(old, place=place), "moved", qty, "")
        return
    _shrink(desk, old, qty)
    _log(desk, _write(desk, replace(old, qty=qty, place=place)), "moved", qty, "")


def pools_above(promise_: Promise) -> tuple[PoolKey, ...]:
    """Return the pools in which a promise counts: the whole pool, and its lot's when it is narrowed to one."""
    return _pools_above(promise_)


def _functions(desk: Desk) -> ModuleType | None:
    """Return the functions of a server, None where it is done step by step."""
    if link_at(desk.connection) is None:
        return None
    from warehouse_app.store.postgresql import primitives

    return primitives


def _pool_of(desk: Desk, place: PlaceId | None) -> str | None:
    return None if place is None else places.pool_warehouse(desk, places.get(desk, place))


def _live(desk: Desk, promise_id: PromiseId, qty: int) -> Promise:
    """Return the promise as it is now: what the caller has seen may have followed its goods, or shrunk."""
    now = get(desk, promise_id)
    if now is None or not 0 < qty <= now.qty:
        raise Refused(NoSuchPromise(promise_id, qty))
    return now


def _settled(wanted: Promise) -> Promise:
    """Return the promise in the one form of its scope; a form that contradicts itself is a bug."""
    named = wanted.pool.lot not in ("", WHOLE_POOL)
    item = wanted.item if wanted.scope is Scope.CELL and wanted.place is not None else None
    if item is not None and _fits(wanted, item) and wanted.qty > 0:
        return replace(wanted, pool=replace(wanted.pool, lot=item.lot or WHOLE_POOL))
    of_cell = wanted.scope is Scope.CELL or wanted.place or wanted.item
    if wanted.qty <= 0 or of_cell or named is not (wanted.scope is Scope.LOT):
        message = f"no promise can be so: {wanted}"
        raise ValueError(message)
    return replace(wanted, lot_asked=named)


def _let_go(desk: Desk, now: Promise, qty: int) -> None:
    if now.place is not None and now.item is not None:
        cells.let_go(desk, now.place, items.number(desk, now.item), qty)


def _fits(old: Promise, item: Item) -> bool:
    same = (item.sku, item.owner, item.grade) == (old.pool.sku, old.pool.owner, old.pool.grade)
    return same and old.pool.lot in (WHOLE_POOL, item.lot)


def _pools_above(wanted: Promise) -> tuple[PoolKey, ...]:
    if wanted.pool.lot == WHOLE_POOL:
        return (wanted.pool,)
    return (replace(wanted.pool, lot=WHOLE_POOL), wanted.pool)


def _hold(desk: Desk, wanted: Promise) -> None:
    if wanted.place is None or wanted.item is None:
        message = "a cell promise names its place and item"
        raise ValueError(message)
    item_id = items.number(desk, wanted.item)
    if places.pool_warehouse(desk, places.get(desk, wanted.place)) != wanted.pool.warehouse:
        raise Refused(NotAvailable(wanted.item.sku, Scope.CELL.value, wanted.qty, 0))
    if not cells.hold(desk, wanted.place, item_id, wanted.qty):
        free = cells.read(desk, wanted.place, item_id).free
        raise Refused(NotAvailable(wanted.item.sku, Scope.CELL.value, wanted.qty, free))


def _write(desk: Desk, new: Promise) -> Promise:
    made = _INSERT.key(
        desk.connection,
        purpose=new.purpose.value,
        ref=new.ref,
        scope=new.scope.value,
        warehouse=new.pool.warehouse,
        owner=new.pool.owner,
        sku=new.pool.sku,
        grade=new.pool.grade,
        lot=new.pool.lot,
        place_id=new.place,
        item_id=None if new.item is None else items.number(desk, new.item),
        qty=new.qty,
        rank=new.rank,
        expires=new.expires,
        lot_asked=int(new.lot_asked),
    )
    return replace(new, id=PromiseId(made))


def _shrink(desk: Desk, old: Promise, qty: int) -> None:
    if qty == old.qty:
        shrunk = _GONE.run(desk.connection, id_is=old.id, asked=qty).rowcount
    else:
        shrunk = _LESS.run(desk.connection, id_is=old.id, asked=qty, less=qty).rowcount
    if shrunk == 0:
        raise Refused(NoSuchPromise(old.id, qty))


def _log(desk: Desk, about: Promise, what: str, qty: int, why: str) -> None:
    _LOG.do(
        desk.connection,
        promise_id=about.id,
        what=what,
        qty=qty,
        purpose=about.purpose.value,
        ref=about.ref,
        scope=about.scope.value,
        place_id=about.place,
        at=desk.at,
        why=why,
        command_id=desk.command_id,
    )
