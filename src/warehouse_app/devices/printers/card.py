"""From a printer's card to its driver. Each driver is loaded when the first card asks for it."""

from __future__ import annotations

from pathlib import Path

from warehouse_app.domain.printing.targets import (
    parse_device,
    parse_folder,
    parse_printer_name,
    parse_queue,
    parse_serial,
    parse_target,
)
from warehouse_app.ports.printer import Printer, PrinterCard, PrinterKind

__all__ = ["open_printer", "parse_target"]


def open_printer(card: PrinterCard) -> Printer:
    """Return the driver for a card; nothing is touched until it is used. Raises Usage `printer_target`."""
    return _OPEN[card.kind](card)


def _tcp(card: PrinterCard) -> Printer:
    from warehouse_app.devices.printers.tcp import TcpPrinter

    host, port = parse_target(card.target)
    return TcpPrinter(card, host, port)


def _serial(card: PrinterCard) -> Printer:
    from warehouse_app.devices.printers.line import SerialPrinter

    return SerialPrinter(card, parse_serial(card.target))


def _usb(card: PrinterCard) -> Printer:
    from warehouse_app.devices.printers.usb import UsbPrinter

    return UsbPrinter(card, Path(parse_device(card.target)))


def _cups(card: PrinterCard) -> Printer:
    from warehouse_app.devices.printers.cups import CupsPrinter

    return CupsPrinter(card, parse_queue(card.target))


def _spooler(card: PrinterCard) -> Printer:
    from warehouse_app.devices.printers.spooler import SpoolerPrinter

    return SpoolerPrinter(card, parse_printer_name(card.target))


def _file(card: PrinterCard) -> Printer:
    from warehouse_app.devices.printers.file import FilePrinter

    return FilePrinter(card, Path(parse_folder(card.target)).expanduser())


_OPEN = {
    PrinterKind.TCP: _tcp,
    PrinterKind.SERIAL: _serial,
    PrinterKind.USB: _usb,
    PrinterKind.CUPS: _cups,
    PrinterKind.SPOOLER: _spooler,
    PrinterKind.FILE: _file,
}
