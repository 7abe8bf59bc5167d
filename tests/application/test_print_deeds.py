"""What a person does about a print job: another try, another printer, no print; nothing is sent twice in silence."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.company import WAREHOUSE, Company
from tests.parcels import jobs, labelled, outbox_rows, spool, station_with, work
from warehouse_app.application import papers
from warehouse_app.application.devices import (
    AddPrinter,
    RemovePrinter,
    card_named,
    print_test,
    printer_uses,
    spool_rows,
)
from warehouse_app.application.lane import WorkLane
from warehouse_app.application.print_deeds import (
    PRINTS,
    CancelPrint,
    MovePrint,
    MovePrints,
    RetryPrint,
    count_prints,
    print_story,
)
from warehouse_app.application.print_preview import draw_print
from warehouse_app.application.print_worker import print_row
from warehouse_app.application.printing import AnswerUnknownPrint, PrintAgain, print_notices
from warehouse_app.application.run import Command, Outcome, Session
from warehouse_app.devices.printers import open_printer
from warehouse_app.devices.printers.twin import Behaviour, Mood, PrinterTwin
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.outbox import OutboxRow, PutOff
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.printing.lists import PrintView
from warehouse_app.domain.printing.values import (
    NoSuchPrint,
    NoSuchPrinter,
    PrinterCannot,
    PrinterInUse,
    PrinterRow,
    PrintsMoved,
    PrintStands,
)
from warehouse_app.ports.printer import Outcome as Sent
from warehouse_app.ports.printer import PrinterDesk
from warehouse_app.store import devices, outbox, people
from warehouse_app.store.schema import floor, trade


def off() -> str:
    """An address where no printer answers."""
    with PrinterTwin() as twin:
        return twin.target


def quick(folder: Path) -> PrinterDesk:
    """Printers whose deadlines are short, so that a stalled one is found out at once."""
    return replace(spool(folder), open=lambda card: open_printer(replace(card, connect_ms=1_000, send_ms=300)))


def do(company: Company, command: Command, who: Session | None = None) -> Outcome[Any]:
    return company.runner.perform(command, who or company.packer)


def printer(company: Company, code: str, target: str, language: str = "zpl203") -> None:
    with company.write() as desk:
        devices.keep_printer(desk, PrinterRow(code, "tcp", language, target))


def page(company: Company, view: PrintView = PrintView.ALL, text: str = "", sort: str = "", **by: str) -> list[str]:
    """Return the codes of a list's jobs, newest first where no sort is named."""
    query = ListQuery(view, text, tuple(by.items()), sort, descending=not sort)
    with company.store.read() as desk:
        found = PRINTS.page(desk, query, 0, 100).rows
        assert PRINTS.extent(desk, query).total == len(found)
    return [row.code for row in found]


def story(company: Company, job: int) -> list[tuple[str, str, str]]:
    with company.store.read() as desk:
        return [(hop.state, hop.printer, hop.trouble) for hop in print_story(desk, job).hops]


def test_every_step_of_a_job_is_in_its_story_with_its_time(company: Company, tmp_path: Path) -> None:
    labelled(company, "1001")
    work(company, spool(tmp_path))
    (job,) = jobs(company)
    steps = [state for state, _, _ in story(company, job.id)]
    assert steps == ["wanted", "wanted", "rendered", "proved", "sending", "sent"]
    with company.store.read() as desk:
        times = [hop.at for hop in print_story(desk, job.id).hops]
    assert times == sorted(times)
    assert len(set(times)) > 3


def test_a_reason_that_stays_is_one_step_however_often_the_job_is_put_off(company: Company, tmp_path: Path) -> None:
    station_with(company, off())
    labelled(company, "1001", "1002")
    for _ in range(3):
        work(company, spool(tmp_path))
        company.clock.forward(seconds=70)
    _, second = jobs(company)
    assert second.attempts == 0, "the printer is tried with the first job only"
    assert [trouble for _, _, trouble in story(company, second.id)].count("printer_unreachable") == 1


def test_a_waiting_label_goes_to_another_printer_and_comes_out_there_once(company: Company, tmp_path: Path) -> None:
    station_with(company, off())
    labelled(company, "1001", "1002")
    work(company, spool(tmp_path))
    with PrinterTwin() as twin:
        printer(company, "OTHER", twin.target)
        first, second = jobs(company)
        moved = do(company, MovePrint(id="m", job_id=first.id, printer="other")).done()
        assert (moved.printer, moved.chosen, moved.state) == ("OTHER", "OTHER", "wanted")
        assert work(company, spool(tmp_path)) == 1
        assert twin.wait_jobs(1)
        assert b"P1001-1" in twin.jobs[0]
        assert do(company, MovePrints(id="n", source="zebra", printer="OTHER")).done() == PrintsMoved("OTHER", 1)
        assert work(company, spool(tmp_path)) == 1
        assert twin.wait_jobs(2)
        assert twin.labels() == 2
    assert [job.printer for job in jobs(company)] == ["OTHER", "OTHER"]
    assert {row[0] for row in outbox_rows(company).values()} == {"done"}
    assert do(company, MovePrint(id="late", job_id=second.id, printer="OTHER")).refusal == PrintStands(
        second.id, "sent"
    )


