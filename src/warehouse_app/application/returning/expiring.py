"""Returns that did not come by their day."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.returning.states import ReturnState
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases

AT_ONCE = 100
"""Returns that are let expire in one small transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireReturns(Command):
    """Let returns expire whose last day is over; some at a time."""


@dataclass(frozen=True, slots=True)
class Expired:
    """Returns that expired, by their codes; `more` are left."""

    codes: tuple[str, ...]
    more: bool


@handles(ExpireReturns, right=Right.RETURN, answer=Expired)
def expire_returns(desk: Desk, _command: ExpireReturns, _session: Session) -> Expired:
    """Let those expire whose last day was before today; return their codes."""
    found = cases.past_day(desk, desk.at[:10], AT_ONCE + 1)
    codes = []
    for return_id in found[:AT_ONCE]:
        head = cases.get(desk, return_id)
        cases.step(desk, head, ReturnState.EXPIRED, why=head.expires_on)
        codes.append(head.code)
    if codes:
        desk.touch(Touched.RETURN)
    return Expired(tuple(codes), len(found) > AT_ONCE)
