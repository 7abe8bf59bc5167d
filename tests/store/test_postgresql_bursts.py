"""A burst that an error cuts short: what it was to prepare is prepared anew, and nobody meets what is not there."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from sqlalchemy.exc import DBAPIError

from tests.postgres import Server
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.importing.bulk import Bulk
from warehouse_app.store.postgresql.link import link_of
from warehouse_app.store.schema import search

pytestmark = [pytest.mark.slow, pytest.mark.system]
OFTEN = 8
"""More than psycopg waits for before it prepares a statement."""


@pytest.fixture
def store(server: Server) -> Generator[Store, None, None]:
    """Yield an empty company on a server."""
    with server.database() as url:
        opened = open_store(url, create=True)
        yield opened
        opened.close()


def ask(store: Store, asked: str, divisor: int) -> object:
    """Ask in one burst behind a division; by 0 the burst fails before it comes to the question."""
    with store.write(at="2026-11-27T09:00:00.000000Z") as desk:
        link = link_of(desk.connection)
        link.keep("SELECT 1 / %s::int", (divisor,))
        return link.ask(asked, (1,)).fetchall()[0][0]


def test_a_statement_behind_an_error_is_prepared_anew(store: Store) -> None:
    asked = "SELECT %s::int + 41"
    for _ in range(OFTEN):
        with pytest.raises(DBAPIError):
            ask(store, asked, 0)
        assert ask(store, asked, 1) == 42


def test_what_the_driver_drops_after_a_rollback_is_prepared_anew(store: Store) -> None:
    """Many rows go by the driver's own way, which prepares them, and drops all that is prepared after a rollback."""
    names = Bulk(search.word, "kind", "word", "ref")

    def undone(n: int) -> None:
        with store.write(at="2026-11-27T09:00:00.000000Z") as desk:
            names.put(desk.connection, [("order", "anna", 2 * n), ("order", "ben", 2 * n)])
            raise ZeroDivisionError

    for n in range(OFTEN):
        with pytest.raises(ZeroDivisionError):
            undone(n)
        with store.write(at="2026-11-27T09:00:00.000000Z") as desk:
            names.put(desk.connection, [("order", "anna", 2 * n), ("order", "ben", 2 * n + 1)])
            assert link_of(desk.connection).ask("SELECT %s::int + 41", (1,)).fetchall()[0][0] == 42
