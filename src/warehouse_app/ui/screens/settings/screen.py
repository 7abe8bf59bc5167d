"""The card of the settings screen."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.tools import tools_of


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.settings.presenter import SettingsPresenter
    from warehouse_app.ui.screens.settings.view import SettingsView

    machine = tools_of(context.tools).home.machine
    view = SettingsView(machine)
    view.use(SettingsPresenter(view, context.hands("settings"), machine, context.toast))
    return view


CARD = ScreenCard(
    "settings",
    "Settings",
    "settings",
    bench=False,
    rights=frozenset({Right.SETTINGS}),
    build=build,
    order=90,
    group="house",
)
