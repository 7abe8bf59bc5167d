"""Printers on a serial line and behind a device file, on real pseudo-terminals."""

from __future__ import annotations

import os
import pty
import select
import threading
import tty
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from warehouse_app.devices.printers import open_printer
from warehouse_app.ports.printer import Fate, Language, Outcome, PrinterCard, PrinterKind

LABEL = b"^XA^CI28^FO10,10^A0N,30,30^FDhello^FS^XZ\n"
READY = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,1,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
OUT = READY.replace(b"030,0", b"030,1", 1)
BUSY = READY.replace(b"1245,000", b"1245,002")


@dataclass
class Wire:
    """The far end of a line: what came, and what is answered to `~HS`."""

    master: int
    slave: str
    answer: bytes = b""
    got: bytearray = field(default_factory=bytearray)
    reads: bool = True
    _stop: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        """Take what comes until the test is over."""
        while not self._stop.is_set():
            if not select.select((self.master,), (), (), 0.02)[0] or not self.reads:
                continue
            try:
                self.got += os.read(self.master, 4_096)
            except OSError:
                return
            if self.got.endswith(b"~HS") and self.answer:
                del self.got[-3:]
                os.write(self.master, self.answer)

    def stop(self) -> None:
        """End."""
        self._stop.set()


@pytest.fixture
def wire() -> Iterator[Wire]:
    master, slave = pty.openpty()
    tty.setraw(slave)
    made = Wire(master, os.ttyname(slave))
    thread = threading.Thread(target=made.listen)
    thread.start()
    yield made
    made.stop()
    thread.join()
    os.close(slave)
    os.close(master)


def serial_card(wire: Wire, **more: object) -> PrinterCard:
    values = {"connect_ms": 500, "send_ms": 2_000} | more
    return PrinterCard("S", PrinterKind.SERIAL, Language.ZPL203, f"{wire.slave} 115200", **values)  # type: ignore[arg-type]


def usb_card(path: str, **more: object) -> PrinterCard:
    values = {"connect_ms": 500, "send_ms": 2_000} | more
    return PrinterCard("U", PrinterKind.USB, Language.ZPL203, path, **values)  # type: ignore[arg-type]


def came(wire: Wire, size: int) -> bytes:
    """Return what came once it is as much as that."""
    until = threading.Event()
    for _ in range(200):
        if len(wire.got) >= size:
            break
        until.wait(0.01)
    return bytes(wire.got)


def test_a_serial_printer_gets_the_whole_document(wire: Wire) -> None:
    document = LABEL * 50
    assert open_printer(serial_card(wire)).send(document, "t", "k").outcome is Outcome.SENT
    assert came(wire, len(document)) == document


def test_a_serial_printer_is_asked_first_and_gets_no_question_in_its_label(wire: Wire) -> None:
    wire.answer = READY
    printer = open_printer(serial_card(wire, ask_status=True))
    assert printer.send(LABEL, "t", "k").outcome is Outcome.SENT
    assert came(wire, len(LABEL)) == LABEL
    assert printer.status().ready


def test_a_serial_printer_out_of_labels_gets_none(wire: Wire) -> None:
    wire.answer = OUT
    result = open_printer(serial_card(wire, ask_status=True)).send(LABEL, "t", "k")
    assert (result.outcome, result.reason) == (Outcome.NOT_SENT, "printer_paper_out")
    assert not wire.got


def test_a_serial_printer_that_still_holds_something_says_so(wire: Wire) -> None:
    wire.answer = BUSY
    found = open_printer(serial_card(wire, ask_status=True)).fate("t", "")
    assert (found.fate, found.reason) == (Fate.WAITING, "printer_holds")


def test_a_serial_line_that_stops_in_the_middle_leaves_the_end_unknown(wire: Wire) -> None:
    wire.reads = False
    result = open_printer(serial_card(wire, send_ms=300)).send(LABEL * 5_000, "t", "k")
    assert (result.outcome, result.reason) == (Outcome.UNKNOWN, "printer_slow")


def test_a_serial_port_that_is_not_there_has_certainly_got_nothing(tmp_path: Path) -> None:
    card = PrinterCard("S", PrinterKind.SERIAL, Language.ZPL203, "/dev/tty-that-is-away")
    printer = open_printer(card)
    result = printer.send(LABEL, "t", "k")
    assert (result.outcome, result.reason) == (Outcome.NOT_SENT, "printer_unreachable")
    assert not printer.status().reachable


def test_a_device_file_gets_the_whole_document(wire: Wire) -> None:
    document = LABEL * 2_000
    printer = open_printer(usb_card(wire.slave))
    assert printer.status().reachable
    assert printer.send(document, "t", "k").outcome is Outcome.SENT
    assert came(wire, len(document)) == document


def test_a_device_file_that_takes_no_more_is_unknown_at_the_deadline(wire: Wire) -> None:
    wire.reads = False
    result = open_printer(usb_card(wire.slave, send_ms=200)).send(LABEL * 5_000, "t", "k")
    assert (result.outcome, result.reason) == (Outcome.UNKNOWN, "printer_slow")


def test_a_usb_printer_that_is_away_has_certainly_got_nothing() -> None:
    printer = open_printer(usb_card("/dev/usb/lp-that-is-away"))
    assert printer.send(LABEL, "t", "k").outcome is Outcome.NOT_SENT
    assert not printer.status().reachable
    assert printer.fate("t", "").fate is Fate.UNKNOWN


def test_a_file_that_is_no_device_is_never_written(tmp_path: Path) -> None:
    from warehouse_app.devices.printers.usb import UsbPrinter

    plain = tmp_path / "lp0"
    plain.write_bytes(b"mine")
    result = UsbPrinter(usb_card("/dev/usb/lp0"), plain).send(LABEL, "t", "k")
    assert result.outcome is Outcome.NOT_SENT
    assert plain.read_bytes() == b"mine"
