"""One accepted pack scan, durable, through the application, beside a bare sqlite3 transaction of its very statements.

The statements of each scan are recorded on one copy of a company, then run bare on a second copy (prepared, with their
parameters, WAL and `synchronous=FULL`), in turn with the real scans on a third, so that both meet the same disk.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, event

from tests.company import WAREHOUSE, Company
from warehouse_app.application.packing import PackScan
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import ledger, lines, places
from warehouse_app.store.schema import floor, trade

LINES, UNITS = 25, 40
Statements = list[tuple[str, Any]]


def stocked(folder: Path, units: int, database: str = "") -> None:
    """Make a company with one picked order waiting in a tote, among other orders and products."""
    company = Company(folder, database=database)
    with company.write() as desk:
        for n in range(LINES):
            company.product(desk, f"SKU{n:03d}")
        order_id = company.order(desk, "5001", [(f"SKU{n:03d}", units) for n in range(LINES)])
        for n in range(200):
            company.order(desk, f"{6000 + n}", [(f"SKU{n % LINES:03d}", 3)])
        supplier = places.outside(desk, PlaceKind.SUPPLIER)
        tote = places.add(desk, WAREHOUSE, PlaceKind.TOTE, "T-0001")
        dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        ledger.post(
            desk,
            Entry(
                EntryId("tote"), EntryKind.RECEIVE, (Leg(container_item("TOTE", "T-0001"), supplier.id, dock.id, 1),)
            ),
        )
        rows = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order_id)).all()
        legs = tuple(Leg(Item(row.sku), supplier.id, tote.id, row.qty, LineId(row.id)) for row in rows)
        ledger.post(desk, Entry(EntryId("picked"), EntryKind.RECEIVE, legs))
        for row in rows:
            lines.add_picked(desk, row.id, row.qty)
        batch = {"code": "B00001", "state": "picked", "warehouse": WAREHOUSE, "planned_at": company.runner.now()}
        made = desk.connection.execute(floor.batch.insert().values(**batch)).inserted_primary_key
        assert made is not None
        desk.connection.execute(
            floor.batch_order.insert().values(batch_id=made[0], order_id=order_id, slot="A1", tote_id=tote.id),
        )
    assert company.runner.perform(PackScan(id="open", text="T-0001"), company.packer).refusal is None
    company.close()


class Bench:
    """A packer at a copy of the company; ids and clock count, so that every copy does the very same."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.company = Company(folder, database=database)
        self.company.ids.n = 1_000_000
        self.company.runner.writer.id = "writer-2"

    def scan(self, n: int) -> None:
        """Scan the n-th unit."""
        command = PackScan(id=f"scan-{n}", text=f"SKU{n % LINES:03d}")
        outcome = self.company.runner.perform(command, self.company.packer)
        assert outcome.refusal is None, outcome.refusal


class Heard(sqlite3.Cursor):
    """A cursor that writes down what it is asked."""

    def execute(self, text: str, parameters: Any = (), /) -> Self:  # noqa: ANN401 - the driver's own
        """Write down, and run."""
        self.connection.heard.append((text, (False, parameters)))  # type: ignore[attr-defined]
        return super().execute(text, parameters)

    def executemany(self, text: str, parameters: Any, /) -> Self:  # noqa: ANN401 - the driver's own
        """Write down, and run."""
        self.connection.heard.append((text, (True, parameters)))  # type: ignore[attr-defined]
        return super().executemany(text, parameters)


class Recording(sqlite3.Connection):
    """A connection whose every statement is kept in `heard`."""

    heard: Statements = []  # noqa: RUF012 - one list for all of a run

    def cursor(self, factory: type[sqlite3.Cursor] = Heard) -> sqlite3.Cursor:  # type: ignore[override]
        """Return a cursor that writes down."""
        return super().cursor(factory)

    def execute(self, text: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - the driver's own
        """Run by a cursor that writes down."""
        return self.cursor().execute(text, parameters)

    def executemany(self, text: str, parameters: Any, /) -> sqlite3.Cursor:  # noqa: ANN401 - the driver's own
        """Run by a cursor that writes down."""
        return self.cursor().executemany(text, parameters)


@contextmanager
def recorded() -> Iterator[Statements]:
    """Let every connection that is opened meanwhile write down its statements."""

    def with_ears(_dialect: Any, _record: Any, _words: Any, options: dict[str, Any]) -> None:  # noqa: ANN401 - SQLAlchemy's
        options["factory"] = Recording

    event.listen(Engine, "do_connect", with_ears)
    yield Recording.heard
    event.remove(Engine, "do_connect", with_ears)


def bare(connection: sqlite3.Connection, statements: Statements) -> None:
    """Run one scan's statements in the driver alone; what a SELECT finds is fetched, as the application does."""
    for text, (many, parameters) in statements:
        if many:
            connection.executemany(text, parameters)
        else:
            connection.execute(text, parameters).fetchall()


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    """Return the seconds of each real and each bare scan."""
    start = folder / "start"
    start.mkdir()
    stocked(start, -(-rounds // LINES) + 1)
    copies = {name: folder / name for name in ("heard", "bare", "real")}
    for copy in copies.values():
        shutil.copytree(start, copy)
    scans: list[Statements] = []
    with recorded() as heard:
        recorder = Bench(copies["heard"])
        for n in range(rounds):
            heard.clear()
            recorder.scan(n)
            scans.append(list(heard))
        recorder.company.close()
    connection = sqlite3.connect(copies["bare"] / "company.db", isolation_level=None)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-32768", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    bench = Bench(copies["real"])
    real_s, bare_s = [], []
    for n, statements in enumerate(scans):
        begin = time.perf_counter()
        bench.scan(n)
        middle = time.perf_counter()
        bare(connection, statements)
        bare_s.append(time.perf_counter() - middle)
        real_s.append(middle - begin)
    connection.close()
    bench.company.close()
    return {"real": real_s, "bare": bare_s, "statements": statistics.median(len(each) for each in scans)}


def main() -> None:
    """Print figures and goal as JSON."""
    rounds = 25 if "--smoke" in sys.argv else UNITS * LINES
    with tempfile.TemporaryDirectory() as name:
        found = measure(Path(name), rounds)
    warm = slice(min(20, rounds // 5), None)
    real, base = (statistics.median(found[name][warm]) for name in ("real", "bare"))
    figures = {
        "scan_p50_ms": round(real * 1000, 3),
        "scan_p99_ms": round(sorted(found["real"][warm])[int(0.99 * len(found["real"][warm]))] * 1000, 3),
        "bare_p50_ms": round(base * 1000, 3),
        "statements": found["statements"],
        "rounds": rounds,
    }
    goal = {"name": "scan_p50 / bare_p50", "value": round(real / base, 2), "at_most": 3.0}
    print(json.dumps({"name": "pack scan", "figures": figures, "goals": [goal]}))


if __name__ == "__main__":
    main()
