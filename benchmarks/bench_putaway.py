"""Where goods go, asked in a warehouse of 20 000 places: half full, full but for its far end, and wholly full.

Asked are goods with a home, goods that stand somewhere, new goods of each demand class, and goods for cold places; each
question is the store's and the rules' together. Beside it the yardstick: all places read once, rule and all,
which is the least that a proposal without an index would cost. `--database=postgresql` measures on a server.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select, text

from tests import postgres
from warehouse_app.application.putaway.proposing import propose, sought_of
from warehouse_app.domain.items import Item
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, storage

PLACES, SMALL, PRODUCTS = 20_000, 400, 4_000
AT, WAREHOUSE, CHUNK, ROUNDS = "2026-11-28T00:00:00.000000Z", "MAIN", 5_000, 300
FILLINGS = ("half", "nearly", "wholly")
CLASSES = ("A", "B", "C", "")
FAR_END = 50
"""Of a nearly full warehouse one place in so many is empty, all at the far end of the walk."""

KINDS = ("home", "standing", "fresh", "cold")


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv
    places, rounds = (SMALL, 20) if smoke else (PLACES, ROUNDS)
    figures: dict[str, Any] = {"places": places, "rounds": rounds}
    goals = []
    for filling in FILLINGS:
        with _store() as store:
            _fill(store, places, filling)
            found = _measure(store, rounds)
        figures |= {f"{filling}_{name}": value for name, value in found.items()}
        worst = found["p99_ms"]
        goals.append({"name": f"p99 of a proposal, {filling} full, ms", "value": worst, "at_most": 20})
        ratio = round(found["p50_ms"] / found["all_read_ms"], 2)
        goals.append({"name": f"p50 of a proposal / all places read, {filling} full", "value": ratio, "at_most": 0.2})
    print(json.dumps({"name": "putaway", "figures": figures, "goals": goals}))


@contextmanager
def _store() -> Iterator[Store]:
    if "--database=postgresql" not in sys.argv:
        with tempfile.TemporaryDirectory() as name:
            store = open_store(f"sqlite:///{Path(name) / 'company.db'}", create=True)
            yield store
            store.close()
        return
    server = postgres.start()
    try:
        with server.database() as address:
            store = open_store(address, create=True)
            yield store
            store.close()
    finally:
        server.stop()


def _fill(store: Store, places: int, filling: str) -> None:
    dice = random.Random(7)
    _write(store, ledger.warehouse, [{"code": WAREHOUSE, "name": "Main"}])
    _write(store, ledger.place, [
        {"id": n, "warehouse": WAREHOUSE, "kind": "BIN", "code": f"B{n:05d}", "walk_seq": n, "aisle": n // 200}
        for n in range(1, places + 1)
    ])  # fmt: skip
    _write(store, storage.place_rule, [
        {"place_id": n, "use": "bulk" if n % 4 == 0 else "pick", "climate": "cold" if n % 20 == 1 else "",
         "most_units": 200, "most_g": 200_000, "volume_mm3": 400_000_000, "mixes_products": int(n % 3 > 0)}
        for n in range(1, places + 1)
    ])  # fmt: skip
    products = min(PRODUCTS, places)
    _write(store, ledger.product, [
        {"id": n, "sku": f"P{n}", "sku_key": f"P{n}", "name": f"Thing {n}", "weight_g": 300, "length_mm": 100,
         "width_mm": 100, "height_mm": 50} for n in range(1, products + 1)
    ])  # fmt: skip
    _write(store, ledger.item, [{"id": n, "sku": f"P{n}", "product_id": n} for n in range(1, products + 1)])
    _write(store, storage.product_rule, [
        {"product_id": n, "demand_class": CLASSES[n % 4], "climate": "cold" if n % 4 == 3 and n % 10 == 3 else ""}
        for n in range(1, products + 1)
    ])  # fmt: skip
    taken = [n for n in range(1, places + 1) if _is_full(n, places, filling, dice)]
    _write(store, ledger.balance, [
        {"place_id": n, "item_id": dice.randrange(1, products // 2), "on_hand": dice.randrange(1, 150)} for n in taken
    ])  # fmt: skip
    _write(store, storage.home_place, [
        {"product_id": n, "place_id": n, "least": 5, "most": 180, "fixed": 1} for n in range(1, products, 10)
    ])  # fmt: skip


def _is_full(n: int, places: int, filling: str, dice: random.Random) -> bool:
    if filling == "half":
        return dice.random() < 0.5
    return filling == "wholly" or n <= places - places // FAR_END


def _write(store: Store, table: Table, rows: list[dict[str, Any]]) -> None:
    for at in range(0, len(rows), CHUNK):
        with store.write(at=AT, who="bench", station="", command_id=f"{table.name}{at}") as desk:
            desk.connection.execute(insert(table), rows[at : at + CHUNK])


def _measure(store: Store, rounds: int) -> dict[str, float]:
    dice, took, worst = random.Random(11), list[float](), dict[str, float]()
    with store.alone() as connection:
        connection.execute(text("ANALYZE"))  # what a database's keeper does sooner or later
    with store.read() as desk:
        products = (
            desk.connection.execute(select(ledger.product.c.id).order_by(ledger.product.c.id.desc())).scalar() or 1
        )
        for kind in KINDS:
            mine = [_asked(desk, _one(kind, products, dice)) for _ in range(rounds)][5:]  # the first compile
            took += mine
            worst[f"{kind}_p50_ms"] = round(sorted(mine)[len(mine) // 2], 2)
        read = min(_all_read(desk) for _ in range(5))
    took.sort()
    p99 = round(took[int(0.99 * len(took))], 2)
    return {"p50_ms": round(took[len(took) // 2], 2), "p99_ms": p99, "all_read_ms": round(read, 2), **worst}


def _one(kind: str, products: int, dice: random.Random) -> int:
    """Return a product: one with a home, one that stands somewhere, one that never came, or one for cold places."""
    if kind == "home":
        return dice.randrange(0, products // 10) * 10 + 1
    if kind == "standing":
        return dice.randrange(1, products // 2)
    if kind == "cold":
        return dice.randrange(0, products // 20) * 20 + 3
    return dice.randrange(products // 2 + 1, products)


def _asked(desk: Desk, product: int) -> float:
    begin = _now()
    sought = sought_of(desk, Item(f"P{product}"), 48, WAREHOUSE)
    assert sought is not None
    propose(desk, sought)
    return (_now() - begin) * 1000


def _all_read(desk: Desk) -> float:
    begin = _now()
    asked = select(ledger.place, storage.place_rule).outerjoin(storage.place_rule).where(ledger.place.c.kind == "BIN")
    desk.connection.execute(asked).all()
    return (_now() - begin) * 1000


def _now() -> float:
    """Return the processor's time where the database is in this process: others at the machine do not count then."""
    return time.perf_counter() if "--database=postgresql" in sys.argv else time.process_time()


if __name__ == "__main__":
    main()
