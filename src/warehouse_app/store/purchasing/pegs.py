"""Pegs: which short order lines wait for which purchase lines, made anew by rank for one product at a time.

What may make them wrong marks the product (`mark`, `mark_order`); `settle` makes its pegs anew and takes the mark away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.orders.readiness import MAX_PRIORITY
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.purchasing.pegging import Need, Peg, Supply, by_day, pegged
from warehouse_app.domain.purchasing.states import DeliveryState, PurchaseState
from warehouse_app.domain.purchasing.values import Expected, Promised
from warehouse_app.domain.transfers.states import EXPECTED
from warehouse_app.store.allocation import PROMISED
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import orders
from warehouse_app.store.schema import purchasing, trade, transfers
from warehouse_app.store.statement import Statement, ahead, foresee
from warehouse_app.store.transfers import rows

MOST_NEEDS = 150
"""Order lines of a product that are told a day, the strongest first: more could not be written in one transaction."""

MOST_ROWS = 150
"""Rows of pegs after which no other product is begun in the same transaction: one product writes 300 at most."""

MOST_SUPPLIES = 50
"""Purchase lines of a product that are looked at, the earliest first."""

_x, _stale, _pl, _po = purchasing.peg, purchasing.peg_stale, purchasing.purchase_line, purchasing.purchase_order
_d, _dl, _o, _l, _s = (
    *(purchasing.delivery, purchasing.delivery_line, trade.orders, trade.order_line),
    purchasing.supplier,
)
_t, _tl = transfers.transfer, transfers.transfer_line
_MINUTE = 16
_SHORT = _l.c.qty - _l.c.cancelled - _l.c.picked - PROMISED
_URGENT = case((_o.c.priority > MAX_PRIORITY, MAX_PRIORITY), (_o.c.priority < 0, 0), else_=_o.c.priority)
_NEEDS = Statement(
    select(_l.c.id, _SHORT)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_l.c.sku == bindparam("sku_is"), _l.c.qty > _l.c.cancelled + _l.c.picked, _SHORT > 0)
    .where(_l.c.kind == ProductKind.GOODS.value)
    .where(_o.c.state == OrderState.CONFIRMED.value, _o.c.warehouse == bindparam("warehouse_is"))
    .order_by(_URGENT.desc(), case((_o.c.ship_by == "", 1), else_=0), func.substr(_o.c.ship_by, 1, _MINUTE))
    .order_by(_o.c.placed_at, _o.c.id, _l.c.n)
    .limit(MOST_NEEDS)
)
_OF_SKU = select(_pl.c.id).where(_pl.c.sku == bindparam("sku_is"), _pl.c.qty - _pl.c.cancelled > _pl.c.received)
"""A selection, no join, and the day as a question of its own: SQLite would begin with all expected deliveries."""

_TOLD_DAY = (
    select(_d.c.due_day)
    .where(_d.c.id == _dl.c.delivery_id, _d.c.state == DeliveryState.EXPECTED.value, _d.c.due_day != "")
    .correlate(_dl)
    .scalar_subquery()
)
_TOLD = Statement(
    select(_dl.c.purchase_line_id, _TOLD_DAY, _dl.c.qty - _dl.c.received)
    .where(_dl.c.purchase_line_id.in_(_OF_SKU), _dl.c.qty > _dl.c.received)
    .order_by(_dl.c.id)
)
_none: ColumnElement[int] = literal(0)
_PEG = (_x.c.id, _x.c.line_id)
_NOW = Statement(
    union_all(
        select(*_PEG, _x.c.purchase_line_id, _x.c.qty, _x.c.due_day, _none)
        .join(_pl, _pl.c.id == _x.c.purchase_line_id)
        .join(_po, _po.c.id == _pl.c.purchase_order_id)
        .where(_pl.c.sku == bindparam("sku_is"), _po.c.warehouse == bindparam("warehouse_is")),
        select(*_PEG, _none, _x.c.qty, _x.c.due_day, _x.c.transfer_line_id)
        .join(_tl, _tl.c.id == _x.c.transfer_line_id)
        .join(_t, _t.c.id == _tl.c.transfer_id)
        .where(_tl.c.sku == bindparam("sku_is"), _t.c.target == bindparam("warehouse_is")),
    )
)
_NEW = Statement(insert(_x).values({c.name: bindparam(c.name) for c in _x.c if c.name != "id"}))
_GONE = Statement(delete(_x).where(_x.c.id == bindparam("id_is")))
_SETTLED = Statement(
    delete(_stale).where(_stale.c.sku == bindparam("sku_is"), _stale.c.warehouse == bindparam("at_is"))
)
_STALE = Statement(
    select(_stale.c.sku, _stale.c.warehouse).order_by(_stale.c.sku, _stale.c.warehouse).limit(bindparam("most"))
)


def _marking(found: Select[Any] | None = None) -> Statement:
    """Return what marks products: one that is named, or those a question finds."""

    def of(made: Insert) -> Insert:
        return (
            made.values(sku=bindparam("sku"), warehouse=bindparam("warehouse"))
            if found is None
            else (made.from_select(["sku", "warehouse"], found))
        )

    lite: Any = of(sqlite.insert(_stale))
    server: Any = of(postgresql.insert(_stale))
    return Statement(lite.on_conflict_do_nothing(), postgresql=server.on_conflict_do_nothing())


_MARK = _marking()
_WAITED_FOR = (
    select(_pl.c.id)
    .join(_po, _po.c.id == _pl.c.purchase_order_id)
    .where(_pl.c.sku == _l.c.sku, _po.c.warehouse == _o.c.warehouse, _po.c.state == PurchaseState.CONFIRMED.value)
    .where(_pl.c.qty - _pl.c.cancelled > _pl.c.received)
    .correlate(_l, _o)
    .exists()
)
_BROUGHT = (
    select(_tl.c.id)
    .join(_t, _t.c.id == _tl.c.transfer_id)
    .where(_tl.c.sku == _l.c.sku, _t.c.target == _o.c.warehouse)
    .where(or_(*(_t.c.state == state.value for state in sorted(EXPECTED))))
    .correlate(_l, _o)
    .exists()
)
_HAS_PEGS = select(_x.c.id).where(_x.c.line_id == _l.c.id).correlate(_l).exists()
_MARK_ORDER = _marking(
    select(_l.c.sku, _o.c.warehouse)
    .join(_o, _o.c.id == _l.c.order_id)
    .where(_l.c.order_id == bindparam("order_is"), or_(_HAS_PEGS, and_(_SHORT > 0, or_(_WAITED_FOR, _BROUGHT))))
    .distinct()
)
_MARK_PURCHASE = _marking(
    select(_pl.c.sku, _po.c.warehouse)
    .join(_po, _po.c.id == _pl.c.purchase_order_id)
    .where(_pl.c.purchase_order_id == bindparam("id_is"))
    .distinct()
)
_FORGET = Statement(
    delete(_x).where(_x.c.purchase_line_id.in_(select(_pl.c.id).where(_pl.c.purchase_order_id == bindparam("id_is"))))
)
MARK_DELIVERY = _marking(
    select(_dl.c.sku, _d.c.warehouse)
    .join(_d, _d.c.id == _dl.c.delivery_id)
    .where(_dl.c.delivery_id == bindparam("id_is"))
    .distinct()
)
"""What lets the pegs of all products of the delivery `id_is` be made anew."""

FORGETTING_ORDER = (
    _marking(
        select(_l.c.sku, _o.c.warehouse)
        .join(_o, _o.c.id == _l.c.order_id)
        .where(_l.c.order_id == bindparam("id_is"), _HAS_PEGS)
        .distinct()
    ),
    Statement(delete(_x).where(_x.c.line_id.in_(select(_l.c.id).where(_l.c.order_id == bindparam("id_is"))))),
)
"""What lets the order `id_is` wait for nothing any more: what it waited for is for others."""

FORGETTING = (_MARK_PURCHASE, _FORGET)
"""What lets nobody wait for the purchase order `id_is` any more."""


def settle(desk: Desk, sku: str, warehouse: str) -> bool:
    """Make the pegs of a product in a warehouse anew; tell whether any of them changed.

    Called in the same command after something came in, was promised, or a purchase line changed.
    """
    return _rewritten(desk, sku, warehouse) > 0


def _rewritten(desk: Desk, sku: str, warehouse: str) -> int:
    """Make the pegs of a product anew and return how many rows that wrote."""
    _SETTLED.do(desk.connection, sku_is=sku, at_is=warehouse)
    foresee(
        desk.connection,
        ahead(_NOW, sku_is=sku, warehouse_is=warehouse),
        orders.ahead_of_waiting(sku, warehouse),
        ahead(_TOLD, sku_is=sku),
    )
    there = [(int(row[0]), Peg(*row[1:])) for row in _NOW.all(desk.connection, sku_is=sku, warehouse_is=warehouse)]
    wanted = _wanted(desk, sku, warehouse)
    surplus = Counter(peg for _id, peg in there) - Counter(wanted)
    lacking = Counter(wanted) - Counter(peg for _id, peg in there)
    gone = surplus.total()
    for number, peg in there:
        if surplus[peg]:
            surplus[peg] -= 1
            _GONE.do(desk.connection, id_is=number)
    _NEW.run_many(desk.connection, [_row(desk, peg) for peg in lacking.elements()])
    written = lacking.total() + gone
    if written:
        desk.touch(Touched.ORDER, Touched.PURCHASE)
    return written


def _wanted(desk: Desk, sku: str, warehouse: str) -> tuple[Peg, ...]:
    expected = supplies(desk, sku, warehouse)
    if not expected:
        return ()
    found = _NEEDS.all(desk.connection, sku_is=sku, warehouse_is=warehouse)
    return pegged([Need(int(row[0]), int(row[1])) for row in found], expected)


def supplies(desk: Desk, sku: str, warehouse: str) -> tuple[Supply, ...]:
    """Return what is still to come of a product: by the day of its line, of a delivery that was told, of a transfer."""
    brought = [Supply(0, each.due_day, each.qty, each.line_id) for each in rows.to_come(desk, sku, warehouse)]
    lines = orders.waited_for(desk, sku, warehouse)[:MOST_SUPPLIES]
    if not lines:
        return tuple(brought[:MOST_SUPPLIES])
    rest = {each.id: each.open for each in lines}
    found: list[Supply] = []
    for (day, line_id), qty in sorted(_told(desk, sku).items()):
        taken = min(rest.get(line_id, 0), qty)
        if taken > 0:
            found.append(Supply(line_id, day, taken))
            rest[line_id] -= taken
    found += [Supply(each.id, each.due_day, rest[each.id]) for each in lines if rest[each.id]]
    return tuple(found + brought[:MOST_SUPPLIES])


def _told(desk: Desk, sku: str) -> Counter[tuple[str, int]]:
    """Return how many units of a product deliveries bring, by the day that was told and the purchase line."""
    found: Counter[tuple[str, int]] = Counter()
    for line_id, day, qty in _TOLD.all(desk.connection, sku_is=sku):
        if day:
            found[str(day), int(line_id)] += int(qty)
    return found


def _row(desk: Desk, peg: Peg) -> dict[str, object]:
    told = {"line_id": peg.line_id, "qty": peg.qty, "due_day": peg.day, "at": desk.at}
    return {
        **told,
        "purchase_line_id": peg.purchase_line_id or None,
        "transfer_line_id": peg.transfer_line_id or None,
    }


def mark(desk: Desk, pairs: Iterable[tuple[str, str]]) -> None:
    """Let the pegs of products (SKU, warehouse) be made anew by the worker."""
    _MARK.run_many(desk.connection, [{"sku": sku, "warehouse": at} for sku, at in dict.fromkeys(pairs)])


def mark_order(desk: Desk, order_id: int) -> None:
    """Let the pegs of what an order lacks, or waits for, be made anew: one statement, whatever the order's size."""
    _MARK_ORDER.do(desk.connection, order_is=order_id)


