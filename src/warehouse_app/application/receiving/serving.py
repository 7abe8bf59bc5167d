"""What comes in serves waiting orders first: promised in the same command, by rank and then by when it was placed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.receiving.values import Served
from warehouse_app.store import allocation, cells, promising
from warehouse_app.store.desk import Desk
from warehouse_app.store.promising import Wanted
from warehouse_app.store.purchasing import pegs
from warehouse_app.store.receiving import waiting
from warehouse_app.store.receiving.waiting import WaitingLine
from warehouse_app.store.statement import foresee

MOST_SERVED = 60
"""Lines that one scan promises to: some 300 rows. To further ones the worker promises, as many at a time."""

SERVE = "serve"
"""The outbox row that lets further waiting orders be served."""

MOST_NAMED = 3


def serve(desk: Desk, sku: str, warehouse: str, most: int = MOST_SERVED) -> tuple[Served, ...]:
    """Promise what is free of a product to `most` lines that lack it; return the orders served, the strongest first.

    Their shortages are settled, and the pegs of the product made anew.
    """
    if most > 0:
        foresee(
            desk.connection,
            cells.ahead_of_pool(PoolKey(warehouse, sku)),
            waiting.ahead_of(sku, warehouse, most),
        )
    free = cells.read_pool(desk, PoolKey(warehouse, sku)).free if most > 0 else 0
    served: Counter[str] = Counter()
    found = waiting.lines(desk, sku, warehouse, most) if free > 0 else ()
    for line in found:
        qty = min(line.short, free)
        promising.promise_lines(desk, line.order_id, [Wanted(line.line_id, PoolKey(warehouse, sku), qty)], line.rank)
        _settle(desk, line, qty, sku, warehouse)
        served[line.order] += qty
        free -= qty
        if free <= 0:
            break
    if free > 0 and len(found) == most:
        later(desk, sku, warehouse)
    pegs.settle(desk, sku, warehouse)
    if served:
        desk.touch(Touched.ORDER)
    return tuple(Served(order, qty) for order, qty in served.items())


def later(desk: Desk, sku: str, warehouse: str) -> None:
    """Let the worker promise on to further orders, by a command of its own."""
    payload = json.dumps({"sku": sku, "warehouse": warehouse})
    desk.put_outbox(f"{SERVE}:{desk.command_id}:{sku}", SERVE, payload)


def _settle(desk: Desk, line: WaitingLine, got: int, sku: str, warehouse: str) -> None:
    """Keep one shortage as large as what the line still lacks, none where it lacks nothing."""
    mine = [each for each in allocation.open_shortages(desk, line.order_id) if each.line == line.line_id]
    allocation.resolve(desk, mine)
    if line.short > got:
        allocation.write_shortage(desk, line.line_id, line.short - got, allocation.cause(desk, warehouse, sku).value)


def named(served: Iterable[Served]) -> str:
    """Return the orders served as they are told: "541657" alone, "541657 (2), 541660 (1)" where there are several."""
    each_order = tuple(served)
    if len(each_order) == 1:
        return each_order[0].order
    told = [f"{each.order} ({each.qty})" for each in each_order]
    return ", ".join(told[:MOST_NAMED]) + (", ..." if len(told) > MOST_NAMED else "")
