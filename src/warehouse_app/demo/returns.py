"""What comes back in the demo: some goods whole and some broken, taken in at the returns bench by its own scans."""

from __future__ import annotations

from warehouse_app.application.returning.bench import ReturnScan
from warehouse_app.application.returning.requests import Asked, RequestReturn
from warehouse_app.application.run import Runner, Session
from warehouse_app.demo.floor import or_refused
from warehouse_app.domain.orders.values import OrderDetail
from warehouse_app.domain.returning.intake import IntakeAnswer

SETTLED, ANNOUNCED = 3, 1
"""Orders that come back and are settled, and such of which something is only announced, so that there is some to do."""

MOST_SCANS = 50
"""Scans after which one return is given up: a bug, not patience."""

STRANGE = "JJD0123456789"
"""A label that nobody knows: the parcel is parked."""


def take_back(runner: Runner, desk: Session, bench: Session, orders: tuple[OrderDetail, ...]) -> tuple[int, int]:
    """Announce returns at the desk, take all but one in at the bench; return how many were settled, by how many scans.

    One of them comes back broken, and a parcel that nobody knows is parked.
    """
    settled = scans = 0
    for n, order in enumerate(orders[: SETTLED + ANNOUNCED]):
        line = next(each for each in order.lines if each.shipped)
        asked = RequestReturn(id=runner.ids.new(), order_id=order.row.id, lines=(Asked(line.sku, "1"),))
        code = or_refused(runner.perform(asked, desk)).code
        if n >= SETTLED:
            continue
        used, done = _taken_in(runner, bench, code, line.sku, "4" if n == SETTLED - 1 else "1")
        scans, settled = scans + used, settled + done
    for text in (STRANGE, "1", ""):
        _scan(runner, bench, text)
    return settled, scans


def _taken_in(runner: Runner, bench: Session, code: str, sku: str, grade: str) -> tuple[int, bool]:
    """Take one return in: its code, its item, the grade, what is asked, and Enter. Return scans, and if settled."""
    answers = [_scan(runner, bench, text) for text in (code, sku, grade)]
    while answers[-1].state.phase != "idle" and len(answers) < MOST_SCANS:
        answers.append(_scan(runner, bench, "1" if answers[-1].state.phase == "check" else ""))
    return len(answers), answers[-1].state.phase == "idle"


def _scan(runner: Runner, bench: Session, text: str) -> IntakeAnswer:
    outcome = runner.perform(ReturnScan(id=runner.ids.new(), text=text, device="demo"), bench)
    assert isinstance(outcome.value, IntakeAnswer), "a bench always answers"
    return outcome.value
