"""A day of real orders as a packer finds it: imported, promised, planned and picked by command into totes, at a bench
with a scanner on a serial line, a scripted scale and three sorts of boxes. `tests/packhand.py` packs it.
"""

from __future__ import annotations

import csv
import gzip
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.cartons.masters import MakeBox
from warehouse_app.application.importing import ImportRequest, generate_places, run_import
from warehouse_app.application.registry import AttachDevice, KeepDevice, KeepStation
from warehouse_app.application.run import Command
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.bootstrap.machine import Machine
from warehouse_app.demo import floor as people
from warehouse_app.demo.report import Report
from warehouse_app.demo.shift import STATION, Shift, cut_sample
from warehouse_app.devices.scales.twin import lab_scale
from warehouse_app.devices.scanners.twin import PtyScanner
from warehouse_app.ports.resources import resource_path
from warehouse_app.store.schema import floor

if TYPE_CHECKING:
    from warehouse_app.bootstrap.wire import Company

DAYS = ("2010-12-06", "2010-12-07", "2010-12-08", "2010-12-09", "2010-12-10")
"""Days of the sample."""

BOXES = {"BOX-S": ("300x250x150", 120), "BOX-M": ("600x400x300", 450), "BOX-L": ("1000x700x600", 2_400)}
SPARE = 5
"""Units more of each row that stand in the bins: what is fetched when something lacks."""

RULES = {"pack.scan_back": "always", "pack.box": "scan", "pack.weigh": "on", "pack.weigh_still_ms": "20"}
MOST, ANY = 1_000, range(1, 10_000)


class Day:
    """A company whose orders of one day are picked and wait at the bench: `most` of them, of `lines`, or all."""

    def __init__(self, folder: Path, day: str, most: int = MOST, lines: range = ANY) -> None:
        self.day, self.most, self.lines = day, most, lines
        machine = Machine()
        folder.mkdir(parents=True, exist_ok=True)
        self.company: Company = machine.company(machine.home(folder / "home"), "", create=True, station=STATION)
        self.shift = Shift(self.company, folder, most, 1, Report(lambda _line: None, time.monotonic))
        self.scanner = PtyScanner(folder / "scanner")
        self.scale = lab_scale(str(folder))
        self.totes: tuple[str, ...] = ()

    def do(self, command: type[Command], **values: object) -> None:
        """Do a deed of the office."""
        self.company.runner.perform(command(id=self.company.runner.ids.new(), **values), self.shift.admin).done()

    def prepare(self) -> None:
        """Do all by command that a packer finds done."""
        self.shift.begin()
        self._set_up()
        self._fill()
        allocate(self.company.runner, self.shift.admin, None, None, self.company.pause)
        plan = batches.plan(self.company.runner, self.shift.admin, pause=self.company.pause)
        assert not plan.left_out
        released = [
            batches.release(self.company.runner, self.shift.admin, each.id, pause=self.company.pause)
            for each in plan.batches
        ]
        self.totes = self.shift.pick(tuple(released))

    def _set_up(self) -> None:
        """Give the bench its devices, its rules and its boxes."""
        self.do(KeepStation, code=STATION)
        self.do(KeepDevice, code="S1", kind="scanner", road="serial", port=str(self.scanner.port))
        self.do(KeepDevice, code="W1", kind="scale", road="twin", port=self.scale.name, protocol="sics")
        for code in ("S1", "W1"):
            self.do(AttachDevice, code=code, station=STATION)
        for name, value in RULES.items():
            self.do(ChangeSetting, setting=name, value=value, station=STATION)
        for sku, (inner, tare) in BOXES.items():
            self.do(MakeBox, sku=sku, inner=inner, tare_g=str(tare), cost="1")

    def _fill(self) -> None:
        out = self.shift.out
        self._take("products", resource_path("sample", "products.csv"))
        generate_places(self.company.runner, self.shift.admin, "", 10, 24, 4)
        cut_day(self.day, self.most, self.lines, out / "day.csv.gz")
        now = self.company.runner.clock.now()
        cut_sample(out / "day.csv.gz", out / "orders.csv", self.most, 1, now)
        with_spare(out / "orders.csv", out / "stock.csv")
        self._take("stock", out / "stock.csv", "retail-opening")
        self._take("orders", out / "orders.csv")

    def _take(self, kind: str, path: Path, format_: str = "auto") -> None:
        run_import(self.company.runner, self.shift.admin, self.company.intake, ImportRequest((path,), kind, format_))

    def fetch(self) -> None:
        """Let the runner pick what a bench sent for."""
        found = self.company.runner.ask(
            lambda desk: [
                str(row.code)
                for row in desk.connection.execute(select(floor.batch.c.code).where(floor.batch.c.state == "released"))
            ],
            self.shift.admin,
        )
        people.pick(self.company.runner, self.shift.session("picker", "P1"), tuple(found), 1_000)

    def close(self) -> None:
        """Take everything apart."""
        self.company.close()
        self.scanner.pull()


def cut_day(day: str, most: int, lines: range, target: Path) -> None:
    """Write the rows of one day of the sample: its first `most` sales of so many lines, and nothing else."""
    with gzip.open(resource_path("sample", "orders.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["InvoiceDate"].startswith(day)]
    sales = Counter(row["InvoiceNo"] for row in rows if row["InvoiceNo"].isdigit() and float(row["UnitPrice"]))
    kept = [number for number, count in sales.items() if count in lines][:most]
    with gzip.open(target, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row for row in rows if row["InvoiceNo"] in kept)


def with_spare(orders: Path, target: Path) -> None:
    """Write the rows of a file of orders, each with some units more, to reckon a stock from."""
    with orders.open(encoding="utf-8", newline="") as file, target.open("w", encoding="utf-8", newline="") as out:
        rows = list(csv.DictReader(file))
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "Quantity": int(row["Quantity"]) + SPARE} for row in rows if int(row["Quantity"]) > 0)