def test_a_paper_goes_only_to_where_pdf_is_understood(company: Company, tmp_path: Path) -> None:
    labelled(company, "1001")
    station_with(company, off())
    ((parcel,),) = [_ids(company)]
    asked = do(company, PrintAgain(id="s", document="slip", ref=str(parcel), reason="extra")).done()
    assert do(company, MovePrint(id="a", job_id=asked.job, printer="ZEBRA")).refusal == PrinterCannot("ZEBRA")
    assert do(company, MovePrint(id="b", job_id=asked.job, printer="NOWHERE")).refusal == NoSuchPrinter("NOWHERE")
    assert do(company, MovePrint(id="c", job_id=asked.job, printer="PAPERS")).refusal is None
    assert do(company, MovePrint(id="d", job_id=999, printer="PAPERS")).refusal == NoSuchPrint(999)


def _ids(company: Company) -> tuple[int, ...]:
    with company.store.read() as desk:
        return tuple(row.id for row in desk.connection.execute(floor.parcel.select()))


def test_trying_again_does_not_wait_for_the_printers_rest(company: Company, tmp_path: Path) -> None:
    with PrinterTwin() as twin:
        twin.behaviour.paper_out = True
        station_with(company, twin.target)
        labelled(company, "1001")
        lane = WorkLane(company.runner, Session(SYSTEM), spool(tmp_path), "w")
        assert lane.take()
        row = _due(company)
        print_row(lane, row)
        twin.behaviour.paper_out = False
        assert isinstance(print_row(lane, row), PutOff), "the printer rests after it took nothing"
        (job,) = jobs(company)
        assert do(company, RetryPrint(id="r", job_id=job.id)).refusal is None
        print_row(lane, row)
        assert twin.wait_jobs(1)
        lane.release()


def _due(company: Company) -> OutboxRow:
    with company.store.read() as desk:
        return outbox.due(desk, company.runner.now(), 1)[0]


def test_a_failed_label_is_tried_again_once_its_cause_is_mended(company: Company, tmp_path: Path) -> None:
    (parcel,) = labelled(company, "1001")
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(tracking="ÄÖÜ"))
    work(company, spool(tmp_path))
    (job,) = jobs(company, "failed")
    assert page(company, PrintView.NEEDS_YOU) == [job.code]
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(tracking=f"PA{parcel}"))
    assert do(company, RetryPrint(id="r", job_id=job.id)).done().copy == 1
    assert work(company, spool(tmp_path)) == 1
    (job,) = jobs(company)
    assert (job.state, job.copy) == ("sent", 1), "it never left before, so it is no reprint"
    assert print_notices_of(company) == ()


def print_notices_of(company: Company) -> tuple[object, ...]:
    with company.store.read() as desk:
        return print_notices(desk)


def test_what_may_be_printed_is_answered_and_never_just_tried_again(company: Company, tmp_path: Path) -> None:
    with PrinterTwin() as twin:
        twin.behaviour = Behaviour(Mood.STALL)
        station_with(company, twin.target)
        labelled(company, "1001")
        work(company, quick(tmp_path))
        (job,) = jobs(company, "unknown")
        for command in (
            RetryPrint(id="r", job_id=job.id),
            MovePrint(id="m", job_id=job.id, printer="LABELS"),
            CancelPrint(id="c", job_id=job.id),
        ):
            assert do(company, command).refusal == PrintStands(job.id, "unknown")
        assert do(company, AnswerUnknownPrint(id="a", job_id=job.id, printed=True)).refusal is None
        assert page(company, PrintView.PRINTED) == [job.code]


def test_a_cancelled_job_is_not_printed_and_a_further_copy_can_be(company: Company, tmp_path: Path) -> None:
    (parcel,) = labelled(company, "1001")
    with company.write() as desk:
        from warehouse_app.store import printing

        printing.ensure(desk, f"label:{parcel}:1", "label", str(parcel), "w")
    (job,) = jobs(company)
    assert do(company, CancelPrint(id="c", job_id=job.id)).done().state == "cancelled"
    work(company, spool(tmp_path))
    assert not list(tmp_path.rglob("*.zpl"))
    assert do(company, RetryPrint(id="r", job_id=job.id)).refusal == PrintStands(job.id, "cancelled")
    assert do(company, PrintAgain(id="p", document="label", ref=str(parcel))).done().copy == 2
    assert work(company, spool(tmp_path)) == 1
    with company.store.read() as desk:
        counted = count_prints(desk, ListQuery())
    assert counted == {"needs_you": 0, "waiting": 0, "printed": 1, "cancelled": 1, "all": 2}


