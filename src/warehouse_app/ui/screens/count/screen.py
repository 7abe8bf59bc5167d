"""The card of the counting bench."""

from __future__ import annotations

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page

_DEEDS = frozenset({"done", "pause", "skip", "undo"})
_WAKES = frozenset({Touched.COUNT})


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.counting.bench import BENCH, CountScan
    from warehouse_app.ui.shell.floorbench.view import floor_page
    from warehouse_app.ui.shell.floorbench.work import FloorWork

    return floor_page(FloorWork(BENCH.work.value, CountScan, BENCH.state, _DEEDS, _WAKES), context)


CARD = ScreenCard(
    "count", "Count", "clipboard-check", bench=True, rights=frozenset({Right.COUNT}), build=build, order=58
)
