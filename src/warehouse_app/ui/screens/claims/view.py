"""The page of claims: views and carriers, the list, one claim with its deeds, its goods and its photos."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.returning.claims import CLAIMS
from warehouse_app.domain.returning.claims import ClaimDetail
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.photostrip import PhotoStrip
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.claims import shown
from warehouse_app.ui.screens.claims.presenter import ClaimsPresenter
from warehouse_app.ui.screens.claims.state import ClaimsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.ui.shell.photodeeds import Small
from warehouse_app.wording import tr

DEEDS = ("send", "accept", "refuse", "paper", "return", "drop")


def _actions() -> tuple[Action, ...]:
    return (
        Action("send", tr("It is sent"), "F8", "send", kind="primary"),
        Action("accept", tr("Pays"), "F6", kind="primary"),
        Action("refuse", tr("Refuses"), "F10"),
        Action("paper", tr("Paper"), "F9"),
        Action("return", tr("Return"), "F7"),
        Action("drop", tr("Give it up"), "Ctrl+Del"),
        *keep_actions(tr("Search claims")),
    )


class ClaimView(OneCard):
    """One claim: code, what happened, facts, deeds, its goods and photos."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(wraps=True)
        self._now = now
        self._goods = Table(shown.line_columns(""), name=tr("Goods"), dense=True)
        self._goods.none = tr("No goods are known.")
        self.photos = PhotoStrip()
        self.put_pages(shown.TABS, self._goods, self.photos)

    def render_claim(self, detail: ClaimDetail | None, tab: str) -> None:
        """Show a claim, with the deeds of its step."""
        self.show_page(shown.tabs(detail), tab)
        self.show_deeds(shown.visible(detail))
        if detail is not None:
            facts = shown.facts(detail, self._now())
            self.show_head(shown.title(detail), shown.about(detail), facts, shown.chip(detail.row))
            self._goods.rows_model().columns = shown.line_columns(detail.row.currency)
            self._goods.show_rows(detail.lines)


class ClaimsView(KeepPage):
    """Renders `ClaimsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Claims"), CLAIMS)
        self.claim = ClaimView(now)
        super().__init__(
            _actions(), table, self.claim,
            Frame(
                tr("Claim, return, order"),
                (tr("Choose a claim, or scan it"), tr("What it speaks of appears here."), "shield-alert"),
                show_all=tr("Show all"), filters=(("carrier", tr("All carriers")),), shares=(680, 500), least=420,
            ),
        )  # fmt: skip
        self.claim.take_deeds({name: self.table.button(name) for name in DEEDS})

    def use(self, presenter: ClaimsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)
        self.claim.tabs.chosen.connect(presenter.tabbed)
        self.claim.photos.opened.connect(presenter.photos.opened)

    def show_photos(self, photos: Small) -> None:
        """Show the photos of the claim."""
        self.claim.photos.show_photos(photos)

    def render_state(self, state: ClaimsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.claim.render_claim(state.detail, state.tab)
        self.show_reasons(shown.deeds(state))
