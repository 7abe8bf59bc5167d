"""The steps of the guided shift, in the order of an order's life, each through the commands every mouth uses."""

from __future__ import annotations

import csv
import gzip
import json
import random
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse_app.application import batches, people
from warehouse_app.application.allocation import allocate
from warehouse_app.application.devices import AddPrinter, SetStationPrinters
from warehouse_app.application.doctor import examine
from warehouse_app.application.documents import document_bytes
from warehouse_app.application.importing import ImportReport, ImportRequest, generate_places, run_import
from warehouse_app.application.orders import find_orders, order_detail
from warehouse_app.application.outbox import work_off
from warehouse_app.application.papers import label_bytes
from warehouse_app.application.printing import find_print_jobs
from warehouse_app.application.run import Session
from warehouse_app.application.shipping import close_manifest, find_manifests, find_parcels
from warehouse_app.application.sign_on import keep_signed_on, sign_on
from warehouse_app.demo.floor import load, or_refused, pick
from warehouse_app.demo.report import Report
from warehouse_app.demo.returns import take_back
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.readiness import Readiness
from warehouse_app.domain.people import SYSTEM, Role
from warehouse_app.ports.resources import resource_path

if TYPE_CHECKING:
    from warehouse_app.application.people import NewUser
    from warehouse_app.bootstrap.wire import Company

STATION = "B1"
_SATURDAY = 5
AISLES, BAYS, LEVELS = 10, 24, 4
LEFT_OPEN = 10
"""One order in so many stays open, so that there is something to do."""

WRONG_EVERY = 40
"""Every so many scans the picker of the demo scans something wrong."""

MOST = 100_000


