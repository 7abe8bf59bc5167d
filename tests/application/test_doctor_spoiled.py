"""The doctor finds what somebody spoiled behind the program's back, names it, and cries at nothing else."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest

from tests.application.test_picking import Aisle
from tests.company import Company
from warehouse_app.application.doctor import RebuildProjections, examine
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store.postgresql.address import address_of

SPOILED = [
    "UPDATE balance SET on_hand = on_hand + 1 WHERE place_id = (SELECT id FROM place WHERE code = 'A01-01')",
    "UPDATE pool SET on_hand = on_hand + 1 WHERE sku = 'B2'",
    "DELETE FROM serial_at WHERE sku = '@TOTE'",
    "UPDATE order_line SET picked = picked + 1, qty = qty + 1 WHERE id = 1",
    "UPDATE order_line SET shipped = picked + 1 WHERE id = 1",
    "UPDATE task SET picked = qty + 1 WHERE id = 1",
    "UPDATE audit SET who = 'somebody' WHERE n = 2",
    "DELETE FROM audit WHERE n = 2",
    "UPDATE leg SET qty = qty + 1 WHERE entry_seq = (SELECT MIN(entry_seq) FROM leg)",
    "DELETE FROM leg WHERE entry_seq = (SELECT MAX(seq) FROM entry)",
    "DELETE FROM command WHERE name = 'KeepBatch'",
    "DROP TRIGGER leg_no_update",
    "UPDATE orders SET state = 'closed' WHERE id = 1",
    "UPDATE scan SET entry_id = 'nowhere' WHERE entry_id IS NOT NULL",
    "UPDATE entry SET at = '2999-01-01T00:00:00.000000Z' WHERE seq = 1",
]


def spoil(company: Company, deed: str) -> None:
    """Change the database as somebody with the right tool would: append-only triggers off, checks off."""
    if company.store.path is None:
        spoil_server(company, deed)
    else:
        spoil_file(company, deed)


def spoil_server(company: Company, deed: str) -> None:
    """Do as an administrator of the server may, who puts everything back afterwards but what he was after."""
    parameters = address_of(company.address).parameters
    with psycopg.connect(autocommit=True, **parameters) as database:
        found = database.execute(
            "SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c"
            " WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace"
        ).fetchall()
        for table, name, _made in found:
            database.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}".encode())
        database.execute("SET session_replication_role = replica")
        if deed.startswith("DROP TRIGGER"):
            deed += f" ON {deed.rsplit(maxsplit=1)[-1].partition('_')[0]}"
        database.execute(deed.encode())
        for table, name, made in found:
            database.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made} NOT VALID".encode())
            database.execute(
                "UPDATE pg_constraint SET convalidated = true WHERE conname = %s AND contype = 'c'", (name,)
            )


def spoil_file(company: Company, deed: str) -> None:
    database = sqlite3.connect(str(company.store.path))
    database.execute("PRAGMA ignore_check_constraints = ON")
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    dropped = [] if deed.startswith("DROP") else triggers
    for name, _ in dropped:
        database.execute(f"DROP TRIGGER {name}")
    database.execute(deed)
    for _, made in dropped:
        database.execute(made)
    database.commit()
    database.close()


def broken(company: Company) -> dict[str, tuple[str, ...]]:
    """Return what the doctor finds."""
    found = examine(company.runner, Session(SYSTEM))
    return {check.name: check.broken for check in found.checks if not check.ok}


@pytest.fixture
def worked(company: Company) -> Company:
    """Return a company in which people exist, a batch was picked and a seal was put."""
    aisle = Aisle(company)
    with company.write() as desk:
        for person in ("p-sup", "p-pick", "test"):
            row = f"'{person}', '{person}', '{person}', 'picker', '', '', 0, 0, '', '2010-01-01'"
            columns = "id, code, name, role, badge_hash, pin_hash, locked, failures, language, created_at"
            desk.connection.exec_driver_sql(f"INSERT INTO person ({columns}) VALUES ({row})")
    aisle.follow()
    return company


@pytest.mark.parametrize("deed", SPOILED)
def test_what_was_spoiled_is_found_and_named(worked: Company, deed: str) -> None:
    before = broken(worked)
    spoil(worked, deed)
    news = {name: rows for name, rows in broken(worked).items() if rows != before.get(name)}
    assert news, "somebody spoiled the books and nobody noticed"
    assert all(news.values()), "a broken check names what breaks it"


def test_spoiled_projections_are_made_anew_from_the_facts(worked: Company) -> None:
    before = broken(worked)
    spoil(worked, SPOILED[0])
    spoil(worked, SPOILED[1])
    assert broken(worked) != before
    done = worked.runner.perform(RebuildProjections(id="rebuild"), Session(SYSTEM))
    assert done.refusal is None
    assert broken(worked) == before
