"""Care of the database by right: version, backup, and balances computed anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse_app.application.run import Runner, Session, check
from warehouse_app.domain.people import Right
from warehouse_app.store import care, copying, devices
from warehouse_app.store.database import Store


def version(runner: Runner, session: Session) -> int:
    """Return the version of the database's tables. Raises Refused(NoRight)."""
    return runner.ask(lambda desk: care.version(runner.store, desk), session, Right.DATABASE)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What opening did to a database of an older version; `backup` (a file, a database) holds it as it was."""

    before: int
    now: int
    backup: str


def upgraded(runner: Runner) -> Upgrade | None:
    """Return what opening the company did to its database, None where it was of this version."""
    done = runner.store.upgraded
    return None if done is None else Upgrade(done.before, done.now, done.backup)


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy of a whole company proved. `later`: commands done at the source meanwhile, which are not in it."""

    tables: int
    rows: int
    digest: str
    same: bool
    differing: tuple[str, ...]
    later: int


def copy(runner: Runner, session: Session, target: Store, told: Callable[[int, int], None]) -> Copied:
    """Move the company into an empty database and prove that both tell the same. Raises Refused, Usage, Trouble."""
    check(session, Right.DATABASE)
    proof = copying.copy(runner.store, target, told)
    differing = tuple(each.table for each in proof.tables if not each.same)
    return Copied(len(proof.tables), proof.rows, proof.digest, proof.same, differing, proof.later)


def grants(runner: Runner, session: Session, stations: Sequence[str], *, run: bool) -> tuple[tuple[str, ...], str]:
    """Give each station its role on the server; return the roles and the SQL. Raises Refused(NoRight), Usage, Trouble.

    Without stations named it is all that the company has. Not `run`, nothing is done: the SQL is for the owner.
    """
    known = runner.ask(lambda desk: tuple(row.code for row in devices.stations(desk)), session, Right.DATABASE)
    return care.grant(runner.store, tuple(stations) or known, run=run)


def backup(runner: Runner, session: Session, target: Path, told: Callable[[int, int], None]) -> int:
    """Write a backup of one moment while people go on working; return its size. Raises Refused, Usage, Trouble."""
    check(session, Right.DATABASE)
    return care.backup(runner.store, target, told)
