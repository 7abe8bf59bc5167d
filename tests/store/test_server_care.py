"""A company on a server: backed up and restored by the server's own tools, and brought up to a later version."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest
from alembic.operations import Operations
from sqlalchemy import BigInteger, Column, text

from tests.company import Company
from tests.postgres import Server
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.store import care, copying
from warehouse_app.store.database import open_store
from warehouse_app.store.migrations import Step
from warehouse_app.store.postgresql import care as server_care
from warehouse_app.store.postgresql.address import address_of
from warehouse_app.store.postgresql.tools import FOLDER
from warehouse_app.store.postgresql.upgrading import bring_up
from warehouse_app.store.schema import SCHEMA_VERSION

pytestmark = [pytest.mark.slow, pytest.mark.system]
NEXT = SCHEMA_VERSION + 1


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """Let the tools of the tests' own server be found."""
    monkeypatch.setenv(FOLDER, str(server.programs))


@pytest.fixture
def url(server: Server, tmp_path: Path) -> Generator[str, None, None]:
    """Yield the address of a small company on a server."""
    with server.database() as address:
        company = Company(tmp_path, database=address)
        with company.write() as desk:
            company.product(desk, "MUG")
            company.stock(desk, "A-01", "MUG", 12)
        company.close()
        yield address
        name = str(address_of(address).parameters["dbname"])
        for each in names_of(server):
            if each.startswith(f"{name}_"):
                server.run(f'DROP DATABASE "{each}" WITH (FORCE)')


def names_of(server: Server) -> list[str]:
    """Return the names of all databases of a server."""
    with server.connect("postgres") as connection:
        return [str(row[0]) for row in connection.execute("SELECT datname FROM pg_database")]


def hash_of(url: str) -> str:
    """Return the hash of a whole company."""
    store = open_store(url)
    try:
        return copying.digest(store)
    finally:
        store.close()


def backed_up(url: str, target: Path) -> int:
    """Back a company up, as `db backup` does."""
    store = open_store(url)
    try:
        return care.backup(store, target, lambda _done, _whole: None)
    finally:
        store.close()


def add_product(url: str, tmp_path: Path) -> None:
    """Let work go on after the backup."""
    company = Company(tmp_path, database=url)
    company.ids.n = 1_000_000
    with company.write() as desk:
        company.product(desk, "LATER")
    company.close()


def test_the_drill_a_restored_company_tells_what_it_told_at_the_backup(url: str, tmp_path: Path) -> None:
    before = hash_of(url)
    assert backed_up(url, tmp_path / "company.dump") == (tmp_path / "company.dump").stat().st_size > 1_000
    add_product(url, tmp_path)
    later = hash_of(url)
    assert later != before
    done = care.restore(url, tmp_path / "company.dump", "20261127-101500")
    assert hash_of(url) == before
    kept = url.replace(str(address_of(url).parameters["dbname"]), done["kept"])
    assert hash_of(kept) == later
    add_product(url, tmp_path)
    assert hash_of(url) != before


def test_a_restore_while_somebody_works_is_refused(url: str, tmp_path: Path, server: Server) -> None:
    backed_up(url, tmp_path / "company.dump")
    with server.connect(str(address_of(url).parameters["dbname"])), pytest.raises(Trouble) as trouble:
        care.restore(url, tmp_path / "company.dump", "20261127-101500")
    assert trouble.value.code == "company_open"


def test_what_is_no_backup_changes_nothing(url: str, tmp_path: Path, server: Server) -> None:
    before = hash_of(url)
    (tmp_path / "text").write_text("no backup")
    (tmp_path / "half").write_bytes(b"PGDMP" + bytes(100))
    with server.database("template1") as foreign:
        address = address_of(foreign)
        with psycopg.connect(**(address.parameters)) as connection:
            connection.execute("CREATE TABLE x (a INT)")
        server_care.backup(address, tmp_path / "foreign", lambda _done, _whole: None)
    found = []
    for name in ("missing", "text", "half", "foreign"):
        with pytest.raises((Usage, Trouble)) as error:
            care.restore(url, tmp_path / name, "20261127-101500")
        assert isinstance(error.value, Usage | Trouble)
        found.append(error.value.code)
    assert found == ["backup_missing", "backup_of_another_kind", "pg_tool_failed", "database_foreign"]
    assert hash_of(url) == before
    assert [name for name in names_of(server) if "restoring" in name] == []


def test_missing_tools_are_named(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    with pytest.raises(Trouble) as trouble:
        backed_up(url, tmp_path / "company.dump")
    assert trouble.value.code == "pg_tools_missing"
    assert list(tmp_path.glob("*dump*")) == []


def grow(op: Operations) -> None:
    """A step as a later version will have it."""
    op.add_column("product", Column("shelf_life_days", BigInteger, nullable=False, server_default="0"))
    op.create_table("shelf", Column("id", BigInteger, primary_key=True))


def test_a_later_version_is_reached_after_the_server_copied_the_company(url: str) -> None:
    done = bring_up(address_of(url), (Step(NEXT, "grow", grow),))
    assert done is not None
    assert (done.before, done.now) == (SCHEMA_VERSION, NEXT)
    with pytest.raises(Trouble) as newer:
        open_store(url)
    assert newer.value.code == "database_newer"
    kept = url.replace(str(address_of(url).parameters["dbname"]), done.backup)
    store = open_store(kept)
    with store.read() as desk:
        assert desk.connection.execute(text("SELECT COUNT(*) FROM product")).scalar() == 1
    store.close()
    assert bring_up(address_of(url), (Step(NEXT, "grow", grow),)) is None


def test_a_step_that_breaks_leaves_the_server_as_it_was(url: str) -> None:
    def half(op: Operations) -> None:
        grow(op)
        raise RuntimeError

    before = hash_of(url)
    with pytest.raises(RuntimeError):
        bring_up(address_of(url), (Step(NEXT, "half", half),))
    assert hash_of(url) == before
    assert bring_up(address_of(url), (Step(NEXT, "grow", grow),)) is not None


def test_a_company_somebody_works_in_is_not_brought_up(url: str, server: Server) -> None:
    with server.connect(str(address_of(url).parameters["dbname"])), pytest.raises(Trouble) as trouble:
        bring_up(address_of(url), (Step(NEXT, "grow", grow),))
    assert trouble.value.code == "company_open"
