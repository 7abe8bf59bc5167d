"""What allocation reads and writes besides promises: what lines still need, who holds a pool, and shortages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, case, cast, func, insert, literal, select, update

from warehouse_app.domain.items import GRADE_A, HOUSE, ProductKind
from warehouse_app.domain.ledger.promises import WHOLE_POOL, PoolKey, Purpose
from warehouse_app.domain.orders.readiness import LineFacts
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.orders.values import Holder, PoolReason, ShortCause, Unpromisable
from warehouse_app.domain.places import PROMISABLE_FIXED, PlaceId, PlaceKind
from warehouse_app.store import cells, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, trade, transfers
from warehouse_app.store.schema.base import WORDS
from warehouse_app.store.statement import Statement

NAMED = 20
"""How many holders, and places out of reach, an explanation names; the rest is counted."""

_o, _l, _r, _h, _x = trade.orders, trade.order_line, ledger.promise, ledger.shortage, trade.order_hold
_b, _i, _p, _s, _g = ledger.balance, ledger.item, ledger.place, ledger.serial_at, ledger.pool
_t, _tl = transfers.transfer, transfers.transfer_line
_LINE = Purpose.LINE.value

PROMISED = (
    select(func.coalesce(func.sum(_r.c.qty), 0))
    .where(_r.c.purpose == _LINE, _r.c.ref == _l.c.id)
    .correlate(_l)
    .scalar_subquery()
)
"""The live promises of an order line, as a column."""

NEEDS = and_(_l.c.kind == ProductKind.GOODS.value, _l.c.qty - _l.c.cancelled > _l.c.picked + PROMISED)
"""True of a goods line for which something is neither picked nor promised."""

_FACTS = (_l.c.id, _l.c.n, _l.c.sku, _l.c.kind, _l.c.qty, _l.c.cancelled, _l.c.picked, _l.c.packed, _l.c.shipped)
_GOODS = (_l.c.kind == ProductKind.GOODS.value, _l.c.qty > _l.c.cancelled)
_LINES = Statement(
    select(*_FACTS, PROMISED, func.coalesce(_g.c.on_hand - _g.c.promised, 0), _o.c.warehouse)
    .join(_o, _o.c.id == _l.c.order_id)
    .outerjoin(
        _g,
        and_(
            _g.c.sku == _l.c.sku,
            _g.c.warehouse == _o.c.warehouse,
            _g.c.owner == HOUSE,
            _g.c.grade == GRADE_A,
            _g.c.lot == WHOLE_POOL,
        ),
    )
    .where(_l.c.order_id == bindparam("order_is"), *_GOODS)
    .order_by(_l.c.n),
)
_ONE_LINE = Statement(
    select(*_FACTS, PROMISED, literal(0), _o.c.warehouse)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_l.c.id == bindparam("line_is")),
)
_IN_NEED = Statement(
    select(_o.c.id, _o.c.code, _o.c.priority, _o.c.ship_by, _o.c.placed_at, func.count(_l.c.id))
    .join(_l, _l.c.order_id == _o.c.id)
    .where(_o.c.state == OrderState.CONFIRMED.value, NEEDS)
    .group_by(_o.c.id, _o.c.code, _o.c.priority, _o.c.ship_by, _o.c.placed_at),
)
_ITS = _l.c.order_id == _o.c.id
_NOTHING_TO_SHIP = (
    select(_l.c.id).where(_ITS).correlate(_o).exists(),
    ~select(_l.c.id).where(_ITS, *_GOODS).correlate(_o).exists(),
    ~select(_x.c.order_id).where(_x.c.order_id == _o.c.id).correlate(_o).exists(),
)
"""It has lines, none of them goods that are still wanted, and nothing holds it."""
_SHIPPING_NOTHING = Statement(
    select(_o.c.id, _o.c.code, _o.c.priority, _o.c.ship_by, _o.c.placed_at, literal(1)).where(
        _o.c.state == OrderState.CONFIRMED.value, *_NOTHING_TO_SHIP
    )
)
_SHIPS_NOTHING = Statement(select(_o.c.id).where(_o.c.id == bindparam("id_is"), *_NOTHING_TO_SHIP))
_OPEN = Statement(
    # A selection, no join: SQLite joins from the side of all shortages.
    select(_h.c.ref, _h.c.id, _h.c.qty, _h.c.reason).where(
        _h.c.purpose == _LINE,
        _h.c.ref.in_(select(_l.c.id).where(_l.c.order_id == bindparam("order_is"))),
        _h.c.resolved_at.is_(None),
    ),
)
_NOW = cast(bindparam("at_is"), WORDS)
_RESOLVE = Statement(
    # A clock that was set back lets nothing end before it began.
    update(_h).where(_h.c.id == bindparam("id_is")).values(resolved_at=case((_h.c.at > _NOW, _h.c.at), else_=_NOW))
)
_SHORT = Statement(
    insert(_h).values(
        purpose=_LINE,
        ref=bindparam("ref"),
        qty=bindparam("qty"),
        reason=bindparam("reason"),
        at=bindparam("at"),
        command_id=bindparam("command_id"),
    ),
)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A goods line of an order, with its promises and what its pool has free."""

    id: int
    n: int
    sku: str
    facts: LineFacts
    free: int
    warehouse: str


