"""A job that was confirmed is never sent again, and no label is lost, whatever the printer or the power does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.company import Company
from tests.parcels import another_process, jobs, labelled, outbox_rows, spool, station_with, work
from warehouse_app.application import outbox as worker
from warehouse_app.application.lane import LEASE_S, WorkLane
from warehouse_app.application.printing import AnswerUnknownPrint, PrintAgain, print_notices, seen_on_paper
from warehouse_app.application.run import Outcome
from warehouse_app.devices.printers import open_printer
from warehouse_app.devices.printers.twin import Behaviour, Mood, PrinterTwin
from warehouse_app.domain.printing.states import PRINT_NEXT, PrintState
from warehouse_app.domain.printing.values import (
    Document,
    NoSuchPaper,
    NothingToAnswer,
    PrintNotice,
    ReasonNeeded,
    StillWaiting,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.printer import FateResult, Printer, PrinterCard, PrinterDesk, PrinterStatus, SendResult
from warehouse_app.store import leases
from warehouse_app.store.desk import Desk
from warehouse_app.wording.say import say


class Killed(BaseException):
    """The power went."""


def quick(folder: Path, *, send_ms: int = 300) -> PrinterDesk:
    """Printers with short deadlines, so that a stalled one is found out at once."""

    def open_quick(given: PrinterCard) -> Printer:
        return open_printer(replace(given, connect_ms=1_000, send_ms=send_ms))

    return replace(spool(folder), open=open_quick)


def notices(company: Company) -> tuple[PrintNotice, ...]:
    with company.store.read() as desk:
        return print_notices(desk)


def answer(company: Company, job: int, *, printed: bool) -> Outcome[Any]:
    return company.runner.perform(AnswerUnknownPrint(id=company.ids.new(), job_id=job, printed=printed), company.packer)


def again(company: Company, document: str, ref: int, reason: str = "lost") -> Outcome[Any]:
    command = PrintAgain(id=company.ids.new(), document=document, ref=str(ref), reason=reason)
    return company.runner.perform(command, company.packer)


def closed_target() -> str:
    with PrinterTwin() as twin:
        return twin.target


def test_a_label_is_sent_once_and_its_row_is_done(company: Company, tmp_path: Path) -> None:
    with PrinterTwin() as twin:
        station_with(company, twin.target)
        labelled(company, "1001")
        assert work(company, quick(tmp_path)) == 1
        assert work(company, quick(tmp_path)) == 0
        assert twin.wait_jobs(1)
        assert twin.labels() == 1
    (job,) = jobs(company)
    assert (job.state, job.printer, job.copy, job.attempts, job.code) == ("sent", "ZEBRA", 1, 1, "P1001-1")
    assert outbox_rows(company) == {job.intent: ("done", 0, "")}
    assert notices(company) == ()


def test_a_printer_that_is_off_leaves_all_waiting_with_one_notice_and_prints_them_in_order(
    company: Company, tmp_path: Path
) -> None:
    station_with(company, closed_target())
    labelled(company, "1001", "1002", "1003")
    for _ in range(4):
        assert work(company, quick(tmp_path)) == 0
        company.clock.forward(seconds=70)
    assert [job.state for job in jobs(company)] == ["wanted"] * 3
    assert sum(job.attempts for job in jobs(company)) == 4, "one try a round, not one a label"
    (notice,) = notices(company)
    assert (notice.trouble, notice.printer, notice.needs, notice.count) == (
        "printer_unreachable",
        "ZEBRA",
        "nothing",
        3,
    )
    assert say(notice.trouble, notice.facts()).startswith("Printer ZEBRA does not answer. Switch it on")
    with PrinterTwin() as twin:
        station_with(company, twin.target)
        assert work(company, quick(tmp_path)) == 3
        assert twin.wait_jobs(3)
        order = [job.split(b"^FDP10")[1][:2] for job in twin.jobs]
    assert order == [b"01", b"02", b"03"]
    assert notices(company) == ()


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [("paper_out", "printer_paper_out"), ("head_open", "printer_head_open"), ("paused", "printer_paused")],
)
def test_a_printer_that_says_it_cannot_leaves_the_label_waiting(
    company: Company, tmp_path: Path, fault: str, trouble: str
) -> None:
    with PrinterTwin() as twin:
        setattr(twin.behaviour, fault, True)
        station_with(company, twin.target)
        labelled(company, "1001")
        assert work(company, quick(tmp_path)) == 0
        assert [(notice.trouble, notice.needs) for notice in notices(company)] == [(trouble, "nothing")]
        setattr(twin.behaviour, fault, False)
        company.clock.forward(seconds=3)
        assert work(company, quick(tmp_path)) == 1
        assert twin.wait_jobs(1)
        assert twin.labels() == 1


def test_another_printer_can_take_what_waits(company: Company, tmp_path: Path) -> None:
    station_with(company, closed_target())
    labelled(company, "1001")
    work(company, quick(tmp_path))
    company.clock.forward(seconds=5)
    with PrinterTwin() as twin:
        station_with(company, twin.target, "SPARE")
        assert work(company, quick(tmp_path)) == 1
        assert twin.wait_jobs(1)
    assert [(job.state, job.printer) for job in jobs(company)] == [("sent", "SPARE")]


@pytest.mark.parametrize("after", [1, 2, 50, 300, 700, 100_000])
def test_a_printer_that_breaks_off_makes_a_question_and_never_a_second_label(
    company: Company, tmp_path: Path, after: int
) -> None:
    with PrinterTwin(Behaviour(Mood.RESET, reset_after=after)) as twin:
        station_with(company, twin.target)
        labelled(company, "1001")
        for _ in range(3):
            work(company, quick(tmp_path))
            company.clock.forward(seconds=100)
        assert twin.labels() <= 1
        assert len([job for job in twin.jobs if b"^XA" in job]) <= 1
    (job,) = jobs(company)
    if job.state == "sent":  # the whole label was taken over before the reset came
        assert after == 100_000
        return
    assert (job.state, job.trouble) == ("unknown", "printer_broke_off")
    assert outbox_rows(company)[job.intent][0] == "parked"
    (notice,) = notices(company)
    assert (notice.needs, notice.jobs) == ("answer", (job,))


@pytest.mark.parametrize("mood", [Mood.STALL, Mood.KEEP_OPEN])
def test_a_printer_that_stalls_makes_a_question(company: Company, tmp_path: Path, mood: Mood) -> None:
    with PrinterTwin(Behaviour(mood)) as twin:
        station_with(company, twin.target)
        labelled(company, "1001")
        work(company, quick(tmp_path))
        assert [(job.state, job.trouble) for job in jobs(company)] == [("unknown", "printer_slow")]
        work(company, quick(tmp_path))
        assert twin.labels() <= 1


def test_a_slow_printer_is_waited_for(company: Company, tmp_path: Path) -> None:
    with PrinterTwin(Behaviour(Mood.SLOW, gulp=200, pause_ms=2)) as twin:
        station_with(company, twin.target)
        labelled(company, "1001")
        assert work(company, quick(tmp_path, send_ms=10_000)) == 1
        assert twin.labels() == 1


def test_an_unknown_job_ends_by_a_persons_word(company: Company, tmp_path: Path) -> None:
    with PrinterTwin(Behaviour(Mood.RESET, reset_after=300)) as twin:
        station_with(company, twin.target)
        labelled(company, "1001", "1002")
        work(company, quick(tmp_path))
        one, two = jobs(company, "unknown")
        assert answer(company, one.id, printed=True).refusal is None
        assert answer(company, two.id, printed=False).done().copy == 2
        twin.behaviour.mood = Mood.ACCEPT
        assert work(company, quick(tmp_path)) == 1
        assert twin.wait_jobs(3)
        assert b"REPRINT 2" in twin.jobs[-1], "if the person erred, the second label says so"
        assert twin.labels() == 1
    assert [job.state for job in jobs(company)] == ["printed", "sent"]
    assert {state for state, _, _ in outbox_rows(company).values()} == {"done"}
    assert isinstance(answer(company, one.id, printed=False).refusal, NothingToAnswer)
    assert isinstance(answer(company, 99, printed=True).refusal, NothingToAnswer)


def test_a_reprint_is_a_new_numbered_job_that_names_who_asked(company: Company, tmp_path: Path) -> None:
    with PrinterTwin() as twin:
        station_with(company, twin.target)
        (parcel,) = labelled(company, "1001")
        work(company, quick(tmp_path))
        for copy in (2, 3):
            assert again(company, "label", parcel).done().copy == copy
            assert isinstance(again(company, "label", parcel).refusal, StillWaiting)
            assert work(company, quick(tmp_path)) == 1
            assert twin.wait_jobs(copy)
            assert f"REPRINT {copy}".encode() in twin.jobs[-1]
        assert b"REPRINT" not in twin.jobs[0]
    assert [(job.copy, job.who, job.state) for job in jobs(company)][1:] == [
        (2, "p-pack", "sent"),
        (3, "p-pack", "sent"),
    ]


def test_what_came_out_is_printed_again_only_with_a_reason_that_is_kept(company: Company, tmp_path: Path) -> None:
    (parcel,) = labelled(company, "1001")
    work(company, quick(tmp_path))
    for reason in ("", "because", "bench"):
        no = again(company, "label", parcel, reason).refusal
        assert isinstance(no, ReasonNeeded)
        assert "damaged" in no.reasons
    asked = again(company, "label", parcel, "damaged").done()
    work(company, quick(tmp_path))
    assert [(job.id, job.copy, job.reason) for job in jobs(company)][1:] == [(asked.job, 2, "damaged")]


def test_asking_again_before_the_first_was_tried_is_refused(company: Company) -> None:
    (parcel,) = labelled(company, "1001")
    assert isinstance(again(company, "label", parcel).refusal, StillWaiting)


@pytest.mark.parametrize(("document", "ref"), [("label", "99"), ("slip", "99"), ("picklist", "9"), ("manifest", "9")])
def test_what_is_not_there_is_not_printed(company: Company, document: str, ref: str) -> None:
    assert isinstance(again(company, document, int(ref)).refusal, NoSuchPaper)
    odd = PrintAgain(id="odd", document="invoice", ref="x")
    assert isinstance(company.runner.perform(odd, company.packer).refusal, NoSuchPaper)


def test_a_label_scanned_off_the_box_settles_what_was_unknown(company: Company, tmp_path: Path) -> None:
    with PrinterTwin(Behaviour(Mood.RESET, reset_after=300)) as twin:
        station_with(company, twin.target)
        (parcel,) = labelled(company, "1001")
        work(company, quick(tmp_path))
    with company.write() as desk:
        assert seen_on_paper(desk, Document.LABEL, parcel)
        assert not seen_on_paper(desk, Document.LABEL, parcel + 1)
    assert [job.state for job in jobs(company)] == ["applied"]
    assert {state for state, _, _ in outbox_rows(company).values()} == {"done"}
    assert notices(company) == ()


def test_a_label_whose_facts_do_not_fit_is_held_with_its_reason(company: Company, tmp_path: Path) -> None:
    from warehouse_app.store.schema import trade

    (parcel,) = labelled(company, "1001")
    with company.write() as desk:
        order = jobs_order(desk, parcel)
        desk.connection.execute(trade.order_address.insert().values(order_id=order, name="x" * 400, city="Lille"))
    work(company, spool(tmp_path))
    (job,) = jobs(company)
    assert (job.state, job.trouble, job.detail) == ("quarantined", "proof_text_missing", "recipient")
    (notice,) = notices(company)
    assert notice.needs == "look"
    assert "recipient does not fit" in say(notice.trouble, notice.facts())
    with company.write() as desk:
        desk.connection.execute(trade.order_address.update().values(name="Ana"))
    assert again(company, "label", parcel).done().copy == 2
    assert work(company, spool(tmp_path)) == 1
    assert notices(company) == (), "a held one drops out once a later copy printed"


def jobs_order(desk: Any, parcel: int) -> int:
    from warehouse_app.store.schema import floor

    return int(desk.connection.execute(floor.parcel.select().where(floor.parcel.c.id == parcel)).one().order_id)


@pytest.mark.parametrize(("tracking", "trouble"), [("ÄÖ-1", "code_unprintable"), ("ABCDEFGHIJ" * 7, "code_too_long")])
def test_a_code_that_cannot_be_printed_fails_the_job(
    company: Company, tmp_path: Path, tracking: str, trouble: str
) -> None:
    from warehouse_app.store.schema import floor

    labelled(company, "1001")
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(tracking=tracking))
    work(company, spool(tmp_path))
    assert [(job.state, job.trouble) for job in jobs(company)] == [("failed", trouble)]
    assert outbox_rows(company)["label:1:1"][0] == "parked"


def test_a_paper_is_not_sent_to_a_label_printer(company: Company, tmp_path: Path) -> None:
    from warehouse_app.store import devices

    with PrinterTwin() as twin:
        station_with(company, twin.target)
        (parcel,) = labelled(company, "1001")
        with company.write() as desk:
            devices.set_printers(desk, "B1", "ZEBRA", "ZEBRA")
        assert again(company, "slip", parcel).refusal is None
        work(company, quick(tmp_path))
        assert [job.trouble for job in jobs(company, "wanted")] == ["printer_language"]
        assert [notice.needs for notice in notices(company)] == ["look"]


# -------------------------------------------------------------------------------------------------- kill at each step


@contextmanager
def killed_at(monkeypatch: pytest.MonkeyPatch, step: int, *, committed: bool) -> Iterator[None]:
    """Cut the power at the worker's `step`-th transaction, before or right after its commit; nothing is tidied up."""
    real, count = WorkLane.write, 0

    def write(self: WorkLane, work: Callable[[Desk], Any], busy_s: int = 0) -> Any:
        nonlocal count
        count += 1
        mine = count

        def cut(desk: Desk) -> Any:
            answer = work(desk)
            if mine == step and not committed:
                raise Killed
            return answer

        answer = real(self, cut, busy_s)
        if mine == step:
            raise Killed
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(WorkLane, "write", write)
        patched.setattr(leases, "release", lambda *_: None)
        yield


