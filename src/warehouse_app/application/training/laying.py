"""A lesson laid out in an empty company: its goods, its orders picked into totes, and the person who learns.

Everything here is written into the lesson's own company. Nothing of it reaches the real one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse_app.application import people
from warehouse_app.application.importing import ImportRequest, run_import
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.application.sign_on import sign_on
from warehouse_app.application.training.results import SetWay
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.people import Right, Role
from warehouse_app.domain.places import MAIN_BIN, PlaceId, PlaceKind
from warehouse_app.domain.training.grading import Report, graded
from warehouse_app.domain.training.lessons import GOODS, TASKS, task_of
from warehouse_app.domain.training.table import LessonNow, laid
from warehouse_app.ports.intake import Intake
from warehouse_app.ports.secrets import PinGuard
from warehouse_app.store import bench, ledger, lines, orders, places, training
from warehouse_app.store.desk import Desk

WAREHOUSE, CHANNEL = "SCHOOL", "training"
_STOCK = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LayTote(Command):
    """Put the goods of one order of the lesson into its tote, as if they had been picked."""

    order: str


@handles(LayTote, right=Right.STOCK, answer=int)
def lay_tote(desk: Desk, command: LayTote, _session: Session) -> int:
    """Return how many units were laid."""
    task = task_of(command.order)
    bin_, order_id = places.by_code(desk, WAREHOUSE, MAIN_BIN), orders.id_of(desk, command.order)
    if task is None or bin_ is None:
        message = f"{command.order} is not in the lesson, or its goods were not imported"
        raise LookupError(message)
    orders.set_ship_part(desk, order_id, part=True)
    tote = places.add(desk, WAREHOUSE, PlaceKind.TOTE, task.tote)
    _stand(desk, command.id, task.tote)
    legs = tuple(_legs(desk, order_id, bin_.id, tote.id))
    entry_id = EntryId(f"{command.id}.1")
    ledger.post(desk, Entry(entry_id, EntryKind.MOVE, legs))
    for leg in legs:
        if leg.line is not None:
            lines.add_picked(desk, leg.line, leg.qty)
    units = sum(leg.qty for leg in legs)
    told: dict[str, Any] = {"device": "", "raw": task.tote, "verdict": Verdict.ACCEPTED.value, "code": "right_item"}
    bench.log_scan(desk, work=Work.PICK, entry_id=entry_id, order_id=order_id, qty=units, **told)
    desk.touch(Touched.ORDER, Touched.BATCH)
    return units


def _stand(desk: Desk, command_id: str, tote: str) -> None:
    """Let a new tote stand on the dock."""
    dock, supplier = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK), places.outside(desk, PlaceKind.SUPPLIER)
    carried = Leg(container_item("TOTE", tote), supplier.id, dock.id, 1)
    ledger.post(desk, Entry(EntryId(f"{command_id}.tote"), EntryKind.MOVE, (carried,)))


def _legs(desk: Desk, order_id: int, source: PlaceId, target: PlaceId) -> Iterable[Leg]:
    for line_id, sku, qty in training.lines_of(desk, order_id):
        yield Leg(Item(sku), source, target, qty, LineId(line_id))


def lay_out(
    runner: Runner, guard: PinGuard, intake: Intake, folder: Path, *, name: str, station: str, guided: bool
) -> Session:
    """Make the lesson's company in an empty database; return the session of who learns. Raises Trouble."""
    boss = people.init_company(runner, guard, warehouse=WAREHOUSE, admin_name="Trainer", company="Training")
    admin = Session(sign_on(runner, guard, user=boss.user, pin=boss.pin), station)
    for kind, path in _files(folder, runner.now()[:10]):
        run_import(runner, admin, intake, ImportRequest((path,), kind, channel=CHANNEL))
    for task in TASKS:
        runner.perform(LayTote(id=runner.ids.new(), order=task.order), admin).done()
    learner = people.add_user(runner, guard, admin, name=name, role=Role.PACKER)
    if guided:
        runner.perform(SetWay(id=runner.ids.new(), person=learner.user, guided=True), admin).done()
    return Session(sign_on(runner, guard, badge=learner.badge), station)


def _files(folder: Path, today: str) -> Iterable[tuple[str, Path]]:
    goods = [(each.sku, each.name, each.barcode, each.weight_g) for each in GOODS]
    yield "products", _written(folder, "products", ("sku", "name", "barcodes", "weight_g"), goods)
    yield "stock", _written(folder, "stock", ("sku", "qty"), [(each.sku, _STOCK) for each in GOODS])
    rows = [(task.order, sku, qty, today) for task in TASKS for sku, qty in task.lines]
    yield "orders", _written(folder, "orders", ("order", "sku", "qty", "placed_at"), rows)


def _written(folder: Path, name: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)
    return path


def lesson_now(desk: Desk) -> Report:
    """Return how the lesson of this company went so far. For `Runner.ask`."""
    return graded(training.scans(desk), training.packed(desk))


def table_now(desk: Desk) -> LessonNow:
    """Return what of the lesson lies where now. For `Runner.ask`."""
    scans = training.scans(desk)
    return laid(graded(scans, training.packed(desk)), scans, training.in_boxes(desk))


def reported(runner: Runner, session: Session) -> Report:
    """Return how the lesson of a company went. Raises Trouble."""
    return runner.ask(lesson_now, session)
