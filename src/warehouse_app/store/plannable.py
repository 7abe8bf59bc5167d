"""Which orders can be planned into batches, what holds the others back, and what their promises are.

Asked of many orders at once: a handful of questions for five hundred, never one for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, func, or_, select

from warehouse_app.domain.ledger.promises import Promise, Purpose, Scope
from warehouse_app.domain.picking.states import LIVE_BATCHES
from warehouse_app.domain.picking.values import NotPlannable
from warehouse_app.store import picking, places, promises
from warehouse_app.store.crew import abilities
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.statement import Statement

_o, _l, _h, _r = trade.orders, trade.order_line, trade.order_hold, ledger.promise
_bo, _b = floor.batch_order, floor.batch
PAID = ("paid", "authorised", "part refunded")
"""Payment states in which goods may leave."""

AT_ONCE = 500
"""Orders that one question asks for."""

_live = or_(*(_b.c.state == state.value for state in sorted(LIVE_BATCHES)))
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HEADS = select(
    *(_o.c.id, _o.c.code, _o.c.state, _o.c.payment, _o.c.ship_part, _o.c.ship_by, _o.c.priority, _o.c.warehouse),
).where(_o.c.id.in_(_IDS))
_HELD = select(_h.c.order_id).where(_h.c.order_id.in_(_IDS))
_BATCHED = select(_bo.c.order_id, _b.c.id).join(_b, _b.c.id == _bo.c.batch_id).where(_bo.c.order_id.in_(_IDS), _live)
_LINES = (
    select(
        *(_l.c.order_id, _l.c.id, _l.c.n, _l.c.qty - _l.c.cancelled - _l.c.picked),
        func.coalesce(func.sum(_r.c.qty), 0),
    )
    .outerjoin(_r, and_(_r.c.ref == _l.c.id, _r.c.purpose == Purpose.LINE.value))
    .where(_l.c.order_id.in_(_IDS), _l.c.kind == "goods")
    .group_by(_l.c.id)
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
_OF_BATCH = Statement(
    select(_l.c.id, _l.c.order_id, _l.c.n)
    .where(_l.c.order_id.in_(select(_bo.c.order_id).where(_bo.c.batch_id == bindparam("id_is"))))
    .order_by(_l.c.order_id, _l.c.n),
)


class Head(NamedTuple):
    """What planning reads of an order."""

    id: int
    code: str
    state: str
    payment: str
    ship_part: int
    ship_by: str
    priority: int
    warehouse: str


class Need(NamedTuple):
    """A line of goods: how many are still to be picked, and how many of them are promised."""

    order_id: int
    line_id: int
    n: int
    wanted: int
    promised: int


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """Take `qty` of a line from a place."""

    line_id: int
    place: str
    qty: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order that can be planned: in which warehouse, for which day, how urgent (smaller first), from which bins.

    `skills`: what whoever picks it must be able to do.
    """

    warehouse: str
    order_id: int
    day: str
    rank: int
    lines: tuple[ProposedLine, ...]
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of some orders, asked together."""

    heads: Mapping[int, Head]
    held: frozenset[int]
    batched: Mapping[int, frozenset[int]]
    needs: Mapping[int, tuple[Need, ...]]

    def why(self, order_id: int, *mine: int | None) -> str:
        """Return why an order cannot be in a batch now (a code), or empty text when it can: in `mine` it may be."""
        head = self.heads.get(order_id)
        if head is None or head.state != "confirmed":
            return "missing" if head is None else head.state
        if head.payment not in PAID:
            return "not_paid"
        if order_id in self.held:
            return "held"
        if self.batched.get(order_id, frozenset()).difference(mine):
            return "in_batch"
        needs = self.needs.get(order_id, ())
        if not any(each.promised for each in needs):
            return "short" if any(each.wanted > 0 for each in needs) else "picked"
        if any(each.wanted > each.promised for each in needs) and not head.ship_part:
            return "short"
        return ""

    def code(self, order_id: int) -> str:
        """Return an order's code."""
        return self.heads[order_id].code if order_id in self.heads else "?"


def facts_of(desk: Desk, orders: Sequence[int]) -> Facts:
    """Return what says whether these orders can be in a batch."""
    heads = {row[0]: Head(*row) for row in _asked(desk, _HEADS, orders)}
    held = frozenset(row[0] for row in _asked(desk, _HELD, orders))
    batched: dict[int, set[int]] = defaultdict(set)
    for order_id, batch_id in _asked(desk, _BATCHED, orders):
        batched[order_id].add(batch_id)
    needs: dict[int, list[Need]] = defaultdict(list)
    for row in _asked(desk, _LINES, orders):
        needs[row[0]].append(Need(row[0], row[1], row[2], row[3], int(row[4])))
    in_order = {order: tuple(sorted(some, key=lambda each: each.n)) for order, some in needs.items()}
    return Facts(heads, held, {order: frozenset(some) for order, some in batched.items()}, in_order)