@dataclass(slots=True)
class Shift:
    """One shift in a fresh company. `out` gets the papers."""

    company: Company
    out: Path
    orders: int
    seed: int
    report: Report
    people: dict[str, NewUser] = field(default_factory=dict)
    admin: Session = field(default_factory=lambda: Session(SYSTEM))

    def begin(self) -> None:
        """Make the company and its people, and let the home stay signed on as the administrator."""
        runner, guard = self.company.runner, self.company.guard
        self.report.begin()
        boss = people.init_company(
            runner, guard, warehouse="MAIN", admin_name="Ada Admin", company="The Sample Shop", currency="GBP"
        )
        actor = sign_on(runner, guard, user=boss.user, pin=boss.pin)
        self.admin = Session(actor, STATION)
        self.people = {"administrator": boss}
        for role, name in ((Role.SUPERVISOR, "Maria S."), (Role.PICKER, "Li W."), (Role.PACKER, "Anna K.")):
            self.people[role.value] = people.add_user(runner, guard, self.admin, name=name, role=role)
        self.company.home.keep_token(keep_signed_on(runner, actor))
        self._printers()
        self.report.step("Company", f"{len(self.people)} people, each with badge and PIN (demo.json)")

    def _printers(self) -> None:
        runner = self.company.runner
        for code, language, folder in (("LABELS", "zpl203", "labels"), ("PAPERS", "pdf", "papers")):
            target = str(self.out / folder)
            command = AddPrinter(id=runner.ids.new(), code=code, kind="file", language=language, target=target)
            or_refused(runner.perform(command, self.admin))
        command_ = SetStationPrinters(id=runner.ids.new(), station=STATION, label="LABELS", paper="PAPERS")
        or_refused(runner.perform(command_, self.admin))

    def fill(self) -> None:
        """Import products, make places, import opening stock and orders: real rows of the sample."""
        products = self._import("products", resource_path("sample", "products.csv"))
        self.report.step("Products", f"{products.created} products with size and weight")
        generate_places(self.company.runner, self.admin, "", AISLES, BAYS, LEVELS)
        self.report.step("Places", f"{AISLES * BAYS * LEVELS} bins in {AISLES} aisles, with coordinates")
        orders_file = self.out / "orders.csv"
        cut_sample(
            resource_path("sample", "orders.csv.gz"),
            orders_file,
            self.orders,
            self.seed,
            self.company.runner.clock.now(),
        )
        stock = self._import("stock", orders_file, "retail-opening")
        self.report.step("Opening stock", f"{stock.created} products stocked, {stock.totals.get('units', 0)} units")
        orders = self._import("orders", orders_file)
        by_kind = orders.by_kind
        told = ", ".join(f"{by_kind.get(kind, 0)} {kind}" for kind in ("orders", "lines", "customers"))
        self.report.step("Orders", f"{told}; {len(orders.remarks)} remarks on the file")

    def _import(self, kind: str, path: Path, format_: str = "auto") -> ImportReport:
        request = ImportRequest((path,), kind, format_)
        return run_import(self.company.runner, self.admin, self.company.intake, request)

    def allocate(self) -> None:
        """Promise stock to every order."""
        found = allocate(self.company.runner, self.admin, None, None, self.company.pause)
        words = ", ".join(f"{found.count(light)} {light.value}" for light in Readiness if found.count(light))
        self.report.step("Allocate", f"{words or 'nothing'} (green: all of it is promised)")

    def plan(self) -> tuple[str, ...]:
        """Plan batches, release what is shipped today, write the pick lists; return the released batches."""
        runner = self.company.runner
        plan = batches.plan(runner, self.admin, pause=self.company.pause)
        metres = sum(row.distance_mm for row in plan.batches) // 1000
        self.report.step(
            "Plan", f"{len(plan.batches)} batches, {metres} m to walk, {len(plan.left_out)} orders left out"
        )
        keep = self.orders - max(1, -(-self.orders // LEFT_OPEN))
        released: list[str] = []
        taken = 0
        for row in plan.batches:
            if taken + row.orders <= keep:
                taken += row.orders
                released.append(batches.release(runner, self.admin, row.id, pause=self.company.pause))
        for code in released:
            self._paper("picklist", code, f"picklist-{code}.pdf")
        self.report.step("Release", f"{len(released)} batches with {taken} orders; the rest stays open for you")
        return tuple(released)

    def pick(self, released: tuple[str, ...]) -> tuple[str, ...]:
        """Pick the released batches by scans; return the totes that wait at the bench."""
        tally = pick(self.company.runner, self.session("picker", "P1"), released, WRONG_EVERY)
        self.report.step("Pick", f"{tally.scans} scans, {tally.refused} of them wrong and stopped")
        totes: list[str] = []
        for code in released:
            detail = self.company.runner.ask(
                lambda desk, one=code: batches.batch_detail(desk, batches.batch_id_of(desk, one)),  # type: ignore[misc]
                self.admin,
            )
            totes += [slot.tote for slot in detail.orders if slot.tote]
        return tuple(totes)

    def session(self, role: str, station: str) -> Session:
        """Return the session of one of the people, signed on with badge alone."""
        actor = sign_on(self.company.runner, self.company.guard, badge=self.people[role].badge)
        return Session(actor, station)

    def print_out(self) -> None:
        """Let the worker print labels and slips, and write each label as PDF beside them."""
        runner = self.company.runner
        work_off(runner, Session(SYSTEM), self.company.printers, once=True, pause=self.company.pause)
        parcels = runner.ask(lambda desk: find_parcels(desk, limit=MOST), self.admin)
        folder = self.out / "labels"
        folder.mkdir(parents=True, exist_ok=True)
        there = [each for each in parcels if each.tracking and each.state != "voided"]  # a carrier may have none yet
        for parcel in there:
            content = runner.ask(lambda desk, one=parcel.code: label_bytes(desk, one, "pdf"), self.admin)  # type: ignore[misc]
            (folder / f"label-{parcel.code}.pdf").write_bytes(content)
        jobs = runner.ask(lambda desk: find_print_jobs(desk, (), MOST), self.admin)
        self.report.step("Papers", f"{len(jobs)} print jobs, each label decoded before it was printed")

    def hand_over(self) -> None:
        """Scan every parcel onto the manifest, and close it: the parcels go to the customers."""
        runner = self.company.runner
        parcels = runner.ask(lambda desk: find_parcels(desk, state="labelled", limit=MOST), self.admin)
        tally = load(runner, self.session("packer", STATION), tuple(each.tracking for each in parcels))
        codes = []
        for manifest in runner.ask(lambda desk: find_manifests(desk, state="open"), self.admin):
            done = or_refused(close_manifest(runner, self.admin, manifest.id))
            codes.append(manifest.code)
            self._paper("manifest", manifest.code, f"manifest-{manifest.code}.pdf")
            assert done is not None
        work_off(runner, Session(SYSTEM), self.company.printers, once=True, pause=self.company.pause)
        self.report.step("Hand over", f"{tally.scans} parcels loaded, manifest {', '.join(codes)} closed and sealed")

    def take_back(self) -> None:
        """Let some of what left come back, and settle it; one return is only announced, one parcel nobody knows."""
        runner, now = self.company.runner, self.company.runner.now()
        rows = runner.ask(lambda desk: find_orders(desk, ListQuery("all", now=now, until=now)), self.admin)
        found = [runner.ask(lambda desk, key=row.id: order_detail(desk, key), self.admin) for row in rows]  # type: ignore[misc]
        gone = tuple(each for each in found if any(line.shipped for line in each.lines))
        settled, scans = take_back(runner, self.admin, self.session("packer", STATION), gone)
        self.report.step(
            "Returns", f"{settled} settled by {scans} scans and keys, one announced, one nobody knows parked"
        )

    def doctor(self) -> bool:
        """Prove the database; return whether everything holds."""
        found = examine(self.company.runner, self.admin)
        broken = [check.name for check in found.checks if not check.ok]
        told = f"{len(found.checks)} checks, {'all hold' if found.ok else 'broken: ' + ', '.join(broken)}"
        self.report.step("Doctor", told)
        return bool(found.ok)

    def _paper(self, kind: str, ref: str, name: str) -> None:
        folder = self.out / "papers"
        folder.mkdir(parents=True, exist_ok=True)
        content = self.company.runner.ask(lambda desk: document_bytes(desk, kind, ref), self.admin)
        (folder / name).write_bytes(content)

    def write_people(self) -> None:
        """Write demo.json: who works here, with badges and PINs, and the steps."""
        told = {
            "home": str(self.company.home.path),
            "people": {role: asdict(one) for role, one in self.people.items()},
            "steps": [asdict(step) for step in self.report.steps],
        }
        (self.out / "demo.json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")


def cut_sample(source: Path, target: Path, orders: int, seed: int, today: datetime) -> None:
    """Write the rows of `orders` sale invoices of the sample, drawn by `seed`, and its credit notes, to `target`.

    The newest day of the sample becomes the last working day before today, and so on back, so that what is left open
    at the end of the shift leaves today, as on a real day.
    """
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sales = list(dict.fromkeys(row["InvoiceNo"] for row in rows if _is_sale(row)))
    drawn = set(random.Random(seed).sample(sales, min(orders, len(sales))))  # noqa: S311 - a sample, not a secret
    kept = [row for row in rows if row["InvoiceNo"] in drawn or row["InvoiceNo"].startswith("C")]
    moved = _working_days({datetime.fromisoformat(row["InvoiceDate"]).date() for row in rows}, today.date())
    for row in kept:
        when = datetime.fromisoformat(row["InvoiceDate"])
        row["InvoiceDate"] = str(datetime.combine(moved[when.date()], when.time()))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept)


def _working_days(days: set[date], today: date) -> dict[date, date]:
    """Give each day a working day before today, the newest the last one."""
    found, at = {}, today
    for day in sorted(days, reverse=True):
        at -= timedelta(days=1)
        while at.weekday() >= _SATURDAY:
            at -= timedelta(days=1)
        found[day] = at
    return found


def _is_sale(row: dict[str, str]) -> bool:
    return row["InvoiceNo"][:1] not in ("C", "A") and int(row["Quantity"]) > 0 and float(row["UnitPrice"]) > 0
