"""Setting up printers, and which of them a station uses. Without any, labels and papers go into the home's spool."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.barcodes.own import can_make
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.targets import parse_target
from warehouse_app.domain.printing.values import (
    LONGEST_CODE,
    LONGEST_TARGET,
    BadPrinter,
    NoSuchPrinter,
    NoSuchStation,
    PrinterCannot,
    PrinterRow,
    StationRow,
)
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.ports.printer import Language, PrinterKind
from warehouse_app.store import devices
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPrinter(Command):
    """Set a printer up, or change the one of that code. `target` is a folder (file) or host:port (tcp)."""

    code: str
    kind: str
    language: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStationPrinters(Command):
    """Let a station print labels and papers there; empty means the default printers."""

    station: str
    label: str
    paper: str


@handles(AddPrinter, right=Right.SETTINGS, answer=PrinterRow)
def add_printer(desk: Desk, command: AddPrinter, _session: Session) -> PrinterRow:
    """Keep a printer's card. Raises Refused(BadPrinter)."""
    row = PrinterRow(command.code.strip().upper(), command.kind, command.language, command.target.strip())
    wrong = _wrong_field(row)
    if wrong:
        raise Refused(BadPrinter(wrong, str(getattr(command, wrong))))
    devices.keep_printer(desk, row)
    desk.touch(Touched.SETTING)
    return row


def _wrong_field(row: PrinterRow) -> str:
    if not can_make(row.code) or len(row.code) > LONGEST_CODE:
        return "code"
    if row.kind not in set(PrinterKind):
        return "kind"
    if row.language not in set(Language):
        return "language"
    return "" if _is_target(row) else "target"


def _is_target(row: PrinterRow) -> bool:
    if not row.target or len(row.target) > LONGEST_TARGET or not row.target.isprintable():
        return False
    if row.kind == PrinterKind.FILE.value:
        whole = PurePosixPath(row.target).is_absolute() or PureWindowsPath(row.target).is_absolute()
        return whole or row.target.startswith("~")
    try:
        parse_target(row.target)
    except Usage:
        return False
    return True


@handles(SetStationPrinters, right=Right.SETTINGS, answer=StationRow)
def set_station_printers(desk: Desk, command: SetStationPrinters, _session: Session) -> StationRow:
    """Let a station use these printers. Raises Refused (NoSuchStation, NoSuchPrinter, PrinterCannot)."""
    found = devices.station(desk, command.station.strip().upper())
    if found is None:
        raise Refused(NoSuchStation(command.station))
    label = _printer(desk, command.label)
    paper = _printer(desk, command.paper)
    if paper is not None and paper.language != Language.PDF.value:
        raise Refused(PrinterCannot(paper.code))
    devices.set_printers(desk, found.code, label.code if label else "", paper.code if paper else "")
    desk.touch(Touched.SETTING)
    return StationRow(found.code, found.warehouse, found.name, label.code if label else "", paper.code if paper else "")


def _printer(desk: Desk, code: str) -> PrinterRow | None:
    if not code.strip():
        return None
    found = devices.printer(desk, code.strip().upper())
    if found is None:
        raise Refused(NoSuchPrinter(code))
    return found


def find_printers(desk: Desk) -> tuple[PrinterRow, ...]:
    """Return the printers that are set up, by code."""
    return devices.printers(desk)


def find_stations(desk: Desk) -> tuple[StationRow, ...]:
    """Return the stations with their printers, by code."""
    return devices.stations(desk)
