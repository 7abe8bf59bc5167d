"""The card of the moving bench."""

from __future__ import annotations

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page

_DEEDS = frozenset({"pause", "short", "skip", "undo"})
_WAKES = frozenset({Touched.MOVE, Touched.STOCK})


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.moving.bench import BENCH, MoveScan
    from warehouse_app.ui.shell.floorbench.view import floor_page
    from warehouse_app.ui.shell.floorbench.work import FloorWork

    return floor_page(FloorWork(BENCH.work.value, MoveScan, BENCH.state, _DEEDS, _WAKES), context)


CARD = ScreenCard("move", "Move", "arrow-left-right", bench=True, rights=frozenset({Right.MOVE}), build=build, order=57)
