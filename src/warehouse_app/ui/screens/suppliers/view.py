"""The suppliers page: views, the list, one supplier with what it sells, and its forms."""

from __future__ import annotations

from warehouse_app.application.purchasing.suppliers import SUPPLIERS
from warehouse_app.domain.purchasing.values import SupplierDetail
from warehouse_app.ui.kit.labels import Label, rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import calm, unbroken
from warehouse_app.ui.screens.suppliers import shown
from warehouse_app.ui.screens.suppliers.presenter import SuppliersPresenter
from warehouse_app.ui.screens.suppliers.state import SuppliersScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr

_BESIDE = ("sell", "edit_sold", "sell_no_more")
"""The deeds on what it sells; those on the supplier are in the menu and have their keys."""


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New supplier"), "Ctrl+N", "plus", "bar", "primary"),
        Action("edit", tr("Change the supplier"), "F2", "pencil", place="key"),
        Action("sell", tr("Add product"), "F6"),
        Action("edit_sold", tr("Change it"), "F4"),
        Action("sell_no_more", tr("Drop it"), "F10"),
        Action("use", tr("Put out of use, or use again"), "F8", "ban", place="key"),
        *keep_actions(tr("Search suppliers")),
    )


class SupplierView(OneCard):
    """One supplier: name, facts, deeds, and what it sells."""

    def __init__(self) -> None:
        super().__init__(wraps=True)
        self.sold = Table(shown.sold_columns(), name=tr("What it sells"), key=lambda one: one.sku, dense=True)
        self.sold.none = tr("Nothing is known to be sold here. Add a product (F6).")
        self.put(rule(), Label(tr("What it sells"), "strong"))
        self.put_rest(self.sold)

    def render_supplier(self, detail: SupplierDetail | None) -> None:
        """Show a supplier."""
        if detail is None:
            return
        known = detail.supplier
        self.show_head(unbroken(calm(known.name)), unbroken(shown.about(known)), shown.facts(known))
        self.sold.show_rows(detail.products)


class SuppliersView(KeepPage):
    """Renders `SuppliersScreen`."""

    def __init__(self) -> None:
        table = keep_table(shown.columns(), tr("Suppliers"), SUPPLIERS)
        self.supplier = SupplierView()
        super().__init__(
            _actions(), table, self.supplier,
            Frame(
                tr("Code or name"),
                (tr("Choose a supplier"), tr("What it sells appears here."), "store"),
                show_all=tr("Show all"),
            ),
        )  # fmt: skip
        self.supplier.take(tuple(self.table.button(name) for name in _BESIDE))

    def use(self, presenter: SuppliersPresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter
        self.wire(presenter)
        self.supplier.sold.picked.connect(presenter.picked)

    def render_state(self, state: SuppliersScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.supplier.render_supplier(state.detail)
        self.show_reasons(shown.deeds(state, self._presenter.sold))