class OrderInNeed(NamedTuple):
    """A confirmed order of which `lines` lines are neither picked nor promised in whole."""

    id: int
    code: str
    priority: int
    ship_by: str
    placed_at: str
    lines: int


class OpenShortage(NamedTuple):
    """A shortage nobody resolved yet."""

    line: int
    id: int
    qty: int
    reason: str


def _need(row: Any) -> NeedLine:  # noqa: ANN401 - a database row
    facts = LineFacts(row[3], row[4], row[5], int(row[9]), row[6], row[7], row[8])
    return NeedLine(row[0], row[1], row[2], facts, int(row[10]), row[11])


def lines_of(desk: Desk, order_id: int) -> tuple[NeedLine, ...]:
    """Return the goods lines of an order, in their order, with what is promised and what their pools have free."""
    return tuple(_need(row) for row in _LINES.all(desk.connection, order_is=order_id))


def line(desk: Desk, line_id: int) -> NeedLine | None:
    """Return one line (its pool not looked at)."""
    row = _ONE_LINE.one(desk.connection, line_is=line_id)
    return None if row is None else _need(row)


def orders_in_need(desk: Desk) -> tuple[OrderInNeed, ...]:
    """Return all confirmed orders that lack promises, or that have nothing to ship and so can end, in no order."""
    rows = (*_IN_NEED.all(desk.connection), *_SHIPPING_NOTHING.all(desk.connection))
    return tuple(OrderInNeed(*row) for row in rows)


def ships_nothing(desk: Desk, order_id: int) -> bool:
    """Tell whether an order wants no goods (only services, or all of it cancelled) and nothing holds it."""
    return _SHIPS_NOTHING.one(desk.connection, id_is=order_id) is not None


def open_shortages(desk: Desk, order_id: int) -> tuple[OpenShortage, ...]:
    """Return the unresolved shortages of an order's lines."""
    return tuple(OpenShortage(*row) for row in _OPEN.all(desk.connection, order_is=order_id))


def resolve(desk: Desk, shortages: Iterable[OpenShortage]) -> None:
    """Mark shortages as no longer so."""
    _RESOLVE.run_many(desk.connection, [{"id_is": each.id, "at_is": desk.at} for each in shortages])


def write_shortage(desk: Desk, line_id: int, qty: int, reason: str) -> None:
    """Make visible that a line lacks `qty`."""
    _SHORT.run(desk.connection, ref=line_id, qty=qty, reason=reason, at=desk.at, command_id=desk.command_id)


# ------------------------------------------------------------------------------------------------- the whole reason

