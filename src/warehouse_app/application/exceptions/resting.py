"""Exceptions set aside with a reason, where nothing is to be done now, and taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.exceptions.values import CaseNeeds, NoSuchCase
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.clock import iso
from warehouse_app.store.desk import Desk
from warehouse_app.store.exceptions import rests

LONGEST_REASON, LONGEST_NAME = 200, 600
MOST_HOURS = 24 * 14
FORGOTTEN_DAYS = 60
"""What was set aside longer ago is over, or is to be seen again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestCase(Command):
    """Set an exception aside: for `hours`, or (0) for as long as its `mark` stays what it is."""

    case: str
    mark: str
    reason: str
    hours: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeCase(Command):
    """Take an exception up again that was set aside."""

    case: str


@handles(RestCase, right=Right.PLAN, answer=str)
def rest_case(desk: Desk, command: RestCase, _session: Session) -> str:
    """Set it aside; return until when, "" for as long as it stays the same. Raises Refused(CaseNeeds, NoSuchCase)."""
    reason = command.reason.strip()[:LONGEST_REASON]
    if not reason:
        raise Refused(CaseNeeds(command.case, "reason"))
    if not command.case or len(command.case) > LONGEST_NAME:
        raise Refused(NoSuchCase(command.case[:LONGEST_NAME]))
    now = datetime.fromisoformat(desk.at)
    hours = min(MOST_HOURS, max(0, command.hours))
    until = iso(now + timedelta(hours=hours)) if hours else ""
    rests.forget(desk, iso(now - timedelta(days=FORGOTTEN_DAYS)))
    rests.lay(desk, command.case, command.mark, reason, until)
    desk.touch(Touched.EXCEPTION)
    return until


@handles(WakeCase, right=Right.PLAN, answer=str)
def wake_case(desk: Desk, command: WakeCase, _session: Session) -> str:
    """Take it up again. Raises Refused(NoSuchCase) where it does not rest."""
    if not rests.wake(desk, command.case):
        raise Refused(NoSuchCase(command.case))
    desk.touch(Touched.EXCEPTION)
    return command.case
