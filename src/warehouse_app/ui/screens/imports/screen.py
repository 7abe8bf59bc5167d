"""The card of the imports screen."""

from __future__ import annotations

from typing import cast

from warehouse_app.domain.people import Right
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(context: ScreenContext) -> Page:
    """Build the page and its presenter."""
    from warehouse_app.ui.screens.imports.opening import Tools
    from warehouse_app.ui.screens.imports.presenter import ImportsPresenter
    from warehouse_app.ui.screens.imports.view import ImportsView

    view = ImportsView(context.now)
    tools = cast("Tools", context.tools)
    view.use(ImportsPresenter(view, context.hands("imports"), context.house(), tools, context.toast))
    return view


_RIGHTS = frozenset({Right.IMPORT})
CARD = ScreenCard(
    "imports", "Imports", "file-down", bench=False, rights=_RIGHTS, build=build, order=74, group="catalogue"
)
