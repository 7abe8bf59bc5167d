"""Finding anything among a million orders: codes, beginnings of codes, words of names, and nothing at all.

Each text is looked for in turn, many rounds; the figure is the slowest of a hundred, first looks (which compile their
statements) told apart. The company is made anew by `benchmarks.bigcompany`.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from benchmarks import bigcompany

from tests import postgres
from warehouse_app.application.search import find, find_code
from warehouse_app.domain.people import Right
from warehouse_app.store.database import Store, open_store

TEXTS = (
    *("5500123", "55001", "5", "C110001", "c11", "anna smith", "smith an", "jones k", "greta", "wagner161 brown"),
    *("cake", "cake vintage", "no 777", "20777", "5000000000777", "b01-", "T-0042", "t-", "HX0000500000GB", "hx00005"),
    *("P00500000", "p", "a", "zzz", "anna zzz"),
)
SCANS = ("5500123", "T-0042", "HX0000500000GB", "5000000000777", "nobody knows this")
ROUNDS, SMALL = 40, 2_000


def measure(store: Store, rounds: int) -> dict[str, float]:
    """Return the figures of one database in milliseconds."""
    rights, first, took = frozenset(Right), list[float](), list[float]()
    for turn in range(rounds):
        for text in TEXTS:
            begin = time.perf_counter()
            with store.read() as desk:
                find(desk, text, rights)
            (took if turn else first).append((time.perf_counter() - begin) * 1000)
        for text in SCANS:
            begin = time.perf_counter()
            with store.read() as desk:
                find_code(desk, text)
            (took if turn else first).append((time.perf_counter() - begin) * 1000)
    took.sort()
    return {
        "find_p50_ms": round(took[len(took) // 2], 2),
        "find_p99_ms": round(took[int(0.99 * len(took))], 2),
        "find_first_worst_ms": round(max(first), 1),
    }


def on_sqlite(orders: int, rounds: int) -> dict[str, float]:
    """Return the figures of a company in a file."""
    with tempfile.TemporaryDirectory() as name:
        store = open_store(f"sqlite:///{bigcompany.make(Path(name), orders)}")
        try:
            return measure(store, rounds)
        finally:
            store.close()


def on_postgresql(orders: int, rounds: int) -> dict[str, float]:
    """Return the figures of a company on a PostgreSQL server of its own; none where no server can be started."""
    try:
        server = postgres.start()
    except BaseException as error:  # noqa: BLE001 - a test's skip is no Exception; the bench says why and goes on
        sys.stderr.write(f"no PostgreSQL: {error}\n")
        return {}
    try:
        with server.database() as address:
            store = open_store(address, create=True)
            bigcompany.fill(store, orders)
            store.close()
            with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as plain:
                plain.execute("VACUUM ANALYZE")  # what its own worker does sooner or later
            store = open_store(address)
            try:
                return measure(store, rounds)
            finally:
                store.close()
    finally:
        server.stop()


def main() -> None:
    """Print figures and goals as JSON."""
    smoke = "--smoke" in sys.argv
    orders, rounds = (SMALL, 3) if smoke else (bigcompany.ORDERS, ROUNDS)
    figures: dict[str, float | str] = {"orders": orders, "texts": len(TEXTS)}
    goals = []
    for name, one in (("sqlite", on_sqlite), ("postgresql", on_postgresql)):
        found = one(orders, rounds)
        figures |= {f"{name}_{figure}": value for figure, value in found.items()}
        if found:
            value = found["find_p99_ms"]
            goals.append({"name": f"p99 of finding anything on {name}, ms", "value": value, "at_most": 50})
    print(json.dumps({"name": "find", "figures": figures, "goals": goals}))


if __name__ == "__main__":
    main()
