"""The first answer of every command, kept under its id in the same transaction as its effect."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select

from warehouse_app.domain.badges import without_badges
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Ahead, Statement, ahead

_c = ledger.command
_FIND = Statement(select(_c.c.request_hash, _c.c.outcome).where(_c.c.id == bindparam("id_is")))
_KEEP = Statement(insert(_c).values({c.name: bindparam(c.name) for c in _c.c}))


def ahead_of(command_id: str) -> Ahead:
    """Return the question whether a command was answered before."""
    return ahead(_FIND, id_is=command_id)


def find(desk: Desk, command_id: str) -> tuple[str, str] | None:
    """Return request hash and outcome of a command that was answered before."""
    row = _FIND.one(desk.connection, id_is=command_id)
    return None if row is None else (str(row[0]), str(row[1]))


def keep(desk: Desk, name: str, request_hash: str, outcome: str) -> None:
    """Write the answer of the command at hand, without any badge that was scanned."""
    kept = without_badges(outcome)
    _KEEP.do(desk.connection, id=desk.command_id, name=name, request_hash=request_hash, at=desk.at, outcome=kept)
