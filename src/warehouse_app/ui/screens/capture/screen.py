"""The card of the capture screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.capture.presenter import CapturePresenter
    from warehouse_app.ui.screens.capture.view import CaptureView
    from warehouse_app.ui.shell.keepdeeds import give_deeds

    view = CaptureView(context.now)
    presenter = CapturePresenter(view, context.hands("capture"), context.now, context.toast)
    view.use(presenter)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "capture", "Capture", "keyboard", bench=False, rights=frozenset({Right.VIEW}), build=build, order=71,
    group="catalogue",
)  # fmt: skip
