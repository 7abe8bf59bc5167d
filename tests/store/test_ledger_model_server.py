"""The functions of the database beside the naive book: all operations at random on PostgreSQL, every step compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.company import Company
from tests.mutants import ledger_machine
from tests.mutants.ledger_machine import LedgerMachine
from tests.mutants.test_mutants_ledger import carried_with_its_promise
from tests.prove.searching import search
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.postgresql import functions
from warehouse_app.store.postgresql.address import address_of
from warehouse_app.store.schema import METADATA

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]
ALL = ", ".join(f'"{name}"' for name in METADATA.tables)


def emptied(address: str) -> Store:
    """Return the company of an address with nothing in it."""
    with psycopg.connect(autocommit=True, **address_of(address).parameters) as beside:
        beside.execute("SET session_replication_role = replica")  # past the triggers that keep facts
        beside.execute(f"TRUNCATE {ALL} RESTART IDENTITY CASCADE".encode())
    return open_store(address)


def searched(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Walk the road that chance seldom takes, then search at random, the same search each time."""
    company = Company(Path(), database=address)
    try:
        carried_with_its_promise(company)
    finally:
        company.close()
    monkeypatch.setattr(ledger_machine, "fresh_store", lambda: emptied(address))
    search(LedgerMachine, 40, 25)


@pytest.mark.timeout(600)
def test_a_server_tells_what_the_book_tells(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with server.database() as address:
        searched(address, monkeypatch)


FAULTS = {
    "a used promise still holds its cell": (
        "post",
        "to_jsonb(COALESCE((holds ->> k)::bigint, 0) - part));\n    END IF",
        "to_jsonb(COALESCE((holds ->> k)::bigint, 0)));\n    END IF",
    ),
    "promises do not follow": ("post", "EXIT WHEN over <= 0;", "EXIT;"),
    "a new cell forgets what came": (
        "post",
        "VALUES (cell_places[i], cell_items[i], cell_more[i],",
        "VALUES (cell_places[i], cell_items[i], cell_more[i] + 1,",
    ),
    "narrowing holds nothing": ("narrow", "SET held = b.held + wanted", "SET held = b.held"),
    "a released promise is promised still": ("release", "promised = p.promised - given", "promised = p.promised"),
    "a cell is promised twice": ("promise", "SET held = b.held + wanted", "SET held = b.held"),
}
"""Name -> function, its words, and the words of somebody who was wrong."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_planted_in_a_function_is_found(server: Server, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    name, right, wrong = FAULTS[fault]
    words = functions.texts()[name]
    assert right in words
    with server.database() as address:
        with psycopg.connect(autocommit=True, **address_of(address).parameters) as beside:
            made = words.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(right, wrong, 1)
            beside.execute(made.encode())
        with pytest.raises(BaseException) as found:
            searched(address, monkeypatch)
    assert isinstance(found.value, Exception), found.value