def mark_purchase(desk: Desk, purchase_id: int) -> None:
    """Let the pegs of all products of a purchase order be made anew."""
    _MARK_PURCHASE.do(desk.connection, id_is=purchase_id)


def mark_delivery(desk: Desk, delivery_id: int) -> None:
    """Let the pegs of all products of a delivery be made anew."""
    MARK_DELIVERY.do(desk.connection, id_is=delivery_id)


def forget_purchase(desk: Desk, purchase_id: int) -> None:
    """Let nobody wait for a purchase order any more: it is closed, cancelled, or goes elsewhere."""
    mark_purchase(desk, purchase_id)
    _FORGET.run(desk.connection, id_is=purchase_id)


def stale(desk: Desk, most: int) -> tuple[tuple[str, str], ...]:
    """Return products (SKU, warehouse) whose pegs are to be made anew, at most so many."""
    return tuple((str(row[0]), str(row[1])) for row in _STALE.all(desk.connection, most=most))


def settle_some(desk: Desk, most: int) -> int:
    """Make the pegs of at most so many marked products anew, and of fewer where they are many; return how many were."""
    written = done = 0
    for sku, warehouse in stale(desk, most):
        if written >= MOST_ROWS:
            break
        written += _rewritten(desk, sku, warehouse)
        done += 1
    return done


