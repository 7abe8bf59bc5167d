"""The products page: views by what lacks, the list, one product with its codes, places and sales, and its forms."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.application.catalogue import PRODUCTS
from warehouse_app.ui.kit import rulewords
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.charts import BarChart
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.filters import FilterBar
from warehouse_app.ui.kit.labels import Label, card, rule
from warehouse_app.ui.kit.pictures import Photo
from warehouse_app.ui.kit.soldweeks import sold_by_week
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import product, unbroken
from warehouse_app.ui.screens.products import shown
from warehouse_app.ui.screens.products.presenter import ProductsPresenter
from warehouse_app.ui.screens.products.state import TABS, ProductShown, ProductsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New product"), "Ctrl+N", "plus", "bar", "primary"),
        Action("edit", tr("Change"), "F2", "pencil"),
        Action("barcode", tr("Link barcode"), "F6"),
        Action("unlink", tr("Unlink"), "F10"),
        Action("rule", tr("Rules"), "F7"),
        Action("home", tr("Home"), "F8"),
        Action("scan", tr("Picking"), "F3"),
        Action("care", tr("Packing"), "Shift+F3"),
        Action("label", tr("Print label"), "F9", "printer"),
        Action("label_file", tr("Its label as a file"), "Ctrl+P", "tag", place="key"),
        *keep_actions(tr("Search products")),
    )


class ProductView(QFrame):
    """One product: picture, name, facts, deeds, and its pages."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, self._column = card()
        outer.addWidget(made)
        self._column.setContentsMargins(16, 14, 16, 12)
        self._column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(16)
        self._photo = Photo(72)
        head.addWidget(self._photo)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._name, self._about = Label("", "name", wrap=True), Label("", "body", "ink2", wrap=True)
        words.addWidget(self._name)
        words.addWidget(self._about)
        head.addLayout(words, 1)
        self._column.addLayout(head)
        self._facts = Facts()
        self._column.addWidget(self._facts)
        self._deeds = DeedRow()
        self._column.addWidget(self._deeds)
        self._column.addWidget(rule())
        self.tabs = FilterBar()
        self._column.addWidget(self.tabs)
        self.codes = Table(shown.code_columns(), name=tr("Barcodes"), key=lambda one: one.barcode.code, dense=True)
        self._places = Table(shown.place_columns(), name=tr("Where it is"), dense=True)
        self._places.none = tr("It stands nowhere.")
        self._pages = QStackedWidget()
        self._kept = Table(rulewords.columns(), name=tr("How it is kept"), dense=True)
        self._kept.none = tr("It may be put anywhere.")
        for page in (self.codes, self._places, self._sold(), self._kept):
            self._pages.addWidget(page)
        self._column.addWidget(self._pages, 1)

    def _sold(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        self._sales, self._chart = Label("", "body_strong", wrap=True), BarChart()
        column.addWidget(self._sales)
        column.addWidget(self._chart, 1)
        return made

    def take(self, buttons: tuple[Button, ...]) -> None:
        """Put the deeds of the page into their row."""
        self._deeds.take(buttons)

    def render_product(self, detail: ProductShown | None, tab: str) -> None:
        """Show a product."""
        self.tabs.show_filters(shown.tabs(detail), tab)
        self._pages.setCurrentIndex(TABS.index(tab))
        if detail is None:
            return
        row = detail.card.row
        self._photo.show_product(row.name, row.picture)
        self._name.setText(product(row.name or row.sku))
        self._about.setText(unbroken(shown.about(row)))
        self._facts.show_facts(shown.facts(row, detail.care))
        self.codes.none = shown.no_codes(row)
        self.codes.show_rows(shown.codes(detail.card))
        self._places.show_rows(detail.places)
        if detail.kept is not None:
            self._kept.show_rows(rulewords.product_lines(detail.kept.rule, detail.kept.homes))
        words, bars = sold_by_week(detail.card.weeks)
        self._sales.setText(words)
        self._chart.show_bars(bars)


class ProductsView(KeepPage):
    """Renders `ProductsScreen`."""

    def __init__(self) -> None:
        table = keep_table(shown.columns(), tr("Products"), PRODUCTS)
        self.product = ProductView()
        super().__init__(
            _actions(), table, self.product,
            Frame(
                tr("SKU, name, or scan it"),
                (tr("Choose a product, or scan it"), tr("Its codes, sizes and places appear here."), "tag"),
                show_all=tr("Show all"),
            ),
        )  # fmt: skip
        deeds = ("edit", "label", "barcode", "unlink", "rule", "home", "scan", "care")
        self.product.take(tuple(self.table.button(name) for name in deeds))

    def use(self, presenter: ProductsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)
        self.product.tabs.chosen.connect(presenter.tabbed)
        self.product.codes.picked.connect(lambda one: presenter.barcode(one.barcode if one is not None else None))

    def render_state(self, state: ProductsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.product.render_product(state.detail, state.tab)
        self.show_reasons(shown.deeds(state))
