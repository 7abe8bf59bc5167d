"""What the worker does for returns: rules to begin with where a company has none, and returns whose day is over."""

from __future__ import annotations

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.returning.expiring import ExpireReturns
from warehouse_app.application.returning.rulebook import BeginReturnRules
from warehouse_app.application.run import Command, Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store.returning import cases, rules

LOOK_EVERY_S = 600


def returns_if_due(lane: WorkLane) -> bool:
    """Put rules in where there are none, let some returns expire; tell whether anything was done. Raises Trouble."""
    if lane.returns_at and lane.now() < lane.returns_at:
        return False
    with lane.read() as desk:
        lacking, over = rules.lacking(desk), cases.past_day(desk, lane.now()[:10], 1)
    if lacking:
        _do(lane, BeginReturnRules(id=lane.runner.ids.new()))
    if over:
        _do(lane, ExpireReturns(id=lane.runner.ids.new()))
    else:
        lane.returns_at = lane.after(LOOK_EVERY_S)
    return bool(lacking or over)


def _do(lane: WorkLane, command: Command) -> None:
    lane.hear(lane.runner.perform(command, Session(SYSTEM, lane.session.station)).changes)
