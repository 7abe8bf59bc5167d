"""Care of the database by right: version, backup, and balances computed anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from warehouse_app.application.run import NoRight, Runner, Session
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import care


def version(runner: Runner, session: Session) -> int:
    """Return the version of the database's tables. Raises Refused(NoRight)."""
    return runner.ask(care.version, session, Right.DATABASE)


def backup(runner: Runner, session: Session, target: Path, told: Callable[[int, int], None]) -> int:
    """Write a backup of one moment while people go on working; return its size. Raises Refused, Usage, Trouble."""
    if not session.actor.may(Right.DATABASE):
        raise Refused(NoRight(Right.DATABASE.value, needs_pin=not session.actor.with_pin))
    return care.backup(runner.store, target, told)
