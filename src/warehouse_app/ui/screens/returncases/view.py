"""The returns desk: views, the list, one return with its deeds, its goods, why it came back, its money and story."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.returning.lists import RETURNS
from warehouse_app.application.returning.seeing import CaseSeen
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.photostrip import PhotoStrip
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.returncases import shown
from warehouse_app.ui.screens.returncases.presenter import CasesPresenter
from warehouse_app.ui.screens.returncases.state import TABS, CasesScreen
from warehouse_app.ui.screens.returncases.whylist import WhyList
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.ui.shell.photodeeds import Small
from warehouse_app.wording import tr

DEEDS = ("authorise", "keep", "reject", "send", "label", "claim", "order", "whose", "cancel")


def _actions() -> tuple[Action, ...]:
    return (
        Action("new", tr("New request"), "Ctrl+N", "plus", "bar", "primary"),
        Action("authorise", tr("Authorise"), "F6", kind="primary"),
        Action("keep", tr("Settle, it stays there"), "F4", kind="primary"),
        Action("reject", tr("Reject"), "F10", "ban"),
        Action("send", tr("On its way"), "F8", "truck"),
        Action("label", tr("Return label"), "F9", "tag"),
        Action("label_file", tr("Return label as a file"), "Ctrl+P", "tag", place="key"),
        Action("claim", tr("Claim"), "F11", "shield-alert"),
        Action("order", tr("Order"), "F7"),
        Action("whose", tr("Whose it is"), "Shift+F7"),
        Action("cancel", tr("Cancel it"), "Ctrl+Del"),
        *keep_actions(tr("Search returns")),
    )


class CaseView(OneCard):
    """One return: code, whose it is, facts, deeds, and its pages."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(wraps=True)
        self._now = now
        self._units = Table(shown.unit_columns(), name=tr("Goods"), dense=True)
        self._why = WhyList()
        self._money = Table(shown.money_columns(), name=tr("Money"), dense=True)
        self._story = Table(shown.story_columns(now()), name=tr("Story"), dense=True)
        self._units.none = tr("Nothing is known of goods.")
        self._money.none, self._story.none = tr("No money moves yet."), tr("Nothing was done.")
        self.photos = PhotoStrip()
        self.put_pages(TABS, self._units, self._why, self._money, self._story, self.photos)

    def render_case(self, seen: CaseSeen | None, tab: str) -> None:
        """Show a return, with the deeds of its step."""
        self.show_page(shown.tabs(seen), tab)
        self.show_deeds(shown.visible(seen))
        if seen is None:
            return
        now = self._now()
        chip = shown.opinion_chip(seen) or shown.chip(seen.row)
        self.show_head(shown.title(seen), shown.about(seen), shown.facts(seen, now), chip)
        self._units.show_rows(shown.unit_rows(seen))
        self._why.show_rows(shown.why_rows(seen, now))
        self._money.show_rows(shown.money(seen))
        self._story.show_rows(tuple(reversed(seen.detail.events)))


class CasesView(KeepPage):
    """Renders `CasesScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Returns"), RETURNS)
        self.case = CaseView(now)
        super().__init__(
            _actions(), table, self.case,
            Frame(
                tr("Return, order, customer"),
                (tr("Choose a return, or scan it"), tr("Its goods, money and story appear here."), "package-open"),
                show_all=tr("Show all"), filters=(("channel", tr("All channels")),), shares=(660, 520), least=440,
            ),
        )  # fmt: skip
        self.case.take_deeds({name: self.table.button(name) for name in DEEDS})

    def use(self, presenter: CasesPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)
        self.case.tabs.chosen.connect(presenter.tabbed)
        self.case.photos.opened.connect(presenter.photos.opened)

    def show_photos(self, photos: Small) -> None:
        """Show the photos of the return."""
        self.case.photos.show_photos(photos)

    def render_state(self, state: CasesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.case.render_case(state.detail, state.tab)
        self.show_reasons(shown.deeds(state))
