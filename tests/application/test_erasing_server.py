"""A customer forgotten on a server: searched for in its dump, its files, what it learnt of columns, its journal."""

from __future__ import annotations

import subprocess
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.application.test_erasing import HEAD, OTHERS, PERSONAL, WHO, Traced, customer, files, printers
from tests.company import Company
from tests.fullday import broken
from warehouse_app.application import erasing
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]


@pytest.fixture
def worked(server: Server, tmp_path: Path) -> Generator[Company, None, None]:
    """Yield a company after a day in which a customer left traces, and the server looked at its columns."""
    with server.database() as address:
        company = Company(tmp_path, database=address)
        day = Traced(company, tmp_path, files())
        day.work()
        day.take("customers", f"{HEAD}C1,{WHO}\n,{WHO}\n")
        beside(company, server, "ANALYZE", "CHECKPOINT")
        yield company
        company.close()


def name_of(company: Company) -> str:
    return company.address.partition("@/")[2].partition("?")[0]


def beside(company: Company, server: Server, *words: str) -> list[Any]:
    """Say something to the server as its owner; return the last answer."""
    with server.connect(name_of(company)) as link:
        cursor: psycopg.Cursor[Any] | None = None
        for each in words:
            cursor = link.execute(each.encode())
        return cursor.fetchall() if cursor is not None and cursor.description else []


def dumped(company: Company, server: Server) -> bytes:
    """Return the whole database as its own tool writes it: every table that is there, and the statistics of columns."""
    words = ["-h", str(server.host), "-U", "postgres", "--statistics", name_of(company)]
    return subprocess.run([server.programs / "pg_dump", *words], check=True, capture_output=True).stdout


def files_of(company: Company, server: Server) -> bytes:
    """Return every byte of the database's own files, free pages among them."""
    ((number,),) = beside(
        company, server, "CHECKPOINT", "SELECT oid FROM pg_database WHERE datname = current_database()"
    )
    return b"\n".join(path.read_bytes() for path in (server.folder / "base" / str(number)).rglob("*") if path.is_file())


def journal(server: Server) -> bytes:
    """Return what the server wrote ahead."""
    return b"\n".join(path.read_bytes() for path in (server.folder / "pg_wal").iterdir() if path.is_file())


def pieces(server: Server) -> int:
    """Return of how many pieces that is."""
    return sum(path.is_file() for path in (server.folder / "pg_wal").iterdir())


def words_in(data: bytes, words: tuple[str, ...] = PERSONAL) -> set[str]:
    low = data.lower()
    return {word for word in words if word.lower().encode() in low}


def forget(company: Company, tmp_path: Path) -> None:
    number, admin = customer(company), Session(SYSTEM)
    erasing.erase(company.runner, admin, number)
    erasing.clean_up(company.runner, admin, printers(tmp_path), number)


def test_nothing_is_in_a_dump_in_the_files_or_in_what_the_server_knows_of_columns(
    worked: Company, server: Server, tmp_path: Path
) -> None:
    assert words_in(dumped(worked, server)) == set(PERSONAL), "or the test would prove nothing"
    assert words_in(files_of(worked, server))
    forget(worked, tmp_path)
    assert words_in(dumped(worked, server)) == set()
    assert words_in(dumped(worked, server), OTHERS) == set(OTHERS), "what is not meant stays"
    assert words_in(files_of(worked, server)) == set()
    assert broken(worked) == {}


def test_of_a_table_that_is_empty_now_the_server_forgets_what_it_learnt(worked: Company, server: Server) -> None:
    learnt = "SELECT count(*) FROM pg_stats WHERE tablename = 'customer_personal' AND attname = 'email'"
    assert beside(worked, server, "DELETE FROM customer_personal", learnt) == [(1,)]
    worked.store.clean()
    assert beside(worked, server, learnt) == [(0,)]


def test_the_journal_forgets_where_the_server_does_not_use_its_old_pieces_again(
    worked: Company, server: Server, tmp_path: Path
) -> None:
    """What docs/reliability.md tells whoever keeps the server."""
    forget(worked, tmp_path)
    assert words_in(journal(server)), "or the test would prove nothing"
    try:
        beside(worked, server, "ALTER SYSTEM SET wal_recycle = off", "SELECT pg_reload_conf()")
        for _ in range(pieces(server) + 1):  # those that were kept to be used again before are used up one by one
            begun = "SELECT pg_logical_emit_message(true, 'a', 'b')"
            beside(worked, server, begun, "SELECT pg_switch_wal()", "CHECKPOINT")
        assert words_in(journal(server)) == set()
    finally:
        beside(worked, server, "ALTER SYSTEM RESET wal_recycle", "SELECT pg_reload_conf()")
