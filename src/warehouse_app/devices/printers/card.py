"""From a printer's card to its driver."""

from __future__ import annotations

from pathlib import Path

from warehouse_app.domain.printing.targets import parse_target
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.printer import Printer, PrinterCard, PrinterKind

__all__ = ["open_printer", "parse_target"]


def open_printer(card: PrinterCard) -> Printer:
    """Return the driver for a card; nothing is touched until it is used. Raises Usage `printer_target`."""
    if card.kind is PrinterKind.TCP:
        from warehouse_app.devices.printers.tcp import TcpPrinter

        host, port = parse_target(card.target)
        return TcpPrinter(card, host, port)
    from warehouse_app.devices.printers.file import FilePrinter

    if not card.target.strip():
        raise Usage("printer_target", target=card.target)
    return FilePrinter(card, Path(card.target).expanduser())