# ------------------------------------------------------------------------------------------------- read by others

_OF_ORDER = Statement(
    select(_x.c.line_id, _x.c.qty, _x.c.due_day, func.coalesce(_po.c.code, _t.c.code, ""))
    .add_columns(func.coalesce(_s.c.name, _t.c.source, ""))
    .join(_l, _l.c.id == _x.c.line_id)
    .outerjoin(_pl, _pl.c.id == _x.c.purchase_line_id)
    .outerjoin(_po, _po.c.id == _pl.c.purchase_order_id)
    .outerjoin(_s, _s.c.id == _po.c.supplier_id)
    .outerjoin(_tl, _tl.c.id == _x.c.transfer_line_id)
    .outerjoin(_t, _t.c.id == _tl.c.transfer_id)
    .where(_l.c.order_id == bindparam("order_is"))
    .order_by(_x.c.line_id, case((_x.c.due_day == "", 1), else_=0), _x.c.due_day, _x.c.id)
)
_OF_PURCHASE = Statement(
    select(_x.c.purchase_line_id, func.sum(_x.c.qty), func.count())
    .join(_pl, _pl.c.id == _x.c.purchase_line_id)
    .where(_pl.c.purchase_order_id == bindparam("order_is"))
    .group_by(_x.c.purchase_line_id)
)
_WHERE_TO = Statement(
    union_all(
        select(_po.c.warehouse)
        .join(_pl, _pl.c.purchase_order_id == _po.c.id)
        .where(_pl.c.sku == bindparam("sku_is"), _po.c.state == PurchaseState.CONFIRMED.value)
        .where(_pl.c.qty - _pl.c.cancelled > _pl.c.received),
        select(_t.c.target)
        .join(_tl, _tl.c.transfer_id == _t.c.id)
        .where(_tl.c.sku == bindparam("sku_is"))
        .where(or_(*(_t.c.state == state.value for state in sorted(EXPECTED)))),
    )
)
_BY_LINE = Statement(
    union_all(
        select(_x.c.purchase_line_id, _none, _x.c.due_day, func.sum(_x.c.qty))
        .join(_pl, _pl.c.id == _x.c.purchase_line_id)
        .where(_pl.c.sku == bindparam("sku_is"))
        .group_by(_x.c.purchase_line_id, _x.c.due_day),
        select(_none, _x.c.transfer_line_id, _x.c.due_day, func.sum(_x.c.qty))
        .join(_tl, _tl.c.id == _x.c.transfer_line_id)
        .where(_tl.c.sku == bindparam("sku_is"))
        .group_by(_x.c.transfer_line_id, _x.c.due_day),
    )
)


