"""Everybody who works here as the people screen shows them: role, badge, when last seen and where, still signed on."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.people import MOST_PEOPLE
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.people import Right, Role
from warehouse_app.store import staff
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Person:
    """One person. `seen_at` and `seen_where` are of the last deed; `homes` counts where the sign-on is kept.

    `tries` are wrong PINs in a row since the last right one.
    """

    user: str
    name: str
    role: Role
    locked: bool
    since: str
    seen_at: str = ""
    seen_where: str = ""
    homes: int = 0
    tries: int = 0
    language: str = ""


def staff_of(desk: Desk) -> tuple[Person, ...]:
    """Return everybody by name. For `Runner.ask` with `Right.USERS`."""
    return tuple(Person(*row) for row in staff.everybody(desk, MOST_PEOPLE))


def find_staff(runner: Runner, session: Session) -> tuple[Person, ...]:
    """Return everybody by name. Raises Refused(NoRight)."""
    return runner.ask(staff_of, session, Right.USERS)
