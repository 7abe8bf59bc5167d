"""The page of returns to suppliers: views, suppliers and warehouses, the list, one with its deeds and its goods."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.returning.afterwards import SUPPLIER_RETURNS, SupplierReturnSeen
from warehouse_app.ui.kit.labels import Label, rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.supplierreturns import shown
from warehouse_app.ui.screens.supplierreturns.presenter import SupplierReturnsPresenter
from warehouse_app.ui.screens.supplierreturns.state import SupplierReturnsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr

DEEDS = ("add", "send", "credit", "refuse", "paper", "drop")


def _actions() -> tuple[Action, ...]:
    return (
        Action("new", tr("New return to a supplier"), "Ctrl+N", "plus", "bar"),
        Action("send", tr("It is sent"), "F8", "send", kind="primary"),
        Action("credit", tr("Credits"), "F6", kind="primary"),
        Action("refuse", tr("Refuses"), "F10"),
        Action("add", tr("Add goods"), "F7"),
        Action("paper", tr("Paper"), "F9"),
        Action("drop", tr("Give it up"), "Ctrl+Del"),
        *keep_actions(tr("Search returns to suppliers")),
    )


class SupplierReturnView(OneCard):
    """One return to a supplier: facts, deeds, and the goods that go back."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(wraps=True)
        self._now = now
        self._goods = Table(shown.line_columns(), name=tr("What goes back"), dense=True)
        self._goods.none = tr("Nothing yet.")
        self.put(rule(), Label(tr("What goes back"), "strong"))
        self.put_rest(self._goods)

    def render_one(self, seen: SupplierReturnSeen | None) -> None:
        """Show one, with the deeds of its step."""
        self.show_deeds(shown.visible(seen))
        if seen is not None:
            self.show_head(shown.title(seen), shown.about(seen), shown.facts(seen, self._now()), shown.chip(seen.row))
            self._goods.show_rows(seen.lines)


class SupplierReturnsView(KeepPage):
    """Renders `SupplierReturnsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Returns to suppliers"), SUPPLIER_RETURNS)
        self.one = SupplierReturnView(now)
        super().__init__(
            _actions(), table, self.one,
            Frame(
                tr("Number, supplier, return"),
                (tr("Choose a return to a supplier"), tr("What goes back appears here."), "store"),
                show_all=tr("Show all"),
                filters=(("supplier", tr("All suppliers")), ("warehouse", tr("All warehouses"))),
                shares=(680, 500), least=420,
            ),
        )  # fmt: skip
        self.one.take_deeds({name: self.table.button(name) for name in DEEDS})

    def use(self, presenter: SupplierReturnsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: SupplierReturnsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        if state.is_empty and not state.query.narrowing:
            self.empty.show_words(*shown.nothing(state))
        self.one.render_one(state.detail)
        self.show_reasons(shown.deeds(state))
