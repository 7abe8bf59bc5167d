"""A company with very many orders, made by bulk inserts: for lists, which read orders and lines and post nothing.

`python -m benchmarks.manyorders FOLDER [ORDERS]` makes `FOLDER/company.db`, a million orders in about a minute. One in
fifty is open, the others have left. The same size is the same company every time; names and sums are invented.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.bigcompany import Rows, named, write

from warehouse_app.ports.clock import iso
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.schema import ledger, trade

ORDERS = 1_000_000
OPEN_EVERY = 50
CUSTOMERS, PRODUCTS, LINES = 5_000, 500, 2
CHUNK = 10_000
WAREHOUSE, NOW = "MAIN", datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
_COUNTRIES = ("United Kingdom",) * 7 + ("Germany", "France", "Portugal")
_NAMES = ("Anna Miller", "Ben Fischer", "Carla Jones", "David Weber", "Emma Smith", "Leon Brown")


def fill(store: Store, orders: int = ORDERS, *, open_every: int = OPEN_EVERY) -> None:
    """Fill an empty company with so many orders, every `open_every`-th of them open."""
    dice = random.Random(11)
    write(store, _beside())
    for first in range(1, orders + 1, CHUNK):
        write(store, _orders(dice, range(first, min(first + CHUNK, orders + 1)), orders, open_every))


def _beside() -> Rows:
    yield ledger.warehouse, {"code": WAREHOUSE}
    for n in range(1, PRODUCTS):
        yield ledger.product, {"id": n, "sku": f"SKU{n}", "sku_key": f"SKU{n}", "name": f"Product {n}"}
    for n in range(1, CUSTOMERS):
        yield trade.customer, {"id": n, "code": f"C{10_000 + n}", "country": ""}


def _orders(dice: random.Random, numbers: range, orders: int, open_every: int) -> Rows:
    heads = list(_heads(dice, numbers, orders, open_every))
    yield from ((trade.orders, head) for head in heads)
    yield from ((trade.order_line, line) for line in _lines(dice, heads))
    for head in heads:
        address = _address(dice, head)
        yield trade.order_address, address
        yield from named("order", head["id"], address["name"])


def make(folder: Path, orders: int = ORDERS, *, open_every: int = OPEN_EVERY) -> Path:
    """Make such a company in a folder; return its database file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "company.db"
    store = open_store(f"sqlite:///{path}", create=True)
    try:
        fill(store, orders, open_every=open_every)
    finally:
        store.close()
    return path


def _heads(dice: random.Random, numbers: range, orders: int, open_every: int) -> Iterator[dict[str, Any]]:
    for n in numbers:
        state = "closed" if n % open_every else "confirmed"
        placed = NOW - timedelta(minutes=(orders - n) // 2)
        leaves = placed + timedelta(hours=dice.randrange(4, 72))
        yield {
            "id": n,
            "channel": "shop",
            "code": str(1_000_000 + n),
            "state": state,
            "payment": "paid",
            "customer_id": dice.randrange(1, CUSTOMERS),
            "country": dice.choice(_COUNTRIES),
            "warehouse": WAREHOUSE,
            "placed_at": iso(placed),
            "ship_by": iso(leaves),
            "content_hash": str(n),
            "lines": LINES,
            "units": LINES * 3,
            "total_minor": dice.randrange(100, 500_000),
            "closed_at": None,
        }


def _lines(dice: random.Random, heads: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for head in heads:
        gone = 3 if head["state"] == "closed" else 0
        for n in range(1, LINES + 1):
            product = dice.randrange(1, PRODUCTS)
            line = {"order_id": head["id"], "n": n, "product_id": product, "sku": f"SKU{product}", "qty": 3}
            yield {**line, "price_e4": 10_000, "picked": gone, "packed": gone, "shipped": gone}


def _address(dice: random.Random, head: dict[str, Any]) -> dict[str, Any]:
    return {"order_id": head["id"], "name": f"{dice.choice(_NAMES)} {head['id'] % 977}", "country": head["country"]}


if __name__ == "__main__":
    made = make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ORDERS)
    sys.stderr.write(f"{made}\n")
