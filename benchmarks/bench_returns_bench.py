"""Deeds at the returns bench among a million orders, two million parcels and 98 000 returns: processor of each.

Announced returns of one product are opened, taken in, graded, settled, taken back and settled again, one after the
other, through the application. Two million parcels are places beside the bins among which put-away looks for one.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import bigcompany, bigreturns
from benchmarks.bigcompany import AT, WAREHOUSE
from benchmarks.bigreturns import RETURN_EVERY
from benchmarks.servers import databases, processors, wanted
from sqlalchemy import text

from tests.company import Company
from tests.scans import Scans
from warehouse_app.application.returning.bench import ReturnScan
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.people import Role
from warehouse_app.domain.returning.intake import IntakeAnswer
from warehouse_app.ports.clock import iso
from warehouse_app.store import rebuilding
from warehouse_app.store.database import Store, open_store

ROUNDS, WARM, SMALL, MOST_MS = 60, 5, 2_000, 50
STATION = "R1"
_ONE_UNIT = text(
    "SELECT r.code, MIN(u.sku) FROM returns r JOIN return_unit u ON u.return_id = r.id WHERE r.state = 'authorised'"
    " GROUP BY r.code HAVING COUNT(*) = 1 ORDER BY r.code LIMIT :most"
)


@dataclass
class Table(Scans[IntakeAnswer]):
    """The returns bench, with somebody who may refund."""

    command = ReturnScan
    station: str = STATION
    role: Role = Role.SUPERVISOR


def fill(store: Store, orders: int) -> None:
    """Fill an empty company, with its projections."""
    bigreturns.fill(store, orders)
    with store.write(at=iso(AT), who="bench", command_id="rebuild") as desk:
        rebuilding.rebuild(desk)
        values = {"code": STATION, "warehouse": WAREHOUSE}
        desk.connection.execute(text("INSERT INTO station (code, warehouse) VALUES (:code, :warehouse)"), values)


def deeds(code: str, sku: str) -> Iterator[tuple[str, str]]:
    """Yield what is done with one return: the name of the deed, and its scan."""
    undo = word_of(Card.UNDO)
    yield from (("open", code), ("take", sku), ("grade", "1"), ("settle", ""), ("undo", undo), ("settle", ""))


def measured(company: Company, rounds: int) -> Mapping[str, list[float]]:
    """Return the milliseconds of each deed, sorted; the first returns are left out."""
    table, took = Table(company, STATION), defaultdict[str, list[float]](list)
    with company.store.read() as desk:
        rows = [(str(row[0]), str(row[1])) for row in desk.connection.execute(_ONE_UNIT, {"most": rounds + WARM})]
    worked: Callable[[], float] = time.process_time
    for n, (code, sku) in enumerate(rows):
        for name, scan in deeds(code, sku):
            before = worked()
            outcome = table.send(scan)
            if n >= WARM:
                took[name].append((worked() - before) * 1000)
            assert outcome.refusal is None, (name, scan, outcome.refusal)
        if n == WARM - 1:  # the lanes to a server are open by now
            worked = processors(company.store)
    return {name: sorted(each) for name, each in took.items()}


def main() -> None:
    """Print figures and goals as JSON; `--orders N` for another size."""
    smoke = "--smoke" in sys.argv
    orders, rounds = (SMALL, 6) if smoke else (bigcompany.ORDERS, ROUNDS)
    if "--orders" in sys.argv:
        orders = int(sys.argv[sys.argv.index("--orders") + 1])
    kind = wanted()
    with tempfile.TemporaryDirectory() as name, databases(Path(name), kind) as server, server.empty() as address:
        store = open_store(address or f"sqlite:///{name}/company.db", create=True)
        fill(store, orders)
        store.close()
        company = Company(Path(name), database=address)
        company.clock.moment = AT
        took = measured(company, rounds)
        company.close()
    p50 = {name: round(each[len(each) // 2], 1) for name, each in took.items()}
    facts = {"database": kind, "orders": orders, "parcels": 2 * orders, "returns": orders // RETURN_EVERY}
    least = {name: round(each[0], 1) for name, each in took.items()}
    slowest = max(p50, key=lambda each: p50[each])
    goal = {
        "name": f"p50 of the slowest deed at the returns bench, {slowest} ({kind}), processor, ms",
        "value": p50[slowest],
        "at_most": MOST_MS,
    }
    figures = facts | {"p50_ms": p50, "least_ms": least}
    print(json.dumps({"name": "returns bench", "figures": figures, "goals": [goal]}))


if __name__ == "__main__":
    main()
