"""The card of the devices screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.tools import tools_of


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.devices.presenter import DevicesPresenter
    from warehouse_app.ui.screens.devices.view import DevicesView

    tools = tools_of(context.tools)
    view = DevicesView()
    view.use(DevicesPresenter(view, context.hands("devices"), context.performer, tools, context.bench, context))
    return view


CARD = ScreenCard(
    "devices", "Devices", "plug", bench=False, rights=frozenset({Right.SETTINGS}), build=build, order=88, group="house"
)
