"""Whose parcel is it: any code on one, or a name, among a million orders, two million parcels and 98 000 returns.

Each text is looked for in turn, many rounds; the figure is the slowest of a hundred, of processor, on PostgreSQL with
the server's process. The floor is reading one order with its lines, parcels and returns by their indexes, as plain SQL:
what cannot be left out, whatever is looked for.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from benchmarks import bigcompany, bigreturns
from benchmarks.bigreturns import GTIN, RETURN_EVERY, SERIAL_EVERY, SERIAL_SKU
from benchmarks.servers import databases, processor, wanted
from sqlalchemy import text

from warehouse_app.domain.barcodes.gtin import check_digit
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.returning.finding import candidates

ROUNDS, SMALL = 40, 2_000
MOST_MS, MOST_RATIO = 50, 60
Kinds = Mapping[str, tuple[str, ...]]


def texts(orders: int, dice: random.Random) -> Kinds:
    """Return texts of all kinds, of orders at random; half codes, names, and what nobody knows."""
    n = dice.randrange(orders // 10, orders - orders // 10)
    some, serial = n - n % RETURN_EVERY, n - n % SERIAL_EVERY
    sscc = f"3{n:016d}"
    return {
        "order": (str(5_000_000 + n),),
        "parcel": (f"P{n:08d}", f"Q{n:08d}"),
        "tracking": (f"HX{n:010d}GB", f"JJD{n:012d}"),
        "return": (f"RT{some // RETURN_EVERY:06d}", f"rt{some // RETURN_EVERY:06d}"),
        "return label": (f"1Z{some:010d}",),
        "RMA": (f"RMA-{some}",),
        "slot": (f"RS-{some // RETURN_EVERY}",),
        "serial": (f"SN-{serial:08d}",),
        "customer": (f"C{10_000 + 1 + n // 5}",),
        "product": (f"{20_001 + n % bigcompany.PRODUCTS}", SERIAL_SKU, GTIN, GTIN[1:]),
        "GS1": (f"]C101{GTIN}21SN-{serial:08d}", f"]C100{sscc}{check_digit(sscc)}"),
        "half code": (f"P{n:08d}"[:6], f"JJD{n:012d}"[:9], f"RT{some // RETURN_EVERY:06d}"[:5], "5000", "1Z00"),
        "name": ("anna smith", "greta wag", "jones", "anna", "a", f"karin becker{n % 977}", "king king"),
        "nothing": ("nobody knows this", "zzz zzz", f"UNKNOWN-{n}", f"{10**15 + n}", "anna zzz"),
    }


def find(store: Store, orders: int, rounds: int) -> tuple[Mapping[str, list[float]], list[float]]:
    """Return the milliseconds of each look by kind, sorted, first looks left out; and of all by the clock."""
    dice, took, clock = random.Random(3), defaultdict[str, list[float]](list), list[float]()
    with store.read() as desk:
        worked = processor(desk)
    for turn in range(rounds):
        for kind, several in texts(orders, dice).items():
            for each in several:
                begin, before = time.perf_counter(), worked()
                with store.read() as desk:
                    candidates(desk, each)
                if turn:
                    took[kind].append((worked() - before) * 1000)
                    clock.append((time.perf_counter() - begin) * 1000)
    return {kind: sorted(each) for kind, each in took.items()}, sorted(clock)


FLOOR = (
    "SELECT id, channel, state, placed_at, customer_id FROM orders WHERE code = :code",
    "SELECT id, sku, qty, shipped FROM order_line WHERE order_id = :key",
    "SELECT id, code, state FROM parcel WHERE order_id = :key",
    "SELECT id, code FROM returns WHERE order_id = :key",
)


def bare(store: Store, orders: int, rounds: int) -> list[float]:
    """Return the milliseconds of reading one order with what belongs to it, as plain SQL."""
    dice, took = random.Random(5), list[float]()
    with store.read() as desk:
        worked = processor(desk)
        for _turn in range(rounds * 15):
            code = str(5_000_000 + dice.randrange(1, orders))
            before = worked()
            key = desk.connection.execute(text(FLOOR[0]), {"code": code}).one()[0]
            for words in FLOOR[1:]:
                desk.connection.execute(text(words), {"key": key}).all()
            took.append((worked() - before) * 1000)
    return sorted(took)


def at(part: float, took: list[float]) -> float:
    """Return the figure below which so much of all lies."""
    return round(took[min(len(took) - 1, int(part * len(took)))], 2)


def figures(store: Store, orders: int, rounds: int) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return figures and goals of one company."""
    by_kind, clock = find(store, orders, rounds)
    took, least = sorted(ms for each in by_kind.values() for ms in each), bare(store, orders, rounds)
    p99 = {kind: at(0.99, each) for kind, each in by_kind.items()}
    slowest = max(p99, key=lambda kind: p99[kind])
    told = {
        "find_p50_ms": at(0.5, took), "find_p99_ms": at(0.99, took), "find_worst_ms": took[-1], "clock_p50_ms":
        at(0.5, clock), "clock_p99_ms": at(0.99, clock), "floor_p50_ms": at(0.5, least), "p99_ms": p99,
    }  # fmt: skip
    ratio = took[len(took) // 2] / least[len(least) // 2]
    goals: list[dict[str, object]] = [
        {
            "name": f"p99 of finding whose parcel it is, by {slowest}, processor, ms",
            "value": p99[slowest],
            "at_most": MOST_MS,
        },
        {"name": "p50 / reading an order as plain SQL", "value": ratio, "at_most": MOST_RATIO},
    ]
    return told, goals


def main() -> None:
    """Print figures and goals as JSON; `--orders N` for another size."""
    smoke = "--smoke" in sys.argv
    orders, rounds = (SMALL, 3) if smoke else (bigcompany.ORDERS, ROUNDS)
    if "--orders" in sys.argv:
        orders = int(sys.argv[sys.argv.index("--orders") + 1])
    kind = wanted()
    with tempfile.TemporaryDirectory() as name, databases(Path(name), kind) as server, server.empty() as address:
        store = open_store(address or f"sqlite:///{name}/company.db", create=True)
        try:
            bigreturns.fill(store, orders)
            told, goals = figures(store, orders, rounds)
        finally:
            store.close()
    facts = {"database": kind, "orders": orders, "parcels": 2 * orders, "returns": orders // RETURN_EVERY}
    print(json.dumps({"name": "returns", "figures": facts | told, "goals": goals}))


if __name__ == "__main__":
    main()
