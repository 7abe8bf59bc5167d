"""Refills and consolidation planned in a warehouse of 20 000 places: read and computed, as the worker does it.

8 000 bins are homes of 4 000 products, a third of them low; the rest is reserve and overflow. 2 000 pick tasks of
released batches wait, half of them in the reserve. Beside it the yardstick: all cells read once with their item, place
and rule, which is the least that any plan would cost. `--database=postgresql` measures on a server.
"""

from __future__ import annotations

import json
import random
import sys
import time
from typing import Any

from benchmarks.bench_putaway import _store as company_store
from benchmarks.bench_putaway import _write as write
from sqlalchemy import select, text

from warehouse_app.application.moving.replenish import merge_plan, refills
from warehouse_app.store.database import Store
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, storage, trade

PLACES, SMALL, PRODUCTS, WAREHOUSE, ROUNDS = 20_000, 500, 4_000, "MAIN", 5
AT = "2026-11-28T00:00:00.000000Z"


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv
    places = SMALL if smoke else PLACES
    with company_store() as store:
        _fill(store, places)
        figures: dict[str, Any] = {"places": places, **_measure(store)}
    ratio = round(figures["refills_s"] / figures["cells_read_s"], 1)
    goals = [
        {"name": "refills planned, processor, s", "value": figures["refills_s"], "at_most": 1.0},
        {"name": "merges planned, processor, s", "value": figures["merges_s"], "at_most": 1.0},
        {"name": "refills planned / all cells read", "value": ratio, "at_most": 12.0},
    ]
    print(json.dumps({"name": "moving", "figures": figures, "goals": goals}))


def _fill(store: Store, places: int) -> None:
    dice, products = random.Random(7), min(PRODUCTS, places // 5)
    homes = places * 2 // 5
    write(store, ledger.warehouse, [{"code": WAREHOUSE, "name": "Main"}])
    write(store, ledger.place, [
        {"id": n, "warehouse": WAREHOUSE, "kind": "BIN", "code": f"B{n:05d}", "walk_seq": n}
        for n in range(1, places + 1)
    ])  # fmt: skip
    write(store, storage.place_rule, [
        {"place_id": n, "use": "pick" if n <= homes else "bulk", "most_units": 200} for n in range(1, places + 1)
    ])  # fmt: skip
    write(store, ledger.product, [
        {"id": n, "sku": f"P{n}", "sku_key": f"P{n}", "name": f"Thing {n}"} for n in range(1, products + 1)
    ])  # fmt: skip
    write(store, ledger.item, [
        {"id": n + lot * products, "sku": f"P{n}", "product_id": n, "lot": f"L{lot}" if lot else ""}
        for lot in range(3) for n in range(1, products + 1)
    ])  # fmt: skip
    write(store, storage.home_place, [
        {"product_id": n % products + 1, "place_id": n, "least": 20, "most": 80} for n in range(1, homes + 1)
    ])  # fmt: skip
    write(store, ledger.balance, [
        {"place_id": n, "item_id": n % products + 1 + (dice.randrange(3) * products if n > homes else 0),
         "on_hand": dice.randrange(1, 60 if n <= homes else 400)}
        for n in range(1, places + 1) if dice.random() < 0.9
    ])  # fmt: skip
    write(store, ledger.barcode, [
        {"code": f"C{n}-{pack}", "product_id": n, "factor": pack} for n in range(1, products + 1) for pack in (1, 6)
    ])  # fmt: skip
    _fill_work(store, places, homes, products)


def _fill_work(store: Store, places: int, homes: int, products: int) -> None:
    work = max(20, places // 10)
    orders = [
        {"id": n, "channel": "shop", "code": f"O{n}", "state": "confirmed", "warehouse": WAREHOUSE, "placed_at": AT,
         "ship_by": AT, "content_hash": str(n), "lines": 1, "units": 2} for n in range(1, work + 1)
    ]  # fmt: skip
    write(store, trade.orders, orders)
    write(store, trade.order_line, [
        {"id": n, "order_id": n, "n": 1, "sku": f"P{n % products + 1}", "product_id": n % products + 1, "qty": 2,
         "price_e4": 1} for n in range(1, work + 1)
    ])  # fmt: skip
    batches = work // 20
    write(store, floor.batch, [
        {"id": n, "code": f"B{n:05d}", "state": "released" if n % 3 else "planned", "warehouse": WAREHOUSE,
         "planned_at": AT} for n in range(1, batches + 1)
    ])  # fmt: skip
    write(store, floor.batch_order, [
        {"batch_id": n % batches + 1, "order_id": n, "trip": 1, "slot": str(n)} for n in range(1, work + 1)
    ])  # fmt: skip
    write(store, floor.task, [
        {"code": f"T{n}", "batch_id": n % batches + 1, "seq": n, "line_id": n, "order_id": n, "qty": 2,
         "place_id": n if n % 2 else homes + n, "item_id": n % products + 1} for n in range(1, work + 1)
        if (n % batches + 1) % 3
    ])  # fmt: skip


def _measure(store: Store) -> dict[str, Any]:
    with store.alone() as connection:
        connection.execute(text("ANALYZE"))
    with store.read() as desk:
        found = refills(desk, WAREHOUSE)
        merged = merge_plan(desk, WAREHOUSE)
        took = {"refills_s": 9e9, "merges_s": 9e9, "cells_read_s": 9e9}
        for _ in range(ROUNDS):
            for name, deed in (("refills_s", refills), ("merges_s", merge_plan), ("cells_read_s", _all_read)):
                begin = _now()
                deed(desk, WAREHOUSE)
                took[name] = round(min(took[name], _now() - begin), 3)
    return {"refills": len(found.new), "merges": len(merged.new), **took}


def _all_read(desk: Desk, warehouse: str) -> object:
    asked = (
        select(ledger.balance, ledger.item.c.sku, ledger.item.c.lot, ledger.place.c.code, storage.place_rule.c.use)
        .join(ledger.item, ledger.item.c.id == ledger.balance.c.item_id)
        .join(ledger.place, ledger.place.c.id == ledger.balance.c.place_id)
        .outerjoin(storage.place_rule, storage.place_rule.c.place_id == ledger.place.c.id)
        .where(ledger.place.c.warehouse == warehouse)
    )
    return desk.connection.execute(asked).all()


def _now() -> float:
    """Return the processor's time where the database is in this process: others at the machine do not count then."""
    return time.perf_counter() if "--database=postgresql" in sys.argv else time.process_time()


if __name__ == "__main__":
    main()