def after_the_power(company: Company, folder: Path) -> None:
    """A new process starts, waits until the dead one's lease has run out, and works."""
    company.clock.forward(seconds=LEASE_S * 10)
    work(company, quick(folder), another_process(company, company.ids.new()))


STEPS = 7
"""Transactions of one label: take up, rendered, proved, sending, sent, row done; and the seal or nothing."""


@pytest.mark.parametrize("committed", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_a_kill_at_any_step_prints_once_or_asks(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, committed: bool
) -> None:
    with PrinterTwin() as twin:
        station_with(company, twin.target)
        labelled(company, "1001")
        with killed_at(monkeypatch, step, committed=committed):
            try:
                work(company, quick(tmp_path))
            except Killed:
                died = True
            else:
                died = False
        assert died == (step < STEPS)
        after_the_power(company, tmp_path)
        (job,) = jobs(company)
        confirmed = job.state == "sent"
        assert confirmed or (job.state == "unknown" and notices(company)[0].needs == "answer")
        if confirmed:
            assert twin.wait_jobs(1)
        assert twin.labels() <= 1
        assert {state for state, _, _ in outbox_rows(company).values()} == {"done" if confirmed else "parked"}


@pytest.mark.parametrize("sent", [False, True], ids=["before the bytes", "after the bytes"])
def test_a_kill_while_sending_asks_and_never_sends_again(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: bool
) -> None:
    class Dying:
        def __init__(self, card: PrinterCard) -> None:
            self.real = open_printer(card)

        def send(self, document: bytes, title: str, key: str) -> SendResult:
            if sent:
                self.real.send(document, title, key)
            raise Killed

        def status(self) -> PrinterStatus:
            return self.real.status()

        def fate(self, title: str, trace: str) -> FateResult:
            return self.real.fate(title, trace)

    with PrinterTwin() as twin:
        station_with(company, twin.target)
        labelled(company, "1001")
        monkeypatch.setattr(leases, "release", lambda *_: None)
        with pytest.raises(Killed):
            work(company, replace(quick(tmp_path), open=Dying))
        for _ in range(3):
            after_the_power(company, tmp_path)
        assert [(job.state, job.trouble) for job in jobs(company)] == [("unknown", "print_unknown")]
        assert twin.labels() == int(sent)


def test_a_driver_with_a_bug_makes_a_question(company: Company, tmp_path: Path) -> None:
    class Broken:
        def __init__(self, card: PrinterCard) -> None:
            self.card = card

        def send(self, document: bytes, title: str, key: str) -> SendResult:
            raise ValueError(title)

        def status(self) -> PrinterStatus:
            return PrinterStatus(known=False)

        def fate(self, title: str, trace: str) -> FateResult:
            raise ValueError(trace)

    labelled(company, "1001")
    work(company, replace(spool(tmp_path), open=Broken))
    assert [job.state for job in jobs(company)] == ["unknown"]


def test_nothing_is_lost_and_nothing_doubled_over_a_bad_day(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten labels, a printer that is off, resets and stalls in turn, kills in between, and a person who answers."""
    days = (Behaviour(), Behaviour(Mood.RESET, reset_after=400), Behaviour(paper_out=True), Behaviour(paused=True))
    asked = 0
    with PrinterTwin() as twin:
        station_with(company, twin.target)
        labelled(company, *(str(1001 + n) for n in range(10)))
        for hour in range(14):
            twin.behaviour = days[hour % len(days)]
            with killed_at(monkeypatch, 3 + hour * 2, committed=hour % 2 == 0), suppress(Killed):
                work(company, quick(tmp_path), another_process(company, f"w{hour}"))
            company.clock.forward(seconds=300)
            for job in jobs(company, "unknown"):
                asked += 1
                assert answer(company, job.id, printed=False).refusal is None
        twin.behaviour = Behaviour()
        after_the_power(company, tmp_path)
        rest = jobs(company, "unknown")
        ended = jobs(company, "sent")
        assert len(ended) + len(rest) == 10
        assert twin.wait_jobs(len(ended))
        assert twin.labels() <= len(ended) + asked + len(rest)
        assert ended, "a bad day, and some printed"
        for job in ended:
            found = [text for text in twin.jobs if f"^FD{job.code}^".encode() in text and b"^XZ" in text]
            assert len([text for text in found if b"REPRINT" not in text]) <= 1


def test_every_state_is_reached_from_wanted_and_confirmed_ones_have_no_way_back() -> None:
    reached, todo = {PrintState.WANTED}, [PrintState.WANTED]
    while todo:
        for state in PRINT_NEXT[todo.pop()] - reached:
            reached.add(state)
            todo.append(state)
    assert reached == set(PrintState) == set(PRINT_NEXT)
    assert PrintState.WANTED not in PRINT_NEXT[PrintState.SENT] | PRINT_NEXT[PrintState.PRINTED]
    deeds = {"clean", "replenish", "serve", "forget_photo", "labels_first", "refund", "carrier_label", "carrier_void"}
    assert worker.HANDLES.keys() == {*(f"print_{document}" for document in Document), *deeds}


def test_a_move_off_the_table_is_a_bug(company: Company, tmp_path: Path) -> None:
    from warehouse_app.store import printing

    labelled(company, "1001")
    work(company, spool(tmp_path))
    (job,) = jobs(company)
    with company.write() as desk:
        with pytest.raises(AssertionError):
            printing.move(desk, job.id, PrintState.SENT, PrintState.WANTED)
        with pytest.raises(LookupError):
            printing.move(desk, job.id, PrintState.SENDING, PrintState.SENT)


def test_only_who_may_print_prints(company: Company) -> None:
    from warehouse_app.application.run import NoRight, Session
    from warehouse_app.domain.people import Actor, PersonId, Role

    owner = Session(Actor(PersonId("o"), "O", "Owner", Role.OWNER, with_pin=True), "")
    labelled(company, "1001")
    outcome = company.runner.perform(PrintAgain(id="x", document="label", ref="1"), owner)
    assert isinstance(outcome.refusal, NoRight)
    with pytest.raises(Refused):
        outcome.done()
