"""The flow board read over 20 000 open orders of a million: stages, channels' lanes, forecast, what needs a person.

Channels, cut-offs and a limit are set, and so many batches were picked before that a board which read them all would
be found out. Beside it the yardstick: the open orders counted once by the state that is indexed, which is the least
that any board would ask. `--database=postgresql` measures on a server of its own.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import bigcompany
from benchmarks.bigcompany import AT, WAREHOUSE, Rows, write
from benchmarks.servers import databases, wanted
from sqlalchemy import func, select

from warehouse_app.application.flow import read_flow
from warehouse_app.ports.clock import iso
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, releasing, trade

ORDERS, SMALL = 1_000_000, 2_000
PICKED, ORDERS_A_BATCH, AT_WORK = 40_000, 4, 30
ROUNDS = 15
NOW, DAY = iso(AT), iso(AT.replace(hour=0))


def main() -> None:
    """Print figures and goals as JSON."""
    orders, kind = (SMALL if "--smoke" in sys.argv else ORDERS), wanted()
    with tempfile.TemporaryDirectory() as name, _company(Path(name), kind, orders) as store:
        figures = _measure(store)
    goals = [
        {"name": "the flow board read, p50, ms", "value": figures["flow_p50_ms"], "at_most": 100},
        {"name": "the same / open orders counted once", "value": figures["ratio"], "at_most": 60},
    ]
    facts = {"database": kind, "orders": orders, "picked_batches": _picked(orders)}
    print(json.dumps({"name": "flow", "figures": {**facts, **figures}, "goals": goals}))


@contextmanager
def _company(folder: Path, kind: str, orders: int) -> Iterator[Store]:
    with databases(folder, kind) as made, made.empty() as address:
        store = open_store(address or f"sqlite:///{folder / 'company.db'}", create=True)
        bigcompany.fill(store, orders)
        write(store, _rules())
        write(store, _batches(orders))
        made.rested(address)
        try:
            yield store
        finally:
            store.close()


def _picked(orders: int) -> int:
    return min(PICKED, orders // 2 // ORDERS_A_BATCH)


def _rules() -> Rows:
    said: list[dict[str, Any]] = [{"least_priority": 5}, {"days": 0}, {"service": "EXP"}, {"days": 6}]
    for rank, values in enumerate(said):
        yield releasing.release_channel, {"code": f"C{rank}", "rank": rank, **values}
    for service, minute in (("", 930), ("EXP", 720)):
        for weekday in range(6):
            yield releasing.cut_off, {"warehouse": WAREHOUSE, "service": service, "weekday": weekday, "minute": minute}
    yield releasing.release_limit, {"warehouse": WAREHOUSE, "zone": "", "most_batches": 40}


def _batches(orders: int) -> Rows:
    """Yield batches that were picked and packed long ago, and some at work with the newest orders."""
    done = _picked(orders)
    for n in range(1, done + min(AT_WORK, done) + 1):
        at_work = n > done
        state = "picking" if at_work else "closed"
        when = {"planned_at": NOW, "released_at": NOW, "started_at": NOW, "picked_at": None if at_work else NOW}
        person = {"person": "p-1", "claimed_by": "p-1", "station": "P1", "claim": 1}
        yield floor.batch, {"id": n, "code": f"B{n:05d}", "state": state, "warehouse": WAREHOUSE, **when, **person}
        first = orders - (n - done) * ORDERS_A_BATCH if at_work else n * ORDERS_A_BATCH
        for at in range(ORDERS_A_BATCH):
            tote = bigcompany.BINS + 1 + (n * ORDERS_A_BATCH + at) % bigcompany.TOTES
            yield floor.batch_order, {"batch_id": n, "order_id": first + at + 1, "slot": f"A{at}", "tote_id": tote}


def _measure(store: Store) -> dict[str, Any]:
    took: dict[str, list[float]] = {"flow": [], "counted": []}
    worked: list[float] = []
    for _ in range(ROUNDS):
        for name, deed in (("flow", _flow), ("counted", _counted)):
            with store.read() as desk:
                begin, spent = time.perf_counter(), time.process_time()
                deed(desk)
                took[name].append(time.perf_counter() - begin)
            if name == "flow":
                worked.append(time.process_time() - spent)
    p50 = {name: sorted(some)[len(some) // 2] * 1000 for name, some in took.items()}
    return {
        "flow_p50_ms": round(p50["flow"], 1), "flow_least_ms": round(min(took["flow"]) * 1000, 1),
        "flow_processor_ms": round(min(worked) * 1000, 1), "counted_p50_ms": round(p50["counted"], 2),
        "ratio": round(p50["flow"] / p50["counted"], 1),
    }  # fmt: skip


def _flow(desk: Desk) -> object:
    return read_flow(desk, NOW, DAY)


def _counted(desk: Desk) -> object:
    asked = select(func.count(), func.min(trade.orders.c.placed_at)).where(trade.orders.c.state == "confirmed")
    return desk.connection.execute(asked).all()


if __name__ == "__main__":
    main()
