"""Orders beyond those that one scan may serve: promised by the worker, some at a time, so that no bench waits."""

from __future__ import annotations

import json
from dataclasses import dataclass

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.receiving.serving import serve
from warehouse_app.application.run import Command, Opens, Session, handles
from warehouse_app.domain.outbox import Done, Ending, OutboxRow, Parked
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeWaiting(Command):
    """Promise what is free of a product to the orders that lack it, the strongest first."""

    sku: str
    warehouse: str


@handles(ServeWaiting, right=Opens.PROGRAM, answer=int)
def serve_waiting(desk: Desk, command: ServeWaiting, _session: Session) -> int:
    """Serve as many as one command may, and return how many units; what is left is for the next such command."""
    return sum(each.qty for each in serve(desk, command.sku, command.warehouse))


def serve_row(lane: WorkLane, row: OutboxRow) -> Ending:
    """Do it as the worker. Raises LeaseLost, Trouble."""
    try:
        told = json.loads(row.payload)
        sku, warehouse = str(told["sku"]), str(told["warehouse"])
    except (ValueError, TypeError, KeyError):
        return Parked("outbox_payload")
    command = ServeWaiting(id=f"{row.intent}:done", sku=sku, warehouse=warehouse)
    outcome = lane.runner.perform(command, lane.session)
    lane.hear(outcome.changes)
    return Done()
