"""A server dies in the middle of a shift and its standby takes over; and three ways in which that could be a lie."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import pytest

from tests.company import Company, CountingIds
from tests.faults.benches import BenchIds, furnish
from tests.faults.failover import Home, run
from tests.packbench import Bench
from tests.pgpair import Pair, pair
from tests.resting import resting_s
from warehouse_app.application.packing import PackScan
from warehouse_app.application.run import Runner, Writer
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.backend import FORGETFUL, Remembered
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.postgresql.link import Link

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.system, pytest.mark.slow]

PATIENCE_S = 60.0
TOLD_S = 6.0
"""Five seconds, and what a busy machine adds until the server has done what comes before the wait."""


def test_the_server_is_killed_in_a_shift_and_benches_go_on_with_all_that_was_confirmed() -> None:
    report = run(7, 1)
    assert report.sound, report
    assert report.accepted


class Hall:
    """A company on a server with a standby, and a bench that has seen both."""

    def __init__(self, two: Pair, folder: Path) -> None:
        self.two, self.home = two, Home()
        self.company: Company = furnish(folder, two.server.url(), 1)
        self.company.close()
        self.store = self.open(self.home)
        self._runner = Runner(self.store, self.company.clock, CountingIds(), Writer("w-0", "S0", "test", 1))
        self._who = Bench(self.company, station="S0", person="P0").session
        self._ids = BenchIds("hall")
        self.scan("T0")

    def open(self, remembered: Remembered = FORGETFUL) -> Store:
        """Open the company by the address of both servers, with a home that has seen what it has seen."""
        return open_store(self.two.url, remembered=remembered)

    def scan(self, text: str, scan_id: str = "") -> str:
        """Scan, and return the code of the answer. Raises Trouble."""
        done = self._runner.perform(PackScan(id=scan_id or self._ids.new(), text=text), self._who)
        assert done.value is not None
        return done.value.code

    def entries(self, scan_id: str) -> int:
        """Return how often the server has a scan."""
        words = f"SELECT count(*) FROM entry WHERE command_id = '{scan_id}'"
        return int(self.two.server.ask(words, "company")[0][0])


@pytest.fixture
def hall(tmp_path: Path) -> Generator[Hall, None, None]:
    with pair() as two:
        made = Hall(two, tmp_path)
        yield made
        made.store.close()


def test_the_three_traps_of_a_failover_are_closed(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one shift, as two servers take their time to make."""
    _a_commit_that_only_says_it_is_done(hall, monkeypatch)
    _a_standby_that_is_gone(hall)
    _a_promoted_standby_waits_for_nobody(hall)
    _an_old_server_that_comes_back(hall)


def _a_commit_that_only_says_it_is_done(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """A COMMIT that waits for its standby is cancelled: PostgreSQL says COMMIT, with a warning that it may be lost."""
    hall.two.standby.kill()
    told = _cancelled(hall, "warned")
    assert [each.code for each in told] != []
    assert {each.code for each in told} <= {"outcome_unknown", "standby_silent"}
    with monkeypatch.context() as patch:
        patch.setattr(Link, "_noticed", lambda *_: None)
        assert _cancelled(hall, "deaf") == [], "who does not hear the warning believes it: the trap is there"
    hall.two.standby.start()
    assert hall.scan("CUP", "warned") == "right_item"
    assert hall.entries("warned") == 1


def _cancelled(hall: Hall, scan_id: str) -> list[Trouble]:
    """Scan while every COMMIT that waits for the standby is cancelled; return the trouble that was told."""
    told: list[Trouble] = []

    def scan() -> None:
        try:
            hall.scan("CUP", scan_id)
        except Trouble as trouble:
            told.append(trouble)

    thread = threading.Thread(target=scan)
    thread.start()
    while thread.is_alive():
        hall.two.server.ask("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        thread.join(0.05)
    return told


def _a_standby_that_is_gone(hall: Hall) -> None:
    """Nothing is confirmed without it, and people are told why; back again, it is settled by the scan's id."""
    hall.two.standby.kill()
    began = resting_s()
    with pytest.raises(Trouble) as trouble:
        hall.scan("MUG", "waited")
    assert trouble.value.code == "standby_silent"
    assert resting_s() - began < TOLD_S
    hall.two.standby.start()
    assert _once(lambda: hall.scan("MUG", "waited")) == "right_item"
    assert hall.entries("waited") == 1


def _once(deed: Any) -> Any:
    """Do it as a person would: again after each trouble."""
    late = time.monotonic() + PATIENCE_S
    while True:
        try:
            return deed()
        except Trouble:
            assert time.monotonic() < late
            time.sleep(0.1)


def _a_promoted_standby_waits_for_nobody(hall: Hall) -> None:
    hall.two.standby.tell("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (\"two\")'")  # as copies inherit it
    hall.two.server.kill()
    hall.two.promote()
    assert _once(lambda: hall.scan("PAN", "after")) == "right_item"
    assert hall.entries("after") == 1
    assert hall.two.server.ask("SHOW synchronous_standby_names")[0][0] == ""


def _an_old_server_that_comes_back(hall: Hall) -> None:
    """First in every address and writable, it knows nothing of what was confirmed since."""
    hall.two.standby.start()
    stale = hall.open()
    with stale.read() as desk:
        sent = desk.connection.exec_driver_sql("SELECT count(*) FROM entry WHERE command_id = 'after'").scalar()
    assert sent == 0, "who remembers nothing is lured: the trap is there"
    stale.close()
    home = Home()
    home.kept = {name: number for name, number in hall.home.kept.items() if " on " in name}
    for remembered in (hall.home, home):
        store = hall.open(remembered)
        with store.read() as desk:
            sent = desk.connection.exec_driver_sql("SELECT count(*) FROM entry WHERE command_id = 'after'").scalar()
        assert sent == 1
        store.close()
    hall.two.server.kill()
    with pytest.raises(Trouble, match="database_left_behind"):
        hall.open(hall.home)
    hall.two.server.start()
    hall.two.standby.kill()
    hall.two.rejoin()
    assert _once(lambda: hall.scan("CUP", "together")) == "right_item"
