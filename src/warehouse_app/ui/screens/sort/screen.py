"""The card of the put wall."""

from __future__ import annotations

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page

_DEEDS = frozenset({"pause", "short", "undo"})
_WAKES = frozenset({Touched.BATCH, Touched.ORDER})


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.sorting.bench import BENCH, SortScan
    from warehouse_app.ui.shell.floorbench.view import floor_page
    from warehouse_app.ui.shell.floorbench.work import FloorWork

    return floor_page(FloorWork(BENCH.work.value, SortScan, BENCH.state, _DEEDS, _WAKES), context)


CARD = ScreenCard("sort", "Sort", "layout-grid", bench=True, rights=frozenset({Right.PICK}), build=build, order=42)
