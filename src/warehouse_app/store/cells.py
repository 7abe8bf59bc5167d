"""The projections that posting changes: cells, pools and serial numbers.

Every change is one conditional UPDATE under a CHECK.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.expression import Executable

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.places import MAY_GO_BELOW_ZERO, Place
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Ahead, Statement, ahead


class Cell(NamedTuple):
    """What a place holds of an item."""

    on_hand: int
    held: int

    @property
    def free(self) -> int:
        """Return what nobody holds."""
        return self.on_hand - self.held


class PoolState(NamedTuple):
    """What a pool holds and has promised."""

    on_hand: int
    promised: int

    @property
    def free(self) -> int:
        """Return what is available to promise."""
        return self.on_hand - self.promised


NO_CELL = Cell(0, 0)
NO_POOL = PoolState(0, 0)

_b = ledger.balance
_HERE = (_b.c.place_id == bindparam("place_is"), _b.c.item_id == bindparam("item_is"))
_READ = Statement(select(_b.c.on_hand, _b.c.held).where(*_HERE))
_CHANGE = Statement(
    update(_b)
    .where(
        *_HERE,
        _b.c.held + bindparam("more_held") >= 0,
        or_(_b.c.outside == 1, _b.c.on_hand + bindparam("more") >= _b.c.held + bindparam("more_held")),
    )
    .values(on_hand=_b.c.on_hand + bindparam("more"), held=_b.c.held + bindparam("more_held")),
)
_HOLD = Statement(
    update(_b)
    .where(*_HERE, _b.c.on_hand - _b.c.held >= bindparam("asked"))
    .values(held=_b.c.held + bindparam("more_held")),
)
_INSERT = Statement(
    insert(_b).values(
        place_id=bindparam("place_id"),
        item_id=bindparam("item_id"),
        on_hand=bindparam("on_hand"),
        held=bindparam("held"),
        outside=bindparam("outside"),
    ),
)


def _coming(insert: Any) -> Executable:  # noqa: ANN401 - each database has an INSERT of its own
    row: dict[str, Any] = {c.name: bindparam(c.name) for c in _b.c}
    new = insert(_b).values(row)
    more = {"on_hand": _b.c.on_hand + new.excluded.on_hand, "held": _b.c.held + new.excluded.held}
    found: Executable = new.on_conflict_do_update(index_elements=["place_id", "item_id"], set_=more)
    return found


_COME = Statement(_coming(postgresql.insert), sqlite=_coming(sqlite.insert))
_DROP = Statement(delete(_b).where(*_HERE, _b.c.on_hand == 0, _b.c.held == 0))

_o = ledger.pool
_POOL = (
    _o.c.sku == bindparam("sku_is"),
    _o.c.warehouse == bindparam("warehouse_is"),
    _o.c.owner == bindparam("owner_is"),
    _o.c.grade == bindparam("grade_is"),
    _o.c.lot == bindparam("lot_is"),
)
_READ_POOL = Statement(select(_o.c.on_hand, _o.c.promised).where(*_POOL))
_CHANGE_POOL = Statement(
    update(_o)
    .where(
        *_POOL,
        _o.c.promised + bindparam("more_promised") >= 0,
        _o.c.on_hand + bindparam("more") >= _o.c.promised + bindparam("more_promised"),
    )
    .values(on_hand=_o.c.on_hand + bindparam("more"), promised=_o.c.promised + bindparam("more_promised")),
)
_PROMISE_POOL = Statement(
    update(_o)
    .where(*_POOL, _o.c.on_hand - _o.c.promised >= bindparam("asked"))
    .values(promised=_o.c.promised + bindparam("more_promised")),
)
_INSERT_POOL = Statement(
    insert(_o).values(
        sku=bindparam("sku"),
        warehouse=bindparam("warehouse"),
        owner=bindparam("owner"),
        grade=bindparam("grade"),
        lot=bindparam("lot"),
        on_hand=bindparam("on_hand"),
        promised=0,
    ),
)


def read(desk: Desk, place_id: int, item_id: int) -> Cell:
    """Return what a place holds of an item."""
    row = _READ.one(desk.connection, place_is=place_id, item_is=item_id)
    return NO_CELL if row is None else Cell(row[0], row[1])


def change(desk: Desk, place: Place, item_id: int, more: int, more_held: int) -> bool:
    """Change a cell if it then holds what it must; tell whether it was. An empty cell's row goes.

    A change that would do for an empty cell is refused by none: goods that come, and no more of them held. Any other
    that no row took is that of a cell without a row.
    """
    if more > 0 and 0 <= more_held <= more:
        outside = 1 if place.kind in MAY_GO_BELOW_ZERO else 0
        _COME.do(desk.connection, place_id=place.id, item_id=item_id, on_hand=more, held=more_held, outside=outside)
        return True
    where = {"place_is": place.id, "item_is": item_id}
    if _CHANGE.run(desk.connection, more=more, more_held=more_held, **where).rowcount == 0:
        outside = 1 if place.kind in MAY_GO_BELOW_ZERO else 0
        if more_held < 0 or (not outside and more < more_held):
            return False
        _INSERT.do(desk.connection, place_id=place.id, item_id=item_id, on_hand=more, held=more_held, outside=outside)
    if more < 0:
        _DROP.do(desk.connection, **where)
    return True


def hold(desk: Desk, place_id: int, item_id: int, qty: int) -> bool:
    """Hold `qty` of a cell for a promise if that much is free; tell whether it was."""
    return _HOLD.run(desk.connection, place_is=place_id, item_is=item_id, asked=qty, more_held=qty).rowcount == 1


def let_go(desk: Desk, place_id: int, item_id: int, qty: int) -> None:
    """Give back `qty` of a cell's hold; one that was not held is a bug."""
    if _CHANGE.run(desk.connection, place_is=place_id, item_is=item_id, more=0, more_held=-qty).rowcount == 0:
        message = f"cell {place_id}, {item_id} does not hold {qty}"
        raise ValueError(message)


