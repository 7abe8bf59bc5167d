"""What every page of kept things can do with its list: its columns, its file, its saved views, its order kept."""

from __future__ import annotations

from typing import Any

from warehouse_app.ui.runtime.keeping import Keeper
from warehouse_app.ui.shell.cards import ScreenContext
from warehouse_app.ui.shell.keeppage import KeepPage
from warehouse_app.ui.shell.listdeeds import ListDeeds
from warehouse_app.ui.shell.paperdeeds import PaperDeeds
from warehouse_app.ui.shell.savedviews import SavedViews


def give_deeds(
    page: KeepPage, keeper: Keeper[Any, Any], context: ScreenContext, papers: PaperDeeds | None = None
) -> None:
    """Give a page that is wired the deeds of its list, and begin with the order this person had last."""
    source = keeper.list.source
    deeds = ListDeeds(page, page.list_table, keeper.list, context, source.name)
    views = SavedViews(page, context, source.name, source.known, keeper, deeds)
    page.deeds = (deeds, views) if papers is None else (deeds, views, papers)
    keeper.remembered(deeds.remembered())
