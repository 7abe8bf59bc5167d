"""The card of the bench of transfers: what leaves for another warehouse, and what comes from one."""

from __future__ import annotations

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page

_WAKES = frozenset({Touched.TRANSFER})


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.transfers.bench import BENCH, TransferScan
    from warehouse_app.ui.shell.floorbench.view import floor_page
    from warehouse_app.ui.shell.floorbench.work import FloorWork

    return floor_page(FloorWork(BENCH.work.value, TransferScan, BENCH.state, _WAKES), context)


CARD = ScreenCard(
    "transfer", "Send and take in", "truck", bench=True, rights=frozenset({Right.MOVE}), build=build, order=59
)
