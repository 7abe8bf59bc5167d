"""Five hundred orders planned into batches and released, while another process packs and must not notice.

The clock runs from the first question to the last batch on the floor: candidates read, batches planned, promises
narrowed to bins, tasks written, batch by batch in small transactions. Beside it the yardstick: the rows that this
leaves behind (promises, their log, cells, tasks, orders of batches) written bare, batch by batch, into a copy of the
same company. `--database=postgresql` measures on a server of its own.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.bench_scan import Bench, stocked
from benchmarks.bigcompany import Rows, write
from benchmarks.servers import Databases, databases, wanted
from sqlalchemy import bindparam, insert, text, update

from tests.company import WAREHOUSE, Company
from tests.tidy.tree import ROOT
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.run import Command, Outcome, Session
from warehouse_app.planning.layout import warehouse_for
from warehouse_app.store.schema import floor, ledger, office, trade

ORDERS, SMALL = 500, 30
PRODUCTS, LINES_AT_MOST, ON_HAND = 2_000, 8, 500
SCANS_A_SECOND = 100
_FIRST = 10_000
_CART = 12
_PLACED, _DUE = "2010-12-06T08:00:00.000000Z", "2010-12-07T17:00:00.000000Z"


def furnish(folder: Path, address: str, orders: int) -> None:
    """Make a company with an order on the packing bench, and so many orders whose stock is promised."""
    folder.mkdir(exist_ok=True)
    stocked(folder, 10_000, database=address)
    company = Company(folder, database=address)
    company.ids.n, company.runner.writer.id = 2_000_000, "writer-2"
    write(company.store, _stock())
    write(company.store, _orders(orders))
    allocate(company.runner, company.supervisor, tuple(f"R{n}" for n in range(orders)))
    with company.store.alone() as connection:
        connection.execute(text("ANALYZE"))
    company.close()


def _stock() -> Rows:
    yield office.counter, {"name": "batch", "value": 1}  # the batch of what is packed has the first number
    for n, place in enumerate(warehouse_for(PRODUCTS), 1):
        where = {"aisle": int(place.aisle[1:]), "bay": place.bay, "level": place.level, "x_mm": place.x_mm}
        row = {"id": _FIRST + n, "warehouse": WAREHOUSE, "kind": "BIN", "code": place.code, "y_mm": place.y_mm}
        yield ledger.place, {**row, **where, "walk_seq": place.sequence}
    for n in range(1, PRODUCTS + 1):
        product, sku = _FIRST + n, f"REL{n:05d}"
        yield ledger.product, {"id": product, "sku": sku, "sku_key": sku, "name": f"Thing {n}"}
        yield ledger.item, {"id": product, "sku": sku, "product_id": product}
        for lot in ("*", ""):
            pool = {"warehouse": WAREHOUSE, "owner": "HOUSE", "sku": sku, "grade": "A", "lot": lot}
            yield ledger.pool, {**pool, "on_hand": ON_HAND, "promised": 0}
        yield ledger.balance, {"place_id": product, "item_id": product, "on_hand": ON_HAND}


def _orders(orders: int) -> Rows:
    dice, line = random.Random(7), _FIRST
    for n in range(orders):
        chosen = dice.sample(range(1, PRODUCTS + 1), dice.randint(1, LINES_AT_MOST))
        head = {"id": _FIRST + n, "channel": "shop", "code": f"R{n}", "state": "confirmed", "payment": "paid"}
        when = {"placed_at": _PLACED, "ship_by": _DUE, "warehouse": WAREHOUSE, "content_hash": str(n)}
        yield trade.orders, {**head, **when, "units": 2 * len(chosen), "lines": len(chosen)}
        for at, product in enumerate(chosen, 1):
            line += 1
            row = {"id": line, "order_id": _FIRST + n, "n": at, "sku": f"REL{product:05d}", "qty": 2, "price_e4": 1}
            yield trade.order_line, {**row, "product_id": _FIRST + product}


class Timed:
    """A runner that keeps how long each of its commands took."""

    def __init__(self, company: Company) -> None:
        self.took: list[tuple[float, float]] = []
        self._perform = company.runner.perform

    def perform(self, command: Command, session: Session) -> Outcome[Any]:
        """Perform, and keep the time by the clock and of processor."""
        begin, worked = time.perf_counter(), time.thread_time()
        outcome = self._perform(command, session)
        self.took.append((time.perf_counter() - begin, time.thread_time() - worked))
        return outcome


def release_all(folder: Path, address: str, orders: int) -> dict[str, float]:
    """Plan and release all orders; return the figures."""
    company = Company(folder, database=address)
    company.ids.n, company.runner.writer.id = 5_000_000, "writer-3"
    timed = Timed(company)
    company.runner.perform = timed.perform  # type: ignore[method-assign]
    ids = tuple(range(_FIRST, _FIRST + orders))
    begin, worked = time.perf_counter(), time.process_time()
    graphs = batches.Graphs(company.runner, company.supervisor)
    planned = batches.plan(company.runner, company.supervisor, orders=ids, pause=time.sleep, graphs=graphs)
    middle = time.perf_counter()
    for row in planned.batches:
        batches.release(company.runner, company.supervisor, row.id, pause=time.sleep, graphs=graphs)
    took, spent = time.perf_counter() - begin, time.process_time() - worked
    with company.store.read() as desk:
        tasks = int(desk.connection.execute(text("SELECT COUNT(*) FROM task")).scalar() or 0)
        wide = int(desk.connection.execute(text("SELECT COUNT(*) FROM promise WHERE scope <> 'cell'")).scalar() or 0)
    company.close()
    assert sum(row.orders for row in planned.batches) == orders
    assert wide == 0, "every promise stands at a bin"
    longest = max(timed.took)
    return {
        "release_s": round(took, 3), "planned_s": round(middle - begin, 3), "processor_s": round(spent, 3),
        "batches": len(planned.batches), "tasks": tasks, "transactions": len(timed.took),
        "longest_transaction_ms": round(longest[0] * 1000, 1),
        "longest_transaction_processor_ms": round(max(each[1] for each in timed.took) * 1000, 1),
    }  # fmt: skip


def bare(folder: Path, address: str, orders: int) -> float:
    """Write the rows that a release leaves behind, batch by batch, and nothing else; return the seconds."""
    company = Company(folder, database=address)
    with company.store.read() as desk:
        of_lines = ledger.promise.select().where(ledger.promise.c.ref > _FIRST).order_by(ledger.promise.c.ref)
        found = [row._asdict() for row in desk.connection.execute(of_lines)]
        lines = {row.id: row.order_id for row in desk.connection.execute(trade.order_line.select())}
    begin = time.perf_counter()
    for at in range(0, orders, _CART):
        mine = range(_FIRST + at, _FIRST + min(at + _CART, orders))
        _bare_batch(company, at, mine, [row for row in found if lines[row["ref"]] in mine], lines)
    took = time.perf_counter() - begin
    company.close()
    return took


_HOLD = (
    update(ledger.balance)
    .where(ledger.balance.c.place_id == bindparam("at"), ledger.balance.c.item_id == bindparam("thing"))
    .values(held=ledger.balance.c.held + bindparam("more"))
)


def _bare_batch(company: Company, at: int, mine: range, rows: list[dict[str, Any]], lines: dict[int, int]) -> None:
    batch = {"id": _FIRST + at, "code": f"X{at}", "state": "released", "warehouse": WAREHOUSE, "planned_at": _PLACED}
    cells = [{**row, "id": 10_000_000 + row["id"], "scope": "cell", **_cell(row)} for row in rows]
    logs = [
        {"promise_id": row["id"], "what": "narrowed", "qty": row["qty"], "purpose": "line", "ref": row["ref"],
         "scope": "cell", "place_id": row["place_id"], "at": _PLACED, "why": "", "command_id": "bare"}
        for row in cells
    ]  # fmt: skip
    tasks = [
        {"code": f"X{at}-{n}", "batch_id": batch["id"], "seq": n, "line_id": row["ref"], "order_id": lines[row["ref"]],
         "place_id": row["place_id"], "item_id": row["item_id"], "promise_id": row["id"], "qty": row["qty"]}
        for n, row in enumerate(cells)
    ]  # fmt: skip
    with company.store.write(at=_PLACED, who="bench", command_id=f"bare{at}") as desk:
        run = desk.connection.execute
        run(insert(floor.batch), batch)
        run(insert(floor.batch_order), [{"batch_id": batch["id"], "order_id": o, "slot": str(o)} for o in mine])
        run(ledger.promise.delete().where(ledger.promise.c.id == bindparam("old")), [{"old": r["id"]} for r in rows])
        run(insert(ledger.promise), cells)
        run(insert(ledger.promise_log), logs)
        run(_HOLD, [{"at": row["place_id"], "thing": row["item_id"], "more": row["qty"]} for row in cells])
        run(insert(floor.task), tasks)


def _cell(row: dict[str, Any]) -> dict[str, int]:
    number = _FIRST + int(row["sku"][3:])
    return {"place_id": number, "item_id": number}


def packed_meanwhile(folder: Path, address: str, orders: int) -> tuple[list[float], dict[str, float]]:
    """Pack at a steady pace while another process releases; return the seconds of each scan, and its figures."""
    bench = Bench(folder, database=address)
    words = [sys.executable, "-m", "benchmarks.bench_release", "--child", str(folder), address, str(orders)]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    took: list[float] = []
    while running.poll() is None:
        begin = time.perf_counter()
        bench.scan(len(took))
        took.append(time.perf_counter() - begin)
        time.sleep(max(0.0, 1 / SCANS_A_SECOND - took[-1]))
    told = json.loads(running.communicate()[0])
    bench.company.close()
    return took, told


def main() -> None:
    """Print figures and goals as JSON."""
    orders = SMALL if "--smoke" in sys.argv else ORDERS
    with tempfile.TemporaryDirectory() as name, databases(Path(name), kind := wanted()) as made:
        floor_s, alone, (scans, beside) = _measure(Path(name), made, orders)
    figures = {
        "database": kind, "orders": orders, "bare_rows_s": round(floor_s, 3), **alone,
        **{f"beside_{name}": value for name, value in beside.items()},
        "pack_scans": len(scans), "pack_p50_ms": _at(0.5, scans), "pack_p99_ms": _at(0.99, scans),
        "pack_longest_ms": _at(1.0, scans),
    }  # fmt: skip
    goals = [
        {"name": f"{orders} orders planned and released, s", "value": alone["release_s"], "at_most": 4.0},
        {"name": "the same / their rows written bare", "value": round(alone["release_s"] / floor_s, 1), "at_most": 12},
        {"name": "p99 of a pack scan in another process meanwhile, ms", "value": figures["pack_p99_ms"], "at_most": 50},
        {"name": "longest transaction, processor, ms", "value": alone["longest_transaction_processor_ms"],
         "at_most": 50},
    ]  # fmt: skip
    print(json.dumps({"name": "release", "figures": figures, "goals": goals}))


def _measure(folder: Path, made: Databases, orders: int) -> tuple[float, dict[str, float], Any]:
    results: list[Any] = []
    for name, deed in (("bare", bare), ("alone", release_all), ("beside", packed_meanwhile)):
        with made.empty() as address:
            furnish(folder / name, address, orders)
            made.rested(address)
            results.append(deed(folder / name, address, orders))
    return results[0], results[1], results[2]


def _at(share: float, took: list[float]) -> float:
    ordered = sorted(took)
    return round(ordered[min(int(share * len(ordered)), len(ordered) - 1)] * 1000, 2)


if __name__ == "__main__":
    if "--child" in sys.argv:
        print(json.dumps(release_all(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))))
    else:
        main()
