"""Allocation as an explicit, visible step: stock is promised to confirmed orders by rank, and what is short is told.

Holds do not stop promising (they stop release into a batch); drafts, closed and cancelled orders are promised nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from warehouse_app.application import labelfirst
from warehouse_app.application.run import Command, Outcome, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.orders.readiness import LineFacts, Readiness, rank_of, readiness
from warehouse_app.domain.orders.refusals import OrderNotOpen
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.orders.values import PoolReason, ShortCause, ShortLine
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import allocation, orders, promising
from warehouse_app.store.allocation import NeedLine, OpenShortage, OrderInNeed
from warehouse_app.store.desk import Desk
from warehouse_app.store.orders import OrderHead
from warehouse_app.store.promising import Wanted
from warehouse_app.store.purchasing import pegs

ROWS = 500
"""Rows one transaction may write; an order larger than that is one transaction, for it is never seen half done."""

ROWS_A_LINE = 3
PEGGED_AT_ONCE = 10
"""Products whose pegs are made anew in one transaction."""
ORDERS = 20
PAUSE_S = 0.002
"""Seconds between two transactions, so that benches get their turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateOrder(Command):
    """Promise what is free to every goods line of a confirmed order that needs it.

    One that has no goods to ship (services alone) and is not held is closed by it: there is nothing more to do.

    With `explain` the answer tells the whole reason of each short line; without, the cause only (bulk work).
    """

    order_id: int
    explain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PegAgain(Command):
    """Let the order lines that are short wait for what is to come of some products whose promises changed."""