def _where(key: PoolKey) -> dict[str, object]:
    return {
        "sku_is": key.sku,
        "warehouse_is": key.warehouse,
        "owner_is": key.owner,
        "grade_is": key.grade,
        "lot_is": key.lot,
    }


def read_pool(desk: Desk, key: PoolKey) -> PoolState:
    """Return what a pool holds and has promised."""
    row = _READ_POOL.one(desk.connection, **_where(key))
    return NO_POOL if row is None else PoolState(row[0], row[1])


def ahead_of_pool(key: PoolKey) -> Ahead:
    """Return the question what a pool holds and has promised."""
    return ahead(_READ_POOL, **_where(key))


def change_pool(desk: Desk, key: PoolKey, more: int, more_promised: int) -> bool:
    """Change a pool if it then holds what it must; tell whether it was."""
    if _CHANGE_POOL.run(desk.connection, more=more, more_promised=more_promised, **_where(key)).rowcount == 0:
        if more < 0 or more_promised:
            return False
        row = {"sku": key.sku, "warehouse": key.warehouse, "owner": key.owner, "grade": key.grade, "lot": key.lot}
        _INSERT_POOL.run(desk.connection, on_hand=more, **row)
    return True


def give_back_pool(desk: Desk, key: PoolKey, qty: int) -> None:
    """Take `qty` of a pool's promises back; one that was not promised is a bug."""
    if not change_pool(desk, key, 0, -qty):
        message = f"pool {key} does not promise {qty}"
        raise ValueError(message)


def promise_pool(desk: Desk, key: PoolKey, qty: int) -> bool:
    """Promise `qty` of a pool if that much is free; tell whether it was."""
    return _PROMISE_POOL.run(desk.connection, asked=qty, more_promised=qty, **_where(key)).rowcount == 1


def pools_of(item: Item, warehouse: str) -> tuple[PoolKey, ...]:
    """Return the pools that count an item standing in a promisable place of `warehouse`.

    All lots together, and its own lot.
    """
    whole = PoolKey(warehouse, item.sku, item.owner, item.grade)
    if not item.lot:
        return (whole,)
    return (whole, PoolKey(warehouse, item.sku, item.owner, item.grade, item.lot))
