"""Statements compiled once: what goes wrong in the driver comes out as the engine would have said it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError, ProgrammingError

from tests.company import Company
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Statement

_PUT = Statement(insert(ledger.warehouse).values(code=bindparam("code")))
_ONE = Statement(select(ledger.warehouse.c.code).where(ledger.warehouse.c.code == bindparam("code_is")))
_ALL = Statement(select(ledger.warehouse.c.code))


def _once(connection: Connection) -> None:
    _PUT.run(connection, code="W1")


def _many(connection: Connection) -> None:
    _PUT.run_many(connection, [{"code": "W2"}, {"code": "W1"}])


def _key(connection: Connection) -> None:
    _PUT.key(connection, code="W1")


def _written(company: Company, put: Callable[[Connection], None]) -> None:
    with company.write() as desk:
        put(desk.connection)


@pytest.mark.parametrize("put", [_once, _many, _key])
def test_a_broken_rule_is_the_engines_error(company: Company, put: Callable[[Connection], None]) -> None:
    _written(company, _once)
    with pytest.raises(IntegrityError):
        _written(company, put)
    with company.store.read() as desk:
        assert [row[0] for row in _ALL.all(desk.connection)] == ["W1"]


def test_an_error_on_sqlite_names_its_statement(tmp_path: Path) -> None:
    company = Company(tmp_path)
    with company.store.read() as desk, pytest.raises(ProgrammingError, match=r"FROM warehouse"):
        _ONE.one(desk.connection, code_is=[])
    company.close()
