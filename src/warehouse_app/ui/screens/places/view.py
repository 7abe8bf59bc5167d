"""The places page: views, warehouse and aisle, the list, one place with what stands there, and its forms."""

from __future__ import annotations

from warehouse_app.application.places import PLACES
from warehouse_app.domain.places import PlaceDetail
from warehouse_app.ui.kit import rulewords
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.screens.places import shown
from warehouse_app.ui.screens.places.presenter import PlacesPresenter
from warehouse_app.ui.screens.places.state import TABS, PlacesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New place"), "Ctrl+N", "plus", "bar", "primary"),
        Action("generate", tr("Make many"), "Ctrl+Shift+N", "layout-grid", "bar"),
        Action("warehouse", tr("New warehouse"), "Ctrl+Alt+N", "warehouse", place="key"),
        Action("labels", tr("Labels"), "Ctrl+P", "tags", "bar"),
        Action("label", tr("Print label"), "F9", "printer"),
        Action("label_file", tr("Its label as a file"), "Ctrl+Shift+P", "tag", place="key"),
        Action("edit", tr("Change"), "F2", "pencil"),
        Action("rule", tr("Rules"), "F6"),
        Action("lock", tr("Lock"), "F7", "lock"),
        Action("use", tr("Put out of use"), "F8"),
        *keep_actions(tr("Search places")),
    )


class PlaceView(OneCard):
    """One place: code, facts, deeds, and its pages."""

    def __init__(self) -> None:
        super().__init__()
        self._goods = Table(shown.goods_columns(), name=tr("What stands there"), dense=True)
        self._holders = Table(shown.holder_columns(), name=tr("Who holds it"), dense=True)
        self._goods.none, self._holders.none = tr("Nothing stands here."), tr("Nobody holds anything here.")
        self._rule = Table(rulewords.columns(), name=tr("What it is for and takes"), dense=True)
        self.put_pages(TABS, self._goods, self._holders, self._rule)

    def render_place(self, detail: PlaceDetail | None, tab: str) -> None:
        """Show a place."""
        self.show_page(shown.tabs(detail), tab)
        if detail is not None:
            self.show_head(code(detail.row.code), shown.about(detail), shown.facts(detail.row))
            self._goods.show_rows(detail.goods)
            self._holders.show_rows(detail.holders)
            self._rule.show_rows(rulewords.place_lines(detail.rule, detail.homes))


class PlacesView(KeepPage):
    """Renders `PlacesScreen`."""

    def __init__(self) -> None:
        table = keep_table(shown.columns(), tr("Places"), PLACES)
        self.place = PlaceView()
        super().__init__(
            _actions(), table, self.place,
            Frame(
                tr("Place or SKU, or scan it"),
                (tr("Choose a place, or scan it"), tr("What stands there appears here."), "map-pin"),
                show_all=tr("Show all"), filters=(("warehouse", tr("All warehouses")), ("aisle", tr("All aisles"))),
            ),
        )  # fmt: skip
        self.place.take(tuple(self.table.button(name) for name in ("edit", "rule", "lock", "use", "label")))

    def use(self, presenter: PlacesPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)
        self.place.tabs.chosen.connect(presenter.tabbed)

    def render_state(self, state: PlacesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.place.render_place(state.detail, state.tab)
        self.show_reasons(shown.deeds(state))
        locked = state.detail is not None and state.detail.rule is not None and state.detail.rule.locked
        self.table.button("lock").set_words(tr("Open it again") if locked else tr("Lock"))
        used = state.detail is None or state.detail.row.active
        self.table.button("use").set_words(tr("Put out of use") if used else tr("Use it again"))