@dataclass(frozen=True, slots=True)
class OrderAllocation:
    """What became of one order: its light, units promised just now, and each short line with its reason."""

    order: str
    readiness: Readiness
    promised: int
    lines: int
    short: tuple[ShortLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AllocationReport:
    """What a run of allocation did. `orders` are those that lacked promises; `promised` and `short` are units."""

    results: tuple[OrderAllocation, ...] = ()
    promised: int = 0
    short: int = 0

    @property
    def orders(self) -> int:
        """Return how many orders were looked at."""
        return len(self.results)

    def count(self, light: Readiness) -> int:
        """Return how many of them show that light now."""
        return sum(1 for each in self.results if each.readiness is light)


@handles(AllocateOrder, right=Right.ALLOCATE, answer=OrderAllocation)
def allocate_order(desk: Desk, command: AllocateOrder, _session: Session) -> OrderAllocation:
    """Promise by line, settle shortages, say what is short and why. Raises Refused(NoSuchOrder, OrderNotOpen)."""
    head = orders.head(desk, command.order_id)
    if head.state is not OrderState.CONFIRMED:
        raise Refused(OrderNotOpen(head.code, head.state.value))
    lines = allocation.lines_of(desk, command.order_id)
    if not lines and allocation.ships_nothing(desk, command.order_id):
        return _end(desk, head)
    rank = rank_of(head.priority, head.ship_by)
    found = _promise(desk, command.order_id, lines, rank)
    after = [
        replace(each.facts, promised=each.facts.promised + found[each.id]) if each.id in found else each.facts
        for each in lines
    ]
    short = _settle(desk, lines, after, found, allocation.open_shortages(desk, command.order_id))
    pegs.mark_order(desk, command.order_id)
    if command.explain:
        pegs.settle_some(desk, PEGGED_AT_ONCE)
        short = tuple(replace(each, why=allocation.explain(desk, head.warehouse, each.sku)) for each in short)
    desk.touch(Touched.ORDER, Touched.STOCK)
    return OrderAllocation(head.code, readiness(after), sum(found.values()), len(lines), short)


def _end(desk: Desk, head: OrderHead) -> OrderAllocation:
    """Close an order of services alone: it is as done as it will be, and would stay ready and be late for ever."""
    orders.set_state(desk, head.id, OrderState.CLOSED)
    labelfirst.void(desk, head.id)
    orders.log_event(desk, head.id, "nothing_to_ship")
    desk.touch(Touched.ORDER)
    return OrderAllocation(head.code, Readiness.GREEN, 0, 0)


def _promise(desk: Desk, order_id: int, lines: Iterable[NeedLine], rank: int) -> dict[int, int]:
    """Promise to each line what its pool has free; return the units by line."""
    taken: Counter[str] = Counter()
    wanted: list[Wanted] = []
    for each in lines:
        qty = min(each.facts.short, each.free - taken[each.sku])
        if qty > 0:
            taken[each.sku] += qty
            wanted.append(Wanted(each.id, PoolKey(each.warehouse, each.sku), qty))
    promising.promise_lines(desk, order_id, wanted, rank)
    return {each.line: each.qty for each in wanted}


def _settle(
    desk: Desk,
    lines: tuple[NeedLine, ...],
    after: list[LineFacts],
    found: Mapping[int, int],
    known: tuple[OpenShortage, ...],
) -> tuple[ShortLine, ...]:
    """Keep one visible shortage for each line that is short now, as large as what it lacks, and none for the others."""
    by_line: dict[int, list[OpenShortage]] = defaultdict(list)
    for each in known:
        by_line[each.line].append(each)
    short = []
    causes: dict[str, ShortCause] = {}
    for line, facts in zip(lines, after, strict=True):
        mine = by_line.pop(line.id, [])
        if facts.short == 0:
            allocation.resolve(desk, mine)
            continue
        if line.sku not in causes:
            causes[line.sku] = allocation.cause(desk, line.warehouse, line.sku)
        if sum(each.qty for each in mine) != facts.short:
            allocation.resolve(desk, mine)
            allocation.write_shortage(desk, line.id, facts.short, causes[line.sku].value)
        asked, got = line.facts.short, found.get(line.id, 0)
        short.append(ShortLine(line.id, line.n, line.sku, line.warehouse, asked, got, facts.short, 0, causes[line.sku]))
    for rest in by_line.values():
        allocation.resolve(desk, rest)
    return tuple(short)


def allocate(
    runner: Runner,
    session: Session,
    codes: tuple[str, ...] | None = None,
    progress: Callable[[int, int], None] | None = None,
    pause: Callable[[float], None] | None = None,
) -> AllocationReport:
    """Promise stock to the orders of `codes` (None: all confirmed orders that lack promises), the strongest first.

    Small transactions with a pause between (`pause` is given seconds; `progress` orders done and orders in all).
    A broken run is simply started again. Raises Refused(NoSuchOrder, OrderNotOpen, NoRight), Trouble.
    """
    if codes is None:
        waiting = sorted(runner.ask(allocation.orders_in_need, session, Right.ALLOCATE), key=_strength)
        work = [(each.id, each.lines) for each in waiting]
    else:
        ids = runner.ask(lambda desk: [orders.id_of(desk, code) for code in dict.fromkeys(codes)], session)
        work = [(order_id, ROWS // ROWS_A_LINE) for order_id in ids]
    results: list[OrderAllocation] = []
    for chunk in _chunks(work):
        asked = tuple(AllocateOrder(id=runner.ids.new(), order_id=each, explain=False) for each in chunk)
        results += _answers(runner.perform_many(asked, session), one_by_one=codes is not None)
        if progress is not None:
            progress(len(results), len(work))
        if pause is not None:
            pause(PAUSE_S)
    _peg(runner, session, pause)
    told = runner.ask(lambda desk: _explained(desk, results), session)
    return AllocationReport(
        told, sum(each.promised for each in told), sum(line.short for o in told for line in o.short)
    )


def _peg(runner: Runner, session: Session, pause: Callable[[float], None] | None) -> None:
    """Let what is still short wait for what is to come, some products a transaction."""
    while runner.ask(lambda desk: bool(pegs.stale(desk, 1)), session):
        runner.perform(PegAgain(id=runner.ids.new()), session).done()
        if pause is not None:
            pause(PAUSE_S)


@handles(PegAgain, right=Right.ALLOCATE, answer=int)
def _peg_again(desk: Desk, _command: PegAgain, _session: Session) -> int:
    return pegs.settle_some(desk, PEGGED_AT_ONCE)


def _strength(order: OrderInNeed) -> tuple[int, str, int]:
    return rank_of(order.priority, order.ship_by), order.placed_at, order.id


def _chunks(work: Iterable[tuple[int, int]]) -> Iterable[tuple[int, ...]]:
    chunk: list[int] = []
    rows = 0
    for order_id, lines in work:
        if chunk and (rows + lines * ROWS_A_LINE > ROWS or len(chunk) == ORDERS):
            yield tuple(chunk)
            chunk, rows = [], 0
        chunk.append(order_id)
        rows += lines * ROWS_A_LINE
    if chunk:
        yield tuple(chunk)


def _answers(outcomes: Iterable[Outcome[OrderAllocation]], *, one_by_one: bool) -> list[OrderAllocation]:
    """Return the answers. An order cancelled between reading and doing is left out of a run over all orders."""
    found = []
    for each in outcomes:
        if each.refusal is not None and (one_by_one or not isinstance(each.refusal, OrderNotOpen)):
            raise Refused(each.refusal)
        if each.value is not None:
            found.append(each.value)
    return found


def _explained(desk: Desk, results: Iterable[OrderAllocation]) -> tuple[OrderAllocation, ...]:
    """Add the whole reason to every short line; a product is explained once."""
    known: dict[tuple[str, str], PoolReason] = {}
    told = []
    for result in results:
        lines = []
        for short in result.short:
            key = (short.warehouse, short.sku)
            if key not in known:
                known[key] = allocation.explain(desk, *key)
            lines.append(replace(short, why=known[key]))
        told.append(replace(result, short=tuple(lines)))
    return tuple(told)


def why_short(desk: Desk, line_id: int) -> ShortLine | None:
    """Return why a line is short, with the whole reason; None when it is not, or is no goods line."""
    line = allocation.line(desk, line_id)
    if line is None or line.facts.short == 0 or line.facts.kind != "goods":
        return None
    why = allocation.explain(desk, line.warehouse, line.sku)
    short = line.facts.short
    return ShortLine(line.id, line.n, line.sku, line.warehouse, short, 0, short, why.free, why.cause, why)


def who_holds(desk: Desk, sku: str, warehouse: str) -> PoolReason:
    """Return who holds a product in a warehouse, what is free of it, and what stands where it cannot be promised."""
    return allocation.explain(desk, warehouse, sku)
