"""A station that freezes, or whose line swallows what it says, holds nobody else up; and neither do questions hang."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests import postgres
from tests.faultproxy import Fault, FaultProxy, Kind
from tests.faults.benches import furnish
from tests.packbench import Bench
from tests.parcels import another_process
from tests.resting import resting_s
from warehouse_app.application.packing import PackScan
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.database import open_store
from warehouse_app.store.postgresql import backend as backends
from warehouse_app.store.postgresql import limits, link
from warehouse_app.store.postgresql.address import address_of
from warehouse_app.store.postgresql.claims import Claims
from warehouse_app.store.postgresql.link import Link, link_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.company import Company
    from tests.postgres import Server

pytestmark = [pytest.mark.system, pytest.mark.slow]

AT = "2010-12-06T09:00:00.000000Z"
LONGEST_S = 5.0
SLACK_S = 0.8
"""What a busy machine may add until the server answers what it is asked meanwhile."""

PATIENCE_S = 60.0
OPENING_TRIPS = 8


@pytest.fixture
def company(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Generator[Company, None, None]:
    """Yield a company with two benches, whose server ends frozen stations as it does in earnest."""
    with server.database() as address:
        made = furnish(tmp_path, address, 2)
        monkeypatch.setattr(limits, "SHORTEST_PAUSE_MS", postgres.SHORTEST_PAUSE_MS)
        made.store.backend._allowance = limits.Allowance()  # type: ignore[attr-defined]
        yield made
        made.close()


class Freezer:
    """Freezes a thread after its n-th round trip, until it is thawed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, thread: str, trip: int) -> None:
        self.frozen, self.thaw, self._left = threading.Event(), threading.Event(), trip
        self.silence_allowed = ""
        self._thread = thread
        for name in ("ask_all", "execute"):
            self._hook(monkeypatch, name, getattr(Link, name))

    def _hook(self, monkeypatch: pytest.MonkeyPatch, name: str, real: Any) -> None:
        def hooked(line: Link, *args: Any, **more: Any) -> Any:
            answer = real(line, *args, **more)
            if threading.current_thread().name == self._thread and not self.frozen.is_set():
                self._left -= 1
                if self._left == 0 and line.info.transaction_status is psycopg.pq.TransactionStatus.INTRANS:
                    asked = psycopg.Connection.execute(line, "SHOW idle_in_transaction_session_timeout")
                    self.silence_allowed = str(asked.fetchall()[0][0])
                    self.frozen.set()
                    assert self.thaw.wait(PATIENCE_S)
            return answer

        monkeypatch.setattr(Link, name, hooked)


@pytest.mark.slow
@pytest.mark.parametrize("trip", range(1, OPENING_TRIPS + 1))
def test_a_bench_that_freezes_anywhere_in_a_scan_holds_nobody_up(
    company: Company, monkeypatch: pytest.MonkeyPatch, trip: int
) -> None:
    """Both open an order, for which each needs the next number of a parcel: the one thing that all benches share.

    The second is done while the first is frozen still; how long it waited is the server's limit for the frozen one.
    """
    first = Bench(company, station="S0", person="P0")
    second = Bench(company, station="S1", person="P1")
    runner = another_process(company, "second")
    freezer = Freezer(monkeypatch, "frozen", trip)
    codes: list[str] = []
    thread = threading.Thread(target=lambda: codes.append(first.scan("T0").code), name="frozen")
    thread.start()
    while thread.is_alive() and not freezer.frozen.wait(0.02):
        pass
    told = runner.perform(PackScan(id="second", text="T1"), second.session)
    assert codes == [] or not freezer.frozen.is_set(), "it is frozen still"
    freezer.thaw.set()
    thread.join(PATIENCE_S)
    assert told.value is not None
    assert told.value.code == "order_opened"
    assert codes == ["order_opened"], "thawed, it does what it was doing"
    if freezer.frozen.is_set():
        assert freezer.silence_allowed == f"{postgres.SHORTEST_PAUSE_MS}ms", "the server waits no longer for it"


def test_a_server_ends_a_station_that_says_nothing_within_its_work(company: Company) -> None:
    """Also after a burst: psycopg's Flush behind the Sync of one would stop the server's clock."""

    def work(line: Link) -> None:
        line.keep("UPDATE counter SET value = value + 1 WHERE name = 'parcel'")
        line.ask("SELECT 1")
        time.sleep(4 * limits.SHORTEST_PAUSE_MS / 1000)
        line.ask("SELECT 1")

    with company.store.write(at=AT) as desk:
        desk.next_number("parcel")
    with pytest.raises(Exception, match=r"database_away"), company.store.write(at=AT) as desk:
        work(link_of(desk.connection))


