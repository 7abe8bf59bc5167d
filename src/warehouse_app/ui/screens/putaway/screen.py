"""The card of the put-away bench."""

from __future__ import annotations

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page

_DEEDS = frozenset({"done", "pause", "short", "skip", "undo"})
_WAKES = frozenset({Touched.STOCK, Touched.RECEIPT, Touched.MOVE})


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.putaway.bench import BENCH, PutAwayScan
    from warehouse_app.ui.shell.floorbench.view import floor_page
    from warehouse_app.ui.shell.floorbench.work import FloorWork

    return floor_page(FloorWork(BENCH.work.value, PutAwayScan, BENCH.state, _DEEDS, _WAKES), context)


CARD = ScreenCard(
    "putaway", "Put away", "forklift", bench=True, rights=frozenset({Right.PUT_AWAY}), build=build, order=56
)
