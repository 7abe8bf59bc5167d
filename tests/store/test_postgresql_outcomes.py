"""What a server may do to a unit of work: refuse it for another, fall silent, lose the answer, be the wrong one."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, ClassVar

import psycopg
import pytest
from sqlalchemy.exc import InternalError

from tests.company import Company
from warehouse_app.application.run import HANDLERS, Command, Opens, handles
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.store import database as databases
from warehouse_app.store.database import open_store
from warehouse_app.store.desk import Desk
from warehouse_app.store.postgresql import creation, epochs, proving
from warehouse_app.store.postgresql.address import address_of
from warehouse_app.store.postgresql.link import Link, link_of
from warehouse_app.store.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgres import Server

pytestmark = [pytest.mark.system, pytest.mark.slow]
AT = "2010-12-06T09:00:00.000000Z"


@pytest.fixture
def company(tmp_path: Path, server: Server) -> Generator[Company, None, None]:
    """Yield a company on a server."""
    with server.database() as address:
        made = Company(tmp_path, database=address)
        yield made
        made.close()


class Count(Command):
    """Add one to a counter."""

    name: ClassVar[str] = "count"


@pytest.fixture(autouse=True)
def _deeds() -> Generator[None, None, None]:
    handles(Count, right=Opens.SIGNED_ON, answer=int)(lambda desk, _command, _session: desk.next_number("n"))
    yield
    del HANDLERS[Count]


def count(company: Company, command_id: str) -> Any:
    return company.runner.perform(Count(id=command_id), company.packer).done()


def counted(company: Company) -> int:
    """Return the counter as another connection sees it."""
    with psycopg.connect(autocommit=True, **address_of(company.address).parameters) as beside:
        row = beside.execute("SELECT value FROM counter WHERE name = 'n'").fetchone()
    return 0 if row is None else int(row[0])


def link(company: Company) -> Link:
    """Return the connection of this thread's lane."""
    with company.store.read() as desk:
        return link_of(desk.connection)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://bob:s3cret@Pw77@127.0.0.1:1/co",
        "postgresql://bob:s3cret@Pw77@[::1/co",
        "postgresql://127.0.0.1:1/co?user=bob&password=s3cret",
        "postgresql://bob:s3cret@127.0.0.1:1/co?nonsense=s3cret",
        "host=127.0.0.1 password=s3cret",
        "host=127.0.0.1 PASSWORD = 's3cret Pw77'",
    ],
)
def test_no_part_of_a_password_is_told(address: str) -> None:
    with pytest.raises((Trouble, Usage)) as caught:
        open_store(address)
    for part in ("s3cret", "Pw77"):
        assert part not in repr(caught.value.args)


# -------------------------------------------------------------------------------------------------------- run again
def test_a_lost_update_is_never_made(company: Company) -> None:
    """Two read the same figure and write what they made of it: one of them is run again."""
    count(company, "first")
    other = open_store(company.address)
    tries = 0

    def double(desk: Desk) -> None:
        nonlocal tries
        tries += 1
        seen = int(desk.connection.exec_driver_sql("SELECT value FROM counter WHERE name = 'n'").scalar() or 0)
        if tries == 1:
            other.transact(lambda beside: beside.next_number("n"), at=AT)
        link_of(desk.connection).execute("UPDATE counter SET value = %s WHERE name = 'n'", (seen * 10,))

    company.store.transact(double, at=AT)
    assert (tries, counted(company)) == (2, 20)
    other.close()


def test_work_that_always_meets_another_is_trouble_with_a_name(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "PATIENT_TRIES", databases.MOST_TRIES)
    other = open_store(company.address)
    count(company, "first")

    def never(desk: Desk) -> None:
        desk.connection.exec_driver_sql("SELECT value FROM counter WHERE name = 'n'").scalar()
        other.transact(lambda beside: beside.next_number("n"), at=AT)
        desk.next_number("n")

    with pytest.raises(Trouble) as trouble:
        company.store.transact(never, at=AT)
    assert trouble.value.code == "database_busy"
    assert counted(company) == 1 + databases.MOST_TRIES
    other.close()


def test_slow_work_among_quick_work_is_let_through(company: Company) -> None:
    """Quick ones would win for ever: after three lost tries the others wait for it."""
    other, over = open_store(company.address), threading.Event()
    count(company, "first")

    def quick() -> None:
        while not over.is_set():
            other.transact(lambda desk: desk.next_number("n"), at=AT)

    def slow(desk: Desk) -> int:
        tries.append(1)
        desk.connection.exec_driver_sql("SELECT value FROM counter WHERE name = 'n'").scalar()
        time.sleep(0.05)
        return desk.next_number("n")

    tries: list[int] = []
    thread = threading.Thread(target=quick)
    thread.start()
    company.store.transact(slow, at=AT)
    over.set()
    thread.join()
    other.close()
    assert 1 < len(tries) <= databases.PATIENT_TRIES + 2


