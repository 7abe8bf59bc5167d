"""The stand-in: one key sends what waits for a printer, and what is asked for next, to another until it is back.

The worker looks now and then how a printer is that is away, and lets it print again once nothing stands against it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.print_routing import OWN_PRINTERS, card_of, fit_printer, takes
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.routing import NoStandIn
from warehouse_app.domain.printing.values import NoSuchPrinter, PrinterRow, PrintsMoved
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.ports.printer import Language, PrinterCard
from warehouse_app.store import devices, outbox, print_lists, printing
from warehouse_app.store.desk import Desk

MOST_AT_ONCE = 200
"""Waiting jobs that are tried at their stand-in at once; further ones follow when their turn comes."""

LOOK_S = 15
"""How often a printer that is away is asked whether it is back."""

LOOK_MS = 500
"""How long that question waits for its line: other printers' jobs wait behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStandIn(Command):
    """Name the printer that takes over for another when it is asked to; "" names none."""

    printer: str
    stand_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseStandIn(Command):
    """Send what waits for a printer, and what is asked for until it is back, to its stand-in."""

    printer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsePrinterAgain(Command):
    """Let a printer print itself again, before the worker finds that it is back."""

    printer: str


@handles(SetStandIn, right=Right.SETTINGS, answer=PrinterRow)
def set_stand_in(desk: Desk, command: SetStandIn, _session: Session) -> PrinterRow:
    """Keep a printer's stand-in. Raises Refused (NoSuchPrinter, NoStandIn, PrinterCannot)."""
    row = _printer(desk, command.printer)
    named = ""
    if command.stand_in.strip():
        named = fit_printer(desk, command.stand_in, takes(Language(row.language)))
    if named == row.code:
        raise Refused(NoStandIn(row.code))
    devices.set_stand_in(desk, row.code, named)
    if not named:
        devices.bring_back(desk, row.code)
    desk.touch(Touched.SETTING)
    return replace(row, stand_in=named, away_at=row.away_at if named else "")


@handles(UseStandIn, right=Right.PRINT, answer=PrintsMoved)
def use_stand_in(desk: Desk, command: UseStandIn, _session: Session) -> PrintsMoved:
    """Let the stand-in take over. Raises Refused (NoSuchPrinter, NoStandIn)."""
    row = _printer(desk, command.printer)
    if not row.stand_in or (devices.printer(desk, row.stand_in) is None and row.stand_in not in OWN_PRINTERS):
        raise Refused(NoStandIn(row.code))
    devices.send_away(desk, row.code)
    waiting = print_lists.waiting_at(desk, row.code, MOST_AT_ONCE)
    for job in (found for number in waiting if (found := printing.get(desk, number)) is not None):
        printing.press(desk, job.id, job.chosen)
        printing.point_to(desk, job.id, row.stand_in)
        outbox.again(desk, job.intent)
    desk.touch(Touched.PRINT, Touched.SETTING)
    return PrintsMoved(row.stand_in, len(waiting))


@handles(UsePrinterAgain, right=Right.PRINT, answer=PrinterRow)
def use_printer_again(desk: Desk, command: UsePrinterAgain, _session: Session) -> PrinterRow:
    """Let a printer print again. Raises Refused(NoSuchPrinter)."""
    row = _printer(desk, command.printer)
    devices.bring_back(desk, row.code)
    desk.touch(Touched.PRINT, Touched.SETTING)
    return replace(row, away_at="")


def _printer(desk: Desk, code: str) -> PrinterRow:
    found = devices.printer(desk, code.strip().upper())
    if found is None:
        raise Refused(NoSuchPrinter(code))
    return found


def look_after(lane: WorkLane) -> None:
    """Ask, when it is time, the printers that are away whether they are back. Raises LeaseLost, Trouble."""
    if lane.now() < lane.look_at:
        return
    lane.look_at = lane.after(LOOK_S)
    with lane.read() as desk:
        away = tuple(row for row in devices.printers(desk) if row.away_at)
    for row in away:
        if _is_back(lane, card_of(row)):
            lane.write(lambda desk, row=row: _came_back(desk, row))  # type: ignore[misc]
            lane.resting.pop(row.code, None)


def _is_back(lane: WorkLane, card: PrinterCard) -> bool:
    try:
        return lane.printers.open(replace(card, connect_ms=min(card.connect_ms, LOOK_MS))).status().ready
    except Usage:
        return False
    except Exception:  # noqa: BLE001 - a driver never raises; one that does is not back
        return False


def _came_back(desk: Desk, row: PrinterRow) -> None:
    now = devices.printer(desk, row.code)
    if now is not None and now.away_at == row.away_at and devices.bring_back(desk, row.code):
        desk.touch(Touched.PRINT, Touched.SETTING)
