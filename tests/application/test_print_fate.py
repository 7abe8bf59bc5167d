"""What became of a job: the printer is asked first, then a person; nothing is printed twice on anybody's guess."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.company import Company
from tests.parcels import jobs, labelled, outbox_rows, spool, station_with, work
from warehouse_app.application.print_fate import QUIET_S, SETTLES_S, split_trace
from warehouse_app.application.printing import AnswerUnknownPrint, PrintAgain, print_notices
from warehouse_app.application.run import Outcome as Performed
from warehouse_app.devices.printers.twin import Behaviour, Mood, PrinterTwin
from warehouse_app.domain.printing.values import PrinterRow
from warehouse_app.ports.printer import (
    NOBODY_KNOWS,
    Fate,
    FateResult,
    Outcome,
    PrinterCard,
    PrinterDesk,
    PrinterStatus,
    SendResult,
)
from warehouse_app.store import devices, people


@dataclass
class Queue:
    """A print server's queue that says what it is told to say."""

    sent: SendResult = field(default_factory=lambda: SendResult(Outcome.SENT, trace="17"))
    fates: list[FateResult] = field(default_factory=list)
    got: list[tuple[str, bytes]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def open(self, card: PrinterCard) -> Queue:
        return self

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        self.got.append((title, document))
        return self.sent

    def status(self) -> PrinterStatus:
        return PrinterStatus(known=True)

    def fate(self, title: str, trace: str) -> FateResult:
        self.asked.append((title, trace))
        return self.fates.pop(0) if len(self.fates) > 1 else self.fates[0]


def asks(queue: Queue, folder: Path) -> PrinterDesk:
    return replace(spool(folder), open=queue.open)


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        devices.keep_printer(desk, PrinterRow("QUEUE", "cups", "zpl203", "zebra"))
        people.add_station(desk, "B1", "MAIN", "Bench 1")
        devices.set_printers(desk, "B1", "QUEUE", "")
    labelled(company, "1001")
    return company


def states(company: Company) -> list[tuple[str, str]]:
    return [(job.state, job.trouble) for job in jobs(company)]


def later(company: Company, queue: Queue, folder: Path, seconds: int = 61) -> None:
    company.clock.forward(seconds=seconds)
    work(company, asks(queue, folder))


def answer(company: Company, *, printed: bool) -> Performed[Any]:
    number = jobs(company)[0].id
    command = AnswerUnknownPrint(id=company.ids.new(), job_id=number, printed=printed)
    return company.runner.perform(command, company.packer)


def test_what_a_queue_took_is_sent_and_printed_once_the_queue_says_so(shop: Company, tmp_path: Path) -> None:
    queue = Queue(fates=[FateResult(Fate.WAITING, "queue_has_it"), FateResult(Fate.PRINTED)])
    work(shop, asks(queue, tmp_path))
    assert states(shop) == [("sent", "")]
    later(shop, queue, tmp_path)
    assert states(shop) == [("printed", "")]
    assert len(queue.got) == 1
    title = queue.got[0][0]
    assert queue.asked == [(title, "17"), (title, "17")]
    assert [row[0] for row in outbox_rows(shop).values()] == ["done"]


def test_a_job_that_lies_in_a_queue_is_told_after_a_while(shop: Company, tmp_path: Path) -> None:
    queue = Queue(fates=[FateResult(Fate.WAITING, "queue_has_it")])
    work(shop, asks(queue, tmp_path))
    assert states(shop) == [("sent", "")]
    later(shop, queue, tmp_path, QUIET_S + 1)
    assert states(shop) == [("sent", "queue_has_it")]
    with shop.store.read() as desk:
        (notice,) = print_notices(desk)
    assert (notice.trouble, notice.needs, notice.printer) == ("queue_has_it", "nothing", "QUEUE")
    queue.fates = [FateResult(Fate.PRINTED)]
    later(shop, queue, tmp_path)
    assert states(shop) == [("printed", "")]


def test_why_a_job_waits_in_its_queue_is_told_at_once(shop: Company, tmp_path: Path) -> None:
    queue = Queue(fates=[FateResult(Fate.WAITING, "printer_paused")])
    work(shop, asks(queue, tmp_path))
    assert states(shop) == [("sent", "printer_paused")]


@pytest.mark.parametrize("reason", ["queue_cancelled", "queue_gave_up"])
def test_a_job_that_its_queue_dropped_is_a_question_for_a_person(shop: Company, tmp_path: Path, reason: str) -> None:
    queue = Queue(fates=[FateResult(Fate.UNKNOWN, reason)])
    work(shop, asks(queue, tmp_path))
    assert states(shop) == [("unknown", reason)]
    assert answer(shop, printed=False).done().copy == 2
    queue.fates = [FateResult(Fate.PRINTED)]
    work(shop, asks(queue, tmp_path))
    assert states(shop) == [("printed", "")]
    assert len(queue.got) == 2
    assert b"REPRINT 2" in queue.got[1][1]


def test_a_queue_that_has_forgotten_a_job_leaves_it_as_sent(shop: Company, tmp_path: Path) -> None:
    queue = Queue(fates=[NOBODY_KNOWS])
    work(shop, asks(queue, tmp_path))
    assert states(shop) == [("sent", "")]
    assert [row[0] for row in outbox_rows(shop).values()] == ["done"]


def test_a_lost_answer_is_cleared_up_by_the_queue(shop: Company, tmp_path: Path) -> None:
    queue = Queue(SendResult(Outcome.UNKNOWN, "printer_broke_off"), [FateResult(Fate.PRINTED)])
    work(shop, asks(queue, tmp_path))
    assert states(shop) == [("printed", "")]
    assert queue.asked[0][1] == ""


def test_what_certainly_never_came_is_sent_again_after_a_while_and_as_no_copy(shop: Company, tmp_path: Path) -> None:
    queue = Queue(SendResult(Outcome.UNKNOWN, "printer_broke_off"), [FateResult(Fate.NOT_PRINTED, "printer_broke_off")])
    work(shop, asks(queue, tmp_path))
    assert states(shop) == [("unknown", "printer_broke_off")]
    assert len(queue.got) == 1
    later(shop, queue, tmp_path, SETTLES_S)
    assert states(shop) == [("wanted", "printer_broke_off")]
    queue.sent, queue.fates = SendResult(Outcome.SENT, trace="18"), [FateResult(Fate.PRINTED)]
    later(shop, queue, tmp_path)
    assert states(shop) == [("printed", "")]
    assert jobs(shop)[0].copy == 1
    assert b"REPRINT" not in queue.got[1][1]


def test_a_person_who_answers_first_is_not_contradicted(shop: Company, tmp_path: Path) -> None:
    queue = Queue(SendResult(Outcome.UNKNOWN, "printer_slow"), [FateResult(Fate.WAITING, "printer_unreachable")])
    work(shop, asks(queue, tmp_path))
    assert states(shop) == [("unknown", "printer_slow")]
    answer(shop, printed=True).done()
    queue.fates = [FateResult(Fate.NOT_PRINTED)]
    later(shop, queue, tmp_path)
    assert states(shop) == [("printed", "")]
    assert len(queue.got) == 1


def test_a_job_that_waits_in_a_dead_queue_can_be_printed_elsewhere_as_a_copy(shop: Company, tmp_path: Path) -> None:
    queue = Queue(fates=[FateResult(Fate.WAITING, "printer_unreachable")])
    work(shop, asks(queue, tmp_path))
    ref = jobs(shop)[0].ref
    again = PrintAgain(id="again", document="label", ref=ref, reason="not_printed")
    assert shop.runner.perform(again, shop.packer).done().copy == 2
    assert [(job.state, job.trouble, job.reason) for job in jobs(shop)] == [
        ("sent", "", ""),
        ("wanted", "", "not_printed"),
    ]


def test_a_label_printer_that_holds_what_it_got_is_asked_until_it_is_empty(company: Company, tmp_path: Path) -> None:
    with PrinterTwin(Behaviour(formats=2)) as twin:
        station_with(company, twin.target)
        labelled(company, "1001")
        work(company, spool(tmp_path))
        company.clock.forward(seconds=QUIET_S + 1)
        work(company, spool(tmp_path))
        assert states(company) == [("sent", "printer_holds")]
        twin.behaviour.formats = 0
        company.clock.forward(seconds=61)
        work(company, spool(tmp_path))
        assert states(company) == [("sent", "")]
        assert twin.labels() == 1


def test_a_broken_line_is_asked_about_while_the_printer_holds_something(company: Company, tmp_path: Path) -> None:
    with PrinterTwin(Behaviour(Mood.RESET, reset_after=400, formats=1)) as twin:
        station_with(company, twin.target)
        labelled(company, "1001")
        work(company, spool(tmp_path))
        assert states(company) == [("unknown", "printer_broke_off")]
        assert [row[0] for row in outbox_rows(company).values()] == ["waiting"]
        twin.behaviour = Behaviour()
        company.clock.forward(seconds=61)
        work(company, spool(tmp_path))
        assert states(company) == [("unknown", "printer_broke_off")]
        assert [row[0] for row in outbox_rows(company).values()] == ["parked"]
        assert len(twin.jobs) == 1


def test_a_trace_is_a_title_and_a_number() -> None:
    assert split_trace("label-P1 12-0a1b2c3d 99") == ("label-P1 12-0a1b2c3d", "99")
    assert split_trace("label-P1 12-0a1b2c3d") == ("label-P1 12-0a1b2c3d", "")
    assert split_trace("") == ("", "")
