"""The card of the goods-in bench."""

from __future__ import annotations

from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page

_DEEDS = frozenset({"damaged", "done", "pause", "print_again", "resume", "type", "undo"})
_WAKES = frozenset({Touched.RECEIPT, Touched.PURCHASE, Touched.STOCK})


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.application.receiving.bench import BENCH, ReceiveScan
    from warehouse_app.application.receiving.showing import shown_here
    from warehouse_app.ui.shell.floorbench.view import floor_page
    from warehouse_app.ui.shell.floorbench.work import FloorWork

    return floor_page(FloorWork(BENCH.work.value, ReceiveScan, BENCH.state, _DEEDS, _WAKES, shown_here), context)


CARD = ScreenCard(
    "receive", "Goods in", "package-plus", bench=True, rights=frozenset({Right.RECEIVE}), build=build, order=55
)