# ----------------------------------------------------------------------------------------------- a connection that goes
def test_a_connection_that_broke_while_idle_is_not_felt(company: Company, server: Server) -> None:
    count(company, "a")
    link(company).shut()
    assert count(company, "b") == 2
    end_all(company)
    with company.store.read() as desk:
        assert desk.connection.exec_driver_sql("SELECT 1").scalar() == 1


def end_all(company: Company) -> None:
    """End every session of the company's database, as a server that goes down does."""
    with psycopg.connect(autocommit=True, **address_of(company.address).parameters) as beside:
        beside.execute(
            "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_connection_that_breaks_before_commit_is_run_again(company: Company) -> None:
    tries = 0

    def cut(desk: Desk) -> int:
        nonlocal tries
        tries += 1
        number = desk.next_number("n")
        if tries == 1:
            end_all(company)
            desk.next_number("m")
        return number

    assert company.store.transact(cut, at=AT) == 1
    assert (tries, counted(company)) == (2, 1)


def test_a_statement_that_waited_too_long_is_run_again(company: Company) -> None:
    tries = 0

    def slow(desk: Desk) -> int:
        nonlocal tries
        tries += 1
        line = link_of(desk.connection)
        if tries == 1:
            line.ask("SET LOCAL statement_timeout = '50ms'")
            line.ask("SELECT pg_sleep(1)")
        return desk.next_number("n")

    assert company.store.transact(slow, at=AT) == 1
    assert tries == 2


class Lost:
    """Loses the answer to the next COMMITs, after or before the server has done it."""

    def __init__(self, patch: pytest.MonkeyPatch, times: int, *, done: bool) -> None:
        self.left, self.done = times, done
        self._real = Link.ask

        def ask(link_: Link, words: str, *more: Any) -> Any:
            if words != "COMMIT" or self.left == 0:
                return self._real(link_, words, *more)
            self.left -= 1
            if self.done:
                self._real(link_, words)
            link_.shut()
            return self._real(link_, "SELECT 1")

        patch.setattr(Link, "ask", ask)


@pytest.mark.parametrize("done", [True, False])
def test_a_lost_answer_to_commit_is_settled_by_the_commands_id(
    company: Company, monkeypatch: pytest.MonkeyPatch, *, done: bool
) -> None:
    count(company, "before")
    Lost(monkeypatch, 1, done=done)
    assert count(company, "a") == 2
    assert count(company, "b") == 3
    assert counted(company) == 3


def test_an_answer_that_stays_lost_is_unknown_and_later_found(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        Lost(patch, databases.MOST_TRIES, done=True)
        with pytest.raises(Trouble) as trouble:
            count(company, "a")
    assert trouble.value.code == "outcome_unknown"
    assert count(company, "a") == 1
    assert counted(company) == 1


def test_work_without_an_id_is_not_run_again_after_a_lost_commit(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lost(monkeypatch, 1, done=True)
    with pytest.raises(Trouble, match="outcome_unknown"):
        company.store.transact(lambda desk: desk.next_number("n"), at=AT)
    assert counted(company) == 1


def test_a_warning_with_the_commit_is_no_answer(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit that may not have reached the standby is asked about again, by a commit that proves it."""
    asked: list[str] = []
    begun: list[str] = []
    real_ask, real_begin = Link.ask, Link.begin

    def ask(self: Link, words: str, *more: Any) -> Any:
        asked.append(words)
        done = real_ask(self, words, *more)
        if words == "COMMIT" and asked.count("COMMIT") == 1:
            self.warned = True
        return done

    def begin(self: Link, *words: str) -> None:
        begun.extend(words)
        real_begin(self, *words)

    monkeypatch.setattr(Link, "ask", ask)
    monkeypatch.setattr(Link, "begin", begin)
    assert count(company, "a") == 1
    assert counted(company) == 1
    assert [words for words in begun if "pg_logical_emit_message" in words] != []


def test_a_server_that_falls_silent_is_left_and_its_trouble_named(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse_app.store.postgresql.backend.PATIENCE_S", 0.2)
    monkeypatch.setattr(databases, "MOST_WAIT_S", 0.0)
    with pytest.raises(Trouble) as trouble:
        company.store.transact(lambda desk: link_of(desk.connection).execute("SELECT pg_sleep(3)"), at=AT)
    assert trouble.value.code == "database_away"
    assert count(company, "after") == 1


def test_going_on_after_an_error_of_the_database_is_a_bug_and_not_a_commit(company: Company) -> None:
    def careless(desk: Desk) -> None:
        desk.next_number("n")
        with pytest.raises(psycopg.Error):
            link_of(desk.connection).execute("SELECT 1 / 0")

    with pytest.raises((RuntimeError, InternalError), match=r"went on after an error|InFailedSqlTransaction"):
        company.store.transact(careless, at=AT)
    assert counted(company) == 0


# ----------------------------------------------------------------------------------------------------- the right server
class Home:
    """Remembers epochs."""

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}

    def newest(self, company: str) -> int:
        """Return the newest."""
        return self.kept.get(company, 0)

    def seen(self, company: str, epoch: int) -> None:
        """Keep."""
        self.kept[company] = epoch


def fact(company: Company, name: str, value: str) -> None:
    def put(desk: Desk) -> None:
        words = "INSERT INTO company VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        link_of(desk.connection).execute(words, (name, value))

    company.store.transact(put, at=AT)


def test_a_server_that_was_left_behind_is_refused(company: Company) -> None:
    home = Home()
    fact(company, "id", "us")
    fact(company, "epoch", "3")
    open_store(company.address, remembered=home).close()
    assert home.kept["us"] == 3
    fact(company, "epoch", "2")
    with pytest.raises(Trouble) as trouble:
        open_store(company.address, remembered=home)
    assert (trouble.value.code, trouble.value.facts["epoch"], trouble.value.facts["newest"]) == (
        "database_left_behind", 2, 3,
    )  # fmt: skip


def test_a_server_that_is_left_behind_while_stations_work_is_refused_at_the_next_connection(company: Company) -> None:
    home = Home()
    fact(company, "id", "us")
    store = open_store(company.address, remembered=home)
    home.kept["us"] = 9
    with store.read() as desk:
        link_of(desk.connection).shut()
    with pytest.raises(Trouble, match="database_left_behind"):
        store.transact(lambda desk: desk.next_number("n"), at=AT)
    store.close()


@pytest.mark.parametrize(
    ("application", "version", "code"),
    [
        (APPLICATION_ID, SCHEMA_VERSION + 1, "database_newer"),
        (APPLICATION_ID, 1, "database_never"),
        (APPLICATION_ID, -1, "database_never"),
        (1, 1, "database_foreign"),
    ],
)
def test_a_foreign_newer_or_older_database_is_told(company: Company, application: int, version: int, code: str) -> None:
    with psycopg.connect(autocommit=True, **address_of(company.address).parameters) as beside:
        beside.execute("UPDATE database_mark SET application_id = %s, schema_version = %s", (application, version))
    with pytest.raises(Trouble) as trouble:
        open_store(company.address)
    assert trouble.value.code == code


def test_a_version_that_this_program_can_bring_up_is_waited_for(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(creation, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with pytest.raises(Trouble, match="database_older"):
        open_store(company.address)


def test_a_database_that_lost_a_table_is_damaged_when_opened_and_while_it_is_open(company: Company) -> None:
    with psycopg.connect(autocommit=True, **address_of(company.address).parameters) as beside:
        beside.execute("DROP TABLE counter")
    with pytest.raises(Trouble, match="database_damaged"):
        open_store(company.address)
    with pytest.raises(Trouble, match="database_damaged"):
        count(company, "a")


def test_a_database_of_somebody_else_is_not_touched(server: Server) -> None:
    with server.database("template1") as address:
        with psycopg.connect(autocommit=True, **address_of(address).parameters) as beside:
            beside.execute("CREATE TABLE theirs (id int)")
        with pytest.raises(Trouble, match="database_foreign"):
            open_store(address, create=True)


def test_an_empty_database_is_no_company_until_one_is_made(server: Server) -> None:
    with server.database("template1") as address:
        with pytest.raises(Usage, match="no_company"):
            open_store(address)
        open_store(address, create=True).close()
        open_store(address).close()


def test_a_database_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(Trouble, match="database_missing"):
        open_store(server.url("nowhere"))


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(Trouble, match="database_away"):
        open_store("postgresql+psycopg://nobody@/x?host=/nowhere/at/all")


def test_a_connection_that_fails_before_it_is_handed_on_is_closed(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dropped and left to the collector it would be one of the few that a server has to give."""
    opened: list[Link] = []

    def spoiled(link: Link, *_: object) -> None:
        opened.append(link)
        raise psycopg.OperationalError

    for room, name in ((proving.Proving, "admit"), (epochs, "left_behind")):
        with monkeypatch.context() as patch:
            patch.setattr(room, name, (lambda _self, link: spoiled(link)) if name == "admit" else spoiled)
            with pytest.raises(Trouble, match="database_away"):
                open_store(company.address)
    assert len(opened) >= 2
    assert all(link.closed for link in opened)


# --------------------------------------------------------------------------------------------------------- the address
@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://ann:secret@one,two/db", "db on one,two"),
        ("postgresql+psycopg://ann:secret@one:5433,two:5434/db?password=hidden", "db on one,two"),
        ("postgresql+psycopg:///?service=warehouse", "service warehouse"),
    ],
)
def test_an_address_shows_its_hosts_and_never_its_password(url: str, shown: str) -> None:
    address = address_of(url)
    assert address.shown == shown
    assert "secret" not in repr(address)
    assert address.parameters["target_session_attrs"] == "read-write"
    assert "tcp_user_timeout" in address.parameters


def test_an_address_that_is_none_is_told_without_its_password() -> None:
    with pytest.raises(Usage) as usage:
        open_store("postgresql+psycopg://ann:secret@one/db?nonsense=1")
    assert "secret" not in str(usage.value)
    assert usage.value.code == "bad_database_url"
