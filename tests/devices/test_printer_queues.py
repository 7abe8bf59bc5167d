"""Queues: a real CUPS takes jobs, is asked about them, and nothing is called printed that it does not call so."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests import cups
from warehouse_app.devices.printers import open_printer
from warehouse_app.devices.printers.twin import PrinterTwin
from warehouse_app.documents import pdf
from warehouse_app.documents.testpage import test_page as page
from warehouse_app.ports.printer import Fate, FateResult, Language, Outcome, Printer, PrinterCard, PrinterKind

pytestmark = pytest.mark.system

LABEL = b"^XA^CI28^FO10,10^A0N,30,30^FDhello^FS^XZ\n"
PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def twin() -> Iterator[PrinterTwin]:
    with PrinterTwin() as made:
        yield made


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, twin: PrinterTwin) -> Iterator[cups.Cups]:
    if why := cups.missing():
        pytest.skip(why)
    folder = tmp_path_factory.mktemp("cups")
    cups.let_others_in(folder)
    with cups.running(folder, twin.port) as made:
        yield made


def queue(server: cups.Cups, name: str, language: Language = Language.ZPL203) -> Printer:
    return open_printer(PrinterCard("Q", PrinterKind.CUPS, language, f"127.0.0.1:{server.port}/{name}"))


def fate(printer: Printer, title: str, trace: str, wanted: Callable[[FateResult], bool]) -> FateResult:
    """Ask until the answer is the one that must come."""
    until = time.monotonic() + PATIENCE_S
    while True:
        found = printer.fate(title, trace)
        if wanted(found) or time.monotonic() > until:
            return found
        time.sleep(0.1)


def printed(found: FateResult) -> bool:
    return found.fate is Fate.PRINTED


def test_a_raw_label_goes_through_the_queue_byte_by_byte(server: cups.Cups, twin: PrinterTwin) -> None:
    printer, before = queue(server, "zebra"), len(twin.jobs)
    result = printer.send(LABEL, "label-1 aaaa", "label-1")
    assert result.outcome is Outcome.SENT
    assert result.trace.isdecimal()
    assert fate(printer, "label-1 aaaa", result.trace, printed).fate is Fate.PRINTED
    assert twin.jobs[before:] == [LABEL]


def test_a_paper_is_printed_as_pdf(server: cups.Cups) -> None:
    printer = queue(server, "paper", Language.PDF)
    result = printer.send(pdf.render(page("Q", "2026-01-02T10:00:00Z", "B1")), "slip-1 bbbb", "slip-1")
    assert result.outcome is Outcome.SENT
    assert fate(printer, "slip-1 bbbb", result.trace, printed).fate is Fate.PRINTED
    until = time.monotonic() + PATIENCE_S
    while not (made := list(server.made.rglob("*.pdf"))) and time.monotonic() < until:
        time.sleep(0.1)
    assert made[0].read_bytes().startswith(b"%PDF")


def test_a_job_whose_answer_was_lost_is_found_by_its_title(server: cups.Cups) -> None:
    printer = queue(server, "zebra")
    printer.send(LABEL, "label-2 cccc", "label-2")
    assert fate(printer, "label-2 cccc", "", printed).fate is Fate.PRINTED


def test_a_job_that_never_came_is_certainly_not_printed(server: cups.Cups) -> None:
    assert queue(server, "zebra").fate("label-never dddd", "") == FateResult(Fate.NOT_PRINTED, "printer_broke_off")


def test_a_number_the_queue_has_forgotten_tells_nothing(server: cups.Cups) -> None:
    assert queue(server, "zebra").fate("label-1 aaaa", "99999") == FateResult(Fate.UNKNOWN)


def test_a_stopped_queue_is_given_nothing(server: cups.Cups) -> None:
    server.run("cupsdisable", "zebra")
    try:
        result = queue(server, "zebra").send(LABEL, "label-3 eeee", "label-3")
        assert (result.outcome, result.reason) == (Outcome.NOT_SENT, "printer_paused")
    finally:
        server.run("cupsenable", "zebra")


def test_a_queue_that_rejects_is_given_nothing(server: cups.Cups) -> None:
    server.run("cupsreject", "zebra")
    try:
        result = queue(server, "zebra").send(LABEL, "label-4 ffff", "label-4")
        assert (result.outcome, result.reason) == (Outcome.NOT_SENT, "printer_rejects")
    finally:
        server.run("cupsaccept", "zebra")


def test_a_queue_that_is_not_there_takes_nothing(server: cups.Cups) -> None:
    result = queue(server, "no-such-queue").send(LABEL, "t", "k")
    assert (result.outcome, result.reason) == (Outcome.NOT_SENT, "printer_rejects")


def test_a_job_waits_in_the_queue_while_the_printer_is_off(server: cups.Cups) -> None:
    server.run("lpadmin", "-p", "dead", "-E", "-v", f"socket://127.0.0.1:{cups.free_port()}", "-m", "raw")
    printer = queue(server, "dead")
    result = printer.send(LABEL, "label-5 gggg", "label-5")
    assert result.outcome is Outcome.SENT
    found = printer.fate("label-5 gggg", result.trace)
    assert found.fate is Fate.WAITING
    assert found.reason
    server.run("cancel", "-a", "dead")
    gone = fate(printer, "label-5 gggg", result.trace, lambda each: each.fate is Fate.UNKNOWN)
    assert gone == FateResult(Fate.UNKNOWN, "queue_cancelled")


def test_without_a_print_server_certainly_nothing_was_sent() -> None:
    card = PrinterCard("Q", PrinterKind.CUPS, Language.PDF, f"127.0.0.1:{cups.free_port()}/q", connect_ms=500)
    result = open_printer(card).send(LABEL, "t", "k")
    assert (result.outcome, result.reason) == (Outcome.NOT_SENT, "printer_unreachable")
    assert open_printer(card).fate("t", "") == FateResult(Fate.WAITING, "printer_unreachable")


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nno!", b"\x00" * 99])
def test_a_server_that_talks_something_else_is_no_print_server(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            line, _ = listener.accept()
            with line:
                line.recv(4_096)
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        target = f"127.0.0.1:{listener.getsockname()[1]}/q"
        card = PrinterCard("Q", PrinterKind.CUPS, Language.PDF, target, connect_ms=2_000)
        status = open_printer(card).status()
        thread.join()
    assert not status.reachable
