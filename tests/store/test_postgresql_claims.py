"""A station is open once for all homes and machines of a server's database, and free again when its process dies."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from warehouse_app.bootstrap.window import alone
from warehouse_app.bootstrap.wire import Company
from warehouse_app.domain.bench import Work
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.database import open_store
from warehouse_app.store.postgresql.address import address_of
from warehouse_app.store.postgresql.claims import Claims, ServerClaim
from warehouse_app.system.home import LocalHome
from warehouse_app.wording.say import say_error

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = pytest.mark.system
TRIES = 100
HOLD = """
import sys
from warehouse_app.store.database import open_store
from warehouse_app.store.postgresql.address import address_of
from warehouse_app.store.postgresql.claims import Claims
claims = Claims(address_of(sys.argv[1]), "bench-4, process 77")
kept = claims.take("station-B1-pack")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def url(server: Server) -> Generator[str, None, None]:
    """Yield the address of an empty database on a server."""
    with server.database() as address:
        yield address


def claims(url: str, holder: str = "desk-1, process 5") -> Claims:
    return Claims(address_of(url), holder)


def held(found: ServerClaim | str) -> ServerClaim:
    assert isinstance(found, ServerClaim)
    return found


def test_a_name_is_held_once_and_told_by_its_holder(url: str) -> None:
    here, there = claims(url), claims(url, "desk-2, process 6")
    mine = held(here.take("station-B1-pack"))
    assert there.take("station-B1-pack") == "desk-1, process 5"
    assert here.take("station-B1-pack") == "desk-1, process 5", "nor twice by one process"
    other = held(there.take("station-B1-pick"))
    mine.close()
    mine.close()
    held(there.take("station-B1-pack")).close()
    assert here.take("station-B1-pick") == "desk-2, process 6", "the other name is held all the while"
    other.close()
    held(here.take("station-B1-pick")).close()


def test_no_session_stays_behind_where_nothing_is_held(url: str) -> None:
    here, there = claims(url), claims(url, "desk-2, process 6")
    mine = held(here.take("station-B1-pack"))
    there.take("station-B1-pack")
    with psycopg.connect(autocommit=True, **address_of(url).parameters) as beside:
        names = "SELECT application_name FROM pg_stat_activity WHERE datname = current_database()"
        assert ("desk-1, process 5",) in beside.execute(names).fetchall()
        mine.close()
        _until(beside, "SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name LIKE 'desk-%'")


def test_a_process_that_dies_frees_its_station_at_once(url: str) -> None:
    words = [sys.executable, "-c", HOLD, url]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        here = claims(url)
        assert here.take("station-B1-pack") == "bench-4, process 77"
        process.kill()
        process.wait()
        with psycopg.connect(autocommit=True, **address_of(url).parameters) as beside:
            _until(beside, "SELECT count(*) = 0 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2")
        held(here.take("station-B1-pack")).close()


def test_a_server_that_is_away_is_trouble(url: str) -> None:
    gone = Claims(address_of(url.replace("/company_", "/nowhere_")), "desk-1, process 5")
    with pytest.raises(Trouble) as caught:
        gone.take("station-B1-pack")
    assert caught.value.code == "database_missing"


def test_two_homes_on_one_server_see_each_other_at_a_station(server: Server, tmp_path: Path) -> None:
    with server.database() as address:
        one, other = (Company(LocalHome(tmp_path / name), open_store(address), "") for name in ("one", "other"))
        try:
            with alone(one, "B1"):
                with pytest.raises(Trouble) as caught, alone(other, "B1"):
                    pass
                assert caught.value.code == "station_held"
                assert "Station B1 is open on " in say_error(caught.value)
                assert ", process " in say_error(caught.value)
                with alone(other, "B2"):
                    pass
            claim = other.claim("B1", Work.PICK)
            assert claim is not None
            claim.close()
        finally:
            one.close()
            other.close()


def _until(beside: psycopg.Connection[tuple[object, ...]], question: str) -> None:
    """Ask the server until it says yes; it waits itself between two questions."""
    for _ in range(TRIES):
        if beside.execute(question.encode()).fetchall()[0][0]:
            return
        beside.execute("SELECT pg_sleep(0.05)")
    pytest.fail(question)
