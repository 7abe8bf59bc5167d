"""Setting up printers, and which of them a station uses. Without any, labels and papers go into the home's spool."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.papers import DPI
from warehouse_app.application.print_routing import card_of, takes
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.documents import pdf, zpl
from warehouse_app.documents.papers.slip import PackingSlipData
from warehouse_app.documents.receipt import slip_receipt
from warehouse_app.documents.testpage import test_page
from warehouse_app.domain.barcodes.own import can_make
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.devices.registry import CodeIsTaken
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.targets import is_target
from warehouse_app.domain.printing.values import (
    LONGEST_CODE,
    LONGEST_TARGET,
    BadPrinter,
    Document,
    NoSuchPrinter,
    NoSuchStation,
    PrinterCannot,
    PrinterInUse,
    PrinterRow,
    PrinterUse,
    StationRow,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.printer import Language, PrinterCard, PrinterDesk, PrinterKind, SendResult
from warehouse_app.store import devices, print_lists, print_rules, registry
from warehouse_app.store.desk import Desk
from warehouse_app.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPrinter(Command):
    """Set a printer up, or change the one of that code. How `target` is written: `domain.printing.targets`."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePrinter(Command):
    """Forget a printer that nobody uses any more."""

    code: str


@handles(AddPrinter, right=Right.SETTINGS, answer=PrinterRow)
def add_printer(desk: Desk, command: AddPrinter, _session: Session) -> PrinterRow:
    """Keep a printer's card. Raises Refused(BadPrinter)."""
    row = PrinterRow(command.code.strip().upper(), command.kind, command.language, command.target.strip())
    wrong = _wrong_field(row)
    if wrong:
        raise Refused(BadPrinter(wrong, str(getattr(command, wrong))))
    taken = registry.device(desk, row.code)
    if taken is not None:
        raise Refused(CodeIsTaken(row.code, taken.card.kind.value))
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
    return is_target(row.kind, row.target)


@handles(SetStationPrinters, right=Right.SETTINGS, answer=StationRow)
def set_station_printers(desk: Desk, command: SetStationPrinters, _session: Session) -> StationRow:
    """Let a station use these printers. Raises Refused (NoSuchStation, NoSuchPrinter, PrinterCannot)."""
    found = devices.station(desk, command.station.strip().upper())
    if found is None:
        raise Refused(NoSuchStation(command.station))
    label = _printer(desk, command.label)
    paper = _printer(desk, command.paper)
    for printer, document in ((label, Document.LABEL), (paper, Document.SLIP)):
        if printer is not None and document not in takes(Language(printer.language)):
            raise Refused(PrinterCannot(printer.code))
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


@handles(RemovePrinter, right=Right.SETTINGS, answer=PrinterRow)
def remove_printer(desk: Desk, command: RemovePrinter, _session: Session) -> PrinterRow:
    """Forget a printer. Raises Refused (NoSuchPrinter, PrinterInUse)."""
    found = _printer(desk, command.code)
    if found is None:
        raise Refused(NoSuchPrinter(command.code))
    (use,) = (each for each in printer_uses(desk) if each.row.code == found.code)
    stations = tuple(sorted({*use.labels_of, *use.papers_of}))
    named = sum(each.stand_in == found.code for each in devices.printers(desk))
    named += sum(each.printer == found.code for each in print_rules.rules(desk))
    if stations or use.waiting or use.unknown or named:
        raise Refused(PrinterInUse(found.code, stations, use.waiting + use.unknown, named))
    devices.forget_printer(desk, found.code)
    desk.touch(Touched.SETTING)
    return found


def printer_uses(desk: Desk, spool: tuple[PrinterRow, ...] = ()) -> tuple[PrinterUse, ...]:
    """Return the printers, the folders of the home (`spool`) last, each with its stations and what is before it."""
    stations, loads = devices.stations(desk), print_lists.loads(desk)
    known = devices.printers(desk)
    spool = tuple(row for row in spool if row.code not in {each.code for each in known})
    uses = []
    for row in (*known, *spool):
        own = row in spool
        labels = tuple(each.code for each in stations if (each.label_printer or (own and "LABELS")) == row.code)
        papers = tuple(each.code for each in stations if (each.paper_printer or (own and "PAPERS")) == row.code)
        waiting, unknown = loads.get(row.code, (0, 0))
        uses.append(PrinterUse(row, labels, papers, waiting, unknown, own))
    return tuple(uses)


def spool_rows(printers: PrinterDesk) -> tuple[PrinterRow, ...]:
    """Return the two folders of the home as printers are kept."""
    cards = (printers.labels, printers.papers)
    return tuple(PrinterRow(each.code, each.kind.value, each.language.value, each.target) for each in cards)


def card_named(desk: Desk, printers: PrinterDesk, code: str) -> PrinterCard:
    """Return the card of a printer, set up or a folder of the home. Raises Refused(NoSuchPrinter)."""
    named = code.strip().upper()
    found = devices.printer(desk, named)
    own = {card.code: card for card in (printers.labels, printers.papers)}
    if found is None and named not in own:
        raise Refused(NoSuchPrinter(code))
    return own[named] if found is None else card_of(found)


def print_test(printers: PrinterDesk, card: PrinterCard, at: str, station: str, key: str) -> SendResult:
    """Send a test print straight to a printer and tell how it ended. It is in no ledger, for nothing hangs on it.

    `at` is the local time as text, as other papers show it.
    Waits up to the card's deadlines: call it on a lane of its own. Raises Usage(printer_target).
    """
    model = test_page(card.code, at, station)
    if card.language is Language.ESCPOS:
        content = slip_receipt(PackingSlipData(tr("Test print"), card.code, at, ()))
    else:
        content = pdf.render(model) if card.language is Language.PDF else zpl.render(model, DPI[card.language])
    return printers.open(card).send(content, tr("Test print"), f"test-{key}")


def find_printers(desk: Desk) -> tuple[PrinterRow, ...]:
    """Return the printers that are set up, by code."""
    return devices.printers(desk)


def find_stations(desk: Desk) -> tuple[StationRow, ...]:
    """Return the stations with their printers, by code."""
    return devices.stations(desk)