_AT_POOL = (
    _r.c.sku == bindparam("sku_is"),
    _r.c.warehouse == bindparam("warehouse_is"),
    _r.c.owner == bindparam("owner_is"),
    _r.c.grade == bindparam("grade_is"),
)
_HOLDERS = Statement(
    select(_o.c.code, _l.c.n, _r.c.qty, _r.c.rank, _r.c.scope, _p.c.code, _r.c.purpose, _r.c.id, _t.c.code)
    .select_from(_r)
    .outerjoin(_l, and_(_r.c.purpose == _LINE, _l.c.id == _r.c.ref))
    .outerjoin(_o, _o.c.id == _l.c.order_id)
    .outerjoin(_tl, and_(_r.c.purpose == Purpose.TRANSFER.value, _tl.c.id == _r.c.ref))
    .outerjoin(_t, _t.c.id == _tl.c.transfer_id)
    .outerjoin(_p, _p.c.id == _r.c.place_id)
    .where(*_AT_POOL)
    .order_by(_r.c.rank, _r.c.id)
    .limit(NAMED),
)
_HELD = Statement(select(func.count(), func.coalesce(func.sum(_r.c.qty), 0)).where(*_AT_POOL))
_where = _p.alias()
_STANDING: Select[Any] = (
    select(
        *(_p.c.warehouse, _p.c.code, _p.c.kind, _b.c.on_hand, _i.c.grade, _i.c.owner, _p.c.id),
        case((_where.c.kind == PlaceKind.CUSTOMER.value, 1), else_=0),
    )
    .select_from(_i)
    .join(_b, _b.c.item_id == _i.c.id)
    .join(_p, _p.c.id == _b.c.place_id)
    .outerjoin(_s, and_(_s.c.sku == literal("@") + _p.c.kind, _s.c.serial == _p.c.code))
    .outerjoin(_where, _where.c.id == _s.c.place_id)
    .where(_i.c.sku == bindparam("sku_is"), _b.c.on_hand > 0)
    .where(and_(*(_p.c.kind != kind.value for kind in (PlaceKind.CUSTOMER, PlaceKind.SCRAP, PlaceKind.ADJUST))))
    .where(and_(*(_p.c.kind != kind.value for kind in (PlaceKind.SUPPLIER, PlaceKind.ISSUED, PlaceKind.UNTRACED))))
)
_ALL_STANDING = Statement(_STANDING.order_by(_b.c.on_hand.desc(), _p.c.code))
_EVER = Statement(
    select(_i.c.id).join(ledger.leg, ledger.leg.c.item_id == _i.c.id).where(_i.c.sku == bindparam("sku_is")).limit(1),
)


def explain(desk: Desk, warehouse: str, sku: str) -> PoolReason:
    """Return the whole reason of a pool: free or not, who holds it, and what stands where it cannot be promised."""
    key = PoolKey(warehouse, sku)
    pool = cells.read_pool(desk, key)
    where = {"sku_is": sku, "warehouse_is": warehouse, "owner_is": key.owner, "grade_is": key.grade}
    holders = tuple(
        Holder(row[0] or "", row[1] or 0, row[2], row[3], row[4], row[5] or "", _purpose(row[6], row[8]), row[7])
        for row in _HOLDERS.all(desk.connection, **where)
    )
    count, held = _HELD.one(desk.connection, **where) or (0, 0)
    standing = [row for row in _ALL_STANDING.all(desk.connection, sku_is=sku) if not row[7]]
    out_of_reach = tuple(
        Unpromisable(row[0], row[1], row[2], row[3], row[4], row[5])
        for row in standing
        if not _promisable(desk, row, key)
    )
    return PoolReason(
        *(warehouse, sku, pool.on_hand, pool.promised, pool.free),
        _cause(desk, sku, pool, out_of_reach=bool(out_of_reach)),
        holders,
        int(count) - len(holders),
        int(held) - sum(each.qty for each in holders),
        out_of_reach[:NAMED],
        sum(row[3] for row in standing),
    )


def _purpose(purpose: str, transfer: str | None) -> str:
    return f"{purpose} {transfer}" if transfer else purpose


def _promisable(desk: Desk, row: Any, key: PoolKey) -> bool:  # noqa: ANN401 - a database row
    if (row[4], row[5]) != (key.grade, key.owner):
        return False
    kind = PlaceKind(row[2])
    if kind in PROMISABLE_FIXED:
        return bool(row[0] == key.warehouse)
    return kind is PlaceKind.LPN and places.pool_warehouse(desk, places.get(desk, PlaceId(row[6]))) == key.warehouse


def cause(desk: Desk, warehouse: str, sku: str) -> ShortCause:
    """Return in one word why a pool has nothing free, without naming holders."""
    pool = cells.read_pool(desk, PoolKey(warehouse, sku))
    out_of_reach = False
    if pool.on_hand == 0:
        rows = _ALL_STANDING.all(desk.connection, sku_is=sku)
        out_of_reach = any(not row[7] for row in rows)
    return _cause(desk, sku, pool, out_of_reach=out_of_reach)


def _cause(desk: Desk, sku: str, pool: cells.PoolState, *, out_of_reach: bool) -> ShortCause:
    if pool.free > 0:
        return ShortCause.NOT_ASKED
    if pool.on_hand > 0:
        return ShortCause.ALL_PROMISED
    if out_of_reach:
        return ShortCause.STANDS_ELSEWHERE
    return ShortCause.NONE_LEFT if _EVER.one(desk.connection, sku_is=sku) else ShortCause.NEVER_STOCKED
