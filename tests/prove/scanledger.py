"""The erring packer of `scanning` at a real bench: every scan goes through the ledger, and the program dies at any."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.company import Company
from tests.packbench import Bench, tote
from tests.prove.scanning import Goods, Order, Simulation
from warehouse_app.application.packing import PackAnswer, PackScan
from warehouse_app.application.run import Outcome
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.store import bench as store_bench
from warehouse_app.store import carrying, items, ledger, lines, places, products
from warehouse_app.store.packing import packs

CRASHES = 60
"""One scan in so many meets a program that dies, before its commit or after it."""

TOTE = "T1"


class Died(BaseException):
    """The program is gone."""


class LedgerRun(Simulation):
    """Orders packed at a bench of a real company; what the ledger says of each parcel is held to what is in the box."""

    def __init__(self, seed: int, folder: Path) -> None:
        super().__init__(seed)
        self.company, self.crashes, self.ids = Company(folder), 0, iter(range(10**9))
        with self.company.write() as desk:
            for kind in self.catalogue.kinds:
                self.company.product(desk, kind.sku, tracking="lot" if kind.lots else "none")
                found = products.find(desk, kind.sku)
                assert found is not None
                products.add_barcode(desk, found.id, kind.gtin, 1)
        self.line_ids: dict[int, int] = {}
        self.open = ""

    def reopened(self) -> None:
        """Start the program anew on the same file."""
        old = self.company
        with suppress(Exception):
            old.close()
        self.company = Company(old.folder)
        self.company.ids.n, self.company.clock.moment = old.ids.n, old.clock.moment
        self.crashes += 1

    def shoot(self, text: str, *, double: bool = False) -> PackAnswer:
        """Scan; where the program dies at it, start it again and send the same scan: it is judged once."""
        scan = PackScan(id=f"scan-{next(self.ids)}", text=text, double=double)
        way = self.rng.randrange(CRASHES * 2)
        if way == 0:  # it dies before the commit: nothing happened
            kept = store_bench.log_scan
            store_bench.log_scan = _dies
            try:
                self._send(scan)
            except Died:
                pass
            finally:
                store_bench.log_scan = kept
            self.reopened()
        elif way == 1:  # it dies behind the commit: the answer is lost
            first = self._send(scan)
            self.reopened()
            again = self._send(scan)
            assert again.replayed, "sent again it was judged again"
            assert first.value == again.value, "another answer to the same scan"
        found = self._send(scan).value
        assert found is not None
        return found

    def _send(self, scan: PackScan) -> Outcome[PackAnswer]:
        return self.company.runner.perform(scan, Bench(self.company).session)

    def pack(self) -> None:
        """Put an order's goods into the tote, and pack it."""
        order, units = self.order()
        self._pick(order)
        self.told.orders += 1
        opened = self.shoot(TOTE)
        assert opened.code == "order_opened", opened
        for unit in units:
            if not order.left:
                break
            self.scan(order, unit)
        assert order.left == 0, "an order was never complete"
        self.told.wrong += self._wrong_in_ledger(order)

    def scan(self, order: Order, unit: Goods) -> None:
        """Scan the unit in the hand at the bench; it goes into the box where the bench says so."""
        told, rng, text = self.told, self.rng, unit.code
        told.scans += 1
        if rng.randrange(300) == 0:
            told.doubles += 1
            assert self.shoot(text, double=True).code == "double_read"
        answer = self.shoot(text)
        told.wrong_in_hand += unit.sku not in order.sku_of.values()
        if answer.verdict is Verdict.REFUSED:
            told.refused += 1
            if answer.klass == "stop":
                assert self.shoot(unit.code).code == "acknowledge_first"
                self.shoot("")
            return
        told.accepted += 1
        n = next(n for n, sku in order.sku_of.items() if sku == unit.sku)
        order.box[unit.sku, unit.lot] += 1
        order.lines = [each if each.line_id != n else type(each)(each.line_id, each.left - 1) for each in order.lines]
        if not order.left:
            assert answer.code == "order_packed", answer.code

    def _pick(self, order: Order) -> None:
        company, n = self.company, self.told.orders
        with company.write() as desk:
            wanted = [(order.sku_of[each.line_id], each.left) for each in order.lines]
            order_id = company.order(desk, f"O{n}", wanted)
            into = tote(desk, company, TOTE)
            for row in _lines(desk, order_id):
                for lot, qty in order.promised[row.sku].items():
                    company.stock(desk, "A01", row.sku, qty, lot=lot)
                    leg = Leg(Item(row.sku, lot=lot), company.bin(desk, "A01").id, into.id, qty, LineId(row.id))
                    ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,)))
                    lines.add_picked(desk, row.id, qty)
            self.order_id = order_id

    def _wrong_in_ledger(self, order: Order) -> int:
        """Return how many units the ledger has in the parcel otherwise than they were ordered, or are in the box."""
        with self.company.store.read() as desk:
            pack = packs.last_closed(desk, self.order_id)
            assert pack is not None
            inside: Counter[tuple[str, str]] = Counter()
            for item_id, qty in carrying.contents(desk, places.get(desk, pack.place).id):
                item = items.get(desk, item_id)
                inside[item.sku, item.lot] += qty
        return (
            sum((inside - order.wanted).values())
            + sum((inside - order.box).values())
            + sum((order.box - inside).values())
        )


def _dies(*_args: Any, **_more: Any) -> None:
    raise Died


def _lines(desk: Any, order_id: int) -> list[Any]:
    from warehouse_app.store.schema import trade

    line = trade.order_line
    return list(desk.connection.execute(line.select().where(line.c.order_id == order_id).order_by(line.c.n)).all())


def through_ledger(seed: int, count: int) -> dict[str, int]:
    """Judge so many scans at a bench of a company of its own."""
    with tempfile.TemporaryDirectory(prefix="scans-") as name:
        run = LedgerRun(seed, Path(name))
        told = run.run(count)
        run.company.close()
    return {
        "done": told.scans,
        "wrong": told.wrong,
        "died": run.crashes,
        "refused": told.refused,
        "orders": told.orders,
    }
