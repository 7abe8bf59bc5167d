"""The worker is one a database, takes what is due in order, and loses nothing that fails."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.company import Company
from tests.parcels import WORKER, another_process, jobs, labelled, outbox_rows, spool, work
from warehouse_app.application import outbox as worker
from warehouse_app.application.lane import LEASE_S, LeaseLost, WorkLane
from warehouse_app.application.outbox import Ears, find_waiting, work_off
from warehouse_app.domain.changes import Changes, Touched
from warehouse_app.domain.outbox import MOST_FAULTS, Done, Ending, Later, OutboxRow, pause_after
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store import audit
from warehouse_app.store.desk import Desk


def put(company: Company, *intents: str, kind: str = "test") -> None:
    with company.write() as desk:
        for intent in intents:
            desk.put_outbox(intent, kind, "{}")


def handled_by(monkeypatch: pytest.MonkeyPatch, handler: object) -> None:
    monkeypatch.setattr(worker, "HANDLES", MappingProxyType({"test": handler}))


def test_rows_are_done_in_order_and_once(company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def handler(lane: WorkLane, row: OutboxRow) -> Ending:
        seen.append(row.intent)
        return Done()

    handled_by(monkeypatch, handler)
    put(company, "c", "a", "b")
    assert work(company, spool(tmp_path)) == 3
    assert work(company, spool(tmp_path)) == 0
    assert seen == ["c", "a", "b"]
    assert {state for state, _, _ in outbox_rows(company).values()} == {"done"}


def test_what_fails_waits_longer_each_time_and_goes_on(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[float] = []
    begin = company.clock.moment

    def handler(lane: WorkLane, row: OutboxRow) -> Ending:
        tries.append(round((company.clock.moment - begin).total_seconds()))
        return Done() if len(tries) == 4 else Later("printer_unreachable")

    handled_by(monkeypatch, handler)
    put(company, "x")
    for _ in range(30):
        work(company, spool(tmp_path))
        company.clock.forward(seconds=1)
    assert [after - before for before, after in itertools.pairwise(tries)] == [2, 4, 8]
    assert outbox_rows(company) == {"x": ("done", 3, "")}


def test_pauses_grow_to_a_minute_and_no_further() -> None:
    assert [pause_after(n) for n in (0, 1, 2, 3, 5, 6, 7, 1_000_000)] == [2, 2, 4, 8, 32, 60, 60, 60]


def test_a_bug_in_one_row_holds_up_no_other_and_ends_with_a_person(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[BaseException] = []

    def handler(lane: WorkLane, row: OutboxRow) -> Ending:
        if row.intent == "bad":
            raise ZeroDivisionError
        return Done()

    handled_by(monkeypatch, handler)
    put(company, "bad", "good")
    for _ in range(MOST_FAULTS + 2):
        work(company, spool(tmp_path), ears=Ears(fault=faults.append))
        company.clock.forward(seconds=100)
    assert outbox_rows(company) == {"bad": ("parked", MOST_FAULTS, "outbox_fault"), "good": ("done", 0, "")}
    assert len(faults) == MOST_FAULTS
    with company.store.read() as desk:
        assert [(row.kind, row.trouble, row.count) for row in find_waiting(desk)] == [("test", "outbox_fault", 1)]


def test_a_kind_of_a_newer_version_is_parked(company: Company, tmp_path: Path) -> None:
    put(company, "x", kind="fly_to_the_moon")
    assert work(company, spool(tmp_path)) == 0
    assert outbox_rows(company) == {"x": ("parked", 1, "outbox_kind")}


@pytest.mark.parametrize("payload", ["", "[]", "not json", '{"parcel_id": "x"}', '{"parcel_id": null}'])
def test_a_payload_that_cannot_be_read_is_parked(company: Company, tmp_path: Path, payload: str) -> None:
    with company.write() as desk:
        desk.put_outbox("nonsense", "print_label", payload)
    work(company, spool(tmp_path))
    assert outbox_rows(company)["nonsense"][::2] == ("parked", "outbox_payload")


def test_database_trouble_ends_one_run_and_leaves_the_row(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handler(lane: WorkLane, row: OutboxRow) -> Ending:
        raise Trouble("database_locked")

    handled_by(monkeypatch, handler)
    put(company, "x")
    with pytest.raises(Trouble):
        work(company, spool(tmp_path))
    assert outbox_rows(company) == {"x": ("waiting", 0, "")}


def test_a_worker_that_runs_on_waits_trouble_out(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, tries = threading.Event(), []

    def handler(lane: WorkLane, row: OutboxRow) -> Ending:
        tries.append(row.intent)
        if len(tries) < 3:
            raise Trouble("database_locked")
        return Done()

    def pause(seconds: float) -> None:
        company.clock.forward(seconds=seconds)
        if len(tries) == 3:
            stop.set()

    handled_by(monkeypatch, handler)
    put(company, "x")
    assert work_off(company.runner, WORKER, spool(tmp_path), once=False, stop=stop, pause=pause) == 1
    assert outbox_rows(company) == {"x": ("done", 0, "")}


def _nothing(_desk: Desk) -> None:
    """Do nothing."""


def lane_of(company: Company, folder: Path, name: str) -> WorkLane:
    return WorkLane(another_process(company, name), WORKER, spool(folder), name)


def test_only_one_worker_holds_the_lease_until_it_runs_out(company: Company, tmp_path: Path) -> None:
    first, second = lane_of(company, tmp_path, "one"), lane_of(company, tmp_path, "two")
    assert first.take()
    assert not second.take()
    company.clock.forward(seconds=LEASE_S - 1)
    first.write(_nothing)  # any work renews it
    company.clock.forward(seconds=LEASE_S - 1)
    assert not second.take()
    company.clock.forward(seconds=2)
    assert second.take()
    with pytest.raises(LeaseLost):
        first.write(_nothing)


def test_a_lease_given_back_is_free_at_once(company: Company, tmp_path: Path) -> None:
    first, second = lane_of(company, tmp_path, "one"), lane_of(company, tmp_path, "two")
    assert first.take()
    first.release()
    assert second.take()


def test_a_lease_from_before_the_clock_was_set_back_counts_as_run_out(company: Company, tmp_path: Path) -> None:
    first, second = lane_of(company, tmp_path, "one"), lane_of(company, tmp_path, "two")
    company.clock.forward(days=365)
    assert first.take()
    company.clock.forward(days=-365)
    assert second.take()


def test_one_run_waits_for_a_living_worker_and_takes_over_a_dead_one(company: Company, tmp_path: Path) -> None:
    dead = lane_of(company, tmp_path, "dead")
    assert dead.take()
    labelled(company, "1001")
    assert work(company, spool(tmp_path)) == 1
    assert [job.state for job in jobs(company)] == ["sent"]


def test_a_worker_that_was_overtaken_moves_nothing(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = lane_of(company, tmp_path, "other")

    def handler(lane: WorkLane, row: OutboxRow) -> Ending:
        if not other.token:
            company.clock.forward(seconds=LEASE_S + 1)
            assert other.take()
            return Done()
        other.release()
        return Done()

    handled_by(monkeypatch, handler)
    put(company, "x")
    assert work(company, spool(tmp_path)) == 1, "the first try was overtaken before it could be written down"


def test_a_seal_is_put_each_minute_when_something_was_added(company: Company, tmp_path: Path) -> None:
    from warehouse_app.application.printing import AnswerUnknownPrint

    def seal() -> int:
        work(company, spool(tmp_path))
        with company.store.read() as desk:
            newest = audit.newest_seal(desk)
        return newest[0] if newest else 0

    assert seal() == 0, "nothing happened yet"
    company.runner.perform(AnswerUnknownPrint(id="c1", job_id=1, printed=True), company.packer)
    assert seal() == 1
    company.runner.perform(AnswerUnknownPrint(id="c2", job_id=1, printed=True), company.packer)
    assert seal() == 1, "not yet a minute"
    company.clock.forward(seconds=61)
    assert seal() == 2
    company.clock.forward(seconds=61)
    assert seal() == 2, "nothing was added"


def test_screens_hear_what_the_worker_touched(company: Company, tmp_path: Path) -> None:
    heard: list[Changes] = []
    labelled(company, "1001")
    work(company, spool(tmp_path), ears=Ears(changes=heard.append))
    assert Changes(frozenset({Touched.PRINT})) in heard
