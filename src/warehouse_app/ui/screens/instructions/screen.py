"""The card of the packing instructions screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.instructions.presenter import InstructionsPresenter
    from warehouse_app.ui.screens.instructions.view import InstructionsView
    from warehouse_app.ui.shell.keepdeeds import give_deeds
    from warehouse_app.ui.shell.photodeeds import PhotoDeeds

    view = InstructionsView()
    presenter = InstructionsPresenter(view, context.hands("instructions"), context.now, context.toast)
    view.use(presenter)
    photos = PhotoDeeds(view, context, "instructions")
    view.show_pictures(photos)
    give_deeds(view, presenter, context)
    return view


CARD = ScreenCard(
    "instructions", "Instructions", "clipboard-list", bench=False, rights=frozenset({Right.VIEW}), build=build,
    order=70, group="catalogue",
)  # fmt: skip
