"""All projections computed anew among a million orders: two million parcels, 98 000 returns, eight million legs.

First from nothing, as after a restore of facts alone, then with a few figures wrong, as when somebody asks for it.
The seconds of the processor are the figure, on PostgreSQL with those of the server; the clock stands beside.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import bigcompany, bigreturns
from benchmarks.bigcompany import AT
from benchmarks.servers import databases, processor, wanted
from sqlalchemy import text

from warehouse_app.ports.clock import iso
from warehouse_app.store import rebuilding
from warehouse_app.store.database import Store, open_store

SMALL, MOST_S = 2_000, 60
SPOILS = (
    "UPDATE balance SET on_hand = on_hand + 1 WHERE place_id BETWEEN 1 AND 100",
    "UPDATE pool SET on_hand = on_hand + 1 WHERE sku LIKE '2000%'",
    "UPDATE order_line SET packed = packed + 1 WHERE id <= 100",
)


def rebuilt(store: Store, name: str) -> dict[str, float]:
    """Rebuild, and return what it took and how many figures were wrong."""
    with store.write(at=iso(AT), who="bench", command_id=name) as desk:
        worked = processor(desk)
        begin, before = time.perf_counter(), worked()
        wrong = rebuilding.rebuild(desk)
        done = {
            f"{name}_s": round(time.perf_counter() - begin, 1),
            f"{name}_processor_s": round(worked() - before, 1),
            f"{name}_wrong": wrong,
        }
    sys.stderr.write(f"{done}\n")
    return done


def figures(store: Store) -> dict[str, float]:
    """Rebuild from nothing, then with a few figures spoilt."""
    found = rebuilt(store, "from_nothing")
    with store.write(at=iso(AT), who="bench", command_id="spoil") as desk:
        for words in SPOILS:
            desk.connection.execute(text(words))
    return found | rebuilt(store, "some_wrong")


def main() -> None:
    """Print figures and goals as JSON; `--orders N` for another size."""
    orders = SMALL if "--smoke" in sys.argv else bigcompany.ORDERS
    if "--orders" in sys.argv:
        orders = int(sys.argv[sys.argv.index("--orders") + 1])
    kind = wanted()
    with tempfile.TemporaryDirectory() as name, databases(Path(name), kind) as server, server.empty() as address:
        store = open_store(address or f"sqlite:///{name}/company.db", create=True)
        begin = time.perf_counter()
        bigreturns.fill(store, orders)
        found = {"orders": orders, "made_s": round(time.perf_counter() - begin), **figures(store)}
        store.close()
    goals = [
        {
            "name": f"all projections computed anew, {name} ({kind}), processor, s",
            "value": found[key],
            "at_most": MOST_S,
        }
        for name, key in (("some wrong", "some_wrong_processor_s"), ("from nothing", "from_nothing_processor_s"))
    ]
    print(json.dumps({"name": "rebuild", "figures": {"database": kind, **found}, "goals": goals}))


if __name__ == "__main__":
    main()
