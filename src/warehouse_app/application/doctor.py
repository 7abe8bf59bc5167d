"""The doctor: every invariant of the design on the live database, read-only; and projections rebuilt by command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.doctoring import Check, Report
from warehouse_app.domain.ledger.audit import Anchor
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import rebuilding
from warehouse_app.store.checks import run, trail
from warehouse_app.store.desk import Desk

__all__ = ["Check", "FactsBroken", "RebuildProjections", "Report", "examine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildProjections(Command):
    """Compute balances, pools and serial places anew from entries and promises."""


@dataclass(frozen=True, slots=True)
class FactsBroken(Refusal):
    """The entries themselves break a law of the ledger: no projection can be computed from them."""

    code: ClassVar[str] = "facts_broken"


def examine(
    runner: Runner,
    session: Session,
    *,
    deep: bool = False,
    told: Callable[[int], None] = lambda _checks: None,
    anchors: Sequence[Anchor] = (),
) -> Report:
    """Check everything on one steady snapshot while people work; it never repairs. `told` hears of each check;
    `anchors` are what was kept of seals outside.

    Raises Refused(NoRight), Trouble, and what `told` raises.
    """
    now = runner.clock.now()

    def question(desk: Desk) -> Report:
        checks = []
        for check in run.every_check(desk, now, deep=deep, anchors=anchors):
            checks.append(check)
            told(len(checks))
        return Report(all(each.ok for each in checks), tuple(checks), trail.unsealed(desk))

    return runner.ask(question, session)


@handles(RebuildProjections, right=Right.DATABASE, answer=int)
def rebuild_projections(desk: Desk, _command: RebuildProjections, _session: Session) -> int:
    """Write the projections anew and return how many figures were wrong. Raises Refused(FactsBroken)."""
    try:
        changed = rebuilding.rebuild(desk)
    except rebuilding.FactsContradict as error:
        raise Refused(FactsBroken()) from error
    desk.touch(Touched.STOCK)
    return changed
