"""Deeds of many commands that the orders screen starts: run beside the window, in small transactions. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.allocation import AllocationReport, allocate
from warehouse_app.application.batches import plan, release
from warehouse_app.application.run import Runner, Session
from warehouse_app.ui.runtime.tasks import Task
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning made; `left` says why nothing came of it."""

    batches: tuple[str, ...]
    released: bool
    left: str = ""


def promise(house: Runner, session: Session, codes: tuple[str, ...] | None, task: Task) -> AllocationReport:
    """Promise stock to these orders, or to all that lack it. Raises Refused, Trouble, Stopped."""
    return allocate(house, session, codes, task.told, task.pause)


def promised_words(report: AllocationReport) -> str:
    """Return what became of it."""
    words = trn(
        "{orders} order looked at: {units} units promised, {short} short",
        "{orders} orders looked at: {units} units promised, {short} short",
        report.orders,
    )
    return words.format(orders=report.orders, units=report.promised, short=report.short)


def plan_batches(house: Runner, session: Session, orders: tuple[int, ...] | None, task: Task) -> Planned:
    """Plan batches: of these orders, and release them at once; or of all that is ready, and release nothing."""
    report = plan(house, session, orders=orders, pause=task.pause)
    if orders is not None:
        for at, row in enumerate(report.batches):
            task.told(at, len(report.batches))
            release(house, session, row.id, pause=task.pause)
    left = say_error(report.left_out[0]) if report.left_out and not report.batches else ""
    return Planned(tuple(row.code for row in report.batches), orders is not None, left)


def planned_words(made: Planned) -> str:
    """Return what became of it."""
    if made.released:
        return tr("Released in {batches}").format(batches=", ".join(made.batches))
    if not made.batches:
        return tr("No batch planned: no ready order waits for one")
    return trn("{n} batch planned", "{n} batches planned", len(made.batches)).format(n=len(made.batches))