def of_order(desk: Desk, order_id: int) -> tuple[Promised, ...]:
    """Return what the lines of an order wait for, the earliest first within a line."""
    return tuple(Promised(*row) for row in _OF_ORDER.all(desk.connection, order_is=order_id))


def of_purchase(desk: Desk, purchase_id: int) -> dict[int, tuple[int, int]]:
    """Return for each line of a purchase order how many units are waited for, by how many order lines."""
    found = _OF_PURCHASE.all(desk.connection, order_is=purchase_id)
    return {int(row[0]): (int(row[1]), int(row[2])) for row in found}


def expected(desk: Desk, sku: str, warehouse: str) -> tuple[Expected, ...]:
    """Return what is to come of a product in a warehouse, the earliest day first."""
    asked = _BY_LINE.all(desk.connection, sku_is=sku)
    by_line = {(int(row[0]), int(row[1]), row[2]): int(row[3]) for row in asked}
    brought = {each.line_id: each for each in rows.to_come(desk, sku, warehouse)}
    found = []
    for each in sorted(supplies(desk, sku, warehouse), key=by_day):
        waited = min(each.qty, by_line.get((each.purchase_line_id, each.transfer_line_id, each.day), 0))
        if each.transfer_line_id:
            come = brought[each.transfer_line_id]
            found.append(Expected(warehouse, each.day, each.qty, waited, come.transfer, come.source))
            continue
        line = orders.line(desk, each.purchase_line_id)
        assert line is not None
        head = orders.head(desk, line.purchase_id)
        found.append(Expected(warehouse, each.day, each.qty, waited, head.code, head.supplier_name or head.supplier))
    return tuple(found)


def expected_anywhere(desk: Desk, sku: str) -> tuple[Expected, ...]:
    """Return what is to come of a product in all warehouses, the earliest day first."""
    warehouses = sorted({str(row[0]) for row in _WHERE_TO.all(desk.connection, sku_is=sku)})
    found = [each for warehouse in warehouses for each in expected(desk, sku, warehouse)]
    return tuple(sorted(found, key=lambda each: (not each.day, each.day)))
