"""The lanes of a file: one to write and one to read in each thread, each told once what it may do."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.company import Company
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.refusals import Refused, Trouble
from warehouse_app.store import ledger
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.schema import office

AT = "2024-06-11T09:00:00.000000Z"


def lanes(store: Store) -> tuple[list[str], list[str]]:
    """Listen to what this thread's two lanes are told from now on: the writing one, the reading one."""
    told: tuple[list[str], list[str]] = ([], [])
    for begun, words in ((store.write(at=AT), told[0]), (store.read(), told[1])):
        with begun as desk:
            raw = desk.connection.connection.driver_connection
            assert raw is not None
            raw.set_trace_callback(words.append)
    return told


def test_a_lane_is_told_once_what_it_may_do(tmp_path: Path) -> None:
    # Each such word lets SQLite prepare all statements of the connection anew.
    store = open_store(f"sqlite:///{tmp_path / 'company.sqlite'}", create=True)
    writing, reading = lanes(store)
    for _ in range(2):
        with store.write(at=AT):
            pass
        with store.read():
            pass
    store.close()
    assert [each for each in writing + reading if "query_only" in each] == []
    assert writing.count("BEGIN IMMEDIATE") == reading.count("BEGIN") == 2


@pytest.mark.parametrize("file", ["company.sqlite", ""])
def test_a_query_that_would_write_is_stopped_also_after_a_write(tmp_path: Path, file: str) -> None:
    store = open_store(f"sqlite:///{tmp_path / file}" if file else "sqlite://", create=True)
    for _ in range(2):
        with store.write(at=AT) as desk:
            desk.connection.exec_driver_sql("UPDATE orders SET note = 'written'")
        with pytest.raises(Trouble), store.read() as desk:
            desk.connection.exec_driver_sql("UPDATE orders SET note = 'read'")
    store.close()


@pytest.mark.parametrize("written", [False, True])
def test_what_is_undone_takes_nothing_along_that_stands_before_or_after_it(company: Company, *, written: bool) -> None:
    with company.write() as desk:
        if written:
            desk.next_number("before")
        desk.savepoint("deed")
        desk.next_number("undone")
        desk.savepoint("draft")
        desk.next_number("undone")
        desk.back_to("draft")
        desk.release("draft")
        assert desk.next_number("undone") == 2
        desk.back_to("deed")
        desk.next_number("after")
        desk.release("deed")
        desk.savepoint("deed")
        desk.next_number("after")
        desk.back_to("deed")
        desk.release("deed")
    with company.store.read() as desk:
        found = desk.connection.execute(select(office.counter.c.name, office.counter.c.value)).all()
    assert dict(found) == ({"before": 1} if written else {}) | {"after": 1}


def test_a_refused_posting_that_is_undone_leaves_nothing(company: Company) -> None:
    with company.write() as desk:
        company.stock(desk, "B1", "CUP", 2)
        here, there = company.bin(desk, "B1").id, company.bin(desk, "B2").id
    much = Entry(EntryId("much"), EntryKind.MOVE, (Leg(Item("CUP"), here, there, 3),))
    with company.write() as desk:
        desk.savepoint("deed")
        with pytest.raises(Refused, match="not_enough"):
            ledger.post(desk, much)
        desk.back_to("deed")
        desk.next_number("after")
        desk.release("deed")
    with company.store.read() as desk:
        assert ledger.find(desk, much.id) is None
        assert dict(desk.connection.execute(select(office.counter.c.name, office.counter.c.value)).all())["after"] == 1


def test_what_nothing_stands_before_is_no_savepoint_of_a_file(tmp_path: Path) -> None:
    # After one, SQLite copies every page before it is written.
    store = open_store(f"sqlite:///{tmp_path / 'company.sqlite'}", create=True)
    writing, _ = lanes(store)
    with store.write(at=AT) as desk:
        desk.savepoint("deed")
        desk.next_number("n")
        desk.release("deed")
    store.close()
    assert [each for each in writing if "SAVEPOINT" in each] == []
