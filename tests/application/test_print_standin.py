"""The stand-in: one key sends what waits elsewhere, it stays visible, and the printer comes back by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.company import Company
from tests.parcels import jobs, labelled, spool, station_with, work
from warehouse_app.application.devices import RemovePrinter
from warehouse_app.application.print_deeds import MovePrint
from warehouse_app.application.print_standin import LOOK_S, SetStandIn, UsePrinterAgain, UseStandIn
from warehouse_app.application.printing import print_notices
from warehouse_app.application.run import Command, Outcome, Session
from warehouse_app.devices.printers import open_printer
from warehouse_app.devices.printers.twin import Behaviour, PrinterTwin
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.printing.routing import NoStandIn
from warehouse_app.domain.printing.values import NoSuchPrinter, PrinterCannot, PrinterInUse, PrinterRow, PrintsMoved
from warehouse_app.ports.printer import PrinterDesk
from warehouse_app.store import devices
from warehouse_app.wording.say import say

ADMIN = Session(SYSTEM, "")


def do(company: Company, command: Command, who: Session = ADMIN) -> Outcome[Any]:
    return company.runner.perform(command, who)


def stand_in(company: Company, printer: str, other: str) -> Outcome[Any]:
    return do(company, SetStandIn(id=company.ids.new(), printer=printer, stand_in=other))


def quick(folder: Path) -> PrinterDesk:
    return replace(spool(folder), open=lambda card: open_printer(replace(card, connect_ms=500, send_ms=500)))


@pytest.fixture
def off(company: Company, tmp_path: Path) -> Company:
    """Two labels wait for ZEBRA, which is off; SPARE (a folder) stands in for it."""
    with PrinterTwin() as twin:
        station_with(company, twin.target)
    with company.write() as desk:
        devices.keep_printer(desk, PrinterRow("SPARE", "file", "zpl203", str(tmp_path / "spare")))
    stand_in(company, "zebra", "spare").done()
    labelled(company, "1001", "1002")
    work(company, quick(tmp_path))
    assert [job.state for job in jobs(company)] == ["wanted", "wanted"]
    return company


def told(company: Company) -> list[tuple[str, str, str]]:
    with company.store.read() as desk:
        return [(each.trouble, each.needs, each.stand_in) for each in print_notices(desk)]


def test_one_deed_sends_what_waits_and_what_comes_to_the_stand_in(off: Company, tmp_path: Path) -> None:
    assert told(off) == [("printer_unreachable", "nothing", "SPARE")]
    moved = do(off, UseStandIn(id="u", printer="zebra"), off.packer).done()
    assert moved == PrintsMoved("SPARE", 2)
    labelled(off, "1003")
    work(off, quick(tmp_path))
    assert [(job.state, job.printer) for job in jobs(off)] == [("sent", "SPARE")] * 3
    assert len(list((tmp_path / "spare").iterdir())) == 3


def test_that_another_prints_stays_visible_until_the_printer_is_back(off: Company, tmp_path: Path) -> None:
    do(off, UseStandIn(id="u", printer="ZEBRA")).done()
    work(off, quick(tmp_path))
    assert told(off) == [("printer_away", "back", "SPARE")]
    words = say("printer_away", {"printer": "ZEBRA", "stand_in": "SPARE"})
    assert words == "Printer SPARE prints for ZEBRA until it is back. See to ZEBRA; it prints again by itself"
    with PrinterTwin() as twin:
        station_with(off, twin.target)
        off.clock.forward(seconds=LOOK_S + 1)
        work(off, quick(tmp_path))
        assert told(off) == []
        labelled(off, "1003")
        work(off, quick(tmp_path))
        assert twin.wait_jobs(1)
        assert jobs(off)[-1].printer == "ZEBRA"


def test_a_printer_that_is_reached_but_cannot_print_is_not_back(off: Company, tmp_path: Path) -> None:
    do(off, UseStandIn(id="u", printer="ZEBRA")).done()
    with PrinterTwin(Behaviour(paper_out=True)) as twin:
        station_with(off, twin.target)
        off.clock.forward(seconds=LOOK_S + 1)
        work(off, quick(tmp_path))
        assert told(off) == [("printer_away", "back", "SPARE")]


def test_a_person_brings_a_printer_back_and_may_mean_it_while_it_is_away(off: Company, tmp_path: Path) -> None:
    do(off, UseStandIn(id="u", printer="ZEBRA")).done()
    off.clock.forward(seconds=1)
    (job, *_) = jobs(off)
    do(off, MovePrint(id="m", job_id=job.id, printer="ZEBRA")).done()
    work(off, quick(tmp_path))
    assert [(each.state, each.printer) for each in jobs(off)] == [("wanted", "ZEBRA"), ("sent", "SPARE")]
    do(off, UsePrinterAgain(id="b", printer="zebra"), off.packer).done()
    labelled(off, "1003")
    work(off, quick(tmp_path))
    assert jobs(off)[-1].printer == "ZEBRA"


def test_a_stand_in_must_be_able_to(off: Company, tmp_path: Path) -> None:
    with off.write() as desk:
        devices.keep_printer(desk, PrinterRow("OFFICE", "file", "pdf", str(tmp_path / "office")))
    assert isinstance(stand_in(off, "ZEBRA", "ZEBRA").refusal, NoStandIn)
    assert isinstance(stand_in(off, "ZEBRA", "NOWHERE").refusal, NoSuchPrinter)
    assert isinstance(stand_in(off, "OFFICE", "SPARE").refusal, PrinterCannot)
    assert stand_in(off, "ZEBRA", "OFFICE").done().stand_in == "OFFICE"
    assert isinstance(do(off, UseStandIn(id="o", printer="OFFICE")).refusal, NoStandIn)
    assert isinstance(do(off, UseStandIn(id="n", printer="NOWHERE")).refusal, NoSuchPrinter)


def test_a_stand_in_is_not_forgotten_and_naming_none_ends_it(off: Company) -> None:
    no = do(off, RemovePrinter(id="r", code="SPARE")).refusal
    assert isinstance(no, PrinterInUse)
    assert no.named == 1
    do(off, UseStandIn(id="u", printer="ZEBRA")).done()
    assert stand_in(off, "ZEBRA", "").done().away_at == ""
    assert all(trouble != "printer_away" for trouble, _, _ in told(off))


def test_naming_a_stand_in_needs_the_right_and_using_it_the_right_to_print(off: Company) -> None:
    no = do(off, SetStandIn(id="s", printer="ZEBRA", stand_in=""), off.packer).refusal
    assert no is not None
    assert no.code == "no_right"
