"""What printing needs from a person stands above the bench until it is solved."""

from __future__ import annotations

from pathlib import Path

from tests.company import Company
from tests.hands import Screen
from tests.parcels import jobs, labelled, spool, station_with, work
from warehouse_app.devices.printers.twin import Behaviour, Mood, PrinterTwin
from warehouse_app.store import devices
from warehouse_app.ui.runtime.prints import PrintWatch


def test_a_printer_that_is_off_is_told_and_taken_off_when_it_is_back(company: Company, tmp_path: Path) -> None:
    screen = Screen(company, company.packer)
    watch = PrintWatch(screen.hands(), screen.notices)
    with PrinterTwin() as gone:
        target = gone.target
    station_with(company, target)
    labelled(company, "1001", "1002")
    work(company, spool(tmp_path))
    watch.read()
    told = screen.notices.worst()
    assert told is not None
    assert told.title.startswith("Printer ZEBRA does not answer")
    assert "2 papers wait" in told.line
    with PrinterTwin() as twin:
        station_with(company, twin.target)
        company.clock.forward(seconds=300)
        work(company, spool(tmp_path))
    watch.read()
    back = screen.notices.worst()
    assert back is not None
    assert (back.solved, back.title) == (True, "Printer ZEBRA is back")


def test_a_label_whose_end_is_unknown_is_asked_about_and_never_repeated_in_silence(
    company: Company, tmp_path: Path
) -> None:
    screen = Screen(company, company.packer)
    watch = PrintWatch(screen.hands(), screen.notices)
    with PrinterTwin(Behaviour(Mood.RESET, reset_after=300)) as twin:
        station_with(company, twin.target)
        labelled(company, "1001")
        work(company, spool(tmp_path))
    watch.read()
    told = screen.notices.worst()
    assert told is not None
    assert [answer.words for answer in told.answers] == ["It is there", "Print again"]
    screen.notices.answered(told.key, "yes")
    assert screen.notices.worst() is None
    assert [job.state for job in jobs(company)] == ["printed"]


def test_one_key_of_the_notice_lets_the_stand_in_print_until_the_printer_is_back(
    company: Company, tmp_path: Path
) -> None:
    screen = Screen(company, company.packer)
    watch = PrintWatch(screen.hands(), screen.notices)
    with PrinterTwin() as gone:
        station_with(company, gone.target)
    with company.write() as desk:
        devices.set_stand_in(desk, "ZEBRA", "LABELS")
    labelled(company, "1001")
    work(company, spool(tmp_path))
    watch.read()
    told = screen.notices.worst()
    assert told is not None
    assert [answer.words for answer in told.answers] == ["Print on LABELS"]
    screen.notices.answered(told.key, "stand_in")
    work(company, spool(tmp_path))
    watch.read()
    assert [(job.state, job.printer) for job in jobs(company)] == [("sent", "LABELS")]
    away = screen.notices.worst()
    assert away is not None
    assert away.title == "Printer LABELS prints for ZEBRA until it is back"
    screen.notices.answered(away.key, "back")
    watch.read()
    back = screen.notices.worst()
    assert back is not None
    assert (back.solved, back.title) == (True, "Printer ZEBRA is back")
