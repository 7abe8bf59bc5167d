"""A whole company moved between SQLite and PostgreSQL: every row, every number that was given out, and the proof."""

from __future__ import annotations

import gzip
import sqlite3
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.company import CountingIds, StillClock
from tests.postgres import Server
from warehouse_app.application import doctor
from warehouse_app.application.run import Runner, Session, Writer
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Usage
from warehouse_app.store import copying, places
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.schema import given_keys

OLD = Path(__file__).parent / "data" / "company-1.sql.gz"
pytestmark = [pytest.mark.slow, pytest.mark.system]


@pytest.fixture
def shift(tmp_path: Path) -> Generator[Store, None, None]:
    """Yield a real company with half a day's work: orders, picks, parcels, a manifest, seals, open promises."""
    path = tmp_path / "shift.db"
    connection = sqlite3.connect(path)
    connection.executescript(gzip.decompress(OLD.read_bytes()).decode())
    connection.close()
    store = open_store(f"sqlite:///{path}")
    yield store
    store.close()


@pytest.fixture
def empty(server: Server) -> Generator[Store, None, None]:
    """Yield an empty database on a server."""
    with server.database() as url:
        store = open_store(url, create=True)
        yield store
        store.close()


def healthy(store: Store) -> list[str]:
    """Return what the doctor finds."""
    clock = StillClock()
    clock.forward(days=365 * 17)
    runner = Runner(store, clock, CountingIds(), Writer("w"))
    return [line for check in doctor.examine(runner, Session(SYSTEM)).checks for line in check.broken]


def test_a_shift_moves_to_a_server_and_back_with_the_same_hash(shift: Store, empty: Store, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    there = copying.copy(shift, empty, lambda done, whole: seen.append((done, whole)))
    assert there.same
    assert there.later == 0
    assert there.rows > 5_000
    assert seen[-1] == (there.rows, there.rows)
    assert healthy(empty) == []
    back = open_store(f"sqlite:///{tmp_path / 'back.db'}", create=True)
    again = copying.copy(empty, back, lambda _done, _whole: None)
    assert again.digest == there.digest == copying.digest(shift)
    assert healthy(back) == []
    back.close()


def test_numbers_go_on_where_the_source_stood(shift: Store, empty: Store, tmp_path: Path) -> None:
    """A promise that is gone must not give its number to another: its history is told by that number."""
    with shift.alone() as connection:
        connection.execute(text("DELETE FROM promise WHERE id = (SELECT MAX(id) FROM promise)"))
    with shift.read() as desk:
        given = shift.backend.given_out(desk.connection)
        highest = desk.connection.execute(text("SELECT MAX(id) FROM promise")).scalar()
    assert highest is not None
    assert given["promise"] > highest
    copying.copy(shift, empty, lambda _done, _whole: None)
    with empty.read() as desk:
        assert empty.backend.given_out(desk.connection) == given
    back = open_store(f"sqlite:///{tmp_path / 'back.db'}", create=True)
    copying.copy(empty, back, lambda _done, _whole: None)
    with back.read() as desk:
        assert back.backend.given_out(desk.connection)["promise"] == given["promise"]
    back.close()


def test_the_copy_can_be_worked_on(shift: Store, empty: Store) -> None:
    copying.copy(shift, empty, lambda _done, _whole: None)
    with empty.write(at="2026-11-27T09:00:00.000000Z", who="p", command_id="c") as desk:
        made = places.known(desk, "MAIN", "NEW-BIN", PlaceKind.BIN)
    with empty.read() as desk:
        assert desk.connection.execute(text("SELECT MAX(id) FROM place")).scalar() == made.id


def test_a_database_with_a_company_is_not_copied_over(shift: Store, empty: Store) -> None:
    copying.copy(shift, empty, lambda _done, _whole: None)
    before = copying.digest(empty)
    with pytest.raises(Usage) as refused:
        copying.copy(shift, empty, lambda _done, _whole: None)
    assert refused.value.code == "copy_not_empty"
    assert copying.digest(empty) == before


def test_a_copy_that_is_cut_leaves_the_target_empty(shift: Store, empty: Store) -> None:
    class Cut(Exception):  # noqa: N818 - the power, not an error
        pass

    def cut(done: int, whole: int) -> None:
        if done > whole // 2:
            raise Cut

    with pytest.raises(Cut):
        copying.copy(shift, empty, cut)
    with empty.read() as desk:
        for table in given_keys():
            assert desk.connection.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar() == 0
    assert copying.copy(shift, empty, lambda _done, _whole: None).same


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE order_line SET qty = qty + 1 WHERE id = (SELECT MIN(id) FROM order_line)",
        "UPDATE product SET name = name || ' ' WHERE id = (SELECT MAX(id) FROM product)",
        "DELETE FROM setting WHERE name IN (SELECT MIN(name) FROM setting)",
    ],
)
def test_the_proof_sees_one_changed_figure(shift: Store, empty: Store, fault: str) -> None:
    copying.copy(shift, empty, lambda _done, _whole: None)
    same = copying.digest(empty)
    with empty.alone() as connection:
        changed = connection.execute(text(fault)).rowcount
    assert (copying.digest(empty) == same) is (changed == 0)
    if "setting" not in fault:
        assert changed == 1


def test_work_done_meanwhile_is_counted(shift: Store, empty: Store) -> None:
    runner = Runner(shift, StillClock(), CountingIds(), Writer("late"))

    def change() -> None:
        runner.perform(ChangeSetting(id="late-1", setting="company.city", value="Bonn"), Session(SYSTEM)).done()

    def work(done: int, whole: int) -> None:
        if done == whole:
            other = threading.Thread(target=change)
            other.start()
            other.join()

    proof = copying.copy(shift, empty, work)
    assert proof.same
    assert proof.later == 1
