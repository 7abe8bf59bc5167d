"""Whose parcel is it: any code on one, or a name, among a million orders, two million parcels and 50 000 returns.

Each text is looked for in turn, many rounds; the figure is the slowest of a hundred, of processor. The floor is reading
one order with its lines, parcels and returns by their indexes, as plain SQL: what cannot be left out, whatever is
looked for.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from benchmarks import bigcompany
from benchmarks.bigcompany import AT, BINS, TOTES, WAREHOUSE, Rows

from warehouse_app.ports.clock import iso
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.returning.finding import candidates
from warehouse_app.store.schema import floor, ledger, returning

ROUNDS, SMALL = 40, 2_000
RETURN_EVERY, SERIAL_EVERY = 20, 100
MOST_MS, MOST_RATIO = 50, 60


def beside(orders: int) -> Rows:
    """Yield a second parcel for every order, serial numbers in some, and returns of some."""
    first = BINS + TOTES + orders
    yield ledger.place, {"id": 9 * orders + first, "warehouse": "*", "kind": "SUPPLIER", "code": "SUPPLIER-X"}
    yield (
        ledger.entry,
        {"seq": 1, "id": "bulk", "kind": "receive", "at": iso(AT), "who": "bench", "command_id": "bulk", "content": ""},
    )
    for n in range(1, orders + 1):
        code, handed = f"Q{n:08d}", iso(AT - timedelta(minutes=(orders - n) // 2 - 60))
        yield ledger.place, {"id": first + n, "warehouse": WAREHOUSE, "kind": "PARCEL", "code": code}
        facts = {"state": "handed over", "tracking": f"JJD{n:012d}", "labelled_at": handed, "handed_at": handed, "n": 2}
        yield floor.parcel, {"id": orders + n, "code": code, "order_id": n, "place_id": first + n, **facts}
        if n % SERIAL_EVERY == 0:
            item = 5_000_000 + n
            yield ledger.item, {"id": item, "sku": "20777", "product_id": 777, "serial": f"SN-{n:08d}"}
            yield ledger.leg, {
                "entry_seq": 1, "n": n, "item_id": item, "source": 9 * orders + first, "target": first + n, "qty": 1,
            }  # fmt: skip
        if n % RETURN_EVERY == 0:
            yield from _return(n, handed)


def _return(n: int, at: str) -> Rows:
    state = "authorised" if n % 7 == 0 else "closed"
    told = {"external": f"RMA-{n}", "tracking": f"1Z{n:010d}", "requested_at": at, "expires_on": "2027-01-01"}
    yield returning.returns, {
        "id": n, "code": f"RT{n:08d}", "state": state, "order_id": n, "warehouse": WAREHOUSE, "channel": "shop", **told
    }  # fmt: skip
    unit = {"return_id": n, "line_id": 2 * n, "product_id": 777, "sku": "20777", "qty": 1, "at": at}
    yield returning.return_unit, {**unit, "state": "expected" if state == "authorised" else "settled"}


def texts(orders: int, dice: random.Random) -> tuple[str, ...]:
    """Return codes of all kinds, of orders at random; half codes, names, and what nobody knows."""
    n = dice.randrange(orders // 10, orders - orders // 10)
    some, serial = n - n % RETURN_EVERY, n - n % SERIAL_EVERY
    return (
        *(str(5_000_000 + n), f"P{n:08d}", f"Q{n:08d}", f"HX{n:010d}GB", f"JJD{n:012d}", f"RT{some:08d}"),
        *(f"RMA-{some}", f"1Z{some:010d}", f"SN-{serial:08d}", f"C{100_000 + n // 5}", "20777", "5000000000777"),
        *("anna smith", "greta wag", "jones", f"P{n:08d}"[:6], f"JJD{n:012d}"[:9], "nobody knows this", "zzz zzz"),
    )


def find(store: Store, orders: int, rounds: int) -> list[float]:
    """Return the milliseconds of each look, first looks left out."""
    dice, took = random.Random(3), list[float]()
    for turn in range(rounds):
        for text in texts(orders, dice):
            begin = time.process_time()
            with store.read() as desk:
                candidates(desk, text)
            if turn:
                took.append((time.process_time() - begin) * 1000)
    return sorted(took)


FLOOR = (
    "SELECT id, channel, state, placed_at, customer_id FROM orders WHERE code = ?",
    "SELECT id, sku, qty, shipped FROM order_line WHERE order_id = ?",
    "SELECT id, code, state FROM parcel WHERE order_id = ?",
    "SELECT id, code FROM returns WHERE order_id = ?",
)


def bare(path: Path, orders: int, rounds: int) -> list[float]:
    """Return the milliseconds of reading one order with what belongs to it, as plain SQL."""
    plain, dice, took = sqlite3.connect(path), random.Random(5), list[float]()
    for _turn in range(rounds * 15):
        code = str(5_000_000 + dice.randrange(1, orders))
        begin = time.process_time()
        key = plain.execute(FLOOR[0], (code,)).fetchone()[0]
        for words in FLOOR[1:]:
            plain.execute(words, (key,)).fetchall()
        took.append((time.process_time() - begin) * 1000)
    plain.close()
    return sorted(took)


def main() -> None:
    """Print figures and goals as JSON; `--orders N` for another size."""
    smoke = "--smoke" in sys.argv
    orders, rounds = (SMALL, 3) if smoke else (bigcompany.ORDERS, ROUNDS)
    if "--orders" in sys.argv:
        orders = int(sys.argv[sys.argv.index("--orders") + 1])
    with tempfile.TemporaryDirectory() as name:
        path = bigcompany.make(Path(name), orders)
        store = open_store(f"sqlite:///{path}")
        try:
            bigcompany.write(store, beside(orders))
            took, least = find(store, orders, rounds), bare(path, orders, rounds)
        finally:
            store.close()
    p50, p99 = took[len(took) // 2], took[int(0.99 * len(took))]
    ratio = p50 / least[len(least) // 2]
    figures = {
        "orders": orders, "parcels": 2 * orders, "returns": orders // RETURN_EVERY, "find_p50_ms": round(p50, 2),
        "find_p99_ms": round(p99, 2), "find_worst_ms": round(took[-1], 1),
        "floor_p50_ms": round(least[len(least) // 2], 3),
    }  # fmt: skip
    goals = [
        {"name": "p99 of finding whose parcel it is, processor, ms", "value": p99, "at_most": MOST_MS},
        {"name": "p50 / reading an order as plain SQL", "value": ratio, "at_most": MOST_RATIO},
    ]
    print(json.dumps({"name": "returns", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
