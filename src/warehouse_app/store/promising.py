"""Promising to many order lines at once, at pool scope: the same rows `promises.promise` writes, in four statements.

The pools' own CHECK refuses what is not free, so the whole order is promised as asked or nothing of it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, literal, select, update

from warehouse_app.domain.ledger.promises import NotAvailable, PoolKey, Purpose, Scope
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, trade
from warehouse_app.store.statement import Statement

_r, _g, _o, _l = ledger.promise, ledger.promise_log, ledger.pool, trade.order_line
_LINE, _POOL = Purpose.LINE.value, Scope.POOL.value


@dataclass(frozen=True, slots=True)
class Wanted:
    """`qty` of a pool for one order line."""

    line: int
    pool: PoolKey
    qty: int


_RAISE = Statement(
    update(_o)
    .where(
        _o.c.sku == bindparam("sku_is"),
        _o.c.warehouse == bindparam("warehouse_is"),
        _o.c.owner == bindparam("owner_is"),
        _o.c.grade == bindparam("grade_is"),
        _o.c.lot == bindparam("lot_is"),
    )
    .where(_o.c.on_hand - _o.c.promised >= bindparam("more"))
    .values(promised=_o.c.promised + bindparam("more")),
)
_MAKE = Statement(
    insert(_r).values(
        purpose=_LINE,
        ref=bindparam("ref"),
        scope=_POOL,
        warehouse=bindparam("warehouse"),
        owner=bindparam("owner"),
        sku=bindparam("sku"),
        grade=bindparam("grade"),
        lot=bindparam("lot"),
        qty=bindparam("qty"),
        rank=bindparam("rank"),
    ),
)
_NEWEST = Statement(select(func.coalesce(func.max(_r.c.id), 0)))
_LOG = Statement(
    insert(_g).from_select(
        ["promise_id", "what", "qty", "purpose", "ref", "scope", "place_id", "at", "why", "command_id"],
        select(
            *(_r.c.id, literal("made"), _r.c.qty, _r.c.purpose, _r.c.ref, _r.c.scope, _r.c.place_id),
            *(bindparam("at"), literal(""), bindparam("command_id")),
        )
        # A selection, no join: SQLite joins from the side of all promises.
        .where(
            _r.c.purpose == _LINE,
            _r.c.ref.in_(select(_l.c.id).where(_l.c.order_id == bindparam("order_is"))),
            _r.c.id > bindparam("after"),
        )
        .order_by(_r.c.id),
    ),
)


def promise_lines(desk: Desk, order_id: int, wanted: Sequence[Wanted], rank: int) -> None:
    """Promise to lines of one order all that is wanted. Raises Refused(NotAvailable) when a pool has less free."""
    if not wanted:
        return
    _raise_pools(desk, wanted)
    before = _NEWEST.scalar(desk.connection)
    _MAKE.run_many(
        desk.connection,
        [
            {
                "ref": each.line,
                "warehouse": each.pool.warehouse,
                "owner": each.pool.owner,
                "sku": each.pool.sku,
                "grade": each.pool.grade,
                "lot": each.pool.lot,
                "qty": each.qty,
                "rank": rank,
            }
            for each in wanted
        ],
    )
    _LOG.run(desk.connection, order_is=order_id, after=before, at=desk.at, command_id=desk.command_id)


def _raise_pools(desk: Desk, wanted: Sequence[Wanted]) -> None:
    """Raise each pool once, in key order, so that two writers never wait for each other in a circle."""
    asked: dict[PoolKey, int] = {}
    for each in wanted:
        asked[each.pool] = asked.get(each.pool, 0) + each.qty
    for pool, qty in sorted(asked.items(), key=lambda one: one[0].sku):
        where = {
            "sku_is": pool.sku,
            "warehouse_is": pool.warehouse,
            "owner_is": pool.owner,
            "grade_is": pool.grade,
            "lot_is": pool.lot,
        }
        if _RAISE.run(desk.connection, more=qty, **where).rowcount == 0:
            raise Refused(NotAvailable(pool.sku, _POOL, qty, cells.read_pool(desk, pool).free))
