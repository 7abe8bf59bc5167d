"""What a bench told a supervisor, settled."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.verdicts.misses import LONGEST_HOW
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.verdicts.issues import NoSuchIssue
from warehouse_app.store.desk import Desk
from warehouse_app.store.verdicts import issues


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleIssue(Command):
    """Say what became of what a bench told."""

    issue: int
    how: str


@handles(SettleIssue, right=Right.ASSIGN)
def settle_issue(desk: Desk, command: SettleIssue, _session: Session) -> None:
    """Settle it. Raises Refused(NoSuchIssue, BadField)."""
    if not issues.settle(desk, command.issue, words("reason", command.how, LONGEST_HOW)):
        raise Refused(NoSuchIssue(command.issue))
    desk.touch(Touched.EXCEPTION)