def test_a_slow_station_is_given_the_time_it_needs(company: Company) -> None:
    """What was ended for its silence is run again with more patience, until it is done."""
    tries: list[float] = []

    def slow(desk: Any) -> int:
        tries.append(time.monotonic())
        number = desk.next_number("n")
        link_of(desk.connection).ask("SELECT 1")
        time.sleep(3 * limits.SHORTEST_PAUSE_MS / 1000)
        return int(number)

    assert company.store.transact(slow, at=AT) == 1
    first = len(tries)
    assert first > 1
    assert company.store.transact(slow, at=AT) == 2
    assert len(tries) == first + 1, "and it is remembered"


def test_half_a_burst_is_ended_by_who_waits_for_it(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of what a station was sending never comes: the server waits for it without any clock of its own."""
    monkeypatch.setattr(backends, "PUT_OUT", limits.PUT_OUT.replace("6 s", "0.5 s"))
    company.store.transact(lambda desk: desk.next_number("parcel"), at=AT)
    half = psycopg.connect(autocommit=True, **address_of(company.address).parameters)
    half.execute("BEGIN")
    half.pgconn.enter_pipeline_mode()
    half.pgconn.send_query_params(b"UPDATE counter SET value = value + 1 WHERE name = 'parcel'", None)
    half.pgconn.send_flush_request()
    half.pgconn.flush()
    time.sleep(0.3)
    began = resting_s()
    assert company.store.transact(lambda desk: desk.next_number("parcel"), at=AT) == 2
    assert resting_s() - began < LONGEST_S
    half.close()


@pytest.fixture
def proxy(server: Server) -> Generator[FaultProxy, None, None]:
    with FaultProxy(server.socket) as made:
        yield made


def through(proxy: FaultProxy, company: Company) -> str:
    return proxy.url(company.address.partition("@/")[2].partition("?")[0])


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Kind.LOSE_ANSWERS, Kind.LOSE_ALL])
def test_a_question_whose_answer_is_lost_is_told_in_five_seconds(
    company: Company, proxy: FaultProxy, kind: Kind
) -> None:
    store = open_store(through(proxy, company))
    with store.read() as desk:
        assert desk.connection.exec_driver_sql("SELECT 1").scalar() == 1
    proxy.put(Fault(kind))
    began = resting_s()
    with pytest.raises(Trouble, match="database_away"), store.read() as desk:
        desk.connection.exec_driver_sql("SELECT 1").scalar()
    assert resting_s() - began < LONGEST_S + SLACK_S
    proxy.heal()
    with store.read() as desk:
        assert desk.connection.exec_driver_sql("SELECT 1").scalar() == 1
    store.close()


def test_a_question_that_takes_long_is_waited_for(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "DOUBT_S", 0.2)
    asked: list[bool] = []
    real = backends.PostgresBackend._at_work

    def at_work(self: backends.PostgresBackend, question: str, process: int) -> bool:
        asked.append(real(self, question, process))
        return asked[-1]

    monkeypatch.setattr(backends.PostgresBackend, "_at_work", at_work)
    store = open_store(company.address)
    with store.read() as desk:
        assert desk.connection.exec_driver_sql("SELECT pg_sleep(1), 7").scalars(1).one() == 7
    assert asked
    assert all(asked)
    store.close()


@pytest.mark.slow
def test_a_station_is_claimed_or_told_in_five_seconds_though_answers_are_lost(
    company: Company, proxy: FaultProxy
) -> None:
    claims = Claims(address_of(through(proxy, company)), "here")
    assert not isinstance(claims.take("station-A"), str)
    proxy.put(Fault(Kind.LOSE_ANSWERS))
    began = resting_s()
    with pytest.raises(Trouble, match="database_away"):
        claims.take("station-B")
    assert resting_s() - began < LONGEST_S


@pytest.mark.slow
def test_a_listener_on_a_line_that_loses_everything_hears_again(
    company: Company, proxy: FaultProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warehouse_app.store.hearing import EVERYTHING
    from warehouse_app.store.postgresql import hearing

    monkeypatch.setattr(hearing, "QUIET_S", 0.2)
    store = open_store(through(proxy, company))
    ear = store.hear()
    ear.wait(0.1)
    proxy.put(Fault(Kind.LOSE_ANSWERS))
    proxy.heal()
    late = time.monotonic() + PATIENCE_S
    while not (heard := ear.wait(0.15)):
        assert time.monotonic() < late
    assert heard == EVERYTHING
    ear.close()
    ear.wait(0.01)
    store.close()
