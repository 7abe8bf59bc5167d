"""A label on its whole way: the worker, a real CUPS queue, a printer behind it; and what the ledger says of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import cups
from tests.company import WAREHOUSE, Company
from tests.parcels import jobs, labelled, outbox_rows, spool, work
from warehouse_app.devices.printers.twin import PrinterTwin
from warehouse_app.domain.printing.values import PrinterRow
from warehouse_app.store import devices, people

pytestmark = pytest.mark.system

PATIENCE_S = 60.0


@pytest.fixture
def twin() -> Iterator[PrinterTwin]:
    with PrinterTwin() as made:
        yield made


@pytest.fixture
def queues(tmp_path: Path, twin: PrinterTwin) -> Iterator[cups.Cups]:
    if why := cups.missing():
        pytest.skip(why)
    folder = tmp_path / "cups"
    folder.mkdir()
    cups.let_others_in(folder)
    with cups.running(folder, twin.port) as made:
        yield made


def asked_until(company: Company, folder: Path, state: str) -> None:
    """Let the worker ask the queue until the job is where it must come to."""
    until = time.monotonic() + PATIENCE_S
    while jobs(company)[0].state != state and time.monotonic() < until:
        company.clock.forward(seconds=61)
        work(company, spool(folder))
        time.sleep(0.05)
    assert [job.state for job in jobs(company)] == [state]


def test_a_label_is_printed_once_its_queue_says_so(
    company: Company, queues: cups.Cups, twin: PrinterTwin, tmp_path: Path
) -> None:
    with company.write() as desk:
        devices.keep_printer(desk, PrinterRow("QUEUE", "cups", "zpl203", f"127.0.0.1:{queues.port}/zebra"))
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
        devices.set_printers(desk, "B1", "QUEUE", "")
    before = twin.labels()
    labelled(company, "1001")
    queues.run("cupsdisable", "zebra")
    work(company, spool(tmp_path))
    assert [(job.state, job.trouble) for job in jobs(company)] == [("wanted", "printer_paused")]
    queues.run("cupsenable", "zebra")
    asked_until(company, tmp_path, "printed")
    assert twin.labels() == before + 1
    assert [row[0] for row in outbox_rows(company).values()] == ["done"]