def _asked(desk: Desk, question: Any, ids: Sequence[int]) -> Iterator[Any]:  # noqa: ANN401 - Core, and rows
    for at in range(0, len(ids), AT_ONCE):
        yield from desk.connection.execute(question, {"ids": list(ids[at : at + AT_ONCE])})


def why_not(desk: Desk, order_id: int, batch_id: int | None = None) -> str:
    """Return why an order cannot be in a batch now (a code), or empty text when it can."""
    return facts_of(desk, (order_id,)).why(order_id, batch_id)


def ready(desk: Desk) -> tuple[int, ...]:
    """Return the orders that seem ready for a batch, those that leave first before the others."""
    return tuple(row[0] for row in _READY.all(desk.connection))


def candidates(
    desk: Desk, orders: tuple[int, ...] | None, among: tuple[int, ...] = ()
) -> tuple[tuple[Candidate, ...], tuple[NotPlannable, ...]]:
    """Return the orders that can be planned now with a bin proposed for each promise.

    And those left out with the reason. To be in one of the batches `among` is none.
    """
    wanted = orders if orders is not None else ready(desk)
    facts = facts_of(desk, wanted)
    whys = {order_id: facts.why(order_id, *among) for order_id in wanted}
    bad = tuple(NotPlannable(facts.code(order_id), why) for order_id, why in whys.items() if why)
    chosen = [order_id for order_id, why in whys.items() if not why]
    lines = _proposed(desk, chosen, facts)
    asked = abilities.of_orders(desk, chosen)
    good = []
    for order_id in chosen:
        head = facts.heads[order_id]
        if lines[order_id]:
            told = (head.warehouse, order_id, head.ship_by[:10], -head.priority, tuple(lines[order_id]))
            good.append(Candidate(*told, asked.get(order_id, frozenset())))
    return tuple(good), bad


def _proposed(desk: Desk, orders: Sequence[int], facts: Facts) -> dict[int, list[ProposedLine]]:
    """Return from which bins the promises of orders would be taken, in their order; release decides for good."""
    of_line = {need.line_id: need for order_id in orders for need in facts.needs.get(order_id, ())}
    at = {order_id: n for n, order_id in enumerate(orders)}
    found = [each for each in promises.made_for_lines(desk, list(of_line)) if each.ref in of_line]
    found.sort(key=lambda each: (at[of_line[each.ref].order_id], of_line[each.ref].n, each.id))
    lines: dict[int, list[ProposedLine]] = {order_id: [] for order_id in orders}
    for each in choose(desk, found):
        lines[of_line[each.promise.ref].order_id].append(ProposedLine(each.promise.ref, each.place, each.qty))
    return lines


@dataclass(frozen=True, slots=True)
class Choice:
    """Take `qty` of a promise from a cell: the one that holds it, or one that has it free."""

    promise: Promise
    place_id: int
    place: str
    item_id: int
    qty: int


def choose(desk: Desk, wanted: Sequence[Promise]) -> Iterator[Choice]:
    """Yield from which cells promises are taken, each counting what those before it took."""
    wide = [each.pool for each in wanted if each.scope is not Scope.CELL]
    cells = picking.free_cells_of(desk, wide)
    taken: dict[tuple[int, int], int] = {}
    for promise in wanted:
        if promise.scope is Scope.CELL and promise.place is not None and promise.item is not None:
            place = places.get(desk, promise.place)
            yield Choice(promise, place.id, place.code, 0, promise.qty)
            continue
        lot = promise.pool.lot if promise.scope is Scope.LOT else None
        free = [
            cell._replace(free=cell.free - taken.get((cell.place_id, cell.item_id), 0))
            for cell in cells.get(picking.goods_of(promise.pool), ())
            if lot in (None, cell.lot)
        ]
        for cell, qty in picking.chosen([cell for cell in free if cell.free > 0], promise.qty):
            taken[cell.place_id, cell.item_id] = taken.get((cell.place_id, cell.item_id), 0) + qty
            yield Choice(promise, cell.place_id, cell.place, cell.item_id, qty)


def promises_of_batch(desk: Desk, batch_id: int) -> tuple[Promise, ...]:
    """Return the live promises of a batch's orders, in order of orders and lines."""
    return tuple(promise for _order, promise in promised_in(desk, batch_id))


def promised_in(desk: Desk, batch_id: int) -> tuple[tuple[int, Promise], ...]:
    """Return the live promises of a batch's orders, each after its order, in order of orders and lines."""
    lines = {row[0]: (row[1], n) for n, row in enumerate(_OF_BATCH.all(desk.connection, id_is=batch_id))}
    found = promises.made_for_lines(desk, list(lines))
    return tuple((lines[each.ref][0], each) for each in sorted(found, key=lambda each: (lines[each.ref][1], each.id)))


def order_code(desk: Desk, order_id: int) -> str:
    """Return an order's code."""
    return facts_of(desk, (order_id,)).code(order_id)
