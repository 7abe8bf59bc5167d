"""What planning a batch and releasing it both need: the cart, the warehouse as one walks it, a batch's row."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.layouts.drawing import graph_for
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import NoSuchBatch
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.store import batches
from warehouse_app.store.desk import Desk

__all__ = ["DEFAULT_CAPACITY", "PAUSE_S", "Graphs", "batch_row", "graph_for"]

PAUSE_S = 0.002
"""Pause between small transactions of a bulk deed, so that benches never wait."""

DEFAULT_CAPACITY = CartCapacity(slots=12, units=1_000)
"""What a cart holds when no setting says otherwise: twelve totes, a thousand units."""


class Graphs:
    """The walking graph of each warehouse, read once for a bulk deed."""

    def __init__(self, runner: Runner, session: Session) -> None:
        self._runner, self._session = runner, session
        self._known: dict[str, WarehouseGraph] = {}

    def of(self, warehouse: str) -> WarehouseGraph:
        """Return the graph of a warehouse."""
        if warehouse not in self._known:
            self._known[warehouse] = self._runner.ask(
                lambda desk: graph_for(desk, warehouse), self._session, Right.PLAN
            )
        return self._known[warehouse]


def batch_row(desk: Desk, batch_id: int) -> Any:  # noqa: ANN401 - a database row
    """Return a batch's row. Raises Refused(NoSuchBatch)."""
    row = batches.GET.one(desk.connection, id_is=batch_id)
    if row is None:
        raise Refused(NoSuchBatch(str(batch_id)))
    return row