def test_a_job_taken_away_at_the_very_moment_is_let_go(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled(company, "1001")
    lane = WorkLane(company.runner, Session(SYSTEM), spool(tmp_path), "w")
    assert lane.take()
    real = papers.render

    def render(facts: Any, language: Any) -> bytes:
        (job,) = jobs(company)
        do(company, CancelPrint(id="c", job_id=job.id)).done()
        return real(facts, language)

    monkeypatch.setattr(papers, "render", render)
    row = _due(company)
    assert isinstance(print_row(lane, row), PutOff)
    assert jobs(company)[0].state == "cancelled"
    lane.release()


def test_the_list_narrows_by_view_printer_document_and_code_and_sorts(company: Company, tmp_path: Path) -> None:
    labelled(company, "1001", "1002")
    work(company, spool(tmp_path))
    station_with(company, off())
    labelled(company, "2001")
    work(company, spool(tmp_path))
    assert page(company) == ["P2001-1", "P1002-1", "P1001-1"]
    assert page(company, PrintView.WAITING) == ["P2001-1"]
    assert page(company, printer="LABELS", sort="at") == ["P1001-1", "P1002-1"]
    assert page(company, sort="printer") == ["P1001-1", "P1002-1", "P2001-1"]
    assert page(company, text="1002") == ["P1002-1"]
    assert page(company, text="%") == []
    assert page(company, document="slip") == []


def test_a_job_is_drawn_as_it_was_sent_and_told_when_the_order_changed_since(company: Company, tmp_path: Path) -> None:
    labelled(company, "1001")
    work(company, spool(tmp_path))
    (job,) = jobs(company)
    with company.store.read() as desk:
        drawn = draw_print(desk, job.id)
    (page_,) = drawn.pages
    with Image.open(BytesIO(page_)) as picture:
        assert picture.size == (800, 1200)
    assert drawn.same is True
    with company.write() as desk:
        desk.connection.execute(trade.orders.update().values(country="Spain"))
    with company.store.read() as desk:
        assert draw_print(desk, job.id).same is False
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(state="voided"))
    with company.store.read() as desk:
        gone = draw_print(desk, job.id)
    assert gone.pages == ()
    assert gone.no is not None
    assert gone.no.code == "paper_voided"


def test_printers_stand_beside_with_who_prints_there_and_what_waits(company: Company, tmp_path: Path) -> None:
    with company.write() as desk:
        people.add_station(desk, "B2", WAREHOUSE, "Bench 2")
    station_with(company, off())
    labelled(company, "1001", "1002")
    work(company, spool(tmp_path))
    with company.store.read() as desk:
        zebra, labels, papers = printer_uses(desk, spool_rows(spool(tmp_path)))
    assert (zebra.row.code, zebra.labels_of, zebra.papers_of, zebra.waiting) == ("ZEBRA", ("B1",), (), 2)
    assert (labels.labels_of, labels.spool) == (("B2",), True)
    assert papers.papers_of == ("B1", "B2")
    admin = Session(SYSTEM, "B1")
    assert do(company, RemovePrinter(id="r", code="zebra"), admin).refusal == PrinterInUse("ZEBRA", ("B1",), 2)
    do(company, AddPrinter(id="a", code="SPARE", kind="file", language="pdf", target="/srv/x"), admin).done()
    assert do(company, RemovePrinter(id="s", code="spare"), admin).refusal is None
    with company.store.read() as desk:
        assert [row.row.code for row in printer_uses(desk)] == ["ZEBRA"]


@pytest.mark.parametrize(("language", "begins"), [("zpl203", b"^XA"), ("pdf", b"%PDF")])
def test_a_test_print_comes_out_and_stands_in_no_ledger(
    company: Company, tmp_path: Path, language: str, begins: bytes
) -> None:
    with PrinterTwin() as twin:
        printer(company, "P", twin.target, language)
        with company.store.read() as desk:
            card = card_named(desk, spool(tmp_path), "p")
        assert print_test(spool(tmp_path), card, "2010-12-06 09:00", "B1", "id-1").outcome is Sent.SENT
        assert twin.wait_jobs(1)
        assert twin.jobs[0].startswith(begins)
    assert jobs(company) == []
