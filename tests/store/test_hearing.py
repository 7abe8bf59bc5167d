"""Others' commits are heard: what they touched on a server, that something changed in a file; never one's own."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.company import Company
from warehouse_app.application.crew.messages import SendMessage
from warehouse_app.application.run import Runner, Writer
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.hearing import EVERYTHING, NOTHING, Hearing
from warehouse_app.store.postgresql import hearing as listening
from warehouse_app.store.sqlite import hearing as looking

LONG_S = 60.0
"""Longest wait for what must come; it comes at once."""

SHORT_S = 0.3
AT = "2010-12-06T09:00:00.000000Z"


def touch(store: Store, *kinds: Touched, origin: str = "") -> None:
    """Commit something that touches these kinds."""

    def deed(desk: Any) -> None:
        desk.next_number("n")
        desk.touch(*kinds)

    store.transact(deed, at=AT, origin=origin)


@pytest.fixture
def other(company: Company) -> Generator[Store, None, None]:
    """Yield the same company as another process opens it."""
    store = open_store(company.address)
    yield store
    store.close()


@pytest.fixture
def ears(company: Company) -> Generator[Hearing, None, None]:
    """Yield a listener that has begun to listen."""
    made = company.store.hear("me")
    assert made.wait(0.01) == NOTHING
    yield made
    made.close()
    made.wait(0)


def is_server(company: Company) -> bool:
    return company.store.path is None


def until(ears: Hearing, wanted: frozenset[Touched]) -> bool:
    """Listen until what must come has come; a busy machine may take some of the time."""
    return any(ears.wait(SHORT_S) == wanted for _ in range(round(LONG_S / SHORT_S)))


def test_what_another_commits_is_heard(company: Company, other: Store, ears: Hearing) -> None:
    touch(other, Touched.ORDER, Touched.PACK)
    wanted = {Touched.ORDER, Touched.PACK} if is_server(company) else EVERYTHING
    assert ears.wait(LONG_S) == wanted
    assert ears.wait(SHORT_S) == NOTHING


def test_ones_own_commits_are_not_heard(company: Company, ears: Hearing) -> None:
    touch(company.store, Touched.ORDER, origin="me")
    began = time.monotonic()
    assert ears.wait(SHORT_S) == NOTHING
    assert time.monotonic() - began >= SHORT_S * 0.9, "one's own commit woke the listener"


def test_others_are_heard_between_ones_own(company: Company, other: Store, ears: Hearing, monkeypatch: Any) -> None:
    monkeypatch.setattr(looking, "QUIET_S", 0.0)
    touch(company.store, Touched.ORDER, origin="me")
    touch(other, Touched.STOCK)
    assert Touched.STOCK in ears.wait(LONG_S)


def test_others_commands_are_heard_soon_however_busy_one_is_oneself(
    company: Company, other: Store, monkeypatch: Any
) -> None:
    monkeypatch.setattr(looking, "QUIET_S", 1_000.0)
    mine, theirs = company.runner, Runner(other, company.clock, company.ids, Writer("writer-2", "B2", "test", 2))
    ears = mine.store.hear(mine.writer.id)
    assert ears.wait(0.01) == NOTHING
    for runner in (mine, theirs, mine):
        made = SendMessage(id=company.ids.new(), text="Fire drill at ten")
        runner.perform(made, company.supervisor).done()
    assert Touched.MESSAGE in ears.wait(LONG_S)
    ears.close()
    ears.wait(0)


def test_who_begins_to_look_at_a_file_reads_nothing_of_what_was_before(tmp_path: Path, monkeypatch: Any) -> None:
    company = Company(tmp_path)
    made = company.store.hear("me")
    for n in range(3):
        company.runner.perform(SendMessage(id=f"old-{n}", text="Fire drill at ten"), company.supervisor).done()
    steps: list[str] = []
    connect = sqlite3.connect

    def traced(*args: Any, **more: Any) -> sqlite3.Connection:
        link: sqlite3.Connection = connect(*args, **more)
        link.set_trace_callback(steps.append)
        return link

    monkeypatch.setattr(sqlite3, "connect", traced)
    assert made.wait(0.01) == NOTHING
    assert [step for step in steps if "FROM audit" in step and "WHERE seq > 0" in step] == []
    made.close()
    made.wait(0)
    company.close()


def test_a_command_tells_what_it_touched_and_a_refused_one_nothing_but_its_scan(
    company: Company, other: Store, ears: Hearing
) -> None:
    def refused(desk: Any) -> None:
        desk.touch(Touched.ORDER)
        raise Refused(Refusal())

    with pytest.raises(Refused):
        other.transact(refused, at=AT)
    assert ears.wait(SHORT_S) == NOTHING
    touch(other, Touched.PRINT)
    assert Touched.PRINT in ears.wait(LONG_S)


def test_after_a_broken_connection_everything_counts_as_touched(
    company: Company, ears: Hearing, monkeypatch: Any
) -> None:
    if not isinstance(ears, listening.Listening):
        pytest.skip("a file has no connection that breaks")
    monkeypatch.setattr(listening, "AGAIN_S", 0.0)
    assert ears._link is not None
    ears._link.shut()
    assert until(ears, EVERYTHING)
    touch(company.store, Touched.BATCH)
    assert ears.wait(LONG_S) == {Touched.BATCH}


def test_a_server_that_lets_nobody_listen_is_looked_at(company: Company, monkeypatch: Any) -> None:
    if not is_server(company):
        pytest.skip("a file is always looked at")
    monkeypatch.setattr(listening, "_LISTEN", "LISTEN to nobody")
    monkeypatch.setattr(listening, "LOOK_EVERY_S", 0.0)
    made = company.store.hear("me")
    made.wait(0)
    touch(company.store, Touched.ORDER)
    assert until(made, EVERYTHING)
    made.close()
    made.wait(0)


def test_a_server_that_is_away_is_silent_and_no_trouble(monkeypatch: Any) -> None:
    monkeypatch.setattr(listening, "AGAIN_S", 0.0)

    def nobody() -> Any:
        raise psycopg.OperationalError

    made = listening.Listening(nobody, "me")
    assert made.wait(SHORT_S) == NOTHING
    made.close()
